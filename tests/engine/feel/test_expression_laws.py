"""Laws that hold for every value: three-valued logic, numbers, ranges, and that no text brings the parser down."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import feel
from engine.feel.values import NUMBERS
from tests.engine.feel.ask import NOW, raw, value

numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-10**12, max_value=10**12, places=4)
truths = (True, False, None)


@pytest.mark.parametrize(("left", "right"), list(product(truths, truths)))
def test_three_valued_logic(left: bool | None, right: bool | None) -> None:
    conjunction = False if False in (left, right) else None if None in (left, right) else True
    disjunction = True if True in (left, right) else None if None in (left, right) else False
    assert raw("a and b", a=left, b=right) is conjunction
    assert raw("a or b", a=left, b=right) is disjunction
    assert raw("not(a and b)", a=left, b=right) is (None if conjunction is None else not conjunction)


@given(numbers, numbers)
def test_numbers_are_decimals_of_34_digits(left: Decimal, right: Decimal) -> None:
    assert raw("[a + b, a - b, a * b]", a=left, b=right) == [
        NUMBERS.add(left, right), NUMBERS.subtract(left, right), NUMBERS.multiply(left, right),
    ]
    assert raw("a / b", a=left, b=right) == (NUMBERS.divide(left, right) if right else None)


@given(numbers, numbers)
def test_comparisons_agree_with_one_another(left: Decimal, right: Decimal) -> None:
    less, equal, greater = raw("[a < b, a = b, a > b]", a=left, b=right)
    assert [less, equal, greater].count(True) == 1
    assert raw("[a <= b, a >= b, a != b]", a=left, b=right) == [less or equal, greater or equal, not equal]


@given(numbers, numbers, numbers, st.sampled_from("[(]"), st.sampled_from("])["))
def test_membership_in_ranges(tested: Decimal, first: Decimal, second: Decimal, opening: str, closing: str) -> None:
    low, high = sorted((first, second))
    above = tested >= low if opening == "[" else tested > low
    below = tested <= high if closing == "]" else tested < high
    assert raw(f"x in {opening}a..b{closing}", x=tested, a=low, b=high) is (above and below)
    assert feel.parse_unary_tests(f"{opening}a..b{closing}", ["a", "b"]).matches(
        tested, {"a": low, "b": high}, now=NOW
    ) is (above and below)


@given(st.text(alphabet=st.sampled_from(list("ab1.\"[](){},:<>=+-*/@?! \n中（”，'\\u")) | st.characters(), max_size=60))
def test_no_text_crashes_the_parser(text: str) -> None:
    for read in (feel.parse, feel.parse_unary_tests, feel.compile_value):
        try:
            read(text)
        except feel.FeelSyntaxError as error:
            assert feel.explain(error)["zh"]


words = st.sampled_from(
    "a b 1 2.5 \"x\" null true ( ) [ ] { } , : . .. + - * / ** = < >= in and or not if then else for return some satisfies "
    "between instance of number list date count sum @\"P1D\" @\"2027-01-01\" function ? partial item".split()
)


@given(st.lists(words, max_size=15).map(" ".join), st.sampled_from([None, 1, Decimal("2.5"), "x", [1, [2]], {"b": 1}, True]))
def test_no_expression_crashes_the_evaluator(text: str, given_value: Any) -> None:
    try:
        feel.to_json(feel.parse(text).evaluate({"a": given_value, "b": 2}, now=NOW))
        feel.parse_unary_tests(text).matches(given_value, {"b": 2}, now=NOW)
    except (feel.FeelSyntaxError, feel.FeelLimitExceeded):
        return


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | numbers | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3), max_leaves=8,
)


@given(json_values)
def test_json_comes_back_as_it_went_in(original: Any) -> None:
    assert value("x", x=original) == original
    assert raw("x = x", x=original) is True
