"""A construction plan with which nothing is wrong, for a project of 150 (10,000 yuan)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PLAN: Mapping[str, Any] = {
    "catalogue_entries": [{"name": "路口流量", "items": "路口、时间、流量", "cycle": "5分钟", "share_type": "无条件"}],
    "share_needs": [{"department": "市公安局", "data": "路口视频目录", "purpose": "信号配时"}],
    "collect_new": [{"name": "路口流量", "shareable": False}], "shared_platforms": ["政务云", "数据共享交换平台"],
    "datasets": [{"name": "路口流量", "cycle": "5分钟", "consumers": "市公安局"}], "data_connection": True,
    "mlps_level": 3, "mlps_basis": "受破坏后影响社会秩序，拟定三级。", "mlps_filing_planned": True, "mlps_test_budget": 8,
    "data_classified": True, "important_data": False, "personal_info_count": 0,
    "security_sync": ["同步规划", "同步建设", "同步运行"], "security_budget": 6, "security_incident_plan": True,
    "supply_chain_clause": True, "crypto_applicable": True,
    "crypto_plan_summary": "传输和存储采用国产算法，身份鉴别使用统一身份认证平台。", "crypto_plan_assessor": "省检测中心",
    "crypto_plan_result": "通过", "crypto_algorithms": ["SM2", "SM4"],
    "crypto_products": [{"name": "密码服务平台", "certificate_no": "GM0032100"}], "crypto_budget": 5,
    "efile_applicable": True, "efile_formats": ["OFD"], "efile_metadata": True, "efile_in_sync": True,
    "archive_scope": True, "archive_interface": "归档接口", "archive_package": True, "archive_test_planned": True,
    "products": [{"name": "数据库", "category": "数据库", "model": "V8", "quantity": 1, "listed": True}],
    "products_statement": "服务器、操作系统、数据库均在名录内，按清单采购。",
    "plan_architecture": "采集、数据、应用三层架构，部署在政务云，通过接口与公安共享数据。",
    "plan_contents": [{"item": "信号协调控制平台", "functions": "配时、协调、监测", "declared": "一致"}],
    "deployment": "政务云", "network": "电子政务外网", "system_kind": "监管", "platforms": ["互联网+监管"],
    "mobile": False, "needs_city_management": False, "plan_period": 9, "plan_organisation": "科技处，责任人李明。",
    "milestones": [{"name": "初验", "due_on": "2027-09-30", "weight": 60}, {"name": "终验", "due_on": "2027-12-20", "weight": 40}],
    "kpis": [{"name": "平均延误下降", "target": "10%"}], "om_plan": "免费运维两年，期满后由本单位承担。",
    "om_annual_cost": 12, "integration_plan": "替代原有单点信号系统，终验后三个月内停用旧系统。",
    "budget_lines": [{"category": "软件开发", "name": "平台开发", "amount": 150}], "plan_total": 150, "amount": 150,
    "plan_sources": [{"source": "一般公共预算", "level": "市", "amount": 150}], "plan_cross_level": False,
}
