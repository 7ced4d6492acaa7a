"""Conditional events, and events with several definitions."""

from dataclasses import replace

from engine.model import EventDefinition, Process
from tests.engine.kernel.coverage import plays
from tests.engine.kernel.drawing import chain, draw, event, inside, node, play

BIG = event("conditional", condition="=amount > 400")
TWO = (EventDefinition(kind="message", name="报告", correlation_key="=no"),
       EventDefinition(kind="timer", duration="P1D"))


def waiting(**more: object) -> Process:
    return draw([node("s", "startEvent"), node("c", "intermediateCatchEvent", **more), node("e", "endEvent")],
                chain("s", "c", "e"))


@plays("conditional intermediate catch event")
def test_a_condition_is_asked_when_it_is_reached_and_whenever_a_variable_changes() -> None:
    assert play(waiting(events=BIG), amount=500).outcome == "completed"
    played = play(waiting(events=BIG))
    for amount in (300, 400):
        played.apply("variables_corrected", variables={"amount": amount}, reason="r")
        assert played.outcome is None
    played.apply("variables_corrected", variables={"amount": 401}, reason="r")
    assert played.outcome == "completed"


def watched(interrupting: bool) -> Process:
    return draw(
        [node("s", "startEvent"), node("u", "userTask"),
         node("b", "boundaryEvent", attached_to="u", interrupting=interrupting, events=BIG),
         node("e", "endEvent"), node("f", "endEvent")], [*chain("s", "u", "e"), *chain("b", "f")],
    )


@plays("conditional boundary event")
def test_a_conditional_boundary_interrupts_when_its_condition_becomes_true() -> None:
    played = play(watched(True), amount=1)
    played.apply("variables_corrected", variables={"amount": 500}, reason="r")
    assert played.path() == ["s", "u", "b", "f"]
    assert played.outcome == "completed"


@plays("conditional boundary event, not interrupting")
def test_a_condition_must_become_false_before_it_counts_again() -> None:
    played = play(watched(False), amount=500)
    assert played.path().count("b") == 1
    for amount, times in ((501, 1), (1, 1), (502, 2)):
        played.apply("variables_corrected", variables={"amount": amount}, reason="r")
        assert played.path().count("b") == times


@plays("conditional start of an event sub-process")
def test_an_event_sub_process_begins_by_a_condition() -> None:
    process = draw(
        [node("s", "startEvent"), node("u", "userTask"), node("e", "endEvent"),
         *inside("es", node("es", "subProcess", triggered_by_event=True), node("ss", "startEvent", events=BIG),
                 node("x", "endEvent"))],
        [*chain("s", "u", "e"), *chain("ss", "x")],
    )
    played = play(process)
    played.apply("variables_corrected", variables={"amount": 500}, reason="r")
    assert played.path() == ["s", "u", "es", "ss", "x"]
    assert played.outcome == "completed"


def test_a_variable_set_by_another_branch_counts_before_anything_else_moves() -> None:
    process = draw(
        [node("s", "startEvent"), node("g", "parallelGateway"), node("c", "intermediateCatchEvent", events=BIG),
         node("u", "userTask"), node("v", "task")], [*chain("s", "g", "c"), *chain("g", "u", "v")],
    )
    played = play(process)
    played.complete("u", amount=900)
    assert played.outcome == "completed"


@plays("multiple intermediate catch event")
def test_of_several_definitions_the_first_to_come_counts() -> None:
    played = play(waiting(events=TWO), no="1")
    played.apply("message_correlated", played.key("c", "message_subscribed"), name="报告", variables={"x": 1})
    assert played.count("timer_cancelled", "c") == 1
    assert played.variables()["x"] == 1
    assert played.path() == ["s", "c", "e"]
    played = play(waiting(events=TWO), no="1")
    played.apply("timer_triggered", played.key("c", "timer_scheduled"))
    assert played.count("message_unsubscribed", "c") == 1
    assert played.outcome == "completed"


@plays("parallel multiple intermediate catch event")
def test_a_parallel_multiple_event_waits_for_all() -> None:
    played = play(waiting(events=TWO, parallel_multiple=True), no="1")
    played.apply("timer_triggered", played.key("c", "timer_scheduled"))
    assert played.path() == ["s", "c"]
    played.apply("message_correlated", played.key("c", "message_subscribed"), name="报告", variables={"x": 1})
    assert played.variables()["x"] == 1
    assert played.outcome == "completed"
    assert played.count("timer_cancelled") == 0


