"""The parts of a construction plan and the answers that each must have (articles 12, 18)."""

from __future__ import annotations

from engine.values import Json
from handlers.answers import Answers, number, text, yes
from handlers.data_bureau.report_sections import Section


def _no_catalogue(answers: Answers) -> bool:
    return not answers.get("catalogue_entries")


def _sensitive(answers: Answers) -> bool:
    return yes(answers, "important_data") is True or (number(answers, "personal_info_count") or 0) > 0


def _crypto(answers: Answers) -> bool:
    return yes(answers, "crypto_applicable") is not False


def _no_crypto(answers: Answers) -> bool:
    return not _crypto(answers)


def _files(answers: Answers) -> bool:
    return yes(answers, "efile_applicable") is not False


def _no_files(answers: Answers) -> bool:
    return not _files(answers)


def _elsewhere(answers: Answers) -> bool:
    return text(answers, "deployment") == "其他" or text(answers, "network") in ("互联网", "专网")


def _across(answers: Answers) -> bool:
    return yes(answers, "plan_cross_level") is True


#: The five parts that article 12 names come first.
PARTS: tuple[Section, ...] = (
    Section(
        "数据资源共享",
        {"data_connection": "对接、归集和共享的承诺"},
        ("catalogue_entries", "share_needs", "collect_new", "share_modes", "shared_platforms", "datasets"),
        {"no_data_reason": ("目录草案或不产生数据的说明", _no_catalogue)},
    ),
    Section(
        "网络和数据安全",
        {
            "mlps_level": "等级保护拟定级别", "mlps_basis": "定级依据", "data_classified": "数据分类分级",
            "important_data": "是否涉及重要数据", "security_sync": "三同步", "security_budget": "安全投入",
            "security_incident_plan": "应急预案", "supply_chain_clause": "供应链安全要求",
        },
        ("mlps_filing_planned", "mlps_test_budget", "personal_info_count"),
        {"data_protection": ("重要数据和个人信息保护措施", _sensitive)},
    ),
    Section(
        "密码应用方案",
        {"crypto_applicable": "密码应用是否适用"},
        (),
        {
            "crypto_not_applicable_reason": ("不适用的理由", _no_crypto), "crypto_plan_summary": ("方案概要", _crypto),
            "crypto_plan_assessor": ("方案评估机构", _crypto), "crypto_plan_result": ("方案评估结论", _crypto),
            "crypto_algorithms": ("密码算法", _crypto), "crypto_products": ("密码产品", _crypto),
            "crypto_budget": ("密码投入", _crypto),
        },
    ),
    Section(
        "电子文件和电子档案",
        {"efile_applicable": "是否形成电子文件"},
        (),
        {
            "no_efile_reason": ("不形成电子文件的说明", _no_files), "efile_formats": ("电子文件格式", _files),
            "efile_metadata": ("元数据方案", _files), "efile_in_sync": ("同步建设", _files),
            "archive_scope": ("归档范围和保管期限表", _files), "archive_interface": ("归档接口", _files),
            "archive_package": ("归档信息包", _files), "archive_test_planned": ("四性检测安排", _files),
        },
    ),
    Section("软硬件产品安全可靠", {"products": "产品清单", "products_statement": "落实情况说明"}),
    Section(
        "总体方案",
        {
            "plan_architecture": "总体架构", "plan_contents": "建设内容对照", "deployment": "部署方式", "network": "使用网络",
            "system_kind": "系统类别", "milestones": "里程碑", "plan_period": "建设工期",
            "plan_organisation": "实施机构和责任人", "kpis": "绩效指标", "om_plan": "运维方案",
            "om_annual_cost": "运维费测算", "integration_plan": "整合或停用计划", "budget_lines": "概算明细",
            "plan_total": "总投资", "plan_sources": "资金来源",
        },
        ("platforms", "mobile", "needs_city_management", "plan_unchanged", "work_secrets", "plan_cross_level"),
        {"deployment_reason": ("未使用政务云或政务外网的理由", _elsewhere)},
    ),
)
#: What a project across levels has to show beside that (article 18).
ACROSS = Section("跨层级衔接方案", {}, (), {"county_shares": ("县区分担和衔接", _across)})


def of(answers: Answers) -> dict[str, Json]:
    """The plan's answers alone, as they are kept in the register and held fixed."""
    return {name: answers[name] for part in (*PARTS, ACROSS) for name in part.fields if name in answers}
