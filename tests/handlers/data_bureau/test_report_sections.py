"""What counts as an answer."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.data_bureau.report_sections import given, of


@pytest.mark.parametrize(
    ("value", "is_given"), [(False, True), (0, True), ("无", True), ([{}], True), (None, False), ("  ", False), ([], False)]
)
def test_no_and_zero_are_answers(value: Any, is_given: bool) -> None:
    assert given(value) is is_given


def test_the_register_keeps_the_report_and_nothing_else() -> None:
    assert of({"mlps_level": 2, "project_no": "HA-1", "decision": "同意"}) == {"mlps_level": 2}
