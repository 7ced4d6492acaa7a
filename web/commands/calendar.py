"""`chengxu calendar import|show`: a year's holidays and make-up days; loading one counts every open deadline again."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date, timedelta

from config.calendars import Calendars
from config.year_table import parse_csv
from engine import calendar_versions
from engine.house import SYSTEM
from web.console import houses
from web.console.reading import content
from web.console.terminal import Terminal, WrongUse, both, offer_json


def configure(parser: ArgumentParser) -> None:
    """import FILE.csv, show YEAR"""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    load = actions.add_parser("import", help=both("calendar.import"), description=both("calendar.import", "\n"))
    load.add_argument("file", metavar="FILE.csv", help=both("calendar.file"))
    show = actions.add_parser("show", help=both("calendar.show"), description=both("calendar.show", "\n"))
    show.add_argument("year", metavar="YEAR", type=int)
    for action, act in ((load, _import), (show, _show)):
        action.set_defaults(act=act)
        offer_json(action)


def run(options: Namespace, terminal: Terminal) -> int:
    """0: done."""
    act: Callable[[Namespace, Terminal], int] = options.act
    return act(options, terminal)


def _import(options: Namespace, terminal: Terminal) -> int:
    table = parse_csv(content(options.file).decode("utf-8", "replace"))
    house, at = houses.stored(terminal), terminal.now()
    with house.reading() as tx:
        before = Calendars(calendar_versions.contents(tx))
    after = before.with_table(table)
    changed = after.current() != before.current() or before.unrecorded is not None
    counted = 0
    if changed:
        house.perform(lambda tx: calendar_versions.record(
            tx, after.get(after.current()).content, year=table.year, actor=SYSTEM, at=at
        ))
        counted = calendar_versions.count_again(house, actor=SYSTEM, at=at)
    if options.json:
        terminal.json({"year": table.year, "changed": changed, "calendar": after.current(), "cases": counted})
    else:
        terminal.say("cli.calendar.loaded" if changed else "cli.calendar.unchanged", year=table.year, cases=counted)
    return 0


def _show(options: Namespace, terminal: Terminal) -> int:
    if not 1900 <= options.year <= 2999:
        raise WrongUse("number", option="YEAR", value=options.year)
    with houses.stored(terminal).reading() as tx:
        calendars = Calendars(calendar_versions.contents(tx))
    calendar = calendars.get(calendars.current())
    table = calendar.tables.get(options.year)
    rows = [line.split(",", 2) for line in table.text.splitlines()] if table is not None else []
    days = [{"date": day, "kind": kind, "name": name} for day, kind, name in rows]
    first, after = date(options.year, 1, 1), date(options.year + 1, 1, 1)
    working = sum(calendar.working_day(first + timedelta(days=n)) for n in range((after - first).days))
    if options.json:
        terminal.json({
            "year": options.year, "covered": calendar.covers(options.year), "working_days": working, "days": days,
            "calendar": calendar.digest,
        })
        return 0
    for day in days:
        terminal.say(f"cli.calendar.{day['kind']}", **day)
    terminal.say(
        "cli.calendar.covered" if calendar.covers(options.year) else "cli.calendar.uncovered", year=options.year,
        working=working,
    )
    return 0
