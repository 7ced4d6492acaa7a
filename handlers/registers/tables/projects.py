"""The project, what was declared about it, and the baseline that it is held to (articles 2, 7, 25)."""

from __future__ import annotations

from handlers.registers.register import Register
from handlers.registers.tables.fields import (
    BUILD_MODES,
    CLASSES,
    FLAGS,
    OBJECT_TYPES,
    STAGES,
    STATES,
    field,
    metadata,
    required,
)

#: How far a project's data catalogue has come, in this order (articles 15, 16).
CATALOGUE_STATES = ("草案", "已提交", "审核通过", "已挂接", "已发布")
DECLARATIONS_OF = ("入库申报", "绿色通道", "建设方案", "运维需求", "审批文件")

PROJECTS = Register("project", "项目", "Projects", "project_no", (
    required("project_no", "text", "项目编号", "Project number"),
    required("name", "text", "项目名称", "Name"),
    required("unit_id", "text", "项目单位", "Unit"),
    field("line_dept", "text", "主管部门", "Line department"),
    field("plan_year", "number", "计划年度", "Plan year"),
    field("object_type", "text", "建设对象", "Object", *OBJECT_TYPES),
    field("summary", "text", "项目概述", "Summary"),
    field("fund_sources", "list", "资金来源", "Sources of money"),
    field("estimate", "money", "估算总投资（万元）", "Estimate (10,000 yuan)"),
    field("cross_level", "yes", "跨层级", "Across levels"),
    field("counties", "list", "涉及县区", "Counties concerned"),
    field("mobile", "yes", "含移动端", "Has a mobile application"),
    field("uses_data", "yes", "产生或使用数据", "Makes or uses data"),
    field("civil_works", "yes", "新建土建", "New civil works"),
    field("high_energy", "yes", "高耗能", "High energy use"),
    field("reserve_no", "text", "储备库编号", "Reserve number"),
    field("plan_no", "text", "年度计划编号", "Plan number"),
    field("green_no", "text", "绿色通道编号", "Green channel number"),
    field("green_ground", "text", "绿色通道依据", "Ground of the green channel", "重要", "突发"),
    field("review_conclusion", "text", "联合评审结论", "Joint review", "通过", "修改后通过", "不通过"),
    field("review_no", "text", "联合评审意见文号", "Number of the joint review"),
    field("catalogue_status", "text", "数据资源目录状态", "State of the catalogue", *CATALOGUE_STATES),
    field("catalogue_waived", "yes", "目录认定不适用", "Catalogue waived"),
    field("approval_no", "text", "批复文号", "Number of the approval"),
    field("budget", "money", "审定概算（万元）", "Approved budget (10,000 yuan)"),
    field("implementer", "text", "项目实施机构", "Implementing office"),
    field("lead_person", "text", "项目责任人", "Responsible person"),
    field("class", "text", "项目类别", "Class", *CLASSES),
    field("build_mode", "text", "建设方式", "Build mode", *BUILD_MODES),
    field("total_investment", "money", "批复总投资（万元）", "Approved total (10,000 yuan)"),
    field("approved_on", "day", "批复日期", "Approved on"),
    field("state", "text", "状态", "State", *STATES),
    field("flags", "flags", "标志", "Flags", *FLAGS),
    field("report_confirmed_on", "day", "建设报告确认日期", "Report confirmed on"),
    field("acceptance_status", "text", "验收状态", "Acceptance", "未验收", "合格", "不合格"),
    field("acceptance_date", "day", "竣工验收合格日期", "Accepted on"),
    field("go_live_allowed", "yes", "可投入使用", "May go live"),
    field("mlps_level", "number", "等级保护级别", "Protection level"),
    field("crypto_applicable", "yes", "密码应用适用", "Cryptography applies"),
    field("crypto_not_applicable_by_sca", "yes", "密码管理局认定不适用", "Waived by the Cryptography Administration"),
    field("warranty_months", "number", "免费运维期（月）", "Free maintenance (months)"),
    field("warranty_end", "day", "免费运维期届满日", "Free maintenance ends on"),
), metadata, ("unit_id", "state"))

DECLARATIONS = Register("declaration", "申报", "Declarations", "declaration_key", (
    required("declaration_key", "text", "申报编号", "Declaration key"),
    required("project_no", "text", "项目编号", "Project number"),
    required("kind", "text", "申报事项", "Kind", *DECLARATIONS_OF),
    required("round", "number", "轮次", "Round"),
    required("submitted_on", "day", "提交日期", "Submitted on"),
    required("content", "list", "申报内容", "Content"),
    field("content_digest", "text", "内容摘要值", "Digest of the content"),
    field("cdo_by", "text", "首席数据官", "Chief data officer"),
    field("cdo_on", "day", "审定日期", "Approved by the CDO on"),
    field("line_by", "text", "主管部门审核人", "Line department's reviewer"),
    field("line_on", "day", "主管部门审核日期", "Checked by the line department on"),
    field("corrections", "number", "补正次数", "Corrections"),
    field("result", "text", "结果", "Result"),
), metadata, ("project_no", "kind"))

BASELINES = Register("baseline", "批复基线", "Baselines", "baseline_key", (
    required("baseline_key", "text", "基线编号", "Baseline key"),
    required("project_no", "text", "项目编号", "Project number"),
    required("version", "number", "版本", "Version"),
    required("source", "text", "来源", "Source", "建设方案", *STAGES, "概算", "运维计划", "变更"),
    field("total", "money", "总投资（万元）", "Total (10,000 yuan)"),
    field("content", "list", "建设内容", "Content"),
    field("period", "text", "建设工期", "Period"),
    field("document_no", "text", "文号", "Document number"),
    required("digest", "text", "内容摘要值", "Digest of the content"),
    required("effective_on", "day", "生效日期", "Effective on"),
    field("supersedes", "text", "替代的基线", "Supersedes"),
), metadata, ("project_no",))

ALL = (PROJECTS, DECLARATIONS, BASELINES)
