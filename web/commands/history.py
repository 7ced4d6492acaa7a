"""`chengxu history verify|replay|rebuild`: is the history whole, does it reproduce, do the tables show it?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from typing import Any

from engine import audit, process_instance
from engine.audit import Difference
from engine.house import House
from engine.values import dumps
from web.console import houses
from web.console.failures import FAILED
from web.console.terminal import Terminal, WrongUse, both, offer_json


def configure(parser: ArgumentParser) -> None:
    """verify|replay|rebuild [INSTANCE|--all]"""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    verify = actions.add_parser("verify", help=both("history.verify"), description=both("history.verify", "\n"))
    replay = actions.add_parser("replay", help=both("history.replay"), description=both("history.replay", "\n"))
    rebuild = actions.add_parser("rebuild", help=both("history.rebuild"), description=both("history.rebuild", "\n"))
    rebuild.add_argument("--write", action="store_true", help=both("history.write"))
    for action, compare in ((verify, _verify), (replay, _replay), (rebuild, _rebuild)):
        action.add_argument("instance", nargs="?", metavar="INSTANCE", help=both("history.instance"))
        action.add_argument("--all", action="store_true", help=both("history.all"))
        action.set_defaults(compare=compare, write=False)
        offer_json(action)


def run(options: Namespace, terminal: Terminal) -> int:
    """0: no difference; 1: at least one."""
    if (options.instance is None) != options.all:
        raise WrongUse("instance_or_all")
    house = houses.stored(terminal)
    with house.reading() as tx:
        streams = audit.streams(tx) if options.all else [process_instance.get(tx, options.instance)["instance_key"]]
    compare: Callable[[House, Sequence[str], Namespace], list[Difference]] = options.compare
    differences = compare(house, streams, options)
    if options.json:
        terminal.json({"streams": len(streams), "differences": [as_json(one) for one in differences]})
    else:
        for one in differences:
            terminal.say("cli.history.difference", **as_json(one))
        terminal.say("cli.history.done", streams=len(streams), count=len(differences))
    return FAILED if differences else 0


def _verify(house: House, streams: Sequence[str], options: Namespace) -> list[Difference]:
    with house.reading() as tx:
        return [one for stream in streams for one in audit.verify(tx, stream)]


def _replay(house: House, streams: Sequence[str], options: Namespace) -> list[Difference]:
    found: list[Difference] = []
    for stream in streams:
        if stream.isdigit():
            with house.reading() as tx:
                found += audit.replay(tx, stream)
    return found


def _rebuild(house: House, streams: Sequence[str], options: Namespace) -> list[Difference]:
    return audit.rebuild(house, options.instance, write=options.write)


def as_json(difference: Difference) -> dict[str, Any]:
    """One difference; what was expected and found as JSON texts where they are no plain values."""
    return {
        "stream": difference.stream, "sequence": difference.sequence, "kind": difference.kind,
        "element_id": difference.element_id, "expected": _plain(difference.expected), "found": _plain(difference.found),
    }


def _plain(value: Any) -> Any:
    try:
        dumps(value)
    except (TypeError, ValueError):
        return str(value)
    return value
