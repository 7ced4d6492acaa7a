"""What is missing is told, all of it."""

from __future__ import annotations

from handlers.development_reform.check_review import check_review
from handlers.development_reform.refuse_application import refuse_application
from tests.handlers.city import City


def test_what_the_plan_lacked_is_told_together_with_the_rest(city: City) -> None:
    before = {"item": "总投资", "problem": "没有登记。", "suggestion": "请登记。", "clauses": ["14"]}
    told = city.run(check_review, {"admission_problems": [before]}).variables["admission_problems"]
    assert [row["item"] for row in told] == ["总投资", "联合评审意见"]
    (letter,) = city.run(refuse_application, {"admission_problems": told}).documents
    assert (letter.kind, letter.organ, letter.data["problems"]) == ("D-12-4", "DRC", told)
