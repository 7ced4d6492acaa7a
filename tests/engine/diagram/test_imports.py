"""A file brings along what it imports from beside itself, and nothing else."""

from __future__ import annotations

import pytest

from engine.diagram import Known, check
from engine.diagram.imports import MOST_FILES, gather, is_remote, place

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"


def importing(*locations: str, namespace: str = "urn:b", own: str = "urn:a", inside: str = "") -> bytes:
    lines = "".join(f'<import importType="{BPMN}" namespace="{namespace}" location="{one}"/>' for one in locations)
    return f'<definitions xmlns="{BPMN}" targetNamespace="{own}">{lines}{inside}</definitions>'.encode()


def said(content: bytes, files: dict[str, bytes] | None) -> list[tuple[str, str]]:
    faults = check(content, "a.bpmn", profile="bpmn", known=Known(files=files), to_play=False)[1]
    return [(fault.severity, fault.message["en"]) for fault in faults if fault.rule == "imports"]


@pytest.mark.parametrize("location", ["b.bpmn", "./b.bpmn", "types/../b.bpmn", " b.bpmn "])
def test_a_place_is_a_path_from_the_folder(location: str) -> None:
    assert place(location) == "b.bpmn"


def test_a_place_counts_from_the_file_that_names_it() -> None:
    assert place("../c.xsd", "types/b.bpmn") == "c.xsd"
    assert place("../../c.xsd", "types/b.bpmn") is None


@pytest.mark.parametrize(
    "location", ["", "..", "../b.bpmn", "/etc/passwd", "file:///etc/passwd", "C:\\b.bpmn", "a\\b.bpmn", "ftp://x/b", "a/../../b"]
)
def test_a_way_out_of_the_folder_is_no_place(location: str) -> None:
    assert place(location) is None
    assert [severity for severity, _ in said(importing(location), {})] == ["error"]


def test_an_address_is_never_fetched() -> None:
    asked: list[str] = []
    assert is_remote("HTTP://example.org/b.bpmn")
    assert gather(importing("http://example.org/b.bpmn"), asked.append) == {}
    assert asked == []
    assert [severity for severity, _ in said(importing("https://example.org/b.bpmn"), {})] == ["warning"]


def test_imports_of_imports_are_gathered_and_circles_end() -> None:
    files = {"b.bpmn": importing("sub/c.bpmn", "b.bpmn"), "sub/c.bpmn": importing("../b.bpmn")}
    assert gather(importing("b.bpmn", "missing.bpmn"), files.get) == files


def test_a_file_brings_a_bounded_number_along() -> None:
    found = gather(importing(*(f"{n}.bpmn" for n in range(MOST_FILES + 10))), lambda name: b"<x/>")
    assert len(found) == MOST_FILES


def test_a_missing_file_and_one_of_another_kind_or_namespace_are_refused() -> None:
    right = importing(own="urn:b")
    assert said(importing("b.bpmn"), {"b.bpmn": right}) == []
    for files in ({}, {"b.bpmn": b"no xml"}, {"b.bpmn": b"<x/>"}, {"b.bpmn": importing(own="urn:c")}):
        assert [severity for severity, _ in said(importing("b.bpmn"), files)] == ["error"]


def test_an_id_is_used_once_in_a_namespace() -> None:
    one = importing("b.bpmn", namespace="urn:a", inside='<message id="m"/>')
    assert [severity for severity, _ in said(one, {"b.bpmn": importing(own="urn:a", inside='<error id="m"/>')})] == ["error"]
    assert said(one, {"b.bpmn": importing(own="urn:a", inside='<error id="n"/>')}) == []
    other = importing("b.bpmn", inside='<message id="m"/>')
    assert said(other, {"b.bpmn": importing(own="urn:b", inside='<error id="m"/>')}) == []


def test_nothing_is_said_of_files_that_nobody_looked_for() -> None:
    assert said(importing("b.bpmn"), None) == []


def test_a_reference_into_another_file_leads_to_the_right_kind() -> None:
    files = {"b.bpmn": importing(own="urn:b", inside='<message id="m"/><signal id="s"/>')}
    for name, refused in (("m", False), ("s", True), ("nothing", True)):
        flow = f'<process id="p"><task id="t"/><receiveTask xmlns:b="urn:b" id="r" messageRef="b:{name}"/></process>'
        content = importing("b.bpmn", inside=flow)
        faults = check(content, "a.bpmn", profile="bpmn", known=Known(files=files), to_play=False)[1]
        assert ("dangling_reference" in {fault.rule for fault in faults}) is refused
