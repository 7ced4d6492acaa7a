"""An opinion is kept with its day; silence is kept as silence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from engine.errors import Invalid
from engine.handler import Result
from handlers.data_bureau.review.record_opinion import record_opinion
from tests.handlers.city import PROJECT_NO, City, verdict

DEPT = {"department": "CAC", "topic": "security", "zh": "网络安全"}
SAID = {"dept": DEPT, "opinion_conclusion": "通过", "opinion_by": "ann", "opinion_due": "2027-01-21"}
KEY = f"{PROJECT_NO}-R-1-CAC-security"


@pytest.mark.parametrize(("due", "late"), [("2027-01-20", False), ("2027-01-19", True), (None, False)])
def test_an_opinion_is_kept(city: City, due: str | None, late: bool) -> None:
    city.run(record_opinion, SAID | {"opinion_due": due})
    row = city.row("opinion", KEY)
    assert (row["conclusion"], row["given_by"], row["given_on"], row["status"]) == ("通过", "ann", "2027-01-20", "已出具")
    assert row["late"] is late


def silent(city: City, variables: dict[str, Any]) -> Result:
    """The check with the header by which nothing was said."""
    return record_opinion(replace(city.job("x", variables), headers={"status": "逾期未反馈"}))


def test_silence_is_no_consent_even_when_something_was_drafted(city: City) -> None:
    result = silent(city, SAID)
    (change,) = result.records
    assert (change.key, change.fields["conclusion"], change.fields["given_on"]) == (KEY, None, None)
    assert (change.fields["late"], result.variables["opinion_conclusion"]) == (True, None)
    assert verdict(result, "部门意见") == "存疑"


@pytest.mark.parametrize(
    ("changed", "code"), [({"dept": None}, "no_department"), ({"dept": {}}, "no_department"), ({"opinion_conclusion": " "}, "no_conclusion")],
)
def test_what_is_no_opinion_is_refused(city: City, changed: dict[str, Any], code: str) -> None:
    with pytest.raises(Invalid, match=rf"review\.{code}"):
        record_opinion(city.job("x", SAID | changed))
