"""A stratified random draw that anyone can repeat from its register row: nothing but SHA-256 of seed and expert number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

Candidate = Mapping[str, Any]
Quota = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Draw:
    """Who was drawn, in the order of the draw, and whether that fills the panel and every quota."""

    drawn: tuple[Candidate, ...]
    enough: bool


def rank(seed: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates in the order of SHA-256 of `seed|expert_no` (UTF-8, compared as hexadecimal text)."""
    return sorted(candidates, key=lambda one: sha256(f"{seed}|{one['expert_no']}".encode()).hexdigest())


def draw(
    seed: str, candidates: Sequence[Candidate], size: int, quotas: Sequence[Quota], kept: Sequence[Candidate] = (),
) -> Draw:
    """Draw until `kept` and the drawn are `size` people: first for each quota in turn, then for what is left.

    Candidates are `{expert_no, fields}`; a quota `{fields, least}` wants that many people who know one of these fields. Those
    kept count for the quotas and are not drawn again.
    """
    there = {one["expert_no"] for one in kept}
    order = [one for one in rank(seed, candidates) if one["expert_no"] not in there]
    drawn: list[Candidate] = []
    for quota in quotas:
        fitting = [one for one in order if one not in drawn and fits(one, quota)]
        missing = int(quota["least"]) - _count([*kept, *drawn], quota)
        drawn += fitting[:max(0, min(missing, size - len(kept) - len(drawn)))]
    drawn += [one for one in order if one not in drawn][:max(0, size - len(kept) - len(drawn))]
    return Draw(drawn=tuple(drawn), enough=formed([*kept, *drawn], size, quotas))


def formed(people: Sequence[Candidate], size: int, quotas: Sequence[Quota]) -> bool:
    """Whether these people are a panel: enough of them, and enough for each quota."""
    return len(people) >= size and all(_count(people, quota) >= quota["least"] for quota in quotas)


def fits(candidate: Candidate, quota: Quota) -> bool:
    """Whether a candidate knows one of a quota's fields."""
    return not set(candidate["fields"]).isdisjoint(quota["fields"])


def _count(people: Sequence[Candidate], quota: Quota) -> int:
    return sum(fits(one, quota) for one in people)


def redraw(row: Mapping[str, Any]) -> list[str]:
    """The expert numbers that a row of `expert_draw` must hold in `drawn`, drawn again from what the row recorded."""
    again = draw(row["seed"], row["candidates"], row["size"], row["quotas"] or (), row["kept"] or ())
    return [one["expert_no"] for one in again.drawn]
