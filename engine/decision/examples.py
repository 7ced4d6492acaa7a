"""The owners' own tests of a decision: `bpmn/decisions/<decision>.tests.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from engine.decision.model import DecisionModel
from engine.errors import Invalid, NotFound
from engine.feel import to_json
from engine.values import ZONE

#: When a test does not say `at`.
_AT = datetime(2027, 1, 4, 9, tzinfo=ZONE)
_KEYS = {"name", "decision", "inputs", "result", "at", "rules", "errors"}


@dataclass(frozen=True, slots=True)
class Failure:
    """A test whose decision gave something else; results are JSON data."""

    test: str
    what: str
    expected: Any
    actual: Any


def run_tests(model: DecisionModel, toml_text: str) -> list[Failure]:
    """Evaluate every `[[test]]` of the file and tell what differs.

    A test has `name`, `inputs`, `result` (absent: null expected), and perhaps `decision` (default: the one that no other
    needs), `at` (aware datetime), `rules` (indices of the rules that fired) and `errors` (codes). Raises Invalid for a
    file that is no TOML or has other keys.
    """
    try:
        tests = tomllib.loads(toml_text, parse_float=Decimal).get("test", [])
    except tomllib.TOMLDecodeError as error:
        raise Invalid("decision.tests", problems=[str(error)]) from error
    unknown = sorted({key for test in tests for key in test} - _KEYS)
    if unknown or not tests:
        raise Invalid("decision.tests", problems=unknown or ["no [[test]]"])
    return [failure for number, test in enumerate(tests, 1) for failure in _run(model, test, number)]


def _run(model: DecisionModel, test: dict[str, Any], number: int) -> list[Failure]:
    name = str(test.get("name", number))
    at = _moment(test.get("at", _AT))
    try:
        outcome = model.evaluate(test.get("decision") or model.top()[0].id, test.get("inputs", {}), now=at)
    except NotFound:
        return [Failure(name, "decision", test.get("decision"), None)]
    actual = {
        "result": to_json(outcome.result),
        "rules": [hit.index for hit in outcome.rules],
        "errors": sorted({error.code for error in outcome.errors}),
    }
    expected = {"result": to_json(test.get("result")), "rules": test.get("rules"), "errors": test.get("errors", [])}
    return [
        Failure(name, what, wanted, actual[what])
        for what, wanted in expected.items()
        if wanted != actual[what] and (wanted is not None or what == "result")
    ]


def _moment(at: Any) -> datetime:
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise Invalid("decision.tests", problems=[f"at = {at}"])
    return moment
