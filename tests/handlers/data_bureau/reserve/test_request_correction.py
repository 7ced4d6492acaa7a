"""One notice of what is missing, and it lists something."""

from __future__ import annotations

import pytest

from engine.errors import Invalid
from handlers.data_bureau.reserve.request_correction import request_correction
from tests.handlers.city import City
from tests.handlers.data_bureau.declared import declare

ASKED = {"corrections": [{"material": "概算表", "problem": "没有分项", "basis": "第七条"}]}


def test_the_notice(city: City) -> None:
    key = declare(city)
    result = city.run(request_correction, ASKED)
    assert result.variables == {"corrections_made": 1}
    assert result.documents[0].kind == "D-01-2" and result.documents[0].data["corrections"] == ASKED["corrections"]
    assert city.row("declaration", key)["corrections"] == 1


@pytest.mark.parametrize(("made", "asked", "code"), [(1, ASKED, "corrected_once"), (0, {"corrections": []}, "no_corrections")])
def test_no_second_notice_and_no_empty_one(city: City, made: int, asked: dict[str, object], code: str) -> None:
    declare(city, corrections=made)
    with pytest.raises(Invalid, match=rf"reserve\.{code}"):
        request_correction(city.job("x", asked))
