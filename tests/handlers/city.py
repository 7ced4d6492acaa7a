"""A small city for checks: registers in memory, a good report, and a way to run a check and let its changes happen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from config import parameters
from engine.events import Event, Recorded
from engine.handler import Check, Finding, Job, Number, Result
from engine.values import ZONE, canonical
from handlers.registers import Reader, projector

PROJECT_NO = "HA-2027-J-0036"
AT = datetime(2027, 1, 20, 9, tzinfo=ZONE)
PARAMETERS = {name: entry["value"] for name, entry in parameters.load().in_force(date(2027, 1, 4))[1].items()}

#: A construction report with which nothing is wrong on 2027-01-20.
REPORT: Mapping[str, Any] = {
    "build_completed_on": "2026-11-30", "build_summary": "系统已按批复的建设方案全部建成，试运行正常，用户反馈良好。",
    "build_investment": Decimal("318.40"), "build_baseline": "一致", "build_contract_done": True,
    "build_comparison": [{"item": "信号协同", "approved": "40个路口", "built": "40个路口", "result": "完成"}],
    "trial_run_from": "2026-12-01", "trial_run_to": "2026-12-31", "build_test_report_no": "CS-2026-118",
    "business_items": [{"name": "路口信号配时", "online": True}],
    "data_catalog_status": "已发布", "data_catalog_count": 12, "data_linked_count": 12,
    "datasets": [{"name": "路口流量", "cycle": "每小时", "consumers": "市公安局"}],
    "products": [{"name": "服务器操作系统", "category": "操作系统", "listed": True}],
    "products_statement": "全部软硬件产品均选自安全可靠产品名录，未使用名录外的产品。",
    "crypto_applicable": True, "crypto_organisation": "省商用密码检测中心", "crypto_report_no": "MP-2026-77",
    "crypto_assessed_on": "2026-12-10", "crypto_score": 86, "crypto_conclusion": "符合",
    "mlps_level": 3, "mlps_filing_no": "32080012345-26001", "mlps_test_report_no": "DJ-2026-9",
    "mlps_tested_on": "2026-12-15", "mlps_test_conclusion": "符合", "risk_assessed_on": "2026-12-18",
    "risk_open_high": 0, "security_incident_plan": True,
    "efile_applicable": True, "efile_in_sync": True, "efile_formats": ["OFD", "PDF"], "efile_metadata": True,
    "archive_scope": True, "archive_count": 320, "archive_four_property": "合格", "archive_completed": True,
}


class City:
    """The registers of a city with one unit and one project."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.seed("unit", "JT", name="市交通运输局", kind="市直")
        self.seed(
            "project", PROJECT_NO, name="智慧交通信号协同平台", unit_id="JT", total_investment=Decimal(320), state="建成",
            flags=[], mlps_level=3, acceptance_status="未验收", warranty_months=24,
        )

    def seed(self, register: str, key: str, **fields: Any) -> None:
        """Put a row into a register."""
        self._happen("register_seeded", {"register": register, "key": key, "fields": fields})

    def row(self, register: str, key: str = PROJECT_NO) -> Mapping[str, Any]:
        """The row with that key."""
        found = Reader(self.connection).get(register, key)
        assert found is not None
        return found

    def project(self, **fields: Any) -> Mapping[str, Any]:
        """Change fields of the project and give its row."""
        self.seed("project", PROJECT_NO, **fields)
        return self.row("project")

    def job(self, type: str, variables: Mapping[str, Any], at: datetime = AT, key: str | None = PROJECT_NO) -> Job:
        """A job on these variables, with the shipped parameters."""
        registers = Reader(self.connection)
        return Job(
            id="10000001", type=type, business_key=key, at=at, variables=variables, headers={}, registers=registers,
            parameters=PARAMETERS,
        )

    def run(
        self, check: Check, variables: Mapping[str, Any], at: datetime = AT, key: str | None = PROJECT_NO
    ) -> Result:
        """Run a check twice, as may happen, and let its changes happen once."""
        job = self.job("x", variables, at, key)
        result = check(job)
        assert check(job) == result
        canonical({"findings": [asdict(found) for found in result.findings], "variables": numbered(result.variables)})
        for change in result.records:
            body = {"register": change.register, "key": change.key, "fields": change.fields}
            self._happen("record_changed", numbered(body))
        for number, document in enumerate(result.documents, 1):
            self._happen("document_issued", {"number": f"文〔{at.year}〕{number}号", "data": numbered(document.data)})
        return result

    def _happen(self, type: str, body: Mapping[str, Any]) -> None:
        event = Event(type=type, at=AT, actor="system", body=body)
        projector(self.connection, Recorded(stream="s", sequence=1, event=event, digest=""))


def numbered(value: Any) -> Any:
    """A value of a result in which each number is the first one that it may be."""
    if isinstance(value, Number):
        return value.pattern.format(value.after + 1)
    if isinstance(value, Mapping):
        return {name: numbered(item) for name, item in value.items()}
    return [numbered(item) for item in value] if isinstance(value, list | tuple) else value


def verdict(result: Result, item: str) -> str:
    """The verdict on one item."""
    return found(result, item).verdict


def found(result: Result, item: str) -> Finding:
    """The finding on one item."""
    return next(finding for finding in result.findings if finding.item == item)
