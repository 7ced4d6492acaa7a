"""The city: units, what was imposed on them, and the experts who advise (articles 4 to 6, 33)."""

from __future__ import annotations

from handlers.registers.register import Register
from handlers.registers.tables.fields import UNIT_KINDS, field, metadata, required

UNITS = Register("unit", "单位", "Units", "unit_id", (
    required("unit_id", "text", "单位编号", "Unit id"),
    required("name", "text", "单位名称", "Name"),
    field("uscc", "text", "统一社会信用代码", "Unified social credit code"),
    required("kind", "text", "单位类型", "Kind", *UNIT_KINDS),
    field("line_dept", "text", "主管部门", "Line department"),
    field("district", "text", "行政区划码", "District code"),
    field("budget_unit", "yes", "本级预算单位", "Budget unit of the city"),
    field("line_unit", "text", "归口主管单位", "Unit that checks for it"),
    field("cdo", "text", "首席数据官", "Chief data officer"),
    field("status", "text", "状态", "Status", "正常", "撤并"),
), metadata, ("kind",))

MEASURES = Register("measure", "处置措施", "Measures", "measure_key", (
    required("measure_key", "text", "措施编号", "Measure key"),
    required("object_kind", "text", "对象类别", "On what", "单位", "项目"),
    required("object_key", "text", "对象", "Object"),
    required("kind", "text", "措施", "Measure", "通报批评", "暂缓安排投资计划", "暂停建设", "终止项目", "不予安排后续资金"),
    field("clauses", "list", "依据条款", "Clauses"),
    field("reason", "text", "事由", "Reason"),
    required("from_on", "day", "起始日期", "From"),
    field("until_on", "day", "截止日期", "Until"),
    field("lifted_on", "day", "解除日期", "Lifted on"),
    field("document_no", "text", "文号", "Document number"),
), metadata, ("object_key", "kind"))

EXPERTS = Register("expert", "专家", "Experts", "expert_no", (
    required("expert_no", "text", "专家编号", "Expert number"),
    required("name", "text", "姓名", "Name"),
    required("username", "text", "登录名", "User name"),
    required("unit_id", "text", "工作单位", "Unit"),
    field("line_unit", "text", "单位主管部门", "Line department of the unit"),
    required("title", "text", "职称", "Title"),
    required("fields", "list", "专业领域", "Fields"),
    field("served_units", "list", "近三年服务单位", "Units served within three years"),
    field("companies", "list", "任职或持股企业", "Companies worked for or held"),
    field("advises", "list", "签约顾问单位", "Units advised under contract"),
    field("relatives", "list", "亲属任职单位", "Units where relatives serve"),
    field("prepared", "list", "参与编制的项目", "Projects that they helped to prepare"),
    required("status", "text", "状态", "Status", "在库", "暂停", "退出"),
    field("term_until", "day", "聘期届满", "Term ends"),
    field("score", "money", "考核均分", "Average mark"),
), metadata, ("status", "username"), closed=True)

DRAWS = Register("expert_draw", "专家抽取", "Draws of experts", "draw_key", (
    required("draw_key", "text", "抽取编号", "Draw key"),
    required("project_no", "text", "项目编号", "Project number"),
    required("purpose", "text", "用途", "Purpose", "入库", "联合评审", "立项", "验收", "绩效"),
    required("seed", "text", "随机种子", "Seed"),
    required("size", "number", "人数", "Size"),
    required("candidates", "list", "候选名单", "Candidates"),
    required("excluded", "list", "回避名单及理由", "Excluded, with reasons"),
    required("drawn", "list", "抽取结果", "Drawn"),
    field("quotas", "list", "专业要求", "Fields wanted"),
    field("kept", "list", "已确认名单", "Already accepted"),
    field("directed_reason", "text", "定向邀请理由", "Why invited directly"),
    field("marks", "list", "专家评价", "How the experts worked"),
    field("declined", "list", "谢绝及替换", "Declined and replaced"),
    field("final", "list", "参加名单", "Those who took part"),
    required("drawn_on", "day", "抽取日期", "Drawn on"),
    field("conclusion", "text", "专家组结论", "Conclusion", "通过", "修改后通过", "不通过"),
    required("status", "text", "状态", "Status", "已抽取", "论证中", "论证完成", "不足", "作废"),
), metadata, ("project_no",), closed=True)

ALL = (UNITS, MEASURES, EXPERTS, DRAWS)
