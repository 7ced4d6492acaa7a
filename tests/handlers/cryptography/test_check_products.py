"""H-XINCHUANG: every product listed, or excused and judged by a person."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.cryptography.check_products import check_products
from tests.handlers.city import REPORT, City, found, verdict

LISTED = {"name": "操作系统", "listed": True}
EXCUSED = {"name": "专用采集卡", "listed": False, "exception_reason": "名录内没有同类产品"}
BARE = {"name": "数据库", "listed": False, "exception_reason": " "}


@pytest.mark.parametrize(
    ("products", "says"),
    [
        ([LISTED], "通过"),
        ([LISTED, EXCUSED], "存疑"),
        ([LISTED, BARE], "不通过"),
        ([LISTED, {"name": "中间件"}], "不通过"),
        ([], "不通过"),
        (None, "不通过"),
        ("操作系统", "不通过"),
    ],
)
def test_products(city: City, products: Any, says: str) -> None:
    assert verdict(city.run(check_products, {**REPORT, "products": products}), "软硬件产品安全可靠") == says


def test_what_is_wrong_is_named(city: City) -> None:
    result = city.run(check_products, {**REPORT, "products": [LISTED, BARE, {"listed": False}]})
    assert "数据库、（未命名）" in found(result, "软硬件产品安全可靠").problem


@pytest.mark.parametrize(("statement", "says"), [("全部选自名录。", "不通过"), (None, "不通过"), ("全部选自名录" * 4, "通过")])
def test_the_statement_has_substance(city: City, statement: str | None, says: str) -> None:
    assert verdict(city.run(check_products, {**REPORT, "products_statement": statement}), "安全可靠政策落实说明") == says
