"""The papers of a stage, and their chapter on sharing data."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.development_reform.check_papers import check_data_section, check_papers
from tests.handlers.city import City, verdict

LONG = "共享数据的范围、更新周期和使用单位都已经逐项列明。"
STUDY = {"stage": "可行性研究报告", "depth": "", "has_budget": False, "position": "首个"}
DESIGN = {"stage": "初步设计", "depth": "", "has_budget": True, "position": "末个"}
PROPOSAL = {"stage": "项目建议书", "depth": "", "has_budget": False, "position": "首个"}
SECTION = {"stage": STUDY, "section_shared": LONG, "section_needed": LONG, "section_feedback": LONG, "section_platform": True}
PAPERS: dict[str, Any] = {
    "stage": DESIGN, "platform_code": "2703", "paper_author": "研究院", "approval_goals": "提效", "tender_plan": "公开招标",
    "build_period": "12个月", "approval_content": [{"item": "平台", "scale": "1套"}], "stage_estimate": 320, "stage_budget": 320,
    "budget_lines": [{"item": "软件", "amount": 240}, {"item": "设备", "amount": 80}], "trusted_statement": LONG,
    "crypto_plan_ready": True,
}


def test_a_chapter_with_all_its_parts_passes(city: City) -> None:
    assert city.run(check_data_section, SECTION).variables == {"section_complete": True}


@pytest.mark.parametrize("change", [
    {"section_shared": ""}, {"section_needed": "无"}, {"section_feedback": None}, {"section_platform": False}, {"section_platform": None},
])
def test_a_chapter_that_lacks_a_part_is_returned(city: City, change: dict[str, Any]) -> None:
    assert city.run(check_data_section, SECTION | change).variables == {"section_complete": False}


def test_twenty_letters_are_enough_and_nineteen_are_not(city: City) -> None:
    judged = [city.run(check_data_section, SECTION | {"section_shared": "数" * count}).variables["section_complete"] for count in (19, 20)]
    assert judged == [False, True]


def test_a_proposal_needs_no_chapter(city: City) -> None:
    assert city.run(check_data_section, {"stage": PROPOSAL}).variables == {"section_complete": True}


@pytest.mark.parametrize("stage", [STUDY, DESIGN])
def test_complete_papers_pass(city: City, stage: dict[str, Any]) -> None:
    result = city.run(check_papers, PAPERS | {"stage": stage})
    assert (result.verdict, result.variables) == ("通过", {"papers_complete": True})


@pytest.mark.parametrize(("change", "item"), [
    ({"platform_code": ""}, "报批文件齐全"), ({"tender_plan": None}, "报批文件齐全"), ({"stage_budget": 321}, "投资概算"),
    ({"stage_budget": None}, "投资概算"), ({"stage": STUDY, "stage_estimate": 0}, "投资估算"), ({"approval_content": []}, "建设内容"),
    ({"trusted_statement": "是"}, "安全可靠应用说明"), ({"crypto_plan_ready": False}, "密码应用方案"),
])
def test_what_is_missing_is_named(city: City, change: dict[str, Any], item: str) -> None:
    result = city.run(check_papers, PAPERS | change)
    assert verdict(result, item) == "不通过"
    assert result.variables == {"papers_complete": False}


@pytest.mark.parametrize(("applies", "judged"), [(False, "不适用"), (True, "存疑"), (None, "存疑")])
def test_a_plan_for_cryptography_is_asked_where_it_applies(city: City, applies: bool | None, judged: str) -> None:
    city.project(crypto_applicable=applies)
    assert verdict(city.run(check_papers, PAPERS | {"crypto_plan_ready": None}), "密码应用方案") == judged
