"""The typesetter: both files, stored by digest, by the template of the kind or the common one."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from tests.web.letters.test_template import CONTEXT, DOCUMENT
from web.letters import Letters
from web.letters.template import BadTemplate
from web.wiring import DOCUMENTS


class Shelf:
    """Keeps bytes by digest."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def put(self, content: bytes) -> str:
        digest = hashlib.sha256(content).hexdigest()
        self.kept[digest] = content
        return digest


@pytest.mark.parametrize("kind", ["D-22", "D-99"])
def test_a_document_becomes_a_word_file_and_a_pdf(kind: str) -> None:
    shelf = Shelf()
    made = Letters(DOCUMENTS, {"DATA": "市数据局"}, shelf.put)({**DOCUMENT, "kind": kind}, CONTEXT)
    assert {(one.type, one.name) for one in made.files} == {("docx", "淮数备〔2027〕3号.docx"), ("pdf", "淮数备〔2027〕3号.pdf")}
    assert {one.digest: one.size for one in made.files} == {digest: len(content) for digest, content in shelf.kept.items()}
    assert [content[:4] for content in shelf.kept.values()] == [b"PK\x03\x04", b"%PDF"]


def test_the_template_that_was_used_is_named_by_its_digest(tmp_path: Path) -> None:
    digests: list[Any] = []
    (tmp_path / "letter.docx").write_bytes((DOCUMENTS / "letter.docx").read_bytes())
    for text in ("a", "b", "a"):
        (tmp_path / "default.toml").write_text(f'paragraphs = ["{text}"]')
        digests.append(Letters(tmp_path, {}, Shelf().put)(DOCUMENT, CONTEXT).template)
    assert digests[0] == digests[2] != digests[1]


def test_without_any_template_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(BadTemplate):
        Letters(tmp_path, {}, Shelf().put)(DOCUMENT, CONTEXT)
