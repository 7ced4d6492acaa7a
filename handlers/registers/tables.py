"""The registers, as literal tables: units, projects, construction reports, acceptances, filings, rectifications."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import MetaData

from handlers.registers.register import Field, Kind, Register

metadata = MetaData()

#: What may stand beside a project's state.
FLAGS = (
    "filing_pending", "filing_overdue", "filing_late", "rectifying", "used_before_acceptance", "suspended",
    "special_acceptance_failed", "defer_investment", "major_hazard",
)
#: The states that a project goes through.
STATES = (
    "草稿", "筛查中", "涉密终止", "不纳入", "主管把关", "入库审核", "已入库", "退库", "列入计划建议", "计划已下达", "绿色通道批准",
    "方案编制", "联合评审", "评审通过", "已立项", "运维计划批准", "采购中", "合同已签", "建设中", "暂停", "建成", "报告确认中",
    "报告已确认", "验收中", "整改中", "验收合格", "已备案", "逾期未备案", "免费运维期", "运维期", "停用", "整合", "归档关闭", "终止",
)
UNIT_KINDS = ("市直", "党群", "事业单位", "市管医院", "市管学校", "市管国企", "县区", "园区", "镇街")
CLASSES = ("建设", "购买服务", "运维")
BUILD_MODES = ("新建", "改建", "扩建", "政府购买服务", "运维")


def _field(name: str, kind: Kind, zh: str, en: str, *words: str) -> Field:
    return Field(name=name, kind=kind, zh=zh, en=en, words=words)


def _required(name: str, kind: Kind, zh: str, en: str, *words: str) -> Field:
    return Field(name=name, kind=kind, zh=zh, en=en, words=words, required=True)


UNITS = Register("unit", "单位", "Units", "unit_id", (
    _required("unit_id", "text", "单位编号", "Unit id"),
    _required("name", "text", "单位名称", "Name"),
    _field("uscc", "text", "统一社会信用代码", "Unified social credit code"),
    _required("kind", "text", "单位类型", "Kind", *UNIT_KINDS),
    _field("line_dept", "text", "主管部门", "Line department"),
    _field("district", "text", "行政区划码", "District code"),
    _field("budget_unit", "yes", "本级预算单位", "Budget unit of the city"),
), metadata, ("kind",))

PROJECTS = Register("project", "项目", "Projects", "project_no", (
    _required("project_no", "text", "项目编号", "Project number"),
    _required("name", "text", "项目名称", "Name"),
    _required("unit_id", "text", "项目单位", "Unit"),
    _field("line_dept", "text", "主管部门", "Line department"),
    _field("class", "text", "项目类别", "Class", *CLASSES),
    _field("build_mode", "text", "建设方式", "Build mode", *BUILD_MODES),
    _field("total_investment", "money", "批复总投资（万元）", "Approved total (10,000 yuan)"),
    _field("approved_on", "day", "批复日期", "Approved on"),
    _field("state", "text", "状态", "State", *STATES),
    _field("flags", "flags", "标志", "Flags", *FLAGS),
    _field("report_confirmed_on", "day", "建设报告确认日期", "Report confirmed on"),
    _field("acceptance_status", "text", "验收状态", "Acceptance", "未验收", "合格", "不合格"),
    _field("acceptance_date", "day", "竣工验收合格日期", "Accepted on"),
    _field("go_live_allowed", "yes", "可投入使用", "May go live"),
    _field("mlps_level", "number", "等级保护级别", "Protection level"),
    _field("crypto_applicable", "yes", "密码应用适用", "Cryptography applies"),
    _field("crypto_not_applicable_by_sca", "yes", "密码管理局认定不适用", "Waived by the Cryptography Administration"),
    _field("warranty_months", "number", "免费运维期（月）", "Free maintenance (months)"),
    _field("warranty_end", "day", "免费运维期届满日", "Free maintenance ends on"),
), metadata, ("unit_id", "state"))

REPORTS = Register("report", "系统建设报告", "Construction reports", "report_key", (
    _required("report_key", "text", "报告编号", "Report key"),
    _required("project_no", "text", "项目编号", "Project number"),
    _required("round", "number", "轮次", "Round"),
    _field("submitted_on", "day", "提交日期", "Submitted on"),
    _field("confirmed_on", "day", "确认日期", "Confirmed on"),
    _required("status", "text", "状态", "Status", "已提交", "已确认"),
    _field("report_no", "text", "确认意见文号", "Number of the confirmation"),
    _required("sections", "list", "六部分内容", "The six sections"),
), metadata, ("project_no",))

ACCEPTANCES = Register("acceptance", "竣工验收", "Acceptances", "acceptance_key", (
    _required("acceptance_key", "text", "验收编号", "Acceptance key"),
    _required("project_no", "text", "项目编号", "Project number"),
    _required("round", "number", "轮次", "Round"),
    _required("date", "day", "验收日期", "Date"),
    _required("conclusion", "text", "验收结论", "Conclusion", "合格", "不合格"),
    _field("group", "list", "验收组", "Acceptance group"),
    _field("items", "list", "逐项结论", "Items"),
    _required("status", "text", "状态", "Status", "合格", "整改中", "已整改"),
), metadata, ("project_no",))

FILINGS = Register("filing", "验收备案", "Filings", "project_no", (
    _required("project_no", "text", "项目编号", "Project number"),
    _field("acceptance_date", "day", "竣工验收合格日期", "Accepted on"),
    _field("due_on", "day", "备案截止日", "Due on"),
    _field("submitted_on", "day", "提交日期", "Submitted on"),
    _field("filed_on", "day", "核收日期", "Filed on"),
    _required("status", "text", "状态", "Status", "未备案", "已提交", "补正", "已备案", "逾期"),
    _field("late", "yes", "逾期提交", "Late"),
    _field("materials", "list", "备案材料", "Papers"),
    _field("report_no", "text", "验收报告编号", "Number of the acceptance report"),
    _field("receipt_no", "text", "回执文号", "Number of the receipt"),
    _field("reminder_no", "text", "催办文号", "Number of the reminder"),
), metadata, ("status", "due_on"))

RECTIFICATIONS = Register("rectification", "整改通知", "Rectifications", "rectification_key", (
    _required("rectification_key", "text", "整改编号", "Rectification key"),
    _required("project_no", "text", "项目编号", "Project number"),
    _required("round", "number", "轮次", "Round"),
    _required("source", "text", "来源", "Source"),
    _field("items", "list", "整改事项", "Items"),
    _field("due_on", "day", "整改期限", "Due on"),
    _required("status", "text", "状态", "Status", "整改中", "待确认", "已闭环"),
    _field("closed_on", "day", "闭环日期", "Closed on"),
    _field("opinion", "text", "确认意见", "Opinion"),
    _field("document_no", "text", "整改通知文号", "Number of the order"),
), metadata, ("project_no", "status"))

REGISTERS: Mapping[str, Register] = {
    register.name: register for register in (UNITS, PROJECTS, REPORTS, ACCEPTANCES, FILINGS, RECTIFICATIONS)
}
