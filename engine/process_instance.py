"""Process instances, and `advance`: the one way in which anything happens to one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from engine import definitions, keys
from engine.definitions import Compiled
from engine.errors import Invalid, NotFound
from engine.events import Event, Recorded, fact
from engine.house import Actor, House, Tx
from engine.kernel import Kernel, Snapshot
from engine.store import broadcasts, counters, outbox, projection, snapshots
from engine.store import history as store_history
from engine.store.queries import case as queries
from engine.store.queries import definition as definition_queries
from engine.values import ZONE, dumps, loads, to_utc

# --- what happens -----------------------------------------------------------------------------------------------------


def start(
    tx: Tx, process_id: str, *, variables: Mapping[str, Any], actor: Actor, at: datetime,
    business_key: str | None = None, start_element: str | None = None, message: str | None = None,
    signal: str | None = None,
) -> str:
    """Start the newest version of a process; its key. `message` or `signal` is the name of what starts it.

    Raises NotFound when no such process is deployed, Invalid when `variables` are no JSON.
    """
    newest = definition_queries.newest(tx, process_id)
    if newest is None:
        raise NotFound("process.unknown", process_id=process_id)
    version, parameters = tx.house.parameters(at.astimezone(ZONE).date())
    key = keys.instance_key(counters.take(tx, counters.INSTANCE))
    body = {
        "key": key, "process_id": process_id, "version": newest["version"], "pins": newest["pins"],
        "business_key": business_key, "variables": variables, "parameters": parameters, "parameters_version": version,
        "start_element": start_element, "message": message, "signal": signal,
    }
    definition = _compiled(tx, newest["pins"])
    created = _resolved(tx, fact("process_instance_created", at, actor.name, body, key), definition, business_key)
    _happen(tx, key, Kernel.start(definition.definition, tx.house.calendars), created)
    return key


def advance(tx: Tx, key: str, fact: Event) -> list[Recorded]:
    """Let one fact happen: the kernel says what follows, the history keeps it, the tables show it. All that was recorded.

    Raises NotFound, Conflict or Invalid when the fact cannot happen, LostRace when another transaction was faster.
    """
    kernel, stored, pinned = _restored(tx, key)
    return _happen(tx, key, kernel, _resolved(tx, fact, pinned, stored.business_key))


def hold(tx: Tx, key: str) -> None:
    """Before rows of a case are read to decide about a fact: what is read from here on is what the fact is about.

    When another transaction writes the case between that and `advance`, the race is lost, and `perform` reads again. A
    database that shows each statement what is committed by then would otherwise let a decision about old rows happen.
    """
    store_history.watch(tx, key)


def foresee(tx: Tx, key: str, *facts: Event) -> list[Event]:
    """What would follow if these facts happened now, one after the other; nothing is recorded. Raises as `advance`."""
    kernel, stored, pinned = _restored(tx, key)
    return [event for one in facts for event in kernel.apply(_resolved(tx, one, pinned, stored.business_key))]


def _restored(tx: Tx, key: str) -> tuple[Kernel, snapshots.Stored, Compiled]:
    """The kernel of an instance as it stands. Raises NotFound."""
    stored = snapshots.load(tx, key)
    if stored is None:
        raise NotFound("process_instance.unknown", key=key)
    pinned = _compiled(tx, stored.pins)
    if stored.state is None:
        return _replayed(tx, pinned, key), stored, pinned
    snapshot = Snapshot(state=stored.state, scopes=stored.scopes)
    return Kernel.restore(pinned.definition, tx.house.calendars, snapshot), stored, pinned


def _replayed(tx: Tx, pinned: Compiled, key: str) -> Kernel:
    """A kernel that has seen the facts of the history: the cache was lost, and is written anew."""
    kernel = Kernel.start(pinned.definition, tx.house.calendars)
    for one in store_history.read(tx, key):
        if one.event.is_fact:
            kernel.apply(one.event)
    snapshots.forget(tx, key)
    snapshots.save(tx, key, kernel.state, kernel.snapshot().scopes, ())
    return kernel


def _happen(tx: Tx, key: str, kernel: Kernel, fact: Event) -> list[Recorded]:
    sealed = store_history.seal(tx, key, [fact, *kernel.apply(fact)])
    recorded = sealed.recorded
    # All that can be computed comes before the first write: from there on other writers wait.
    rows, state, scopes = projection.fold(recorded), kernel.state, kernel.changed_scopes
    store_history.keep(tx, key, sealed)
    projection.apply(tx, recorded, rows)
    expires_at = to_utc(fact.at + tx.house.message_ttl)
    if thrown := [outbox.thrown(one, expires_at) for one in recorded if one.event.type == "message_thrown"]:
        outbox.put(tx, thrown)
    for one in recorded:
        if one.event.type == "signal_thrown":
            broadcasts.put(tx, broadcasts.thrown(one))
    snapshots.save(tx, key, state, scopes, kernel.dropped_scopes)
    return recorded


def _resolved(tx: Tx, fact: Event, pinned: Compiled, business_key: str | None) -> Event:
    """The fact with what could differ tomorrow: the calendar in force, the register rows. Its body as it will be read again."""
    body = {**fact.body, "calendar": tx.house.calendars.current()}
    if pinned.pins.reads:
        body["reads"] = _rows(tx, pinned, business_key)
    try:
        return replace(fact, body=loads(dumps(body)))
    except (TypeError, ValueError) as error:
        raise Invalid("variables.not_json", problem=str(error)) from error


def _rows(tx: Tx, pinned: Compiled, business_key: str | None) -> Mapping[str, Any]:
    return tx.house.reads(tx.house.registers(tx.connection), pinned.pins.reads, business_key)


def compiled(tx: Tx, key: str) -> Compiled:
    """What the instance is played by. Raises NotFound."""
    return _compiled(tx, get(tx, key)["pins"])


def _compiled(tx: Tx, pins: str) -> Compiled:
    return tx.house.definitions.of(tx, pins)


# --- what a person does with a case -----------------------------------------------------------------------------------


def terminate(tx: Tx, key: str, reason: str, actor: Actor, at: datetime) -> None:
    """End a case from outside. Raises NotFound, Conflict when it is over."""
    advance(tx, key, fact("instance_terminated", at, actor.name, {"reason": reason}, key))


def correct(
    tx: Tx, key: str, *, variables: Mapping[str, Any], reason: str, actor: Actor, at: datetime, scope: str | None = None,
) -> None:
    """Correct variables of a scope (default: the root), with the reason in the history. Raises NotFound, Conflict."""
    body = {"scope": scope or key, "variables": variables, "reason": reason}
    advance(tx, key, fact("variables_corrected", at, actor.name, body, scope or key))


def comment(tx: Tx, key: str, text: str, *, actor: Actor, at: datetime, element_instance_key: str | None = None) -> None:
    """Add a remark to the history. Raises NotFound."""
    advance(tx, key, fact("comment_added", at, actor.name, {"text": text}, element_instance_key))


def pack_ended(house: House, before: datetime, limit: int = 1_000) -> int:
    """Pack the histories of cases that ended before a time, each in a transaction of its own; how many."""
    with house.reading() as tx:
        found = queries.unpacked(tx, to_utc(before), limit)
    for key in found:
        house.perform(lambda tx, key=key: store_history.pack(tx, key))  # type: ignore[misc]
    return len(found)


# --- what is asked ----------------------------------------------------------------------------------------------------


def get(tx: Tx, key: str) -> dict[str, Any]:
    """One row: instance_key, process_id, version, pins, business_key, state (active|completed|terminated), outcome,
    parent, message, parameters_version, started_at, started_by, ended_at, name (of the process), incidents (open ones).
    Raises NotFound.
    """
    found = queries.get(tx, key)
    if found is None:
        raise NotFound("process_instance.unknown", key=key)
    return found


def search(
    tx: Tx, *, business_key: str | None = None, process_id: str | None = None, state: str | None = None,
    limit: int = 50, offset: int = 0,
) -> list[dict[str, Any]]:
    """Rows as `get` gives them, newest first."""
    given = {"business_key": business_key, "process_id": process_id, "state": state}
    return queries.search(tx, {name: value for name, value in given.items() if value is not None}, limit, offset)


def history(tx: Tx, key: str) -> list[Recorded]:
    """Everything that happened, in order. Raises NotFound."""
    get(tx, key)
    return store_history.read(tx, key)


def timeline(tx: Tx, key: str) -> list[dict[str, Any]]:
    """Element instances in the order of their activation: key, element_id, kind, name, parent, state, activated_at, …"""
    return queries.elements(tx, key)


def variables(tx: Tx, key: str, scope: str | None = None) -> dict[str, Any]:
    """The variables of one scope (default: the root). `scope` is an element instance key."""
    return queries.variables(tx, key, [scope or key])[scope or key]


def visible(tx: Tx, key: str) -> dict[str, Any]:
    """The variables that an element instance (a task, a job) sees: its own and those of every scope around it."""
    instance = keys.instance_of(key)
    chain = queries.around(tx, instance, key)
    found = queries.variables(tx, instance, chain)
    return {name: value for scope in reversed(chain) for name, value in found[scope].items()}


def reads(tx: Tx, key: str) -> Mapping[str, Any]:
    """The register rows that the instance's expressions and forms name now: {"project": {…}, …}. Raises NotFound."""
    row = get(tx, key)
    return _rows(tx, _compiled(tx, row["pins"]), row["business_key"])


def diagram(tx: Tx, key: str, process_id: str | None = None) -> bytes:
    """The BPMN file that the instance is pinned to; of a process that it calls, when `process_id` names one. Raises NotFound."""
    row = get(tx, key)
    pinned = definitions.pins(tx, row["pins"]).processes
    wanted = process_id or row["process_id"]
    if wanted not in pinned:
        raise NotFound("process.unknown", process_id=wanted)
    return definitions.content(tx, pinned[wanted])


def form(tx: Tx, key: str, form_id: str) -> dict[str, Any]:
    """The form that the instance is pinned to, as JSON. Raises NotFound."""
    pinned = definitions.pins(tx, get(tx, key)["pins"]).forms
    if form_id not in pinned:
        raise NotFound("form.unknown", form_id=form_id)
    found: dict[str, Any] = loads(definitions.content(tx, pinned[form_id]))
    return found


def startable(tx: Tx) -> list[dict[str, Any]]:
    """The newest version of every deployed process: process_id, version, name, digest, pins, at, by."""
    return definition_queries.all_newest(tx)
