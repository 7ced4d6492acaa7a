"""`chengxu worker`: runs what is due, without serving pages."""

from __future__ import annotations

import signal
import threading
from argparse import ArgumentParser, Namespace

from config.settings import Settings
from engine import job_executor
from engine.triggers import apscheduler
from web.console import findings, houses, logs
from web.console.terminal import Terminal, both, offer_json


def configure(parser: ArgumentParser) -> None:
    """[--once]"""
    parser.add_argument("--once", action="store_true", help=both("worker.once"))
    offer_json(parser)


def run(options: Namespace, terminal: Terminal) -> int:
    """Run until SIGTERM or SIGINT, or with --once until nothing more is due. 0; 1 when the parameters do not fit the tables."""
    settings = Settings.load(terminal.environ)
    house = houses.stored(terminal)
    if found := houses.unfit(house, terminal.now()):
        return findings.refuse(terminal, found, json=options.json)
    logs.set_up(settings, terminal.err)
    if options.once:
        done = 0
        while step := job_executor.run_due(house, terminal.now()):
            done += step
        if options.json:
            terminal.json({"done": done})
        else:
            terminal.say("cli.worker.done", count=done)
        return 0
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    ticker = apscheduler.start(house, terminal.now, seconds=settings.ticker_seconds)
    if options.json:
        terminal.json({"running": True})
    else:
        terminal.say("cli.worker.ready", seconds=settings.ticker_seconds)
    terminal.out.flush()
    stop.wait()
    ticker.shutdown(wait=True)
    house.database.close()
    return 0
