"""Events: boundaries, messages, errors, ends."""

import pytest

from engine.errors import NotFound
from engine.model import EventDefinition, Node, Process, VariableMapping
from tests.engine.kernel.coverage import plays
from tests.engine.kernel.drawing import chain, draw, event, inside, node, play


def watched(interrupting: bool, **timer: str) -> Process:
    return draw(
        [node("s", "startEvent"), node("u", "userTask"),
         node("b", "boundaryEvent", attached_to="u", interrupting=interrupting, events=event("timer", **timer)),
         node("e", "endEvent"), node("f", "endEvent")],
        [*chain("s", "u", "e"), *chain("b", "f")],
    )


@plays("timer boundary event")
def test_an_interrupting_timer_ends_its_host() -> None:
    played = play(watched(True, duration="P1D"))
    played.apply("timer_triggered", played.key("b", "timer_scheduled"))
    assert played.count("user_task_cancelled", "u") == 1
    assert played.bodies("element_terminated", "u") == [{"reason": "interrupted"}]
    assert played.path() == ["s", "u", "b", "f"]
    assert played.outcome == "completed"


def test_a_non_interrupting_timer_runs_beside_its_host_once() -> None:
    played = play(watched(False, duration="P1D"))
    key = played.key("b", "timer_scheduled")
    played.apply("timer_triggered", key)
    assert played.path() == ["s", "u", "b", "f"]
    assert played.outcome is None
    with pytest.raises(NotFound):
        played.apply("timer_triggered", key)
    played = play(watched(False, duration="P1D"))
    played.complete("u")
    assert played.outcome == "completed"


@plays("timer cycle")
def test_a_cycle_counts_its_repetitions_from_the_last_due_time() -> None:
    played = play(watched(False, cycle="R3/PT1H"))
    key = played.key("b", "timer_scheduled")
    for _ in range(3):
        played.apply("timer_triggered", key)
    assert [body["due_at"][11:16] for body in played.bodies("timer_scheduled")] == ["02:00", "03:00", "04:00"]
    assert played.path().count("b") == 3
    with pytest.raises(NotFound):
        played.apply("timer_triggered", key)


def test_completing_the_host_cancels_what_watched_it() -> None:
    played = play(watched(True, duration="P1D"))
    played.complete("u")
    assert played.count("timer_cancelled", "b") == 1
    assert played.path() == ["s", "u", "e"]


@plays("message intermediate catch event")
def test_a_message_is_awaited_by_name_and_key_and_its_variables_arrive() -> None:
    process = draw(
        [node("s", "startEvent"), node("c", "intermediateCatchEvent",
                                       events=event("message", name="已确认", correlation_key="=project_no")),
         node("e", "endEvent")], chain("s", "c", "e"),
    )
    played = play(process, project_no="HA-1")
    assert played.bodies("message_subscribed") == [{"name": "已确认", "correlation_key": "HA-1"}]
    played.apply("message_correlated", played.key("c", "message_subscribed"), name="已确认", variables={"no": 7})
    assert played.variables()["no"] == 7
    assert played.outcome == "completed"


@plays("receive task")
def test_a_missing_correlation_key_is_an_incident() -> None:
    process = draw(
        [node("s", "startEvent"), node("c", "receiveTask", events=event("message", name="m", correlation_key="=nil"))],
        chain("s", "c"),
    )
    assert play(process).bodies("incident_created")[0]["code"] == "message.key"


@plays("message end event")
def test_a_thrown_message_carries_its_own_variables_only() -> None:
    process = draw(
        [node("s", "startEvent"),
         node("t", "endEvent", events=event("message", name="合格", correlation_key="=project_no"),
              inputs=(VariableMapping(source="=project_no", target="project_no"),))], chain("s", "t"),
    )
    played = play(process, project_no="HA-1", secret="x")
    assert played.bodies("message_thrown") == [
        {"name": "合格", "correlation_key": "HA-1", "variables": {"project_no": "HA-1"}}
    ]
    assert played.outcome == "completed"


def guarded(code: str | None) -> Process:
    return draw(
        [node("s", "startEvent"), node("j", "serviceTask", job_type="a.b"),
         node("b", "boundaryEvent", attached_to="j", events=event("error", name=code)),
         node("e", "endEvent"), node("f", "endEvent")],
        [*chain("s", "j", "e"), *chain("b", "f")],
    )


@plays("error boundary event")
@pytest.mark.parametrize(("code", "end"), [("E1", "f"), (None, "f")])
def test_an_error_goes_to_the_boundary_with_its_code_or_for_any(code: str | None, end: str) -> None:
    played = play(guarded(code))
    played.apply("job_error_thrown", played.key("j", "job_created"), code="E1", message="", variables={"why": 1})
    assert played.path()[-1] == end
    assert played.variables() == {"why": 1}
    assert played.outcome == "completed"


def test_an_uncaught_error_is_an_incident_and_resolving_it_tries_again() -> None:
    played = play(guarded("E2"))
    played.apply("job_error_thrown", played.key("j", "job_created"), code="E1", message="")
    incident = played.bodies("incident_created")[0]
    assert (incident["code"], incident["data"]) == ("error.uncaught", {"error": "E1"})
    played.apply("incident_resolved", incident_key=incident["incident_key"])
    assert played.count("job_created") == 2


@plays("terminate end event")
def test_terminate_ends_everything_in_its_scope() -> None:
    process = draw(
        [node("s", "startEvent"), node("g", "parallelGateway"), node("u", "userTask"), node("v", "userTask"),
         node("x", "endEvent", events=event("terminate"))],
        [*chain("s", "g"), *chain("g", "u"), *chain("g", "v", "x")],
    )
    played = play(process)
    played.complete("v")
    assert played.bodies("user_task_cancelled", "u") == [{"reason": "terminate"}]
    assert played.outcome == "completed"


