"""String functions (DMN 1.5, 10.3.4.3) and `not`."""

from __future__ import annotations

from decimal import Decimal

from engine.feel.builtins.registry import builtin, truncated
from engine.feel.scope import Run
from engine.feel.values import Value


@builtin("not(negand: any)")
def negation(run: Run, negand: Value) -> bool | None:
    return not negand if isinstance(negand, bool) else None


@builtin("substring(string: string, start position: number, length?: number)")
def substring(run: Run, text: str, start: Decimal, length: Decimal | None) -> str:
    position = truncated(start)
    if position == 0:
        raise ValueError("positions begin at 1")
    if abs(position) > len(text):
        return ""
    first = position - 1 if position > 0 else len(text) + position
    if length is None:
        return text[first:]
    size = truncated(length)
    if size < 1:
        raise ValueError(f"length {length}")
    return text[first : first + size]


@builtin("string length(string: string)")
def string_length(run: Run, text: str) -> Decimal:
    return Decimal(len(text))


@builtin("upper case(string: string)")
def upper_case(run: Run, text: str) -> str:
    return text.upper()


@builtin("lower case(string: string)")
def lower_case(run: Run, text: str) -> str:
    return text.lower()


@builtin("trim(string: string)")
def trim(run: Run, text: str) -> str:
    return text.strip()


@builtin("is blank(string: string)")
def is_blank(run: Run, text: str) -> bool:
    return not text.strip()


@builtin("substring before(string: string, match: string)")
def substring_before(run: Run, text: str, match: str) -> str:
    before, found, _ = text.partition(match) if match else ("", "", "")
    return before if found else ""


@builtin("substring after(string: string, match: string)")
def substring_after(run: Run, text: str, match: str) -> str:
    return text.partition(match)[2] if match else text


@builtin("contains(string: string, match: string)")
def contains(run: Run, text: str, match: str) -> bool:
    return match in text


@builtin("starts with(string: string, match: string)")
def starts_with(run: Run, text: str, match: str) -> bool:
    return text.startswith(match)


@builtin("ends with(string: string, match: string)")
def ends_with(run: Run, text: str, match: str) -> bool:
    return text.endswith(match)


@builtin("string join(list: list, delimiter?: string, prefix?: string, suffix?: string)")
def string_join(run: Run, items: list[Value], delimiter: str | None, prefix: str | None, suffix: str | None) -> str:
    parts = [item for item in items if item is not None]
    if any(not isinstance(item, str) for item in parts):
        raise ValueError("not a string")
    separator = delimiter or ""
    run.room_for_string(sum(len(part) + len(separator) for part in parts))
    return (prefix or "") + separator.join(parts) + (suffix or "")
