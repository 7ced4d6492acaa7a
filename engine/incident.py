"""Incidents: a case that cannot go on until somebody mends something.

An operator corrects a variable and tries again, or two people decide that the step counts as done. Nothing else moves
its token, and whatever they do is a fact of the history.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from engine import keys, process_instance
from engine.errors import Conflict, Forbidden, Invalid, NotFound
from engine.events import Event, fact
from engine.house import Actor, Tx
from engine.lifecycle import INCIDENT, expect
from engine.model import Flow, Process
from engine.store.queries import case as cases
from engine.store.queries import work as queries

STATES = frozenset(INCIDENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is to count instead of the step: variables that it would have brought, and of a gateway the flows to leave by.

    `event`: the boundary event (or start of an event sub-process) that its host does without; then nothing else is said.
    """

    variables: Mapping[str, Any] = field(default_factory=dict)
    flows: Sequence[str] = ()
    event: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an incident is: the drawn element, the lane that it is in, and the flows that lead on from it."""

    process: Process
    element_id: str
    name: str
    kind: str
    lane: str
    flows: tuple[Flow, ...]
    #: The boundary event, or start of an event sub-process, that is in trouble while its host is held.
    event: str | None
    event_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Variables that an incident's expressions see; `key` is that of the element instance that holds them."""

    key: str
    element_id: str | None
    name: str
    kind: str
    variables: Mapping[str, Any]


# --- what is asked ----------------------------------------------------------------------------------------------------


def list_open(tx: Tx, *, instance_key: str | None = None, limit: int = 100, offset: int = 0) -> list[dict[str, Any]]:
    """Open incidents of cases that are not over, oldest first; rows as `get` gives them."""
    return search(tx, state="open", instance_key=instance_key, limit=limit, offset=offset)


def search(
    tx: Tx, *, state: str | None = None, code: str | None = None, process_id: str | None = None,
    instance_key: str | None = None, limit: int = 100, offset: int = 0,
) -> list[dict[str, Any]]:
    """Incidents, oldest first; open ones only of cases that are not over. Rows as `get` gives them."""
    given = {"state": state, "code": code, "process_id": process_id, "instance_key": instance_key}
    return queries.incidents(tx, {name: value for name, value in given.items() if value is not None}, limit, offset)


def codes(tx: Tx) -> list[str]:
    """The codes that occur, in alphabetical order."""
    return queries.incident_codes(tx)


def get(tx: Tx, key: str) -> dict[str, Any]:
    """One incident: key, instance_key, process_id, business_key, element_id, element_instance_key, code, data, state
    (open|resolved|skipped|closed), created_at, resolved_at, resolved_by, reason, proposed_by, proposed_at, proposal.
    Raises NotFound.
    """
    found = queries.incident_of(tx, keys.instance_of(key), key)
    if found is None:
        raise NotFound("incident.unknown", key=key)
    return found


def place(tx: Tx, row: Mapping[str, Any]) -> Place:
    """Where the incident of a row is drawn, by the definition that the case is pinned to."""
    processes = process_instance.compiled(tx, row["instance_key"]).definition.processes
    around = [one["process_id"] for one in _around(tx, row) if one["process_id"] in processes]
    element_id, event = row["element_id"], (row["data"] or {}).get("event")
    candidates = [processes[name] for name in (*around, row["process_id"], *processes)]
    process = next((one for one in candidates if element_id in one.nodes), candidates[0])
    node, other = process.nodes.get(element_id), process.nodes.get(event or "")
    lane = next((one.name for one in process.lanes if node is not None and one.id == node.lane), "")
    return Place(
        process=process, element_id=element_id, name=(node.name or node.id) if node else process.name or process.id,
        kind=node.kind if node else "process", lane=lane or "",
        flows=tuple(process.flows[flow] for flow in node.outgoing) if node else (),
        event=event, event_name=(other.name or other.id) if other else "",
    )


def scopes(tx: Tx, row: Mapping[str, Any]) -> list[Scope]:
    """The variables around an incident, inside out: iteration, sub-process, …, process."""
    around = _around(tx, row)
    found = cases.variables(tx, row["instance_key"], [one["key"] for one in around])
    return [
        Scope(key=one["key"], element_id=one["element_id"], name=one["name"] or one["element_id"], kind=one["kind"],
              variables=found[one["key"]])
        for one in around
    ]


def attempts(tx: Tx, row: Mapping[str, Any]) -> int:
    """How often the job of this element instance has failed so far, before this incident and after."""
    recorded = process_instance.history(tx, row["instance_key"])
    same = [one.event for one in recorded if one.event.element_instance_key == row["element_instance_key"]]
    return sum(event.type == "job_failed" for event in same)


