"""Building the house: configuration, calendars, handlers and registers handed to the engine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

import handlers
from config import clauses, departments, documents, parameters, roles
from config.calendars import Calendars
from config.settings import Settings
from engine import calendar_versions, handler
from engine.house import Calendars as CalendarPort
from engine.house import Database, House
from handlers import registers
from web.calendars import StoredCalendars
from web.letters import Letters
from web.shown.deadlines import Kind
from web.shown.titles import Titles
from web.uploads.attachments import Attachments

#: What official documents say and how they look: owned by the process owners.
DOCUMENTS = Path(__file__).resolve().parents[1] / "bpmn" / "documents"


def open_house(settings: Settings) -> House:
    """The house of these settings; the database must have been migrated before anything is asked of it."""

    def recorded() -> list[str]:
        with house.reading() as tx:
            return calendar_versions.contents(tx)

    known, limits = roles.load(), parameters.load()
    house = House(
        database=Database.open(settings.database_url, extra_metadata=(registers.metadata,)),
        calendars=StoredCalendars(recorded),
        parameters=limits.in_force,
        later_parameters=limits.later,
        handlers=handler.discover(handlers),
        registers=registers.Reader,
        reads=registers.reads,
        projectors=(registers.projector,),
        roles=frozenset(known),
        unit_roles=roles.unit_roles(known),
        clauses=frozenset(clauses.load()),
        documents=documents.load(),
        typesetter=Letters(
            folder=DOCUMENTS, organs={code: one.zh for code, one in departments.load().items()},
            keep=Attachments(settings.attachments, settings.upload_max_mb * 2**20).put, fonts=settings.fonts,
        ),
        message_ttl=settings.message_ttl,
        lease=settings.job_lease,
        answers_kept=settings.answers_kept,
        packed_after=settings.packed_after,
    )
    return house


def rights() -> Mapping[str, frozenset[str]]:
    """The permission words of each role."""
    return {code: role.permissions for code, role in roles.load().items()}


def titles() -> Titles:
    """How roles, departments and clauses are called."""
    return Titles(
        roles={code: {"zh": role.zh, "en": role.en} for code, role in roles.load().items()},
        orgs={code: {"zh": one.zh, "en": one.en} for code, one in departments.load().items()},
        clauses={number: {"zh": clause.zh, "en": clause.en} for number, clause in clauses.load().items()},
    )


def working_day(calendars: CalendarPort) -> Kind:
    """Is a day a working day by the calendar in force, and what is it called there?"""
    if not isinstance(calendars, Calendars | StoredCalendars):
        return lambda day: (day.weekday() < 5, "")

    def kind(day: date) -> tuple[bool, str]:
        current = calendars.get(calendars.current())
        return current.working_day(day), _names(current.content).get(day, "")

    return kind


@lru_cache(maxsize=4)
def _names(content: str) -> dict[date, str]:
    """Day -> name out of a calendar's rows `2027-10-01,holiday,国庆节`."""
    rows = (line.split(",", 2) for line in content.splitlines())
    return {date.fromisoformat(day): name for day, _kind, name in rows}
