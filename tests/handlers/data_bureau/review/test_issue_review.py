"""The joint opinion is issued with its annexes; a deviation has a reason."""

from __future__ import annotations

from typing import Any

import pytest

from engine.errors import Invalid
from handlers.data_bureau.review.issue_review import issue_review
from tests.handlers.city import PROJECT_NO, City, verdict

OPINIONS = [
    {"topic": "design", "conclusion": "通过"}, {"topic": "security", "conclusion": "通过", "opinion": "符合要求。"},
    {"topic": "crypto", "conclusion": None},
]
SIGNED = {"review_conclusion": "通过", "proposed": "通过", "signed_by": "lead", "opinions": OPINIONS}


@pytest.fixture(autouse=True)
def round_one(city: City) -> None:
    city.seed("review", f"{PROJECT_NO}-R-1", project_no=PROJECT_NO, round=1, method="书面会签", departments=[], status="评审中")


def test_it_is_kept_and_issued_with_an_annex_for_each_opinion_that_was_given(city: City) -> None:
    result = city.run(issue_review, SIGNED)
    row = city.row("review", f"{PROJECT_NO}-R-1")
    assert (row["conclusion"], row["signed_by"], row["signed_on"], row["document_no"]) == ("通过", "lead", "2027-01-20", "文〔2027〕1号")
    assert [document.kind for document in result.documents] == ["D-10", "D-10-1"]


@pytest.mark.parametrize(("conclusion", "status"), [("修改后通过", "修改中"), ("不通过", "评审中")])
def test_a_deviation_is_kept_with_its_reason(city: City, conclusion: str, status: str) -> None:
    result = city.run(issue_review, SIGNED | {"review_conclusion": conclusion, "review_deviation": "问题可以在实施前整改。"})
    row = city.row("review", f"{PROJECT_NO}-R-1")
    assert (row["proposed"], row["conclusion"], row["deviation"], row["status"]) == ("通过", conclusion, "问题可以在实施前整改。", status)
    assert verdict(result, "联合评审结论") == "存疑"


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"review_conclusion": None}, "undecided"), ({"proposed": "不通过"}, "deviation"), ({"proposed": "需补充", "review_deviation": " "}, "deviation")],
)
def test_what_cannot_be_issued(city: City, changed: dict[str, Any], code: str) -> None:
    with pytest.raises(Invalid, match=rf"review\.{code}"):
        issue_review(city.job("x", SIGNED | changed))
