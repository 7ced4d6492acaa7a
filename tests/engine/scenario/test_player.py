"""The player: every kind of element by the virtual clock and the answers, as the command line's contract has it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from engine import handler
from engine.deployment import SourceFile
from engine.errors import Invalid, NotFound
from engine.handler import Job, Result
from engine.scenario import Script, parse, play
from engine.values import ZONE
from tests.engine import setting
from tests.engine.scenario.drawing import (
    bpmn,
    by_message,
    chain,
    end,
    flow,
    mapping,
    message,
    node,
    only,
    path,
    process,
    run,
    service,
    start,
    timer,
    times,
    types,
    user,
)

AT = datetime(2027, 1, 4, 9, tzinfo=ZONE)
ONE_TASK = bpmn(process("p", start(), user("a"), end(), chain("start", "a", "end")))


def test_an_unanswered_task_waits() -> None:
    ending = only(run(ONE_TASK))
    assert (ending.outcome, ending.process, ending.waiting_at, ending.error) == ("waiting", "p", ("a",), None)


def test_an_answer_completes_the_task_with_its_variables_after_its_time() -> None:
    played = run(ONE_TASK, answers={"user_tasks": {"a": {"variables": {"x": 1}, "actor": "ann", "after": "P1DT2H"}}})
    assert only(played).outcome == "completed"
    assert only(played).variables == {"x": 1}
    completed = next(one.event for one in played.events if one.event.type == "user_task_completed")
    assert (completed.actor, completed.at) == ("ann", AT + timedelta(days=1, hours=2))


def test_the_clock_stops_where_it_was_told_to() -> None:
    answers = {"user_tasks": {"a": {"after": "P2D"}}}
    assert only(run(ONE_TASK, answers=answers, until=AT + timedelta(days=2))).outcome == "completed"
    assert only(run(ONE_TASK, answers=answers, until=AT + timedelta(hours=47))).outcome == "waiting"


LOOP = bpmn(process(
    "p", start(), user("a"), node("exclusiveGateway", "again", default="again-end"), end(),
    chain("start", "a", "again", "end"), flow("again", "a", "more"),
))


def test_a_list_gives_each_visit_its_own_answer_and_then_nothing() -> None:
    more, enough = {"variables": {"more": True}}, {"variables": {"more": False}}
    assert only(run(LOOP, answers={"user_tasks": {"a": [more, more, enough]}})).outcome == "completed"
    assert only(run(LOOP, answers={"user_tasks": {"a": [more, more]}})).waiting_at == ("a",)


def test_one_answer_serves_every_visit_until_the_steps_are_used_up() -> None:
    played = run(LOOP, answers={"user_tasks": {"a": {"variables": {"more": True}}}}, max_steps=5)
    assert (only(played).outcome, path(played).count("a"), played.bound) == ("waiting", 6, "steps")


def test_the_star_answers_everything_that_is_not_named() -> None:
    two = bpmn(process("p", start(), user("a"), user("b"), end(), chain("start", "a", "b", "end")))
    assert only(run(two, answers={"user_tasks": {"*": {}}})).outcome == "completed"
    assert only(run(two, answers={"user_tasks": {"*": {}, "b": []}})).waiting_at == ("b",)


@pytest.mark.parametrize(("amount", "way"), [(500, "high"), (400, "low"), (None, "low")])
def test_an_exclusive_gateway_takes_the_first_true_way_or_the_default(amount: int | None, way: str) -> None:
    drawn = bpmn(process(
        "p", start(), node("exclusiveGateway", "g", default="g-low"), user("high"), user("low"), end(),
        chain("start", "g", "low", "end"), flow("g", "high", "amount != null and amount &gt; 400"), flow("high", "end"),
    ))
    assert only(run(drawn, variables={"amount": amount})).waiting_at == (way,)


def gateways(kind: str, first: str | None = None, second: str | None = None) -> bytes:
    return bpmn(process(
        "p", start(), node(kind, "split"), user("a"), user("b"), node(kind, "join"), user("c"), end(),
        flow("start", "split"), flow("split", "a", first), flow("split", "b", second), flow("a", "join"), flow("b", "join"),
        chain("join", "c", "end"),
    ))


def test_a_parallel_join_waits_for_both() -> None:
    drawn = gateways("parallelGateway")
    assert only(run(drawn)).waiting_at == ("a", "b")
    assert only(run(drawn, answers={"user_tasks": {"a": {}}})).waiting_at == ("b",)
    played = run(drawn, answers={"user_tasks": {"a": {"after": "P2D"}, "b": {}}})
    assert only(played).waiting_at == ("c",)
    assert times(played, "user_task_completed") == ["01-04 09:00", "01-06 09:00"]


@pytest.mark.parametrize(("x", "waits"), [(1, ("a",)), (2, ("b",)), (3, ("a", "b"))])
def test_an_inclusive_join_waits_for_those_that_were_taken(x: int, waits: tuple[str, ...]) -> None:
    drawn = gateways("inclusiveGateway", "x != 2", "x &gt; 1")
    assert only(run(drawn, variables={"x": x})).waiting_at == waits
    assert only(run(drawn, variables={"x": x}, answers={"user_tasks": {"*": {}, "c": []}})).waiting_at == ("c",)


def test_the_clock_jumps_to_the_next_timer() -> None:
    drawn = bpmn(process(
        "p", start(), node("intermediateCatchEvent", "wait", timer("P10D")), end(), chain("start", "wait", "end")
    ))
    played = run(drawn)
    assert (only(played).outcome, times(played, "timer_triggered")) == ("completed", ["01-14 09:00"])
    assert only(run(drawn, until=AT + timedelta(days=9))).waiting_at == ("wait",)


def boundary(*, interrupting: bool) -> bytes:
    return bpmn(process(
        "p", start(), user("a"), user("b"), end(), end("late"), chain("start", "a", "end"), chain("edge", "b", "late"),
        node("boundaryEvent", "edge", timer("P3D"), attachedToRef="a", cancelActivity=str(interrupting).lower()),
    ))


def test_an_interrupting_timer_ends_its_task() -> None:
    played = run(boundary(interrupting=True), answers={"user_tasks": {"a": {"after": "P4D"}}})
    assert only(played).waiting_at == ("b",)
    assert "user_task_cancelled" in types(played, "a")


def test_a_timer_that_does_not_interrupt_leaves_its_task() -> None:
    assert only(run(boundary(interrupting=False))).waiting_at == ("a", "b")


def test_at_equal_times_timers_go_first() -> None:
    played = run(boundary(interrupting=True), answers={"user_tasks": {"a": {"after": "P3D"}}})
    assert only(played).waiting_at == ("b",)


def test_a_cycle_comes_so_often() -> None:
    drawn = bpmn(process(
        "p", start(), user("a"), end(), end("reminded"), chain("start", "a", "end"), chain("edge", "reminded"),
        node("boundaryEvent", "edge", timer(cycle="R3/P1D"), attachedToRef="a", cancelActivity="false"),
    ))
    played = run(drawn)
    assert times(played, "timer_triggered") == ["01-05 09:00", "01-06 09:00", "01-07 09:00"]
    assert only(played).waiting_at == ("a",)


def test_a_timer_without_end_ends_with_the_jumps() -> None:
    drawn = bpmn(process(
        "p", start(), user("a"), end(), end("reminded"), chain("start", "a", "end"), chain("edge", "reminded"),
        node("boundaryEvent", "edge", timer(cycle="R/PT1H"), attachedToRef="a", cancelActivity="false"),
    ))
    assert len(times(run(drawn, until=AT + timedelta(hours=30)), "timer_triggered")) == 30
    endless = run(drawn)
    assert (len(times(endless, "timer_triggered")), endless.bound) == (1000, "jumps")


def test_a_loop_without_a_wait_is_an_incident_where_it_stopped() -> None:
    drawn = bpmn(process(
        "p", start(), node("exclusiveGateway", "again"), node("task", "a"), node("exclusiveGateway", "more", default="more-end"),
        end(), chain("start", "again", "a", "more", "end"), flow("more", "again", "true"),
    ))
    ending = only(run(drawn))
    assert ending.outcome == "incident" and ending.error and ending.waiting_at == (ending.error["element_id"],)


CONVERSATION = bpmn(
    process(
        "asker", start(), node("intermediateThrowEvent", "ask", by_message("question"), extra=mapping(("input", "no", "no"))),
        node("intermediateCatchEvent", "hear", by_message("answer")), end(), chain("start", "ask", "hear", "end"),
    ),
    process(
        "answerer", start("start2", by_message("question")), user("think"),
        node("endEvent", "reply", by_message("answer"), extra=mapping(("input", "said", "said"))),
        chain("start2", "think", "reply"),
    ),
    before=message("question", "question", "no") + message("answer", "answer", "no"),
)


def test_two_processes_talk_by_messages_with_keys() -> None:
    played = run(CONVERSATION, variables={"no": "7"}, answers={"user_tasks": {"think": {"variables": {"said": 42}}}})
    asker, answerer = played.endings
    assert (asker.process, asker.outcome, asker.variables) == ("asker", "completed", {"no": "7", "said": 42})
    assert (answerer.process, answerer.outcome) == ("answerer", "completed")


def test_a_message_from_outside_reaches_only_the_key_and_is_kept_until_somebody_waits() -> None:
    drawn = bpmn(
        process("p", start(), user("a"), node("receiveTask", "wait", messageRef="m"), end(), chain("start", "a", "wait", "end")),
        before=message("m", "来件", "no"),
    )

    def told(key: str) -> str:
        post = {"name": "来件", "correlationKey": key, "variables": {"got": True}}
        answers = {"user_tasks": {"a": {"after": "P5D"}}, "messages": [post]}
        return only(run(drawn, variables={"no": "1"}, answers=answers)).outcome

    assert (told("1"), told("2")) == ("completed", "waiting")


def test_a_process_with_only_a_message_start_is_started_by_it() -> None:
    drawn = bpmn(
        process("p", start("begin", by_message("m")), user("a"), end(), chain("begin", "a", "end")),
        before=message("m", "报告已确认", "no"),
    )
    played = run(drawn, variables={"no": "HA-1", "more": 1})
    created = played.events[0].event.body
    assert (created["message"], created["business_key"]) == ("报告已确认", "HA-1")
    assert only(played).variables == {"no": "HA-1", "more": 1}


def test_a_process_with_only_a_timer_start_begins_when_it_is_due() -> None:
    drawn = bpmn(process("p", start("begin", timer("P2D")), user("a"), end(), chain("begin", "a", "end")))
    assert times(run(drawn), "process_instance_created") == ["01-06 09:00"]
    repeated = bpmn(process("p", start("begin", timer(cycle="R2/P1D")), end(), chain("begin", "end")))
    assert times(run(repeated), "process_instance_created") == ["01-05 09:00", "01-06 09:00"]


def test_a_called_process_plays_inside_and_is_not_started_by_itself() -> None:
    called = process("child", start("s2"), user("inner"), end("e2"), chain("s2", "inner", "e2"))
    caller = process(
        "parent", start(), node("callActivity", "call", extra='<zeebe:calledElement processId="child"/>'), end(),
        chain("start", "call", "end"),
    )
    played = run(bpmn(called, caller), variables={"x": 1}, answers={"user_tasks": {"inner": {"variables": {"y": 2}}}})
    assert (only(played).process, only(played).variables) == ("parent", {"x": 1, "y": 2})
    assert only(run(bpmn(called, caller))).waiting_at == ("inner",)


def test_several_files_and_several_processes_in_the_given_order() -> None:
    other = bpmn(process("q", start("s"), end("e"), chain("s", "e")))
    played = run(ONE_TASK, other, processes=("q", "p"))
    assert [(one.process, one.outcome) for one in played.endings] == [("q", "completed"), ("p", "waiting")]


LOOP_OVER = (
    '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=depts"'
    ' inputElement="dept" outputCollection="opinions" outputElement="=opinion"/></bpmn:extensionElements>'
    "</bpmn:multiInstanceLoopCharacteristics>"
)


def test_each_instance_of_a_joint_review_takes_its_answer_and_the_opinions_are_collected() -> None:
    drawn = bpmn(process("p", start(), user("review", LOOP_OVER), end(), chain("start", "review", "end")))
    opinions = [{"variables": {"opinion": word}} for word in ("通过", "不通过", "存疑")]
    played = run(drawn, variables={"depts": ["a", "b", "c"]}, answers={"user_tasks": {"review": opinions}})
    assert only(played).variables["opinions"] == ["通过", "不通过", "存疑"]
    assert only(run(drawn, variables={"depts": ["a", "b"]}, answers={"user_tasks": {"review": opinions[:1]}})).waiting_at == ("review",)


CHECKED = bpmn(
    process(
        "p", start(), service("check"), end(), user("mend"), end("mended"), chain("start", "check", "end"),
        chain("edge", "mend", "mended"),
        node("boundaryEvent", "edge", '<bpmn:errorEventDefinition errorRef="bad"/>', attachedToRef="check"),
    ),
    before='<bpmn:error id="bad" errorCode="BAD"/>',
)


def test_a_job_without_answer_waits_unless_it_is_stubbed() -> None:
    assert only(run(CHECKED)).waiting_at == ("check",)
    assert only(run(CHECKED, stub=True)).outcome == "completed"
    assert only(run(CHECKED, answers={"jobs": {"check": {"variables": {"ok": True}}}})).variables == {"ok": True}


def test_a_job_throws_an_error_that_the_boundary_event_catches() -> None:
    assert only(run(CHECKED, answers={"jobs": {"check": {"error": "BAD", "message": "no"}}})).waiting_at == ("mend",)


def test_an_error_that_nobody_catches_is_an_incident() -> None:
    ending = only(run(CHECKED, answers={"jobs": {"check": {"error": "OTHER"}}}))
    assert (ending.outcome, ending.error and ending.error["code"]) == ("incident", "error.uncaught")


def test_a_failing_job_uses_up_its_attempts_and_becomes_an_incident() -> None:
    played = run(CHECKED, answers={"jobs": {"check": {"fail": "offline"}}})
    assert len(times(played, "job_failed")) == 2
    ending = only(played)
    assert (ending.outcome, ending.error and ending.error["element_id"]) == ("incident", "check")


def test_real_handlers_run_only_when_asked_for() -> None:
    def check(job: Job) -> Result:
        return Result(variables={"seen": job.variables["x"]})

    bound = {"check.it": handler.Handler(type="check.it", run=check, clauses=(), reads=(), pure=True, title="")}
    assert only(run(CHECKED, handlers=bound, variables={"x": 5})).outcome == "waiting"
    assert only(run(CHECKED, handlers=bound, variables={"x": 5}, script_handlers=True)).variables == {"x": 5, "seen": 5}


def test_a_handler_that_fails_is_tried_again_later_and_becomes_an_incident() -> None:
    def broken(job: Job) -> Result:
        raise OSError("offline")

    bound = {"check.it": handler.Handler(type="check.it", run=broken, clauses=(), reads=(), pure=True, title="")}
    played = run(CHECKED, handlers=bound, script_handlers=True)
    failures = times(played, "job_failed")
    assert only(played).outcome == "incident" and len(failures) == 2 and failures[0] < failures[1]


def test_terminate_ends_everything_and_is_a_completion() -> None:
    drawn = bpmn(process(
        "p", start(), node("parallelGateway", "split"), user("a"), user("b"),
        end("stop", "<bpmn:terminateEventDefinition/>"), end(), flow("start", "split"), flow("split", "a"), flow("split", "b"),
        flow("a", "stop"), flow("b", "end"),
    ))
    played = run(drawn, answers={"user_tasks": {"a": {}}})
    assert only(played).outcome == "completed"
    assert "element_terminated" in types(played, "b")


def test_an_actor_without_the_group_is_refused_and_the_task_waits() -> None:
    group = '<zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="reviewer"/>'
    drawn = bpmn(process("p", start(), node("userTask", "a", extra=group), end(), chain("start", "a", "end")))
    played = run(drawn, answers={"user_tasks": {"a": {"actor": "eve", "groups": ["clerk"]}}})
    assert [(one.element_id, one.actor, one.code) for one in played.refusals] == [("a", "eve", "user_task.forbidden")]
    assert only(played).waiting_at == ("a",)
    assert only(run(drawn, answers={"user_tasks": {"a": {"actor": "ann", "groups": ["reviewer"]}}})).outcome == "completed"


def test_a_refused_diagram_is_rejected_with_its_findings() -> None:
    ending = only(run(bpmn(process("p", start(), node("scriptTask", "g"), end(), chain("start", "g", "end")))))
    assert ending.outcome == "rejected" and any(fault.severity == "error" for fault in ending.findings)
    assert only(run(b"no xml")).outcome == "rejected"


def test_events_come_in_the_order_of_time() -> None:
    played = run(CONVERSATION, variables={"no": "7"}, answers={"user_tasks": {"think": {"after": "P1D"}}})
    at = [one.event.at for one in played.events]
    assert at == sorted(at) and at[-1] == AT + timedelta(days=1)
    assert {one.stream for one in played.events} == {ending.instance for ending in played.endings}


@pytest.mark.parametrize("answers", [
    {"user_tasks": {"nowhere": {}}}, {"jobs": {"nowhere": {}}}, {"messages": [{"name": "nobody"}]}, {"signals": [{"name": "x"}]},
])
def test_answers_that_name_what_is_not_there_are_invalid(answers: dict[str, object]) -> None:
    with pytest.raises(Invalid, match="answers.invalid"):
        run(ONE_TASK, answers=answers)


def test_a_process_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        run(ONE_TASK, processes=("nowhere",))
    with pytest.raises(NotFound, match="play.no_process"):
        run()


def test_the_same_play_gives_the_same_history() -> None:
    def digests() -> list[str]:
        played = run(CONVERSATION, variables={"no": "7"}, answers={"user_tasks": {"*": {"variables": {"said": 1}}}})
        return [one.digest for one in played.events]

    assert digests() == digests()


def test_a_diagram_of_twenty_nodes_is_played_in_a_moment() -> None:
    names = [f"t{number}" for number in range(20)]
    drawn = bpmn(process("p", start(), *(user(name) for name in names), end(), chain("start", *names, "end")))
    house = setting.house("sqlite:///:memory:")
    played = play(house, [SourceFile(name="p.bpmn", content=drawn)], Script(answers=parse({"user_tasks": {"*": {}}})))
    house.database.close()
    assert only(played).outcome == "completed" and len(times(played, "user_task_completed")) == 20


STOP = '<bpmn:signal id="stop" name="stop"/>'
SIGNAL = '<bpmn:signalEventDefinition signalRef="stop"/>'


def catches(*definitions: str) -> bytes:
    caught = f'<bpmn:intermediateCatchEvent id="c">{"".join(definitions)}</bpmn:intermediateCatchEvent>'
    return bpmn(STOP, process("p", start(), caught, end(), chain("start", "c", "end")))


def test_a_signal_of_the_answers_reaches_whoever_waits_at_its_time() -> None:
    answers = {"signals": [{"name": "stop", "after": "PT1H", "variables": {"x": 1}}]}
    played = run(catches(SIGNAL), answers=answers)
    assert (only(played).outcome, only(played).variables) == ("completed", {"x": 1})
    assert next(one.event.at for one in played.events if one.event.type == "signal_received") == AT + timedelta(hours=1)


def test_a_signal_start_waits_for_the_signal_of_the_answers_else_begins_at_once() -> None:
    begins = bpmn(STOP, process("p", f'<bpmn:startEvent id="s">{SIGNAL}</bpmn:startEvent>', end(), chain("s", "end")))
    played = run(begins, answers={"signals": [{"name": "stop", "after": "PT1H"}]})
    assert (only(played).outcome, played.events[0].event.at) == ("completed", AT + timedelta(hours=1))
    assert run(begins).events[0].event.at == AT


CONDITION = "<bpmn:conditionalEventDefinition><bpmn:condition>=x &gt; 1</bpmn:condition></bpmn:conditionalEventDefinition>"


def test_a_condition_of_the_answers_is_told_to_every_living_case() -> None:
    answers = {"conditions": [{"variables": {"x": 1}}, {"after": "P1D", "variables": {"x": 2}}]}
    played = run(catches(CONDITION), answers=answers)
    assert (only(played).outcome, played.events[-1].event.at) == ("completed", AT + timedelta(days=1))


def test_a_conditional_start_begins_when_its_condition_holds() -> None:
    begins = bpmn(process("p", f'<bpmn:startEvent id="s">{CONDITION}</bpmn:startEvent>', end(), chain("s", "end")))
    answers = {"conditions": [{"variables": {"x": 1}}, {"after": "P1D", "variables": {"x": 2}}]}
    played = run(begins, answers=answers)
    assert (only(played).outcome, played.events[0].event.at) == ("completed", AT + timedelta(days=1))
    assert (only(run(begins)).outcome, run(begins).events) == ("waiting", ())
    assert only(run(begins, variables={"x": 5})).outcome == "completed"


def compensated() -> bytes:
    undo = node("boundaryEvent", "undo", "<bpmn:compensateEventDefinition/>", attachedToRef="a")
    return bpmn(process(
        "p", start(), user("a"), undo, node("userTask", "release", isForCompensation="true"),
        end("end", '<bpmn:compensateEventDefinition activityRef="a"/>'), chain("start", "a", "end"),
        '<bpmn:association id="line" sourceRef="undo" targetRef="release"/>',
    ))


def cancelled() -> bytes:
    return bpmn(process(
        "p", start(), node("transaction", "tx", start("in"), user("a"), end("out", "<bpmn:cancelEventDefinition/>"),
                           chain("in", "a", "out")),
        node("boundaryEvent", "gone", "<bpmn:cancelEventDefinition/>", attachedToRef="tx"), end("end"), end("stopped"),
        chain("start", "tx", "end"), flow("gone", "stopped"),
    ))


def some_of() -> bytes:
    gateway = node("complexGateway", "some", "<bpmn:activationCondition>=activationCount &gt;= 2</bpmn:activationCondition>")
    return bpmn(process(
        "p", start(), node("parallelGateway", "fork"), user("a"), user("b"), user("c"), gateway, end(),
        chain("start", "fork", "a", "some", "end"), chain("fork", "b", "some"), chain("fork", "c", "some"),
    ))


def loose() -> bytes:
    return bpmn(process(
        "p", start(), node("adHocSubProcess", "h", user("a"), user("b")), end(), chain("start", "h", "end"),
    ))


def called() -> bytes:
    return bpmn('<bpmn:globalUserTask id="opinion" name="出具意见"/>', process(
        "p", start(), node("callActivity", "c", calledElement="opinion"), end(), chain("start", "c", "end"),
    ))


def begun() -> bytes:
    return bpmn(process(
        "p", node("receiveTask", "r", messageRef="m", instantiate="true"), user("a"), end(), chain("r", "a", "end"),
    ), before='<bpmn:message id="m" name="m"/>')


@pytest.mark.parametrize(("content", "visited"), [
    (compensated(), ["start", "a", "end", "undo", "release"]), (cancelled(), ["tx", "a", "out", "gone", "stopped"]),
    (some_of(), ["fork", "a", "b", "some", "end"]), (loose(), ["h", "a", "b", "end"]),
    (called(), ["c", "opinion", "end"]), (begun(), ["r", "a", "end"]),
], ids=["compensation", "transaction", "complex", "ad-hoc", "global", "instantiate"])
def test_what_is_drawn_in_a_file_is_checked_deployed_and_played(content: bytes, visited: list[str]) -> None:
    played = run(content, answers={"user_tasks": {"*": {}}})
    assert only(played).outcome == "completed", only(played)
    ahead = iter(path(played))
    assert all(element in ahead for element in visited), path(played)
