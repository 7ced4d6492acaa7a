"""Numeric functions (DMN 1.5, 10.3.4.5) and statistics (10.3.4.4)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.engine.feel.ask import ERROR, outcome
from tests.engine.feel.coverage import computes

#: Function -> what it makes of 2.5, -2.5, 2.4, -2.4 and 2.6.
ROUNDED = {
    "decimal": (2, -2, 2, -2, 3), "floor": (2, -3, 2, -3, 2), "ceiling": (3, -2, 3, -2, 3), "round up": (3, -3, 3, -3, 3), "round down": (2, -2, 2, -2, 2),
    "round half up": (3, -3, 2, -2, 3), "round half down": (2, -2, 2, -2, 3),
}


@computes("decimal", "floor", "ceiling", "round up", "round down", "round half up", "round half down")
@pytest.mark.parametrize("function", ROUNDED)
def test_rounding(function: str) -> None:
    assert tuple(outcome(f"{function}({number}, 0)") for number in ("2.5", "-2.5", "2.4", "-2.4", "2.6")) == ROUNDED[function]
    assert tuple(outcome(f"{function}({number}, 1)") for number in ("0.25", "-0.25", "0.24", "-0.24", "0.26")) == tuple(
        Decimal(whole) / 10 for whole in ROUNDED[function]
    )
    assert outcome(f"{function}(n: 7, scale: 0)") == 7
    assert outcome(f"{function}(250, -2)") == 100 * ROUNDED[function][0]
    assert outcome(f"{function}(1.5, 6176)") == Decimal("1.5")
    wrong = ("1.5, 6177", "1.5, -6112", 'null, 0', '"1", 0', '1.5, "0"', "1.5, 0, 0", "", "scale: 0", "n: 1, digits: 0")
    assert [outcome(f"{function}({arguments})") for arguments in wrong] == [ERROR] * len(wrong)


@computes("decimal", "floor", "ceiling", "abs", "modulo", "sqrt", "log", "exp", "odd", "even")
@pytest.mark.parametrize(("text", "expected"), [
    ("decimal(2/3, 3.9)", Decimal("0.667")), ("floor(-1.5)", -2), ("ceiling(-1.5)", -1), ("decimal(1.5)", ERROR), ("floor(1.5, null)", 1), ("abs(-4)", 4), ("abs(n: -4)", 4), ('abs(@"-P3D")', "P3D"), ('abs(@"-P3M")', "P3M"), ("abs(null)", ERROR), ('abs("4")', ERROR), ("abs([-4])", 4), ("abs()", ERROR),
    ("modulo(7, 3)", 1), ("modulo(-7, 3)", 2), ("modulo(7, -3)", -2), ("modulo(-7, -3)", -1), ("modulo(7.5, 2)", Decimal("1.5")), ("modulo(-7.5, 2)", Decimal("0.5")), ("modulo(6, 3)", 0), ("modulo(7, 0)", ERROR), ("modulo(null, 3)", ERROR), ("modulo(dividend: 7, divisor: 3)", 1), ("modulo(7)", ERROR),
    ("sqrt(2.25)", Decimal("1.5")), ("sqrt(-1)", ERROR), ("sqrt(number: 9)", 3), ("sqrt(null)", ERROR), ("log(1)", 0), ("log(0)", ERROR), ("log(-1)", ERROR), ('log("1")', ERROR), ("exp(0)", 1), ("exp(1)", Decimal("2.718281828459045235360287471352662")), ("exp(1e9)", ERROR),
    ("odd(3)", True), ("odd(-3)", True), ("odd(2)", False), ("odd(2.5)", False), ("odd(null)", ERROR), ("even(0)", True), ("even(-2)", True), ("even(3)", False), ("even(2.5)", False), ('even("2")', ERROR),
])
def test_numeric_functions(text: str, expected: object) -> None:
    assert outcome(text) == expected


@computes("sum", "product", "mean", "median", "stddev", "mode", "min", "max")
@pytest.mark.parametrize(("function", "of_four", "of_one", "of_none"), [
    ("sum", 20, 4, None), ("product", 504, 4, None), ("mean", 5, 4, None), ("median", Decimal("4.5"), 4, None), ("stddev", Decimal("2.943920288775948951588014242319751"), None, None),
    ("mode", [2, 4, 5, 9], [4], []), ("min", 2, 4, None), ("max", 9, 4, None),
])
def test_statistics(function: str, of_four: object, of_one: object, of_none: object) -> None:
    four = {"sum": "2, 9, 4, 5", "product": "2, 9, 4, 7"}.get(function, "2, 9, 4, 5")
    assert outcome(f"{function}({four})") == outcome(f"{function}([{four}])") == outcome(f"{function}(list: [{four}])") == of_four
    assert (outcome(f"{function}(4)"), outcome(f"{function}([4])"), outcome(f"{function}([])")) == (of_one, of_one, of_none)
    assert [outcome(f"{function}({arguments})") for arguments in ("", "null", "[4, null]", '[4, "四"]', "numbers: [4]")] == [ERROR] * 5
