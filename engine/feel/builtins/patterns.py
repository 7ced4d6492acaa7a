"""String functions with regular expressions. RE2 matches in linear time, so no pattern can hang a case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from engine import patterns
from engine.feel.builtins.registry import builtin
from engine.feel.builtins.xpath import translated
from engine.feel.scope import Run

_FLAGS = frozenset("smixq")


@lru_cache(maxsize=256)
def _compile(pattern: str, flags: str) -> Any:
    """The XPath pattern as RE2. Raises ValueError for a pattern or flag that it does not know."""
    if not set(flags) <= _FLAGS:
        raise ValueError(f"flags {flags}")
    pattern = patterns.escape(pattern) if "q" in flags else translated(pattern, flags)
    chosen = "".join(sorted(set(flags) & set("smi")))
    return patterns.compiled(f"(?{chosen})" + pattern if chosen else pattern)


def _matches(run: Run, pattern: Any, text: str) -> Iterator[Any]:
    run.spend(len(text) >> 3)
    for match in pattern.finditer(text):
        run.spend(1)
        yield match


@builtin("matches(input: string, pattern: string, flags?: string)")
def matches(run: Run, text: str, pattern: str, flags: str | None) -> bool:
    run.spend(len(text) >> 3)
    return _compile(pattern, flags or "").search(text) is not None


@builtin("replace(input: string, pattern: string, replacement: string, flags?: string)")
def replace(run: Run, text: str, pattern: str, replacement: str, flags: str | None) -> str:
    compiled = _compile(pattern, flags or "")
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
    for match in _matches(run, _compile(delimiter, ""), text):
        if match.end() > match.start():
            pieces.append(text[start : match.start()])
            start = match.end()
    run.room_for_list(len(pieces) + 1)
    return [*pieces, text[start:]]


@builtin("extract(string: string, pattern: string)")
def extract(run: Run, text: str, pattern: str) -> list[str]:
    return [match.group(0) for match in _matches(run, _compile(pattern, ""), text)]
