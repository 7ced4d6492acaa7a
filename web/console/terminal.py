"""What a command works with: the environment, the clock, and where it reads and writes."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TextIO

from engine.values import dumps
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
        print(harmless(dumps(value), "\\u{:04x}"), file=self.out)

    def say(self, code: str, /, **data: object) -> None:
        """A sentence, Chinese first, as a result."""
        self._tell(self.out, code, data)

    def complain(self, code: str, /, **data: object) -> None:
        """A sentence, Chinese first, on standard error."""
        self._tell(self.err, code, data)

    def _tell(self, stream: TextIO, sentence: str, data: Mapping[str, object]) -> None:
        told = {name: value for name, value in data.items() if name not in ("code", "language")}
        for language in LANGUAGES:
            print(harmless(words(sentence, language, **told)), file=stream)

    def line(self, text: str = "") -> None:
        """One line of plain text as a result."""
        print(harmless(text), file=self.out)


#: What could move the cursor, colour or reorder what stands around it, or hide: control characters, the signs that
#: change the direction of writing, invisible ones, line and paragraph separators.
_HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)


def harmless(text: str, form: str = "<U+{:04X}>") -> str:
    """The text on one line, with every character that could deceive a reader or a terminal written out."""
    return _HARMFUL.sub(lambda found: form.format(ord(found.group())), text)


def both(code: str, separator: str = " · ", **data: object) -> str:
    """A sentence of the command line, Chinese first."""
    return separator.join(words(f"cli.{code}", language, **data) for language in LANGUAGES)


def offer_json(parser: ArgumentParser) -> None:
    """Every command can answer in JSON."""
    parser.add_argument("--json", action="store_true", help=both("json"))
