"""H-EFILE: electronic records keep step with the project, in open formats."""

from __future__ import annotations

from typing import Any

import pytest

from handlers.cryptography.check_electronic_files import check_electronic_files
from tests.handlers.city import REPORT, City


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({}, "通过"),
        ({"efile_applicable": False, "efile_in_sync": None}, "不适用"),
        ({"efile_applicable": None}, "通过"),
        ({"efile_in_sync": False}, "不通过"),
        ({"efile_in_sync": None}, "存疑"),
        ({"efile_formats": []}, "不通过"),
        ({"efile_formats": None}, "不通过"),
        ({"efile_formats": ["OFD", "其他"]}, "存疑"),
        ({"efile_metadata": False}, "不通过"),
        ({"efile_metadata": "是"}, "存疑"),
    ],
)
def test_records(city: City, change: dict[str, Any], says: str) -> None:
    assert city.run(check_electronic_files, {**REPORT, **change}).verdict == says
