"""H-ACCPRE: the facts for the decision come from the registers; what is not there counts against the project."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from handlers.data_bureau.check_acceptance import check_acceptance
from tests.handlers.city import AT, PROJECT_NO, REPORT, City

GOOD = {
    "report_confirmed": True, "crypto_status": "合格", "crypto_rectification": False, "special_acceptance_ok": True,
    "suspended": False, "terminated": False, "open_rectification": False, "catalog_published": True, "mlps_level": 3,
    "mlps_ok": True, "archive_done": True, "contract_done": True, "unapproved_change": False,
}


def confirmed(city: City, round: int = 1, status: str = "已确认", **change: Any) -> None:
    sections = {**REPORT, **change}
    city.seed("report", f"{PROJECT_NO}-{round}", project_no=PROJECT_NO, round=round, status=status, sections=sections)


def test_nothing_stands_in_the_way(city: City) -> None:
    confirmed(city)
    result = city.run(check_acceptance, {})
    assert result.variables == GOOD
    assert result.verdict == "通过"


@pytest.mark.parametrize(
    ("change", "facts"),
    [
        ({"crypto_conclusion": "不符合"}, {"crypto_status": "不合格"}),
        ({"crypto_conclusion": "基本符合"}, {"crypto_rectification": True}),
        ({"crypto_conclusion": None}, {"crypto_status": "缺失"}),
        ({"crypto_valid_until": "2026-12-31"}, {"crypto_status": "过期"}),
        ({"crypto_applicable": False}, {"crypto_status": "不适用未认定"}),
        ({"data_catalog_status": "已挂接"}, {"catalog_published": False}),
        ({"data_linked_count": 3}, {"catalog_published": False}),
        ({"mlps_filing_no": "随便"}, {"mlps_ok": False}),
        ({"mlps_level": 2}, {"mlps_ok": False}),
        ({"archive_completed": False}, {"archive_done": False}),
        ({"build_contract_done": None}, {"contract_done": False}),
        ({"build_baseline": "未批准变更"}, {"unapproved_change": True}),
    ],
)
def test_one_fact_of_the_report(city: City, change: dict[str, Any], facts: dict[str, Any]) -> None:
    confirmed(city, **change)
    result = city.run(check_acceptance, {})
    assert result.variables == {**GOOD, **facts}
    assert result.verdict == ("通过" if "crypto_rectification" in facts else "不通过")


@pytest.mark.parametrize(
    ("fields", "facts"),
    [
        ({"flags": ["suspended"]}, {"suspended": True}),
        ({"state": "暂停"}, {"suspended": True}),
        ({"state": "终止"}, {"terminated": True}),
        ({"flags": ["special_acceptance_failed"]}, {"special_acceptance_ok": False}),
        ({"mlps_level": 4}, {"mlps_level": 4, "mlps_ok": False}),
    ],
)
def test_one_fact_of_the_project(city: City, fields: dict[str, Any], facts: dict[str, Any]) -> None:
    confirmed(city)
    city.project(**fields)
    assert city.run(check_acceptance, {}).variables == {**GOOD, **facts}


def test_a_waiver_of_the_cryptography_administration_counts(city: City) -> None:
    confirmed(city, crypto_applicable=False)
    city.project(crypto_not_applicable_by_sca=True)
    assert city.run(check_acceptance, {}).variables == {**GOOD, "crypto_status": "不适用"}


@pytest.mark.parametrize(("status", "is_open"), [("整改中", True), ("待确认", True), ("已闭环", False)])
def test_any_open_rectification_stands_in_the_way(city: City, status: str, is_open: bool) -> None:
    confirmed(city)
    for round, word in ((1, status), (2, "已闭环")):
        city.seed("rectification", f"x-{round}", project_no=PROJECT_NO, round=round, source="竣工验收", status=word)
    assert city.run(check_acceptance, {}).variables["open_rectification"] is is_open


def test_a_newer_report_that_nobody_confirmed_takes_the_confirmation_away(city: City) -> None:
    confirmed(city)
    confirmed(city, round=2, status="已提交")
    assert city.run(check_acceptance, {}).variables == {**GOOD, "report_confirmed": False}


def test_what_the_applicant_fills_in_changes_nothing(city: City) -> None:
    confirmed(city, crypto_conclusion="不符合")
    assert city.run(check_acceptance, {**REPORT, "crypto_status": "合格"}).variables["crypto_status"] == "不合格"


def test_time_passes(city: City) -> None:
    confirmed(city)
    later = city.run(check_acceptance, {}, at=AT + timedelta(days=365)).variables
    assert (later["crypto_status"], later["mlps_ok"]) == ("过期", False)


@pytest.mark.parametrize("key", [PROJECT_NO, "HA-2027-J-9999"])
def test_empty_registers_count_against_the_project(city: City, key: str) -> None:
    facts = city.run(check_acceptance, {}, key=key).variables
    assert {name: facts[name] for name in ("report_confirmed", "catalog_published", "mlps_ok", "archive_done")} == {
        "report_confirmed": False, "catalog_published": False, "mlps_ok": False, "archive_done": False,
    }
    assert facts["crypto_status"] == "缺失"
