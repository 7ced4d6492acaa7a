"""The forms: bilingual, each used, in step with the checks that read them and with the scenarios that fill them in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from config import clauses
from engine import feel
from handlers.data_bureau.report_sections import SECTIONS
from tests.bpmn import shipped
from tests.bpmn.shipped import FORMS, SCENARIOS
from web.forms.definition import Field, Form

EVERY = pytest.mark.parametrize("form", shipped.forms().values(), ids=lambda form: form.id)


def fields(form: Form) -> list[Field]:
    """The questions, those of table rows included."""
    return [inner for one in form.fields.values() for inner in (one, *one.columns)]


def texts(form: Form) -> Iterator[Mapping[str, str]]:
    """Everything that people read."""
    yield from [form.title, *(page.title for page in form.pages), *(rule.message for rule in form.rules)]
    yield from [part.label for part in form.attachments]
    for field in fields(form):
        yield from [field.label, *field.options.values(), *([field.help] if field.help else [])]


def expressions(form: Form) -> Iterator[str]:
    """Every FEEL expression of a form."""
    yield from [rule.condition for rule in form.rules]
    yield from [part.show_if for part in form.attachments if part.show_if]
    given = [text for field in fields(form) for text in (field.show_if, field.default) if isinstance(text, str)]
    yield from filter(feel.is_expression, given)


@EVERY
def test_everything_that_people_read_is_in_both_languages(form: Form) -> None:
    assert [told for told in texts(form) if not (told.get("zh") and told.get("en"))] == []


@EVERY
def test_every_expression_compiles(form: Form) -> None:
    for expression in expressions(form):
        feel.compile_value(expression)


@EVERY
def test_every_clause_is_one_of_the_regulation(form: Form) -> None:
    cited = {field.clause for field in fields(form)} | {rule.clause for rule in form.rules}
    cited |= {part.clause for part in form.attachments}
    assert cited - {None} <= set(clauses.load())


def test_a_form_has_the_name_of_its_file_and_is_asked_by_a_task() -> None:
    nodes = [node for process in shipped.processes().values() for node in process.nodes.values()]
    asked = {node.form_id for node in nodes} - {None}
    assert {path.stem for path in FORMS} == set(shipped.forms()) == asked


def test_the_report_asks_what_its_check_wants_to_know() -> None:
    wanted = {name for section in SECTIONS for name in section.fields}
    for form_id in ("construction_report", "report_rectification"):
        assert wanted - set(shipped.forms()[form_id].fields) == set()


def answers(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(form, what is handed in) of a scenario's people."""
    form_of = {node.id: node.form_id for one in shipped.processes().values() for node in one.nodes.values()}
    for element, given in shipped.story(path).script.answers.user_tasks.items():
        for answer in given if isinstance(given, tuple) else (given,):
            yield form_of[element] or "", answer.variables


@pytest.mark.parametrize("path", SCENARIOS, ids=shipped.label)
def test_people_in_scenarios_hand_in_what_the_forms_ask(path: Path) -> None:
    for form_id, variables in answers(path):
        properties = shipped.forms()[form_id].schema["properties"]
        schema = {"type": "object", "properties": properties, "additionalProperties": False}
        assert [error.message for error in Draft202012Validator(schema).iter_errors(dict(variables))] == [], form_id


def test_a_report_that_is_to_be_amended_shows_what_was_handed_in() -> None:
    report, amended = shipped.forms()["construction_report"], shipped.forms()["report_rectification"]
    assert [name for name in report.fields if amended.fields[name].default != f"={name}"] == []
