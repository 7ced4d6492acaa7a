"""A file as an element tree in which everything that counts has a name and a place."""

from __future__ import annotations

import hashlib

import pytest

from engine.diagram.document import load, reference, text
from engine.xml import XmlRefused

FILE = (
    b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"><process id="p">'
    b'<task/><task id="task_1"/><task id="b"> <documentation> a<x xmlns="y"/>b </documentation></task></process></definitions>'
)


def test_positions_follow_the_file() -> None:
    document = load(FILE, "given.bpmn")
    assert sorted(document.positions, key=lambda name: document.positions[name]) == ["d", "p", "task_2", "task_1", "b"]
    assert document.given == {"task_2"}
    assert document.digest == hashlib.sha256(FILE).hexdigest()


def test_text_is_gathered_and_trimmed() -> None:
    document = load(FILE, "given.bpmn")
    assert text(next(document.of_kind("documentation"))) == "ab"
    assert text(next(document.of_kind("process"))[0]) is None
    assert text(None) is None


@pytest.mark.parametrize(("written", "id"), [("m", "m"), (" t:m ", "m"), ("", None), (None, None)])
def test_a_reference_may_have_a_prefix(written: str | None, id: str | None) -> None:
    assert reference(written) == id


def test_what_is_not_xml_is_refused_at_the_door() -> None:
    with pytest.raises(XmlRefused):
        load(b"<!DOCTYPE d []><d/>", "given.bpmn")
