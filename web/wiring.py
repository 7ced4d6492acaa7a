"""Building the house: configuration, calendars, handlers and registers handed to the engine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import handlers
from config import clauses, departments, documents, parameters, roles
from config.calendars import Calendars
from config.settings import Settings
from engine import handler
from engine.house import Calendars as CalendarPort
from engine.house import House
from engine.store.transaction import Database
from handlers import registers
from web.shown.deadlines import Kind
from web.shown.titles import Titles


def open_house(settings: Settings) -> House:
    """The house of these settings; the database must have been migrated."""
    known = roles.load()
    return House(
        database=Database.open(settings.database_url, extra_metadata=(registers.metadata,)),
        calendars=Calendars(),
        parameters=parameters.load().in_force,
        handlers=handler.discover(handlers),
        registers=registers.Reader,
        reads=registers.reads,
        projectors=(registers.projector,),
        roles=frozenset(known),
        unit_roles=roles.unit_roles(known),
        clauses=frozenset(clauses.load()),
        documents=documents.load(),
        message_ttl=settings.message_ttl,
    )


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
    if not isinstance(calendars, Calendars):
        return lambda day: (day.weekday() < 5, "")
    current = calendars.get(calendars.current())
    names = _names(current.content)
    return lambda day: (current.working_day(day), names.get(day, ""))


def _names(content: str) -> dict[date, str]:
    """Day -> name out of a calendar's rows `2027-10-01,holiday,国庆节`."""
    rows = (line.split(",", 2) for line in content.splitlines())
    return {date.fromisoformat(day): name for day, _kind, name in rows}
