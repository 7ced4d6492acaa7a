"""One page of a list that is read with limit and offset: one row more than shown tells whether there is a next page."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

#: Nobody leafs further; a search is quicker.
FURTHEST = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Where a page stands: `before` and `after` are the offsets of its neighbours, None at the ends."""

    offset: int
    shown: int
    before: int | None
    after: int | None

    @classmethod
    def of(cls, start: int, size: int, found: int) -> Page:
        """The page from `start` when `found` rows came for a limit of `size + 1`."""
        return cls(
            offset=start, shown=min(found, size), before=max(0, start - size) if start else None,
            after=start + size if found > size else None,
        )


def offset() -> int:
    """The `offset` of the request: 0 for anything that is no number."""
    text = request.args.get("offset", "0")
    return min(int(text), FURTHEST) if text.isascii() and text.isdigit() and len(text) < 9 else 0
