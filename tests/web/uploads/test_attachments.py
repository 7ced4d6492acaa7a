"""The folder of attachments: one file a content, whole or not at all, found by its digest only."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from engine.errors import Invalid, NotFound, Unavailable
from tests.web.setting import PDF
from web.uploads.attachments import Attachments, safe_name


def test_a_file_lies_under_its_digest(tmp_path: Path) -> None:
    stored = Attachments(tmp_path, 1000).keep("报告.pdf", PDF, ("pdf",))
    assert stored.digest == hashlib.sha256(PDF).hexdigest()
    assert [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()] == [PDF]


def test_the_same_content_twice_is_one_file(tmp_path: Path) -> None:
    folder = Attachments(tmp_path, 1000)
    first, second = folder.keep("a.pdf", PDF, ("pdf",)), folder.keep("b.pdf", PDF, ("pdf",))
    assert (first.digest, first.name, second.name) == (second.digest, "a.pdf", "b.pdf")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_too_large(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="file.large"):
        Attachments(tmp_path, len(PDF) - 1).keep("a.pdf", PDF, ("pdf",))


def test_a_disk_that_takes_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable):
        Attachments(tmp_path / "file", 1000).keep("a.pdf", PDF, ("pdf",))


@pytest.mark.parametrize("digest", ["", "x", "../../etc/passwd", "0" * 64, "A" * 64])
def test_what_is_no_digest_of_a_file_is_not_found(tmp_path: Path, digest: str) -> None:
    with pytest.raises(NotFound):
        Attachments(tmp_path, 1000).path(digest)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../报告.pdf", "报告.pdf"), ("C:\\temp\\a.pdf", "a.pdf"), ("a\x00\u202efdp.exe", "afdp.exe"), ("", "file"),
        ("..", "file"), ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_are_made_harmless(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_drafts_of_the_dead_are_removed_and_files_and_fresh_drafts_stay(tmp_path: Path) -> None:
    folder = Attachments(tmp_path, 1000)
    stored = folder.keep("a.pdf", PDF, ("pdf",))
    old, fresh = (tmp_path / stored.digest[:2] / f".draft-{name}" for name in ("old", "fresh"))
    for path, touched in ((old, 1000), (fresh, 3000), (folder.path(stored.digest), 1000)):
        path.touch()
        os.utime(path, (touched, touched))
    assert folder.tidy(before=2000) == 1
    assert (old.exists(), fresh.exists(), folder.path(stored.digest).exists()) == (False, True, True)
