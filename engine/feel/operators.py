"""Equality, order, arithmetic and membership, with FEEL's nulls (DMN 1.5, tables 42 to 53)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, DecimalException
from operator import ge, gt, le, lt
from typing import Any

from engine.feel.scope import Run
from engine.feel.temporal import add_months, midnight, seconds_of, span_of
from engine.feel.values import NUMBERS, Range, Value, YearsMonthsDuration, kind
from engine.feel.wide import Span, Time, key_of, later, make_span, nanoseconds_in, zone_of

Operation = Callable[[Run, Value, Value], Value]


# -- equality ------------------------------------------------------------------------------------------------------


def equal(run: Run, left: Value, right: Value) -> bool | None:
    """`left = right`; null when values of different kinds are compared, unless one is null."""
    if left is None or right is None:
        return left is right
    left_kind, right_kind = kind(left), kind(right)
    if left_kind != right_kind:
        run.problem("feel.compare", left=left_kind, right=right_kind)
        return None
    if left_kind == "list":
        return _equal_lists(run, left, right)
    if left_kind == "context":
        return _equal_contexts(run, left, right)
    if left_kind == "range":
        return _equal_ranges(run, left, right)
    if left_kind in CLOCKED:
        # A local time and a zoned one are never the same; which comes first cannot be said.
        return not mixed_zones(left, right) and key_of(left) == key_of(right)
    return bool(left == right)


def _equal_lists(run: Run, left: list[Value], right: list[Value]) -> bool | None:
    run.spend(min(len(left), len(right)) + 1)
    if len(left) != len(right):
        return False
    return _all_equal(run, zip(left, right, strict=True))


def _equal_contexts(run: Run, left: dict[str, Value], right: dict[str, Value]) -> bool | None:
    run.spend(len(left) + 1)
    if left.keys() != right.keys():
        return False
    return _all_equal(run, ((value, right[name]) for name, value in left.items()))


def _equal_ranges(run: Run, left: Range, right: Range) -> bool | None:
    if (left.start_included, left.end_included) != (right.start_included, right.end_included):
        return False
    return _all_equal(run, ((left.start, right.start), (left.end, right.end)))


def _all_equal(run: Run, pairs: Any) -> bool | None:
    result: bool | None = True
    for left, right in pairs:
        same = equal(run, left, right)
        if same is False:
            return False
        if same is None:
            result = None
    return result


def not_equal(run: Run, left: Value, right: Value) -> bool | None:
    """`left != right`"""
    same = equal(run, left, right)
    return None if same is None else not same


# -- order ---------------------------------------------------------------------------------------------------------

#: Kinds that have an order.
ORDERED = frozenset({
    "number", "string", "date", "time", "date and time", "days and time duration", "years and months duration",
})


#: Kinds that may name a zone.
CLOCKED = frozenset({"time", "date and time"})


def mixed_zones(left: Value, right: Value) -> bool:
    """Whether one of two values of CLOCKED kinds names a zone and the other does not."""
    return (zone_of(left) is None) != (zone_of(right) is None)


def _ordering(compare: Callable[[Any, Any], bool]) -> Operation:
    def order(run: Run, left: Value, right: Value) -> bool | None:
        if left.__class__ is Decimal and right.__class__ is Decimal:
            return compare(left, right)
        left_kind, right_kind = kind(left), kind(right)
        if left_kind != right_kind or left_kind not in ORDERED:
            run.problem("feel.compare", left=left_kind, right=right_kind)
            return None
        if left_kind not in CLOCKED:
            return compare(left, right)
        if mixed_zones(left, right):
            run.problem("feel.mixed_zones")
            return None
        return compare(key_of(left), key_of(right))

    return order


less, less_or_equal, greater, greater_or_equal = _ordering(lt), _ordering(le), _ordering(gt), _ordering(ge)
COMPARISONS: dict[str, Operation] = {
    "=": equal, "!=": not_equal, "<": less, "<=": less_or_equal, ">": greater, ">=": greater_or_equal,
}


# -- membership ----------------------------------------------------------------------------------------------------


def contains(run: Run, container: Range, value: Value) -> bool | None:
    """Whether the range holds the value; null when they cannot be compared."""
    if value is None:
        run.problem("feel.compare", left="null", right="range")
        return None
    above: Value = True
    if container.start is not None:
        above = (greater_or_equal if container.start_included else greater)(run, value, container.start)
    if above is not True or container.end is None:
        return above if container.start is not None or container.end is not None else None
    return (less_or_equal if container.end_included else less)(run, value, container.end)  # type: ignore[no-any-return]


def belongs(run: Run, value: Value, test: Value) -> bool | None:
    """`value in test`: equal to it, or in the range, or one of the list's elements (or in a range among them)."""
    if isinstance(test, Range) and not isinstance(value, Range):
        return contains(run, test, value)
    if isinstance(test, list) and not isinstance(value, list):
        return any_of(run, value, test)
    if isinstance(test, list):
        return equal_quietly(run, value, test) is True or any_of(run, value, test)
    return equal(run, value, test)


def any_of(run: Run, value: Value, tests: list[Value]) -> bool:
    """Whether an element equals the value or is a range (or a list) that holds it."""
    run.spend(len(tests) + 1)
    quiet = run.problems
    run.problems = None
    try:
        return any(
            (contains if isinstance(test, Range) and not isinstance(value, Range) else equal)(run, test, value) is True
            for test in tests
        )
    finally:
        run.problems = quiet


