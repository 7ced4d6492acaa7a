"""Sort, min and max beyond numbers (DMN 1.5, 10.3.4.4 and 10.3.4.9)."""

from __future__ import annotations

import pytest

from tests.engine.feel.ask import ERROR, outcome
from tests.engine.feel.coverage import computes


@computes("sort", "min", "max")
@pytest.mark.parametrize(("text", "expected"), [
    ("sort([6, 4, 5])", [4, 5, 6]), ("sort([6, 4, 5], function(甲, 乙) 甲 > 乙)", [6, 5, 4]), ("sort(list: [6, 4], precedes: function(a, b) a < b)", [4, 6]), ("sort([])", []), ("sort(4)", [4]), ("sort(null)", ERROR), ('sort([4, "四"])', ERROR), ("sort([4, null])", ERROR),
    ("sort([6, 4], function(a) a)", ERROR), ("sort([6, 4], function(a, b) a)", ERROR), ("sort([6, 4], 1)", ERROR), ("sort([{n: 2, k: 1}, {n: 1, k: 1}, {n: 1, k: 2}], function(a, b) a.n < b.n)", [{"n": 1, "k": 1}, {"n": 1, "k": 2}, {"n": 2, "k": 1}]),
    ('sort([@"P2D", @"PT1H"])', ["PT1H", "P2D"]), ('min(["丙", "乙"])', "丙"), ('max([@"9999-12-31", @"10000-01-01"])', "10000-01-01"), ('max(@"P1M", @"P1Y")', "P1Y"), ('min(@"10:00:00+08:00", @"03:00:00Z")', "10:00:00+08:00"), ("max([true, false])", ERROR), ('max(1, "一")', ERROR),
])
def test_order(text: str, expected: object) -> None:
    assert outcome(text) == expected
