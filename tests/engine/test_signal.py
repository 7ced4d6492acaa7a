"""Signals across cases: heard by whoever waits when one is thrown, by nobody later, and by the processes that it starts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine import audit, condition, job_executor, process_instance, signal, user_task
from engine.deployment.record import starts
from engine.diagram import read
from engine.events import Event
from engine.house import House, Tx
from tests.engine.setting import ANN, END, MONDAY, START, bpmn, deploy, flow
from tests.engine.setting import user_task as task

DECLARED = '<bpmn:signal id="stop" name="stop"/>'
WAITS = bpmn(
    "waits", START, END, flow("start", "wait"), flow("wait", "end"),
    '<bpmn:intermediateCatchEvent id="wait"><bpmn:signalEventDefinition signalRef="stop"/></bpmn:intermediateCatchEvent>',
    before=DECLARED,
)
#: start - throw, with the payload {amount}; beside it a task that hears it in the same case - end
THROWS = bpmn(
    "throws", START, '<bpmn:parallelGateway id="fork"/>', flow("start", "fork"), flow("fork", "work"), flow("fork", "go"),
    task("work"), task("go"), flow("go", "throw"),
    '<bpmn:endEvent id="throw"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=400" target="amount"/>'
    '</zeebe:ioMapping></bpmn:extensionElements><bpmn:signalEventDefinition signalRef="stop"/></bpmn:endEvent>',
    '<bpmn:boundaryEvent id="own" attachedToRef="work" cancelActivity="false">'
    '<bpmn:signalEventDefinition signalRef="stop"/></bpmn:boundaryEvent>', task("heard"), flow("own", "heard"),
    before=DECLARED,
)
STARTED = bpmn(
    "started", END, task("look"), flow("begin", "look"), flow("look", "end"),
    '<bpmn:startEvent id="begin"><bpmn:signalEventDefinition signalRef="stop"/></bpmn:startEvent>', before=DECLARED,
)


@pytest.fixture
def house(build: Callable[..., House]) -> House:
    """A house that plays the processes above."""
    house = build()
    with house.transaction() as tx:
        for content in (WAITS, THROWS):
            deploy(tx, content)
    return house


def begin(house: House, process_id: str) -> str:
    """A new case."""
    return house.perform(lambda tx: process_instance.start(tx, process_id, variables={}, actor=ANN, at=MONDAY))


def state(house: House, key: str) -> str:
    """The state of a case."""
    with house.reading() as tx:
        return str(process_instance.get(tx, key)["state"])


def throw(house: House) -> str:
    """A case that has thrown the signal."""
    thrower = begin(house, "throws")
    with house.transaction() as tx:
        [go] = [row["key"] for row in user_task.inbox(tx, ANN) if row["element_id"] == "go"]
        user_task.complete(tx, go, variables={}, actor=ANN, at=MONDAY)
    return thrower


def test_should_reach_every_case_that_waits_and_the_thrower_itself_once(house: House) -> None:
    waiting = [begin(house, "waits") for _ in range(2)]
    thrower = throw(house)
    late = begin(house, "waits")
    assert job_executor.run_instance(house, thrower, MONDAY) == 2
    assert [state(house, key) for key in (*waiting, late)] == ["completed", "completed", "active"]
    with house.reading() as tx:
        assert process_instance.variables(tx, waiting[0]) == {"amount": 400}
        assert [row["element_id"] for row in user_task.inbox(tx, ANN)] == ["work", "heard"]
        for key in (*waiting, thrower):
            assert audit.replay(tx, key) == []
    assert [found for key in (*waiting, thrower) for found in audit.rebuild(house, key)] == []
    assert signal.deliver_due(house, MONDAY) == []


def test_should_not_reach_who_has_stopped_waiting_meanwhile(house: House) -> None:
    gone, other = begin(house, "waits"), begin(house, "waits")
    with house.transaction() as tx:
        signal.broadcast(tx, "stop", variables={"x": 1}, actor=ANN, at=MONDAY)
        process_instance.terminate(tx, gone, "test", ANN, MONDAY)
    assert signal.deliver_due(house, MONDAY) == [other]
    assert signal.deliver_due(house, MONDAY) == []
    with house.reading() as tx:
        assert process_instance.variables(tx, other) == {"x": 1}


def test_should_start_a_case_by_a_signal(house: House) -> None:
    with house.transaction() as tx:
        deploy(tx, STARTED, signals=(("begin", "stop"),))
        signal.broadcast(tx, "stop", variables={"x": 1}, actor=ANN, at=MONDAY)
    [started] = signal.deliver_due(house, MONDAY)
    with house.reading() as tx:
        assert process_instance.variables(tx, started) == {"x": 1}
        assert [row["element_id"] for row in user_task.inbox(tx, ANN)] == ["look"]
        assert audit.replay(tx, started) == []


def test_should_find_the_signals_and_messages_that_begin_a_process() -> None:
    process = read(STARTED, "started.bpmn").processes["started"]
    assert starts(process, "signal") == [{"element_id": "begin", "name": "stop"}]
    assert starts(process, "message") == []


def test_should_begin_by_a_condition_that_holds(house: House) -> None:
    content = bpmn(
        "big", END, flow("begin", "end"),
        '<bpmn:startEvent id="begin"><bpmn:conditionalEventDefinition><bpmn:condition>=amount &gt; 400</bpmn:condition>'
        "</bpmn:conditionalEventDefinition></bpmn:startEvent>",
    )
    with house.transaction() as tx:
        deploy(tx, content)
        assert condition.offer(tx, {"amount": 400}, actor=ANN, at=MONDAY) == []
        [started] = condition.offer(tx, {"amount": 401}, actor=ANN, at=MONDAY)
        assert process_instance.get(tx, started)["state"] == "completed"


def test_should_not_let_defects_hold_up_the_other_receivers(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    keys = [begin(house, "waits") for _ in range(4)]
    house.perform(lambda tx: signal.broadcast(tx, "stop", variables={}, actor=ANN, at=MONDAY))
    advance = process_instance.advance

    def broken(tx: Tx, key: str, *more: Event) -> object:
        if key in keys[:2]:
            raise RuntimeError("a defect")
        return advance(tx, key, *more)

    monkeypatch.setattr(process_instance, "advance", broken)
    # More defects than one look has room for.
    assert signal.deliver_due(house, MONDAY, limit=2) == keys[2:]
    assert "a defect" in caplog.text
    monkeypatch.undo()
    assert signal.deliver_due(house, MONDAY, limit=2) == keys[:2]
