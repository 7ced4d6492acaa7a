"""Zeebe executes most kinds of nodes, not all."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagram.subject import Subject
from engine.diagram.words import Text
from engine.model import NODES, Fault

#: Kinds that a cluster does not know.
REFUSED = frozenset({"complexGateway", "transaction"})
#: Kinds that it executes.
EXECUTED = NODES - REFUSED

UNKNOWN = Text(
    __name__,
    zh="Zeebe 不执行{element}。",
    en="Zeebe does not execute the {element}.",
    remedy_zh="用排他、并行网关或普通子流程表达。",
    remedy_en="Draw it with exclusive and parallel gateways or a plain sub-process.",
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yields a fault for each node of another kind."""
    for process in subject.executed_by_zeebe:
        for node in process.nodes.values():
            if node.kind not in EXECUTED:
                yield UNKNOWN.fault(subject.document, node.id)
