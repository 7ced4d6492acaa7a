"""Judging and approving: joint reviews, opinions, approvals, budgets, exceptions, appeals (articles 9, 10, 13 to 17)."""

from __future__ import annotations

from handlers.registers.register import Register
from handlers.registers.tables.fields import STAGES, VERDICTS, field, metadata, required

REVIEWS = Register("review", "联合评审", "Joint reviews", "review_key", (
    required("review_key", "text", "评审编号", "Review key"),
    required("project_no", "text", "项目编号", "Project number"),
    required("round", "number", "轮次", "Round"),
    required("method", "text", "评审方式", "Method", "书面会签", "会议评审", "专家论证", "简易审核"),
    required("departments", "list", "参与部门", "Departments"),
    field("expert_conclusion", "text", "专家组结论", "Experts' conclusion", *VERDICTS),
    field("proposed", "text", "汇总结论", "Conclusion by the table", *VERDICTS),
    field("conclusion", "text", "结论", "Conclusion", *VERDICTS),
    field("deviation", "text", "偏离汇总结论的理由", "Why it differs from the table"),
    field("items", "list", "修改事项", "What must change"),
    field("signed_by", "text", "签发人", "Signed by"),
    field("signed_on", "day", "签发日期", "Signed on"),
    field("document_no", "text", "联合评审意见文号", "Document number"),
    required("status", "text", "状态", "Status", "评审中", "修改中", "已通过", "未通过", "撤回"),
), metadata, ("project_no",))

OPINIONS = Register("opinion", "部门意见", "Opinions", "opinion_key", (
    required("opinion_key", "text", "意见编号", "Opinion key"),
    required("project_no", "text", "项目编号", "Project number"),
    required("matter", "text", "事项", "Matter", "联合评审", "入库", "年度计划", "绿色通道", "建设报告确认", "复核"),
    required("round", "number", "轮次", "Round"),
    required("department", "text", "部门", "Department"),
    required("topic", "text", "专项", "Topic"),
    field("conclusion", "text", "结论", "Conclusion"),
    field("opinion", "text", "意见", "Opinion"),
    field("items", "list", "逐项意见", "Item by item"),
    field("given_by", "text", "出具人", "Given by"),
    field("given_on", "day", "出具日期", "Given on"),
    required("late", "yes", "超期", "Late"),
    required("status", "text", "状态", "Status", "已出具", "逾期未反馈"),
), metadata, ("project_no", "department"))

APPROVALS = Register("approval", "立项审批", "Approvals", "approval_key", (
    required("approval_key", "text", "审批编号", "Approval key"),
    required("project_no", "text", "项目编号", "Project number"),
    required("stage", "text", "审批环节", "Stage", *STAGES),
    required("decision", "text", "决定", "Decision", "批准", "不予批准", "补正"),
    field("reason", "text", "理由", "Reason"),
    field("estimate", "money", "估算（万元）", "Estimate (10,000 yuan)"),
    field("budget", "money", "概算（万元）", "Budget (10,000 yuan)"),
    field("total", "money", "批复总投资（万元）", "Approved total (10,000 yuan)"),
    field("content", "list", "批复内容", "Approved content"),
    field("platform_code", "text", "投资项目在线平台代码", "Code on the investment platform"),
    field("approved_on", "day", "批复日期", "Approved on"),
    field("valid_until", "day", "有效期至", "Valid until"),
    field("document_no", "text", "批复文号", "Document number"),
), metadata, ("project_no",))

ANCILLARIES = Register("ancillary", "附属审批", "Ancillary approvals", "ancillary_key", (
    required("ancillary_key", "text", "附属审批编号", "Key"),
    required("project_no", "text", "项目编号", "Project number"),
    required("kind", "text", "类型", "Kind", "规划选址", "用地预审", "环境影响评价", "节能评估"),
    field("number", "text", "文号", "Number"),
    required("conclusion", "text", "结论", "Conclusion"),
), metadata, ("project_no",))

BUDGET_REVIEWS = Register("budget_review", "概算评审", "Budget reviews", "budget_key", (
    required("budget_key", "text", "评审编号", "Review key"),
    required("project_no", "text", "项目编号", "Project number"),
    required("round", "number", "轮次", "Round"),
    required("submitted", "money", "送审金额（万元）", "Submitted (10,000 yuan)"),
    required("approved", "money", "审定金额（万元）", "Approved (10,000 yuan)"),
    required("lines", "list", "逐项审定", "Line by line"),
    field("sources", "list", "资金来源", "Sources of money"),
    field("years", "list", "年度安排", "By year"),
    field("document_no", "text", "评审意见文号", "Document number"),
    required("approved_on", "day", "审定日期", "Approved on"),
), metadata, ("project_no",))

EXCEPTIONS = Register("gate_exception", "例外核准", "Exceptions", "exception_key", (
    required("exception_key", "text", "例外编号", "Exception key"),
    required("project_no", "text", "项目编号", "Project number"),
    required("gate", "text", "适用的前提", "Gate"),
    required("reason", "text", "理由", "Reason"),
    required("basis", "text", "法规或文件依据", "Legal ground"),
    field("valid_until", "day", "有效期至", "Valid until"),
    field("first_by", "text", "第一核准人", "First approver"),
    field("second_by", "text", "第二核准人", "Second approver"),
    required("status", "text", "状态", "Status", "已核准", "不予核准"),
    required("decided_on", "day", "决定日期", "Decided on"),
), metadata, ("project_no", "gate"))

APPEALS = Register("appeal", "复核申请", "Appeals", "appeal_key", (
    required("appeal_key", "text", "复核编号", "Appeal key"),
    required("project_no", "text", "项目编号", "Project number"),
    required("against", "text", "复核的决定", "Against what"),
    required("reason", "text", "理由", "Reason"),
    required("result", "text", "复核结果", "Result", "维持", "变更"),
    field("opinion", "text", "复核意见", "Opinion"),
    field("decided_by", "text", "复核人", "Decided by"),
    required("decided_on", "day", "决定日期", "Decided on"),
), metadata, ("project_no",))

ALL = (REVIEWS, OPINIONS, APPROVALS, ANCILLARIES, BUDGET_REVIEWS, EXCEPTIONS, APPEALS)
