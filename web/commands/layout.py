"""`chengxu layout FILE [-o OUT]`: draw a diagram anew, left to right; what it means stays as it is."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from engine import deployment
from engine.errors import Refused
from web.console import findings, sources
from web.console.failures import FAILED
from web.console.terminal import Terminal, WrongUse, both, offer_json


def configure(parser: ArgumentParser) -> None:
    """FILE [-o OUT]"""
    parser.add_argument("file", metavar="FILE", help=both("layout.file"))
    parser.add_argument("-o", "--output", metavar="OUT", help=both("layout.output"))
    offer_json(parser)


def run(options: Namespace, terminal: Terminal) -> int:
    """0: drawn; 1: the file is no diagram that can be read."""
    (file,) = sources.read([options.file])
    try:
        drawn = deployment.lay_out(file.content, file.name)
    except Refused as refused:
        if options.json:
            terminal.json({"file": None, "findings": findings.as_json(refused.findings)})
        else:
            findings.show(terminal, refused.findings)
        return FAILED
    output = options.output or options.file
    try:
        Path(output).write_bytes(drawn)
    except OSError as problem:
        raise WrongUse("unwritable", path=output, problem=problem.strerror or str(problem)) from problem
    if options.json:
        terminal.json({"file": output, "findings": []})
    else:
        terminal.say("cli.layout.done", path=output)
    return 0
