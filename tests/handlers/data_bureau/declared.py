"""A declaration for the reserve pool with which nothing is wrong, and rounds of it in the register."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from handlers.data_bureau.reserve import entry
from tests.handlers.city import PROJECT_NO, City

REQUIRED = [
    {"kind": "content_paper", "name": "建设内容说明", "or_kind": None, "or_name": None},
    {"kind": "contract_paper", "name": "上一期合同", "or_kind": "demand_paper", "or_name": "服务需求报告"},
]
DECLARED: Mapping[str, Any] = {
    "unit_id": "JT", "project_name": "智慧交通信号协同平台", "amount": Decimal("320.50"), "plan_year": 2027, "cross_level": False,
    "required_materials": REQUIRED,
    "materials": [{"kind": "content_paper", "title": "建设内容", "pages": 12}, {"kind": "demand_paper", "title": "需求", "pages": 3}],
    "business_items": [{"name": "路口信号配时", "online": True}],
    "datasets": [{"name": "路口流量", "items": "流量", "cycle": "每小时", "consumers": "市公安局"}],
    "goals": "建成全市统一的交通信号协调控制能力，主要路口配时按流量自动优化，高峰拥堵指数下降一成，应急车辆优先通行。",
    "contents": [{"module": "信号协调控制", "functions": "按实时流量生成配时方案，支持绿波、公交优先和应急优先，方案下发前模拟验证。"}],
    "tech_route": "采用分层架构，边缘设备就近计算配时参数，中心侧用时序数据库保存流量，用强化学习模型离线训练、在线校核。",
    "deployment": "政务云", "networks": ["电子政务外网"], "collect_new": [],
    "budget_lines": [{"name": "控制软件", "amount": Decimal("200.5")}, {"name": "路口接入", "amount": 120}],
    "budget_total": Decimal("320.5"),
    "cdo_decision": "同意", "cdo_by": "cdo", "line_decision": "同意统一申请", "line_by": "line",
}


def declare(city: City, project_no: str = PROJECT_NO, round: int = 1, **fields: Any) -> str:
    """Put a round of that project into the register and give its key."""
    key = entry.round_key(project_no, round)
    city.seed("declaration", key, **{
        "project_no": project_no, "kind": entry.KIND, "round": round, "submitted_on": "2027-01-05",
        "content": entry.content(DECLARED), "corrections": 0, **fields,
    })
    return key
