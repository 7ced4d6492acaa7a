"""For, some, every and filters."""

from __future__ import annotations

import pytest

from tests.engine.feel.ask import ERROR, outcome
from tests.engine.feel.coverage import computes


@computes("for")
@pytest.mark.parametrize(("text", "expected"), [
    ("for n in [4, 5] return n * 2", [8, 10]), ("for n in 2..4 return n", [2, 3, 4]), ("for n in 1..-2 return n", [1, 0, -1, -2]), ("for n in 3..3 return n", [3]),
    ("for n in 1+1..2*2 return n", [2, 3, 4]), ("for n in (1..4) return n", [2, 3]), ("for n in ]4..1] return n", [3, 2, 1]), ("for n in x return n", [7, 8]),
    ("for n in 5 return n", [5]), ("for n in [] return n", []), ("for n in null return n", ERROR), ("for n in (> 3) return n", ERROR), ("for n in 1.5..3 return n", ERROR),
    ('for n in "a".."c" return n', ERROR), ("for n in [1, 2], m in [n, n * 10] return m", [1, 10, 2, 20]), ("for n in [1], m in [] return m", []),
    ("for n in [[1, 2], [3]], m in n return m", [1, 2, 3]), ("for n in 1..5 return if n < 3 then 1 else partial[-1] + partial[-2]", [1, 1, 2, 3, 5]),
    ("for n in 1..3 return count(partial)", [0, 1, 2]), ("for n in 1..2 return for m in 1..2 return n * m", [[1, 2], [2, 4]]),
    ('for 日 in @"2027-02-28"..@"2027-03-01" return 日.day', [28, 1]), ('for 日 in [@"10000-01-02"..@"9999-12-31"] return string(日)', ["10000-01-02", "10000-01-01", "9999-12-31"]),
    ("for 第 n in [1] return 第 n + 1", [2]), ("for n in [null, 1] return n", [None, 1]),
])
def test_for(text: str, expected: object) -> None:
    assert outcome(text, x=[7, 8]) == expected


@computes("some, every")
@pytest.mark.parametrize(("domain", "condition", "some", "every"), [
    ("[1, 2]", "n > 1", True, False), ("[2, 3]", "n > 1", True, True), ("[0]", "n > 1", False, False), ("[]", "n > 1", False, True),
    ("[null, 2]", "n > 1", True, None), ("[null, 0]", "n > 1", None, False), ("3", "n = 3", True, True), ("1..3", "n < 4", True, True), ("null", "true", ERROR, ERROR),
    ("[1]", '"x"', None, None), ("[1, 2], m in [n]", "n = m", True, True), ("[[1], [2]], m in n", "m = 2", True, False),
])
def test_quantifiers(domain: str, condition: str, some: object, every: object) -> None:
    found = [outcome(f"{word} n in {domain} satisfies {condition}") for word in ("some", "every")]
    assert [None if one is ERROR and wanted is None else one for one, wanted in zip(found, (some, every), strict=True)] == [some, every]


@computes("filter")
@pytest.mark.parametrize(("text", "expected"), [
    ("x[1]", 4), ("x[-1]", 6), ("x[0]", ERROR), ("x[4]", ERROR), ("x[-4]", ERROR), ("x[1.0]", 4), ("x[1.5]", ERROR), ("x[n]", 5), ("x[count(x)]", 6), ("x[n][1]", 5),
    ("x[true]", [4, 5, 6]), ("x[false]", []), ("x[null]", []), ("x[item > 4]", [5, 6]), ("x[item > 4][2]", 6), ("x[item in [4, 6]]", [4, 6]), ("x[even(item)]", [4, 6]),
    ("7[1]", 7), ("7[2]", ERROR), ("7[true]", [7]), ("7[item > 9]", []), ('"文"[1]', "文"), ("null[1]", ERROR), ("null[true]", []), ("[][1]", ERROR), ("{a: 1}[a = 1]", [{"a": 1}]),
    ("rows[name = \"乙\"].cost", [2]), ("rows[cost > limit].name", ["乙"]), ("rows[item.cost > 1].name", ["乙"]), ("rows[1].name", "甲"), ("rows[missing = 1]", []),
    ("[{item: 1}, {item: 2}][item > 1]", [{"item": 2}]), ("[1, null, 2][item != null]", [1, 2]), ("[[1, 2], [3]][count(item) = 1]", [[3]]),
    ("rows[name = (for r in rows return r.name)[2]].cost", [2]), ("[3, 1][item = min([3, 1])]", [1]),
])
def test_filters(text: str, expected: object) -> None:
    rows = [{"name": "甲", "cost": 1}, {"name": "乙", "cost": 2}]
    assert outcome(text, x=[4, 5, 6], n=2, rows=rows, limit=1) == expected
