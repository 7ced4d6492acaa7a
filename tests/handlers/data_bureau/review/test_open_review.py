"""A round begins with its offices and a notice."""

from __future__ import annotations

import pytest

from engine.errors import Invalid
from handlers.data_bureau.review.open_review import open_review
from tests.handlers.city import PROJECT_NO, City

ROUND = {"review_round": 2, "review_method": "书面会签", "departments": [{"department": "CAC", "topic": "security", "zh": "安全"}]}


def test_the_round_is_opened_and_told(city: City) -> None:
    (notice,) = city.run(open_review, ROUND).documents
    row = city.row("review", f"{PROJECT_NO}-R-2")
    assert (row["round"], row["method"], row["status"], city.row("project")["state"]) == (2, "书面会签", "评审中", "联合评审")
    assert (notice.kind, notice.data["method"]) == ("D-09", "书面会签")


def test_a_review_needs_somebody_to_review(city: City) -> None:
    with pytest.raises(Invalid, match=r"review\.no_departments"):
        open_review(city.job("x", {**ROUND, "departments": []}))
