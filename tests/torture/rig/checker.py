"""The six invariants: the record that people kept against the database that the processes left behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from sqlalchemy import select

from engine import audit, keys, process_instance, user_task
from engine.events import Recorded
from engine.house import House, Tx
from engine.store.schema import element_instance, job, message_subscription
from engine.values import to_utc
from tests.torture.rig.record import Asked, Record


def broken(house: House, record: Record, cases: Iterable[str]) -> list[str]:
    """What does not hold, as sentences; nothing when everything does."""
    found: list[str] = []
    completions: dict[str, list[Recorded]] = {}
    with house.reading() as tx:
        for case in cases:
            history = process_instance.history(tx, case)
            found += [str(one) for one in (*audit.verify(tx, case), *audit.replay(tx, case))]
            found += [*_jobs(tx, case, history), *_unfinished(tx, case)]
            completions[case] = [one for one in history if one.event.type == "user_task_completed"]
    mine = [one for one in record.requests() if keys.instance_of(one.task) in completions]
    found += [*_exactly_once(mine, completions), *_answers(mine)]
    found += [str(one) for case in completions for one in audit.rebuild(house, case)]
    return found


def _exactly_once(requests: list[Asked], completions: dict[str, list[Recorded]]) -> Iterator[str]:
    """Every acknowledged completion once, every completion requested, one winner for each task and version."""
    asked = {one.said: one for one in requests}
    events = [one.event for history in completions.values() for one in history]
    stored = Counter(str(event.body["variables"].get("said")) for event in events)
    for one in requests:
        if one.acknowledged and stored[one.said] != 1:
            yield f"acknowledged, but {stored[one.said]} times in the database: {one}"
    for event in events:
        said = str(event.body["variables"].get("said"))
        request = asked.get(said)
        if request is None or (request.task, request.who) != (event.element_instance_key, event.actor):
            yield f"completed without having been requested: {event}"
    for task, times in Counter(event.element_instance_key for event in events).items():
        if times != 1:
            yield f"task {task} was completed {times} times"
    for (task, version), times in Counter((one.task, one.version) for one in requests if one.acknowledged).items():
        if times != 1:
            yield f"task {task} in version {version} has {times} winners"


def _answers(requests: list[Asked]) -> Iterator[str]:
    """One request, one answer; who lost was told so, and nobody was answered with an error of ours."""
    for one in requests:
        final = {answer for answer in one.answers if answer[0] not in (0, 502, 503)}
        if len(final) > 1:
            yield f"different answers to one request: {one}"
        if any(status not in (302, 409) for status, _ in final):
            yield f"neither done nor a clear conflict: {one}"


def _jobs(tx: Tx, case: str, history: list[Recorded]) -> Iterator[str]:
    """A job row if and only if its event; each timer once and not early."""
    told = [one.event for one in history]
    made = {event.element_instance_key for event in told if event.type in ("job_created", "timer_scheduled")}
    rows = set(tx.connection.execute(select(job.c.key).where(job.c.instance_key == case)).scalars())
    if made != rows:
        yield f"jobs of {case} without event or row: {made ^ rows}"
    fired = [event for event in told if event.type == "timer_triggered"]
    for event in fired:
        if to_utc(event.at) < event.body["due_at"]:
            yield f"early: {event}"
    ends = ("timer_triggered", "job_completed", "job_error_thrown")
    for key, times in Counter(event.element_instance_key for event in told if event.type in ends).items():
        if times != 1:
            yield f"job {key} of {case} happened {times} times"


def _unfinished(tx: Tx, case: str) -> Iterator[str]:
    """Nothing is open in a case that is over."""
    if process_instance.get(tx, case)["state"] == "active":
        return
    if open_tasks := user_task.search(tx, instance_key=case, state="created"):
        yield f"{case} is over with open tasks {open_tasks}"
    for table, states in ((element_instance, ("active",)), (job, ("created", "failed")), (message_subscription, ("open",))):
        if left := tx.connection.execute(
            select(table.c.key).where(table.c.instance_key == case, table.c.state.in_(states))
        ).scalars().all():
            yield f"{case} is over with {table.name} {left}"
