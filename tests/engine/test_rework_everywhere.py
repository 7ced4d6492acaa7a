"""What a person does to a running case, in every place it may stand: foreseen exactly, then done, replayed, and played to its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from engine import audit, job, process_instance, user_task
from engine.errors import EngineError
from engine.events import Event, fact
from engine.house import Actor, House, Tx
from engine.kernel.rework import effects
from tests.conformance.shapes import ROOTS, boundary, by, caught, element, expression, on_event, scope, timer
from tests.engine import setting
from tests.engine.scenario.drawing import bpmn
from tests.engine.setting import ANN, MONDAY, deploy

ANYBODY = Actor("ann", unrestricted=True)
DAYS_5 = (
    '<bpmn:extensionElements><zeebe:userTask/><zeebe:properties><zeebe:property name="param" value="T05"/></zeebe:properties>'
    "</bpmn:extensionElements>"
)
DUE = (
    "<bpmn:timerEventDefinition>" + expression("timeDate", "=due_at") + "</bpmn:timerEventDefinition>"
)


def several(sequential: bool = False) -> str:
    """Multi-instance over three people."""
    order = str(sequential).lower()
    return (
        f'<bpmn:multiInstanceLoopCharacteristics isSequential="{order}"><bpmn:extensionElements><zeebe:loopCharacteristics'
        ' inputCollection="=[1, 2, 3]" inputElement="who"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>'
    )


def drawn(*parts: str, beside: tuple[str, ...] = ()) -> bytes:
    """The process `main`, and a process `other` of these parts."""
    other = (scope("process", "other", *beside),) if beside else ()
    return bpmn(ROOTS, scope("process", "main", *parts), *other)


#: Where a case may stand. Every user task is answered by hand.
SHAPES: Mapping[str, bytes] = {
    "line": drawn("s > u1 > u2 > u3 > e"),
    "fork": drawn("s > u0 > p1", "p1 > u1 > u2 > p2", "p1 > u3 > p2", "p2 > u4 > e"),
    "choice": drawn("s > u0 > i1", "i1 > u1 > i2 : true", "i1 > u2 > i2 : true", "i2 > u3 > e"),
    "joint": drawn(element("userTask", "u1", several()), "s > u0 > u1 > u2 > e"),
    "in turn": drawn(element("userTask", "u1", several(sequential=True)), "s > u0 > u1 > u2 > e"),
    "joint scopes": drawn(scope("subProcess", "S", several(), "s1 > u1 > u2 > e1"), "s > u0 > S > u3 > e"),
    "scope": drawn(
        scope("subProcess", "S", on_event("E", by("message", "hello"), "s_E > u8 > e_E", interrupting=False), "s1 > u1 > u2 > e1"),
        boundary("b", "S", timer(duration="P9D"), False), "s > u0 > S > u3 > e", "b > u9 > e9",
    ),
    "call": drawn(element("callActivity", "call", calledElement="other"), "s > u0 > call > u3 > e", beside=("s2 > u1 > u2 > e2",)),
    "joint calls": drawn(element("callActivity", "call", several(), calledElement="other"), "s > u0 > call > u3 > e",
                         beside=("s2 > u1 > u2 > e2",)),
    "deadlines": drawn(
        element("userTask", "u1", DAYS_5), boundary("b", "u1", DUE, False), element("userTask", "u2", DAYS_5, several()),
        scope("subProcess", "S", element("userTask", "u3", DAYS_5), caught("k", timer(duration="P2D")), "s1 > p2", "p2 > u3 > e1",
              "p2 > k > e2"),
        "s > p1", "p1 > u1 > e3", "p1 > u2 > e4", "p1 > S > e5", "b > u9 > e9",
    ),
}


@dataclass(frozen=True)
class Act:
    """A fact of a person upon a case, and what it must end and begin, or the code of its refusal."""

    shape: str
    #: Tasks that are completed before, one instance each.
    done: str
    type: str
    #: Element whose newest open instance it is about; None: the case.
    on: str | None = None
    body: Mapping[str, Any] = field(default_factory=dict)
    ended: str = ""
    begun: str = ""
    refused: str | None = None
    #: A fact before it.
    first: str | None = None


def back(shape: str, done: str, on: str, target: str, **expected: Any) -> Act:
    """An open task is returned to a step before."""
    return Act(shape, done, "user_task_returned", on, {"target": target, "reason": "r"}, **expected)


ACTS = [
    back("line", "u1 u2", "u3", "u1", ended="u3", begun="u1"),
    back("line", "u1", "u2", "u3", refused="rework.not_earlier"),
    back("line", "u1", "u2", "u2", ended="u2", begun="u2"),
    back("fork", "u0 u1", "u2", "u0", ended="u3 u2", begun="u0"),
    back("fork", "u0 u1", "u2", "u1", ended="u2", begun="u1"),
    back("fork", "u0 u1", "u2", "u3", refused="rework.not_earlier"),
    back("fork", "u0 u1 u2 u3", "u4", "u0", ended="u4", begun="u0"),
    back("fork", "u0 u1 u2 u3", "u4", "u2", ended="u4", begun="u2"),
    back("choice", "u0 u1", "u2", "u0", ended="u2", begun="u0"),
    back("choice", "u0 u1 u2", "u3", "u1", ended="u3", begun="u1"),
    back("joint", "u0 u1", "u1", "u0", ended="u1 u1", begun="u0"),
    back("joint", "u0 u1 u1 u1", "u2", "u1", ended="u2", begun="u1 u1 u1"),
    back("in turn", "u0 u1", "u1", "u0", ended="u1", begun="u0"),
    back("joint scopes", "u0 u1", "u2", "u1", ended="u2", begun="u1"),
    back("joint scopes", "u0 u1", "u2", "u0", ended="u2 S u1 S u1 S", begun="u0"),
    back("joint scopes", "u0 u1 u1 u1 u2 u2 u2", "u3", "S", ended="u3", begun="S S S s1 s1 s1 u1 u1 u1"),
    back("scope", "u0 u1", "u2", "u1", ended="u2", begun="u1"),
    back("scope", "u0 u1", "u2", "u0", ended="u2 S", begun="u0"),
    back("scope", "u0 u1 u2", "u3", "S", ended="u3", begun="S s1 u1"),
    back("scope", "u0 u1 u2", "u3", "u1", refused="rework.unknown"),
    back("call", "u0 u1", "u2", "u0", ended="u2 other call", begun="u0"),
    back("call", "u0 u1", "u2", "u1", ended="u2", begun="u1"),
    back("call", "u0 u1 u2", "u3", "call", ended="u3", begun="call other s2 u1"),
    back("joint calls", "u0", "u1", "u0", ended="u1 other call u1 other call u1 other call", begun="u0"),
    back("line", "u1", "u2", "u1", first="instance_suspended", refused="process_instance.suspended"),
    Act("joint", "u0 u1", "signer_added", "u1", {"item": 4}, begun="u1"),
    Act("in turn", "u0 u1", "signer_added", "u1", {"item": 4}),
    Act("joint scopes", "u0 u1", "signer_added", "S", {"item": 4}, begun="S s1 u1"),
    Act("joint calls", "u0", "signer_added", "call", {"item": 4}, begun="call other s2 u1"),
    Act("line", "u1", "signer_added", "u2", {"item": 4}, refused="signer.no_loop"),
    Act("joint", "u0", "signer_added", "u1", refused="signer.item"),
    Act("joint", "u0", "signer_removed", "u1", ended="u1"),
    Act("joint", "u0 u1 u1", "signer_removed", "u1", ended="u1", begun="u2"),
    Act("in turn", "u0 u1", "signer_removed", "u1", ended="u1", begun="u1"),
    Act("in turn", "u0 u1 u1", "signer_removed", "u1", ended="u1", begun="u2"),
    Act("joint scopes", "u0 u1", "signer_removed", "S", {"loop_counter": 2}, ended="u1 S"),
    Act("joint calls", "u0", "signer_removed", "call", {"loop_counter": 1}, ended="u1 other call"),
    Act("joint", "u0", "signer_removed", "u1", {"loop_counter": 7}, refused="signer.done"),
    Act("deadlines", "", "clock_paused"),
    Act("deadlines", "", "clock_resumed", first="clock_paused"),
    Act("deadlines", "", "clock_resumed", refused="clock.not_paused"),
    Act("deadlines", "", "signer_added", "u2", {"item": 4}, begun="u2", first="clock_paused"),
    Act("deadlines", "", "instance_suspended"),
    Act("deadlines", "", "instance_resumed", first="instance_suspended"),
    Act("deadlines", "", "clock_paused", first="instance_suspended", refused="process_instance.suspended"),
    *(Act(shape, "", "instance_suspended", first="instance_suspended", refused="process_instance.suspended") for shape in SHAPES),
    Act("fork", "u0 u1", "instance_terminated", ended="u3 u2 main"),
    Act("joint scopes", "u0", "instance_terminated", ended="u1 S u1 S u1 S main"),
    Act("joint calls", "u0", "instance_terminated", ended="u1 other call u1 other call u1 other call main"),
    Act("line", "", "instance_terminated", ended="u1 main", first="instance_suspended"),
]


def name(act: Act) -> str:
    """The test's id."""
    where = f"{act.shape} {act.done} {act.on or ''} {act.body.get('target', '')}".strip()
    return f"{act.type}: {where}{f' after {act.first}' if act.first else ''}"


