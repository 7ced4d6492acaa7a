"""`chengxu parameters check`: what changed limits do to the decision tables that are deployed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from config import parameters
from engine import deployment
from web.console import findings, houses
from web.console.failures import FAILED
from web.console.reading import content
from web.console.terminal import Terminal, both, offer_json


def configure(parser: ArgumentParser) -> None:
    """check [FILE.toml]"""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    check = actions.add_parser("check", help=both("parameters.check"), description=both("parameters.check", "\n"))
    check.add_argument("file", nargs="?", metavar="FILE.toml", help=both("parameters.file"))
    offer_json(check)


def run(options: Namespace, terminal: Terminal) -> int:
    """0: at most warnings; 1: a deployed table would be refused under a set that is in force today or comes later."""
    house = houses.stored(terminal)
    if options.file is not None:
        content(options.file)
        given = parameters.load(Path(options.file))
        house = replace(house, parameters=given.in_force, later_parameters=given.later)
    with house.reading() as tx:
        faults = deployment.recheck_sets(tx, terminal.now())
    if options.json:
        terminal.json(findings.as_json(faults))
    else:
        findings.show(terminal, faults)
        terminal.say("cli.parameters.done", count=len(faults))
    return FAILED if any(fault.severity == "error" for fault in faults) else 0
