"""The auditor's questions: is the history whole, does it reproduce, do the tables show it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from engine import process_instance
from engine.events import GENESIS, Event, Recorded, body_digest, chain
from engine.house import House, Tx
from engine.kernel import Kernel
from engine.store import compare, history, remaking, snapshots
from engine.store.queries import case as queries
from engine.values import canonical, dumps, loads


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where what is stored is not what it should be."""

    stream: str
    #: Of the event, or None when it is about a whole table row.
    sequence: int | None
    #: gap (an event is missing) | checkpoint | digest (head or chain altered) | body (altered or missing) | erased (lawfully:
    #: not reproducible from here) | fact (cannot happen again) | consequence | scope | row
    kind: str
    element_id: str | None = None
    expected: Any = None
    found: Any = None


# --- the chain --------------------------------------------------------------------------------------------------------


def streams(tx: Tx) -> list[str]:
    """Every stream, the house's own first."""
    return history.streams(tx)


def heads(tx: Tx) -> dict[str, tuple[int, str]]:
    """Sequence and digest of the last event of every stream: what a checkpoint signs."""
    return {stream: history.head(tx, stream) for stream in history.streams(tx)}


def verify(tx: Tx, stream: str, checkpoint: tuple[int, str] | None = None) -> list[Difference]:
    """Check a stream's chain: no gap, every digest right, every body there or lawfully erased.

    `checkpoint` is an earlier head (sequence, digest) that has to be found again.
    """
    rows = history.raw(tx, stream)
    found = list(_verified(stream, rows))
    if checkpoint is not None and checkpoint not in [(row["sequence"], row["digest"]) for row in rows]:
        found.append(Difference(stream=stream, sequence=checkpoint[0], kind="checkpoint", expected=checkpoint[1]))
    return found


