"""Numeric functions (DMN 1.5, 10.3.4.5) and statistics (10.3.4.4)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)

from engine.feel.builtins.registry import builtin, truncated
from engine.feel.scope import Run
from engine.feel.values import NUMBERS, Value, YearsMonthsDuration, kind
from engine.feel.wide import Span, make_span, nanoseconds_in

_ROUNDING = {
    "decimal": ROUND_HALF_EVEN, "round up": ROUND_UP, "round down": ROUND_DOWN,
    "round half up": ROUND_HALF_UP, "round half down": ROUND_HALF_DOWN,
}


def _rounder(rounding: str) -> Callable[[Run, Decimal, Decimal | None], Decimal]:
    def rounded(run: Run, number: Decimal, scale: Decimal | None) -> Decimal:
        digits = truncated(scale or Decimal(0))
        if not -6111 <= digits <= 6176:
            raise ValueError(f"scale {digits}")
        exponent = Decimal((0, (1,), -digits))
        current = number.as_tuple().exponent
        if isinstance(current, int) and current >= -digits:
            return number
        return number.quantize(exponent, rounding=rounding, context=NUMBERS)

    return rounded


for _name, _rule in _ROUNDING.items():
    builtin(f"{_name}(n: number, scale: number)")(_rounder(_rule))
builtin("floor(n: number, scale?: number)")(_rounder(ROUND_FLOOR))
builtin("ceiling(n: number, scale?: number)")(_rounder(ROUND_CEILING))


@builtin("abs(n: number)")
def absolute(run: Run, number: Decimal) -> Decimal:
    return NUMBERS.abs(number)


@builtin("abs(n: days|months)")
def absolute_duration(run: Run, value: Span | YearsMonthsDuration) -> Value:
    if isinstance(value, YearsMonthsDuration):
        return YearsMonthsDuration(abs(value.months))
    return make_span(abs(nanoseconds_in(value)))


@builtin("modulo(dividend: number, divisor: number)")
def modulo(run: Run, dividend: Decimal, divisor: Decimal) -> Decimal:
    # The remainder has the divisor's sign (floor division), as the specification has it.
    rest = NUMBERS.remainder(dividend, divisor)
    return NUMBERS.add(rest, divisor) if rest and (rest < 0) != (divisor < 0) else rest


@builtin("sqrt(number: number)")
def square_root(run: Run, number: Decimal) -> Decimal:
    return NUMBERS.sqrt(number)


@builtin("log(number: number)")
def logarithm(run: Run, number: Decimal) -> Decimal:
    if number <= 0:
        raise ValueError("a logarithm needs a positive number")
    return NUMBERS.ln(number)


@builtin("exp(number: number)")
def exponential(run: Run, number: Decimal) -> Decimal:
    return NUMBERS.exp(number)


@builtin("odd(number: number)")
def odd(run: Run, number: Decimal) -> bool:
    return abs(NUMBERS.remainder(number, Decimal(2))) == 1


@builtin("even(number: number)")
def even(run: Run, number: Decimal) -> bool:
    return NUMBERS.remainder(number, Decimal(2)) == 0


# -- statistics: over the arguments, or over the one list ----------------------------------------------------------


def numbers_of(arguments: tuple[Value, ...]) -> list[Decimal]:
    """The numbers meant by `f(1, 2)` or `f([1, 2])`. Raises ValueError when one is no number."""
    items = list(arguments[0]) if len(arguments) == 1 and isinstance(arguments[0], list) else list(arguments)
    if any(kind(item) != "number" for item in items):
        raise ValueError("not a number")
    return [Decimal(item) for item in items]


def total(numbers: list[Decimal]) -> Decimal:
    """The sum, rounded as FEEL rounds."""
    result = Decimal(0)
    for number in numbers:
        result = NUMBERS.add(result, number)
    return result


@builtin("sum(*list: any)")
def sum_of(run: Run, *arguments: Value) -> Decimal | None:
    numbers = numbers_of(arguments)
    return total(numbers) if numbers else None


@builtin("product(*list: any)")
def product(run: Run, *arguments: Value) -> Decimal | None:
    numbers = numbers_of(arguments)
    result = Decimal(1)
    for number in numbers:
        result = NUMBERS.multiply(result, number)
    return result if numbers else None


@builtin("mean(*list: any)")
def mean(run: Run, *arguments: Value) -> Decimal | None:
    numbers = numbers_of(arguments)
    return NUMBERS.divide(total(numbers), Decimal(len(numbers))) if numbers else None


@builtin("median(*list: any)")
def median(run: Run, *arguments: Value) -> Decimal | None:
    numbers = sorted(numbers_of(arguments))
    middle = len(numbers) // 2
    if not numbers:
        return None
    return numbers[middle] if len(numbers) % 2 else NUMBERS.divide(total(numbers[middle - 1 : middle + 1]), Decimal(2))


@builtin("stddev(*list: any)")
def standard_deviation(run: Run, *arguments: Value) -> Decimal | None:
    numbers = numbers_of(arguments)
    if len(numbers) < 2:
        return None
    average = NUMBERS.divide(total(numbers), Decimal(len(numbers)))
    squares = [NUMBERS.power(NUMBERS.subtract(number, average), Decimal(2)) for number in numbers]
    return NUMBERS.sqrt(NUMBERS.divide(total(squares), Decimal(len(numbers) - 1)))


@builtin("mode(*list: any)")
def mode(run: Run, *arguments: Value) -> list[Decimal]:
    counts: dict[Decimal, int] = {}
    for number in numbers_of(arguments):
        counts[number] = counts.get(number, 0) + 1
    most = max(counts.values(), default=0)
    return sorted(number for number, count in counts.items() if count == most)
