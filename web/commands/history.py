"""`chengxu history verify|replay|rebuild|checkpoint`: is the history whole, does it reproduce, do the tables show it?"""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from config.settings import Settings
from engine import audit, checkpoint, process_instance
from engine.audit import Difference
from engine.house import House
from engine.values import dumps
from web.console import houses
from web.console.failures import FAILED
from web.console.reading import content
from web.console.terminal import Terminal, WrongUse, both, offer_json

Compare = Callable[[House, Sequence[str], Namespace], list[Difference]]
#: The signing key in the home; whoever holds the database must not hold it too.
KEY = "checkpoint.key"
MOST_JOBS = 64


def configure(parser: ArgumentParser) -> None:
    """verify|replay|rebuild [INSTANCE|--all] [--checkpoint FILE] [--jobs N], checkpoint FILE"""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    verify = actions.add_parser("verify", help=both("history.verify"), description=both("history.verify", "\n"))
    replay = actions.add_parser("replay", help=both("history.replay"), description=both("history.replay", "\n"))
    rebuild = actions.add_parser("rebuild", help=both("history.rebuild"), description=both("history.rebuild", "\n"))
    rebuild.add_argument("--write", action="store_true", help=both("history.write"))
    for action, compare in ((verify, _verify), (replay, _replay), (rebuild, _rebuild)):
        action.add_argument("instance", nargs="?", metavar="INSTANCE", help=both("history.instance"))
        action.add_argument("--all", action="store_true", help=both("history.all"))
        action.add_argument("--checkpoint", metavar="FILE", help=both("history.with_checkpoint"))
        action.add_argument("--jobs", type=int, default=1, metavar="N", help=both("history.jobs"))
        action.set_defaults(compare=compare, write=False)
        offer_json(action)
    keep = actions.add_parser("checkpoint", help=both("history.checkpoint"), description=both("history.checkpoint", "\n"))
    keep.add_argument("file", metavar="FILE", help=both("history.checkpoint_file"))
    keep.set_defaults(compare=None)
    offer_json(keep)


def run(options: Namespace, terminal: Terminal) -> int:
    """0: no difference; 1: at least one."""
    if options.compare is None:
        return _keep(options, terminal)
    if (options.instance is None) != options.all:
        raise WrongUse("instance_or_all")
    house = houses.stored(terminal)
    with house.reading() as tx:
        streams = audit.streams(tx) if options.all else [process_instance.get(tx, options.instance)["instance_key"]]
    compare: Compare = options.compare
    differences = _against(house, streams, options) if options.checkpoint else []
    differences += _shared_out(compare, house, streams, options, terminal)
    if options.json:
        terminal.json({"streams": len(streams), "differences": [as_json(one) for one in differences]})
    else:
        for one in differences:
            terminal.say("cli.history.difference", **as_json(one))
        terminal.say("cli.history.done", streams=len(streams), count=len(differences))
    return FAILED if differences else 0


def _shared_out(
    compare: Compare, house: House, streams: Sequence[str], options: Namespace, terminal: Terminal
) -> list[Difference]:
    """Compare here, or shared out over `--jobs` processes; rebuilding looks at everything at once and stays here."""
    jobs = min(max(1, options.jobs), len(streams), MOST_JOBS)
    if jobs == 1 or compare is _rebuild:
        return compare(house, streams, options)
    shares = [streams[first::jobs] for first in range(jobs)]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        parts = pool.map(partial(_elsewhere, compare, dict(terminal.environ)), shares)
        return [one for part in parts for one in part]


def _elsewhere(compare: Compare, environ: Mapping[str, str], streams: Sequence[str]) -> list[Difference]:
    """One process's share, in a house of its own."""
    return compare(houses.opened(Settings.load(environ)), streams, Namespace())


def _against(house: House, streams: Sequence[str], options: Namespace) -> list[Difference]:
    """What a checkpoint knew and the history no longer holds. Raises WrongUse (no file), Invalid (not a checkpoint, altered)."""
    kept = checkpoint.read(content(options.checkpoint))
    known = [stream for stream in kept.heads if options.all or stream in streams]
    with house.reading() as tx:
        found = [one for stream in known for one in audit.verify(tx, stream, kept.heads[stream])]
    return [one for one in found if one.kind == "checkpoint" or one.stream not in streams]


def _keep(options: Namespace, terminal: Terminal) -> int:
    """Sign the heads of all streams; the key stands in the home, outside the database, and is made when it is missing."""
    house, home = houses.stored(terminal), Settings.load(terminal.environ).home
    key = home / KEY
    if not key.exists():
        home.mkdir(parents=True, exist_ok=True)
        with open(os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(checkpoint.new_key())
    with house.reading() as tx:
        text = checkpoint.write(audit.heads(tx), terminal.now(), key.read_bytes())
    kept = checkpoint.read(text)
    try:
        Path(options.file).write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise WrongUse("unwritable", path=options.file, problem=error.strerror or str(error)) from error
    if options.json:
        terminal.json({"file": options.file, "streams": len(kept.heads), "signer": kept.signer})
    else:
        terminal.say("cli.history.kept", file=options.file, streams=len(kept.heads), signer=kept.signer)
    return 0


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