@plays("multiple boundary event")
def test_a_multiple_boundary_that_does_not_interrupt_goes_on_with_what_can_come_again() -> None:
    process = draw(
        [node("s", "startEvent"), node("u", "userTask"),
         node("b", "boundaryEvent", attached_to="u", interrupting=False, events=TWO), node("f", "endEvent")],
        [*chain("s", "u"), *chain("b", "f")],
    )
    played = play(process, no="1")
    played.apply("timer_triggered", played.key("b", "timer_scheduled"))
    message = played.key("b", "message_subscribed")
    for _ in range(2):
        played.apply("message_correlated", message, name="报告", variables={})
    assert played.path().count("b") == 3
    played.complete("u")
    assert played.outcome == "completed"


@plays("parallel multiple boundary event")
def test_a_parallel_multiple_boundary_interrupts_when_all_have_come() -> None:
    process = draw(
        [node("s", "startEvent"), node("u", "userTask"),
         node("b", "boundaryEvent", attached_to="u", events=TWO, parallel_multiple=True), node("f", "endEvent")],
        [*chain("s", "u"), *chain("b", "f")],
    )
    played = play(process, no="1")
    played.apply("message_correlated", played.key("b", "message_subscribed"), name="报告", variables={})
    assert played.path() == ["s", "u"]
    played.apply("timer_triggered", played.key("b", "timer_scheduled"))
    assert played.path() == ["s", "u", "b", "f"]
    assert played.outcome == "completed"


@plays("multiple start event", "parallel multiple start event")
def test_a_parallel_multiple_start_waits_for_the_rest_of_what_it_needs() -> None:
    both = (EventDefinition(kind="message", name="甲"), EventDefinition(kind="message", name="乙"))
    process = draw([node("s", "startEvent", events=both, parallel_multiple=True), node("e", "endEvent")], chain("s", "e"))
    played = play(process, start="s", message="乙")
    assert played.bodies("message_subscribed") == [{"name": "甲", "correlation_key": ""}]
    played.apply("message_correlated", played.key("s", "message_subscribed"), name="甲", variables={})
    assert played.outcome == "completed"
    several = draw([node("s", "startEvent", events=both), node("e", "endEvent")], chain("s", "e"))
    assert play(several, start="s", message="乙").outcome == "completed"


@plays("multiple throw event")
def test_a_multiple_throw_throws_everything_once() -> None:
    events = (EventDefinition(kind="signal", name="甲"), EventDefinition(kind="message", name="乙"))
    process = draw([node("s", "startEvent"), node("t", "endEvent", events=events)], chain("s", "t"))
    played = play(process)
    assert played.count("signal_thrown") == 1
    assert played.count("message_thrown") == 1
    assert played.outcome == "completed"


def withdrawable(key: str) -> Process:
    """A case that gets its number in its first task and can be withdrawn by a message."""
    withdrawn = event("message", name="撤回", correlation_key=key)
    drawn = draw(
        [node("s", "startEvent"), node("u", "userTask"), node("v", "userTask"), node("e", "endEvent"),
         *inside("es", node("es", "subProcess", triggered_by_event=True), node("ss", "startEvent", events=withdrawn),
                 node("x", "endEvent"))],
        [*chain("s", "u", "v", "e"), *chain("ss", "x")],
    )
    return replace(drawn, properties={"business_key": "no"})


def test_a_message_to_a_case_without_a_number_is_waited_for_once_it_has_one() -> None:
    played = play(withdrawable('=no + "#p"'))
    assert [one for one in played.events if one.type in ("message_subscribed", "incident_created")] == []
    played.complete("u", no="HA-1")
    (subscribed,) = [one for one in played.events if one.type == "message_subscribed"]
    assert subscribed.body == {"name": "撤回", "correlation_key": "HA-1#p"}
    played.apply("message_correlated", subscribed.element_instance_key, name="撤回", variables={})
    assert played.path()[-2:] == ["ss", "x"]
    assert played.outcome == "completed"


def test_a_case_that_begins_with_its_number_waits_at_once() -> None:
    played = play(withdrawable("=no"), no="HA-1")
    assert [one.body["correlation_key"] for one in played.events if one.type == "message_subscribed"] == ["HA-1"]


def test_a_key_that_stays_null_is_an_incident_that_can_be_resolved() -> None:
    played = play(withdrawable("=other"))
    played.complete("u", no="HA-1")
    (incident,) = [one for one in played.events if one.type == "incident_created"]
    assert incident.body["code"] == "message.key"
    played.apply("variables_corrected", variables={"other": "X"}, reason="r")
    played.apply("incident_resolved", incident_key=incident.body["incident_key"])
    assert [one.body["correlation_key"] for one in played.events if one.type == "message_subscribed"] == ["X"]


def test_a_case_that_never_gets_a_number_ends_without_a_word_about_it() -> None:
    played = play(withdrawable("=no"))
    played.complete("u")
    played.complete("v")
    assert played.outcome == "completed"
    assert [one for one in played.events if one.type.startswith("message_")] == []
