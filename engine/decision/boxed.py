"""Reads boxed expressions: one function a kind (DMN 1.5, 10.2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lxml import etree

from engine.decision.logic import (
    Conditional,
    Definition,
    Entries,
    Invocation,
    Items,
    Iteration,
    Literal,
    Logic,
    Refusal,
    Relation,
    Typed,
    TypeOf,
)
from engine.decision.source import Element, Source, TypeReader
from engine.decision.tables import read_table

Names = frozenset[str]
#: How deep boxed expressions may stand in each other.
MAX_DEPTH = 20


def read_logic(source: Source, element: Element, owner: str, names: Names, depth: int = 0) -> Logic:
    """The logic that `element` is. What is wrong is reported, and stands as null."""
    reader = READERS.get(etree.QName(element).localname)
    if depth > MAX_DEPTH:
        source.report("decision.too_deep", element)
    elif reader is None:
        source.report("decision.logic", element, found=etree.QName(element).localname)
    else:
        return typed(reader(source, element, owner, names, depth), owner, source.type_of(element))
    return Literal(owner, source.expression(element, "null", names))


def typed(logic: Logic, owner: str, wanted: TypeReader) -> Logic:
    """The logic with a result of the type. A function has what its function type declares; another type, which files of
    DMN 1.1 write beside functions and rarely mean, says nothing of it.
    """
    if wanted.type_ref is None or (isinstance(logic, Definition) and not wanted.is_function):
        return logic
    if isinstance(logic, Definition):
        return replace(logic, body=Typed(owner, logic.body, wanted.result), parameters=_declared(logic, wanted))
    return Typed(owner, logic, wanted)


def _declared(function: Definition, wanted: TypeReader) -> tuple[tuple[str, TypeOf], ...]:
    """The parameters with the types that the function's own type gives to those that have none."""
    return tuple(
        (name, wanted.parameter(name) if isinstance(own, TypeReader) and own.type_ref is None else own)
        for name, own in function.parameters
    )


def logic_in(source: Source, element: Element | None, owner: str, names: Names, depth: int) -> Logic:
    """The logic that stands inside `element`."""
    inner = source.child(element, *READERS) if element is not None else None
    if inner is None:
        place = source.root if element is None else element
        source.report("decision.empty_expression", place)
        return Literal(owner, source.expression(place, "null", names))
    return read_logic(source, inner, owner, names, depth + 1)


def _literal(source: Source, element: Element, owner: str, names: Names, depth: int) -> Logic:
    source.check_language(element)
    text = source.text(element)
    if not text:
        source.report("decision.empty_expression", element)
    return Literal(owner, source.expression(element, text or "null", names))


def _table(source: Source, element: Element, owner: str, names: Names, depth: int) -> Logic:
    return read_table(source, element, owner, names)


def _context(source: Source, element: Element, owner: str, names: Names, depth: int) -> Logic:
    entries: list[tuple[str | None, Logic]] = []
    for entry in source.children(element, "contextEntry"):
        variable = source.child(entry, "variable")
        name = variable.get("name") if variable is not None else None
        logic = logic_in(source, entry, owner, names, depth)
        entries.append((name, typed(logic, owner, source.type_of(variable))))
        names = source.bind(names, *([name] if name else []))
    return Entries(tuple(entries))


def _list(source: Source, element: Element, owner: str, names: Names, depth: int) -> Logic:
    items = source.children(element, *READERS)
    return Items(tuple(read_logic(source, item, owner, names, depth + 1) for item in items))


def _relation(source: Source, element: Element, owner: str, names: Names, depth: int) -> Logic:
    drawn = source.children(element, "column")
    columns, types = tuple(column.get("name", "") for column in drawn), [source.type_of(column) for column in drawn]
    rows = []
    for number, row in enumerate(source.children(element, "row"), 1):
        cells = [read_logic(source, cell, owner, names, depth + 1) for cell in source.children(row, *READERS)]
        if len(cells) == len(columns):
            rows.append(tuple(typed(cell, owner, wanted) for cell, wanted in zip(cells, types, strict=True)))
        else:
            counts = {"rule": number, "found": len(cells), "expected": len(columns)}
            source.report("decision.cells", row, side="relation", side_zh="", **counts)
    return Relation(columns, tuple(rows))


def _invocation(source: Source, element: Element, owner: str, names: Names, depth: int) -> Logic:
    called = source.child(element, *READERS)
    if called is None:
        return logic_in(source, element, owner, names, depth)
    bindings = []
    for binding in source.children(element, "binding"):
        parameter = source.child(binding, "parameter")
        name = parameter.get("name", "") if parameter is not None else ""
        bindings.append((name, typed(logic_in(source, binding, owner, names, depth), owner, source.type_of(parameter))))
    return Invocation(owner, read_logic(source, called, owner, names, depth + 1), tuple(bindings))


def read_function(source: Source, element: Element, owner: str, names: Names, depth: int = 0) -> Definition:
    """A function definition, boxed or encapsulated in a business knowledge model. Java and PMML are never run."""
    drawn = source.children(element, "formalParameter")
    parameters = tuple((parameter.get("name", ""), source.type_of(parameter)) for parameter in drawn)
    language = element.get("kind", "FEEL")
    if language == "FEEL":
        body = logic_in(source, element, owner, source.bind(names, *(name for name, _ in parameters)), depth)
    else:
        source.report("decision.language", element, language=language)
        body = Refusal(owner, "decision.language", {"language": language})
    return Definition(owner, "function", parameters, body)


def _conditional(source: Source, element: Element, owner: str, names: Names, depth: int) -> Logic:
    parts = (source.child(element, part) for part in ("if", "then", "else"))
    condition, then, otherwise = (logic_in(source, part, owner, names, depth) for part in parts)
    return Conditional(condition, then, otherwise)


def _iteration(source: Source, element: Element, owner: str, names: Names, depth: int) -> Logic:
    kind = etree.QName(element).localname
    variable = "item" if kind == "filter" else element.get("iteratorVariable", "")
    domain = logic_in(source, source.child(element, "in"), owner, names, depth)
    place = source.child(element, "return", "satisfies", "match")
    with source.uses() as used:
        body = logic_in(source, place, owner, source.bind(names, variable, *["partial"] * (kind == "for")), depth)
    return Iteration(kind, owner, variable, domain, body, "partial" in used)


READERS: dict[str, Callable[[Source, Element, str, Names, int], Logic]] = {
    "literalExpression": _literal, "decisionTable": _table, "context": _context, "list": _list, "relation": _relation,
    "invocation": _invocation, "functionDefinition": read_function, "conditional": _conditional,
    "for": _iteration, "some": _iteration, "every": _iteration, "filter": _iteration,
}