def one(kind: str, *, extra: list[Node] | None = None, **more: object) -> Process:
    """start - the element `x` - end"""
    return draw([node("s", "startEvent"), node("x", kind, **more), node("e", "endEvent"), *(extra or [])],
                chain("s", "x", "e"))


PAID = event("message", name="已付", correlation_key="=no")


@plays("message throw event", "send task")
@pytest.mark.parametrize("kind", ["intermediateThrowEvent", "sendTask"])
def test_a_message_is_thrown_and_the_case_goes_on(kind: str) -> None:
    played = play(one(kind, events=PAID), no="1")
    assert played.bodies("message_thrown") == [{"name": "已付", "correlation_key": "1", "variables": {}}]
    assert played.outcome == "completed"


@plays("none throw event", "manual task")
@pytest.mark.parametrize("kind", ["intermediateThrowEvent", "manualTask"])
def test_what_waits_for_nothing_is_passed(kind: str) -> None:
    played = play(one(kind))
    assert played.path() == ["s", "x", "e"]
    assert played.outcome == "completed"


@plays("receive task")
def test_a_receive_task_waits_for_its_message() -> None:
    played = play(one("receiveTask", events=PAID), no="1")
    played.apply("message_correlated", played.key("x", "message_subscribed"), name="已付", variables={"sum": 3})
    assert played.variables()["sum"] == 3
    assert played.outcome == "completed"


@plays("timer intermediate catch event")
@pytest.mark.parametrize("timer", [{"duration": "PT24H"}, {"date": "2027-01-05T09:00:00+08:00"}])
def test_a_timer_is_waited_for(timer: dict[str, str]) -> None:
    played = play(one("intermediateCatchEvent", events=event("timer", **timer)))
    assert played.bodies("timer_scheduled")[0]["due_at"] == "2027-01-05T01:00:00.000000Z"
    played.apply("timer_triggered", played.key("x", "timer_scheduled"))
    assert played.outcome == "completed"


@plays("message boundary event")
def test_a_message_interrupts_its_host() -> None:
    process = draw(
        [node("s", "startEvent"), node("u", "userTask"), node("b", "boundaryEvent", attached_to="u", events=PAID),
         node("f", "endEvent")], [*chain("s", "u"), *chain("b", "f")],
    )
    played = play(process, no="1")
    played.apply("message_correlated", played.key("b", "message_subscribed"), name="已付", variables={})
    assert played.path() == ["s", "u", "b", "f"]
    assert played.outcome == "completed"


@plays("message start event", "timer start event", "conditional start event")
@pytest.mark.parametrize("events", [
    PAID, event("timer", cycle="R/P1D"), event("conditional", condition="=x > 1"),
])
def test_a_case_begins_at_the_start_event_that_was_met(events: tuple[EventDefinition, ...]) -> None:
    process = draw([node("s", "startEvent", events=events), node("n", "startEvent"), node("e", "endEvent")],
                   [*chain("s", "e"), *chain("n", "e")])
    assert play(process, start="s").path() == ["s", "e"]
    assert play(process).path() == ["n", "e"]


def beside(events: tuple[EventDefinition, ...], *more: Node, interrupting: bool = True) -> Process:
    """start - a task - end, with an event sub-process es: start ss - end ee"""
    return draw(
        [node("s", "startEvent"), node("u", "userTask"), node("e", "endEvent"), *more,
         *inside("es", node("es", "subProcess", triggered_by_event=True),
                 node("ss", "startEvent", events=events, interrupting=interrupting), node("ee", "endEvent"))],
        [*chain("s", "u", *(one.id for one in more), "e"), *chain("ss", "ee")],
    )


@plays("message start of an event sub-process", "timer start of an event sub-process")
def test_a_message_or_a_timer_begins_an_event_sub_process() -> None:
    played = play(beside(PAID), no="1")
    played.apply("message_correlated", played.key("ss", "message_subscribed"), name="已付", variables={})
    assert played.path() == ["s", "u", "es", "ss", "ee"]
    assert played.outcome == "completed"
    played = play(beside(event("timer", duration="P1D"), interrupting=False))
    played.apply("timer_triggered", played.key("ss", "timer_scheduled"))
    played.complete("u")
    assert played.path() == ["s", "u", "es", "ss", "ee", "e"]
    assert played.outcome == "completed"


@plays("escalation start of an event sub-process", "escalation end event")
def test_an_escalation_begins_an_event_sub_process() -> None:
    thrower = node("x", "intermediateThrowEvent", events=event("escalation", name="E"))
    played = play(beside(event("escalation", name="E"), thrower, interrupting=False))
    played.complete("u")
    assert sorted(played.path()) == ["e", "ee", "es", "s", "ss", "u", "x"]
    assert played.outcome == "completed"
    ends = draw(
        [node("s", "startEvent"), node("sub", "subProcess"),
         *inside("sub", node("is", "startEvent"), node("ie", "endEvent", events=event("escalation", name="E"))),
         node("b", "boundaryEvent", attached_to="sub", interrupting=False, events=event("escalation", name="E")),
         node("e", "endEvent"), node("f", "endEvent")], [*chain("s", "sub", "e"), *chain("is", "ie"), *chain("b", "f")],
    )
    played = play(ends)
    assert sorted(played.path()) == ["b", "e", "f", "ie", "is", "s", "sub"]
    assert played.outcome == "completed"
