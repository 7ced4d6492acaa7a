"""FEEL's values as Python values, and the one place that tells their kinds apart.

null None, boolean bool, number Decimal (int is accepted), string str, list list, context dict, date date, time time,
date and time datetime, days and time duration timedelta (or, beyond what these hold, those of `wide`), and the classes below.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_EVEN, Clamped, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Any

from engine.feel.wide import WideDate, WideMoment, WideSpan, WideTime

#: None, bool, Decimal, int, str, list, dict, date, time, datetime, timedelta or their wide kin, YearsMonthsDuration, Range, Function.
Value = Any

#: IEEE 754-2008 decimal128, as DMN 10.3.2.3.2 asks: 34 digits, halves to even. Impossible results trap.
NUMBERS = Context(
    prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, capitals=1, clamp=0,
    flags=[], traps=[InvalidOperation, DivisionByZero, Overflow],
)
NUMBERS.traps[Clamped] = False

DaysTimeDuration = timedelta
#: Beyond what any date arithmetic could use, and every text of a duration can write.
MAX_MONTHS = 10**11


@dataclass(frozen=True, slots=True, order=True)
class YearsMonthsDuration:
    """A years and months duration, `months` in all; negative ones have negative months. Raises OverflowError."""

    months: int

    def __post_init__(self) -> None:
        if abs(self.months) >= MAX_MONTHS:
            raise OverflowError("more months than a duration can have")


@dataclass(frozen=True, slots=True)
class Range:
    """The values from `start` to `end`; None is no bound on that side."""

    start: Value
    end: Value
    start_included: bool = True
    end_included: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A function value: `call(run, arguments)` with the arguments in the order of `parameters`."""

    name: str
    parameters: tuple[str, ...]
    call: Callable[[Any, list[Value]], Value]
    #: Declared parameter types, for `instance of`; None where untyped.
    types: tuple[Any, ...] = ()
    #: The type of what it gives, as far as its text says; None where that is not known.
    result: Any = None


KINDS: dict[type, str] = {
    type(None): "null",
    bool: "boolean",
    Decimal: "number",
    int: "number",
    str: "string",
    list: "list",
    dict: "context",
    date: "date",
    time: "time",
    datetime: "date and time",
    timedelta: "days and time duration",
    WideDate: "date",
    WideTime: "time",
    WideMoment: "date and time",
    WideSpan: "days and time duration",
    YearsMonthsDuration: "years and months duration",
    Range: "range",
    Function: "function",
}


def kind(value: Value) -> str:
    """The FEEL name of the value's type. Raises TypeError for what is no FEEL value, a float above all."""
    try:
        return KINDS[value.__class__]
    except KeyError:
        return _subclass_kind(value)


def _subclass_kind(value: Value) -> str:
    for python_type, name in KINDS.items():
        if isinstance(value, python_type) and python_type not in (int, date):
            return name
    raise TypeError(f"not a FEEL value: {value.__class__.__name__}; numbers are int or Decimal")


def number(value: Value) -> Decimal:
    """The int or Decimal as a Decimal of at most 34 digits."""
    return NUMBERS.create_decimal(value)
