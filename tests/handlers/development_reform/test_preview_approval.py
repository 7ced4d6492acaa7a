"""H-PREVIEW: the way of approval by amount, build mode and ground."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.development_reform.preview_approval import preview_approval
from tests.handlers.city import City, verdict
from tests.handlers.plan import PLAN

BUILD = {"class": "建设", "build_mode": "新建"}


@pytest.mark.parametrize(
    ("project", "total", "way"),
    [
        ({"class": "运维"}, 80, "运维类不再立项审批"), ({"class": "购买服务"}, 2000, "可行性研究报告"), (BUILD, 400, "可行性研究报告"),
        (BUILD, 401, "可行性研究报告、初步设计"), (BUILD | {"build_mode": "扩建"}, 1000, "可行性研究报告（达到初步设计深度，含概算）"),
        (BUILD | {"build_mode": "扩建"}, 1001, "可行性研究报告、初步设计"),
        (BUILD | {"green_ground": "突发"}, 300, "初步设计（代可行性研究报告，含概算）"),
        (BUILD | {"green_ground": "重要"}, 1001, "项目建议书、可行性研究报告、初步设计"), (BUILD, None, "缺少总投资"),
    ],
)
def test_the_way(city: City, project: dict[str, Any], total: int | None, way: str) -> None:
    city.project(**project)
    assert city.run(preview_approval, {**PLAN, "plan_total": total}).variables == {"approval_preview": way}


@pytest.mark.parametrize(("project", "says"), [({}, "不适用"), ({"civil_works": True}, "存疑"), ({"high_energy": True}, "存疑")])
def test_ancillary_approvals(city: City, project: dict[str, Any], says: str) -> None:
    city.project(**project)
    assert verdict(city.run(preview_approval, PLAN), "附属审批预告") == says
