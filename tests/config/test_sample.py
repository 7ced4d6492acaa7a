"""The sample city is whole: people hold roles that exist, registers take its rows, every work list has somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy

from config import departments, roles, sample
from config.calendar import shipped
from config.parameters import load
from config.settings import Settings
from engine.events import Event, Recorded
from engine.handler import Job
from engine.values import ZONE
from handlers.data_bureau.check_acceptance import check_acceptance
from handlers.registers import Reader, metadata, projector

PASSWORD, PEOPLE = sample.people()
ROWS = sample.rows()
ROLES = roles.load()
UNITS = {row.key for row in ROWS if row.register == "unit"}
AT = datetime(2026, 11, 23, 9, tzinfo=ZONE)
BPMN = Path(sample.__file__).parents[2] / "bpmn"


def test_people_hold_roles_where_they_can_be_held() -> None:
    anywhere = {"unit": UNITS, "office": set(departments.load())}
    for person in PEOPLE:
        for role in person.roles:
            assert person.organisation in anywhere.get(ROLES[role].kind, {ROLES[role].department})
    assert len({person.username for person in PEOPLE}) == len({person.name for person in PEOPLE}) == len(PEOPLE)
    assert {person.organisation for person in PEOPLE} <= UNITS | set(departments.load())


def test_the_password_satisfies_the_shipped_profile() -> None:
    settings = Settings.load({})
    kinds = sum(bool(re.search(kind, PASSWORD)) for kind in ("[A-Z]", "[a-z]", "[0-9]", "[^A-Za-z0-9]"))
    assert len(PASSWORD) >= settings.password_min_length and kinds >= settings.password_min_classes


@pytest.fixture
def connection() -> Iterator[sqlalchemy.Connection]:
    """The registers with every row of the sample city."""
    engine = sqlalchemy.create_engine("sqlite://")
    with engine.begin() as connection:
        metadata.create_all(connection)
        for row in ROWS:
            body = {"register": row.register, "key": row.key, "fields": row.fields}
            event = Event(type="register_seeded", at=AT, actor="system", body=body)
            projector(connection, Recorded(stream="registers", sequence=1, event=event, digest=""))
        yield connection
    engine.dispose()


def test_the_registers_take_every_row(connection: sqlalchemy.Connection) -> None:
    reader = Reader(connection)
    assert len(reader.find("unit")) == 6 and len(reader.find("project")) == 8
    assert {project["unit_id"] for project in reader.find("project")} <= UNITS


@pytest.mark.parametrize(
    ("project_no", "says", "status"),
    [("HA-2026-J-0012", "通过", "合格"), ("HA-2026-J-0015", "不通过", "不合格"), ("HA-2026-J-0036", "不通过", "缺失")],
)
def test_one_project_may_be_accepted_and_one_may_not(
    connection: sqlalchemy.Connection, project_no: str, says: str, status: str
) -> None:
    values = load().in_force(AT.date())[1]
    result = check_acceptance(Job(
        id="1", type="x", business_key=project_no, at=AT, variables={}, headers={}, registers=Reader(connection),
        parameters={name: entry["value"] for name, entry in values.items()},
    ))
    assert (result.verdict, result.variables["crypto_status"]) == (says, status)


def test_the_open_filing_is_due_when_the_calendar_says() -> None:
    filing = next(row for row in ROWS if row.register == "filing")
    accepted = datetime.fromisoformat(filing.fields["acceptance_date"]).date()
    _version, parameters = load().in_force(accepted)
    assert shipped().due(parameters["T02"], accepted).day.isoformat() == filing.fields["due_on"]


@pytest.mark.parametrize("path", sorted(BPMN.glob("*/*.bpmn")), ids=lambda path: path.stem)
def test_somebody_can_do_every_task(path: Path) -> None:
    groups = re.findall(r'candidateGroups="([^"]+)"', path.read_text(encoding="utf-8"))
    named = set(re.findall(r"\b[a-z]+_[a-z]+\b", " ".join(groups))) & set(ROLES)
    assert named and named <= {role for person in PEOPLE for role in person.roles}
