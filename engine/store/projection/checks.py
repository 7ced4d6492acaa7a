"""What was decided, gated and issued."""

from __future__ import annotations

from collections.abc import Iterator

from engine.events import Recorded
from engine.store import schema
from engine.store.projection.place import at, entry
from engine.store.rows import Change, Put
from engine.values import stored


def decision_evaluated(recorded: Recorded) -> Iterator[Change]:
    """decision_evaluated"""
    body = recorded.event.body
    yield Put(schema.decision_record, entry(
        recorded, decision=body["decision"], digest=body.get("digest"), inputs=stored(body.get("inputs")),
        rules=stored(body.get("rules")), result=stored(body.get("result")),
    ))


def gate_evaluated(recorded: Recorded) -> Iterator[Change]:
    """gate_evaluated"""
    body = recorded.event.body
    yield Put(schema.gate, entry(
        recorded, gate=body["gate"], outcome=body["outcome"], clause=body.get("clause"),
        rule=stored(body.get("rule")), inputs=stored(body.get("inputs")), reasons=stored(body.get("reasons")),
    ))


def document_typeset(recorded: Recorded) -> Iterator[Change]:
    """document_typeset"""
    body = recorded.event.body
    for file in body["files"]:
        yield Put(schema.document_file, {
            "instance_key": recorded.stream, "sequence": body["sequence"], "version": body["version"],
            "type": file["type"], "digest": file["digest"], "name": file["name"], "size": file["size"],
            "template": body.get("template"), "at": at(recorded),
        })


def document_issued(recorded: Recorded) -> Iterator[Change]:
    """document_issued"""
    body = recorded.event.body
    yield Put(schema.document, entry(
        recorded, kind=body["kind"], number=body.get("number"), organ=body.get("organ"), title=body.get("title"),
        data=stored(body.get("data") or {}),
    ))
