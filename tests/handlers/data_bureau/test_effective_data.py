"""Data sets with a cycle and consumers; business online, or a reason."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.data_bureau.effective_data import business, datasets

DATASET = {"name": "路口流量", "cycle": "每小时", "consumers": "市公安局"}


@pytest.mark.parametrize(("made", "judged"), [
    ([DATASET], "通过"), ([], "不通过"), ([DATASET | {"consumers": " "}], "不通过"), ([DATASET | {"cycle": None}], "不通过"),
])
def test_datasets(made: list[dict[str, Any]], judged: str) -> None:
    assert datasets({"datasets": made}).verdict == judged


@pytest.mark.parametrize(("items", "judged"), [
    ([{"name": "配时", "online": True}], "通过"), ([], "存疑"), ([{"name": "配时", "online": False}], "不通过"),
    ([{"name": "配时", "online": False, "offline_reason": "法律要求当面"}], "存疑"), ([{"name": "配时"}], "不通过"),
])
def test_business(items: list[dict[str, Any]], judged: str) -> None:
    assert business({"business_items": items}).verdict == judged
