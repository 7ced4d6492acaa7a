"""What is deployed, as people ask for it."""

from __future__ import annotations

from typing import Any

from engine import definitions as pinned
from engine.deployment.files import SourceFile
from engine.errors import NotFound
from engine.house import Tx
from engine.store.queries import definition as queries
from engine.values import loads


def definitions(tx: Tx) -> list[dict[str, Any]]:
    """The newest version of every process: process_id, version, name, digest, pins, source, deployment_key, at, by."""
    return queries.all_newest(tx)


def versions(tx: Tx, process_id: str) -> list[dict[str, Any]]:
    """Every version of a process, newest first. Raises NotFound when there is none."""
    found = queries.versions(tx, process_id)
    if not found:
        raise NotFound("process.unknown", process_id=process_id)
    return found


def listing(tx: Tx) -> list[dict[str, Any]]:
    """Every deployment, newest first: key, at, by, reason."""
    return queries.deployments(tx)


def current(tx: Tx) -> list[SourceFile]:
    """The newest version of every deployed diagram, decision table and form, each file once, named as it was handed in."""
    rows = [*queries.all_newest(tx), *queries.newest_resources(tx, "dmn"), *queries.newest_resources(tx, "form")]
    names = {row["digest"]: row["source"] or row["digest"] for row in rows}
    return [SourceFile(name=name, content=pinned.content(tx, digest)) for digest, name in names.items()]


def content(tx: Tx, digest: str) -> bytes:
    """A deployed file, byte for byte, by its SHA-256. Raises NotFound."""
    return pinned.content(tx, digest)


def form(tx: Tx, pins: str, form_id: str) -> dict[str, Any]:
    """The form that belongs to one version of a process. Raises NotFound."""
    forms = pinned.pins(tx, pins).forms
    if form_id not in forms:
        raise NotFound("form.unknown", form_id=form_id)
    found: dict[str, Any] = loads(content(tx, forms[form_id]))
    return found


def form_definition(tx: Tx, form_id: str) -> dict[str, Any]:
    """The newest version of a form. Raises NotFound."""
    newest = queries.newest_resource(tx, "form", form_id)
    if newest is None:
        raise NotFound("form.unknown", form_id=form_id)
    found: dict[str, Any] = loads(content(tx, newest["digest"]))
    return found
