"""Every way in which a command can fail, as a sentence and an exit code; what nobody foresaw goes to the log with a number."""

from __future__ import annotations

import secrets
import traceback
from pathlib import Path

from engine.errors import EngineError
from web.console.terminal import Terminal, WrongUse
from web.words import known

#: A finding, an incident, a difference, an unmet expectation.
FAILED = 1
WRONG_USE = 2



def explain(problem: Exception, terminal: Terminal) -> int:
    """Say on standard error what went wrong; the exit code."""
    if isinstance(problem, WrongUse):
        terminal.complain(f"cli.wrong.{problem.code}", **problem.data)
        return WRONG_USE
    if isinstance(problem, EngineError):
        code = f"errors.{problem.code}"
        terminal.complain(code if known(code) else "cli.refused", **{**problem.data, "refusal": problem.code})
        return WRONG_USE
    if isinstance(problem, ValueError) and type(problem).__module__.startswith("config."):
        # Configuration names the setting or the line, and the remedy.
        terminal.complain("cli.wrong.configuration", problem=problem)
        return WRONG_USE
    return _unforeseen(problem, terminal)


def _unforeseen(problem: Exception, terminal: Terminal) -> int:
    number = secrets.token_hex(4)
    place = Path(terminal.environ.get("CHENGXU_HOME", "var")) / "chengxu.log"
    text = "".join(traceback.format_exception(problem))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("a", encoding="utf-8") as file:
            file.write(f"{terminal.now().isoformat()} ERROR {number}\n{text}\n")
    except OSError as unwritable:
        terminal.complain("cli.unforeseen_unlogged", number=number, kind=type(problem).__name__, problem=unwritable)
    else:
        terminal.complain("cli.unforeseen", number=number, place=place)
    return FAILED


