"""What a play waits for, kept up to date from the events as they are recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from engine.events import Recorded
from engine.scenario.answers import Answer, Answers, take
from engine.values import from_utc

#: At equal times timers go first, then what comes from outside, then checks, then people.
Kind = Literal["timer", "start", "post", "job", "task"]
ORDER: Mapping[Kind, int] = {"timer": 0, "start": 0, "post": 1, "job": 2, "task": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """One thing that will happen; at `due`, or never (None: it waits for an answer that nobody gives)."""

    kind: Kind
    key: str
    due: datetime | None
    #: Order of creation.
    number: int
    element_id: str = ""
    answer: Answer | None = None
    #: Jobs: their type, and the attempts that are left.
    type: str = ""
    retries: int = 0

    @property
    def place(self) -> tuple[int, int]:
        """Who goes first among those that are due at the same time."""
        return ORDER[self.kind], self.number


class Agenda:
    """Everything that is pending, by key. `serves` says of a job type without an answer whether it is run all the same."""

    def __init__(self, answers: Answers, serves: Callable[[str], bool]) -> None:
        self._answers = answers
        self._serves = serves
        self._pending: dict[str, Pending] = {}
        self._created: Counter[tuple[str, str]] = Counter()
        self._number = 0

    def __iter__(self) -> Iterator[Pending]:
        return iter(self._pending.values())

    def put(self, kind: Kind, key: str, due: datetime) -> None:
        """Add something that is no element's: a message from outside, a start by the clock."""
        self._add(Pending(kind=kind, key=key, due=due, number=self._next()))

    def drop(self, key: str) -> None:
        """It has happened, or never will."""
        self._pending.pop(key, None)

    def give_up(self, key: str) -> None:
        """It stays open, but nothing more is tried."""
        if key in self._pending:
            self._add(replace(self._pending[key], due=None))

    def next(self, now: datetime) -> tuple[datetime, Pending] | None:
        """The first thing to happen and when: not before `now`. None: nothing ever will."""
        due = [(max(now, one.due), one.place, one) for one in self if one.due is not None]
        if not due:
            return None
        at, _place, first = min(due, key=lambda entry: entry[:2])
        return at, first

    def note(self, recorded: Recorded) -> None:
        """Take in one event."""
        key = recorded.event.element_instance_key
        handle = _NOTES.get(recorded.event.type)
        if handle is not None and key is not None:
            handle(self, key, recorded)

    # --- what each event means ---------------------------------------------------------------------------------------

    def _task(self, key: str, recorded: Recorded) -> None:
        answer = self._answer("user_tasks", recorded.event.element_id)
        due = None if answer is None else _due(answer, recorded.event.at)
        self._open("task", key, recorded, due, answer)

    def _job(self, key: str, recorded: Recorded) -> None:
        answer = self._answer("jobs", recorded.event.element_id)
        served = answer is not None or self._serves(recorded.event.body["type"])
        due = _due(answer or Answer(), recorded.event.at) if served else None
        self._open("job", key, recorded, due, answer)

    def _timer(self, key: str, recorded: Recorded) -> None:
        self._open("timer", key, recorded, from_utc(recorded.event.body["due_at"]))

    def _failed(self, key: str, recorded: Recorded) -> None:
        body, job = recorded.event.body, self._pending.get(key)
        if job is None or body["retries"] <= 0:
            self.drop(key)
        else:
            due = from_utc(body["retry_at"]) if body.get("retry_at") else recorded.event.at
            self._add(replace(job, retries=body["retries"], due=due))

    def _moved(self, key: str, recorded: Recorded) -> None:
        timer = self._pending.get(key)
        if timer is not None and timer.kind == "timer":
            due_at = recorded.event.body["due_at"]
            self._add(replace(timer, due=None if due_at is None else from_utc(due_at)))

    def _over(self, key: str, recorded: Recorded) -> None:
        self.drop(key)

    def _answer(self, section: Literal["user_tasks", "jobs"], element_id: str | None) -> Answer | None:
        """The answer for one more instance of an element."""
        place = (section, element_id or "")
        self._created[place] += 1
        return take(getattr(self._answers, section), element_id or "", self._created[place] - 1)

    def _open(
        self, kind: Kind, key: str, recorded: Recorded, due: datetime | None, answer: Answer | None = None
    ) -> None:
        event = recorded.event
        self._add(Pending(
            kind=kind, key=key, due=due, number=self._next(), element_id=event.element_id or "", answer=answer,
            type=event.body.get("type") or "", retries=event.body.get("retries") or 0,
        ))

    def _add(self, pending: Pending) -> None:
        self._pending[pending.key] = pending

    def _next(self) -> int:
        self._number += 1
        return self._number


def _due(answer: Answer, created: datetime) -> datetime | None:
    return answer.after.after(created) if answer.after else created


_NOTES: Mapping[str, Callable[[Agenda, str, Recorded], None]] = {
    "user_task_created": Agenda._task,
    "user_task_completed": Agenda._over,
    "user_task_cancelled": Agenda._over,
    "job_created": Agenda._job,
    "job_completed": Agenda._over,
    "job_error_thrown": Agenda._over,
    "job_cancelled": Agenda._over,
    "job_failed": Agenda._failed,
    "timer_scheduled": Agenda._timer,
    "timer_triggered": Agenda._over,
    "timer_cancelled": Agenda._over,
    "due_date_changed": Agenda._moved,
}
