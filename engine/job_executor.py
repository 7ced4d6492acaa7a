"""The executor: runs whatever is due, one short transaction after the other. Any number of them share a database."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import repeat
from typing import Any
from uuid import uuid4

from engine import document, idempotency, job, message, process_instance, signal
from engine.errors import Conflict, NotFound, Unavailable
from engine.handler import BpmnError, Job, Result, Retry
from engine.house import House, Tx

log = logging.getLogger(__name__)

#: Pauses before the second, third, … attempt; the last one repeats.
BACK_OFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
#: Rounds of jobs and messages after one commit, before the rest is left to the ticker.
ROUNDS = 100


def run_due(house: House, now: datetime, *, limit: int = 100) -> int:
    """Run due timers, handler jobs and message deliveries once, all at one time; how many were done. Raises as `work`."""
    return sum(1 for _ in work(house, lambda: now, limit=limit))


def work(house: House, clock: Callable[[], datetime], *, limit: int = 100) -> Iterator[str]:
    """Run due timers, handler jobs and message deliveries once; yields a name for each that is done, so that one may stop.

    The clock is read for each of them: a lease that began with the first would be over before the last one's turn.
    One bad job or message never hinders the others. Raises Unavailable when the database takes no writes.
    """
    with house.reading() as tx:
        jobs = job.due(tx, clock(), limit)
    for row in jobs:
        if run(house, row["key"], clock()):
            yield row["key"]
    yield from message.deliver_due(house, clock(), limit=limit)
    yield from signal.deliver_due(house, clock(), limit=limit)
    yield from repeat("document", document.typeset_due(house, clock()))


def tidy(house: House, now: datetime) -> None:
    """Forget what has had its time: messages that nobody received, answers that nobody will ask for again. Raises Unavailable."""
    message.expire(house, now)
    house.perform(lambda tx: idempotency.forget(tx, now - house.answers_kept))
    process_instance.pack_ended(house, now - house.packed_after)


def run_instance(house: House, key: str, now: datetime) -> int:
    """Right after a commit: run what is due in one instance, and in those that its messages reach, until all is quiet."""
    done, ahead = 0, [key]
    for _ in range(ROUNDS):
        if not ahead:
            break
        here = ahead.pop()
        with house.reading() as tx:
            jobs = job.due(tx, now, instance_key=here)
        worked = sum(run(house, row["key"], now) for row in jobs)
        reached = [*message.deliver_due(house, now, source=here), *signal.deliver_due(house, now, source=here)]
        # What was done may have made new jobs here; what was reached may have work of its own.
        ahead.extend([*([here] if worked else []), *dict.fromkeys(reached)])
        done += worked + len(reached) + (document.typeset_due(house, now, instance_key=here) if not worked else 0)
    return done


def next_due(house: House) -> datetime | None:
    """When the next job or timer is due."""
    with house.reading() as tx:
        return job.next_due(tx)


def run(house: House, key: str, now: datetime) -> bool:
    """Run one job or timer if nobody else does; False when there was nothing to do. Raises Unavailable."""
    owner = uuid4().hex
    try:
        if not house.perform(lambda tx: job.lock(tx, key, owner, now, house.lease)):
            return False
        with house.reading() as tx:
            row = job.get(tx, key)
            if row["kind"] == "timer":
                outcome: Callable[[Tx], None] = _timer(key, now)
            else:
                outcome = _handled(house, row, job.build(tx, key, now), now, owner)
        house.perform(outcome)
    except Unavailable:
        raise
    except (Conflict, NotFound) as error:
        # The case went on without this job, or another executor was faster.
        log.info("job %s is done with: %s", key, error)
        house.perform(lambda tx: job.unlock(tx, key, owner))
        return False
    except Exception as error:  # a defect, in the kernel or a projection: the lock keeps it aside while others run
        log.exception("job %s could not be finished", key)
        _give_up(house, key, error, now, owner)
        return False
    house.perform(lambda tx: job.unlock(tx, key, owner))
    return True


def _timer(key: str, now: datetime) -> Callable[[Tx], None]:
    return lambda tx: job.fire_timer(tx, key, now)


def _handled(
    house: House, row: Mapping[str, Any], task: Job, now: datetime, owner: str
) -> Callable[[Tx], None]:
    """Run the handler, outside any writing transaction; what is to be recorded about it."""
    key, retries = row["key"], row["retries"]
    bound = house.handlers.get(row["type"])
    if bound is None:
        return lambda tx: job.fail(tx, key, f"no handler {row['type']}", at=now, retries=0, owner=owner)
    try:
        result = bound.run(task)
        if not isinstance(result, Result):
            raise TypeError(f"handler {bound.type} returned {type(result).__name__}, not a Result")
    except Retry as retry:
        reason, retry_at = retry.reason, now + retry.after
        return lambda tx: job.fail(tx, key, reason, at=now, retries=retries, retry_at=retry_at, owner=owner)
    except BpmnError as error:
        code, text = error.code, error.message
        return lambda tx: job.throw_error(tx, key, code, text, at=now, owner=owner)
    except Exception as error:  # whatever a handler raises costs one attempt and is told to people
        log.exception("handler %s failed on job %s", row["type"], key)
        return _failed(row, error, now, owner)
    return lambda tx: job.complete(tx, key, result, at=now, owner=owner)


def _failed(row: Mapping[str, Any], error: Exception, now: datetime, owner: str) -> Callable[[Tx], None]:
    left = row["retries"] - 1
    retry_at = now + BACK_OFF[min(max(0, 3 - row["retries"]), len(BACK_OFF) - 1)] if left > 0 else None
    text = f"{type(error).__name__}: {error}"
    return lambda tx: job.fail(tx, row["key"], text, at=now, retries=left, retry_at=retry_at, owner=owner)


def _give_up(house: House, key: str, error: Exception, now: datetime, owner: str) -> None:
    """A result that could not be recorded costs an attempt like any other failure."""
    try:
        with house.reading() as tx:
            row = job.get(tx, key)
        if row["kind"] == "handler":
            house.perform(_failed(row, error, now, owner))
    except Unavailable:
        raise
    except Exception:  # the case itself does not load: the lease keeps it aside, the log tells
        log.exception("job %s could not be failed either", key)
