"""The kernel as a whole: facts that cannot be, snapshots, loops without end, long cases."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import Conflict, NotFound
from engine.events import FACTS as KNOWN
from engine.kernel import FACTS
from tests.engine.kernel.blocks import EVENTFUL, EVERY, LEAVES, blocks
from tests.engine.kernel.chance import play_beside_the_unpruned, play_to_the_end, play_with_returns
from tests.engine.kernel.coverage import plays
from tests.engine.kernel.drawing import chain, draw, event, node, play

REVIEW = draw(
    [node("s", "startEvent"), node("u", "userTask"), node("g", "exclusiveGateway", default_flow="g-e"),
     node("e", "endEvent")],
    [*chain("s", "u", "g", "e"), ("again", "g", "u", "=again")],
)


def test_every_fact_has_its_effect() -> None:
    assert set(FACTS) == KNOWN


def test_an_ended_case_takes_no_more_facts_but_remarks() -> None:
    played = play(REVIEW)
    played.complete("u", again=False)
    played.apply("comment_added", text="归档")
    with pytest.raises(Conflict):
        played.apply("variables_corrected", variables={"x": 1})


def test_an_unknown_key_is_not_found() -> None:
    played = play(REVIEW)
    with pytest.raises(NotFound):
        played.apply("timer_triggered", "10009999")


def test_a_loop_without_a_wait_is_held_not_endless() -> None:
    process = draw(
        [node("s", "startEvent"), node("a", "task"), node("g", "exclusiveGateway", default_flow="g-e"),
         node("e", "endEvent")], [*chain("s", "a", "g", "e"), ("again", "g", "a", "=true")],
    )
    assert play(process).bodies("incident_created")[0]["code"] == "step_budget"


def test_element_ids_that_the_library_uses_itself_are_ordinary_here() -> None:
    process = draw([node("Start", "startEvent"), node("Root", "task"), node("End", "endEvent")],
                   chain("Start", "Root", "End"))
    played = play(process)
    assert played.path() == ["Start", "Root", "End"]
    assert played.outcome == "completed"


@plays("task")
def test_a_chain_of_a_thousand_nodes_plays() -> None:
    ids = [f"t{n}" for n in range(1000)]
    process = draw([node("s", "startEvent"), *[node(id, "task") for id in ids], node("e", "endEvent")],
                   chain("s", *ids, "e"))
    assert play(process).outcome == "completed"


#: Every kind of block with everything that may wait in it.
ANY = blocks((*EVERY, *EVENTFUL), LEAVES)


@settings(max_examples=300, deadline=None)
@given(ANY, st.randoms(use_true_random=False))
def test_any_structured_diagram_completes_by_any_order_of_what_comes(block: object, random: Random) -> None:
    """Random block-structured diagrams, random answers to whatever waits: tasks, jobs, timers, messages.

    Gateways of all kinds, loops, multi-instances, sub-processes, boundary events, event sub-processes, transactions, calls.
    The kernel is restored before every fact; a join fires once, and nothing is left when the case is complete.
    """
    play_to_the_end(block, random)


@settings(max_examples=100, deadline=None)
@given(ANY, st.randoms(use_true_random=False))
def test_any_structured_diagram_completes_although_tasks_are_returned(block: object, random: Random) -> None:
    """A few tasks go back to any earlier step on the way."""
    play_with_returns(block, random)


def test_a_calendar_leaves_a_timer_alone_whose_day_is_no_more() -> None:
    process = draw(
        [node("s", "startEvent"), node("t", "intermediateCatchEvent", events=event("timer", date="=deadline")), node("e", "endEvent")],
        chain("s", "t", "e"),
    )
    played = play(process, deadline="2027-02-01")
    played.apply("variables_corrected", variables={"deadline": None})
    assert played.apply("due_dates_recomputed") == []
    played.apply("timer_triggered", played.key("t", "timer_scheduled"))
    assert played.outcome == "completed"


def test_a_case_gets_its_business_key_with_the_variable_that_its_process_names_once() -> None:
    numbered = replace(REVIEW, properties={"business_key": "project_no"})
    played = play(numbered)
    played.complete("u", again=True, project_no="HA-1")
    played.complete("u", again=False, project_no="HA-2")
    assert [e.body["business_key"] for e in played.events if e.type == "business_key_assigned"] == ["HA-1"]


@settings(max_examples=150, deadline=None)
@given(ANY, st.randoms(use_true_random=False))
def test_a_snapshot_keeps_all_that_can_still_move(block: object, random: Random) -> None:
    """Sub-processes, called processes, loops and joins included: what was dropped is missed by nothing that follows."""
    play_beside_the_unpruned(block, random)
