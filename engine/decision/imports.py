"""Imports between DMN files (DMN 1.5, 6.3.3): which file is meant, in which order to read, and types under their new names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.decision.source import Source
from engine.decision.types import ItemDefinition

if TYPE_CHECKING:
    from engine.decision.model import DecisionModel

#: Namespace -> the model that has it.
Models = Mapping[str, "DecisionModel"]


def link(file: Source, imported: Models) -> dict[str, DecisionModel]:
    """The imported models by the names that the file gives them; a missing one is reported. Their types become known."""
    linked: dict[str, DecisionModel] = {}
    for element in file.children(file.root, "import"):
        model = imported.get(element.get("namespace", ""))
        if model is None:
            file.report("decision.import", element, imported=element.get("name") or element.get("namespace", ""))
            continue
        name = element.get("name", "")
        linked[name] = model
        prefix = f"{name}." if name else ""
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
        yield from ([name] if name else [])
        yield from (each for each in inner if not name or " " in each)


def target(linked: Mapping[str, DecisionModel], href: str) -> tuple[str, str] | None:
    """(name of the import, id) of what an address such as `namespace#id` means in an imported model, if it does."""
    namespace, _, identifier = href.rpartition("#")
    if not namespace:
        return None
    for name, model in linked.items():
        if model.namespace == namespace and identifier in model.elements:
            return name, identifier
    return None


def in_order(files: Mapping[str, Sequence[str]], namespaces: Mapping[str, str]) -> list[str]:
    """Names of the files, imported ones first. `files`: name -> namespaces that it imports; `namespaces`: -> name.

    Files that import each other in a circle come in the order given: the import that closes the circle is not found.
    """
    wanted = {name: [namespaces[each] for each in needs if each in namespaces] for name, needs in files.items()}
    done: dict[str, None] = {}
    for name in wanted:
        stack = [name]
        open_files: set[str] = set()
        while stack:
            here = stack[-1]
            waiting = [each for each in wanted[here] if each not in done and each not in open_files]
            if waiting and here not in done:
                open_files.add(here)
                stack.append(waiting[0])
            else:
                done[here] = None
                stack.pop()
    return list(done)
