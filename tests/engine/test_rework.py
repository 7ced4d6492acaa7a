"""Rework, signers and standing still, as a person does it: who may, what is shown before, what comes of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine import audit, job, process_instance, rework, signer, standstill, user_task
from engine.errors import Conflict, Forbidden
from engine.house import House, Tx
from tests.engine.setting import ANN, BOB, END, EVE, HOUR, MONDAY, REVIEW, START, bpmn, deploy, flow
from tests.engine.setting import user_task as task

TWO = bpmn("two", START, task("first"), task("second"), END, flow("start", "first"), flow("first", "second"),
           flow("second", "end"))
JOINT = bpmn(
    "joint", START, END, flow("start", "sign"), flow("sign", "end"),
    '<bpmn:userTask id="sign" name="sign"><bpmn:extensionElements><zeebe:userTask/>'
    '<zeebe:assignmentDefinition candidateGroups="reviewer"/></bpmn:extensionElements>'
    "<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>"
    '<zeebe:loopCharacteristics inputCollection="=[1, 2]" inputElement="n"/></bpmn:extensionElements>'
    "</bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>",
)


@pytest.fixture
def house(build: Callable[..., House]) -> House:
    """A house that plays the processes above."""
    house = build()
    with house.transaction() as tx:
        for content in (TWO, JOINT, REVIEW):
            deploy(tx, content)
    return house


def begin(tx: Tx, process_id: str = "two") -> str:
    """A new case."""
    return process_instance.start(tx, process_id, variables={}, actor=ANN, at=MONDAY)


def open_tasks(tx: Tx) -> dict[str, str]:
    """Element -> key of the open tasks."""
    return {row["element_id"]: row["key"] for row in user_task.inbox(tx, ANN)}


def test_should_return_a_task_to_the_step_before_as_the_preview_says(house: House) -> None:
    with house.transaction() as tx:
        case = begin(tx)
        user_task.complete(tx, open_tasks(tx)["first"], variables={}, actor=ANN, at=MONDAY)
        key = open_tasks(tx)["second"]
        seen = rework.preview(tx, key, "first", actor=BOB, at=MONDAY)
        assert ([(one.key, one.name) for one in seen.ended], [one.name for one in seen.begun]) == ([(key, "second")], ["first"])
        assert open_tasks(tx) == {"second": key}
        with pytest.raises(Forbidden):
            rework.give_back(tx, key, "first", reason="incomplete", actor=EVE, at=MONDAY)
        rework.give_back(tx, key, "first", reason="incomplete", actor=BOB, at=MONDAY)
        assert list(open_tasks(tx)) == ["first"]
        assert audit.replay(tx, case) == []


def test_should_take_back_what_nobody_has_worked_on(house: House) -> None:
    with house.transaction() as tx:
        case = begin(tx)
        first = open_tasks(tx)["first"]
        user_task.complete(tx, first, variables={}, actor=ANN, at=MONDAY)
        with pytest.raises(Forbidden):
            rework.withdraw(tx, first, reason="mistake", actor=BOB, at=MONDAY)
        assert [one.element_id for one in rework.preview(tx, first, actor=ANN, at=MONDAY).ended] == ["second"]
        rework.withdraw(tx, first, reason="mistake", actor=ANN, at=MONDAY)
        assert list(open_tasks(tx)) == ["first"]
        user_task.complete(tx, open_tasks(tx)["first"], variables={}, actor=ANN, at=MONDAY)
        user_task.claim(tx, open_tasks(tx)["second"], actor=BOB, at=MONDAY)
        newest = [row["key"] for row in process_instance.timeline(tx, case) if row["element_id"] == "first"][-1]
        with pytest.raises(Conflict, match=r"rework\.gone_on"):
            rework.withdraw(tx, newest, reason="mistake", actor=ANN, at=MONDAY)


def test_should_add_and_remove_a_signer(house: House) -> None:
    with house.transaction() as tx:
        case = begin(tx, "joint")
        first = user_task.inbox(tx, ANN)[0]["key"]
        signer.add(tx, first, 3, actor=ANN, at=MONDAY)
        assert len(user_task.inbox(tx, ANN)) == 3
        signer.remove(tx, first, reason="absent", actor=ANN, at=MONDAY)
        for row in user_task.inbox(tx, ANN):
            user_task.complete(tx, row["key"], variables={}, actor=ANN, at=MONDAY)
        assert process_instance.get(tx, case)["state"] == "completed"
        assert audit.replay(tx, case) == []


def test_should_let_nothing_run_in_a_suspended_case(house: House) -> None:
    with house.transaction() as tx:
        case = begin(tx, "review")
        standstill.suspend(tx, case, "inspection", actor=ANN, at=MONDAY)
        assert process_instance.get(tx, case)["state"] == "suspended"
        assert job.due(tx, MONDAY + HOUR) == []
        assert job.next_due(tx) is None
        with pytest.raises(Conflict, match=r"process_instance\.suspended"):
            user_task.complete(tx, open_tasks(tx)["read"], variables={}, actor=ANN, at=MONDAY)
        standstill.resume(tx, case, actor=ANN, at=MONDAY + 2 * HOUR)
        assert [row["element_id"] for row in job.due(tx, MONDAY + HOUR)] == ["late"]
        assert audit.replay(tx, case) == []
    assert audit.rebuild(house, case) == []


def test_should_pause_and_resume_the_clock(house: House) -> None:
    with house.transaction() as tx:
        case = begin(tx)
        standstill.pause_clock(tx, case, "materials", actor=ANN, at=MONDAY)
        with pytest.raises(Conflict, match=r"clock\.paused"):
            standstill.pause_clock(tx, case, "materials", actor=ANN, at=MONDAY)
        standstill.resume_clock(tx, case, actor=ANN, at=MONDAY + HOUR)
        assert audit.replay(tx, case) == []
