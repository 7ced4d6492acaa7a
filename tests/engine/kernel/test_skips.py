"""Skipping, element by element: nothing is lost, nothing happens twice, and what was not done is not undone."""

from __future__ import annotations

from typing import Any

import pytest

from engine.errors import Conflict, Forbidden, Invalid, NotFound
from engine.model import Loop
from tests.engine.kernel.drawing import INSTANCE, Play, chain, draw, event, inside, node, play
from tests.engine.kernel.specs.test_complex_gateway import discriminator


def skip(played: Play, nth: int = -1, **proposal: Any) -> None:
    """`tester` confirms what somebody else proposed about the nth incident."""
    key = played.bodies("incident_created")[nth]["incident_key"]
    played.actor = "another"
    played.apply("skip_proposed", incident_key=key, reason="minutes 3", **proposal)
    played.actor = "tester"
    played.apply("incident_skipped", incident_key=key, reason="minutes 3")


def held(*nodes: Any, flows: Any, **variables: Any) -> Play:
    """A process that stands still."""
    played = play(draw([node("s", "startEvent"), *nodes, node("e", "endEvent")], flows), **variables)
    assert played.bodies("incident_created")
    return played


def test_a_step_that_was_never_begun_is_begun_and_done() -> None:
    played = held(node("t", "userTask", form_id="=1"), flows=chain("s", "t", "e"))
    skip(played, variables={"found": 1})
    assert (played.path()[-2:], played.variables(), played.outcome) == (["t", "e"], {"found": 1}, "completed")
    assert played.count("user_task_created") == 0


def test_the_proposal_is_the_kernels_and_wants_two_people() -> None:
    played = held(node("t", "userTask", form_id="=1"), flows=chain("s", "t", "e"))
    key = played.bodies("incident_created")[0]["incident_key"]
    with pytest.raises(Conflict, match="not_proposed"):
        played.apply("incident_skipped", incident_key=key)
    played.apply("skip_proposed", incident_key=key, reason="x")
    with pytest.raises(Forbidden, match="same_person"):
        played.apply("incident_skipped", incident_key=key)
    played.apply("skip_declined", incident_key=key, reason="y")
    with pytest.raises(Conflict, match="not_proposed"):
        played.apply("skip_declined", incident_key=key, reason="y")
    with pytest.raises(NotFound, match="not_open"):
        played.apply("skip_proposed", incident_key="99", reason="y")


def test_a_gate_says_that_it_was_overridden_and_by_whom() -> None:
    gated = node("t", "userTask", form_id="=1", properties={"gate": "G30", "clause": "26.2"})
    played = held(gated, flows=chain("s", "t", "e"))
    skip(played)
    [said] = played.bodies("gate_evaluated")
    assert (said["outcome"], said["clause"], said["reasons"]) == ("overridden", "26.2", ["minutes 3"])
    assert said["rule"]["overridden_by"] == ["another", "tester"]


def test_an_event_in_a_race_counts_as_having_come() -> None:
    late = node("a", "intermediateCatchEvent", events=event("timer", duration="=x"))
    played = held(node("g", "eventBasedGateway"), late, node("b", "intermediateCatchEvent", events=event("signal", name="n")),
                  node("u", "userTask"), flows=[*chain("s", "g", "a", "u", "e"), *chain("g", "b", "e")])
    skip(played)
    assert played.count("signal_unsubscribed", "b") == 1
    played.complete("u")
    assert played.outcome == "completed"


def test_a_condition_at_the_border_is_not_watched_any_more() -> None:
    # An expression that does not compile is found when it is asked for the first time.
    watching = node("b", "boundaryEvent", attached_to="t", events=event("conditional", condition="=1 +"))
    played = held(node("t", "userTask"), watching, node("f", "endEvent"), flows=[*chain("s", "t", "e"), *chain("b", "f")])
    assert played.bodies("incident_created")[0]["scope"] == played.key("t")
    skip(played)
    played.complete("t")
    assert (played.outcome, played.count("incident_created"), played.count("incident_closed")) == ("completed", 1, 0)


def test_an_incident_at_the_border_ends_with_its_host() -> None:
    watching = node("b", "boundaryEvent", attached_to="t", events=event("conditional", condition="=1 +"))
    played = held(node("t", "userTask"), watching, node("f", "endEvent"), flows=[*chain("s", "t", "e"), *chain("b", "f")])
    played.complete("t")
    assert (played.outcome, played.bodies("incident_closed")[0]["reason"]) == ("completed", "completed")


def test_a_complex_gateway_is_activated_by_the_chosen_flow_and_reset_later() -> None:
    played = play(discriminator("=activationCount + 1"))
    played.complete("a")
    skip(played, flows=["x-u"])
    assert played.path()[-2:] == ["x", "u"]
    for name in ("b", "c", "u"):
        played.complete(name)
    assert played.outcome == "completed"


def test_what_was_skipped_is_not_undone() -> None:
    undoing = [
        node("b", "boundaryEvent", attached_to="t", events=event("compensate"), undone_by="undo"),
        node("undo", "userTask", for_compensation=True), node("c", "intermediateThrowEvent", events=event("compensate")),
    ]
    played = held(node("t", "userTask", form_id="=1"), *undoing, flows=chain("s", "t", "c", "e"))
    skip(played)
    assert (played.outcome, "undo" in played.path()) == ("completed", False)


def test_a_called_process_that_cannot_begin_gives_what_was_decided() -> None:
    called = draw([node("s", "startEvent", events=event("message", name="m")), node("e", "endEvent")], chain("s", "e"), id="q")
    caller = draw([node("s", "startEvent"), node("c", "callActivity", called_process="q"), node("e", "endEvent")], chain("s", "c", "e"))
    played = play(caller, called)
    skip(played, variables={"agreed": True})
    assert (played.outcome, played.variables()) == ("completed", {"agreed": True})


def test_an_error_that_nobody_catches_is_passed_over_and_its_scope_goes_on() -> None:
    sub = inside("p1", node("p1", "subProcess"), node("s1", "startEvent"), node("e1", "endEvent", events=event("error", name="E")))
    played = held(*sub, flows=[*chain("s", "p1", "e"), *chain("s1", "e1")])
    skip(played)
    assert played.outcome == "completed"


def test_a_loop_that_cannot_say_whether_it_is_enough_ends_with_what_was_collected() -> None:
    loop = Loop(kind="parallel", input_collection="=items", input_element="item", output_collection="votes",
                output_element="=vote", completion_condition="=5")
    played = play(draw([node("s", "startEvent"), node("m", "userTask", loop=loop), node("e", "endEvent")], chain("s", "m", "e")), items=[1, 2])
    played.complete("m", 0, vote="yes")
    skip(played, variables={"enough": True})
    assert (played.outcome, played.variables()["votes"], played.count("user_task_cancelled")) == ("completed", ["yes", None], 1)


def test_the_root_cannot_be_skipped_and_a_stranger_flow_is_refused() -> None:
    played = held(node("t", "userTask", form_id="=1"), flows=chain("s", "t", "e"))
    with pytest.raises(Invalid, match="flow_unknown"):
        skip(played, flows=["s-t"])
    alone = play(draw([node("s", "startEvent", events=event("message", name="m")), node("e", "endEvent")], chain("s", "e")))
    with pytest.raises(Invalid, match="whole_case"):
        skip(alone)
    assert alone.bodies("incident_created")[0].get("scope") is None
    assert alone.key("p") == INSTANCE