def _around(tx: Tx, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The element instances around an incident, inside out, up to the process that it is drawn in."""
    instance = row["instance_key"]
    known = {one["key"]: one for one in process_instance.timeline(tx, instance)}
    chain = cases.around(tx, instance, row["element_instance_key"])
    if chain[0] not in known:
        chain = cases.around(tx, instance, row["scope"] or instance)
    return [known[key] for key in chain if key in known]


# --- what an operator does --------------------------------------------------------------------------------------------


def correct(
    tx: Tx, key: str, variables: Mapping[str, Any], *, scope: str | None = None, reason: str, actor: Actor, at: datetime,
) -> None:
    """Correct variables where they are wrong: in one of the scopes around the incident (None: the process's).

    Raises NotFound, Conflict when it is over, Invalid without a reason or for a scope that it does not see.
    """
    row = _open(tx, key, "resolved")
    visible = [one.key for one in scopes(tx, row)]
    if scope is not None and scope not in visible:
        raise Invalid("incident.scope", key=key, scope=scope)
    wanted = scope or visible[-1]
    process_instance.correct(
        tx, row["instance_key"], variables=variables, reason=_reason(reason, key), actor=actor, at=at, scope=wanted
    )


def resolve(
    tx: Tx, key: str, *, actor: Actor, at: datetime, variables: Mapping[str, Any] | None = None, reason: str = "",
    retries: int | None = None,
) -> None:
    """Try again, after correcting `variables` of the case if given. A job gets `retries` attempts (None: as drawn).

    Raises NotFound, Conflict when it is over, Invalid for a number of attempts below 1.
    """
    row = _open(tx, key, "resolved")
    if retries is not None and retries < 1:
        raise Invalid("incident.retries", key=key, retries=retries)
    if variables:
        process_instance.correct(tx, row["instance_key"], variables=variables, reason=reason, actor=actor, at=at)
    more = {} if retries is None else {"retries": retries}
    _advance(tx, row, "incident_resolved", {"reason": reason, **more}, actor=actor, at=at)


def propose_skip(
    tx: Tx, key: str, proposal: Proposal, *, reason: str, actor: Actor, at: datetime,
) -> list[Event]:
    """Propose that the held step counts as done; what would follow once another person confirms that.

    Raises NotFound, Conflict when it is over, Invalid without a reason or when it cannot be skipped in this way: a flow
    that does not leave the step or must be chosen, the case as a whole, an event that is not in trouble.
    """
    row = _open(tx, key, "skipped")
    if proposal.event not in (None, (row["data"] or {}).get("event")):
        raise Invalid("incident.event_unknown", key=key, event=proposal.event)
    body = {
        "variables": dict(proposal.variables), "flows": list(proposal.flows), "event": proposal.event,
        "reason": _reason(reason, key),
    }
    happening = _fact(row, "skip_proposed", body, actor=actor, at=at)
    confirmed = _fact(row, "incident_skipped", body, actor=Actor(f"not {actor.name}"), at=at)
    follows = process_instance.foresee(tx, row["instance_key"], happening, confirmed)
    process_instance.advance(tx, row["instance_key"], happening)
    return follows


def decline_skip(tx: Tx, key: str, *, reason: str, actor: Actor, at: datetime) -> None:
    """Make a proposal void, one's own or another's. Raises NotFound, Conflict, Invalid without a reason."""
    row = _proposed(tx, key)
    _advance(tx, row, "skip_declined", {"reason": _reason(reason, key)}, actor=actor, at=at)


def confirm_skip(tx: Tx, key: str, *, actor: Actor, at: datetime) -> None:
    """Let the proposal happen; both people stand in the history.

    Raises NotFound, Conflict (nothing is proposed, it is over), Forbidden for the person who proposed it, Invalid when the
    case has changed since so that it cannot happen any more.
    """
    row = _proposed(tx, key)
    if row["proposed_by"] == actor.name:
        raise Forbidden("incident.same_person", key=key, by=actor.name)
    body = {**row["proposal"], "proposed_by": row["proposed_by"], "proposed_at": row["proposed_at"]}
    _advance(tx, row, "incident_skipped", body, actor=actor, at=at)


def _open(tx: Tx, key: str, wanted: str) -> dict[str, Any]:
    process_instance.hold(tx, keys.instance_of(key))
    row = get(tx, key)
    expect("incident", key, row["state"], wanted)
    return row


def _proposed(tx: Tx, key: str) -> dict[str, Any]:
    row = _open(tx, key, "skipped")
    if row["proposal"] is None:
        raise Conflict("incident.not_proposed", key=key)
    return row


def _reason(reason: str, key: str) -> str:
    if not reason.strip():
        raise Invalid("incident.reason", key=key)
    return reason.strip()


def _fact(row: Mapping[str, Any], type: str, body: Mapping[str, Any], *, actor: Actor, at: datetime) -> Event:
    happened = fact(type, at, actor.name, {"incident_key": row["key"], **body}, row["element_instance_key"])
    return replace(happened, element_id=row["element_id"])


def _advance(tx: Tx, row: Mapping[str, Any], type: str, body: Mapping[str, Any], *, actor: Actor, at: datetime) -> None:
    process_instance.advance(tx, row["instance_key"], _fact(row, type, body, actor=actor, at=at))
