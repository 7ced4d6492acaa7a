"""Scopes: sub-processes, call activities, errors that leave them."""

from dataclasses import replace

from engine.model import Node, Process, VariableMapping
from tests.engine.kernel.coverage import plays
from tests.engine.kernel.drawing import chain, draw, event, node, play


def nested(*inside: Node) -> Process:
    process = draw(
        [node("s", "startEvent"), node("sub", "subProcess"),
         node("b", "boundaryEvent", attached_to="sub", events=event("error", name="E")),
         node("t", "boundaryEvent", attached_to="sub", events=event("timer", duration="P1D")),
         *inside, node("e", "endEvent"), node("f", "endEvent"), node("late", "endEvent")],
        [*chain("s", "sub", "e"), *chain("b", "f"), *chain("t", "late"), *chain(*[n.id for n in inside])],
    )
    nodes = {key: replace(n, parent="sub") if n in inside or key in {i.id for i in inside} else n
             for key, n in process.nodes.items()}
    return replace(process, nodes=nodes)


@plays("sub-process", "none start event", "none end event")
def test_a_sub_process_is_complete_when_nothing_is_left_inside() -> None:
    played = play(nested(node("is", "startEvent"), node("u", "userTask"), node("ie", "endEvent")))
    played.complete("u")
    assert played.path() == ["s", "sub", "is", "u", "ie", "e"]
    assert played.count("timer_cancelled", "t") == 1
    assert played.outcome == "completed"


def test_an_interrupting_boundary_ends_the_sub_process_before_anything_else_moves_in_it() -> None:
    played = play(nested(node("is", "startEvent"), node("u", "userTask"), node("ie", "endEvent")))
    played.apply("timer_triggered", played.key("t", "timer_scheduled"))
    assert played.count("user_task_cancelled", "u") == 1
    assert played.path()[-2:] == ["t", "late"]
    assert played.outcome == "completed"


@plays("error end event")
def test_an_error_end_event_leaves_the_sub_process_by_its_boundary() -> None:
    played = play(nested(node("is", "startEvent"), node("ie", "endEvent", events=event("error", name="E"))))
    assert played.path() == ["s", "sub", "is", "ie", "b", "f"]
    assert played.bodies("element_terminated", "ie") == []
    assert played.outcome == "completed"


@plays("implicit start")
def test_a_sub_process_without_start_event_begins_where_nothing_leads_to() -> None:
    played = play(nested(node("u", "userTask"), node("ie", "endEvent")))
    assert "u" in played.path()


CALLED = draw([node("cs", "startEvent"), node("cu", "userTask"), node("ce", "endEvent")], chain("cs", "cu", "ce"), "q")


def calling(**more: object) -> Process:
    call = node("call", "callActivity", called_process="q", **more)
    return draw([node("s", "startEvent"), call, node("e", "endEvent")], chain("s", "call", "e"))


@plays("call activity")
def test_a_call_activity_plays_the_other_process_in_the_same_stream_and_gives_variables_back() -> None:
    played = play(calling(), CALLED, amount=1)
    played.complete("cu", result=2)
    assert played.path() == ["s", "call", "cs", "cu", "ce", "e"]
    assert played.variables() == {"amount": 1, "result": 2}


def test_a_call_activity_can_keep_variables_in_and_out() -> None:
    inputs = (VariableMapping(source="=amount + 1", target="n"),)
    outputs = (VariableMapping(source="=result", target="kept"),)
    played = play(calling(inputs=inputs, outputs=outputs, propagate_parent_variables=False), CALLED, amount=1)
    inner = [e.body for e in played.events if e.type == "variable_changed" and e.element_id == "q"]
    assert [(body["name"], body["value"]) for body in inner] == [("n", 2)]
    played.complete("cu", result=2, other=3)
    assert played.variables() == {"amount": 1, "kept": 2}


def test_an_unknown_called_process_is_an_incident() -> None:
    assert play(calling()).bodies("incident_created")[0]["code"] == "called_process.unknown"


def test_terminating_an_instance_leaves_nothing_open() -> None:
    played = play(calling(), CALLED)
    played.apply("instance_terminated", reason="withdrawn")
    assert played.count("user_task_cancelled", "cu") == 1
    assert played.outcome == "terminated"


