"""`chengxu deploy PATH…`: a change set as a whole, or nothing of it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import Any

from engine import deployment
from engine.deployment import Deployment, SourceFile
from engine.errors import Refused
from engine.house import SYSTEM, House
from web.bounded import examination
from web.bounded.limits import Limits
from web.console import findings, houses, sources
from web.console.failures import FAILED
from web.console.terminal import Terminal, both, offer_json


def configure(parser: ArgumentParser) -> None:
    """PATH… [--reason TEXT]"""
    parser.add_argument("paths", nargs="+", metavar="PATH", help=both("deploy.paths"))
    parser.add_argument("--reason", default="", metavar="TEXT", help=both("deploy.reason"))
    offer_json(parser)


def run(options: Namespace, terminal: Terminal) -> int:
    """0: deployed, or nothing had changed; 1: refused, and nothing is stored."""
    files = sources.read(options.paths)
    try:
        house = houses.stored(terminal)
        _examine(house, files, terminal)
        done = deploy(house, files, terminal, options.reason)
    except Refused as refused:
        if options.json:
            terminal.json({"deployment": None, "changed": False, "findings": findings.as_json(refused.findings)})
        else:
            findings.show(terminal, refused.findings)
            terminal.say("cli.deploy.refused", count=len(refused.findings))
        return FAILED
    if options.json:
        terminal.json(as_json(done))
    else:
        show(done, terminal)
    return 0


def _examine(house: House, files: Sequence[SourceFile], terminal: Terminal) -> None:
    """Let a child read the files before this process does. Raises Refused."""
    with house.reading() as tx:
        known = deployment.known(tx, terminal.now())
    limits = Limits.from_environment(terminal.environ)
    faults = examination.examine(files, profile="chengxu", known=known, limits=limits)
    if any(fault.severity == "error" for fault in faults):
        raise Refused("deployment.refused", findings=tuple(faults))


def deploy(house: House, files: Sequence[SourceFile], terminal: Terminal, reason: str) -> Deployment:
    """Deploy under the rules of the house. Raises Refused."""
    return house.perform(
        lambda tx: deployment.deploy(tx, files, actor=SYSTEM, at=terminal.now(), reason=reason, profile="chengxu")
    )


def as_json(done: Deployment) -> dict[str, Any]:
    """What became of the change set."""
    return {
        "deployment": done.key, "changed": done.changed, "definitions": [dict(row) for row in done.definitions],
        "resources": [dict(row) for row in done.resources], "findings": findings.as_json(done.findings),
    }


def show(done: Deployment, terminal: Terminal) -> None:
    """The same for people."""
    findings.show(terminal, done.findings)
    for row in done.definitions:
        terminal.line(f"{row['process_id']} v{row['version']} {row['name']}")
    for row in done.resources:
        terminal.line(f"{row['id']} v{row['version']} {row['source']}")
    terminal.say("cli.deploy.done" if done.changed else "cli.deploy.unchanged", key=done.key)
