"""Allen's relations of points and ranges (DMN 1.5, 10.3.4.8, table 81), and ranges from text."""

from __future__ import annotations

import pytest

from tests.engine.feel.ask import ERROR, outcome
from tests.engine.feel.coverage import computes

#: Relation -> pairs that stand in it, and pairs that do not; its converse has them the other way round.
RELATIONS: dict[str, tuple[str, list[str], list[str]]] = {
    "before": ("after", ["2, 3", "2, [3..7]", "2, (2..7]", "[2..3), 3", "[2..3], 4", "[2..3], [4..7]", "[2..3), [3..7]", "[2..3], (3..7]", "(< 3), (> 5)"],
               ["3, 2", "2, 2", "2, [2..7]", "[2..3], 3", "[2..3], [3..7]", "[4..7], [2..3]", "(> 5), (> 9)"]),
    "meets": ("met by", ["[2..4], [4..7]"], ["[2..4), [4..7]", "[2..4], (4..7]", "[2..4], [5..7]", "[4..7], [2..4]"]),
    "overlaps": ("overlaps", ["[2..5], [4..7]", "[4..7], [2..5]", "[2..7], [4..5]", "[4..5], [2..7]", "[2..4], [4..7]", "[2..7], [2..7]"],
                 ["[2..4], [5..7]", "[2..4), [4..7]", "[2..4], (4..7]", "(4..7], [2..4]", "[4..7], [2..4)"]),
    "overlaps before": ("overlaps after", ["[2..5], [4..7]", "[2..4], [4..7]", "[2..7], (2..7]", "[2..7), (2..7]"],
                        ["[2..4], [5..7]", "[2..4), [4..7]", "[2..4], (4..7]", "[2..7], [2..7]", "[2..7), [2..7]", "[4..7], [2..5]"]),
    "finishes": ("finished by", ["7, [2..7]", "[4..7], [2..7]", "[4..7), [2..7)", "[2..7], [2..7]", "(2..7], [2..7]"], ["7, [2..7)", "6, [2..7]", "[4..7), [2..7]", "[2..7], [4..7]"]),
    "during": ("includes", ["4, [2..7]", "2, [2..7]", "7, [2..7]", "[4..5], [2..7]", "[2..5], [2..7]", "(2..5], (2..7]", "(2..7), [2..7]", "[2..7], [2..7]"],
               ["1, [2..7]", "2, (2..7]", "7, [2..7)", "[2..7], (2..7]", "[4..8], [2..7]"]),
    "starts": ("started by", ["2, [2..7]", "[2..5], [2..7]", "(2..5], (2..7]", "[2..7], [2..7]", "[2..7), [2..7]"], ["2, (2..7]", "3, [2..7]", "(2..5], [2..7]", "[2..5], (2..7]", "[2..7], [2..5]"]),
    "coincides": ("coincides", ["4, 4", "[2..7], [2..7]"], ["4, 5", "(2..7], [2..7]", "[2..7], [2..6]"]),
}


def swapped(pair: str) -> str:
    """`a, b` as `b, a`."""
    return ", ".join(reversed(pair.split(", ")))


@computes(
    "before", "after", "meets", "met by", "overlaps", "overlaps before", "overlaps after", "finishes", "finished by", "includes", "during", "starts", "started by",
    "coincides",
)
@pytest.mark.parametrize("relation", RELATIONS)
def test_relations(relation: str) -> None:
    converse, related, others = RELATIONS[relation]
    for expected, pairs in ((True, related), (False, others)):
        assert [pair for pair in pairs if outcome(f"{relation}({pair})") is not expected] == []
        assert [pair for pair in pairs if outcome(f"{converse}({swapped(pair)})") is not expected] == []


@computes("before", "meets", "includes", "during", "coincides")
@pytest.mark.parametrize(("text", "expected"), [
    ("before(point1: 2, point2: 3)", True), ("before(point: 2, range: [3..7])", True), ("before(range: [3..7], point: 2)", False), ("before(range1: [2..3], range2: [4..7])", True), ("before(a: 2, b: 3)", ERROR),
    ("meets(range1: [2..4], range2: [4..7])", True), ("meets(2, 3)", ERROR), ("includes(range: [2..7], point: 4)", True), ("includes(4, [2..7])", ERROR), ("during(point: 4, range: [2..7])", True), ("coincides(point1: 4, point2: 4)", True), ("coincides(4, [4..4])", ERROR),
    ("before(2)", ERROR), ("before(2, 3, 4)", ERROR), ("before(null, 3)", ERROR), ('before(2, "三")', ERROR), ("before(2, [\"a\"..\"c\"])", ERROR), ('before("a", "b")', True), ('before(@"P1D", @"P2D")', True), ('before(@"10:00:00+08:00", @"03:00:00Z")', True),
    ('before(@"10:00:00", @"11:00:00Z")', ERROR), ('during(@"2027-05-01", [@"2027-04-30"..@"2027-05-02"])', True), ("before(true, false)", ERROR),
])
def test_arguments_of_relations(text: str, expected: object) -> None:
    assert outcome(text) is expected


@computes("range")
@pytest.mark.parametrize(("text", "expected"), [
    ('range("[2..5]")', "[2..5]"), ('range("]2..5[")', "(2..5)"), ('range(" ( 2 .. 5 ] ")', "(2..5]"), ('range("[2..)") = >= 2', True), ('range("(..5)") = < 5', True), ('range("[\\"a\\"..\\"c\\"]") = ["a".."c"]', True), ('range("[@\\"P1D\\"..@\\"P2D\\"]") = [@"P1D"..@"P2D"]', True),
    ('range("[date(\\"2027-05-01\\")..@\\"2027-05-02\\"]") = [@"2027-05-01"..@"2027-05-02"]', True), ('range("[-5..-2]") = [-5..-2]', True), ('3 in range(from: "[2..5]")', True), ('range("[..5]")', ERROR), ('range("[2..]")', ERROR), ('range("(..)")', ERROR), ('range("[5..2]")', ERROR), ('range("[2..\\"a\\"]")', ERROR),
    ('range("2..5")', ERROR), ('range("[2,5]")', ERROR), ('range("[1+1..5]")', ERROR), ('range("[x..5]")', ERROR), ('range("[date(string(\\"2027-05-01\\"))..@\\"2027-05-02\\"]")', ERROR), ('range("")', ERROR), ("range(null)", ERROR), ("range(2)", ERROR), ("range()", ERROR),
])
def test_range(text: str, expected: object) -> None:
    assert outcome(text, x=3) == expected
