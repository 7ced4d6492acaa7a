"""The houses that commands work in: the stored one, and those in memory that leave nothing behind."""

from __future__ import annotations

import importlib
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from config import parameters
from config.calendars import Calendars
from config.settings import Settings
from config.year_table import parse_csv
from engine import deployment
from engine.deployment import Known, Profile
from engine.house import Database, House
from engine.model import Fault
from web.console.reading import content
from web.console.terminal import Terminal, WrongUse

MEMORY = "sqlite:///:memory:"
#: A play keeps its messages until it ends.
UNTIL_THE_END = timedelta(days=365_000)


def stored(terminal: Terminal) -> House:
    """The house in CHENGXU_HOME. Raises WrongUse when `chengxu init` has not made it."""
    settings = Settings.load(terminal.environ)
    if settings.database_url.startswith("sqlite:///") and not settings.home.exists():
        raise WrongUse("no_house", home=settings.home)
    house = opened(settings)
    if not house.database.is_current():
        raise WrongUse("no_house", home=settings.home)
    return house


def unfit(house: House, at: datetime) -> list[Fault]:
    """Why the house must not work with its parameters: deployed tables that would be refused with them, as their rules
    overlap under new limits and cases would stop there.
    """
    with house.reading() as tx:
        return [fault for fault in deployment.recheck_sets(tx, at) if fault.severity == "error"]


def opened(settings: Settings) -> House:
    """The house of these settings, whether or not its tables are there."""
    # Imported when it is needed: it brings every handler, which `play` of a plain diagram does without.
    house: House = importlib.import_module("web.wiring").open_house(settings)
    return house


def known(at: datetime) -> Known:
    """The names that this house configures; what is deployed is not among them."""
    house = opened(Settings.load({}, {"database_url": MEMORY}))
    in_force, later = _parameters(at.date())[1], house.later_parameters(at.date())
    return Known(
        handlers=frozenset(house.handlers), roles=house.roles, clauses=house.clauses, parameters=frozenset(in_force),
        values={name: row["value"] for name, row in in_force.items()},
        later_values=tuple((version, {name: row["value"] for name, row in rows.items()}) for version, rows in later),
        forms=frozenset(), decisions=frozenset(),
        processes=frozenset(),
    )


def in_memory(profile: Profile, *, handlers: bool, calendar: str | None) -> House:
    """A house for one play. Raises WrongUse when the calendar file is missing, BadCalendar when it is wrong."""
    calendars = Calendars()
    if calendar is not None:
        calendars = calendars.with_table(parse_csv(content(calendar).decode("utf-8", "replace")))
    if profile == "bpmn" and not handlers:
        house = House(
            database=Database.open(MEMORY), calendars=calendars, parameters=_parameters, message_ttl=UNTIL_THE_END
        )
    else:
        house = replace(
            opened(Settings.load({}, {"database_url": MEMORY})), calendars=calendars, parameters=_parameters,
            message_ttl=UNTIL_THE_END,
        )
    house.database.create()
    return house


def _parameters(day: date) -> tuple[str, Any]:
    """Those in force; a play that begins before the first set has the first."""
    known = parameters.load()
    return known.in_force(max(day, known.starts[0]))
