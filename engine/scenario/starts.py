"""How a process begins when it is played."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from engine import feel
from engine.errors import Invalid, NotFound
from engine.kernel import times as clock
from engine.kernel.plan import Stuck
from engine.model import EventDefinition, Node, Process, begins_process


def first(processes: Mapping[str, Process]) -> str:
    """The first of the executable `processes` that no call activity refers to. Raises NotFound when there is none at all."""
    if not processes:
        raise NotFound("play.no_process")
    called = {node.called_process for process in processes.values() for node in process.nodes.values()}
    return next((process_id for process_id in processes if process_id not in called), next(iter(processes)))


def of(process: Process) -> Node | None:
    """Where to begin when it is not at the start event without trigger; None: the process begins as it is drawn."""
    begins = [node for node in process.children(None) if begins_process(process, node)]
    if not begins or any(not node.events or node.events[0].kind == "none" for node in begins):
        return None
    by_message = [node for node in begins if node.events[0].kind == "message"]
    return (by_message or begins)[0]


def times(event: EventDefinition, variables: Mapping[str, Any], now: datetime, most: int) -> Iterator[datetime]:
    """When a timer start event begins an instance; of a repetition at most `most` times. Raises Invalid."""
    try:
        yield from islice(_times(event, variables, now), most)
    except Stuck as stuck:
        raise Invalid(stuck.code, **stuck.data) from stuck


def _times(event: EventDefinition, variables: Mapping[str, Any], now: datetime) -> Iterator[datetime]:
    text = event.cycle or event.duration or event.date or ""
    value = feel.compile_value(text).evaluate(variables, now=now)
    if event.cycle is None:
        yield clock.after(now, value) if event.duration is not None else clock.instant(value)
        return
    cycle = clock.cycle(value, now)
    due: datetime | None = cycle.first
    left = cycle.count
    while due is not None and (left is None or left > 0):
        yield due
        due, left = clock.following(due, cycle.every, cycle.end), None if left is None else left - 1
