"""Skipping what cannot go on: one person proposes, another confirms, and both stand in a history that reproduces itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from engine import audit, incident, job, process_instance, user_task
from engine.errors import Conflict, Forbidden, Invalid
from engine.house import House, Tx
from engine.incident import Proposal
from tests.engine.setting import ANN, BOB, END, EVE, HOUR, MONDAY, START, bpmn, deploy, flow, service_task
from tests.engine.setting import user_task as task

GATEWAY = bpmn(
    "decides", START, '<bpmn:exclusiveGateway id="which"/>', task("big"), task("small"), END, flow("start", "which"),
    flow("which", "big", "=amount &gt; 400"), flow("which", "small", "=amount &lt;= 400"), flow("big", "end"),
    flow("small", "end"),
)
#: A check whose handler is nowhere, then a task.
CHECK = bpmn("check", START, service_task("look", retries="1"), task("read"), END, flow("start", "look"), flow("look", "read"),
             flow("read", "end"))
#: A task with a deadline that cannot be computed.
DEADLINE = bpmn(
    "deadline", START, task("read"), END, flow("start", "read"), flow("read", "end"),
    '<bpmn:boundaryEvent id="late" attachedToRef="read" cancelActivity="false"><bpmn:timerEventDefinition>'
    '<bpmn:timeDate xsi:type="bpmn:tFormalExpression">=deadline</bpmn:timeDate></bpmn:timerEventDefinition>'
    '</bpmn:boundaryEvent><bpmn:endEvent id="told"/>', flow("late", "told"),
)
#: Every department votes; the group of one is unknown.
VOTE = bpmn(
    "ballot", START, '<bpmn:userTask id="vote" name="vote"><bpmn:extensionElements><zeebe:userTask/>'
    '<zeebe:assignmentDefinition candidateGroups="=group"/></bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics>'
    '<bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=groups" inputElement="group" '
    'outputCollection="votes" outputElement="=vote"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>'
    "</bpmn:userTask>", END, flow("start", "vote"), flow("vote", "end"),
)


@contextmanager
def held(build: Callable[..., House], diagram: bytes, **variables: Any) -> Iterator[tuple[Tx, str, dict[str, Any]]]:
    """A case that stands still: transaction, case, incident. Afterwards it is replayed and the tables are rebuilt."""
    house = build(roles=frozenset({"reviewer", "clerk"}))
    with house.transaction() as tx:
        process = deploy(tx, diagram).process_id
        case = process_instance.start(tx, process, variables=variables, actor=ANN, at=MONDAY)
        for row in job.due(tx, MONDAY):
            job.fail(tx, row["key"], "register is closed", at=MONDAY, retries=0)
        [found] = incident.list_open(tx)
        yield tx, case, found
        assert audit.replay(tx, case) == []
    assert audit.rebuild(house) == []


def skip(tx: Tx, key: str, proposal: Proposal) -> None:
    """Ann proposes, Bob confirms an hour later."""
    incident.propose_skip(tx, key, proposal, reason="by the minutes of the meeting", actor=ANN, at=MONDAY)
    incident.confirm_skip(tx, key, actor=BOB, at=MONDAY + HOUR)


def test_should_leave_a_gateway_by_the_chosen_flow_and_remember_both_people(build: Callable[..., House]) -> None:
    with held(build, GATEWAY, amount="many") as (tx, case, found):
        follows = incident.propose_skip(
            tx, found["key"], Proposal(flows=["which_small"], variables={"amount": 12}), reason="minutes 3", actor=ANN, at=MONDAY
        )
        assert [event.element_id for event in follows if event.type == "user_task_created"] == ["small"]
        assert user_task.inbox(tx, ANN) == []
        incident.confirm_skip(tx, found["key"], actor=BOB, at=MONDAY + HOUR)
        assert [row["element_id"] for row in user_task.inbox(tx, ANN)] == ["small"]
        assert process_instance.variables(tx, case) == {"amount": 12}
        row = incident.get(tx, found["key"])
        assert (row["state"], row["proposed_by"], row["resolved_by"], row["reason"]) == ("skipped", "ann", "bob", "minutes 3")
        [fact] = [one.event for one in process_instance.history(tx, case) if one.event.type == "incident_skipped"]
        assert (fact.actor, fact.body["proposed_by"], fact.body["reason"]) == ("bob", "ann", "minutes 3")


def test_should_refuse_the_person_who_proposed(build: Callable[..., House]) -> None:
    with held(build, GATEWAY, amount="many") as (tx, _case, found):
        incident.propose_skip(tx, found["key"], Proposal(flows=["which_small"]), reason="x", actor=ANN, at=MONDAY)
        with pytest.raises(Forbidden, match="same_person"):
            incident.confirm_skip(tx, found["key"], actor=ANN, at=MONDAY)
        assert incident.get(tx, found["key"])["state"] == "open"


def test_should_want_a_proposal_a_reason_and_one_flow_that_leaves_the_gateway(build: Callable[..., House]) -> None:
    with held(build, GATEWAY, amount="many") as (tx, _case, found):
        with pytest.raises(Conflict, match="not_proposed"):
            incident.confirm_skip(tx, found["key"], actor=BOB, at=MONDAY)
        for proposal, reason, code in (
            (Proposal(flows=["which_small"]), " ", "incident.reason"),
            (Proposal(), "x", "incident.skip_fails"),
            (Proposal(flows=["which_big", "which_small"]), "x", "incident.one_flow"),
            (Proposal(flows=["small_end"]), "x", "incident.flow_unknown"),
            (Proposal(event="late"), "x", "incident.event_unknown"),
        ):
            with pytest.raises(Invalid, match=code):
                incident.propose_skip(tx, found["key"], proposal, reason=reason, actor=ANN, at=MONDAY)
        assert incident.get(tx, found["key"])["proposal"] is None


def test_should_forget_a_proposal_that_is_declined_and_let_another_take_its_place(build: Callable[..., House]) -> None:
    with held(build, GATEWAY, amount="many") as (tx, _case, found):
        incident.propose_skip(tx, found["key"], Proposal(flows=["which_small"]), reason="x", actor=ANN, at=MONDAY)
        incident.decline_skip(tx, found["key"], reason="not by the minutes", actor=BOB, at=MONDAY)
        with pytest.raises(Conflict):
            incident.decline_skip(tx, found["key"], reason="again", actor=BOB, at=MONDAY)
        incident.propose_skip(tx, found["key"], Proposal(flows=["which_small"]), reason="x", actor=ANN, at=MONDAY)
        incident.propose_skip(tx, found["key"], Proposal(flows=["which_big"]), reason="y", actor=BOB, at=MONDAY)
        incident.confirm_skip(tx, found["key"], actor=ANN, at=MONDAY)
        assert [row["element_id"] for row in user_task.inbox(tx, ANN)] == ["big"]


def test_should_drop_the_proposal_when_the_step_is_tried_again(build: Callable[..., House]) -> None:
    with held(build, GATEWAY, amount="many") as (tx, _case, found):
        incident.propose_skip(tx, found["key"], Proposal(flows=["which_small"]), reason="x", actor=ANN, at=MONDAY)
        incident.resolve(tx, found["key"], actor=BOB, at=MONDAY)
        [again] = incident.list_open(tx)
        with pytest.raises(Conflict, match="not_proposed"):
            incident.confirm_skip(tx, again["key"], actor=BOB, at=MONDAY)


def test_should_go_on_after_a_check_with_the_result_that_two_people_decided(build: Callable[..., House]) -> None:
    with held(build, CHECK) as (tx, case, found):
        skip(tx, found["key"], Proposal(variables={"found": "checked on paper"}))
        assert process_instance.variables(tx, case) == {"found": "checked on paper"}
        assert [row["element_id"] for row in user_task.inbox(tx, ANN)] == ["read"]
        assert (job.get(tx, found["element_instance_key"])["state"], job.waiting(tx, case)) == ("cancelled", [])


def test_should_do_without_a_deadline_that_cannot_be_computed_and_keep_the_task(build: Callable[..., House]) -> None:
    with held(build, DEADLINE, deadline="soon") as (tx, case, found):
        assert (found["element_id"], found["data"]["event"]) == ("read", "late")
        skip(tx, found["key"], Proposal(event="late"))
        [open_task] = user_task.inbox(tx, ANN)
        assert (open_task["element_id"], job.waiting(tx, case)) == ("read", [])


def test_should_skip_one_vote_and_collect_what_was_decided_for_it(build: Callable[..., House]) -> None:
    with held(build, VOTE, groups=["reviewer", "unheard_of"]) as (tx, case, found):
        skip(tx, found["key"], Proposal(variables={"vote": "abstains"}))
        [other] = user_task.inbox(tx, ANN)
        user_task.complete(tx, other["key"], variables={"vote": "yes"}, actor=ANN, at=MONDAY)
        assert process_instance.variables(tx, case)["votes"] == ["yes", "abstains"]
        assert process_instance.get(tx, case)["state"] == "completed"


def test_should_refuse_to_skip_the_case_itself(build: Callable[..., House]) -> None:
    alone = bpmn("alone", '<bpmn:startEvent id="start"><bpmn:messageEventDefinition/></bpmn:startEvent>', END, flow("start", "end"))
    with held(build, alone) as (tx, case, found):
        assert (found["code"], found["element_instance_key"]) == ("process.no_start", case)
        with pytest.raises(Invalid, match="whole_case"):
            incident.propose_skip(tx, found["key"], Proposal(), reason="x", actor=ANN, at=MONDAY)
        process_instance.terminate(tx, case, "drawn wrongly", EVE, MONDAY)
        assert incident.get(tx, found["key"])["state"] == "closed"
