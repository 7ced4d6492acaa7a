"""Data and systems: catalogue, systems in use, what the city shares (articles 15, 16, 19, 31, 32)."""

from __future__ import annotations

from handlers.registers.register import Register
from handlers.registers.tables.fields import field, metadata, required
from handlers.registers.tables.projects import CATALOGUE_STATES

CATALOGUE = Register("catalogue", "数据资源目录", "Data catalogue", "entry_code", (
    required("entry_code", "text", "目录代码", "Code"),
    required("name", "text", "名称", "Name"),
    field("project_no", "text", "项目编号", "Project number"),
    required("unit_id", "text", "提供方", "Provider"),
    field("category", "text", "分类", "Category"),
    required("summary", "text", "摘要", "Summary"),
    field("format", "text", "格式", "Format"),
    required("items", "list", "信息项", "Items"),
    required("share_type", "text", "共享类型", "Sharing", "无条件共享", "有条件共享", "不予共享"),
    field("share_condition", "text", "共享条件", "Condition"),
    field("no_share_basis", "text", "不予共享依据", "Ground for not sharing"),
    field("share_mode", "text", "共享方式", "Way of sharing", "接口", "库表", "文件"),
    field("open_attribute", "text", "开放属性", "Openness", "无条件开放", "有条件开放", "不予开放"),
    field("open_condition", "text", "开放条件", "Condition of opening"),
    field("cycle", "text", "更新周期", "Update cycle"),
    field("system", "text", "关联系统", "System"),
    field("platform_no", "text", "平台登记号", "Number on the platform"),
    field("updated_on", "day", "最近更新", "Last update"),
    required("status", "text", "状态", "Status", *CATALOGUE_STATES),
), metadata, ("project_no", "unit_id"))

SYSTEMS = Register("system", "系统台账", "Systems", "system_no", (
    required("system_no", "text", "系统编码", "System number"),
    required("name", "text", "系统名称", "Name"),
    required("unit_id", "text", "使用单位", "Unit"),
    required("kind", "text", "类别", "Kind", "政务服务", "公共服务", "监管", "非涉密办公", "其他"),
    field("summary", "text", "功能摘要", "What it does"),
    field("functions", "list", "功能点", "Functions"),
    field("built_on", "day", "建成日期", "Built on"),
    field("project_no", "text", "建设项目", "Project"),
    field("investment", "money", "累计投资（万元）", "Invested (10,000 yuan)"),
    field("deployment", "text", "部署", "Deployment", "政务云", "自建机房", "其他"),
    field("network", "text", "网络", "Network"),
    field("mlps_level", "number", "等级保护级别", "Protection level"),
    field("mlps_filing_no", "text", "等保备案号", "Protection filing"),
    field("crypto_conclusion", "text", "密评结论", "Cryptography assessment"),
    field("crypto_valid_until", "day", "密评有效期", "Assessment valid until"),
    field("platforms", "list", "接入平台", "Platforms joined"),
    field("apps", "list", "移动应用", "Mobile applications"),
    field("om_contract", "text", "运维合同", "Maintenance contract"),
    field("warranty_end", "day", "免费运维期届满", "Free maintenance ends"),
    required("status", "text", "状态", "Status", "在建", "运行", "停用中", "已停用", "已整合", "疑似僵尸"),
), metadata, ("unit_id", "project_no"))

CAPABILITIES = Register("capability", "共性能力", "Shared capabilities", "capability_no", (
    required("capability_no", "text", "能力编号", "Capability number"),
    required("name", "text", "能力名称", "Name"),
    required("provider", "text", "提供单位", "Provider"),
    required("summary", "text", "能力描述", "What it does"),
    required("keywords", "list", "识别词", "Words that point to it"),
    field("mode", "text", "服务方式", "How it is offered"),
    field("entry", "text", "申请入口", "Where to ask for it"),
    field("own_part", "text", "部门自承担内容", "What a unit still does itself"),
    field("domains", "list", "适用领域", "Domains"),
    required("mandatory", "yes", "应当使用", "Must be used"),
), metadata)

ALL = (CATALOGUE, SYSTEMS, CAPABILITIES)
