"""Process instances, and `advance`: the one way in which anything happens to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from engine.events import Event, Recorded
from engine.house import Actor, Tx


def start(
    tx: Tx, process_id: str, *, variables: Mapping[str, Any], actor: Actor, at: datetime,
    business_key: str | None = None, start_element: str | None = None,
) -> str:
    """Start the newest version of a process; its key. Raises NotFound when no such process is deployed."""
    raise NotImplementedError


def advance(tx: Tx, key: str, fact: Event) -> list[Recorded]:
    """Let one fact happen: the kernel says what follows, the history keeps it, the tables show it. All that was recorded, fact first.

    Raises NotFound, Conflict or Invalid when the fact cannot happen, LostRace when another transaction was faster.
    """
    raise NotImplementedError


def get(tx: Tx, key: str) -> dict[str, Any]:
    """One row: instance_key, process_id, version, pins, business_key, state (active|completed|terminated), outcome, parent,
    message, parameters_version, started_at, started_by, ended_at, name (of the process), incidents (open ones). Raises NotFound."""
    raise NotImplementedError


def search(
    tx: Tx, *, business_key: str | None = None, process_id: str | None = None, state: str | None = None,
    limit: int = 50, offset: int = 0,
) -> list[dict[str, Any]]:
    """Rows as `get` gives them, newest first."""
    raise NotImplementedError


def history(tx: Tx, key: str) -> list[Recorded]:
    """Everything that happened, in order. Raises NotFound."""
    raise NotImplementedError


def timeline(tx: Tx, key: str) -> list[dict[str, Any]]:
    """Element instances in the order of their activation: key, element_id, kind, name, parent, state, activated_at, ended_at, …"""
    raise NotImplementedError


def variables(tx: Tx, key: str, scope: str | None = None) -> dict[str, Any]:
    """The variables of one scope (default: the root). `scope` is an element instance key."""
    raise NotImplementedError


def visible(tx: Tx, key: str) -> dict[str, Any]:
    """The variables that an element instance (a task, a job) sees: its own and those of every scope around it. Raises NotFound."""
    raise NotImplementedError


def reads(tx: Tx, key: str) -> Mapping[str, Any]:
    """The register rows that the instance's expressions and forms name now: {"project": {…}, …}. Raises NotFound."""
    raise NotImplementedError


def diagram(tx: Tx, key: str) -> bytes:
    """The BPMN file that the instance is pinned to. Raises NotFound."""
    raise NotImplementedError


def form(tx: Tx, key: str, form_id: str) -> dict[str, Any]:
    """The form that the instance is pinned to, as JSON. Raises NotFound."""
    raise NotImplementedError


def terminate(tx: Tx, key: str, reason: str, actor: Actor, at: datetime) -> None:
    """End a case from outside. Raises NotFound, Conflict when it is over."""
    raise NotImplementedError


def correct(
    tx: Tx, key: str, *, variables: Mapping[str, Any], reason: str, actor: Actor, at: datetime, scope: str | None = None,
) -> None:
    """Correct variables of a scope (default: the root), with the reason in the history. Raises NotFound, Conflict."""
    raise NotImplementedError


def comment(tx: Tx, key: str, text: str, *, actor: Actor, at: datetime, element_instance_key: str | None = None) -> None:
    """Add a remark to the history. Raises NotFound."""
    raise NotImplementedError


def startable(tx: Tx) -> Sequence[dict[str, Any]]:
    """The newest version of every deployed process: process_id, version, name, digest, pins, at, by."""
    raise NotImplementedError
