"""Gaps and overlaps of decision tables: found before anybody is decided about, with a counterexample in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from engine.decision.gaps.check import Overlap, Report, check
from engine.decision.gaps.columns import declaration
from engine.decision.gaps.words import SENTENCES, order, point
from engine.decision.logic import Typed
from engine.decision.model import DecisionModel
from engine.decision.problems import DecisionProblem
from engine.decision.table import Table

__all__ = ["examine_tables"]


def examine_tables(model: DecisionModel, given: Mapping[str, Any] | None = None) -> tuple[DecisionProblem, ...]:
    """Everything that is to be said about the model's tables.

    Overlapping rules under UNIQUE (under ANY: with different outputs) are errors. Values that no rule takes, where
    there is no default output, are warnings; so is what cannot be decided. `given` are values that are known
    beforehand, by variable: `{"param": {"T01": 10}}`. Call it again when they change.
    """
    types = {datum.name: declaration(datum.type) for datum in model.input_data}
    for each in model.decisions.values():
        if isinstance(each.logic, Typed):
            types[each.variable] = declaration(each.logic.type)
    found: list[DecisionProblem] = []
    for table in _tables(model):
        name = model.decisions[table.owner].name if table.owner in model.decisions else None
        found += _problems(table, name, check(table, types, given or {}))
    return tuple(found)


def _tables(model: DecisionModel) -> Iterator[Table]:
    """Every table of the model, those inside boxed expressions and knowledge models included."""
    stack: list[Any] = [*(each.logic for each in model.own.values())]
    stack += [each for each in model.knowledge.values() if each.owner not in model.merged]
    seen: set[int] = set()
    while stack:
        part = stack.pop(0)
        if isinstance(part, tuple):
            stack.extend(part)
        elif isinstance(part, Table) and id(part) not in seen:
            seen.add(id(part))
            yield part
        elif is_dataclass(part) and type(part).__module__.startswith("engine.decision."):
            stack.extend(getattr(part, field.name) for field in fields(part))


def _problems(table: Table, name: str | None, report: Report) -> Iterator[DecisionProblem]:
    for overlap in report.overlaps:
        yield _overlap(table, name, overlap)
    if report.gap is not None:
        code = "decision.table_gap" if report.gap_always else "decision.table_gap_possible"
        yield _problem(code, table, name, **point(report.gap), **_order(report.gap))
    if report.unclear:
        zh = "、".join(f"“{label}”列（规则 {_list(rules)}）" for label, rules in report.unclear)
        en = ", ".join(f"column “{label}” (rules {_list(rules)})" for label, rules in report.unclear)
        yield _problem("decision.table_undecided", table, name, zh=zh, en=en)
    if report.too_large:
        yield _problem("decision.table_too_large", table, name)


def _overlap(table: Table, name: str | None, overlap: Overlap) -> DecisionProblem:
    code = "decision.table_overlap" if overlap.always else "decision.table_overlap_possible"
    rules = {"first": overlap.first, "second": overlap.second, "policy": table.hit_policy}
    return _problem(code, table, name, **rules, **point(overlap.witness), **_order(overlap.witness))


def _order(witness: Any) -> dict[str, str]:
    return {f"order_{language}": text for language, text in order(witness).items()}


def _list(rules: tuple[int, ...]) -> str:
    return ", ".join(map(str, rules[:5])) + ("…" if len(rules) > 5 else "")


def _problem(code: str, table: Table, name: str | None, **data: Any) -> DecisionProblem:
    severity, zh, en, remedy_zh, remedy_en = SENTENCES[code]
    message = {"zh": zh.format(**data), "en": en.format(**data)}
    remedy = {"zh": remedy_zh, "en": remedy_en}
    return DecisionProblem(table.owner, name, code, data, message, remedy, severity=severity)
