"""The declaration for the reserve pool: a good one is taken, and each rule names its field, its clause and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest

from engine.values import ZONE
from tests.bpmn import shipped
from web.forms import check, typed
from web.forms.check import Around, Checked

FORM = shipped.forms()["reserve_declaration"]
NOW = datetime(2027, 1, 4, 9, tzinfo=ZONE)
EVERY_FILE = {part.kind: [{"name": "x.pdf"}] for part in FORM.attachments}


def answered(scenario: str, element: str) -> dict[str, Any]:
    """The first answer to a task in a scenario of the process."""
    given = shipped.story(shipped.SHIPPED / "reserve_entry" / "scenarios" / f"{scenario}.toml").script.answers.user_tasks[element]
    return dict((given[0] if isinstance(given, tuple) else given).variables)


def judge(change: Mapping[str, Any], scenario: str = "entered", *, required: tuple[str, ...] = (), **case: Any) -> Checked:
    """What the form says to the scenario's declaration with these changes."""
    registered = answered(scenario, "fill_registration")
    known = {"project_class": "建设", "required_materials": [{"kind": kind, "or_kind": None} for kind in required], **registered, **case}
    values = {name: value for name, value in {**answered(scenario, "fill_declaration"), **change}.items() if value is not None}
    return check.check(FORM, typed.from_values(FORM, values), Around(case=known, now=NOW, files=EVERY_FILE, people={}))


@pytest.mark.parametrize(("scenario", "project_class"), [("entered", "建设"), ("two_counties", "建设"), ("maintenance", "运维"), ("service_by_demand", "购买服务")])
def test_a_good_declaration_is_taken_as_it_was_written(scenario: str, project_class: str) -> None:
    checked = judge({}, scenario, project_class=project_class, required=("policy_paper",))
    assert checked.problems == ()
    assert checked.values == answered(scenario, "fill_declaration")


LINE = {"category": "硬件", "name": "a", "quantity": 2, "unit_price": 160, "amount": 320, "fund_source": "一般公共预算", "level": "市级"}


@pytest.mark.parametrize(("change", "field", "clause"), [
    ({"policy_basis": [{"kind": "规划", "title": "a", "dated_on": "2027-01-05"}]}, "policy_basis", "7"),
    ({"policy_basis": []}, "policy_basis", None),
    ({"business_items": [{"name": "a", "online": False}]}, "business_items", "3"),
    ({"datasets": []}, "no_data_reason", None),
    ({"budget_lines": [LINE | {"unit_price": 150, "amount": 300}], "budget_total": 300}, "budget_total", "7"),
    ({"budget_lines": [LINE], "budget_total": 319}, "budget_total", None),
    ({"budget_lines": [LINE | {"quantity": 3}]}, "budget_lines", None),
    ({"budget_lines": [LINE | {"fund_source": "自筹"}]}, "budget_lines", "2"),
    ({"budget_lines": [LINE | {"level": "县区"}]}, "budget_lines", "18"),
    ({"share_out": [{"name": "a", "items": "b", "share_type": "不予共享"}]}, "share_out", "31"),
    ({"deployment": "其他"}, "deployment_reason", None),
    ({"networks": ["专网"]}, "network_reason", None),
    ({"materials": [{"kind": "content_paper", "title": "a", "pages": 1, "dated_on": "2027-02-01"}]}, "materials", "7"),
    ({"goals": "短"}, "goals", None),
])
def test_a_rule_names_its_field_and_clause(change: dict[str, Any], field: str, clause: str | None) -> None:
    assert [(problem.path.split(".")[0], problem.clause) for problem in judge(change).problems] == [(field, clause)]


@pytest.mark.parametrize(("change", "field"), [
    ({"county_funding": [{"county": "淮阴区", "amount": 40, "fund_source": "一般公共预算"}]}, "county_funding"),
    ({"county_funding": [{"county": name, "amount": 15, "fund_source": "自筹"} for name in ("淮阴区", "涟水县")]}, "county_funding"),
])
def test_across_levels_every_county_has_its_share(change: dict[str, Any], field: str) -> None:
    assert [(problem.path, problem.clause) for problem in judge(change, "two_counties").problems] == [(field, "18")]


def test_a_paper_that_the_list_asks_for_is_missing_unless_another_stands_for_it() -> None:
    assert [problem.path for problem in judge({}, required=("portal_paper",)).problems] == ["materials"]
    either = [{"kind": "contract_paper", "or_kind": "policy_paper"}]
    assert judge({}, required_materials=either).problems == ()


@pytest.mark.parametrize(("case", "asked"), [
    ({}, {"content_paper", "budget_paper", "data_paper", "policy_paper"}),
    ({"build_mode": "扩建"}, {"content_paper", "budget_paper", "data_paper", "policy_paper", "original_paper", "evaluation_paper"}),
    ({"mobile": True}, {"content_paper", "budget_paper", "data_paper", "policy_paper", "portal_paper"}),
    ({"cross_level": True}, {"content_paper", "budget_paper", "data_paper", "policy_paper", "county_funding_paper", "county_link_paper"}),
    ({"project_class": "运维", "service_basis": "服务需求报告"}, {"policy_paper", "demand_paper"}),
])
def test_files_are_asked_for_as_the_list_of_materials_says(case: dict[str, Any], asked: set[str]) -> None:
    known = {"project_class": "建设", "build_mode": "新建", **case}
    around = Around(case=known, now=NOW, files={}, people={})
    assert {part.kind for part in check.wanted(FORM, case, around)} == asked


@pytest.mark.parametrize(("case", "shown"), [
    ({"project_class": "建设", "build_mode": "新建"}, set()),
    ({"project_class": "运维", "build_mode": "运维"}, {"service_basis", "service_scope", "service_level"}),
    ({"project_class": "建设", "build_mode": "改建"}, {"original_system"}),
    ({"project_class": "建设", "build_mode": "新建", "cross_level": True}, {"county_funding", "county_link"}),
    ({"project_class": "建设", "build_mode": "新建", "mobile": True}, {"mobile_portal"}),
])
def test_sections_show_for_those_whom_they_concern(case: dict[str, Any], shown: set[str]) -> None:
    conditional = {name for name, field in FORM.fields.items() if field.show_if} - {"no_data_reason"}
    assert check.visible(FORM, {}, Around(case=case, now=NOW, files={}, people={})) & conditional == shown
