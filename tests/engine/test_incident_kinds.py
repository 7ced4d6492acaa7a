"""Every way in which a case can come to a stand: it waits with an incident, loses nothing, and goes on when it is mended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine import audit, incident, job, process_instance, rework, standstill, user_task
from engine.errors import Conflict, Invalid, NotFound
from engine.house import House, Tx
from engine.incident import Proposal
from tests.engine.setting import ANN, BOB, CHECK, END, EVE, HOUR, MONDAY, START, bpmn, deploy, flow, message
from tests.engine.setting import user_task as task


def one_step(process_id: str, step: str, before: str = "") -> bytes:
    """start - `step` (its id is `step`) - end"""
    return bpmn(process_id, START, step, END, flow("start", "step"), flow("step", "end"), before=before)


def catch(inner: str) -> str:
    """A catch event that waits for what is in it."""
    return f'<bpmn:intermediateCatchEvent id="step" name="step">{inner}</bpmn:intermediateCatchEvent>'


WAITS = catch('<bpmn:messageEventDefinition messageRef="message_paid"/>')
DECISION = (
    '<bpmn:businessRuleTask id="step" name="step"><bpmn:extensionElements><zeebe:calledDecision decisionId="D99" '
    'resultVariable="found"/></bpmn:extensionElements></bpmn:businessRuleTask>'
)
PARAMETER = task("step", extra='<zeebe:properties><zeebe:property name="param" value="T99"/></zeebe:properties>')
#: diagram, variables, code, scope corrections that mend it
STANDS: dict[str, tuple[bytes, dict[str, Any], str, dict[str, Any]]] = {
    "a key that is null": (one_step("keyless", WAITS, message("paid")), {}, "message.key", {"no": "HA-1"}),
    "a group that nobody is in": (one_step("groupless", task("step", "=who")), {"who": "knights"}, "group.unknown", {"who": "reviewer"}),
    "a timer without a time": (
        one_step("timeless", catch('<bpmn:timerEventDefinition><bpmn:timeDate xsi:type="bpmn:tFormalExpression">=on</bpmn:timeDate>'
                                   "</bpmn:timerEventDefinition>")), {"on": "soon"}, "timer.invalid", {"on": "2027-02-01"},
    ),
    "a mapping that is no list": (
        one_step("listless", task("step").replace("</bpmn:userTask>", (
            "<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection=\"=many\" "
            'inputElement="one"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>'
        ))), {"many": 3}, "collection.invalid", {"many": [1]},
    ),
}


@pytest.fixture
def house(build: Callable[..., House]) -> House:
    """A house whose only roles are reviewer and clerk."""
    return build(roles=frozenset({"reviewer", "clerk"}))


def begin(tx: Tx, diagram: bytes, **variables: Any) -> str:
    """Deploy and start a case."""
    return process_instance.start(tx, deploy(tx, diagram).process_id, variables=variables, actor=ANN, at=MONDAY)


def whole(house: House, *instances: str) -> None:
    """The history plays again, and the tables say what it says."""
    with house.reading() as tx:
        assert [found for key in instances for found in audit.replay(tx, key)] == []
    assert audit.rebuild(house) == []


@pytest.mark.parametrize("kind", STANDS)
def test_should_stand_still_and_go_on_when_the_variable_is_mended(house: House, kind: str) -> None:
    diagram, variables, code, mended = STANDS[kind]
    with house.transaction() as tx:
        case = begin(tx, diagram, **variables)
        [found] = incident.list_open(tx)
        assert (found["code"], found["element_id"], process_instance.get(tx, case)["state"]) == (code, "step", "active")
        incident.correct(tx, found["key"], mended, reason="typing error", actor=EVE, at=MONDAY)
        incident.resolve(tx, found["key"], actor=EVE, at=MONDAY, reason="typing error")
        assert incident.list_open(tx) == []
        states = {row["element_id"]: row["state"] for row in process_instance.timeline(tx, case)}
        assert states["step"] == "active"
    whole(house, case)


@pytest.mark.parametrize(
    ("step", "code"), [(DECISION, "decision.unknown"), (PARAMETER, "parameter.unknown")], ids=["decision", "parameter"]
)
def test_should_stand_still_where_something_is_missing_and_go_on_by_a_skip(house: House, step: str, code: str) -> None:
    with house.transaction() as tx:
        case = begin(tx, one_step("missing", step))
        [found] = incident.list_open(tx)
        assert found["code"] == code
        incident.propose_skip(tx, found["key"], Proposal(variables={"found": []}), reason="decided by hand", actor=ANN, at=MONDAY)
        incident.confirm_skip(tx, found["key"], actor=BOB, at=MONDAY)
        assert process_instance.get(tx, case)["state"] == "completed"
    whole(house, case)


def test_should_stop_an_automatic_loop_and_end_it_by_a_correction(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from_start = [flow("start", "merge"), flow("merge", "split"), flow("split", "merge", "=more"), flow("split", "end")]
    circle = bpmn(
        "circle", START, '<bpmn:exclusiveGateway id="merge"/><bpmn:exclusiveGateway id="split" default="split_end"/>', END, *from_start
    )
    monkeypatch.setattr("engine.kernel.specs.element.STEP_BUDGET", 50)
    with house.transaction() as tx:
        case = begin(tx, circle, more=True)
        [found] = incident.list_open(tx)
        assert (found["code"], found["data"]) == ("step_budget", {"budget": 50})
        incident.correct(tx, found["key"], {"more": False}, reason="endless", actor=EVE, at=MONDAY)
        incident.resolve(tx, found["key"], actor=EVE, at=MONDAY)
        assert process_instance.get(tx, case)["state"] == "completed"
    whole(house, case)


def test_should_correct_the_variable_of_an_iteration_where_it_is_wrong(house: House) -> None:
    inner = (
        '<bpmn:subProcess id="each" name="each"><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>'
        '<zeebe:loopCharacteristics inputCollection="=groups" inputElement="group"/></bpmn:extensionElements>'
        f'</bpmn:multiInstanceLoopCharacteristics><bpmn:startEvent id="in"/>{task("read", "=group")}<bpmn:endEvent id="out"/>'
        f'{flow("in", "read")}{flow("read", "out")}</bpmn:subProcess>'
    )
    with house.transaction() as tx:
        case = begin(tx, bpmn("iterates", START, inner, END, flow("start", "each"), flow("each", "end")), groups=["knights", "reviewer"])
        [found] = incident.list_open(tx)
        seen = incident.scopes(tx, found)
        assert [(one.kind, one.element_id) for one in seen] == [
            ("userTask", "read"), ("subProcess", "each"), ("multiInstanceBody", "each"), ("process", "iterates")
        ]
        assert seen[1].variables == {"loopCounter": 1, "group": "knights"}
        with pytest.raises(Invalid, match=r"incident\.scope"):
            incident.correct(tx, found["key"], {"group": "x"}, scope="1", reason="x", actor=EVE, at=MONDAY)
        with pytest.raises(Invalid, match=r"incident\.reason"):
            incident.correct(tx, found["key"], {"group": "x"}, reason="", actor=EVE, at=MONDAY)
        incident.correct(tx, found["key"], {"group": "clerk"}, scope=seen[1].key, reason="renamed", actor=EVE, at=MONDAY)
        incident.resolve(tx, found["key"], actor=EVE, at=MONDAY)
        assert [row["element_id"] for row in user_task.inbox(tx, EVE)] == ["read"]
        assert process_instance.variables(tx, case) == {"groups": ["knights", "reviewer"]}
        assert incident.place(tx, found).name == "read"
    whole(house, case)


def test_should_grant_a_failed_job_attempts_and_tell_its_last_error(house: House) -> None:
    with house.transaction() as tx:
        case = begin(tx, CHECK)
        [row] = job.due(tx, MONDAY)
        job.fail(tx, row["key"], "first", at=MONDAY, retries=1)
        job.fail(tx, row["key"], "register is closed", at=MONDAY, retries=0)
        [found] = incident.list_open(tx)
        assert (found["code"], found["data"]["message"], incident.attempts(tx, found)) == ("job.no_retries", "register is closed", 2)
        with pytest.raises(Conflict):
            job.fail(tx, row["key"], "late", at=MONDAY, retries=0)
        with pytest.raises(Invalid, match="retries"):
            incident.resolve(tx, found["key"], actor=EVE, at=MONDAY, retries=0)
        incident.resolve(tx, found["key"], actor=EVE, at=MONDAY + HOUR, retries=5)
        [again] = job.due(tx, MONDAY + HOUR)
        assert (again["key"], again["retries"], again["state"]) == (row["key"], 5, "created")
    whole(house, case)


def test_should_give_the_drawn_attempts_to_a_job_that_fails_again(house: House) -> None:
    with house.transaction() as tx:
        case = begin(tx, CHECK)
        for _ in range(2):
            [row] = job.due(tx, MONDAY)
            job.fail(tx, row["key"], "closed", at=MONDAY, retries=0)
            [found] = incident.list_open(tx)
            incident.resolve(tx, found["key"], actor=EVE, at=MONDAY)
        assert ([one["retries"] for one in job.due(tx, MONDAY)], incident.attempts(tx, found)) == ([3], 2)
    whole(house, case)


def two(house: House) -> tuple[str, list[dict[str, Any]]]:
    """A case with two branches, both of which stand still beside a third that does not."""
    branches = bpmn(
        "branches", START, '<bpmn:parallelGateway id="fork"/><bpmn:parallelGateway id="join"/>', task("a", "=a"), task("b", "=b"),
        task("c"), END, flow("start", "fork"), *(flow("fork", x) for x in "abc"), *(flow(x, "join") for x in "abc"), flow("join", "end"),
    )
    with house.transaction() as tx:
        case = begin(tx, branches, a="knights", b="squires")
        return case, incident.list_open(tx, instance_key=case)


def test_should_hold_several_branches_each_with_its_own_incident(house: House) -> None:
    case, found = two(house)
    with house.transaction() as tx:
        assert [row["element_id"] for row in found] == ["a", "b"]
        assert process_instance.get(tx, case)["incidents"] == 2
        [free] = user_task.inbox(tx, ANN)
        user_task.complete(tx, free["key"], variables={}, actor=ANN, at=MONDAY)
        incident.correct(tx, found[0]["key"], {"a": "reviewer"}, reason="x", actor=EVE, at=MONDAY)
        incident.resolve(tx, found[0]["key"], actor=EVE, at=MONDAY)
        assert [row["element_id"] for row in incident.list_open(tx)] == ["b"]
        assert [row["element_id"] for row in incident.search(tx, state="resolved", code="group.unknown")] == ["a"]
        assert incident.search(tx, process_id="other") == []
        assert incident.codes(tx) == ["group.unknown"]
        [a] = user_task.inbox(tx, ANN)
        user_task.complete(tx, a["key"], variables={}, actor=ANN, at=MONDAY)
        incident.propose_skip(tx, found[1]["key"], Proposal(), reason="x", actor=ANN, at=MONDAY)
        incident.confirm_skip(tx, found[1]["key"], actor=BOB, at=MONDAY)
        assert process_instance.get(tx, case)["state"] == "completed"
    whole(house, case)


def test_should_close_what_is_held_when_the_case_is_ended(house: House) -> None:
    case, found = two(house)
    with house.transaction() as tx:
        process_instance.terminate(tx, case, "withdrawn", EVE, MONDAY)
        assert [incident.get(tx, row["key"])["state"] for row in found] == ["closed", "closed"]
        with pytest.raises(Conflict):
            incident.resolve(tx, found[0]["key"], actor=EVE, at=MONDAY)
        with pytest.raises(NotFound):
            incident.get(tx, "10009999")
    whole(house, case)


def test_should_close_what_is_held_when_the_case_goes_back_to_an_earlier_step(house: House) -> None:
    ahead = bpmn(
        "ahead", START, task("write"), '<bpmn:parallelGateway id="fork"/><bpmn:parallelGateway id="join"/>', task("a", "=a"), task("b"),
        END, flow("start", "write"), flow("write", "fork"), *(flow("fork", x) for x in "ab"), *(flow(x, "join") for x in "ab"),
        flow("join", "end"),
    )
    with house.transaction() as tx:
        case = begin(tx, ahead, a="knights")
        [written] = user_task.inbox(tx, ANN)
        user_task.complete(tx, written["key"], variables={}, actor=ANN, at=MONDAY)
        [found] = incident.list_open(tx)
        [b] = user_task.inbox(tx, ANN)
        rework.give_back(tx, b["key"], "write", reason="incomplete", actor=ANN, at=MONDAY)
        assert (incident.get(tx, found["key"])["state"], incident.list_open(tx)) == ("closed", [])
        assert [row["element_id"] for row in user_task.inbox(tx, ANN)] == ["write"]
    whole(house, case)


def test_should_show_the_incidents_of_a_suspended_case_and_wait_with_them(house: House) -> None:
    case, found = two(house)
    with house.transaction() as tx:
        standstill.suspend(tx, case, "audit", actor=EVE, at=MONDAY)
        assert len(incident.list_open(tx)) == 2
        with pytest.raises(Conflict, match="suspended"):
            incident.resolve(tx, found[0]["key"], actor=EVE, at=MONDAY)
        incident.correct(tx, found[0]["key"], {"a": "reviewer"}, reason="x", actor=EVE, at=MONDAY)
        standstill.resume(tx, case, actor=EVE, at=MONDAY)
        incident.resolve(tx, found[0]["key"], actor=EVE, at=MONDAY)
    whole(house, case)
