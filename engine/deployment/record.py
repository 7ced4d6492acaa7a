"""Deploying: refused as a whole or stored as a whole, with one fact that says what is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from engine import definitions as pinned
from engine import diagram
from engine.deployment.changes import ChangeSet, examine
from engine.deployment.files import SourceFile
from engine.deployment.pinning import Current
from engine.deployment.tables import values_of
from engine.diagram import Known
from engine.diagram.subject import Profile
from engine.errors import Refused
from engine.events import fact
from engine.house import Actor, Tx
from engine.model import Diagram, Fault, Process, begins_process
from engine.store import counters, history
from engine.store.queries import definition as queries
from engine.values import ZONE, dumps

STREAM = "deployment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """What became of a change set. When nothing differs from what is deployed, `changed` is False and `key` None."""

    key: str | None
    changed: bool
    #: New versions: process_id, version, name, digest, pins, source.
    definitions: tuple[Mapping[str, Any], ...] = ()
    #: New decisions and forms: kind, id, version, digest, name, source.
    resources: tuple[Mapping[str, Any], ...] = ()
    #: Warnings.
    findings: tuple[Fault, ...] = ()
    #: The processes of the given files that can be started or called, by id.
    processes: Mapping[str, Process] = field(default_factory=dict)


def known(tx: Tx, at: datetime) -> Known:
    """Every name that a diagram may refer to in this house: what is deployed, bound and configured."""
    house = tx.house
    day = at.astimezone(ZONE).date()
    _version, parameters = house.parameters(day)
    return Known(
        handlers=frozenset(house.handlers), roles=house.roles, clauses=house.clauses, parameters=frozenset(parameters),
        values=values_of(parameters),
        later_values=tuple((version, values_of(rows)) for version, rows in house.later_parameters(day)),
        forms=frozenset(row["id"] for row in queries.newest_resources(tx, "form")),
        decisions=frozenset(row["id"] for row in queries.newest_resources(tx, "dmn")),
        processes=frozenset(row["process_id"] for row in queries.all_newest(tx)),
    )


def deploy(
    tx: Tx, files: Sequence[SourceFile], *, actor: Actor, at: datetime, reason: str = "", profile: Profile = "chengxu",
    examined: ChangeSet | None = None,
) -> Deployment:
    """Check and store a change set, all of it or nothing; the same files again change nothing.

    A process gets a new version when its diagram or anything that it is pinned to has changed. `examined` is what
    `examine` made of the same files and the same `known` names; None: they are checked here. Raises
    Refused("deployment.refused") whose `findings` are all faults, errors before warnings.
    """
    history.watch(tx, STREAM)
    changes = examined or examine(files, profile=profile, known=known(tx, at) if profile == "chengxu" else None)
    if changes.errors:
        raise Refused("deployment.refused", findings=tuple(sorted(changes.faults, key=_errors_first)))
    processes = {id: process for read in changes.diagrams.values() for id, process in played(read).items()}
    resources = _resources(tx, files, changes)
    for file in files:
        queries.put_content(tx, file.digest, file.kind, file.content)
    definitions = _definitions(tx, files, changes, resources)
    if not (definitions or resources):
        return Deployment(key=None, changed=False, findings=changes.faults, processes=processes)
    key = str(counters.take(tx, STREAM))
    body = {"key": key, "reason": reason, "definitions": definitions, "resources": resources}
    history.record(tx, STREAM, fact("deployment_created", at, actor.name, body))
    return Deployment(
        key=key, changed=True, definitions=tuple(definitions), resources=tuple(resources), findings=changes.faults,
        processes=processes,
    )


def _errors_first(fault: Fault) -> bool:
    return fault.severity != "error"


def played(read: Diagram) -> Mapping[str, Process]:
    """The processes of a file that are meant to be executed: others draw somebody else's work, unless all are so marked."""
    executable = {id: process for id, process in read.processes.items() if process.executable}
    return executable or read.processes


def _resources(tx: Tx, files: Sequence[SourceFile], changes: ChangeSet) -> list[dict[str, Any]]:
    """The decisions, forms and imports between decisions of the set whose file is not the deployed one."""
    by_digest = {file.digest: file for file in files}
    given = [("form", id, file, "") for id, file in changes.forms.items()]
    for digest, model in changes.models.items():
        given += [("dmn", id, by_digest[digest], one.name) for id, one in model.own.items()]
        given += [
            ("import", f"{digest} {one.namespace}", by_digest[one.digest], one.name) for one in model.parts
        ]
    new = []
    for kind, id, file, name in given:
        deployed = queries.newest_resource(tx, kind, id)
        if deployed is None or deployed["digest"] != file.digest:
            version = 1 if deployed is None else deployed["version"] + 1
            new.append({
                "kind": kind, "id": id, "version": version, "digest": file.digest, "name": name, "source": file.name,
            })
    return new


def _definitions(
    tx: Tx, files: Sequence[SourceFile], changes: ChangeSet, resources: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """New versions: processes of the set, and deployed ones that use something of the set."""
    deployed = {row["process_id"]: row for row in queries.all_newest(tx)}
    current = _current(tx, changes, deployed, resources)
    sources = {file.digest: file.name for file in files}
    drawn_only = {id for read in changes.diagrams.values() for id in set(read.processes) - set(played(read))}
    new = []
    for process_id, digest in sorted(current.processes.items()):
        before = deployed.get(process_id)
        process = current.process(process_id)
        if before is None and process_id in drawn_only:
            continue
        pins = current.pins(process_id)
        if before is not None and before["pins"] == pins.digest:
            continue
        queries.put_pins(tx, pins.digest, dumps(pins.body()))
        new.append({
            "process_id": process_id, "version": before["version"] + 1 if before else 1, "digest": digest,
            "pins": pins.digest, "name": process.name, "source": sources.get(digest) or (before or {}).get("source"),
            "messages": starts(process, "message"), "signals": starts(process, "signal"),
        })
    return new


def _current(
    tx: Tx, changes: ChangeSet, deployed: Mapping[str, Mapping[str, Any]], resources: Sequence[Mapping[str, Any]]
) -> Current:
    """What will be the newest of everything once the set is deployed."""
    given = {id: (digest, process) for digest, read in changes.diagrams.items() for id, process in read.processes.items()}

    @cache
    def process(process_id: str) -> Process:
        if process_id in given:
            return given[process_id][1]
        digest = deployed[process_id]["digest"]
        return diagram.read(pinned.content(tx, digest), digest).processes[process_id]

    def newest(kind: str) -> dict[str, str]:
        before = {row["id"]: row["digest"] for row in queries.newest_resources(tx, kind)}
        return before | {row["id"]: row["digest"] for row in resources if row["kind"] == kind}

    processes = {id: row["digest"] for id, row in deployed.items()} | {id: digest for id, (digest, _) in given.items()}
    return Current(
        processes=processes, decisions=newest("dmn"), forms=newest("form"), process=process, roles=tx.house.roles,
        imports=newest("import"),
    )


def starts(process: Process, kind: str) -> list[dict[str, str]]:
    """Where messages or signals (`kind`) begin the process from outside: [{element_id, name}]."""
    found = {
        (node.id, event.name or "")
        for node in process.children(None)
        if begins_process(process, node)
        for event in node.events
        if event.kind == kind
    }
    return [{"element_id": element_id, "name": name} for element_id, name in sorted(found)]
