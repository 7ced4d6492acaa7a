"""What each process is made of: the files of its calls, decisions and forms, by digest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from engine.definitions import Pins, imported
from engine.model import Process


@dataclass(slots=True, kw_only=True)
class Current:
    """The newest file of everything: id -> digest. `process` reads a process by its id."""

    processes: Mapping[str, str]
    decisions: Mapping[str, str]
    forms: Mapping[str, str]
    process: Callable[[str], Process]
    #: The roles that the city knows.
    roles: frozenset[str]
    #: As `Pins.imports`, of all files.
    imports: Mapping[str, str] = field(default_factory=dict)

    def pins(self, process_id: str) -> Pins:
        """The pins of a process. What it names and nobody defines is left out: an incident says so when it is reached."""
        called = self._called(process_id)
        nodes = [node for id in called for node in self.process(id).nodes.values()]
        reads = {name.strip() for id in called for name in self.process(id).properties.get("reads", "").split(",")}
        decisions = _chosen(self.decisions, {node.decision_id for node in nodes})
        return Pins(
            process_id=process_id,
            processes={id: self.processes[id] for id in called},
            decisions=decisions,
            imports={key: at for one in sorted(set(decisions.values())) for key, at in imported(one, self.imports).items()},
            forms=_chosen(self.forms, {node.form_id for node in nodes}),
            reads=tuple(sorted(reads - {""})),
            roles=tuple(sorted(self.roles)),
        )

    def _called(self, process_id: str) -> list[str]:
        """The process and every one that it calls, transitively, by id."""
        found: set[str] = set()
        ahead = [process_id]
        while ahead:
            here = ahead.pop()
            if here not in found and here in self.processes:
                found.add(here)
                ahead += [node.called_process for node in self.process(here).nodes.values() if node.called_process]
        return sorted(found)


def _chosen(known: Mapping[str, str], wanted: set[str | None]) -> dict[str, str]:
    return {id: known[id] for id in sorted(name for name in wanted if name) if id in known}
