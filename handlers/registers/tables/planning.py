"""From the reserve to the plan: what may be planned, and what the city has planned (articles 6, 8, 14)."""

from __future__ import annotations

from handlers.registers.register import Register
from handlers.registers.tables.fields import CLASSES, field, metadata, required

RESERVES = Register("reserve", "储备库", "Reserve pool", "reserve_no", (
    required("reserve_no", "text", "储备库编号", "Reserve number"),
    required("project_no", "text", "项目编号", "Project number"),
    required("name", "text", "项目名称", "Name"),
    required("unit_id", "text", "项目单位", "Unit"),
    field("class", "text", "项目类别", "Class", *CLASSES),
    field("plan_year", "number", "计划年度", "Plan year"),
    required("amount", "money", "估算总投资（万元）", "Estimate (10,000 yuan)"),
    field("goals", "text", "建设目标", "Goals"),
    field("contents", "list", "建设内容", "Contents"),
    field("tech_route", "text", "技术路线", "Technical route"),
    field("scores", "list", "评分", "Marks"),
    field("priority", "money", "优先级得分", "Priority"),
    required("entered_on", "day", "入库日期", "Entered on"),
    required("valid_until", "day", "有效期至", "Valid until"),
    required("status", "text", "状态", "Status", "已入库", "合并入库", "列入计划", "退库", "失效"),
    field("opinion_no", "text", "入库意见文号", "Number of the opinion"),
), metadata, ("project_no", "status", "plan_year"))

PLANS = Register("plan", "年度计划", "Annual plans", "plan_key", (
    required("plan_key", "text", "计划编号", "Plan key"),
    required("year", "number", "年度", "Year"),
    required("version", "number", "版本", "Version"),
    required("kind", "text", "计划类别", "Kind", "建设", "运维"),
    field("ceiling", "money", "资金盘子（万元）", "Ceiling (10,000 yuan)"),
    field("total", "money", "年度投资合计（万元）", "Total of the year (10,000 yuan)"),
    field("government_no", "text", "市政府文件号", "Number of the government's decision"),
    field("government_on", "day", "市政府同意日期", "Agreed by the government on"),
    field("issued_on", "day", "下达日期", "Issued on"),
    field("document_no", "text", "下达文号", "Document number"),
    required("status", "text", "状态", "Status", "编制中", "已下达", "已调整"),
), metadata, ("year",))

PLAN_ITEMS = Register("plan_item", "年度计划项目", "Plan items", "plan_no", (
    required("plan_no", "text", "计划项目编号", "Plan number"),
    required("plan_key", "text", "所属计划", "Plan"),
    required("year", "number", "年度", "Year"),
    required("project_no", "text", "项目编号", "Project number"),
    field("reserve_no", "text", "储备库编号", "Reserve number"),
    required("kind", "text", "计划类别", "Kind", "建设", "运维"),
    required("total", "money", "总投资（万元）", "Total (10,000 yuan)"),
    required("year_amount", "money", "年度投资（万元）", "Amount of the year (10,000 yuan)"),
    field("sources", "list", "资金来源", "Sources of money"),
    field("content", "text", "建设内容摘要", "Content"),
    field("period", "text", "建设期", "Period"),
    required("status", "text", "状态", "Status", "已下达", "增补", "暂缓", "调出", "终止"),
), metadata, ("project_no", "year", "plan_key"))

ALL = (RESERVES, PLANS, PLAN_ITEMS)