def _verified(stream: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[Difference]:
    if not rows:
        yield Difference(stream=stream, sequence=1, kind="gap")
    erased, previous, wanted = _erased(rows), GENESIS, 1
    for row in rows:
        place = {"stream": stream, "sequence": row["sequence"], "element_id": row["element_id"]}
        if row["sequence"] != wanted:
            yield Difference(**place, kind="gap", expected=wanted, found=row["sequence"])
        digest = _digest(row, previous)
        if digest != row["digest"]:
            yield Difference(**place, kind="digest", expected=digest, found=row["digest"])
        if row["body"] is None and row["sequence"] in erased:
            pass  # lawful: the fact of its erasure is part of the chain
        elif not _intact(row):
            yield Difference(**place, kind="body", expected=row["body_digest"])
        previous, wanted = row["digest"], row["sequence"] + 1


def _digest(row: Mapping[str, Any], previous: str) -> str | None:
    """The digest that the row should have; None when it is no event at all any more."""
    try:
        event = history.event_of(row, {})
    except ValueError:
        return None
    return chain(previous, row["stream"], row["sequence"], event, row["body_digest"])


def _intact(row: Mapping[str, Any]) -> bool:
    """Is the body there, byte for byte as it was written?"""
    try:
        body = loads(row["body"] or "")
        return bool(body_digest(body) == row["body_digest"] and dumps(body) == row["body"])
    except (TypeError, ValueError):
        return False


def _erased(rows: Sequence[Mapping[str, Any]]) -> set[int]:
    told = [row for row in rows if row["type"] == "body_erased" and row["body"] is not None and _intact(row)]
    return {loads(row["body"])["sequence"] for row in told}


# --- replay -----------------------------------------------------------------------------------------------------------


def replay(tx: Tx, key: str) -> list[Difference]:
    """Play an instance's facts again and compare every consequence, and at the end the variables. Raises NotFound."""
    compiled = process_instance.compiled(tx, key)
    kernel = Kernel.start(compiled.definition, tx.house.calendars)
    gone = {row["sequence"] for row in history.raw(tx, key) if row["body"] is None}
    found: list[Difference] = []
    for told in _told(history.read(tx, key)):
        fact = told[0]
        if fact.sequence in gone:
            return [*found, _difference(fact, "erased")]
        try:
            follows = kernel.apply(fact.event)
        except Exception as error:  # noqa: BLE001 - whatever an altered fact does to the kernel is the finding
            return [*found, _difference(fact, "fact", found=str(error))]
        found.extend(_compared(fact, follows, told[1:], gone))
    return [*found, *_scopes(tx, key, kernel)]


def _told(recorded: Sequence[Recorded]) -> Iterator[list[Recorded]]:
    """Each fact with what the history says came of it."""
    told: list[Recorded] = []
    for one in recorded:
        if one.event.is_fact and told:
            yield told
            told = []
        told.append(one)
    if told:
        yield told


def _compared(
    fact: Recorded, follows: Sequence[Event], told: Sequence[Recorded], gone: set[int]
) -> Iterator[Difference]:
    for wanted, one in zip_longest(follows, told):
        if one is None:
            yield _difference(fact, "consequence", expected=_shown(wanted))
        elif one.sequence not in gone and (wanted is None or _said(wanted) != _said(one.event)):
            yield _difference(one, "consequence", wanted and _shown(wanted), _shown(one.event))


def _said(event: Event) -> tuple[object, ...]:
    return event.type, event.at, event.actor, event.element_id, event.element_instance_key, canonical(event.body)


def _shown(event: Event) -> dict[str, Any]:
    return {
        "type": event.type, "at": event.at, "actor": event.actor, "element_id": event.element_id,
        "element_instance_key": event.element_instance_key, "body": loads(dumps(event.body)),
    }


def _scopes(tx: Tx, key: str, kernel: Kernel) -> Iterator[Difference]:
    stored = snapshots.load(tx, key)
    if stored is None or stored.state is None:
        return  # no cache: nothing to compare
    wanted, found = kernel.snapshot().scopes, stored.scopes
    for scope in sorted({*wanted, *found}):
        if loads(wanted.get(scope, "null")) != loads(found.get(scope, "null")):
            yield Difference(
                stream=key, sequence=None, kind="scope", expected={scope: wanted.get(scope)},
                found={scope: found.get(scope)},
            )


def _difference(place: Recorded, kind: str, expected: Any = None, found: Any = None) -> Difference:
    return Difference(
        stream=place.stream, sequence=place.sequence, kind=kind, element_id=place.event.element_id, expected=expected,
        found=found,
    )


# --- rebuild ----------------------------------------------------------------------------------------------------------


def rebuild(house: House, key: str | None = None, *, write: bool = False) -> list[Difference]:
    """Build the projections anew from the history and compare; `write` replaces what differs.

    `key` is one stream; None means all of them and the registers.
    """
    with house.transaction() if write else house.reading() as tx:
        names = history.streams(tx) if key is None else [key]
        found = [_row(name, one) for name in names for one in compare.stream(tx, name, write=write)]
    if key is None:
        # The registers' own projectors play on the real tables, and their changes are taken back.
        with house.transaction() as tx:
            found += [_row("registers", one) for one in compare.registers(tx, house.database.metadata, write=write)]
    return found


def remake_registers(house: House) -> None:
    """Bring the registers' tables to their present descriptions and fill them from the history, in one transaction.

    Raises what a projector raises when an event does not fit them; then nothing has changed.
    """
    with house.transaction() as tx:
        remaking.registers(tx, house.database.metadata)


def _row(stream: str, difference: compare.Difference) -> Difference:
    table, expected, found = difference
    return Difference(
        stream=stream, sequence=None, kind="row", expected={"table": table, "row": expected},
        found={"table": table, "row": found},
    )


# --- what was found ---------------------------------------------------------------------------------------------------


def findings(tx: Tx, key: str) -> list[dict[str, Any]]:
    """All findings of a case's checks, in order: sequence, element_id, at, item, verdict, problem, suggestion, clauses, …"""
    return queries.entries(tx, "finding", key)


def gates(tx: Tx, key: str) -> list[dict[str, Any]]:
    """All gate evaluations of a case: sequence, element_id, at, gate, outcome, clause, rule, inputs, reasons."""
    return queries.entries(tx, "gate", key)


def decisions(tx: Tx, key: str) -> list[dict[str, Any]]:
    """All decisions of a case: sequence, element_id, at, decision, digest, inputs, rules, result."""
    return queries.entries(tx, "decision_record", key)


def documents(tx: Tx, key: str) -> list[dict[str, Any]]:
    """All documents that a case issued: sequence, element_id, at, kind, number, organ, title, data."""
    return queries.entries(tx, "document", key)


def state_at(tx: Tx, key: str, sequence: int) -> dict[str, Any]:
    """The case as it stood after event `sequence`, from the history alone.

    `active`, `completed`, `terminated`: element ids, one for each element instance; `flows`: taken, in order; `variables`:
    {scope: {name: value}}; `at`, `type`, `actor` of that event. Raises NotFound.
    """
    elements: dict[str, tuple[str, str]] = {}
    flows: list[str] = []
    variables: dict[str, dict[str, Any]] = {}
    last: Recorded | None = None
    for last in process_instance.history(tx, key)[:max(0, sequence)]:
        event = last.event
        if event.type in _STATES and event.element_instance_key and event.element_id:
            elements[event.element_instance_key] = (event.element_id, _STATES[event.type])
        elif event.type == "sequence_flow_taken":
            flows.append(event.body["flow"])
        elif event.type == "variable_changed":
            variables.setdefault(event.body["scope"], {})[event.body["name"]] = event.body["value"]
    by_state = {
        state: [element for element, one in elements.values() if one == state] for state in dict.fromkeys(_STATES.values())
    }
    shown = {"at": last.event.at, "type": last.event.type, "actor": last.event.actor} if last else {}
    return {**by_state, "flows": flows, "variables": variables, **shown}


_STATES = {
    f"{what}_{event}": state
    for what in ("element", "frame")
    for event, state in (("activated", "active"), ("completed", "completed"), ("terminated", "terminated"))
}
