"""A scenario file: what happens to a process, and what must come of it. Written by process owners, in TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from engine.errors import Invalid
from engine.scenario import times
from engine.scenario.answers import parse
from engine.scenario.script import START, Script
from engine.values import MOST_EXPONENT

#: Tables and values of a scenario file besides the sections of answers, with the type that each must have.
_FIELDS: Mapping[str, type] = {
    "title": str, "process": str, "clauses": list, "at": str, "until": str, "calendar": str, "variables": dict,
    "registers": list, "expect": dict,
}
_ANSWERS = ("user_tasks", "jobs", "messages", "signals", "conditions")
_EXPECTED: Mapping[str, type] = {
    "outcome": str, "path": list, "not_visited": list, "waiting_at": list, "events": list, "variables": dict,
    "records": list, "refused": list,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One scenario. `expect` is as written (contracts: outcome, path, not_visited, waiting_at, events, variables, …)."""

    title: str
    process: str
    script: Script
    clauses: tuple[str, ...] = ()
    #: Rows that stand in the registers before: {register, key, …}.
    registers: tuple[Mapping[str, Any], ...] = ()
    #: A calendar file as in `calendar import`, to be in force from the start.
    calendar: str | None = None
    expect: Mapping[str, Any] = field(default_factory=dict)


def read(text: str) -> Scenario:
    """The scenario in a TOML text. Raises Invalid (`scenario.invalid` or `answers.invalid`) naming the place."""
    try:
        data = _json(tomllib.loads(text, parse_float=Decimal))
    except RecursionError:
        raise Invalid("scenario.invalid", path=".", reason="too deep") from None
    except ValueError as problem:
        raise Invalid("scenario.invalid", path=".", reason=str(problem)) from problem
    _typed(data, {**_FIELDS, **dict.fromkeys(_ANSWERS, object)}, "")
    _typed(data.get("expect", {}), _EXPECTED, "expect.")
    if "process" not in data:
        raise Invalid("scenario.invalid", path="process", reason="missing")
    return Scenario(
        title=data.get("title", ""), process=data["process"], clauses=tuple(data.get("clauses", ())),
        script=_script(data), registers=tuple(data.get("registers", ())), calendar=data.get("calendar"),
        expect=data.get("expect", {}),
    )


def _script(data: Mapping[str, Any]) -> Script:
    """Scenarios run the real handlers, under the rules of the house."""
    try:
        at = times.instant(data["at"]) if "at" in data else START
        until = times.until(data["until"], at) if "until" in data else None
    except ValueError as problem:
        raise Invalid("scenario.invalid", path="at, until", reason=str(problem)) from problem
    answers = parse({name: data[name] for name in _ANSWERS if name in data})
    return Script(
        processes=(data["process"],), variables=data.get("variables", {}), answers=answers, at=at, until=until,
        handlers=True, profile="chengxu",
    )


def _typed(data: Mapping[str, Any], fields: Mapping[str, type], prefix: str) -> None:
    for name, value in data.items():
        if name not in fields:
            raise Invalid("scenario.invalid", path=prefix + name, reason="unknown")
        if not isinstance(value, fields[name]):
            raise Invalid("scenario.invalid", path=prefix + name, reason=f"no {fields[name].__name__}")
        if fields[name] is list:
            _elements(value, prefix + name, dict if name in ("registers", "events", "records", "refused") else str)


def _elements(rows: Any, path: str, wanted: type) -> None:
    if not all(isinstance(row, wanted) for row in rows):
        raise Invalid("scenario.invalid", path=path, reason="no table" if wanted is dict else "no text")


def _json(value: Any) -> Any:
    """TOML as JSON: its dates and times become ISO texts."""
    if isinstance(value, dict):
        return {name: _json(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_json(item) for item in value]
    if isinstance(value, Decimal) and (not value.is_finite() or abs(value.adjusted()) > MOST_EXPONENT):
        raise ValueError(f"{value} is out of range")
    return value.isoformat() if isinstance(value, datetime | date | time) else value
