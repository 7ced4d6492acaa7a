"""The rows that checks and expressions see."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection

from engine.errors import EngineError
from handlers.registers import READS, Reader, reads
from tests.handlers.registers.test_projection import PROJECT, seed


@pytest.fixture(autouse=True)
def city(connection: Connection) -> None:
    seed(connection, "unit", "JT", name="市交通运输局", kind="市直")
    seed(connection, "project", "HA-1", **PROJECT)
    seed(connection, "project", "HA-2", **PROJECT)
    seed(connection, "filing", "HA-1", status="未备案")
    for number in (2, 9, 10):
        round = {"project_no": "HA-1", "round": number}
        seed(connection, "report", f"HA-1-{number}", **round, status="已提交", sections={"build_baseline": "一致"})
        seed(connection, "acceptance", f"HA-1-{number}", **round, date="2027-01-31", conclusion="不合格", status="整改中")
        seed(connection, "rectification", f"HA-1-{number}", **round, source="竣工验收", status="整改中")


def test_rows_are_found_by_fields_in_the_order_of_keys(connection: Connection) -> None:
    reader = Reader(connection)
    assert [row["project_no"] for row in reader.find("project", unit_id="JT")] == ["HA-1", "HA-2"]
    assert reader.find("project", unit_id="JT", state="终止") == []
    assert reader.get("project", "HA-3") is None


def test_expressions_see_the_project_its_unit_and_the_latest_of_the_rest(connection: Connection) -> None:
    found = reads(Reader(connection), tuple(READS), "HA-1")
    assert found["project"] is not None and found["project"]["name"] == "智慧交通"
    assert found["unit"] is not None and found["unit"]["name"] == "市交通运输局"
    assert found["filing"] is not None and found["filing"]["status"] == "未备案"
    assert [row["round"] for name in ("report", "acceptance", "rectification") if (row := found[name])] == [10, 10, 10]


@pytest.mark.parametrize("business_key", [None, "HA-3"])
def test_what_is_not_there_is_none(connection: Connection, business_key: str | None) -> None:
    assert reads(Reader(connection), tuple(READS), business_key) == dict.fromkeys(READS)


def test_unknown_names_are_refused(connection: Connection) -> None:
    reader = Reader(connection)
    for wrong in (
        lambda: reader.get("planets", "x"),
        lambda: reader.find("project", colour="red"),
        lambda: reads(reader, ["planet"], "HA-1"),
    ):
        with pytest.raises(EngineError):
            wrong()


def test_the_newest_approval_counts_and_one_without_a_date_does_not(connection: Connection) -> None:
    for stage, day in (("可行性研究报告", "2027-01-04"), ("初步设计", None), ("项目建议书", "2026-05-01")):
        fields = {"project_no": "HA-1", "stage": stage, "decision": "批准", "approved_on": day}
        seed(connection, "approval", f"HA-1-{stage}", **fields)
    found = reads(Reader(connection), ["approval", "plan_item"], "HA-1")
    assert found["approval"] is not None and found["approval"]["stage"] == "可行性研究报告"
    assert found["plan_item"] is None
