"""Official documents as files: typeset right after they were issued, kept by digest, never replaced.

A document is issued by a case (`document_issued`: kind, number, title, data). Its files are made afterwards, outside any
transaction, by the typesetter that the house was given, and a fact says what they are. A newer version stands beside the old.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from engine import process_instance
from engine.errors import NotFound, Unavailable
from engine.events import fact
from engine.house import SYSTEM, Actor, House, Tx
from engine.store.queries import case as case_queries
from engine.store.queries import document as queries
from engine.values import to_utc

log = logging.getLogger(__name__)

#: Pauses after the first, second, … failed attempt; the last one repeats.
BACK_OFF = (timedelta(minutes=1), timedelta(minutes=30), timedelta(hours=6))


def typeset_due(house: House, now: datetime, *, instance_key: str | None = None, limit: int = 20) -> int:
    """Make the files of documents that have none; how many were made. One that cannot be made hinders no other.

    Raises Unavailable when the database takes no writes.
    """
    if house.typesetter is None:
        return 0
    with house.reading() as tx:
        waiting = queries.pending(tx, to_utc(now), limit, instance_key)
    return sum(_attempt(house, row, now) for row in waiting)


def typeset_again(house: House, instance_key: str, sequence: int, *, actor: Actor, at: datetime) -> int:
    """Make a new version of a document's files, by the template of today; its version. Raises NotFound, and what the typesetter does."""
    with house.reading() as tx:
        row = queries.get(tx, instance_key, sequence)
    if row is None or house.typesetter is None:
        raise NotFound("document.unknown", instance_key=instance_key, sequence=sequence)
    return _typeset(house, row, actor, at)


def listing(tx: Tx, instance_key: str) -> list[dict[str, Any]]:
    """The documents of a case as `audit.documents` gives them, each with its `files`: version, type, digest, name, size, at."""
    files = case_queries.entries(tx, "document_file", instance_key)
    return [
        {**row, "files": [file for file in files if file["sequence"] == row["sequence"]]}
        for row in case_queries.entries(tx, "document", instance_key)
    ]


def file(tx: Tx, instance_key: str, sequence: int, version: int, type: str) -> dict[str, Any]:
    """One file of a document. Raises NotFound."""
    found = queries.file(tx, instance_key, sequence, version, type)
    if found is None:
        raise NotFound("document.unknown", instance_key=instance_key, sequence=sequence)
    return found


def _attempt(house: House, row: Mapping[str, Any], now: datetime) -> bool:
    try:
        _typeset(house, row, SYSTEM, now)
    except Unavailable:
        raise
    except Exception as error:  # whatever a template or a library raises is tried again later and told in the log
        log.exception("document %s was not typeset", row["number"])
        attempts = (row["attempts"] or 0) + 1
        noted = {
            "instance_key": row["instance_key"], "sequence": row["sequence"], "attempts": attempts,
            "retry_at": to_utc(now + BACK_OFF[min(attempts, len(BACK_OFF)) - 1]), "message": str(error)[:500],
        }
        house.perform(lambda tx: queries.put_attempt(tx, noted))
        return False
    return True


def _typeset(house: House, row: Mapping[str, Any], actor: Actor, at: datetime) -> int:
    """Make and record one more version. Raises what the typesetter does."""
    assert house.typesetter is not None  # noqa: S101 - the callers have looked
    key, sequence = row["instance_key"], row["sequence"]
    with house.reading() as tx:
        context = {**process_instance.reads(tx, key), **process_instance.variables(tx, key)}
        version = queries.last_version(tx, key, sequence) + 1
    made = house.typesetter(row, context)
    body = {
        "sequence": sequence, "number": row["number"], "version": version, "template": made.template,
        "files": [asdict(one) for one in made.files],
    }

    def record(tx: Tx) -> None:
        if queries.last_version(tx, key, sequence) + 1 == version:
            process_instance.advance(tx, key, fact("document_typeset", at, actor.name, body, row["element_instance_key"]))
            queries.drop_attempts(tx, key, sequence)

    house.perform(record)
    return version
