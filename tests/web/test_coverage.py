"""The matrix: articles against elements, both ways, and nothing looks better than it is."""

from __future__ import annotations

from typing import Any

from config.clauses import Clause
from engine.deployment import Cited
from engine.handler import Handler, Job, Result
from web import coverage

CLAUSES = {
    "1": Clause(number="1", zh="目的", en="purpose", kind="outside", why={"zh": "无", "en": "none"}),
    "14": Clause(number="14", zh="立项", en="approval"), "14.2": Clause(number="14.2", zh="运维", en="maintenance"),
    "38": Clause(number="38", zh="情形", en="conditions"), "38(1)": Clause(number="38(1)", zh="一", en="one"),
    "40": Clause(number="40", zh="涉密", en="classified"),
}


def one(kind: str, id: str, *clauses: str, **more: Any) -> Cited:
    """An element."""
    return Cited(file="f", kind=kind, owner="p", id=id, name=id, clauses=clauses, **more)  # type: ignore[arg-type]


def test_paragraphs_and_items_roll_up_and_what_nobody_names_is_told() -> None:
    measured = coverage.measure([one("node", "a", "38(1)"), one("rule", "b", "14"), one("flow", "c", inherited=("38(1)", "38"))], CLAUSES)
    found = {article.clause.number: article for article in measured.articles}
    assert {number: article.status for number, article in found.items()} == {
        "1": "outside", "14": "partly", "38": "covered", "40": "open",
    }
    assert [element.id for element in found["38"].elements] == ["a", "c"]
    assert (found["14"].missing, found["38"].missing) == (("14.2",), ())
    assert [article.clause.number for article in measured.open] == ["14", "40"]


def test_scenarios_play_an_article_and_do_not_carry_it_out() -> None:
    measured = coverage.measure([one("scenario", "s", "40")], CLAUSES)
    article = measured.articles[-1]
    assert (article.status, [element.id for element in article.scenarios], measured.elements) == ("open", ["s"], ())


def test_elements_without_a_clause_and_clauses_that_do_not_exist() -> None:
    measured = coverage.measure([one("node", "a"), one("node", "b", "99", "40"), one("flow", "c", inherited=("99",))], CLAUSES)
    assert [element.id for element in measured.without] == ["a"]
    assert [(element.id, clause) for element, clause in measured.unknown] == [("b", "99")]


def test_a_check_that_no_diagram_asks_for_carries_nothing_out() -> None:
    def run(job: Job) -> Result:
        return Result()

    checks = {name: Handler(type=name, run=run, clauses=("40",), reads=(), pure=True, title="核查") for name in ("a.asked", "a.idle")}
    asked, idle = coverage.of_handlers(checks, [one("node", "n", "14", job="a.asked")])
    assert (asked.bound, idle.bound) == (True, False)
    assert coverage.measure([idle], CLAUSES).articles[-1].status == "open"
    assert coverage.measure([asked], CLAUSES).articles[-1].status == "covered"


def test_the_matrix_as_json() -> None:
    told = coverage.as_json(coverage.measure([one("gate", "G1", inherited=("40",), at="t")], CLAUSES))
    assert told["summary"] == {
        "articles": 4, "covered": 1, "partly": 0, "open": 2, "measured": 0, "record": 0, "outside": 1, "elements": 1, "without": 0,
        "unknown": 0,
    }
    assert told["articles"][-1]["elements"] == [
        {"file": "f", "kind": "gate", "owner": "p", "element_id": "t", "id": "G1", "name": "G1", "clauses": [], "inherited": ["40"], "bound": True}
    ]
