"""Conditional start events: a condition of the outside world has come true, and processes begin by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from engine import feel, process_instance
from engine.house import Actor, Tx
from engine.store.queries import definition as queries
from engine.values import ZONE


def offer(tx: Tx, variables: Mapping[str, Any], *, actor: Actor, at: datetime) -> list[str]:
    """Begin every process with a conditional start event that holds for `variables`, which become its root variables.

    The keys of the new instances. Conditional events inside living cases ask their own variables, whenever one changes.
    """
    started = []
    for process_id, element_id, condition in list(_starts(tx)):
        if holds(condition, variables, at):
            started.append(process_instance.start(
                tx, process_id, variables=variables, actor=actor, at=at, start_element=element_id,
            ))
    return started


def holds(condition: str, variables: Mapping[str, Any], at: datetime) -> bool:
    """Whether a condition (FEEL after `=`) is true of these variables. Raises EngineError when it is no FEEL."""
    return feel.compile_value(condition).evaluate(variables, now=at.astimezone(ZONE)) is True


def _starts(tx: Tx) -> Iterator[tuple[str, str, str]]:
    """Process, start event and condition of every newest definition."""
    for row in queries.all_newest(tx):
        pinned = tx.house.definitions.of(tx, row["pins"])
        for node in pinned.definition.processes[row["process_id"]].children(None):
            for event in node.events if node.kind == "startEvent" else ():
                if event.kind == "conditional" and event.condition is not None:
                    yield row["process_id"], node.id, event.condition
