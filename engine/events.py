"""History events: the closed list of types, and the digest that chains them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from engine.values import canonical, dumps, quoted, to_utc

#: What comes from outside and is replayed: a person, the clock, a handler, a message.
FACTS = frozenset({
    "process_instance_created", "user_task_claimed", "user_task_released", "user_task_assigned", "user_task_completed",
    "comment_added", "attachment_added", "attachment_purged", "job_completed", "job_failed", "job_error_thrown",
    "timer_triggered", "message_correlated", "signal_received", "incident_resolved", "variables_corrected",
    "instance_terminated", "due_dates_recomputed", "body_erased",
    "user_task_returned", "user_task_withdrawn", "signer_added", "signer_removed", "instance_suspended",
    "instance_resumed", "clock_paused", "clock_resumed", "document_typeset", "skip_proposed", "skip_declined",
    "incident_skipped",
})
#: What the kernel derives from a fact.
CONSEQUENCES = frozenset({
    "element_activated", "element_completed", "element_terminated", "frame_activated", "frame_completed",
    "frame_terminated", "sequence_flow_taken", "user_task_created", "user_task_cancelled", "job_created",
    "job_cancelled", "timer_scheduled", "timer_cancelled", "message_subscribed", "message_unsubscribed",
    "message_thrown", "signal_subscribed", "signal_unsubscribed", "signal_thrown", "decision_evaluated",
    "gate_evaluated", "variable_changed", "business_key_assigned", "incident_created", "incident_closed",
    "record_changed", "document_issued", "due_date_changed", "process_instance_completed",
})
#: Facts that belong to no case; each has a stream of its own kind (`deployment`, `people`, `calendar`, …).
HOUSE_FACTS = frozenset({
    "deployment_created", "user_added", "user_role_granted", "user_role_revoked", "user_password_changed",
    "user_disabled", "calendar_loaded", "register_seeded", "history_read", "history_exported",
})
TYPES = FACTS | CONSEQUENCES | HOUSE_FACTS

#: The digest before the first event of a stream.
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened, before it has a place in a stream."""

    type: str
    #: Aware; a consequence has its fact's time.
    at: datetime
    #: User name, or `system` (clock), `job:<type>`, `message`.
    actor: str
    body: Mapping[str, Any] = field(default_factory=dict)
    element_id: str | None = None
    element_instance_key: str | None = None
    is_fact: bool = False
    version: int = 1

    def __post_init__(self) -> None:
        if self.type not in TYPES:
            raise ValueError(f"unknown event type {self.type!r}")
        if self.at.tzinfo is None:
            raise ValueError("an event needs an aware time")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An event at its place in a stream, with the digest that binds it to everything before."""

    stream: str
    sequence: int
    event: Event
    digest: str


def fact(type: str, at: datetime, actor: str, body: Mapping[str, Any], key: str | None = None) -> Event:
    """A fact, about the element instance `key` where there is one. Raises ValueError when the type is no fact."""
    if type not in FACTS and type not in HOUSE_FACTS:
        raise ValueError(f"{type!r} is not a fact")
    return Event(type=type, at=at, actor=actor, body=body, element_instance_key=key, is_fact=True)


def written(event: Event) -> tuple[str, str]:
    """The body as it is stored, and its digest. A fact's keys keep their order, for replay reads them again."""
    text = canonical(event.body)
    return dumps(event.body) if event.is_fact else text.decode(), sha256(text).hexdigest()


def body_digest(body: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical body; it stays when the body is lawfully erased."""
    return sha256(canonical(body)).hexdigest()


def chain(previous: str, stream: str, sequence: int, event: Event, digest_of_body: str) -> str:
    """The digest of an event: over its predecessor's digest, its place, its head and its body's digest.

    What is hashed is the canonical list of these, written out here because every event pays for it.
    """
    head = (
        f'[{quoted(previous)},{quoted(stream)},{sequence},{quoted(event.type)},{event.version},"{to_utc(event.at)}",'
        f"{quoted(event.actor)},{'true' if event.is_fact else 'false'},{_text(event.element_id)},"
        f"{_text(event.element_instance_key)},{quoted(digest_of_body)}]"
    )
    return sha256(head.encode()).hexdigest()


def _text(text: str | None) -> str:
    return "null" if text is None else quoted(text)
