"""`chengxu init`: the folder, the database, the shipped processes. Harmless when repeated."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from config.calendars import Calendars
from config.settings import Settings
from engine import audit, calendar_versions
from engine.errors import Refused
from engine.house import SYSTEM, Tx
from web.commands import deploy
from web.console import findings, houses, sources
from web.console.failures import FAILED
from web.console.terminal import Terminal, offer_json


def configure(parser: ArgumentParser) -> None:
    """No options of its own."""
    offer_json(parser)


def run(options: Namespace, terminal: Terminal) -> int:
    """0: the house is ready; 1: the shipped processes are refused."""
    settings = Settings.load(terminal.environ)
    settings.home.mkdir(parents=True, exist_ok=True)
    house = houses.opened(settings)
    house.database.migrate()
    audit.remake_registers(house)
    house.perform(lambda tx: _keep_calendar(tx, terminal))
    try:
        done = deploy.deploy(house, sources.shipped(), terminal, "随系统交付 Shipped with the system")
    except Refused as refused:
        if options.json:
            terminal.json({"home": str(settings.home), "findings": findings.as_json(refused.findings)})
        else:
            findings.show(terminal, refused.findings)
        return FAILED
    if options.json:
        terminal.json({"home": str(settings.home), **deploy.as_json(done)})
    else:
        deploy.show(done, terminal)
        terminal.say("cli.init.done", home=settings.home)
    return 0


def _keep_calendar(tx: Tx, terminal: Terminal) -> None:
    """Record the shipped calendar, so that a newer one never changes how a case was counted."""
    calendars = Calendars(calendar_versions.contents(tx))
    if calendars.unrecorded is not None:
        calendar_versions.record(tx, calendars.unrecorded, year=None, actor=SYSTEM, at=terminal.now())
