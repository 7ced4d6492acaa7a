"""What is sound is not called unsound, and what is unsound is found: each small diagram says in its first comment what.

The precision on this set is that of the assertions: every diagram is judged exactly as its comment says.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.diagram import check, read
from engine.diagram.soundness import Budget, analyse
from engine.model import Diagram, Fault, Process
from tests.engine.kernel.drawing import chain, draw, node

HERE = Path(__file__).parent
SOUND = sorted(HERE.glob("sound/*.bpmn"))
UNSOUND = sorted(HERE.glob("unsound/*.bpmn"))
EXPECTED = re.compile(r"<!-- expected: (.*) -->")


def found(path: Path) -> tuple[Diagram, list[Fault]]:
    diagram, faults = check(path.read_bytes(), path.name, profile="bpmn")
    assert diagram is not None, faults
    return diagram, [fault for fault in faults if fault.rule.startswith("soundness_")]


def expected(path: Path) -> set[str]:
    said = EXPECTED.search(path.read_text())
    assert said is not None
    return set(said[1].split(", "))


def test_the_set_is_large_enough() -> None:
    assert len(SOUND) + len(UNSOUND) >= 60
    assert min(len(SOUND), len(UNSOUND)) >= 30


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_a_sound_diagram_has_no_finding(path: Path) -> None:
    assert found(path)[1] == []


@pytest.mark.parametrize("path", UNSOUND, ids=lambda path: path.stem)
def test_an_unsound_diagram_has_its_findings_and_no_other(path: Path) -> None:
    assert {f"{fault.rule.removeprefix('soundness_')} {fault.element_id}" for fault in found(path)[1]} == expected(path)


@pytest.mark.parametrize("path", UNSOUND, ids=lambda path: path.stem)
def test_every_finding_shows_a_path_of_drawn_elements_that_ends_at_the_trouble(path: Path) -> None:
    diagram, faults = found(path)
    drawn = {id for process in diagram.processes.values() for id in (*process.nodes, *process.flows)}
    for fault in faults:
        if fault.rule != "soundness_undecided":
            assert set(fault.path) <= drawn
            assert fault.path[-1] == fault.element_id
            assert " → " in fault.message["zh"]


@pytest.mark.parametrize("path", UNSOUND, ids=lambda path: path.stem)
def test_the_standard_lets_unsound_diagrams_pass_and_the_house_does_not(path: Path) -> None:
    assert {fault.severity for fault in found(path)[1]} == {"warning"}
    house = check(path.read_bytes(), path.name, profile="chengxu")[1]
    for fault in house:
        if fault.rule in ("soundness_deadlock", "soundness_synchronisation", "soundness_completion"):
            assert fault.severity == "error"
        if fault.rule in ("soundness_dead", "soundness_undecided"):
            assert fault.severity == "warning"


def test_a_circle_that_cannot_stop_is_an_error_of_the_house_and_one_that_may_a_warning() -> None:
    severity = {
        name: {fault.severity for fault in check(path.read_bytes(), name, profile="chengxu")[1] if "loop" in fault.rule}
        for name in ("loop_of_automatic_tasks", "loop_of_a_decision")
        for path in [HERE / "unsound" / f"{name}.bpmn"]
    }
    assert severity == {"loop_of_automatic_tasks": {"error"}, "loop_of_a_decision": {"warning"}}


def crossed(branches: int) -> Process:
    """A fork whose branches each end at one of two joins, as data decides: nothing shrinks."""
    names = [f"x{n}" for n in range(branches)]
    nodes = [node("s", "startEvent"), node("f", "parallelGateway"), node("j", "parallelGateway"),
             node("k", "parallelGateway"), node("h", "exclusiveGateway"), node("e", "endEvent")]
    nodes += [node(name, "exclusiveGateway") for name in names]
    flows = [*chain("s", "f"), ("j-h", "j", "h"), ("k-h", "k", "h"), ("h-e", "h", "e")]
    conditional = [(f"{name}-{join}", name, join, f'=way = "{join}"') for name in names for join in ("j", "k")]
    return draw(nodes, [*flows, *(("f-" + name, "f", name) for name in names), *conditional])


def test_what_is_too_large_is_said_to_be_undecided_and_never_sound() -> None:
    kinds = {problem.kind for problem in analyse(crossed(14), budget=Budget(3_000))}
    assert "undecided" in kinds
    assert "dead" not in kinds


def test_the_budget_is_shared_by_the_processes_of_a_file() -> None:
    budget = Budget(3_000)
    analyse(crossed(14), budget=budget)
    assert [problem.kind for problem in analyse(crossed(3), budget=budget)] == ["undecided"]


def test_the_shipped_processes_are_sound() -> None:
    for path in sorted((HERE.parents[3] / "bpmn").glob("*/*.bpmn")):
        for process in read(path.read_bytes(), path.name).processes.values():
            assert analyse(process) == []