def open_tasks(tx: Tx, case: str) -> list[dict[str, Any]]:
    """The open tasks of a case, oldest first."""
    rows = process_instance.timeline(tx, case)
    return [row for row in rows if (row["kind"], row["state"]) == ("userTask", "active")]


def complete(tx: Tx, case: str, element_id: str) -> None:
    """Complete the oldest open task of an element."""
    row = next(row for row in open_tasks(tx, case) if row["element_id"] == element_id)
    user_task.complete(tx, row["key"], variables={}, actor=ANYBODY, at=MONDAY)


def key_of(tx: Tx, case: str, element_id: str | None) -> str:
    """The newest open instance of an element that is no mere instance of a loop's body, or the case."""
    rows = [row for row in process_instance.timeline(tx, case) if row["element_id"] == element_id and row["state"] == "active"]
    bodies = [row for row in rows if row["kind"] == "multiInstanceBody" and element_id in ("S", "call")]
    return str((bodies or rows)[-1]["key"]) if element_id is not None else case


def shown(events: list[Event]) -> tuple[str, str]:
    """Element ids of what ended and what began."""
    ended, begun = effects(events)
    return " ".join(one.element_id for one in ended), " ".join(one.element_id for one in begun)


@pytest.fixture(scope="module")
def house() -> House:
    """One house for all: each test's cases are its own and are rolled back."""
    built = setting.house("sqlite:///:memory:")
    with built.transaction() as tx:
        for content in SHAPES.values():
            deploy(tx, content)
    return built


