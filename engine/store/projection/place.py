"""Where an event stands, as columns."""

from __future__ import annotations

from typing import Any

from engine.events import Recorded
from engine.values import to_utc


def row(recorded: Recorded, **values: Any) -> dict[str, Any]:
    """Values of the row that belongs to the event's element instance."""
    return {"instance_key": recorded.stream, "key": recorded.event.element_instance_key, **values}


def entry(recorded: Recorded, **values: Any) -> dict[str, Any]:
    """Values of a row of its own: something that was found, decided or issued at the event's place."""
    event = recorded.event
    return {
        "instance_key": recorded.stream, "sequence": recorded.sequence, "at": at(recorded),
        "element_id": event.element_id, "element_instance_key": event.element_instance_key, **values,
    }


def at(recorded: Recorded) -> str:
    """The event's time as stored."""
    return to_utc(recorded.event.at)
