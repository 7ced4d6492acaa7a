"""Forms under check: a good one has no fault, and each fault names its place, its reason and its remedy."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from engine.deployment import forms
from engine.deployment.files import SourceFile
from engine.model import Fault
from engine.values import dumps, loads
from web.forms.definition import WIDGETS

SHIPPED = sorted((Path(__file__).parents[3] / "bpmn").rglob("forms/*.json"))
GOOD: dict[str, Any] = loads("""{
  "$id": "filing", "title": {"zh": "验收备案", "en": "Filing"}, "type": "object", "required": ["report_no"],
  "properties": {
    "report_no": {"type": "string", "pattern": "^YS"}, "accepted_on": {"type": "string", "format": "date"}, "cost": {"type": "number"},
    "items": {"type": "array", "items": {"type": "object", "required": ["amount"], "properties": {"amount": {"type": "number"}}}}
  },
  "ui": {
    "pages": [{"title": {"zh": "基本情况"}, "fields": ["report_no", "accepted_on", "note"]}],
    "fields": {
      "report_no": {"label": {"zh": "编号"}}, "accepted_on": {"label": {"zh": "日期"}, "widget": "date", "default": "=today()"},
      "cost": {"label": {"zh": "金额"}, "widget": "money", "total_of": "items.amount"},
      "items": {"label": {"zh": "明细"}, "widget": "rows", "show_if": "=cost > 0"}, "items.amount": {"label": {"zh": "金额"}},
      "note": {"label": {"zh": "说明"}, "widget": "readonly"}
    },
    "rules": [{"if": "=accepted_on > today()", "field": "accepted_on", "message": {"zh": "不能晚于今天"}}],
    "attachments": [{"kind": "report", "label": {"zh": "报告"}, "show_if": "=cost > 0"}]
  }
}""")


def faults(form: Any) -> list[Fault]:
    content = form if isinstance(form, bytes) else dumps(form).encode()
    return list(forms.check(SourceFile(name="f.json", content=content)))


def changed(place: str, value: Any) -> dict[str, Any]:
    """The good form with one thing changed; None takes it away."""
    form = deepcopy(GOOD)
    *way, last = [int(step) if step.isdigit() else step for step in place.split("/")]
    here: Any = form
    for step in way:
        here = here[step]
    if value is None:
        del here[last]
    else:
        here[last] = value
    return form


def test_a_good_form_has_no_fault() -> None:
    assert faults(GOOD) == []
    assert forms.form_id(SourceFile(name="f.json", content=dumps(GOOD).encode())) == "filing"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_forms_have_no_fault(path: Path) -> None:
    assert faults(path.read_bytes()) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": NaN}', b"\xff\xfe\xff", b"[" * 100_000, b" " * 600_000])
def test_what_is_no_json_object_is_told_and_has_no_id(content: bytes) -> None:
    assert [fault.rule for fault in faults(content)] == ["form_json"]
    assert forms.form_id(SourceFile(name="f.json", content=content)) is None


@pytest.mark.parametrize(("place", "value", "rule"), [
    ("$id", None, "form_id"),
    ("$id", "a b", "form_id"),
    ("title", {"en": "Filing"}, "form_label"),
    ("properties", [], "form_shape"),
    ("ui/fields", [], "form_shape"),
    ("ui/fields/cost", "money", "form_shape"),
    ("ui/rules/0", 1, "form_shape"),
    ("ui/pages/0/fields", "cost", "form_shape"),
    ("required", ["nothing"], "form_required"),
    ("properties/items/items/required", ["nothing"], "form_required"),
    ("properties/items/items/required", "amount", "form_shape"),
    ("properties/cost/type", "money", "form_property"),
    ("properties/report_no/pattern", "(", "form_property"),
    ("ui/fields/cost/widget", "slider", "form_widget"),
    ("ui/fields/other", {"label": {"zh": "其他"}}, "form_field"),
    ("ui/fields/cost/label", {"en": "Cost"}, "form_label"),
    ("ui/fields/cost/total_of", "items", "form_total"),
    ("ui/fields/cost/total_of", "items.price", "form_total"),
    ("ui/fields/accepted_on/default", "=today(", "form_expression"),
    ("ui/fields/items/show_if", "cost > 0", "form_expression"),
    ("ui/fields/items/show_if", "=cost >", "form_expression"),
    ("ui/pages/0/title", None, "form_label"),
    ("ui/pages/0/fields", ["report_no", "nothing"], "form_field"),
    ("ui/rules/0/if", "=(", "form_expression"),
    ("ui/rules/0/if", None, "form_expression"),
    ("ui/rules/0/field", "nothing", "form_field"),
    ("ui/rules/0/message", None, "form_label"),
    ("ui/attachments/0/kind", None, "form_shape"),
    ("ui/attachments/0/label", None, "form_label"),
    ("ui/attachments/0/show_if", "=)", "form_expression"),
])
def test_each_fault_is_found(place: str, value: Any, rule: str) -> None:
    found = faults(changed(place, value))
    assert {fault.rule for fault in found} == {rule}
    for fault in found:
        assert fault.file == "f.json" and fault.severity == "error"
        assert all(text["zh"] and text["en"] and "{" not in text["zh"] for text in (fault.message, fault.remedy))


def test_the_page_knows_the_same_widgets() -> None:
    assert set(forms.WIDGETS) == WIDGETS
