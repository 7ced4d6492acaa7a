"""Reads item definitions: the types that a model declares (DMN 1.5, 7.3.2)."""

from __future__ import annotations

from collections.abc import Iterable

from engine.decision.source import Element, Source
from engine.decision.types import MAX_DEPTH, ItemDefinition


def read_types(file: Source) -> None:
    """Make the model's types known to the file; those that do not exist are reported."""
    for element in file.children(file.root, "itemDefinition"):
        definition = _item_definition(file, element)
        file.definitions[definition.name] = definition
    file.structures = file.types.structures()
    for element in file.root.iter(f"{{{file.namespace}}}typeRef"):
        if element.text and not file.knows_type(element.text):
            file.report("decision.type", element, type=element.text.strip())


def _item_definition(file: Source, element: Element, depth: int = 0) -> ItemDefinition:
    components = file.children(element, "itemComponent")
    if depth > MAX_DEPTH:
        file.report("decision.too_deep", element)
        components = []
    function = file.child(element, "functionItem")
    return ItemDefinition(
        element.get("name", ""),
        file.text(element, "typeRef") or None,
        tuple(_item_definition(file, component, depth + 1) for component in components),
        element.get("isCollection") == "true",
        file.tests(file.child(element, "allowedValues"), ()),
        function is not None,
        file.tests(file.child(element, "typeConstraint"), ()),
        _parameters(file, function),
        function.get("outputTypeRef") if function is not None else None,
    )


def _parameters(file: Source, function: Element | None) -> tuple[tuple[str, str | None], ...]:
    drawn = file.children(function, "parameters") if function is not None else []
    return tuple((parameter.get("name", ""), parameter.get("typeRef")) for parameter in drawn)


def component_names(definitions: Iterable[ItemDefinition]) -> set[str]:
    """Names of entries that only a reader who knows them can tell from several names."""
    # Names of entries matter where they hold spaces: applicant.annual income
    found: set[str] = set()
    for definition in definitions:
        found |= {part.name for part in definition.components if " " in part.name}
        found |= component_names(definition.components)
    return found
