"""Jobs, timers, their locks, and incidents."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, or_, select, text
from sqlalchemy.dialects import postgresql, sqlite

from engine.store.queries.reading import kept, many, one
from engine.store.schema import incident, job, job_lock, process_instance
from engine.store.transaction import Transaction

# Literals, as the index `job_due` has them: a bound value would hide from the database that the index serves.
_WAITING = and_(text("job.state IN ('created', 'failed')"), job.c.retries > 0)
_FREE = ~select(job_lock.c.key).where(job_lock.c.key == job.c.key, job_lock.c.until > bindparam("now")).exists()
# Nothing runs in a case that is suspended.
_HELD = select(process_instance.c.instance_key).where(process_instance.c.state == "suspended")
_RUNNING = job.c.instance_key.not_in(_HELD)
_ONE = select(job).where(job.c.instance_key == bindparam("instance_key"), job.c.key == bindparam("key"))
_DUE = select(job).where(_WAITING, _RUNNING, job.c.due_at <= bindparam("now"), _FREE)
_FIRST = (job.c.due_at, func.length(job.c.key), job.c.key)


def get(tx: Transaction, instance_key: str, key: str) -> dict[str, Any] | None:
    """One job or timer."""
    return kept(tx, _ONE, instance_key=instance_key, key=key)


def due(tx: Transaction, now: str, limit: int, instance_key: str | None) -> list[dict[str, Any]]:
    """Jobs that are due and that nobody has locked, earliest first."""
    statement = _DUE if instance_key is None else _DUE.where(job.c.instance_key == instance_key)
    return many(tx, statement.order_by(*_FIRST).limit(limit), now=now)


def waiting(tx: Transaction, instance_key: str | None) -> list[dict[str, Any]]:
    """Jobs that are still to run, earliest first."""
    statement = select(job).where(_WAITING)
    return many(tx, (statement if instance_key is None else statement.where(job.c.instance_key == instance_key))
                .order_by(*_FIRST))


def next_due(tx: Transaction) -> str | None:
    """When the next one is due."""
    first: str | None = tx.connection.execute(select(func.min(job.c.due_at)).where(_WAITING, _RUNNING)).scalar_one()
    return first


def lock(tx: Transaction, key: str, owner: str, now: str, until: str) -> bool:
    """Take the lock unless it is held beyond `now`."""
    insert = sqlite.insert if tx.connection.dialect.name == "sqlite" else postgresql.insert
    statement = insert(job_lock).values(key=key, owner=owner, until=until)
    taken = statement.on_conflict_do_update(
        index_elements=[job_lock.c.key], set_={"owner": owner, "until": until}, where=job_lock.c.until <= now
    )
    return tx.connection.execute(taken.returning(job_lock.c.owner)).scalar_one_or_none() == owner


def locked_by(tx: Transaction, key: str) -> str | None:
    """Who holds or last held the lock."""
    return tx.connection.execute(select(job_lock.c.owner).where(job_lock.c.key == key)).scalar_one_or_none()


def unlock(tx: Transaction, key: str, owner: str) -> None:
    """Give the lock back, if it is still ours."""
    tx.connection.execute(delete(job_lock).where(job_lock.c.key == key, job_lock.c.owner == owner))


def incidents(tx: Transaction, wanted: dict[str, Any], limit: int, offset: int) -> list[dict[str, Any]]:
    """Incidents whose columns equal `wanted`, oldest first; open ones only of cases that are not over."""
    case = process_instance
    columns = {**incident.c, "process_id": case.c.process_id}
    matching = _incidents().where(*(columns[name] == value for name, value in wanted.items()))
    living = matching.where(or_(incident.c.state != "open", case.c.state.in_(("active", "suspended"))))
    order = (incident.c.created_at, func.length(incident.c.key), incident.c.key)
    return many(tx, living.order_by(*order).limit(limit).offset(offset))


def incident_codes(tx: Transaction) -> list[str]:
    """The codes of all incidents."""
    return list(tx.connection.execute(select(incident.c.code).distinct().order_by(incident.c.code)).scalars())


def incident_of(tx: Transaction, instance_key: str, key: str) -> dict[str, Any] | None:
    """One incident."""
    place: ColumnElement[bool] = (incident.c.instance_key == instance_key) & (incident.c.key == key)
    return one(tx, _incidents().where(place))


def _incidents() -> Any:
    case = process_instance
    return select(incident, case.c.process_id, case.c.business_key).join(
        case, case.c.instance_key == incident.c.instance_key
    )
