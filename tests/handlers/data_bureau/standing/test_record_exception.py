"""An exception is granted by two people of two offices, or it is not granted."""

from __future__ import annotations

import pytest

from engine.errors import Invalid
from handlers.data_bureau.standing.record_exception import record_exception
from tests.handlers.city import City, verdict

ASKED = {"gate": "G23", "exception_reason": "国家统一采购。", "exception_basis": "办法第十二条", "exception_until": "2027-12-31"}
BOTH = {"first_decision": "同意", "first_by": "ann", "second_decision": "同意", "second_by": "bob"}


@pytest.mark.parametrize(("answers", "status", "judged"), [
    (BOTH, "已核准", "通过"),
    (BOTH | {"second_decision": "不同意"}, "不予核准", "不通过"),
    ({"first_decision": "不同意", "first_by": "ann"}, "不予核准", "不通过"),
    ({}, "不予核准", "不通过"),
])
def test_both_must_agree(city: City, answers: dict[str, str], status: str, judged: str) -> None:
    result = record_exception(city.job("x", ASKED | answers))
    (change,) = result.records
    assert (change.fields["status"], change.fields["gate"], change.fields["valid_until"]) == (status, "G23", "2027-12-31")
    assert result.variables == {"exception_granted": status == "已核准"}
    assert verdict(result, "例外核准") == judged


def test_one_person_is_not_two(city: City) -> None:
    with pytest.raises(Invalid, match=r"exception\.one_person"):
        record_exception(city.job("x", ASKED | BOTH | {"second_by": "ann"}))


def test_an_exception_from_nothing_is_refused(city: City) -> None:
    with pytest.raises(Invalid, match=r"exception\.no_gate"):
        record_exception(city.job("x", BOTH))
