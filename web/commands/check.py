"""`chengxu check FILE…`: everything that is to be said about diagrams, decisions and forms."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import get_args

from engine import deployment
from engine.deployment import Profile, SourceFile
from engine.model import Fault
from web.console import findings, houses, sources
from web.console.failures import FAILED
from web.console.terminal import Terminal, both, offer_json


def configure(parser: ArgumentParser) -> None:
    """FILE… [--profile bpmn|chengxu] [--zeebe]"""
    parser.add_argument("files", nargs="+", metavar="FILE", help=both("check.files"))
    parser.add_argument("--profile", choices=get_args(Profile), help=both("check.profile"))
    parser.add_argument("--zeebe", action="store_true", help=both("check.zeebe"))
    offer_json(parser)


def run(options: Namespace, terminal: Terminal) -> int:
    """0: at most warnings; 1: at least one error."""
    files = [sources.with_imports(file) for file in sources.read(options.files)]
    faults = faults_of(files, options.profile, terminal)
    if options.zeebe:
        refused = chain.from_iterable(_refused_by_zeebe(file, terminal) for file in files if file.kind == "bpmn")
        faults = in_order(files, [*faults, *refused])
    return _tell(options, faults, len(files), terminal)


def exhausted(options: Namespace, faults: Sequence[Fault], terminal: Terminal) -> int:
    """1: a file went beyond its bounds, and there is no more to be said than that."""
    return _tell(options, faults, len(options.files), terminal)


def _tell(options: Namespace, faults: Sequence[Fault], files: int, terminal: Terminal) -> int:
    errors = sum(fault.severity == "error" for fault in faults)
    if options.json:
        terminal.json(findings.as_json(faults))
    else:
        findings.show(terminal, faults)
        terminal.say("cli.check.done", files=files, errors=errors, warnings=len(faults) - errors)
    return FAILED if errors else 0


def _refused_by_zeebe(file: SourceFile, terminal: Terminal) -> Iterable[Fault]:
    terminal.meter.began([file.name])
    return deployment.refused_by_zeebe(file.content, file.name)


def faults_of(files: Sequence[SourceFile], profile: Profile | None, terminal: Terminal) -> list[Fault]:
    """The faults in the order of the files, each file under its own profile unless one is given for all."""
    found, began = list[Fault](), terminal.meter.began
    for rules in get_args(Profile):
        chosen = [file for file in files if (profile or sources.profile_of(file.name)) == rules]
        if chosen and rules == "chengxu":
            known = houses.known(terminal.now())
            found += deployment.examine(chosen, profile=rules, known=known, beside=sources.shipped(), began=began).faults
        elif chosen:
            beside = sources.beside(chosen)
            found += deployment.examine(chosen, profile=rules, beside=beside, to_play=False, began=began).faults
    return in_order(files, found)


def in_order(files: Sequence[SourceFile], faults: Sequence[Fault]) -> list[Fault]:
    """The faults by the place of their file."""
    order = {file.name: place for place, file in enumerate(files)}
    return sorted(faults, key=lambda fault: order[fault.file])
