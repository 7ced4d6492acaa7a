"""Is what was handed in acceptable? Every wrong field is named; nothing stops at the first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators
from referencing import Registry

from engine.patterns import of_json_schema
from web.forms import expressions, parse
from web.forms.definition import Attachment, Field, Form
from web.forms.parse import Problem
from web.forms.typed import Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a form knows besides what was typed."""

    #: Variables of the case and register rows (`project`, `unit`, …).
    case: Mapping[str, Any]
    #: The moment of the request; `today()` in rules.
    now: datetime
    #: kind -> attached files.
    files: Mapping[str, Sequence[Mapping[str, Any]]]
    #: widget -> allowed values, for `person` and `unit`.
    people: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Values as they go to the case, and what is wrong with them."""

    values: Mapping[str, Any]
    problems: tuple[Problem, ...]


_FORMATS = FormatChecker(formats=())


@_FORMATS.checks("date", raises=ValueError)
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or bool(date.fromisoformat(value))


@_FORMATS.checks("date-time", raises=ValueError)
def _is_datetime(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


def _pattern(_validator: object, pattern: str, value: object, _schema: object) -> Iterator[ValidationError]:
    if isinstance(value, str) and of_json_schema(pattern).search(value) is None:
        yield ValidationError(f"{value!r} does not match {pattern!r}")


#: With patterns in linear time; its registry is empty, so that no reference is ever fetched.
_Validator: Any = validators.extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]


def visible(form: Form, values: Mapping[str, Any], around: Around) -> frozenset[str]:
    """Names of the fields whose `show_if` holds."""
    context = {**around.case, **_blank(form), **values}
    asked = form.fields.items()
    return frozenset(name for name, one in asked if expressions.holds(one.show_if, context, around.now))


def _blank(form: Form) -> dict[str, None]:
    """An unanswered question is null in expressions, whatever the case held before."""
    return {name: None for name, asked in form.fields.items() if asked.asked}


def wanted(form: Form, values: Mapping[str, Any], around: Around) -> tuple[Attachment, ...]:
    """The materials that are asked for with these answers."""
    context = {**around.case, **_blank(form), **values}
    return tuple(part for part in form.attachments if expressions.holds(part.show_if, context, around.now))


def check(form: Form, typed: Typed, around: Around) -> Checked:
    """Read and judge what was typed: types, limits, sums, rules, materials. Hidden fields are dropped, not judged."""
    found, unreadable = parse.values(form, typed)
    shown = visible(form, found, around)
    found = {name: value for name, value in found.items() if name in shown}
    found |= _totals(form, found, shown)
    problems = [problem for problem in unreadable if problem.path.split(".")[0] in shown]
    known = {problem.path for problem in problems}
    problems += [problem for problem in _by_schema(form, found, shown) if problem.path not in known]
    problems += _listed(form, found, around)
    problems += _sums(form, found)
    if not problems:
        problems += _rules(form, found, shown, around)
    problems += _materials(form, found, around)
    return Checked(values=found | _emptied(form, found, around), problems=tuple(_ordered(form, problems)))


def _emptied(form: Form, found: Mapping[str, Any], around: Around) -> dict[str, None]:
    """Answers that the case holds and that were now left blank or hidden become null."""
    return {
        name: None for name, asked in form.fields.items()
        if asked.asked and name not in found and around.case.get(name) is not None
    }


def _schema(form: Form, shown: frozenset[str]) -> dict[str, Any]:
    properties = form.schema.get("properties", {})
    asked = {name: part for name, part in properties.items() if name in shown and form.fields[name].asked}
    required = [name for name in form.schema.get("required", ()) if name in asked]
    return {**form.schema, "properties": asked, "required": required, "additionalProperties": False}


def _by_schema(form: Form, found: Mapping[str, Any], shown: frozenset[str]) -> Iterator[Problem]:
    validator = _Validator(_schema(form, shown), format_checker=_FORMATS, registry=Registry())
    for error in validator.iter_errors(dict(found)):
        yield from _problems(error)


#: JSON Schema keyword -> the datum that the sentence shows.
_LIMITS = frozenset({
    "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems",
    "maxItems",
})


def _problems(error: ValidationError) -> Iterator[Problem]:
    """One problem a wrong field; a missing property is a problem of that property, not of the object."""
    path = [str(part) for part in error.absolute_path]
    keyword = str(error.validator)
    if keyword == "required":
        # jsonschema gives each missing name an error of its own, and the name only in its message
        instance: Any = error.instance
        required: Any = error.validator_value
        missing = [name for name in required if name not in instance and f"'{name}'" in error.message]
        yield from (Problem(".".join([*path, name]), "required") for name in missing)
    elif keyword in ("if", "then", "else", "allOf", "anyOf", "oneOf") and error.context:
        for inner in error.context:
            yield from _problems(inner)
    elif keyword in _LIMITS:
        yield Problem(".".join(path), keyword, {"limit": error.validator_value})
    elif keyword in ("enum", "const"):
        yield Problem(".".join(path), "not_listed")
    elif keyword in ("pattern", "format", "type", "uniqueItems"):
        yield Problem(".".join(path), keyword)
    else:
        yield Problem(".".join(path), "not_accepted")


def _listed(form: Form, found: Mapping[str, Any], around: Around) -> Iterator[Problem]:
    for name, asked in form.fields.items():
        allowed = around.people.get(asked.widget)
        if allowed is not None and name in found and found[name] not in allowed:
            yield Problem(name, "not_listed")


def _column(form: Form, path: str, found: Mapping[str, Any]) -> list[Decimal]:
    rows, _, column = path.partition(".")
    cells = [row.get(column) for row in found.get(rows) or ()]
    return [Decimal(cell) for cell in cells if isinstance(cell, int | Decimal)]


def _totals(form: Form, found: Mapping[str, Any], shown: frozenset[str]) -> dict[str, Any]:
    """Sums that nobody typed."""
    sums = {name: _column(form, asked.total_of, found) for name, asked in form.fields.items() if asked.total_of}
    missing = {name: cells for name, cells in sums.items() if cells and name in shown and name not in found}
    return {name: sum(cells, Decimal(0)) for name, cells in missing.items()}


def _sums(form: Form, found: Mapping[str, Any]) -> Iterator[Problem]:
    for name, asked in form.fields.items():
        if asked.total_of and isinstance(found.get(name), int | Decimal):
            cells = _column(form, asked.total_of, found)
            if cells and sum(cells) != found[name]:
                yield Problem(name, "not_the_total", {"typed": found[name], "total": sum(cells)})


def _rules(form: Form, found: Mapping[str, Any], shown: frozenset[str], around: Around) -> Iterator[Problem]:
    context = {**around.case, **_blank(form), **found}
    for rule in form.rules:
        if rule.field.split(".")[0] in shown and expressions.value(rule.condition, context, around.now) is True:
            yield Problem(rule.field, "rule", message=rule.message, clause=rule.clause)


def _materials(form: Form, found: Mapping[str, Any], around: Around) -> Iterator[Problem]:
    for part in wanted(form, found, around):
        if part.required and not around.files.get(part.kind):
            yield Problem(f"attachment.{part.kind}", "file_missing", clause=part.clause)


def _ordered(form: Form, problems: Sequence[Problem]) -> list[Problem]:
    """In the order in which the questions stand on the page."""
    order = [asked.name for page in form.pages for asked in page.fields]
    place = {name: at for at, name in enumerate(order)}
    return sorted(problems, key=lambda problem: place.get(problem.path.split(".")[0], len(order)))


def with_texts(problem: Problem, **data: Any) -> Problem:
    """The same problem with more data for its sentence."""
    return replace(problem, data={**problem.data, **data})


def label_of(form: Form, path: str) -> tuple[Field | Attachment | None, int | None, Field | None]:
    """Whom a path means: the question (or material), the row number from 1, and the column."""
    name, *rest = path.split(".")
    if name == "attachment" and rest:
        return next((part for part in form.attachments if part.kind == rest[0]), None), None, None
    asked = form.fields.get(name)
    if asked is None or not rest:
        return asked, None, None
    column = next((one for one in asked.columns if len(rest) > 1 and one.name == rest[1]), None)
    return asked, int(rest[0]) + 1 if rest[0].isdigit() else None, column
