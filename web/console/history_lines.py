"""One recorded event as JSON and as a line for people."""

from __future__ import annotations

from typing import Any

from engine.events import Recorded
from engine.values import ZONE, dumps, to_utc


def as_json(recorded: Recorded) -> dict[str, Any]:
    """The event as the contracts write it."""
    event = recorded.event
    return {
        "stream": recorded.stream, "sequence": recorded.sequence, "type": event.type, "version": event.version,
        "at": to_utc(event.at), "actor": event.actor, "is_fact": event.is_fact, "element_id": event.element_id,
        "element_instance_key": event.element_instance_key, "body": dict(event.body), "digest": recorded.digest,
    }


#: Characters of a body that fit on a line; `--json` has the whole.
SHOWN = 200


def as_text(recorded: Recorded) -> str:
    """Time, type, element, body; facts are marked."""
    event = recorded.event
    at = event.at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M:%S")
    mark = "*" if event.is_fact else " "
    body = dumps(event.body)
    shown = body if len(body) <= SHOWN else body[:SHOWN] + "…"
    return f"{at} {recorded.stream}-{recorded.sequence:<4} {mark}{event.type} {event.element_id or ''} {shown}"
