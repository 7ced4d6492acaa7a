"""Imports between DMN files (DMN 1.5, 6.3.3): which file is meant, in which order to read, and types under their new names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from engine.decision.problems import DecisionRefused
from engine.decision.source import Element, Source
from engine.decision.types import ItemDefinition

if TYPE_CHECKING:
    from engine.decision.model import DecisionModel


@dataclass(frozen=True, slots=True)
class Import:
    """What a file says of another one; `location` is a path beside it, or ""."""

    namespace: str
    location: str = ""
    name: str = ""


class Library:
    """Files that are read together, by name; those that are no DMN are left out."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.sources: dict[str, Source] = {}
        for name, content in files.items():
            try:
                self.sources[name] = Source(content, name)
            except DecisionRefused:
                continue
        #: Models that have been read, by the names of their files.
        self.models: dict[str, DecisionModel] = {}
        self._namespaces = {source.own: name for name, source in self.sources.items() if source.own}
        self._places = {normpath(name): name for name in self.sources}

    def target(self, name: str, wanted: Import) -> str | None:
        """The name of the file that the file `name` means: the one at that place, else the one with that namespace."""
        beside = self._places.get(normpath(join(dirname(name), wanted.location))) if wanted.location else None
        if beside is not None and self.sources[beside].own == wanted.namespace:
            return beside
        return self._namespaces.get(wanted.namespace)

    def fresh(self, name: str) -> Source:
        """The file, read again: nothing has been added to it."""
        return Source(self.files[name], name)

    def in_order(self) -> list[str]:
        """Names of the files, imported ones first.

        Of files that import each other in a circle the one that closes it is read before what it imports.
        """
        wanted = {
            name: [each for one in imports(source) if (each := self.target(name, one)) is not None]
            for name, source in self.sources.items()
        }
        done: dict[str, None] = {}
        for name in wanted:
            stack, open_files = [name], {name}
            while stack:
                waiting = [each for each in wanted[stack[-1]] if each not in done and each not in open_files]
                if waiting:
                    open_files.add(waiting[0])
                    stack.append(waiting[0])
                else:
                    done[stack.pop()] = None
        return list(done)


def imports(file: Source) -> list[Import]:
    """The imports of DMN files that the file declares."""
    return [_import(element) for element in file.children(file.root, "import")]


def imports_in(files: Mapping[str, bytes]) -> list[tuple[str, Import, str | None]]:
    """Every import of the files (name -> content): the importing file, what it wants, and the file that this is, if any."""
    library = Library(files)
    found = [(name, wanted) for name, source in library.sources.items() for wanted in imports(source)]
    return [(name, wanted, library.target(name, wanted)) for name, wanted in found]


def namespace_of(content: bytes) -> str | None:
    """The namespace of a DMN file's own elements; None for what is no DMN."""
    return next((source.own for source in Library({"": content}).sources.values()), None)


def _import(element: Element) -> Import:
    return Import(element.get("namespace", ""), element.get("locationURI", ""), element.get("name", ""))


def link(file: Source, library: Library) -> dict[str, DecisionModel]:
    """The imported models by the names that the file gives them; a missing one is reported. Their types become known.

    Imports without a name have been merged into the file and are not looked for.
    """
    linked: dict[str, DecisionModel] = {}
    for element in file.children(file.root, "import"):
        wanted = _import(element)
        found = library.target(file.origin(element), wanted)
        model = library.models.get(found or "")
        if not wanted.name and found is not None:
            continue
        if model is None:
            file.report("decision.import", element, imported=wanted.name or wanted.namespace)
            continue
        linked[wanted.name] = model
        prefix = f"{wanted.name}."
        own = set(model.types)
        for known, definition in model.types.items():
            renamed = _renamed(definition, prefix, own)
            file.definitions[prefix + known] = renamed
            # Editors also write an imported type with the prefix of its namespace, which is no part of the name.
            file.definitions.setdefault(known, renamed)
    return linked


def _renamed(definition: ItemDefinition, prefix: str, own: set[str]) -> ItemDefinition:
    base = definition.base
    parts = tuple(_renamed(part, prefix, own) for part in definition.components)
    return replace(definition, base=prefix + base if base in own else base, components=parts)


def names_of(linked: Mapping[str, DecisionModel]) -> Iterator[str]:
    """Names that expressions may use because of imports: those of the models, and what stands in them."""
    for name, model in linked.items():
        inner = {*(datum.name for datum in model.input_data), *model.knowledge, *names_of(model.imports)}
        inner |= {spoken for each in model.decisions.values() for spoken in (each.variable, each.name)}
        yield name
        yield from (each for each in inner if " " in each)


def target(linked: Mapping[str, DecisionModel], href: str) -> tuple[str, str] | None:
    """(name of the import, id) of what an address such as `namespace#id` means in an imported model, if it does."""
    namespace, _, identifier = href.rpartition("#")
    if not namespace:
        return None
    for name, model in linked.items():
        if model.namespace == namespace and identifier in model.elements:
            return name, identifier
    return None