def equal_quietly(run: Run, left: Value, right: Value) -> bool | None:
    """Equality where different kinds are simply different: no problem is noted."""
    quiet = run.problems
    run.problems = None
    try:
        return equal(run, left, right)
    finally:
        run.problems = quiet


# -- arithmetic ----------------------------------------------------------------------------------------------------

_NUMBER, _STRING, _DATE, _TIME, _MOMENT = "number", "string", "date", "time", "date and time"
_DAYS, _MONTHS = "days and time duration", "years and months duration"


def _months_times(months: YearsMonthsDuration, factor: Decimal) -> YearsMonthsDuration:
    return YearsMonthsDuration(int(NUMBERS.multiply(Decimal(months.months), factor)))


def _days_times(span: Span, factor: Decimal) -> Span:
    return span_of(NUMBERS.multiply(seconds_of(span), factor))


def _subtract_moments(left: Value, right: Value) -> Span | None:
    first, second = midnight(left), midnight(right)
    return None if mixed_zones(first, second) else make_span(key_of(first) - key_of(second))


def _subtract_times(left: Time, right: Time) -> Span | None:
    return None if mixed_zones(left, right) else make_span(key_of(left) - key_of(right))


def _sum_of_spans(left: Span, right: Span) -> Span:
    return make_span(nanoseconds_in(left) + nanoseconds_in(right))


def _minus(span: Span) -> Span:
    return make_span(-nanoseconds_in(span))


#: (operator, left kind, right kind) -> what to do; a missing line is null.
_ARITHMETIC: dict[tuple[str, str, str], Callable[[Any, Any], Value]] = {
    ("+", _DAYS, _DAYS): _sum_of_spans,
    ("-", _DAYS, _DAYS): lambda a, b: _sum_of_spans(a, _minus(b)),
    ("+", _MONTHS, _MONTHS): lambda a, b: YearsMonthsDuration(a.months + b.months),
    ("-", _MONTHS, _MONTHS): lambda a, b: YearsMonthsDuration(a.months - b.months),
    ("*", _DAYS, _NUMBER): _days_times,
    ("*", _NUMBER, _DAYS): lambda a, b: _days_times(b, a),
    ("*", _MONTHS, _NUMBER): _months_times,
    ("*", _NUMBER, _MONTHS): lambda a, b: _months_times(b, a),
    ("/", _DAYS, _NUMBER): lambda a, b: span_of(NUMBERS.divide(seconds_of(a), b)),
    ("/", _MONTHS, _NUMBER): lambda a, b: YearsMonthsDuration(int(NUMBERS.divide(Decimal(a.months), b))),
    ("/", _DAYS, _DAYS): lambda a, b: NUMBERS.divide(seconds_of(a), seconds_of(b)),
    ("/", _MONTHS, _MONTHS): lambda a, b: NUMBERS.divide(Decimal(a.months), Decimal(b.months)),
    **{("-", left, right): _subtract_moments for left in (_DATE, _MOMENT) for right in (_DATE, _MOMENT)},
    ("-", _TIME, _TIME): _subtract_times,
    **{("+", left, _DAYS): later for left in (_DATE, _MOMENT, _TIME)},
    **{("+", _DAYS, right): lambda a, b: later(b, a) for right in (_DATE, _MOMENT, _TIME)},
    **{("-", left, _DAYS): lambda a, b: later(a, _minus(b)) for left in (_DATE, _MOMENT, _TIME)},
    **{("+", left, _MONTHS): lambda a, b: add_months(a, b.months) for left in (_DATE, _MOMENT)},
    **{("+", _MONTHS, right): lambda a, b: add_months(b, a.months) for right in (_DATE, _MOMENT)},
    **{("-", left, _MONTHS): lambda a, b: add_months(a, -b.months) for left in (_DATE, _MOMENT)},
}


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    result = NUMBERS.power(base, exponent)
    if not result.is_finite():
        # Zero to a negative fraction is infinite without a signal.
        raise OverflowError("not finite")
    return result


_NUMERIC: dict[str, Callable[[Any, Any], Decimal]] = {
    "+": NUMBERS.add, "-": NUMBERS.subtract, "*": NUMBERS.multiply, "/": NUMBERS.divide, "**": _power,
}


def arithmetic(operator: str) -> Operation:
    """The function of an arithmetic operator. Impossible operands and results give null and a problem."""
    numeric = _NUMERIC[operator]

    def operate(run: Run, left: Value, right: Value) -> Value:
        try:
            if left.__class__ is Decimal and right.__class__ is Decimal:
                return numeric(left, right)
            left_kind, right_kind = kind(left), kind(right)
            if left_kind == right_kind == _NUMBER:
                return numeric(left, right)
            if left_kind == right_kind == _STRING and operator == "+":
                run.room_for_string(len(left) + len(right))
                return left + right
            rule = _ARITHMETIC.get((operator, left_kind, right_kind))
            result = None if rule is None else rule(left, right)
        except (DecimalException, ArithmeticError, ValueError):
            return run.problem("feel.arithmetic", operator=operator, left=kind(left), right=kind(right))
        if result is None:
            run.problem("feel.operands", operator=operator, left=left_kind, right=right_kind)
        return result

    return operate


def negative(run: Run, value: Value) -> Value:
    """`-value`"""
    if isinstance(value, Decimal) or kind(value) == _NUMBER:
        return NUMBERS.minus(value)
    if kind(value) == _DAYS:
        return _minus(value)
    if isinstance(value, YearsMonthsDuration):
        return YearsMonthsDuration(-value.months)
    return run.problem("feel.operands", operator="-", left="null", right=kind(value))
