"""The parts of a plan: what each must answer, and when."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.data_bureau.review import plan_parts
from handlers.data_bureau.review.plan_parts import ACROSS, PARTS
from tests.bpmn import shipped
from tests.handlers.plan import PLAN


def missing(**changed: Any) -> list[str]:
    """What the plan lacks when some answers are changed."""
    return [label for part in (*PARTS, ACROSS) for label in part.missing({**PLAN, **changed})]


@pytest.mark.parametrize(
    ("changed", "lacks"),
    [
        ({}, []),
        ({"mlps_basis": " "}, ["定级依据"]),
        ({"catalogue_entries": []}, ["目录草案或不产生数据的说明"]),
        ({"catalogue_entries": [], "no_data_reason": "只采购网络设备。"}, []),
        ({"important_data": True}, ["重要数据和个人信息保护措施"]),
        ({"personal_info_count": 1}, ["重要数据和个人信息保护措施"]),
        ({"crypto_applicable": False}, ["不适用的理由"]),
        ({"efile_applicable": False}, ["不形成电子文件的说明"]),
        ({"archive_interface": None}, ["归档接口"]),
        ({"deployment": "其他"}, ["未使用政务云或政务外网的理由"]),
        ({"network": "专网"}, ["未使用政务云或政务外网的理由"]),
        ({"plan_cross_level": True}, ["县区分担和衔接"]),
    ],
)
def test_what_a_plan_lacks(changed: dict[str, Any], lacks: list[str]) -> None:
    assert missing(**changed) == lacks


def test_the_form_asks_all_that_the_check_wants_to_know() -> None:
    wanted = {name for part in (*PARTS, ACROSS) for name in part.fields}
    assert wanted - set(shipped.forms()["construction_plan"].fields) == set()


def test_a_plan_that_is_handed_in_again_shows_what_was_handed_in() -> None:
    fields = shipped.forms()["construction_plan"].fields
    assert [name for name in fields if name != "plan_replies" and fields[name].default != f"={name}"] == []


def test_only_the_answers_of_the_plan_are_kept() -> None:
    assert plan_parts.of({"plan_total": 150, "intake_decision": "受理"}) == {"plan_total": 150}
