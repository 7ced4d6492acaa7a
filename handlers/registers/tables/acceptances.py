"""Building and accepting: construction reports, acceptances, filings, rectifications (articles 26 to 28)."""

from __future__ import annotations

from handlers.registers.register import Register
from handlers.registers.tables.fields import field, metadata, required

REPORTS = Register("report", "系统建设报告", "Construction reports", "report_key", (
    required("report_key", "text", "报告编号", "Report key"),
    required("project_no", "text", "项目编号", "Project number"),
    required("round", "number", "轮次", "Round"),
    field("submitted_on", "day", "提交日期", "Submitted on"),
    field("confirmed_on", "day", "确认日期", "Confirmed on"),
    required("status", "text", "状态", "Status", "已提交", "已确认"),
    field("report_no", "text", "确认意见文号", "Number of the confirmation"),
    required("sections", "list", "六部分内容", "The six sections"),
), metadata, ("project_no",))

ACCEPTANCES = Register("acceptance", "竣工验收", "Acceptances", "acceptance_key", (
    required("acceptance_key", "text", "验收编号", "Acceptance key"),
    required("project_no", "text", "项目编号", "Project number"),
    required("round", "number", "轮次", "Round"),
    required("date", "day", "验收日期", "Date"),
    required("conclusion", "text", "验收结论", "Conclusion", "合格", "不合格"),
    field("group", "list", "验收组", "Acceptance group"),
    field("items", "list", "逐项结论", "Items"),
    required("status", "text", "状态", "Status", "合格", "整改中", "已整改"),
), metadata, ("project_no",))

FILINGS = Register("filing", "验收备案", "Filings", "project_no", (
    required("project_no", "text", "项目编号", "Project number"),
    field("acceptance_date", "day", "竣工验收合格日期", "Accepted on"),
    field("due_on", "day", "备案截止日", "Due on"),
    field("submitted_on", "day", "提交日期", "Submitted on"),
    field("filed_on", "day", "核收日期", "Filed on"),
    required("status", "text", "状态", "Status", "未备案", "已提交", "补正", "已备案", "逾期"),
    field("late", "yes", "逾期提交", "Late"),
    field("materials", "list", "备案材料", "Papers"),
    field("report_no", "text", "验收报告编号", "Number of the acceptance report"),
    field("receipt_no", "text", "回执文号", "Number of the receipt"),
    field("reminder_no", "text", "催办文号", "Number of the reminder"),
), metadata, ("status", "due_on"))

RECTIFICATIONS = Register("rectification", "整改通知", "Rectifications", "rectification_key", (
    required("rectification_key", "text", "整改编号", "Rectification key"),
    required("project_no", "text", "项目编号", "Project number"),
    required("round", "number", "轮次", "Round"),
    required("source", "text", "来源", "Source"),
    field("items", "list", "整改事项", "Items"),
    field("due_on", "day", "整改期限", "Due on"),
    required("status", "text", "状态", "Status", "整改中", "待确认", "已闭环"),
    field("closed_on", "day", "闭环日期", "Closed on"),
    field("opinion", "text", "确认意见", "Opinion"),
    field("document_no", "text", "整改通知文号", "Number of the order"),
), metadata, ("project_no", "status"))

ALL = (REPORTS, ACCEPTANCES, FILINGS, RECTIFICATIONS)
