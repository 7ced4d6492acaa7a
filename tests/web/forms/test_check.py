"""Judging a form: types, limits, conditions, sums, rules, materials; every wrong field is named, hidden ones are dropped."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from engine.values import ZONE, loads
from web.forms import check, definition
from web.forms.check import Around, Checked

FORM = definition.read(loads("""{
  "$id": "t", "title": {"zh": "表", "en": "T"}, "type": "object", "required": ["name", "cost", "why", "on"],
  "properties": {
    "name": {"type": "string", "minLength": 2, "maxLength": 5, "pattern": "^[^!]*$"},
    "on": {"type": "string", "format": "date"},
    "cost": {"type": "number", "minimum": 0, "maximum": 1000, "multipleOf": 0.01},
    "kind": {"type": "string", "enum": ["甲", "乙"]},
    "why": {"type": "string"},
    "tags": {"type": "array", "minItems": 1, "uniqueItems": true, "items": {"type": "string", "enum": ["a", "b"]}},
    "lines": {"type": "array", "maxItems": 3, "items": {"type": "object", "required": ["item"],
              "properties": {"item": {"type": "string"}, "amount": {"type": "number"}}}},
    "owner": {"type": "string"}
  },
  "ui": {
    "fields": {
      "cost": {"label": {"zh": "金额", "en": "Cost"}, "widget": "money", "total_of": "lines.amount"},
      "why": {"label": {"zh": "理由", "en": "Why"}, "widget": "textarea", "show_if": "=kind = \\"乙\\""},
      "lines": {"label": {"zh": "明细", "en": "Lines"}, "widget": "rows"},
      "lines.amount": {"label": {"zh": "金额", "en": "Amount"}, "widget": "money"},
      "owner": {"label": {"zh": "单位", "en": "Unit"}, "widget": "unit"}
    },
    "rules": [{"if": "=date(on) > today()", "field": "on", "message": {"zh": "不能晚于今天", "en": "not after today"}, "clause": "27"}],
    "attachments": [{"kind": "paper", "label": {"zh": "材料", "en": "Paper"}, "required": true, "types": ["pdf"],
                     "show_if": "=cost > 100"}]
  }
}"""))
GOOD: dict[str, Any] = {"name": "平台", "on": "2027-03-01", "cost": "12.50"}
NOW = datetime(2027, 3, 1, 9, tzinfo=ZONE)


def judge(typed: dict[str, Any], *, case: dict[str, Any] | None = None, files: tuple[str, ...] = ()) -> Checked:
    """The verdict on what was typed."""
    around = Around(
        case=case or {}, now=NOW, files={kind: [{"name": "x.pdf"}] for kind in files}, people={"unit": frozenset({"HBJ"})}
    )
    return check.check(FORM, typed, around)


def test_a_good_form_gives_its_values() -> None:
    checked = judge(GOOD)
    assert checked.problems == ()
    assert checked.values == {"name": "平台", "on": "2027-03-01", "cost": Decimal("12.50")}


@pytest.mark.parametrize(
    ("typed", "path", "code"),
    [
        ({"name": ""}, "name", "required"), ({"name": "x"}, "name", "minLength"), ({"name": "一二三四五六"}, "name", "maxLength"),
        ({"name": "a!"}, "name", "pattern"), ({"cost": "-1"}, "cost", "minimum"), ({"cost": "1000.01"}, "cost", "maximum"),
        ({"cost": "abc"}, "cost", "not_money"), ({"kind": "丙"}, "kind", "not_listed"), ({"tags": ["a", "a"]}, "tags", "uniqueItems"),
        ({"tags": ["c"]}, "tags.0", "not_listed"), ({"lines": [{"amount": "1"}]}, "lines.0.item", "required"),
        ({"lines": [{"item": "i"}] * 4}, "lines", "maxItems"), ({"owner": "JTJ"}, "owner", "not_listed"),
        ({"on": "2027-02-29"}, "on", "not_date"), ({"on": "2027-03-02"}, "on", "rule"), ({"kind": "乙"}, "why", "required"),
        ({"cost": "101"}, "attachment.paper", "file_missing"),
        ({"lines": [{"item": "i", "amount": "5"}]}, "cost", "not_the_total"),
    ],
)
def test_what_is_wrong_is_named(typed: dict[str, Any], path: str, code: str) -> None:
    assert (path, code) in [(one.path, one.code) for one in judge({**GOOD, **typed}).problems]


def test_everything_wrong_is_named_at_once_in_the_order_of_the_page() -> None:
    problems = judge({"name": "x", "on": "nie", "cost": "-1", "kind": "丙"}).problems
    assert [one.path for one in problems] == ["name", "on", "cost", "kind"]


def test_a_hidden_answer_is_dropped_and_what_the_case_held_is_emptied() -> None:
    checked = judge({**GOOD, "kind": "甲", "why": "因为"}, case={"why": "旧理由"})
    assert checked.values["why"] is None
    assert checked.problems == ()


def test_a_sum_that_nobody_typed_is_filled_in() -> None:
    lines = [{"item": "甲", "amount": "1.25"}, {"item": "乙", "amount": "2"}]
    checked = judge({**GOOD, "cost": "", "lines": lines})
    assert (checked.values["cost"], checked.problems) == (Decimal("3.25"), ())


def test_a_material_is_asked_for_only_when_its_condition_holds() -> None:
    assert judge({**GOOD, "cost": "101"}, files=("paper",)).problems == ()


def test_rules_speak_in_their_own_words() -> None:
    [problem] = judge({**GOOD, "on": "2027-12-31"}).problems
    assert problem.message is not None
    assert (problem.message["zh"], problem.clause) == ("不能晚于今天", "27")
