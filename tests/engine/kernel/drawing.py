"""Draws small processes as plain data, and plays them fact by fact, restoring the kernel before each fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from engine.errors import EngineError
from engine.events import Event, fact
from engine.kernel import Definition, Kernel
from engine.model import EventDefinition, Flow, Node, Process
from engine.values import ZONE

MONDAY = datetime(2027, 1, 4, 9, tzinfo=ZONE)
INSTANCE = "10000000"


@dataclass(frozen=True)
class Due:
    """A due instant that the tests' calendar gives."""

    at: datetime
    provisional: bool = False


class CalendarDays:
    """A calendar on which every day counts; calendar `late` gives one more day, provisionally."""

    def due(
        self, parameter: str, start: date | datetime, parameters: Mapping[str, Any], calendar: str | None
    ) -> Due:
        """`value` days after the start."""
        if not isinstance(start, datetime):
            start = datetime.combine(start, datetime.min.time(), ZONE)
        late = calendar == "late"
        return Due(start + timedelta(days=int(parameters[parameter]["value"]) + late), late)


Arrow = tuple[str, str, str] | tuple[str, str, str, str]


def draw(nodes: Sequence[Node], flows: Sequence[Arrow], id: str = "p") -> Process:
    """A process of nodes and flows `(id, source, target[, condition])`, in document order."""
    arrows = [
        Flow(id=row[0], source=row[1], target=row[2], condition=row[3] if len(row) == 4 else None) for row in flows
    ]
    joined = {
        node.id: replace(
            node,
            incoming=tuple(arrow.id for arrow in arrows if arrow.target == node.id),
            outgoing=tuple(arrow.id for arrow in arrows if arrow.source == node.id),
        )
        for node in nodes
    }
    return Process(id=id, nodes=joined, flows={arrow.id: arrow for arrow in arrows})


def node(id: str, kind: str, **more: Any) -> Node:
    """One node."""
    return Node(id=id, kind=kind, **more)


def event(kind: str, **more: Any) -> tuple[EventDefinition, ...]:
    """The event definition of an event."""
    return (EventDefinition(kind=kind, **more),)  # type: ignore[arg-type]


def inside(scope: str, *nodes: Node) -> list[Node]:
    """Nodes drawn in a scope; the scope itself may be among them and stays where it is."""
    return [one if one.id == scope or one.parent else replace(one, parent=scope) for one in nodes]


def chain(*ids: str) -> list[tuple[str, str, str]]:
    """Flows along the ids, named `source-target`."""
    return [(f"{source}-{target}", source, target) for source, target in zip(ids, ids[1:], strict=False)]


@dataclass
class Play:
    """One instance under test. `events` is everything that happened, facts included."""

    definition: Definition
    kernel: Kernel
    events: list[Event] = field(default_factory=list)
    calendar: str = "c"
    actor: str = "tester"

    def apply(self, type: str, on: str | None = None, at: datetime = MONDAY, **body: Any) -> list[Event]:
        """One fact, by a kernel restored from the last snapshot."""
        if self.events:
            self.kernel = Kernel.restore(self.definition, CalendarDays(), self.kernel.snapshot())
        happening = self.fact(type, on, at, **body)
        before = self.kernel.snapshot()
        try:
            consequences = self.kernel.apply(happening)
        except EngineError:
            self.kernel = Kernel.restore(self.definition, CalendarDays(), before)
            raise
        self.events += [happening, *consequences]
        return consequences

    def fact(self, type: str, on: str | None = None, at: datetime = MONDAY, **body: Any) -> Event:
        """A fact that has not happened yet."""
        return fact(type, at, self.actor, {"calendar": self.calendar, **body}, on)

    def key(self, element_id: str, type: str = "element_activated", nth: int = -1) -> str:
        """Element instance key of the nth event of that type on the element (default: the last)."""
        keys = [e.element_instance_key for e in self.events if e.type == type and e.element_id == element_id]
        return str(keys[nth])

    def complete(self, element_id: str, nth: int = -1, **variables: Any) -> list[Event]:
        """Complete a user task."""
        key = self.key(element_id, "user_task_created", nth)
        return self.apply("user_task_completed", key, variables=variables)

    def job(self, element_id: str, nth: int = -1, **body: Any) -> list[Event]:
        """Complete a job."""
        return self.apply("job_completed", self.key(element_id, "job_created", nth), **{"variables": {}, **body})

    def path(self) -> list[str]:
        """Elements in the order of their activation, the process left out."""
        return [
            str(e.element_id) for e in self.events if e.type == "element_activated" and e.body["kind"] != "process"
        ]

    def count(self, type: str, element_id: str | None = None) -> int:
        """How many events of a type there are, on an element or at all."""
        return sum(e.type == type and element_id in (None, e.element_id) for e in self.events)

    def bodies(self, type: str, element_id: str | None = None) -> list[Mapping[str, Any]]:
        """Bodies of the events of a type."""
        return [e.body for e in self.events if e.type == type and element_id in (None, e.element_id)]

    def variables(self) -> dict[str, Any]:
        """The process's variables, folded from the events."""
        changes = (e.body for e in self.events if e.type == "variable_changed")
        return {body["name"]: body["value"] for body in changes if body["scope"] == INSTANCE}

    @property
    def outcome(self) -> str | None:
        """How the instance ended, or None while it has not."""
        ends = self.bodies("process_instance_completed")
        return ends[-1]["outcome"] if ends else None


def play(
    *processes: Process, start: str | None = None, roles: frozenset[str] | None = None, message: str | None = None,
    **variables: Any,
) -> Play:
    """Start an instance of the first process."""
    definition = Definition({process.id: process for process in processes}, {}, roles)
    played = Play(definition, Kernel.start(definition, CalendarDays()))
    parameters = {"T19": {"value": 10}}
    played.apply(
        "process_instance_created", INSTANCE, key=INSTANCE, process_id=processes[0].id, variables=variables,
        parameters=parameters, start_element=start, message=message,
    )
    return played