def with_event_sub_process(interrupting: bool, start: tuple[object, ...]) -> Process:
    process = draw(
        [node("s", "startEvent"), node("u", "userTask"), node("e", "endEvent"),
         node("esp", "subProcess", triggered_by_event=True),
         node("es", "startEvent", parent="esp", interrupting=interrupting, events=start),
         node("eu", "userTask", parent="esp"), node("ee", "endEvent", parent="esp")],
        [*chain("s", "u", "e"), *chain("es", "eu", "ee")],
    )
    return process


@plays("event sub-process, interrupting")
def test_an_interrupting_event_sub_process_replaces_what_ran_in_its_scope() -> None:
    played = play(with_event_sub_process(True, event("message", name="撤回", correlation_key="=no")), no="1")
    played.apply("message_correlated", played.key("es", "message_subscribed"), variables={"reason": "错报"})
    assert played.count("user_task_cancelled", "u") == 1
    assert played.path() == ["s", "u", "esp", "es", "eu"]
    played.complete("eu")
    assert played.outcome == "completed"


@plays("event sub-process, not interrupting")
def test_a_non_interrupting_event_sub_process_runs_beside() -> None:
    played = play(with_event_sub_process(False, event("timer", duration="P1D")))
    played.apply("timer_triggered", played.key("es", "timer_scheduled"))
    played.complete("u")
    assert played.outcome is None
    played.complete("eu")
    assert played.outcome == "completed"


def test_a_waiting_start_does_not_keep_its_scope_open() -> None:
    played = play(with_event_sub_process(True, event("timer", duration="P1D")))
    played.complete("u")
    assert played.count("timer_cancelled", "es") == 1
    assert played.outcome == "completed"


@plays("error start of an event sub-process")
def test_an_error_is_caught_inside_the_scope_before_on_its_border() -> None:
    process = draw(
        [node("s", "startEvent"), node("j", "serviceTask", job_type="a.b"), node("e", "endEvent"),
         node("esp", "subProcess", triggered_by_event=True),
         node("es", "startEvent", parent="esp", events=event("error", name=None)),
         node("ee", "endEvent", parent="esp")],
        [*chain("s", "j", "e"), *chain("es", "ee")],
    )
    played = play(process)
    played.apply("job_error_thrown", played.key("j", "job_created"), code="E", message="")
    assert played.path() == ["s", "j", "esp", "es", "ee"]
    assert played.outcome == "completed"


@plays("escalation throw event", "escalation boundary event")
def test_an_escalation_tells_who_watches_and_goes_on_unless_interrupted() -> None:
    for interrupting, path in ((False, ["t", "b", "ie", "f", "e"]), (True, ["t", "b", "f"])):
        process = draw(
            [node("s", "startEvent"), node("sub", "subProcess"),
             node("b", "boundaryEvent", attached_to="sub", interrupting=interrupting, events=event("escalation")),
             node("is", "startEvent", parent="sub"),
             node("t", "intermediateThrowEvent", parent="sub", events=event("escalation", name="late")),
             node("ie", "endEvent", parent="sub"), node("e", "endEvent"), node("f", "endEvent")],
            [*chain("s", "sub", "e"), *chain("b", "f"), *chain("is", "t", "ie")],
        )
        played = play(process)
        assert played.path() == ["s", "sub", "is", *path]
        assert played.outcome == "completed"


@plays("link event")
def test_a_link_jumps_to_the_catch_of_its_name() -> None:
    process = draw(
        [node("s", "startEvent"), node("t", "intermediateThrowEvent", events=event("link", name="A")),
         node("c", "intermediateCatchEvent", events=event("link", name="A")), node("e", "endEvent")],
        [*chain("s", "t"), *chain("c", "e")],
    )
    played = play(process)
    assert played.path() == ["s", "t", "c", "e"]
    assert played.outcome == "completed"


def test_an_event_sub_process_does_not_catch_its_own_error() -> None:
    process = draw(
        [node("s", "startEvent"), node("x", "endEvent", events=event("error", name="E")),
         node("esp", "subProcess", triggered_by_event=True),
         node("es", "startEvent", parent="esp", events=event("error", name="E")),
         node("ee", "endEvent", parent="esp", events=event("error", name="E"))],
        [*chain("s", "x"), *chain("es", "ee")],
    )
    played = play(process)
    assert played.path() == ["s", "x", "esp", "es", "ee"]
    assert played.bodies("incident_created", "ee")[0]["code"] == "error.uncaught"
