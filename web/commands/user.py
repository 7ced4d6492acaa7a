"""`chengxu user add|role|password|list`: accounts. The first administrator is made here and nowhere else."""

from __future__ import annotations

import getpass
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any

from config.settings import Settings
from engine import people
from engine.house import SYSTEM, Tx
from web.console import houses
from web.console.terminal import Terminal, WrongUse, both, offer_json
from web.passwords import hash_password, weakness

#: What of an account is shown: never the hash.
SHOWN = ("username", "display_name", "org", "roles", "disabled", "must_change_password", "created_at")


def configure(parser: ArgumentParser) -> None:
    """add USERNAME …, role USERNAME …, password USERNAME, list"""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = actions.add_parser("add", help=both("user.add"), description=both("user.add", "\n"))
    add.add_argument("username", metavar="USERNAME")
    add.add_argument("--name", metavar="NAME", help=both("user.name"))
    add.add_argument("--org", metavar="CODE", help=both("user.org"))
    add.add_argument("--role", action="append", default=[], metavar="ROLE", help=both("user.role_of"))
    role = actions.add_parser("role", help=both("user.role"), description=both("user.role", "\n"))
    role.add_argument("username", metavar="USERNAME")
    role.add_argument("--grant", action="append", default=[], metavar="ROLE", help=both("user.grant"))
    role.add_argument("--revoke", action="append", default=[], metavar="ROLE", help=both("user.revoke"))
    password = actions.add_parser("password", help=both("user.password"), description=both("user.password", "\n"))
    password.add_argument("username", metavar="USERNAME")
    listing = actions.add_parser("list", help=both("user.list"), description=both("user.list", "\n"))
    for action in (add, password):
        action.add_argument("--password-stdin", action="store_true", help=both("user.password_stdin"))
    for action, act in ((add, _add), (role, _role), (password, _password), (listing, _list)):
        action.set_defaults(act=act)
        offer_json(action)


def run(options: Namespace, terminal: Terminal) -> int:
    """0: done."""
    act: Callable[[Namespace, Terminal], list[dict[str, Any]]] = options.act
    accounts = [{name: account[name] for name in SHOWN} for account in act(options, terminal)]
    if options.json:
        terminal.json(accounts if options.action == "list" else accounts[0])
        return 0
    for account in accounts:
        terminal.say("cli.user.account", **{**account, "roles": ", ".join(account["roles"]), "org": account["org"] or "-"})
    return 0


def _add(options: Namespace, terminal: Terminal) -> list[dict[str, Any]]:
    house = houses.stored(terminal)
    hashed = hash_password(_new_password(options, terminal))
    at = terminal.now()

    def add(tx: Tx) -> list[dict[str, Any]]:
        people.add(
            tx, options.username, display_name=options.name or options.username, password_hash=hashed, org=options.org,
            actor=SYSTEM, at=at,
        )
        for role in options.role:
            people.grant(tx, options.username, role, actor=SYSTEM, at=at)
        return [people.get(tx, options.username)]

    return house.perform(add)


def _role(options: Namespace, terminal: Terminal) -> list[dict[str, Any]]:
    house, at = houses.stored(terminal), terminal.now()

    def change(tx: Tx) -> list[dict[str, Any]]:
        for role in options.grant:
            people.grant(tx, options.username, role, actor=SYSTEM, at=at)
        for role in options.revoke:
            people.revoke(tx, options.username, role, actor=SYSTEM, at=at)
        return [people.get(tx, options.username)]

    return house.perform(change)


def _password(options: Namespace, terminal: Terminal) -> list[dict[str, Any]]:
    house, at = houses.stored(terminal), terminal.now()
    with house.reading() as tx:
        people.get(tx, options.username)
    hashed = hash_password(_new_password(options, terminal))

    def change(tx: Tx) -> list[dict[str, Any]]:
        people.set_password(tx, options.username, hashed, actor=SYSTEM, at=at, must_change=True)
        return [people.get(tx, options.username)]

    return house.perform(change)


def _list(options: Namespace, terminal: Terminal) -> list[dict[str, Any]]:
    with houses.stored(terminal).reading() as tx:
        return people.listing(tx)


def _new_password(options: Namespace, terminal: Terminal) -> str:
    """Typed twice unseen, or the first line of standard input. Raises WrongUse for one that is too weak."""
    if options.password_stdin:
        password = terminal.input.readline().rstrip("\r\n")
    elif terminal.input.isatty():
        password = getpass.getpass(both("user.type") + " ")
        if getpass.getpass(both("user.again") + " ") != password:
            raise WrongUse("passwords_differ")
    else:
        raise WrongUse("no_password")
    settings = Settings.load(terminal.environ)
    weak = weakness(
        password, options.username, shortest=settings.password_min_length, classes=settings.password_min_classes
    )
    if weak is not None:
        raise WrongUse("password_weak", shortest=settings.password_min_length, classes=settings.password_min_classes)
    return password
