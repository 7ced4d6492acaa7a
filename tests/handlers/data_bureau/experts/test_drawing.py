"""A draw follows from its seed, fills its quotas first, and can be repeated from its row."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from handlers.data_bureau.experts import drawing
from handlers.data_bureau.experts.drawing import draw, formed, redraw

POOL: list[dict[str, Any]] = [
    {"expert_no": f"E{number}", "fields": [field]}
    for number, field in enumerate(["软件", "软件", "软件", "软件", "数据", "密码"], 1)
]
QUOTAS = [{"fields": ["数据"], "least": 1}, {"fields": ["网络安全", "密码"], "least": 1}]


def numbers(seed: str, size: int = 3, kept: list[dict[str, Any]] | None = None) -> list[str]:
    return [one["expert_no"] for one in draw(seed, POOL, size, QUOTAS, kept or []).drawn]


def test_the_same_seed_draws_the_same_people_in_whatever_order_they_are_listed() -> None:
    again = draw("s1", POOL[::-1], 3, QUOTAS)
    assert [one["expert_no"] for one in again.drawn] == numbers("s1")


def test_the_order_is_that_of_sha256_so_that_any_tool_repeats_it() -> None:
    digests = {one["expert_no"]: sha256(f"a|{one['expert_no']}".encode()).hexdigest() for one in POOL}
    assert [one["expert_no"] for one in drawing.rank("a", POOL)] == sorted(digests, key=digests.__getitem__)


def test_another_seed_draws_others() -> None:
    assert len({tuple(numbers(f"s{number}", size=4)) for number in range(20)}) > 5


def test_every_quota_is_filled_whatever_the_seed() -> None:
    for number in range(20):
        assert {"E5", "E6"} < set(numbers(f"s{number}"))


def test_those_kept_count_and_are_not_drawn_again() -> None:
    drawn = numbers("s1", kept=[POOL[4]])
    assert len(drawn) == 2
    assert "E6" in drawn
    assert "E5" not in drawn


def test_too_few_people_or_a_missing_field_is_not_enough() -> None:
    assert not draw("s", POOL, 7, QUOTAS).enough
    assert not draw("s", POOL[:4], 3, QUOTAS).enough
    assert draw("s", POOL, 6, QUOTAS).enough
    assert not formed(POOL[:3], 3, QUOTAS)


def test_a_row_draws_again_what_it_holds() -> None:
    row = {"seed": "s1", "candidates": POOL, "size": 3, "quotas": QUOTAS, "kept": None}
    assert redraw(row) == numbers("s1")
    assert redraw(row | {"seed": "s2", "size": 5}) != numbers("s1", size=5)