@pytest.mark.parametrize("act", ACTS, ids=name)
def test_what_is_foreseen_is_what_happens(act: Act, house: House) -> None:
    with house.transaction() as tx:
        deploy(tx, SHAPES[act.shape])
        case = process_instance.start(tx, "main", variables={}, actor=ANN, at=MONDAY)
        for element_id in act.done.split():
            complete(tx, case, element_id)
        if act.first is not None:
            process_instance.advance(tx, case, fact(act.first, MONDAY, "ann", {"reason": "r"}, case))
        happening = fact(act.type, MONDAY + timedelta(days=1), "ann", act.body, key_of(tx, case, act.on))
        if act.refused is not None:
            with pytest.raises(EngineError) as refusal:
                process_instance.foresee(tx, case, happening)
            assert refusal.value.code == act.refused
            return
        before = process_instance.history(tx, case)
        foreseen = process_instance.foresee(tx, case, happening)
        assert process_instance.history(tx, case) == before
        recorded = process_instance.advance(tx, case, happening)
        assert [one.event for one in recorded[1:]] == foreseen
        assert shown(foreseen) == (act.ended, act.begun)
        finish(tx, case)
        assert audit.replay(tx, case) == []


def finish(tx: Tx, case: str) -> None:
    """Complete what is open, let timers run out, until the case is over: nothing was lost and nothing is left."""
    if process_instance.get(tx, case)["state"] == "suspended":
        process_instance.advance(tx, case, fact("instance_resumed", MONDAY, "ann", {}, case))
    for _ in range(60):
        if process_instance.get(tx, case)["state"] in ("completed", "terminated"):
            return
        if tasks := open_tasks(tx, case):
            user_task.complete(tx, tasks[0]["key"], variables={}, actor=ANYBODY, at=MONDAY)
            continue
        timers = [row for row in job.due(tx, MONDAY + timedelta(days=99)) if row["instance_key"] == case]
        job.fire_timer(tx, timers[0]["key"], MONDAY + timedelta(days=99))
    raise AssertionError(f"still {process_instance.get(tx, case)}")
