"""The regulation against what implements it, both ways: every article with its elements, every element with its articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Literal, get_args

from config.clauses import Clause, article_of
from engine import scenario
from engine.deployment import Cited
from engine.handler import Handler

#: Of articles that are to be executed: covered, something does so; partly, but nobody names some paragraph or item of it;
#: open, nothing does yet. The others as the table of clauses says.
Status = Literal["covered", "partly", "open", "measured", "record", "outside"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article with everything that names it, its paragraphs and items included."""

    clause: Clause
    status: Status
    elements: tuple[Cited, ...]
    #: Scenarios that play it.
    scenarios: tuple[Cited, ...]
    #: Paragraphs and items in the table of clauses that no element names.
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The whole matrix. `unknown` are clauses that nobody knows, with who names them."""

    articles: tuple[Article, ...]
    elements: tuple[Cited, ...]
    without: tuple[Cited, ...]
    unknown: tuple[tuple[Cited, str], ...]

    @property
    def open(self) -> tuple[Article, ...]:
        """Articles that are to be executed and that nothing implements yet, or not all of it."""
        return tuple(article for article in self.articles if article.status in ("open", "partly"))


def measure(elements: Sequence[Cited], clauses: Mapping[str, Clause]) -> Coverage:
    """Hold elements (diagrams', tables', forms', handlers', scenarios') against the table of clauses."""
    named: dict[str, list[Cited]] = {number: [] for number in clauses if number == article_of(number)}
    unknown: list[tuple[Cited, str]] = []
    for element in elements:
        known = [clause for clause in element.effective if clause in clauses]
        unknown += [(element, clause) for clause in element.clauses if clause not in clauses]
        for article in dict.fromkeys(article_of(clause) for clause in known):
            named[article].append(element)
    return Coverage(
        articles=tuple(_article(clauses[number], found, clauses) for number, found in named.items()),
        elements=tuple(element for element in elements if element.kind != "scenario"),
        without=tuple(element for element in elements if not element.effective),
        unknown=tuple(unknown),
    )


def _article(clause: Clause, named: Sequence[Cited], clauses: Iterable[str]) -> Article:
    elements = tuple(element for element in named if element.kind != "scenario")
    parts = [number for number in clauses if article_of(number) == clause.number != number]
    cited = {number for element in elements if element.bound for number in element.effective}
    missing = tuple(part for part in parts if part not in cited)
    status: Status = "open" if not cited else "partly" if missing else "covered"
    return Article(
        clause=clause, status=status if clause.kind == "executed" else clause.kind, elements=elements, missing=missing,
        scenarios=tuple(one for one in named if one.kind == "scenario"),
    )


def of_handlers(handlers: Mapping[str, Handler], elements: Iterable[Cited]) -> list[Cited]:
    """The checks as elements; those that no diagram among `elements` asks for are not bound."""
    asked = {element.job for element in elements}
    return [
        Cited(
            file=one.run.__module__, kind="handler", owner=one.type.partition(".")[0], id=one.type, name=one.title,
            clauses=one.clauses, bound=one.type in asked,
        )
        for one in handlers.values()
    ]


def of_scenarios(texts: Mapping[str, str]) -> list[Cited]:
    """The owners' scenarios (path -> TOML) as elements. Raises Invalid for one that cannot be read."""
    read = {path: scenario.read(text) for path, text in texts.items()}
    return [
        Cited(file=path, kind="scenario", owner=one.process, id=PurePath(path).stem, name=one.title, clauses=one.clauses)
        for path, one in read.items()
    ]


def as_json(measured: Coverage) -> dict[str, Any]:
    """The matrix for other programs: articles, elements, those without a clause, clauses that do not exist."""
    counts = Counter(article.status for article in measured.articles)
    return {
        "summary": {"articles": len(measured.articles), **{name: counts[name] for name in get_args(Status)},
                    "elements": len(measured.elements), "without": len(measured.without), "unknown": len(measured.unknown)},
        "articles": [
            {"article": one.clause.number, "zh": one.clause.zh, "en": one.clause.en, "kind": one.clause.kind, "status": one.status,
             "why": dict(one.clause.why), "missing": list(one.missing), "elements": [_element(each) for each in one.elements],
             "scenarios": [{"file": each.file, "title": each.name} for each in one.scenarios]}
            for one in measured.articles
        ],
        "elements": [_element(one) for one in measured.elements],
        "without": [_element(one) for one in measured.without],
        "unknown": [{**_element(one), "clause": clause} for one, clause in measured.unknown],
    }


def _element(one: Cited) -> dict[str, Any]:
    return {
        "file": one.file, "kind": one.kind, "owner": one.owner, "element_id": one.at or one.id, "id": one.id,
        "name": one.name, "clauses": list(one.clauses), "inherited": list(one.inherited) if not one.clauses else [], "bound": one.bound,
    }
