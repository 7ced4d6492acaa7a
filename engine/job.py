"""Jobs: handler runs and timers, as the executor and the player drive them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from engine import keys, process_instance
from engine.errors import Conflict, Invalid, NotFound
from engine.events import Event
from engine.handler import Document, Finding, Job, Number, Result
from engine.house import Tx
from engine.lifecycle import expect
from engine.store import counters, history
from engine.store.queries import work as queries
from engine.values import ZONE, from_utc, to_utc

# --- what is to be done -----------------------------------------------------------------------------------------------


def get(tx: Tx, key: str) -> dict[str, Any]:
    """One job: key, instance_key, kind (handler|timer), element_id, type, name, headers, retries, state, due_at, …

    `state`: created | failed (waits for its next attempt) | completed | error_thrown | cancelled. Raises NotFound.
    """
    found = queries.get(tx, keys.instance_of(key), key)
    if found is None:
        raise NotFound("job.unknown", key=key)
    return found


def due(tx: Tx, now: datetime, limit: int = 100, *, instance_key: str | None = None) -> list[dict[str, Any]]:
    """Jobs to run now that nobody has locked, earliest first."""
    return queries.due(tx, to_utc(now), limit, instance_key)


def waiting(tx: Tx, instance_key: str | None = None) -> list[dict[str, Any]]:
    """Every job and timer that is still to run, earliest first."""
    return queries.waiting(tx, instance_key)


def next_due(tx: Tx) -> datetime | None:
    """When the next job is due, or None."""
    at = queries.next_due(tx)
    return None if at is None else from_utc(at)


def lock(tx: Tx, key: str, owner: str, now: datetime, lease: timedelta) -> bool:
    """Take a job for `lease`; False when somebody else has it."""
    return queries.lock(tx, key, owner, to_utc(now), to_utc(now + lease))


def unlock(tx: Tx, key: str, owner: str) -> None:
    """Give a job back."""
    queries.unlock(tx, key, owner)


def build(tx: Tx, key: str, at: datetime) -> Job:
    """What the handler is given; its `registers` live as long as `tx`. Raises NotFound, Conflict when it has run already."""
    row = _waiting(tx, key, "completed")
    case = process_instance.get(tx, row["instance_key"])
    created = history.first(tx, row["instance_key"])
    parameters = created.event.body.get("parameters") or {}
    return Job(
        id=key, type=row["type"], business_key=case["business_key"], at=at,
        variables=process_instance.visible(tx, key), headers=row["headers"] or {},
        registers=tx.house.registers(tx.connection),
        parameters={name: entry["value"] for name, entry in parameters.items()},
    )


# --- what became of it ------------------------------------------------------------------------------------------------


def fire_timer(tx: Tx, key: str, now: datetime) -> None:
    """Let a due timer fire. Raises NotFound, Conflict when it is not waiting or not due."""
    row = _waiting(tx, key, "completed")
    if row["due_at"] > to_utc(now):
        raise Conflict("timer.early", key=key, due_at=row["due_at"])
    body = {"due_at": row["due_at"], **({"repetition": row["repetition"]} if row["repetition"] is not None else {})}
    _advance(tx, row, "timer_triggered", body, at=now, actor="system")


def complete(tx: Tx, key: str, result: Result, *, at: datetime, owner: str | None = None) -> None:
    """Give a job's result to its case: variables, findings, register changes, numbered documents.

    `owner` is who locked the job: when the lock has passed to another, Conflict. Raises NotFound, Conflict, Invalid.
    """
    row = _waiting(tx, key, "completed", owner)
    given: dict[Number, str] = {}
    changes = [_told(tx, {"register": one.register, "key": one.key, "fields": one.fields}, given) for one in result.records]
    documents = [replace(one, data=_told(tx, one.data, given)) for one in result.documents]
    body = {
        "variables": _told(tx, result.variables, given), "findings": [finding(found) for found in result.findings],
        "verdict": result.verdict, "records": _records(tx, changes),
        "documents": [_numbered(tx, document, at) for document in documents],
    }
    _advance(tx, row, "job_completed", body, at=at)


def fail(
    tx: Tx, key: str, message: str, *, at: datetime, retries: int, retry_at: datetime | None = None,
    owner: str | None = None,
) -> None:
    """Note a failed run with the attempts that are left; with none the case gets an incident. `owner` and errors as `complete`."""
    body = {"message": message, "retries": retries, "retry_at": None if retry_at is None else to_utc(retry_at)}
    _advance(tx, _waiting(tx, key, "failed", owner), "job_failed", body, at=at)


def throw_error(tx: Tx, key: str, code: str, message: str, *, at: datetime, owner: str | None = None) -> None:
    """Let the error boundary event with this code decide. `owner` and errors as `complete`."""
    body = {"code": code, "message": message}
    _advance(tx, _waiting(tx, key, "error_thrown", owner), "job_error_thrown", body, at=at)


def finding(found: Finding) -> dict[str, Any]:
    """A finding as it stands in the history."""
    return {
        "item": found.item, "verdict": found.verdict, "problem": found.problem, "suggestion": found.suggestion,
        "clauses": list(found.clauses), "evidence": [dict(one) for one in found.evidence], "severity": found.severity,
    }


def _waiting(tx: Tx, key: str, wanted: str, owner: str | None = None) -> dict[str, Any]:
    """The job, if it may still come to `wanted` by the hand of `owner`. Raises NotFound, Conflict."""
    process_instance.hold(tx, keys.instance_of(key))
    row = get(tx, key)
    if owner is not None and queries.locked_by(tx, key) != owner:
        raise Conflict("job.lock_lost", key=key)
    state = "created" if row["state"] == "failed" and row["retries"] > 0 else row["state"]
    expect("job", key, state, wanted)
    return row


def _told(tx: Tx, value: Any, given: dict[Number, str]) -> Any:
    """A value of a result with its numbers given; `given` keeps them for the rest of the result."""
    if isinstance(value, Number):
        if value not in given:
            given[value] = value.pattern.format(counters.take(tx, f"number:{value.pattern}", value.after))
        return given[value]
    if isinstance(value, Mapping):
        return {name: _told(tx, item, given) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_told(tx, item, given) for item in value]
    return value


def _records(tx: Tx, changes: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Register changes with what stood there before."""
    if not changes:
        return []
    # Whoever else changes a register waits from here on, so that `old` is what the change replaces.
    counters.take(tx, counters.POSITION)
    registers = tx.house.registers(tx.connection)
    records = []
    for change in changes:
        before = registers.get(change["register"], change["key"]) or {}
        records.append({**change, "old": {name: before.get(name) for name in change["fields"]}})
    return records


def _numbered(tx: Tx, document: Document, at: datetime) -> dict[str, Any]:
    """A document with its number, one series for each prefix and year. Raises Invalid for a kind that the house does not issue."""
    kind = tx.house.documents.get(document.kind)
    if kind is None:
        raise Invalid("document.kind_unknown", kind=document.kind)
    year = at.astimezone(ZONE).year
    number = counters.take(tx, f"document:{kind.prefix}:{year}")
    return {
        "kind": document.kind, "number": f"{kind.prefix}〔{year}〕{number}号", "organ": document.organ,
        "title": document.title, "data": dict(document.data),
    }


def _advance(
    tx: Tx, row: Mapping[str, Any], type: str, body: Mapping[str, Any], *, at: datetime, actor: str | None = None
) -> None:
    process_instance.advance(tx, row["instance_key"], Event(
        type=type, at=at, actor=actor or f"job:{row['type']}", body=body, element_id=row["element_id"],
        element_instance_key=row["key"], is_fact=True,
    ))
