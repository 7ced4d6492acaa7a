"""Messages: kept until somebody waits for them, and each process gets one once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from engine import audit, job_executor, message, process_instance, user_task
from engine.house import House
from tests.engine.setting import ANN, END, MONDAY, START, bpmn, deploy, flow
from tests.engine.setting import message as declare
from tests.engine.setting import user_task as task


def waits(process_id: str, name: str = "paid") -> bytes:
    """start - wait for a message - end"""
    return bpmn(
        process_id, START, END, flow("start", "wait"), flow("wait", "end"),
        f'<bpmn:intermediateCatchEvent id="wait"><bpmn:messageEventDefinition messageRef="message_{name}"/>'
        "</bpmn:intermediateCatchEvent>", before=declare(name),
    )


#: start - throw `paid` with the payload {amount} - end
THROWS = bpmn(
    "throws", START, END, flow("start", "throw"), flow("throw", "end"),
    '<bpmn:intermediateThrowEvent id="throw"><bpmn:extensionElements><zeebe:ioMapping>'
    '<zeebe:input source="=400" target="amount"/></zeebe:ioMapping></bpmn:extensionElements>'
    '<bpmn:messageEventDefinition messageRef="message_paid"/></bpmn:intermediateThrowEvent>', before=declare("paid"),
)
#: started by `paid` - look (a user task) - end
STARTED = bpmn(
    "started", END, task("look"), flow("begin", "look"), flow("look", "end"),
    '<bpmn:startEvent id="begin"><bpmn:messageEventDefinition messageRef="message_paid"/></bpmn:startEvent>',
    before=declare("paid"),
)
#: start - work, and beside it a task `heard` each time the message comes
HEARS = bpmn(
    "hears", START, task("work"), END, flow("start", "work"), flow("work", "end"),
    '<bpmn:boundaryEvent id="again" attachedToRef="work" cancelActivity="false">'
    '<bpmn:messageEventDefinition messageRef="message_paid"/></bpmn:boundaryEvent>',
    task("heard"), flow("again", "heard"), '<bpmn:endEvent id="enough"/>', flow("heard", "enough"),
    before=declare("paid"),
)


@pytest.fixture
def house(build: Callable[..., House]) -> House:
    """A house that plays the processes above."""
    house = build()
    with house.transaction() as tx:
        for content in (waits("one"), waits("two"), THROWS, HEARS):
            deploy(tx, content)
    return house


def begin(house: House, process_id: str, no: str = "HA-1") -> str:
    """A new case."""
    return house.perform(lambda tx: process_instance.start(tx, process_id, variables={"no": no}, actor=ANN, at=MONDAY))


def publish(house: House, key: str = "HA-1", name: str = "paid") -> str:
    """A message from outside."""
    return house.perform(lambda tx: message.publish(tx, name, key, variables={"amount": 9}, actor=ANN, at=MONDAY))


def state(house: House, key: str) -> str:
    """The state of a case."""
    with house.reading() as tx:
        return str(process_instance.get(tx, key)["state"])


def test_should_reach_only_who_waits_for_that_key(house: House) -> None:
    mine, other = begin(house, "one", "HA-1"), begin(house, "one", "HA-2")
    publish(house)
    assert message.deliver_due(house, MONDAY) == [mine]
    assert (state(house, mine), state(house, other)) == ("completed", "active")
    with house.reading() as tx:
        assert process_instance.variables(tx, mine)["amount"] == 9


def test_should_reach_each_process_once(house: House) -> None:
    first, second, other = begin(house, "one"), begin(house, "one"), begin(house, "two")
    publish(house)
    assert message.deliver_due(house, MONDAY) == [first, other]
    assert message.deliver_due(house, MONDAY) == []
    assert state(house, second) == "active"
    publish(house)
    assert message.deliver_due(house, MONDAY) == [second]


def test_should_keep_a_message_until_somebody_waits(house: House) -> None:
    publish(house)
    assert message.deliver_due(house, MONDAY) == []
    late = begin(house, "one")
    assert message.deliver_due(house, MONDAY + timedelta(days=29)) == [late]


def test_should_forget_a_message_whose_time_is_over(house: House) -> None:
    publish(house)
    late = begin(house, "one")
    after = MONDAY + house.message_ttl
    assert message.deliver_due(house, after) == []
    message.expire(house, after)
    assert message.deliver_due(house, MONDAY) == []
    assert state(house, late) == "active"


def test_should_carry_a_message_from_case_to_case(house: House) -> None:
    waiting = begin(house, "one")
    thrower = begin(house, "throws")
    assert job_executor.run_instance(house, thrower, MONDAY) == 1
    assert state(house, waiting) == "completed"
    with house.reading() as tx:
        assert process_instance.variables(tx, waiting)["amount"] == 400
        for key in (waiting, thrower):
            assert audit.replay(tx, key) == []


def test_should_start_a_case_by_a_message_once(house: House) -> None:
    with house.transaction() as tx:
        deploy(tx, STARTED, messages=(("begin", "paid"),))
    publish(house)
    [started] = message.deliver_due(house, MONDAY)
    assert message.deliver_due(house, MONDAY) == []
    with house.reading() as tx:
        case = process_instance.get(tx, started)
        assert (case["business_key"], case["message"]) == ("HA-1", "paid")
        assert process_instance.variables(tx, started) == {"amount": 9}
        assert [row["element_id"] for row in user_task.inbox(tx, ANN)] == ["look"]


def test_should_not_start_a_process_that_was_deployed_after_the_message(house: House) -> None:
    publish(house)
    message.deliver_due(house, MONDAY)
    with house.transaction() as tx:
        deploy(tx, STARTED, messages=(("begin", "paid"),))
    assert message.deliver_due(house, MONDAY) == []


def test_should_hear_every_message_at_a_boundary_that_does_not_interrupt(house: House) -> None:
    hearing = begin(house, "hears")
    for _ in range(2):
        publish(house)
        assert message.deliver_due(house, MONDAY) == [hearing]
    with house.reading() as tx:
        assert [row["element_id"] for row in user_task.inbox(tx, ANN)] == ["work", "heard", "heard"]


def test_should_not_reach_a_case_that_is_over(house: House) -> None:
    gone = begin(house, "one")
    house.perform(lambda tx: process_instance.terminate(tx, gone, "withdrawn", ANN, MONDAY))
    publish(house)
    assert message.deliver_due(house, MONDAY) == []
