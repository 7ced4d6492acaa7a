"""Keys: at most 19 digits, and an element instance key tells its case."""

from __future__ import annotations

import pytest

from engine import keys


def test_should_find_the_case_of_every_key_in_it() -> None:
    case = keys.instance_key(12)
    assert case == "120000000"
    assert [keys.instance_of(key) for key in (case, "120000001", "129999999", "130000000")] == [case, case, case, "130000000"]


@pytest.mark.parametrize("key", ["", "x", "-1", "1.5", " 1", "١٢", "9" * 20, "9" * 5000])
def test_should_find_no_case_for_what_is_no_key(key: str) -> None:
    assert keys.instance_of(key) == "0"
