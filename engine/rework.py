"""Rework: a task is returned to an earlier step by whoever holds it, or taken back by whoever completed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from engine import process_instance, user_task
from engine.errors import Conflict, Forbidden
from engine.events import Event, fact
from engine.house import Actor, Tx
from engine.kernel.reach import after
from engine.kernel.rework import Effect, effects

#: Steps that somebody or something works on: once one behind a task is done, the task is not taken back.
_WORK = frozenset({"userTask", "serviceTask", "sendTask", "businessRuleTask", "callActivity"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a rework would end and what it would begin, each in its order."""

    ended: tuple[Effect, ...]
    begun: tuple[Effect, ...]


def give_back(tx: Tx, key: str, target: str, *, reason: str, actor: Actor, at: datetime) -> None:
    """Return an open task to the activity `target` before it: a new token there, and everything after that is ended.

    Raises NotFound, Forbidden, Conflict (`user_task.over`, `rework.not_earlier`), Invalid (`rework.unknown`).
    """
    user_task.hold(tx, key)
    happening = _returned(tx, key, target, reason=reason, actor=actor, at=at)
    process_instance.advance(tx, user_task.get(tx, key)["instance_key"], happening)


def withdraw(tx: Tx, key: str, *, reason: str, actor: Actor, at: datetime) -> None:
    """Take back a task that `actor` completed, as long as nothing after it has been worked on or claimed.

    Raises NotFound, Forbidden (somebody else completed it), Conflict (`rework.gone_on`).
    """
    user_task.hold(tx, key)
    happening = _withdrawn(tx, key, reason=reason, actor=actor, at=at)
    process_instance.advance(tx, user_task.get(tx, key)["instance_key"], happening)


def preview(tx: Tx, key: str, target: str | None = None, *, actor: Actor, at: datetime) -> Preview:
    """What returning the task to `target` (None: taking the completed task back) would do; nothing is changed.

    Raises as `give_back` and `withdraw`.
    """
    if target is None:
        happening = _withdrawn(tx, key, reason="", actor=actor, at=at)
    else:
        happening = _returned(tx, key, target, reason="", actor=actor, at=at)
    instance = user_task.get(tx, key)["instance_key"]
    return _preview(process_instance.timeline(tx, instance), process_instance.foresee(tx, instance, happening))


def _preview(timeline: Sequence[dict[str, Any]], follows: Sequence[Event]) -> Preview:
    """The effects of consequences, named as the timeline names the element instances."""
    known = {row["key"]: row for row in timeline}
    ended, begun = effects(follows)
    named = (replace(one, kind=known[one.key]["kind"], name=known[one.key]["name"]) for one in ended)
    return Preview(ended=tuple(named), begun=begun)


def _returned(tx: Tx, key: str, target: str, *, reason: str, actor: Actor, at: datetime) -> Event:
    task = user_task.get(tx, key)
    if not user_task.permitted(task, actor):
        raise Forbidden("user_task.forbidden", key=key, actor=actor.name, assignee=task["assignee"])
    return replace(
        fact("user_task_returned", at, actor.name, {"target": target, "reason": reason}, key), element_id=task["element_id"]
    )


def _withdrawn(tx: Tx, key: str, *, reason: str, actor: Actor, at: datetime) -> Event:
    task = user_task.get(tx, key)
    if task["state"] != "completed" or (task["completed_by"] != actor.name and not actor.unrestricted):
        raise Forbidden("user_task.forbidden", key=key, actor=actor.name, assignee=task["completed_by"])
    timeline = process_instance.timeline(tx, task["instance_key"])
    row = next(one for one in timeline if one["key"] == key)
    _require_untouched(tx, task, row, timeline)
    body = {
        "target": task["element_id"], "scope": row["parent"], "loop_counter": row["loop_counter"], "reason": reason,
    }
    return replace(fact("user_task_withdrawn", at, actor.name, body, key), element_id=task["element_id"])


def _require_untouched(
    tx: Tx, task: dict[str, Any], row: dict[str, Any], timeline: Sequence[dict[str, Any]]
) -> None:
    """Raises Conflict when somebody has worked on, or claimed, what follows a task in its scope."""
    process = process_instance.compiled(tx, task["instance_key"]).definition.processes[task["process_id"]]
    ahead = after(process, process.nodes[task["element_id"]].parent, task["element_id"])
    for one in timeline:
        later = one["activated"] > row["ended"] and one["element_id"] in ahead
        done = one["state"] == "completed" and one["kind"] in _WORK
        if later and (done or (one["kind"] == "userTask" and user_task.get(tx, one["key"])["assignee"] is not None)):
            raise Conflict("rework.gone_on", target=one["name"] or one["element_id"])
