"""The case: its state, its elements, variables, subscriptions and attachments."""

from __future__ import annotations

from collections.abc import Iterator

from engine.events import Recorded
from engine.store import schema
from engine.store.projection.place import at, row
from engine.store.rows import Change, Put, Set
from engine.values import stored


def created(recorded: Recorded) -> Iterator[Change]:
    """process_instance_created"""
    body = recorded.event.body
    yield Put(schema.process_instance, {
        "instance_key": recorded.stream, "process_id": body["process_id"], "version": body["version"],
        "pins": body["pins"], "business_key": body.get("business_key"), "state": "active",
        "parent": body.get("parent"), "message": body.get("message"),
        "parameters_version": body.get("parameters_version"), "started_at": at(recorded),
        "started_by": recorded.event.actor,
    })


def business_key_assigned(recorded: Recorded) -> Iterator[Change]:
    """business_key_assigned"""
    yield Set(schema.process_instance, {
        "instance_key": recorded.stream, "business_key": recorded.event.body["business_key"],
    })


def completed(recorded: Recorded) -> Iterator[Change]:
    """process_instance_completed"""
    outcome = recorded.event.body["outcome"]
    yield Set(schema.process_instance, {
        "instance_key": recorded.stream, "state": outcome, "outcome": outcome, "ended_at": at(recorded),
    })


def suspended(recorded: Recorded) -> Iterator[Change]:
    """instance_suspended"""
    yield Set(schema.process_instance, {"instance_key": recorded.stream, "state": "suspended"})


def resumed(recorded: Recorded) -> Iterator[Change]:
    """instance_resumed"""
    yield Set(schema.process_instance, {"instance_key": recorded.stream, "state": "active"})


def element_activated(recorded: Recorded) -> Iterator[Change]:
    """element_activated, frame_activated"""
    body = recorded.event.body
    yield Put(schema.element_instance, row(
        recorded, element_id=recorded.event.element_id, kind=body["kind"], name=body.get("name"),
        parent=body.get("parent"), flow=body.get("flow"), process_id=body.get("process_id"),
        loop_counter=body.get("loop_counter"), state="active", activated_at=at(recorded), activated=recorded.sequence,
    ))


def element_completed(recorded: Recorded) -> Iterator[Change]:
    """element_completed, frame_completed"""
    yield Set(schema.element_instance, row(
        recorded, state="completed", ended_at=at(recorded), ended=recorded.sequence,
    ))


def element_terminated(recorded: Recorded) -> Iterator[Change]:
    """element_terminated, frame_terminated"""
    yield Set(schema.element_instance, row(
        recorded, state="terminated", ended_at=at(recorded), ended=recorded.sequence,
        reason=recorded.event.body.get("reason"),
    ))


def variable_changed(recorded: Recorded) -> Iterator[Change]:
    """variable_changed"""
    body = recorded.event.body
    yield Put(schema.variable, {
        "instance_key": recorded.stream, "scope": body["scope"], "name": body["name"], "value": stored(body["value"]),
    })


def message_subscribed(recorded: Recorded) -> Iterator[Change]:
    """message_subscribed"""
    body = recorded.event.body
    yield Put(schema.message_subscription, row(
        recorded, element_id=recorded.event.element_id, name=body["name"], correlation_key=body.get("correlation_key"),
        state="open", opened_at=at(recorded), closed_at=None,
    ))


def message_unsubscribed(recorded: Recorded) -> Iterator[Change]:
    """message_unsubscribed, message_correlated"""
    yield Set(schema.message_subscription, row(recorded, state="closed", closed_at=at(recorded)))


def signal_subscribed(recorded: Recorded) -> Iterator[Change]:
    """signal_subscribed"""
    yield Put(schema.signal_subscription, row(
        recorded, element_id=recorded.event.element_id, name=recorded.event.body["name"], state="open",
        opened_at=at(recorded), closed_at=None,
    ))


def signal_unsubscribed(recorded: Recorded) -> Iterator[Change]:
    """signal_unsubscribed: it came, or nobody waits any more."""
    yield Set(schema.signal_subscription, row(recorded, state="closed", closed_at=at(recorded)))


def attachment_added(recorded: Recorded) -> Iterator[Change]:
    """attachment_added"""
    body = recorded.event.body
    yield Put(schema.attachment, {
        "instance_key": recorded.stream, "sequence": recorded.sequence,
        "task_key": recorded.event.element_instance_key, "digest": body["digest"], "name": body["name"],
        "type": body["type"], "kind": body["kind"], "field": body.get("field"), "size": body["size"],
        "at": at(recorded), "by": recorded.event.actor,
    })


def attachment_purged(recorded: Recorded) -> Iterator[Change]:
    """attachment_purged"""
    yield Set(schema.attachment, {
        "instance_key": recorded.stream, "sequence": recorded.event.body["sequence"], "purged_at": at(recorded),
        "purged_by": recorded.event.actor,
    })
