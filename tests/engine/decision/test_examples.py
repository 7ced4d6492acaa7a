"""The owners' tests of a decision, written in TOML."""

from __future__ import annotations

import pytest

from engine import decision
from engine.errors import Invalid
from tests.engine.decision.draw import definitions, draw, table

MODEL = decision.read(definitions(draw(table(["< 50.5 => 1", ">= 50.5 => 2", "> 100 => today()"]))))


def failures(toml: str) -> list[tuple[str, str, object, object]]:
    return [(each.test, each.what, each.expected, each.actual) for each in decision.run_tests(MODEL, toml)]


def test_tests_that_hold() -> None:
    assert failures("""
        [[test]]
        name = "小额"
        decision = "d"
        inputs = { x = 50.4 }
        result = 1
        rules = [1]
        [[test]]
        name = "重叠"
        inputs = { x = 101 }
        errors = ["decision.not_unique"]
    """) == []


def test_tests_that_fail_say_what_came_instead() -> None:
    assert failures('[[test]]\nname = "大额"\ninputs = { x = 60 }\nresult = 1\nrules = [1]') == [
        ("大额", "result", 1, 2), ("大额", "rules", [1], [2]),
    ]
    assert failures("[[test]]\ninputs = { x = 101 }") == [("1", "errors", [], ["decision.not_unique"])]
    assert failures('[[test]]\ndecision = "none"\nresult = 1') == [("1", "decision", "none", None)]


@pytest.mark.parametrize("toml", ["", "not toml", "[[test]]\nresults = 1", '[[test]]\nat = "2027-01-04T09:00:00"', "[[test]]\nat = 5"])
def test_a_file_of_another_form_is_refused(toml: str) -> None:
    with pytest.raises(Invalid):
        decision.run_tests(MODEL, toml)
