"""The state stands in every entry and in the project; the opinion comes with the approval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from engine.errors import Invalid
from engine.handler import Job, Result
from handlers.data_bureau.catalogue_entries.record_catalogue import record_catalogue
from tests.handlers.city import PROJECT_NO, City

CODE = f"{PROJECT_NO}-M01"
ANSWERS: Mapping[str, Any] = {
    "unit_id": "JT", "catalogue_items": [{"entry": "路口流量", "item": "车流量"}],
    "catalogue_entries": [{"name": "路口流量", "summary": "车流量", "share_type": "无条件共享"}],
}


def recorded(city: City, status: str, **more: Any) -> Result:
    def with_header(job: Job) -> Result:
        return record_catalogue(replace(job, headers={"status": status}))

    return city.run(with_header, {**ANSWERS, **more})


@pytest.mark.parametrize("status", ["草案", "已提交", "审核通过", "已挂接", "已发布"])
def test_entry_and_project_follow(city: City, status: str) -> None:
    result = recorded(city, status)
    assert (city.row("catalogue", CODE)["status"], city.row("project")["catalogue_status"]) == (status, status)
    assert [one.kind for one in result.documents] == (["D-11"] if status == "审核通过" else [])


def test_a_link_brings_the_number_on_the_platform(city: City) -> None:
    recorded(city, "已挂接", catalogue_links=[{"entry_code": CODE, "platform_no": "PT-1", "updated_on": "2027-01-19"}])
    row = city.row("catalogue", CODE)
    assert (row["platform_no"], row["updated_on"]) == ("PT-1", "2027-01-19")


def test_other_words_are_no_states(city: City) -> None:
    with pytest.raises(Invalid, match=r"catalogue\.no_state"):
        record_catalogue(replace(city.job("x", ANSWERS), headers={"status": "完成"}))
