"""The command line: finds the command, gives it the terminal and the clock, and turns every way to fail into a sentence."""

from __future__ import annotations

import argparse
import gc
import importlib
import io
import logging
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from types import ModuleType
from typing import NoReturn

from web.console.failures import FAILED, explain
from web.console.terminal import Terminal, both, harmless

#: Command -> its module in `web.commands`; only the chosen one is imported, so that `play` starts without Flask.
COMMANDS = {
    "check": "check",
    "coverage": "coverage",
    "deploy": "deploy",
    "play": "play",
    "decide": "decide",
    "layout": "layout",
    "history": "history",
    "incidents": "incidents",
    "calendar": "calendar",
    "parameters": "parameters",
    "init": "init",
    "demo": "demo",
    "serve": "serve",
    "worker": "worker",
    "user": "user",
}


class Parser(argparse.ArgumentParser):
    """Wrong use is told in both languages and exits with 2."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to see the usage."""
        print(both("wrong_use", "\n", program=self.prog, problem=harmless(message)), file=sys.stderr)
        raise SystemExit(2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Exit code 0: good; 1: a finding, an incident, a difference; 2: wrong use. Never a traceback.

    Without `arguments` this is the program: they are those of the process, and what strangers hand in is read in a child.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # A table of 10,000 rows is a million objects that stay; looking through them again and again took half the time.
    gc.set_threshold(20_000, 20, 20)
    # Whoever wants log lines sets them up; a command's output is not the place.
    logging.getLogger().addHandler(logging.NullHandler())
    terminal = Terminal(environ=os.environ, now=_clock, out=sys.stdout, err=sys.stderr, input=sys.stdin)
    try:
        return _run(list(sys.argv[1:] if arguments is None else arguments), terminal, apart=arguments is None)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has seen enough; nothing more can be written, not even on exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as problem:  # noqa: BLE001 - the one guard: every failure is a sentence and an exit code
        return explain(problem, terminal)


def _run(arguments: list[str], terminal: Terminal, *, apart: bool) -> int:
    parser = Parser(prog="chengxu", description=both("about", "\n"), formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    chosen = next((word for word in arguments if not word.startswith("-")), None)
    module: ModuleType | None = None
    for name, place in COMMANDS.items():
        sub = commands.add_parser(
            name, help=both(f"{name}.about"), description=both(f"{name}.about", "\n"),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name == chosen:
            module = importlib.import_module(f"web.commands.{place}")
            module.configure(sub)
    options = parser.parse_args(arguments)
    if module is None:
        return FAILED
    code: int
    if apart and hasattr(module, "exhausted"):
        code = importlib.import_module("web.bounded.command").run(module, options, terminal)
    else:
        code = module.run(options, terminal)
    terminal.out.flush()
    return code


def _clock() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    sys.exit(main())
