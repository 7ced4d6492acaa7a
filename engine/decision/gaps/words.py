"""What the check of a table says to people, with its counterexample in words, in both languages."""

from __future__ import annotations

from typing import Literal

from engine.decision.gaps.check import Witness
from engine.decision.gaps.columns import Column
from engine.decision.gaps.conditions import Constant, Symbol, Term
from engine.decision.gaps.kinds import OTHERS
from engine.decision.gaps.lines import NULL, Line, Span, Spans, intersection
from engine.feel import Value
from engine.feel.text import scalar_text

Both = dict[str, str]

#: code -> severity, message zh, message en, remedy zh, remedy en
SENTENCES: dict[str, tuple[Literal["error", "warning"], str, str, str, str]] = {
    "decision.table_overlap": (
        "error",
        "规则 {first} 与规则 {second} 重叠：当 {zh} 时两条同时命中，命中策略 {policy} 不允许。",
        "Rules {first} and {second} overlap: both match when {en}, which hit policy {policy} forbids.",
        "请修改其中一条规则的条件，或改用其他命中策略。",
        "Change the conditions of one of them, or use another hit policy.",
    ),
    "decision.table_overlap_possible": (
        "warning",
        "规则 {first} 与规则 {second} 可能重叠：若 {order_zh}，则当 {zh} 时两条同时命中，命中策略 {policy} 不允许；各参数的大小关系尚不确定。",
        "Rules {first} and {second} may overlap: if {order_en}, both match when {en}, which hit policy {policy} forbids; "
        "the order of these bounds is not known.",
        "请核对参数的取值。", "Check the values of the parameters.",
    ),
    "decision.table_gap": (
        "warning",
        "规则未覆盖全部情况：当 {zh} 时没有规则命中，也没有默认输出。",
        "Not every case is covered: no rule matches when {en}, and there is no default output.",
        "请补充规则或设置默认输出。", "Add a rule or a default output.",
    ),
    "decision.table_gap_possible": (
        "warning",
        "规则可能未覆盖全部情况：若 {order_zh}，则当 {zh} 时没有规则命中，也没有默认输出；各参数的大小关系尚不确定。",
        "Not every case may be covered: if {order_en}, no rule matches when {en}, and there is no default output; "
        "the order of these bounds is not known.",
        "请核对参数的取值，或设置默认输出。", "Check the values of the parameters, or add a default output.",
    ),
    "decision.table_undecided": (
        "warning",
        "无法判定规则是否重叠或有遗漏：{zh}含有无法静态判定的条件。",
        "Whether rules overlap or leave gaps is not decided: {en} has conditions that only an evaluation decides.",
        "可改用区间和取值书写条件，以便检查。",
        "Write these conditions as ranges and values to have them checked.",
    ),
    "decision.table_too_large": (
        "warning",
        "表过大或参数过多，无法判定规则是否重叠或有遗漏。",
        "The table has too many rules or parameters; whether they overlap or leave gaps is not decided.",
        "请拆分该决策表。", "Split the table.",
    ),
}


def point(witness: Witness) -> Both:
    """The counterexample: what each column is; columns that may be anything are left out."""
    parts = [
        _column(column, line, _choice(spans, line))
        for column, line, spans in zip(witness.columns, witness.lines, witness.places, strict=True)
        if not _is_free(spans, line)
    ]
    if not parts:
        return {"zh": "输入任意值", "en": "anything is given"}
    return {"zh": "、".join(part["zh"] for part in parts), "en": " and ".join(part["en"] for part in parts)}


def _is_free(spans: Spans, line: Line) -> bool:
    return sum(end - max(start, 1) + 1 for start, end in spans) >= line.last


def _choice(spans: Spans, line: Line) -> int:
    """The place that reads best: any other word, a value that a cell names, else one between, null last."""
    if line.kind == "string":
        others = [place for place in map(line.place, OTHERS) if place % 2 and intersection(spans, ((place, place),))]
        if others:
            return others[0]
    places = [place for span in spans for place in _few(span) if place != NULL and line.example(place) is not None]
    inner = [place for place in places if 1 < place < line.last]
    return next((place for place in inner if place % 2 == 0), (inner or places or [NULL])[0])


def _few(span: Span) -> range:
    return range(span[0], min(span[1], span[0] + 3) + 1)


def _column(column: Column, line: Line, place: int) -> Both:
    label = column.label
    if place == NULL:
        return {"zh": f"{label} 为空", "en": f"{label} is null"}
    names = _names(column, line)
    low, high = line.bounds(place)
    if place % 2 == 0:
        same = " = ".join([label, *_named(low, names)])
        return {"zh": same, "en": same}
    if not any(names.get(bound) for bound in (low, high) if bound is not None):
        same = f"{label} = {shown(line.example(place))}"
        return {"zh": same, "en": same}
    zh = [f"{word} {_named(bound, names)[0]}" for word, bound in (("大于", low), ("小于", high)) if bound is not None]
    en = [f"{word} {_named(bound, names)[0]}" for word, bound in (("above", low), ("below", high)) if bound is not None]
    return {"zh": f"{label} {'且'.join(zh)}", "en": f"{label} is {' and '.join(en)}"}


def _names(column: Column, line: Line) -> dict[Value, list[str]]:
    """What stands behind values: parameters and other bounds by name."""
    found: dict[Value, list[str]] = {}
    for term in sorted((each for each in column.terms if each.text), key=str):
        name, value = _of(term, line)
        if name and name not in found.setdefault(value, []):
            found[value].append(name)
    return found


def _of(term: Term, line: Line) -> tuple[str, Value]:
    if isinstance(term, Symbol):
        return term.text, line.symbols.get(term)
    return (f"{term.text} ({shown(term.value)})" if term.text else ""), _hashable(term)


def _hashable(term: Constant) -> Value:
    return None if isinstance(term.value, list | dict) else term.value


def _named(value: Value, names: dict[Value, list[str]]) -> list[str]:
    """Names of a value, or itself."""
    return names.get(value) or [shown(value)]


def shown(value: Value) -> str:
    """A value as people write it in a cell."""
    return f'"{value}"' if isinstance(value, str) else scalar_text(value)


def order(witness: Witness) -> Both:
    """How the unknown bounds stand to each other and to the values beside them: `param.a < 5 < param.b`."""
    chains = []
    for column, line in zip(witness.columns, witness.lines, strict=True):
        if column.symbols:
            names = _names(column, line)
            values = [value for value in line.cuts if names.get(value) or not names]
            near = [value for value in line.cuts if value in values or _beside(value, values, line)]
            chains.append(" < ".join(" = ".join(_named(value, names)) for value in near))
    text = "; ".join(dict.fromkeys(chains))
    return {"zh": text.replace("; ", "；"), "en": text}


def _beside(value: Value, values: list[Value], line: Line) -> bool:
    """Whether a value stands next to one of the unknown bounds."""
    at = line.cuts.index(value)
    return any(neighbour in values for neighbour in line.cuts[max(at - 1, 0) : at + 2])
