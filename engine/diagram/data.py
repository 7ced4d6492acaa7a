"""Data objects and data associations: what they copy, as mappings between variables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from engine.diagram.document import Element, child, children, kind, reference, text
from engine.model import VariableMapping

_VARIABLE = re.compile(r"[^\W\d]\w*")
#: What stands for a variable at either end of an association.
DATA = frozenset({"dataObject", "dataObjectReference", "dataInput", "dataOutput", "property"})
#: A property of this name is a modeller's stand-in for an end that is missing.
PLACEHOLDER = "__targetRef_placeholder"


def variable(element: Element) -> str | None:
    """The variable that a piece of data means: its name when it can be one, else its id."""
    name = element.get("name") or ""
    return name if _VARIABLE.fullmatch(name) else element.get("id")


def objects(scope: Element) -> tuple[str, ...]:
    """The variables that the data objects and properties of a scope stand for."""
    held = (*children(scope, "dataObject"), *(one for one in children(scope, "property") if not _stands_in(one)))
    return tuple(name for one in held if (name := _object(one)))


def inputs(node: Element, elements: Mapping[str, Element]) -> tuple[VariableMapping, ...]:
    """What a node's data input associations bring into its own scope."""
    return tuple(_mappings(node, "dataInputAssociation", elements))


def outputs(node: Element, elements: Mapping[str, Element]) -> tuple[VariableMapping, ...]:
    """What a node's data output associations take outwards."""
    return tuple(_mappings(node, "dataOutputAssociation", elements))


def _mappings(node: Element, name: str, elements: Mapping[str, Element]) -> Iterator[VariableMapping]:
    for association in children(node, name):
        assignments = children(association, "assignment")
        for one in assignments:
            source, target = text(child(one, "from")) or "", text(child(one, "to")) or ""
            yield VariableMapping(source=source, target=target.removeprefix("=").strip())
        if not assignments:
            yield from _copy(association, elements)


def _copy(association: Element, elements: Mapping[str, Element]) -> Iterator[VariableMapping]:
    """A copy or a transformation into the target; a copy of a variable to itself is none."""
    target = _named(text(child(association, "targetRef")), elements)
    sources = [_named(text(one), elements) for one in children(association, "sourceRef")]
    computed = text(child(association, "transformation"))
    if target is None:
        return
    if computed is not None:
        yield VariableMapping(source=computed, target=target)
    elif len(sources) == 1 and sources[0] not in (None, target):
        yield VariableMapping(source=f"={sources[0]}", target=target)


def _named(written: str | None, elements: Mapping[str, Element]) -> str | None:
    """The variable that one end of an association means, or None when it is no data of the process."""
    element = elements.get(reference(written) or "")
    if element is None or kind(element) not in DATA or _stands_in(element):
        return None
    if kind(element) == "dataObjectReference":
        element = elements.get(reference(element.get("dataObjectRef")) or "", element)
    return _object(element) if kind(element) == "dataObject" else variable(element)


def _stands_in(element: Element) -> bool:
    return kind(element) == "property" and element.get("name") == PLACEHOLDER


def _object(element: Element) -> str | None:
    """A data object's name, else that of the first reference drawn to it, else its id."""
    own = variable(element)
    if own != element.get("id"):
        return own
    for other in element.getroottree().getroot().iter("{*}dataObjectReference"):
        if reference(other.get("dataObjectRef")) == own and variable(other) != other.get("id"):
            return variable(other)
    return own
