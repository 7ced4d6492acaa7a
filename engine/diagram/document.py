"""A BPMN file as a checked element tree: parsed through the door, every node, flow and process with an id."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from engine import xml
from engine.model import NODES

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
ZEEBE = "http://camunda.org/schema/zeebe/1.0"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

#: Elements that the engine must be able to name, and how their missing ids begin.
NAMED = {"sequenceFlow": "Flow", "process": "Process", "lane": "Lane"} | {kind: kind for kind in NODES}

Element = etree._Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file: its root element and what the rules need to name an element and to sort what they find."""

    source: str
    #: SHA-256 of the file's bytes.
    digest: str
    root: Element
    #: BPMN elements by id, the first one wins.
    elements: Mapping[str, Element]
    #: Place in document order by id.
    positions: Mapping[str, int]
    #: Ids that the file lacks and that we gave.
    given: frozenset[str]
    #: What associations join, by the id of either end, in document order.
    associated: Mapping[str, tuple[str, ...]]

    def of_kind(self, *kinds: str) -> Iterator[Element]:
        """All BPMN elements with one of these local names, in document order."""
        return self.root.iter(*(f"{{{BPMN}}}{kind}" for kind in kinds))


def load(content: bytes, source: str) -> Document:
    """Parse a file. Raises engine.xml.XmlRefused when the bytes are not XML that we accept."""
    root = xml.parse(content)
    _forget_schema_hints(root)
    given = _give_ids(root)
    elements: dict[str, Element] = {}
    positions: dict[str, int] = {}
    for position, element in enumerate(root.iter(f"{{{BPMN}}}*"), start=1):
        name = element.get("id")
        if name is not None and name not in elements:
            elements[name] = element
            positions[name] = position
    digest = hashlib.sha256(content).hexdigest()
    return Document(
        source=source, digest=digest, root=root, elements=elements, positions=positions, given=frozenset(given),
        associated=_associated(root),
    )


def local(element: Element) -> str:
    """The local name of an element: `userTask`."""
    return etree.QName(element).localname


def kind(element: Element) -> str:
    """The local name of a BPMN element, or "" for an element of another namespace."""
    name = etree.QName(element)
    return name.localname if name.namespace == BPMN else ""


def identity(element: Element) -> str:
    """The id of a node, flow, lane or process: `load` has seen to it that each has one."""
    return element.get("id") or ""


def child(element: Element, name: str) -> Element | None:
    """The first BPMN child with that local name."""
    return element.find(f"{{{BPMN}}}{name}")


def children(element: Element, name: str) -> list[Element]:
    """All BPMN children with that local name, in document order."""
    return element.findall(f"{{{BPMN}}}{name}")


def text(element: Element | None) -> str | None:
    """The text of an element without surrounding white space, or None when there is none."""
    if element is None:
        return None
    return "".join(str(part) for part in element.itertext()).strip() or None


def flag(element: Element, name: str, *, default: bool) -> bool:
    """A boolean attribute as XML Schema writes it."""
    value = element.get(name)
    return default if value is None else value.strip() in ("true", "1")


def reference(value: str | None) -> str | None:
    """The id that a QName names: `tns:message_1` -> `message_1`."""
    return None if value is None else value.strip().rpartition(":")[2] or None


def _forget_schema_hints(root: Element) -> None:
    # libxml2 would open the files and addresses that these attributes name.
    for element in root.iter("*"):
        for name in ("schemaLocation", "noNamespaceSchemaLocation"):
            element.attrib.pop(f"{{{XSI}}}{name}", "")


def _associated(root: Element) -> dict[str, tuple[str, ...]]:
    joined: dict[str, list[str]] = {}
    for line in root.iter(f"{{{BPMN}}}association"):
        ends = [reference(line.get(end)) or "" for end in ("sourceRef", "targetRef")]
        for end, other in (ends, ends[::-1]):
            joined.setdefault(end, []).append(other)
    return {end: tuple(dict.fromkeys(others)) for end, others in joined.items()}


def _give_ids(root: Element) -> list[str]:
    """Name what has no id: `Flow_<n>`, counted per kind in document order, past the ids that the file uses itself."""
    taken = {element.get("id") for element in root.iter("*")}
    counts: dict[str, int] = {}
    given = []
    for element in root.iter(f"{{{BPMN}}}*"):
        prefix = NAMED.get(local(element))
        if prefix is None or element.get("id") is not None:
            continue
        counts[prefix] = counts.get(prefix, 0) + 1
        while f"{prefix}_{counts[prefix]}" in taken:
            counts[prefix] += 1
        element.set("id", f"{prefix}_{counts[prefix]}")
        given.append(f"{prefix}_{counts[prefix]}")
    return given
