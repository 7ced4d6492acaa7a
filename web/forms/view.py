"""A form as the templates draw it: one `Asked` a question, with its text, its faults and its ids."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from web.forms.check import label_of
from web.forms.definition import MOST_ROWS, Field, Form, Page
from web.forms.parse import Problem
from web.words import Language, pick, words

#: Empty lines of a table for those who have no JavaScript.
SPARE_ROWS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One line of the error summary and the text beside its field."""

    anchor: str
    label: str
    text: str
    clause: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question as drawn: `name` as posted, `id` of its control, `text` as typed, or `rows` of questions."""

    field: Field
    name: str
    id: str
    label: str
    help: str
    text: Any
    faults: tuple[Fault, ...]
    options: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Asked, ...], ...] = ()
    template: tuple[Asked, ...] = ()
    most: int = MOST_ROWS
    #: Other questions appear or disappear with the answer.
    decides: bool = False

    @property
    def described_by(self) -> str:
        """Ids of the hint and of the fault, for `aria-describedby`."""
        parts = [f"{self.id}-hint" if self.help else "", f"{self.id}-fault" if self.faults else ""]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What drawing a form needs besides the form."""

    typed: Mapping[str, Any]
    shown: frozenset[str]
    language: Language
    problems: Sequence[Problem] = ()
    #: widget -> [(value, label)], for `person` and `unit`.
    people: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    #: Answers that only the case gives: name -> text, for `readonly`.
    fixed: Mapping[str, str] = field(default_factory=dict)
    deciding: frozenset[str] = frozenset()


def anchor(path: str) -> str:
    """The id of the control for a posted name."""
    return "f-" + path.replace(".", "-")


def faults(form: Form, problems: Sequence[Problem], language: Language) -> list[Fault]:
    """Every problem as a line that links to its field."""
    return [
        Fault(anchor=anchor(problem.path), label=_label(form, problem.path, language),
              text=sentence(problem, language), clause=problem.clause)
        for problem in problems
    ]


def sentence(problem: Problem, language: Language) -> str:
    """What is wrong: the rule's own words, or the sentence of its code."""
    if problem.message is not None:
        return pick(problem.message, language)
    return words(problem.code if "." in problem.code else f"form.{problem.code}", language, **problem.data)


def _label(form: Form, path: str, language: Language) -> str:
    asked, row, column = label_of(form, path)
    parts = [pick(asked.label, language) if asked else path]
    if row is not None:
        parts.append(words("form.row", language, number=row))
    if column is not None:
        parts.append(pick(column.label, language))
    return " · ".join(parts)


def pages(form: Form, drawing: Drawing) -> list[tuple[str, str, list[Asked]]]:
    """The sections with their visible questions; sections without one are left out."""
    told = faults(form, drawing.problems, drawing.language)
    drawing = replace(drawing, deciding=deciding(form))
    drawn = [
        (pick(page.title, drawing.language), pick(page.help, drawing.language),
         [_ask(one, one.name, drawing.typed.get(one.name), told, drawing) for one in _shown(page, drawing)])
        for page in form.pages
    ]
    return [page for page in drawn if page[2]]


def deciding(form: Form) -> frozenset[str]:
    """Names of the questions on whose answers others depend."""
    conditions = [one.show_if for one in form.fields.values()] + [one.show_if for one in form.attachments]
    return frozenset(name for name in form.fields if any(re.search(rf"\b{name}\b", text or "") for text in conditions))


def _shown(page: Page, drawing: Drawing) -> list[Field]:
    return [asked for asked in page.fields if asked.name in drawing.shown]


def _ask(asked: Field, name: str, text: Any, told: Sequence[Fault], drawing: Drawing) -> Asked:
    own = anchor(name)
    language = drawing.language
    if asked.widget == "readonly":
        text = drawing.fixed.get(asked.name, "")
    return Asked(
        field=asked, name=name, id=own, label=pick(asked.label, language), help=pick(asked.help, language), text=text,
        faults=tuple(fault for fault in told if fault.anchor == own), options=_choices(asked, drawing),
        rows=_rows(asked, name, text, told, drawing) if asked.widget == "rows" else (),
        template=tuple(_ask(column, f"{name}.__n__.{column.name}", "", (), drawing) for column in asked.columns),
        most=min(MOST_ROWS, asked.schema.get("maxItems", MOST_ROWS)), decides=name in drawing.deciding,
    )


def _rows(
    asked: Field, name: str, typed: Any, told: Sequence[Fault], drawing: Drawing
) -> tuple[tuple[Asked, ...], ...]:
    lines = list(typed or ())
    spare = max(0, min(SPARE_ROWS, asked.schema.get("maxItems", MOST_ROWS) - len(lines)))
    lines += [{} for _ in range(spare)]
    return tuple(
        tuple(
            _ask(column, f"{name}.{at}.{column.name}", line.get(column.name, ""), told, drawing)
            for column in asked.columns
        )
        for at, line in enumerate(lines)
    )


def _choices(asked: Field, drawing: Drawing) -> tuple[tuple[str, str], ...]:
    if asked.widget in drawing.people:
        return tuple(drawing.people[asked.widget])
    if asked.widget == "yesno":
        return tuple((value, words(code, drawing.language)) for value, code in (("true", "ui.yes"), ("false", "ui.no")))
    return tuple((value, pick(label, drawing.language)) for value, label in asked.options.items())
