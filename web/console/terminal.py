"""What a command works with: the environment, the clock, and where it reads and writes."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from engine.values import dumps, loads
from web.bounded.limits import FREE, Meter
from web.words import LANGUAGES, words


class WrongUse(Exception):
    """The command was given something that cannot be: a missing file, malformed JSON. The sentence is `cli.wrong.CODE`."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code, data)
        self.code = code
        self.data = data


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """The outside world of one command."""

    environ: Mapping[str, str]
    #: The clock: an aware datetime.
    now: Callable[[], datetime]
    out: TextIO
    err: TextIO
    input: TextIO
    #: Hears which files are in work, where that is bounded.
    meter: Meter = FREE

    def json(self, value: Any) -> None:
        """One JSON document on a line of its own."""
        print(dumps(value), file=self.out)

    def say(self, code: str, /, **data: object) -> None:
        """A sentence, Chinese first, as a result."""
        self._tell(self.out, code, data)

    def complain(self, code: str, /, **data: object) -> None:
        """A sentence, Chinese first, on standard error."""
        self._tell(self.err, code, data)

    def _tell(self, stream: TextIO, sentence: str, data: Mapping[str, object]) -> None:
        told = {name: value for name, value in data.items() if name not in ("code", "language")}
        for language in LANGUAGES:
            print(words(sentence, language, **told), file=stream)

    def line(self, text: str = "") -> None:
        """Plain text as a result."""
        print(text, file=self.out)


def both(code: str, separator: str = " · ", **data: object) -> str:
    """A sentence of the command line, Chinese first."""
    return separator.join(words(f"cli.{code}", language, **data) for language in LANGUAGES)


def offer_json(parser: ArgumentParser) -> None:
    """Every command can answer in JSON."""
    parser.add_argument("--json", action="store_true", help=both("json"))


def content(path: str) -> bytes:
    """The bytes of a file. Raises WrongUse."""
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as problem:
        raise WrongUse("file", path=path, problem=_reason(problem)) from problem


def _reason(problem: Exception) -> str:
    return str(getattr(problem, "strerror", None) or problem)


def json_argument(text: str, option: str) -> Any:
    """What an option with JSON or `@FILE` holds. Raises WrongUse."""
    given: str | bytes = content(text[1:]) if text.startswith("@") else text
    try:
        return loads(given.decode("utf-8-sig") if isinstance(given, bytes) else given)
    except (ValueError, RecursionError) as problem:
        raise WrongUse("json", option=option, problem=problem) from problem


def json_object(text: str, option: str) -> dict[str, Any]:
    """As `json_argument`, and it must be an object. Raises WrongUse."""
    value = json_argument(text, option)
    if not isinstance(value, dict):
        raise WrongUse("json_object", option=option)
    return value
