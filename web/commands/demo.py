"""`chengxu demo`: fill in the sample city and print who can log in."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from config import roles, sample
from web import demo
from web.console import houses
from web.console.terminal import Terminal, offer_json


def configure(parser: ArgumentParser) -> None:
    """No options of its own."""
    offer_json(parser)


def run(options: Namespace, terminal: Terminal) -> int:
    """0: the sample city is there."""
    filled = demo.fill(houses.stored(terminal), terminal.now())
    password, persons = sample.people()
    if options.json:
        accounts = [
            {
                "username": one.username, "password": password, "display_name": one.name, "roles": list(one.roles),
                "org": one.organisation,
            }
            for one in persons
        ]
        terminal.json({"accounts": accounts, "filled": asdict(filled)})
        return 0
    known = roles.load()
    for one in persons:
        titles = ", ".join(known[role].zh for role in one.roles)
        terminal.line(f"{one.username}  {one.name}  {titles} ({one.organisation})")
    terminal.say("cli.demo.password", password=password)
    terminal.say("cli.demo.loaded" if any(asdict(filled).values()) else "cli.demo.unchanged", **asdict(filled))
    return 0
