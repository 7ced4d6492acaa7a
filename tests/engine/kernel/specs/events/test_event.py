"""Events: boundaries, messages, errors, ends."""

import pytest

from engine.errors import NotFound
from engine.model import Process, VariableMapping
from tests.engine.kernel.drawing import chain, draw, event, node, play


def watched(interrupting: bool, **timer: str) -> Process:
    return draw(
        [node("s", "startEvent"), node("u", "userTask"),
         node("b", "boundaryEvent", attached_to="u", interrupting=interrupting, events=event("timer", **timer)),
         node("e", "endEvent"), node("f", "endEvent")],
        [*chain("s", "u", "e"), *chain("b", "f")],
    )


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


def test_a_missing_correlation_key_is_an_incident() -> None:
    process = draw(
        [node("s", "startEvent"), node("c", "receiveTask", events=event("message", name="m", correlation_key="=nil"))],
        chain("s", "c"),
    )
    assert play(process).bodies("incident_created")[0]["code"] == "message.key"


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
