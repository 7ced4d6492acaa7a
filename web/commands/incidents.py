"""`chengxu incidents list|show|correct|retry|skip`: cases that stand still, and what operators do about them without a browser.

A skip is only proposed here. It is confirmed on its page, where the second person has logged in: a shell cannot tell who
sits before it.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from engine import incident, job_executor, people
from engine.errors import Forbidden
from engine.house import Actor, House, Tx
from engine.incident import Proposal
from web import permissions, wiring
from web.console import houses
from web.console.failures import FAILED
from web.console.reading import json_object
from web.console.terminal import Terminal, both, offer_json
from web.permissions import Who
from web.shown.trouble import remedy, told
from web.words import LANGUAGES

SHOWN = (
    "key", "instance_key", "process_id", "business_key", "element_id", "element_instance_key", "code", "data", "state",
    "created_at", "resolved_at", "resolved_by", "reason", "proposed_by", "proposed_at", "proposal",
)
#: Incidents of one answer.
MOST = 10_000
Act = Callable[[Tx, Namespace, Actor, Terminal], None]


def configure(parser: ArgumentParser) -> None:
    """list [--state STATE] [--code CODE] [--process ID]; show KEY; correct|retry|skip KEY --by USER --reason TEXT …"""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help=both("incidents.list"), description=both("incidents.list", "\n"))
    listing.add_argument("--state", choices=(*sorted(incident.STATES), "all"), default="open", help=both("incidents.state"))
    listing.add_argument("--code", metavar="CODE", help=both("incidents.code"))
    listing.add_argument("--process", metavar="ID", help=both("incidents.process"))
    show = actions.add_parser("show", help=both("incidents.show"), description=both("incidents.show", "\n"))
    correct = actions.add_parser("correct", help=both("incidents.correct"), description=both("incidents.correct", "\n"))
    correct.add_argument("--variables", metavar="JSON|@FILE", required=True, help=both("incidents.variables"))
    correct.add_argument("--scope", metavar="KEY", help=both("incidents.scope"))
    retry = actions.add_parser("retry", help=both("incidents.retry"), description=both("incidents.retry", "\n"))
    retry.add_argument("--retries", type=int, metavar="N", help=both("incidents.retries"))
    skip = actions.add_parser("skip", help=both("incidents.skip"), description=both("incidents.skip", "\n"))
    skip.add_argument("--variables", metavar="JSON|@FILE", default="{}", help=both("incidents.results"))
    skip.add_argument("--flow", action="append", default=[], metavar="ID", help=both("incidents.flow"))
    skip.add_argument("--event", metavar="ID", help=both("incidents.event"))
    for action, act in ((correct, _correct), (retry, _retry), (skip, _skip)):
        action.add_argument("--by", metavar="USER", required=True, help=both("incidents.by"))
        action.add_argument("--reason", metavar="TEXT", required=True, help=both("incidents.reason"))
        action.set_defaults(act=act)
    for action in (show, correct, retry, skip):
        action.add_argument("key", metavar="KEY", help=both("incidents.key"))
    for action in (listing, show, correct, retry, skip):
        offer_json(action)


def run(options: Namespace, terminal: Terminal) -> int:
    """0: nothing stands still there; 1: an open incident is listed, or the case of this one has one."""
    house = houses.stored(terminal)
    if options.action == "list":
        return _list(house, options, terminal)
    if options.action != "show":
        act: Act = options.act
        at = terminal.now()
        house.perform(lambda tx: act(tx, options, _who(tx, options.by), terminal))
        with house.reading() as tx:
            instance = incident.get(tx, options.key)["instance_key"]
        job_executor.run_instance(house, instance, at)
    return _show(house, options, terminal)


def _list(house: House, options: Namespace, terminal: Terminal) -> int:
    state = None if options.state == "all" else options.state
    with house.reading() as tx:
        rows = incident.search(tx, state=state, code=options.code, process_id=options.process, limit=MOST)
    if options.json:
        terminal.json([as_json(row) for row in rows])
    else:
        for row in rows:
            _tell(row, terminal)
        terminal.say("cli.incidents.count", count=len(rows))
    return FAILED if any(row["state"] == "open" for row in rows) else 0


def _show(house: House, options: Namespace, terminal: Terminal) -> int:
    with house.reading() as tx:
        row = incident.get(tx, options.key)
        scopes = incident.scopes(tx, row)
        others = incident.list_open(tx, instance_key=row["instance_key"])
    if options.json:
        terminal.json({**as_json(row), "open_incidents": [one["key"] for one in others], "scopes": [
            {"key": one.key, "element_id": one.element_id, "variables": dict(one.variables)} for one in scopes
        ]})
    else:
        _tell(row, terminal)
        for scope in scopes:
            terminal.line(f"    {scope.key} {scope.name}: {', '.join(sorted(scope.variables)) or '-'}")
    return FAILED if others else 0


def _tell(row: Mapping[str, Any], terminal: Terminal) -> None:
    place = f"{row['business_key'] or row['instance_key']} {row['process_id']} {row['element_id']}"
    terminal.line(f"{row['key']} [{row['state']}] {place} {row['created_at']}")
    for language in LANGUAGES:
        terminal.line(f"    {told(row, language)} {remedy(row, language)}")


def as_json(row: Mapping[str, Any]) -> dict[str, Any]:
    """One incident; what happened and what to do in Chinese, then English."""
    sentences: Sequence[tuple[str, Callable[..., str]]] = (("message", told), ("remedy", remedy))
    said = {name: " ".join(say(row, language) for language in LANGUAGES) for name, say in sentences}
    return {**{name: row[name] for name in SHOWN}, **said}


def _who(tx: Tx, username: str) -> Actor:
    """The person who acts. Raises NotFound, Forbidden when their roles do not let them mend incidents."""
    actor = people.actor(tx, username)
    rights = wiring.rights()
    held = (rights.get(group.partition("@")[0], frozenset()) for group in actor.groups)
    if not permissions.allows("incident.resolve", Who(actor=actor, rights=frozenset().union(*held))):
        raise Forbidden("incident.forbidden", by=username)
    return actor


def _correct(tx: Tx, options: Namespace, actor: Actor, terminal: Terminal) -> None:
    variables = json_object(options.variables, "--variables")
    incident.correct(
        tx, options.key, variables, scope=options.scope, reason=options.reason, actor=actor, at=terminal.now()
    )


def _retry(tx: Tx, options: Namespace, actor: Actor, terminal: Terminal) -> None:
    incident.resolve(
        tx, options.key, actor=actor, at=terminal.now(), reason=options.reason, retries=options.retries
    )


def _skip(tx: Tx, options: Namespace, actor: Actor, terminal: Terminal) -> None:
    proposal = Proposal(
        variables=json_object(options.variables, "--variables"), flows=options.flow, event=options.event
    )
    incident.propose_skip(tx, options.key, proposal, reason=options.reason, actor=actor, at=terminal.now())
