"""String functions with regular expressions. RE2 matches in linear time, and what it cannot do is counted: nothing hangs a case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from engine import patterns
from engine.feel.builtins.backtrack import Backtracker
from engine.feel.builtins.registry import builtin
from engine.feel.builtins.xpath import translated
from engine.feel.scope import Run

_FLAGS = frozenset("smixq")
_REPEATS = re.compile("[*+{]")
#: A back reference, and no escaped backslash before a digit.
_REFERS = re.compile(r"(?<!\\)(?:\\\\)*\\[1-9]")
#: Characters and groups of a pattern: RE2 matches in linear time, but compiles groups in groups in quadratic time.
MAX_PATTERN, MAX_GROUPS = 10_000, 200


@lru_cache(maxsize=256)
def _compile(pattern: str, flags: str) -> Any:
    """The XPath pattern as RE2. Raises ValueError for a pattern or flag that it does not know."""
    if not set(flags) <= _FLAGS:
        raise ValueError(f"flags {flags}")
    if len(pattern) > MAX_PATTERN or pattern.count("(") > MAX_GROUPS:
        raise ValueError(f"a pattern has at most {MAX_PATTERN} characters and {MAX_GROUPS} groups")
    if "q" not in flags and _REFERS.search(pattern):
        return Backtracker(pattern, flags)
    pattern = patterns.escape(pattern) if "q" in flags else translated(pattern, flags)
    chosen = "".join(sorted(set(flags) & set("smi")))
    return patterns.compiled(f"(?{chosen})" + pattern if chosen else pattern)


def _compiled(run: Run, pattern: str, flags: str, text: str) -> Any:
    """The pattern, with one search through the text accounted for: when its automaton grows too large, RE2 goes
    through the whole program at every character. Raises ValueError."""
    if (pattern, flags) not in run.patterns:
        # Whether another evaluation has left it in the cache must not decide which limits this one meets.
        run.patterns.add((pattern, flags))
        run.spend(5000 + 20 * len(pattern))
    compiled = _compile(pattern, flags)
    run.spend(len(text) * compiled.programsize >> 6)
    return compiled.counted(run.spend) if isinstance(compiled, Backtracker) else compiled


def _matches(run: Run, compiled: Any, text: str) -> Iterator[Any]:
    """Every match. One that repeats something may look ahead to the end of the text to find a short match."""
    weight = 1 + (compiled.programsize >> 8) if _REPEATS.search(compiled.pattern) else 0
    for match in compiled.finditer(text):
        run.spend(1 + ((len(text) - match.start()) * weight >> 8))
        yield match


@builtin("matches(input: string, pattern: string, flags?: string)")
def matches(run: Run, text: str, pattern: str, flags: str | None) -> bool:
    return _compiled(run, pattern, flags or "", text).search(text) is not None


@builtin("replace(input: string, pattern: string, replacement: string, flags?: string)")
def replace(run: Run, text: str, pattern: str, replacement: str, flags: str | None) -> str:
    compiled = _compiled(run, pattern, flags or "", text)
    if compiled.search("") is not None:
        raise ValueError("the pattern matches the empty string")
    template: list[str | int] = [replacement] if "q" in (flags or "") else _template(replacement)
    pieces: list[str] = []
    size = end = 0
    for match in _matches(run, compiled, text):
        piece = text[end : match.start()] + _fill(template, match, compiled.groups)
        end = match.end()
        size += len(piece)
        run.room_for_string(size)
        pieces.append(piece)
    return "".join(pieces) + text[end:]


def _template(replacement: str) -> list[str | int]:
    r"""Text and group numbers of `a$1b`; `\$` and `\\` are the characters themselves. Raises ValueError."""
    parts: list[str | int] = []
    for match in re.finditer(r"\$([0-9]+)|\\([\\$])|([^\\$]+)|(.)", replacement, re.DOTALL):
        if match[4]:
            raise ValueError(f"replacement {replacement}")
        parts.append(int(match[1][:3]) if match[1] else match[2] or match[3])
    return parts


def _fill(template: list[str | int], match: Any, groups: int) -> str:
    return "".join(
        part if isinstance(part, str) else (match.group(part) or "") if part <= groups else "" for part in template
    )


@builtin("split(string: string, delimiter: string)")
def split(run: Run, text: str, delimiter: str) -> list[str]:
    pieces: list[str] = []
    start = 0
    for match in _matches(run, _compiled(run, delimiter, "", text), text):
        if match.end() > match.start():
            pieces.append(text[start : match.start()])
            start = match.end()
    run.room_for_list(len(pieces) + 1)
    return [*pieces, text[start:]]


@builtin("extract(string: string, pattern: string)")
def extract(run: Run, text: str, pattern: str) -> list[str]:
    return [match.group(0) for match in _matches(run, _compiled(run, pattern, "", text), text)]
