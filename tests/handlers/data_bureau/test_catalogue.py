"""Published enough, linked enough: both limits are parameters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.data_bureau.catalogue import linked, published
from tests.handlers.city import PARAMETERS, City


@pytest.mark.parametrize(
    ("level", "status", "enough"),
    [("已发布", "已发布", True), ("已发布", "已挂接", False), ("审核通过", "已挂接", True), ("已提交", "未编制", False), ("已提交", "", False)],
)
def test_the_level_asked_for(city: City, level: str, status: str, enough: bool) -> None:
    job = replace(city.job("x", {}), parameters={**PARAMETERS, "P_catalog_level": level})
    assert published(job, {"data_catalog_status": status}) is enough


@pytest.mark.parametrize(
    ("percent", "count", "with_data", "enough"),
    [(100, 12, 12, True), (100, 12, 11, False), (50, 3, 2, True), (50, 3, 1, False), (0, 0, 0, False), (50, 1, -1, False)],
)
def test_the_share_asked_for(city: City, percent: int, count: int, with_data: int, enough: bool) -> None:
    job = replace(city.job("x", {}), parameters={**PARAMETERS, "P_catalog_linked_percent": percent})
    assert linked(job, {"data_catalog_count": count, "data_linked_count": with_data}) is enough
