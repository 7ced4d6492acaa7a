"""Hit policies: which of the matching rules count (DMN 1.5, 8.2.10)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from engine.decision.logic import Evaluation, Names
from engine.feel import Expression, Value, parse, to_json

if TYPE_CHECKING:
    from engine.decision.table import Match, Table

#: Hit policies whose result is a list (or an aggregate of one).
LISTS = frozenset({"COLLECT", "RULE ORDER", "OUTPUT ORDER"})
#: Hit policies that rank by the outputs' allowed values.
RANKED = frozenset({"PRIORITY", "OUTPUT ORDER"})
AGGREGATIONS: dict[str, Expression] = {
    "SUM": parse("sum(outputs)"), "MIN": parse("min(outputs)"), "MAX": parse("max(outputs)"),
    "COUNT": parse("count(outputs)"),
}


def choose(table: Table, evaluation: Evaluation, matches: list[Match], names: Names) -> list[Match] | None:
    """The rules that count, in the order of the result; None (and an error) when the policy is violated."""
    return HIT_POLICIES[table.hit_policy](table, evaluation, matches, names)


def _unique(table: Table, evaluation: Evaluation, matches: list[Match], names: Names) -> list[Match] | None:
    if len(matches) < 2:
        return matches
    evaluation.error(table.owner, "decision.not_unique", rules=_places(matches))
    return None


def _any(table: Table, evaluation: Evaluation, matches: list[Match], names: Names) -> list[Match] | None:
    if all(_same(match.outputs, matches[0].outputs) for match in matches):
        return matches
    evaluation.error(table.owner, "decision.outputs_differ", rules=_places(matches))
    return None


def _same(left: Sequence[Value], right: Sequence[Value]) -> bool:
    return bool([to_json(value) for value in left] == [to_json(value) for value in right])


def _places(matches: list[Match]) -> list[int]:
    return [match.index for match in matches]


def _every(table: Table, evaluation: Evaluation, matches: list[Match], names: Names) -> list[Match] | None:
    return matches


def _first(table: Table, evaluation: Evaluation, matches: list[Match], names: Names) -> list[Match] | None:
    return matches[:1]


def _ranked(table: Table, evaluation: Evaluation, matches: list[Match], names: Names) -> list[Match] | None:
    """Best first, by the place of each output in its column's allowed values; equals stay in the order of the rules."""
    run = evaluation.run
    scales = [to_json(column.values.within(run, names)) if column.values else [] for column in table.outputs]

    def rank(match: Match) -> list[int]:
        ranked = zip(scales, match.outputs, strict=True)
        return [_place(scale, to_json(value)) for scale, value in ranked if scale]

    return sorted(matches, key=rank)


def _place(scale: list[Value], value: Value) -> int:
    return scale.index(value) if value in scale else len(scale)


def _priority(table: Table, evaluation: Evaluation, matches: list[Match], names: Names) -> list[Match] | None:
    ranked = _ranked(table, evaluation, matches, names)
    return ranked and ranked[:1]


HIT_POLICIES: dict[str, Callable[[Table, Evaluation, list[Match], Names], list[Match] | None]] = {
    "UNIQUE": _unique, "ANY": _any, "FIRST": _first, "PRIORITY": _priority,
    "COLLECT": _every, "RULE ORDER": _every, "OUTPUT ORDER": _ranked,
}
