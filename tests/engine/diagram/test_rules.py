"""Each rule has its page, its sentences, a good and a bad diagram; the bad one names the elements at fault."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.diagram.rules.playable.unsupported import UNSUPPORTED
from tests.engine.diagram.rules_asked import MODULES, RULES, findings

PAGES = Path(__file__).parents[3] / "docs" / "rules"
#: Their faults are not to be seen in a few lines of a file.
OWN_EXAMPLES = {"bounds", "xml"}
GOOD = sorted(RULES.glob("*/valid*.bpmn"))
BAD = sorted(RULES.glob("*/invalid*.bpmn"))
AT_FAULT = re.compile(rb"<!-- at fault: (.*) -->")


def label(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def at_fault(path: Path) -> set[str | None]:
    """The elements that a bad diagram's first comment names; without one, the file as a whole is at fault."""
    found = AT_FAULT.search(path.read_bytes())
    return set(found[1].decode().split(", ")) if found else {None}


@pytest.mark.parametrize("rule", sorted(MODULES))
def test_a_rule_has_its_page_and_its_diagrams(rule: str) -> None:
    assert (PAGES / f"{rule}.md").read_text().count("```xml") == 2
    assert list((RULES / rule).glob("valid*.bpmn"))
    assert list((RULES / rule).glob("invalid*.bpmn"))


@pytest.mark.parametrize("rule", sorted(set(MODULES) - OWN_EXAMPLES))
def test_the_examples_of_a_page_stand_in_the_diagrams(rule: str) -> None:
    examples = re.findall(r"```xml\n(.*?)```", (PAGES / f"{rule}.md").read_text(), re.DOTALL)
    wrong, right = ([line.strip() for line in example.splitlines()] for example in examples)
    for lines, diagrams in ((wrong, "invalid*.bpmn"), (right, "valid*.bpmn")):
        drawn = ["".join(path.read_text().split()) for path in (RULES / rule).glob(diagrams)]
        assert any(all("".join(line.split()) in text for line in lines) for text in drawn)


def test_there_is_no_page_and_no_diagram_without_a_rule() -> None:
    assert {page.stem for page in PAGES.glob("*.md")} - {"README"} == set(MODULES)
    assert {folder.name for folder in RULES.iterdir() if list(folder.glob("*.bpmn"))} == set(MODULES)


@pytest.mark.parametrize("path", GOOD, ids=label)
def test_a_good_diagram_is_not_refused(path: Path) -> None:
    faults = [fault for fault in findings(path) if fault.severity == "error"]
    # Good examples of what the engine does not play yet are refused for that alone.
    assert [fault for fault in faults if fault.rule != "unsupported" or path.parent.name == "unsupported"] == []


@pytest.mark.parametrize("path", BAD, ids=label)
def test_a_bad_diagram_is_refused_at_the_elements_at_fault(path: Path) -> None:
    faults = [fault for fault in findings(path) if fault.rule == path.parent.name]
    assert {fault.element_id for fault in faults} == at_fault(path)


@pytest.mark.parametrize("path", BAD, ids=label)
def test_every_fault_speaks_both_languages_and_names_its_element(path: Path) -> None:
    for fault in findings(path):
        for said in (fault.message, fault.remedy):
            assert set(said) == {"zh", "en"}
            assert re.search("[\u4e00-\u9fff]", said["zh"])
            assert not re.search(r"\{\w+\}", said["zh"] + said["en"])
        if fault.element_id is not None and fault.rule != "schema":
            assert fault.element_id in fault.message["zh"]
            assert fault.element_id in fault.message["en"]


@pytest.mark.parametrize("name", UNSUPPORTED)
def test_every_gap_has_a_reason_and_a_way_out_in_both_languages(name: str) -> None:
    gap = UNSUPPORTED[name]
    for zh, en in (gap.what, gap.reason, gap.remedy):
        assert re.search("[\u4e00-\u9fff]", zh)
        assert en.isascii()


def test_the_index_lists_every_page() -> None:
    assert set(re.findall(r"\((\w+)\.md\)", (PAGES / "README.md").read_text())) == set(MODULES)


@pytest.mark.parametrize("name", UNSUPPORTED)
def test_the_page_lists_every_gap(name: str) -> None:
    gap = UNSUPPORTED[name]
    page = (PAGES / "unsupported.md").read_text()
    assert f"{gap.what[0]}:" in page
    assert f"{gap.what[1]}: " in page
