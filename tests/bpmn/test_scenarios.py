"""Every scenario of the process owners comes true on both databases, and its history reproduces it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.bpmn import shipped
from tests.bpmn.shipped import SCENARIOS, SHIPPED, Outcome
from tests.postgresql import Server

EVERY = pytest.mark.parametrize("path", SCENARIOS, ids=shipped.label)


def right(outcome: Outcome) -> None:
    """As expected, the same when replayed from the facts, the same when the tables are rebuilt from the history."""
    assert outcome.report.unmet == ()
    assert outcome.differences == ()
    assert [ending for ending in outcome.report.played.endings if ending.error is not None] == []


@EVERY
def test_a_scenario_comes_true_and_reproduces_on_sqlite(path: Path) -> None:
    right(shipped.in_memory(path))


@pytest.mark.postgres
@EVERY
def test_a_scenario_comes_true_and_reproduces_on_postgresql(path: Path, postgresql: Server) -> None:
    with postgresql.database() as url:
        right(shipped.play(path, url))


@pytest.mark.postgres
def test_both_databases_tell_the_same_story(postgresql: Server) -> None:
    path = SHIPPED / "construction_report" / "scenarios" / "from_report_to_filing.toml"
    with postgresql.database() as url:
        there = shipped.play(path, url).report.played.events
    here = shipped.in_memory(path).report.played.events
    assert [(one.stream, one.digest) for one in here] == [(one.stream, one.digest) for one in there]


def test_a_message_for_another_project_starts_its_own_case_once_and_touches_no_other() -> None:
    played = shipped.in_memory(SHIPPED / "final_acceptance" / "scenarios" / "other_project.toml").report.played
    assert Counter(ending.process for ending in played.endings) == {"final_acceptance": 1, "acceptance_filing": 2}
    own = {ending.instance for ending in played.endings if ending.variables["project_no"] == "HA-2027-J-0036"}
    begun = [one for one in played.events if one.stream in own and one.event.type == "process_instance_created"]
    assert [one.event.body["process_id"] for one in begun] == ["final_acceptance", "acceptance_filing"]


def test_only_the_departments_that_asked_for_repair_are_asked_again() -> None:
    played = shipped.in_memory(SHIPPED / "construction_report" / "scenarios" / "rectified.toml").report.played
    asked = [
        one.event.body["candidate_groups"] for one in played.events
        if one.event.type == "user_task_created" and one.event.element_id == "confirm_by_department"
    ]
    assert len(asked) == 8 + 2
    assert asked[8:] == [["sca_reviewer"], ["arch_reviewer"]]


def test_the_applicant_sees_every_blocker_at_once() -> None:
    played = shipped.in_memory(SHIPPED / "final_acceptance" / "scenarios" / "crypto_failed.toml").report.played
    shown = [ending.variables["blockers"] for ending in played.endings]
    assert [[blocker["gate"] for blocker in blockers] for blockers in shown] == [["G30"]]


def uncovered(kind: str) -> set[tuple[str, str]]:
    """(process, element) that no scenario reaches: nodes for `element_activated`, flows for `sequence_flow_taken`."""
    reached = set[tuple[str, str]]().union(*(shipped.in_memory(path).visited(kind) for path in SCENARIOS))
    wanted = "node" if kind == "element_activated" else "flow"
    return {(one.owner, one.id) for one in shipped.coverage().elements if one.kind == wanted} - reached


@pytest.mark.parametrize("kind", ["element_activated", "sequence_flow_taken"])
def test_every_node_and_every_flow_is_reached_by_a_scenario(kind: str) -> None:
    assert uncovered(kind) == set()


def test_every_gate_of_the_diagrams_blocks_or_passes_in_a_scenario() -> None:
    drawn = {one.id for one in shipped.coverage().elements if one.kind == "gate" and not one.id.startswith("=")}
    evaluated = {
        one.event.body["gate"]
        for path in SCENARIOS for one in shipped.in_memory(path).report.played.events
        if one.event.type == "gate_evaluated"
    }
    assert drawn <= evaluated
    assert {"G27", "G29", "G30", "G31", "G32", "G33"} <= drawn


def test_every_clause_that_the_change_set_names_exists_and_steps_and_rules_name_one() -> None:
    measured = shipped.coverage()
    assert measured.unknown == ()
    assert {one.kind for one in measured.without} <= {"field", "form_rule", "attachment"}


#: Articles that some step or row names and that no scenario is about yet.
UNPLAYED = {"24"}


def test_every_article_that_a_diagram_carries_out_is_played_by_a_scenario_or_known_not_to_be() -> None:
    drawn = {
        article.clause.number for article in shipped.coverage().articles
        if any(one.kind in ("node", "rule") for one in article.elements) and not article.scenarios
    }
    assert drawn == UNPLAYED


def test_the_articles_of_the_processes_that_exist_are_carried_out() -> None:
    status = {article.clause.number: article.status for article in shipped.coverage().articles}
    assert {number: status[number] for number in ("26", "27", "28")} == dict.fromkeys(("26", "27", "28"), "covered")
