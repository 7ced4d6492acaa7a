"""The JSON Schema of a form: is it one, does it end, does it stay within the form, are its patterns harmless?"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from engine import patterns
from engine.deployment import form_words as words
from engine.model import Fault

#: Of the form as a whole, these are ours.
OURS = ("ui", "$id", "$schema", "title")
#: Keywords that lead out of the place where they stand, or match names by patterns: pages cannot show what they mean.
OUTWARD = ("$ref", "$dynamicRef", "$recursiveRef", "patternProperties")
#: Keywords whose entries are schemas under names of their own, and those that hold data.
NAMED = ("properties", "$defs", "definitions", "dependentSchemas")
DATA = ("enum", "const", "default", "examples", "title", "description")
MOST_DEPTH = 20
#: No sentence helps anybody after so many.
MOST_FAULTS = 50

Place = tuple[str, ...]


def check(file: str, form: Mapping[str, Any]) -> Iterator[Fault]:
    """Yields a fault for everything that would hinder the checking of what is handed in (JSON Schema 2020-12)."""
    schema = {name: part for name, part in form.items() if name not in OURS}
    for place, part in _schemas(schema):
        if len(place) > MOST_DEPTH:
            yield words.DEEP.fault(file, path=_shown(place[:MOST_DEPTH]), most=MOST_DEPTH)
            return
        for keyword in OUTWARD:
            if keyword in part:
                yield words.OUTWARD.fault(file, path=_shown(place), keyword=keyword)
        if reason := _wrong_pattern(part.get("pattern")):
            yield words.PATTERN.fault(file, field=_shown(place), reason=reason)
    yield from _by_standard(file, schema)


def _schemas(schema: Mapping[str, Any]) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    """The schema and every one inside it with its place, those that stand too deep included, but no deeper ones."""
    ahead: list[tuple[Place, Any, bool]] = [((), schema, True)]
    while ahead:
        place, part, is_schema = ahead.pop()
        if isinstance(part, Mapping):
            if is_schema:
                yield place, part
            inner = [(name, item, name not in NAMED) for name, item in part.items() if not (is_schema and name in DATA)]
            ahead += [((*place, name), item, ordinary or not is_schema) for name, item, ordinary in inner]
        elif isinstance(part, list):
            ahead += [((*place, str(at)), item, True) for at, item in enumerate(part) if isinstance(item, Mapping)]


def _wrong_pattern(pattern: Any) -> str | None:
    """Why this is no pattern that can be matched in linear time; what is no text is the standard's own affair."""
    try:
        patterns.of_json_schema(pattern if isinstance(pattern, str) else "")
    except ValueError as problem:
        return str(problem)[:200]
    return None


def _by_standard(file: str, schema: Mapping[str, Any]) -> Iterator[Fault]:
    for at, error in enumerate(_standard().iter_errors(schema)):
        place = [str(part) for part in error.absolute_path]
        if at == MOST_FAULTS:
            return
        if place[-1:] not in (["title"], ["description"]):
            yield words.SCHEMA.fault(file, path=_shown(place), reason=error.message[:200])


@cache
def _standard() -> Any:
    # Imported when the first form is checked: commands without forms start faster.
    validator = importlib.import_module("jsonschema").Draft202012Validator
    return validator(validator.META_SCHEMA)


def _shown(place: Place | list[str]) -> str:
    return ".".join(place)[:200] or "."
