"""The sample city: accounts, register rows, and a few cases that people have begun. Filling it in twice changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from config import sample
from config.sample import Case, Row, Step
from engine import job_executor, message, people, process_instance, scenario, user_task
from engine.errors import NotFound
from engine.house import SYSTEM, Actor, House, Tx
from web.passwords import hash_password

#: The register rows are older than every case.
ROWS_AGE = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What was made; nothing of it when it was there already."""

    accounts: int
    rows: int
    cases: int


def fill(house: House, now: datetime) -> Filled:
    """Fill in what is missing of the sample city."""
    password, persons = sample.people()
    missing = [one for one in persons if not _has_account(house, one.username)]
    hashed = hash_password(password) if missing else ""
    for one in missing:
        house.perform(partial(_add, person=one, hashed=hashed, now=now))
    rows = house.perform(lambda tx: _seed(tx, now - ROWS_AGE))
    begun = [case for case in sample.cases() if _begin(house, case, now - timedelta(days=case.days_ago))]
    return Filled(accounts=len(missing), rows=rows, cases=len(begun))


def _has_account(house: House, username: str) -> bool:
    with house.reading() as tx:
        try:
            people.get(tx, username)
        except NotFound:
            return False
    return True


def _add(tx: Tx, *, person: sample.Person, hashed: str, now: datetime) -> None:
    people.add(
        tx, person.username, display_name=person.name, password_hash=hashed, org=person.organisation, actor=SYSTEM,
        at=now, must_change_password=False,
    )
    for role in person.roles:
        people.grant(tx, person.username, role, actor=SYSTEM, at=now)


def _seed(tx: Tx, at: datetime) -> int:
    """Put the rows that are not there into the registers; how many."""
    registers = tx.house.registers(tx.connection)
    missing = [row for row in sample.rows() if registers.get(row.register, row.key) is None]
    scenario.seed(tx, [_row(row) for row in missing], at)
    return len(missing)


def _row(row: Row) -> dict[str, object]:
    return {"register": row.register, "key": row.key, **row.fields}


def _begin(house: House, case: Case, at: datetime) -> bool:
    """Start a case and do its steps, unless its project has one of this process already."""
    if _key(house, case) is not None:
        return False
    if case.message is None:
        house.perform(lambda tx: process_instance.start(
            tx, case.process, variables=case.variables, actor=_starter(tx, case), at=at, business_key=case.project
        ))
    else:
        name = case.message
        house.perform(lambda tx: message.publish(
            tx, name, case.project, variables=case.variables, actor=SYSTEM, at=at
        ))
        message.deliver_due(house, at)
    key = _key(house, case)
    if key is None:
        raise NotFound("process.unknown", process_id=case.process)
    job_executor.run_instance(house, key, at)
    for step in case.steps:
        house.perform(partial(_complete, key=key, step=step, at=at))
        job_executor.run_instance(house, key, at)
    return True


def _starter(tx: Tx, case: Case) -> Actor:
    """The clerk of the project's unit."""
    unit = case.variables["unit_id"]
    clerks = (one for one in sample.people()[1] if one.organisation == unit and "unit_clerk" in one.roles)
    return people.actor(tx, next(clerks).username)


def _key(house: House, case: Case) -> str | None:
    with house.reading() as tx:
        found = process_instance.search(tx, business_key=case.project, process_id=case.process)
    return str(found[0]["instance_key"]) if found else None


def _complete(tx: Tx, *, key: str, step: Step, at: datetime) -> None:
    """Complete the open task as its person, with the rights that they have."""
    task = next(
        one for one in user_task.search(tx, instance_key=key, state="created") if one["element_id"] == step.task
    )
    user_task.complete(tx, task["key"], variables=step.variables, actor=people.actor(tx, step.by), at=at)
