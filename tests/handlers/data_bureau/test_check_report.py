"""H-REPORT6: six sections complete, built as approved, data and business in place."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from handlers.data_bureau.check_report import check_report
from handlers.data_bureau.confirm_report import confirm_report
from handlers.data_bureau.report_sections import SECTIONS
from tests.handlers.city import PROJECT_NO, REPORT, City, found, verdict


def test_a_good_report_passes_and_is_kept(city: City) -> None:
    result = city.run(check_report, REPORT)
    assert {finding.verdict for finding in result.findings} == {"通过"}
    assert result.variables == {"report_round": 1, "report_complete": True}
    row = city.row("report", f"{PROJECT_NO}-1")
    assert (row["status"], row["submitted_on"], row["sections"]) == ("已提交", "2027-01-20", REPORT)
    assert city.row("project")["state"] == "报告确认中"


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_every_section_is_missed_when_it_is_empty(city: City, section: Any) -> None:
    without = {name: value for name, value in REPORT.items() if name not in section.fields}
    result = city.run(check_report, without)
    finding = found(result, f"报告内容齐全：{section.name}")
    assert finding.verdict == "不通过"
    assert all(label in finding.problem for label in section.required.values())
    assert result.variables["report_complete"] is False


def test_every_answer_belongs_to_one_section() -> None:
    names = [name for section in SECTIONS for name in section.fields]
    assert len(names) == len(set(names))
    assert set(REPORT) <= set(names)


@pytest.mark.parametrize(
    ("item", "change", "says"),
    [
        ("报告内容齐全：项目建设情况", {"build_summary": "已建成。"}, "不通过"),
        ("报告内容齐全：项目建设情况", {"build_contract_done": False}, "通过"),
        ("报告内容齐全：项目建设情况", {"build_baseline": "已批准变更"}, "不通过"),
        ("报告内容齐全：密码应用情况", {"crypto_applicable": False, "crypto_conclusion": None}, "不通过"),
        (
            "报告内容齐全：密码应用情况",
            {"crypto_applicable": False, "crypto_conclusion": None, "crypto_not_applicable_reason": "无网络"}, "通过",
        ),
        ("报告内容齐全：电子文件和电子档案", {"efile_applicable": False, "archive_count": None}, "通过"),
        ("与批复一致", {"build_baseline": "未批准变更"}, "不通过"),
        ("与批复一致", {"build_baseline": "已批准变更"}, "不通过"),
        ("与批复一致", {"build_baseline": "已批准变更", "build_change_no": "淮数变〔2026〕3号"}, "通过"),
        ("与批复一致", {"build_comparison": [{"item": "大屏", "result": "未完成"}]}, "不通过"),
        ("与批复一致", {"build_baseline": "大致一致"}, "存疑"),
        ("实际投资不超过批复", {"build_investment": Decimal(320)}, "通过"),
        ("实际投资不超过批复", {"build_investment": Decimal("320.01")}, "不通过"),
        ("实际投资不超过批复", {"build_investment": "三百"}, "存疑"),
        ("建成和试运行日期", {"trial_run_to": "2026-11-01"}, "存疑"),
        ("建成和试运行日期", {"trial_run_to": "2027-01-21"}, "存疑"),
        ("建成和试运行日期", {"trial_run_from": "不详"}, "存疑"),
        ("数据资源目录", {"data_catalog_status": "已挂接"}, "不通过"),
        ("数据资源目录", {"data_catalog_status": None}, "不通过"),
        ("数据资源目录", {"data_linked_count": 11}, "不通过"),
        ("数据资源目录", {"data_linked_count": 13}, "不通过"),
        ("有效数据产出", {"datasets": []}, "不通过"),
        ("有效数据产出", {"datasets": [{"name": "流量", "cycle": "每日", "consumers": ""}]}, "不通过"),
        ("业务线上办理", {"business_items": []}, "存疑"),
        ("业务线上办理", {"business_items": [{"name": "报修", "online": False}]}, "不通过"),
        ("业务线上办理", {"business_items": [{"name": "报修", "online": False, "offline_reason": "须现场"}]}, "存疑"),
        ("不重复采集", {"data_duplicate_collection": True}, "存疑"),
        ("不重复采集", {"data_duplicate_collection": False}, "通过"),
    ],
)
def test_one_thing_wrong(city: City, item: str, change: dict[str, Any], says: str) -> None:
    assert verdict(city.run(check_report, {**REPORT, **change}), item) == says


def test_an_open_contract_is_said_but_does_not_block(city: City) -> None:
    result = city.run(check_report, {**REPORT, "build_contract_done": False})
    assert verdict(result, "合同履行") == "不通过"
    assert result.verdict == "通过"


def test_an_unknown_project_is_in_doubt_and_no_row_is_made_up(city: City) -> None:
    result = city.run(check_report, REPORT, key="HA-2027-J-9999")
    assert verdict(result, "项目登记") == verdict(result, "实际投资不超过批复") == "存疑"
    assert [change.register for change in result.records] == ["report"]


def test_a_corrected_report_is_the_same_round_and_a_new_one_the_next(city: City) -> None:
    rounds = [city.run(check_report, REPORT).variables["report_round"] for _ in range(2)]
    city.run(confirm_report, {})
    rounds.append(city.run(check_report, REPORT).variables["report_round"])
    assert rounds == [1, 1, 2]
    assert city.row("project")["report_confirmed_on"] is None
