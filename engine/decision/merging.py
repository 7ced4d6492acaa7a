"""Imports without a name: what stands in the other file stands in this one too, unless its name is taken (DMN 1.5, 6.3.3)."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from engine.decision.imports import Library, imports
from engine.decision.source import Element, Source

_SPOKEN = ("decision", "businessKnowledgeModel", "decisionService", "inputData")
_KINDS = {**dict.fromkeys(_SPOKEN, "spoken"), "itemDefinition": "type", "import": "import"}


@dataclass(slots=True)
class _Part:
    """One of the merged files: its namespace, where its ids went, and the files that it imports without a name."""

    namespace: str
    ids: dict[str, str] = field(default_factory=dict)
    imported: list[_Part] = field(default_factory=list)


def merge(file: Source, library: Library) -> None:
    """Add what the file imports without a name. The file's own elements come first, then those of its imports, depth first.

    References follow: to a decision whose name is taken they mean the one that has the name.
    """
    merging = _Merging(file, library)
    merging.add(merging.parts[file.name], file)
    if len(merging.parts) > 1:
        merging.refer()


class _Merging:
    def __init__(self, file: Source, library: Library) -> None:
        self.file, self.library = file, library
        self.parts = {file.name: _Part(file.own)}
        self.places: list[tuple[_Part, Element]] = []
        self.taken: dict[tuple[str, str], str] = {}
        self.ids: set[str] = set()
        for element in file.children(file.root):
            self._keep(self.parts[file.name], element)

    def add(self, part: _Part, source: Source) -> None:
        """The elements of the files that `source` imports without a name, and of those that they import so."""
        for wanted in imports(source):
            name = None if wanted.name else self.library.target(source.name, wanted)
            if name is None:
                continue
            known = name in self.parts
            imported = self.parts.setdefault(name, _Part(wanted.namespace))
            part.imported.append(imported)
            if not known:
                other = self.library.fresh(name)
                for element in other.children(other.root, *_KINDS):
                    self._copy(imported, other, element)
                self.add(imported, other)

    def _copy(self, part: _Part, other: Source, element: Element) -> None:
        kind = _KINDS[etree.QName(element).localname]
        name, identifier = element.get("name", ""), element.get("id", "")
        if (kind, name) in self.taken:
            part.ids[identifier] = self.taken[kind, name]
        elif name:
            copied = deepcopy(element)
            copied.tail = None
            for each in copied.iter(f"{{{other.namespace}}}*"):
                each.tag = f"{{{self.file.namespace}}}{etree.QName(each).localname}"
            self.file.adopt(copied, other.name)
            while copied.get("id") in self.ids:
                copied.set("id", f"{copied.get('id')}_")
            part.ids[identifier] = copied.get("id", "")
            self._keep(part, copied)

    def _keep(self, part: _Part, element: Element) -> None:
        kind = _KINDS.get(etree.QName(element).localname, "")
        identifier = element.get("id", "")
        self.taken.setdefault((kind, element.get("name", "")), identifier)
        self.ids.add(identifier)
        part.ids.setdefault(identifier, identifier)
        self.places.append((part, element))

    def refer(self) -> None:
        """Make the references mean what they mean now."""
        for part, place in self.places:
            for element in place.iter():
                href = element.get("href")
                found = None if href is None else self._meant(part, href)
                if found is not None:
                    element.set("href", f"#{found}")

    def _meant(self, part: _Part, href: str) -> str | None:
        namespace, _, identifier = href.rpartition("#")
        starts = [each for each in self.parts.values() if each.namespace == namespace] if namespace else [part]
        return next((each.ids[identifier] for start in starts for each in _within(start) if identifier in each.ids), None)


def _within(part: _Part) -> Iterator[_Part]:
    """The file and what it imports without a name, depth first."""
    ahead, seen = [part], [part]
    while ahead:
        here = ahead.pop(0)
        yield here
        new = [each for each in here.imported if not any(each is one for one in seen)]
        seen += new
        ahead = [*new, *ahead]
