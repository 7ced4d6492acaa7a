"""Work that can never succeed: it waits for people, and nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from engine import audit, incident, job_executor, message, process_instance
from engine.handler import Job, Result
from engine.house import SYSTEM, House
from tests.engine.setting import ANN, CHECK, END, HOUR, MONDAY, START, bpmn, check, deploy, flow
from tests.engine.setting import message as declared
from tests.torture.counts import counted, done

HEAR = bpmn(
    "hear", START, '<bpmn:intermediateCatchEvent id="catch"><bpmn:messageEventDefinition messageRef="message_news"/>'
    "</bpmn:intermediateCatchEvent>", END, flow("start", "catch"), flow("catch", "end"), before=declared("news"),
)
#: Longer than all pauses between attempts.
LONG = timedelta(hours=9)


def begin(house: House, process_id: str, **variables: object) -> str:
    """A new case."""
    return house.perform(lambda tx: process_instance.start(tx, process_id, variables=variables, actor=ANN, at=MONDAY))


def states(house: House, cases: Sequence[str]) -> set[str]:
    """The states of cases."""
    with house.reading() as tx:
        return {str(process_instance.get(tx, case)["state"]) for case in cases}


@counted("poison jobs")
def test_poison_jobs_pause_then_ask_for_help_and_hold_up_nobody(build: Callable[..., House], count: int) -> None:
    healed: list[bool] = []

    def run(job: Job) -> Result:
        if job.variables.get("poison") and not healed:
            raise RuntimeError("poison")
        return Result()

    house = build(handlers=check("office.check", run))
    with house.transaction() as tx:
        deploy(tx, CHECK)
    bad = [begin(house, "check", poison=True) for _ in range(count)]
    good = [begin(house, "check") for _ in range(3)]
    now = MONDAY
    while job_executor.run_due(house, now):
        pass
    assert (states(house, good), states(house, bad)) == ({"completed"}, {"active"})
    for _ in range(3):
        now += LONG
        while job_executor.run_due(house, now):
            pass
    with house.reading() as tx:
        waiting = incident.list_open(tx, limit=count + 1)
    assert sorted(found["instance_key"] for found in waiting) == sorted(bad)
    healed.append(True)
    for found in waiting:
        house.perform(lambda tx, key=found["key"]: incident.resolve(tx, key, actor=SYSTEM, at=now, reason="mended"))
    while job_executor.run_due(house, now):
        pass
    assert states(house, bad) == {"completed"}
    sound(house, [*bad, *good])
    done("poison jobs", count)


@counted("poison messages")
def test_poison_messages_hold_up_nobody(build: Callable[..., House], count: int) -> None:
    def reads(_registers: object, _names: Sequence[str], business_key: str | None) -> Mapping[str, Any]:
        if business_key == "poison":
            raise RuntimeError("a defect in the register")
        return {}

    house = build(reads=reads)
    with house.transaction() as tx:
        deploy(tx, HEAR)
        broken = deploy(tx, HEAR.replace(b'"hear"', b'"deaf"'), reads=("project",), messages=(("start", "bad"),))
        deploy(tx, bpmn("fresh", START, END, flow("start", "end")), messages=(("start", "fine"),))
    assert broken.reads
    for number in range(count):
        house.perform(lambda tx, number=number: message.publish(
            tx, "bad", "poison", variables={"number": number}, actor=SYSTEM, at=MONDAY,
        ))
    good = begin(house, "hear", no="x")
    for name in ("news", "fine"):
        house.perform(lambda tx, name=name: message.publish(tx, name, "x", variables={}, actor=SYSTEM, at=MONDAY + HOUR))
    for _ in range(3):
        job_executor.run_due(house, MONDAY + HOUR, limit=min(count, 100))
    with house.reading() as tx:
        started = [row["instance_key"] for row in process_instance.search(tx, process_id="fresh")]
    assert len(started) == 1
    assert states(house, [good, *started]) == {"completed"}
    sound(house, [good, *started])
    done("poison messages", count)


def sound(house: House, cases: Sequence[str]) -> None:
    """The chains verify, and replay and rebuild give what is there."""
    with house.reading() as tx:
        for case in cases:
            assert audit.verify(tx, case) == [] == audit.replay(tx, case)
    assert [one for case in cases for one in audit.rebuild(house, case)] == []
