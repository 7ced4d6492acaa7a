"""The words that registers share, and the two ways to write a field."""

from __future__ import annotations

from sqlalchemy import MetaData

from handlers.registers.register import Field, Kind

metadata = MetaData()

#: What may stand beside a project's state.
FLAGS = (
    "filing_pending", "filing_overdue", "filing_late", "rectifying", "used_before_acceptance", "suspended",
    "special_acceptance_failed", "defer_investment", "major_hazard", "ineligible", "secrecy_hit", "unit_warning",
)
#: The states that a project goes through.
STATES = (
    "草稿", "筛查中", "涉密终止", "不纳入", "主管把关", "入库审核", "已入库", "退库", "列入计划建议", "计划已下达", "绿色通道批准",
    "方案编制", "联合评审", "评审通过", "立项审批", "已立项", "运维计划批准", "采购中", "合同已签", "建设中", "暂停", "建成", "报告确认中",
    "报告已确认", "验收中", "整改中", "验收合格", "已备案", "逾期未备案", "免费运维期", "运维期", "停用", "整合", "归档关闭", "终止",
    "撤回", "不予入库", "评审不通过", "不予批准",
)
UNIT_KINDS = ("市直", "党群", "事业单位", "市管医院", "市管学校", "市管国企", "县区", "园区", "镇街")
CLASSES = ("建设", "购买服务", "运维")
BUILD_MODES = ("新建", "改建", "扩建", "政府购买服务", "运维")
OBJECT_TYPES = ("基础设施", "系统开发", "运行维护管理", "数据治理", "其他")
#: The steps that the regulation calls approval (article 14).
STAGES = ("项目建议书", "可行性研究报告", "初步设计")
VERDICTS = ("通过", "修改后通过", "不通过")


def field(name: str, kind: Kind, zh: str, en: str, *words: str) -> Field:
    """A field that a row may lack."""
    return Field(name=name, kind=kind, zh=zh, en=en, words=words)


def required(name: str, kind: Kind, zh: str, en: str, *words: str) -> Field:
    """A field that every row has."""
    return Field(name=name, kind=kind, zh=zh, en=en, words=words, required=True)
