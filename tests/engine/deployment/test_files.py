"""What kind of file it is: by its name, else by what it begins with."""

from __future__ import annotations

from hashlib import sha256

import pytest

from engine.deployment import SourceFile
from tests.engine.scenario.drawing import bpmn


@pytest.mark.parametrize(("name", "content", "kind"), [
    ("a.bpmn", b"", "bpmn"), ("A.BPMN", b"", "bpmn"), ("d.dmn", b"", "dmn"), ("f.json", b"", "form"),
    ("a.xml", bpmn(), "bpmn"), ("a", bpmn().decode().encode("utf-16"), "bpmn"),
    ("d.xml", b'<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"/>', "dmn"),
    ("f.txt", b'\xef\xbb\xbf {"$id": "f"}', "form"), ("x.txt", b"hello", "unknown"), ("x", b"", "unknown"),
])
def test_the_kind(name: str, content: bytes, kind: str) -> None:
    assert SourceFile(name=name, content=content).kind == kind


def test_the_digest_is_of_the_bytes() -> None:
    assert SourceFile(name="a", content=b"x").digest == sha256(b"x").hexdigest()
