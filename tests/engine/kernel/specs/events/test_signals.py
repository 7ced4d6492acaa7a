"""Signals: everybody who waits at that moment hears one, once; nobody hears it later."""

import pytest

from engine.errors import NotFound
from engine.model import Process, VariableMapping
from tests.engine.kernel.coverage import plays
from tests.engine.kernel.drawing import chain, draw, event, inside, node, play

STOP = event("signal", name="停办")


def forked(*catching: object, thrower: str = "intermediateThrowEvent") -> Process:
    """start - fork: work with whatever catches, and beside it a task, then the signal."""
    return draw(
        [node("s", "startEvent"), node("g", "parallelGateway"), node("work", "userTask"), *catching,  # type: ignore[list-item]
         node("t", "userTask"), node("throw", thrower, events=STOP,
                                    inputs=(VariableMapping(source="=1", target="why"),)),
         node("heard", "endEvent")],
        [*chain("s", "g"), *chain("g", "work"), *chain("g", "t", "throw"), *chain("b", "heard")],
    )


@plays("signal throw event", "signal boundary event")
def test_a_signal_is_heard_in_its_own_case_at_once_and_once() -> None:
    played = play(forked(node("b", "boundaryEvent", attached_to="work", events=STOP)))
    played.complete("t")
    assert played.bodies("signal_thrown") == [{"name": "停办", "variables": {"why": 1}}]
    assert played.count("element_activated", "b") == 1
    assert played.bodies("element_terminated", "work") == [{"reason": "interrupted"}]
    assert played.variables()["why"] == 1
    assert played.outcome == "completed"


@plays("signal end event", "signal boundary event, not interrupting")
def test_a_boundary_that_does_not_interrupt_hears_again() -> None:
    played = play(forked(node("b", "boundaryEvent", attached_to="work", events=STOP, interrupting=False),
                         thrower="endEvent"))
    played.complete("t")
    assert played.count("signal_subscribed", "b") == 2
    subscription = played.key("b", "signal_subscribed")
    played.apply("signal_received", name="停办", variables={}, subscriptions=[subscription])
    assert played.count("element_activated", "b") == 2
    played.complete("work")
    assert played.count("signal_unsubscribed", "b") == 3
    assert played.outcome == "completed"


@plays("signal intermediate catch event")
def test_a_signal_from_outside_reaches_the_subscriptions_that_it_names_and_nobody_later() -> None:
    process = draw([node("s", "startEvent"), node("c", "intermediateCatchEvent", events=STOP), node("e", "endEvent")],
                   chain("s", "c", "e"))
    played = play(process)
    with pytest.raises(NotFound):
        played.apply("signal_received", name="停办", variables={}, subscriptions=["10000099"])
    played = play(process)
    played.apply("signal_received", name="停办", variables={"x": 2}, subscriptions=[played.key("c", "signal_subscribed")])
    assert played.variables()["x"] == 2
    assert played.outcome == "completed"


def test_a_thrown_signal_is_not_kept_for_who_comes_later() -> None:
    process = draw(
        [node("s", "startEvent"), node("t", "intermediateThrowEvent", events=STOP),
         node("c", "intermediateCatchEvent", events=STOP), node("e", "endEvent")], chain("s", "t", "c", "e"),
    )
    assert play(process).outcome is None


@plays("signal start of an event sub-process")
def test_an_event_sub_process_interrupts_everything_around_the_signal_that_it_hears() -> None:
    process = draw(
        [node("s", "startEvent"), node("g", "parallelGateway"), node("w", "userTask"), node("t", "userTask"),
         node("x", "endEvent", events=STOP), *inside("es", node("es", "subProcess", triggered_by_event=True),
                                                    node("ss", "startEvent", events=STOP), node("cleanup", "userTask"))],
        [*chain("s", "g", "w"), *chain("g", "t", "x"), *chain("ss", "cleanup")],
    )
    played = play(process)
    played.complete("t")
    assert played.bodies("element_terminated", "w") == [{"reason": "interrupted"}]
    assert played.bodies("element_terminated", "x") == []
    played.complete("cleanup")
    assert played.outcome == "completed"


@plays("event-based gateway")
def test_a_signal_wins_the_race_behind_an_event_based_gateway() -> None:
    process = draw(
        [node("s", "startEvent"), node("g", "eventBasedGateway"),
         node("a", "intermediateCatchEvent", events=STOP),
         node("b", "intermediateCatchEvent", events=event("timer", duration="P1D")), node("e", "endEvent")],
        [*chain("s", "g"), *chain("g", "a", "e"), *chain("g", "b")],
    )
    played = play(process)
    played.apply("signal_received", name="停办", variables={}, subscriptions=[played.key("a", "signal_subscribed")])
    assert played.count("timer_cancelled", "b") == 1
    assert played.path()[-1] == "e"


@plays("signal start event")
def test_a_case_begins_at_its_signal_start() -> None:
    process = draw([node("s", "startEvent", events=STOP), node("e", "endEvent")], chain("s", "e"))
    played = play(process, start="s")
    assert played.path() == ["s", "e"]
