"""H-PLAN5: five parts, the rest of the plan, replies after a conditional pass; the plan is kept as handed in."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.data_bureau.review.check_plan_parts import check_plan_parts, digest
from tests.handlers.city import PROJECT_NO, City, found, verdict
from tests.handlers.plan import PLAN

CHANGE = {"change_items": [{"department": "CAC", "content": "数据脱敏"}]}


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"data_connection": None}, "数据资源共享"), ({"security_sync": []}, "网络和数据安全"),
        ({"crypto_plan_summary": "略"}, "密码应用方案"), ({"efile_formats": []}, "电子文件和电子档案"),
        ({"products": []}, "软硬件产品安全可靠"), ({"products_statement": "都在名录内。"}, "软硬件产品安全可靠"),
        ({"plan_architecture": "三层"}, "总体方案"), ({"plan_cross_level": True}, "跨层级衔接方案"),
    ],
)
def test_a_part_that_is_missing_or_thin_blocks(city: City, changed: dict[str, Any], part: str) -> None:
    result = city.run(check_plan_parts, {**PLAN, **changed})
    assert result.variables == {"plan_complete": False, "plan_missing": [f"方案内容齐全：{part}"]}


def test_a_complete_plan_is_kept_with_its_digest(city: City) -> None:
    assert city.run(check_plan_parts, PLAN).variables == {"plan_complete": True, "plan_missing": []}
    row = city.row("declaration", f"{PROJECT_NO}-F-1")
    assert (row["kind"], row["submitted_on"], row["content_digest"]) == ("建设方案", "2027-01-20", digest(PLAN))
    assert row["content"]["plan_total"] == 150


def test_the_digest_follows_the_plan_and_nothing_else() -> None:
    assert digest(PLAN) == digest({**PLAN, "intake_decision": "受理"})
    assert digest(PLAN) != digest({**PLAN, "plan_total": 151})


@pytest.mark.parametrize(
    ("replies", "says"),
    [
        ([{"content": "数据脱敏", "reply": "已补充规则。"}], "通过"), ([{"content": "数据脱敏", "reply": " "}], "不通过"),
        ([{"content": "其他", "reply": "已改。"}], "不通过"), (None, "不通过"),
    ],
)
def test_every_change_is_answered(city: City, replies: Any, says: str) -> None:
    result = city.run(check_plan_parts, {**PLAN, **CHANGE, "plan_replies": replies})
    assert verdict(result, "逐条答复评审意见") == says
    assert ("数据脱敏" in found(result, "逐条答复评审意见").problem) is (says == "不通过")
