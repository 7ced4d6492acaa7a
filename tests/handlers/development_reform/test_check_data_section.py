"""A chapter on sharing data with all its parts."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.development_reform.check_data_section import check_data_section
from tests.handlers.city import City

LONG = "共享数据的范围、更新周期和使用单位都已经逐项列明。"
STUDY = {"stage": "可行性研究报告", "depth": "", "has_budget": False, "position": "首个"}
PROPOSAL = {"stage": "项目建议书", "depth": "", "has_budget": False, "position": "首个"}
SECTION = {"stage": STUDY, "section_shared": LONG, "section_needed": LONG, "section_feedback": LONG, "section_platform": True}

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
