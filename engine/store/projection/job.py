"""Handler runs and timers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.events import Recorded
from engine.store import schema
from engine.store.projection.place import at, row
from engine.store.rows import Change, Put, Set
from engine.values import stored


def created(recorded: Recorded) -> Iterator[Change]:
    """job_created"""
    body = recorded.event.body
    yield Put(schema.job, row(
        recorded, kind="handler", element_id=recorded.event.element_id, type=body["type"], name=body.get("name"),
        headers=stored(body.get("headers") or {}), clause=body.get("clause"), retries=body["retries"], state="created",
        due_at=at(recorded), created_at=at(recorded), ended_at=None,
    ))


def completed(recorded: Recorded) -> Iterator[Change]:
    """job_completed: the job, and every finding of its check."""
    body = recorded.event.body
    yield Set(schema.job, row(recorded, state="completed", ended_at=at(recorded), verdict=body.get("verdict")))
    for ordinal, found in enumerate(body.get("findings") or (), start=1):
        yield Put(schema.finding, _finding(recorded, ordinal, found))


def _finding(recorded: Recorded, ordinal: int, found: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "instance_key": recorded.stream, "sequence": recorded.sequence, "ordinal": ordinal, "at": at(recorded),
        "element_id": recorded.event.element_id, "element_instance_key": recorded.event.element_instance_key,
        "item": found["item"], "verdict": found["verdict"], "problem": found.get("problem"),
        "suggestion": found.get("suggestion"), "clauses": stored(found.get("clauses") or []),
        "evidence": stored(found.get("evidence") or []), "severity": found.get("severity"),
    }


def failed(recorded: Recorded) -> Iterator[Change]:
    """job_failed"""
    body = recorded.event.body
    yield Set(schema.job, row(
        recorded, state="failed", retries=body["retries"], due_at=body.get("retry_at") or at(recorded),
        message=body["message"],
    ))


def error_thrown(recorded: Recorded) -> Iterator[Change]:
    """job_error_thrown"""
    yield Set(schema.job, row(
        recorded, state="error_thrown", ended_at=at(recorded), message=recorded.event.body.get("message"),
    ))


def cancelled(recorded: Recorded) -> Iterator[Change]:
    """job_cancelled, timer_cancelled"""
    yield Set(schema.job, row(recorded, state="cancelled", ended_at=at(recorded)))


def timer_scheduled(recorded: Recorded) -> Iterator[Change]:
    """timer_scheduled: also the next turn of a repeating timer."""
    body = recorded.event.body
    yield Put(schema.job, row(
        recorded, kind="timer", element_id=recorded.event.element_id, type=body.get("kind"), state="created",
        due_at=body["due_at"], provisional=bool(body.get("provisional")), interrupting=body.get("interrupting"),
        repetition=stored(body.get("repetition")), retries=1, created_at=at(recorded), ended_at=None,
    ))


def timer_triggered(recorded: Recorded) -> Iterator[Change]:
    """timer_triggered"""
    yield Set(schema.job, row(recorded, state="completed", ended_at=at(recorded)))


def due_date_changed(recorded: Recorded) -> Iterator[Change]:
    """due_date_changed: the deadline of a user task, or of the timer that watches one."""
    due_at, provisional = recorded.event.body["due_at"], bool(recorded.event.body.get("provisional"))
    yield Set(schema.job, row(recorded, due_at=due_at, provisional=provisional))
    yield Set(schema.user_task, row(recorded, due_at=due_at, due_provisional=provisional))
