"""Nodes that do not follow the usual token rules, as the file's own attributes say."""

from __future__ import annotations

from dataclasses import dataclass

from engine.diagram.document import Document, flag, identity
from engine.model import ACTIVITIES


@dataclass(frozen=True, slots=True)
class Oddities:
    """Sets of node ids."""

    #: Compensation handlers: no token of the scope comes here.
    left_out: frozenset[str] = frozenset()
    #: Receive tasks and event-based gateways that begin an instance.
    instantiating: frozenset[str] = frozenset()
    #: Nodes that count tokens or weigh them by data: their scope is not decided.
    undecidable: frozenset[str] = frozenset()


def oddities(document: Document) -> Oddities:
    """The oddities of a file, all processes together."""
    activities = list(document.of_kind(*sorted(ACTIVITIES)))
    return Oddities(
        left_out=frozenset(identity(one) for one in activities if flag(one, "isForCompensation", default=False)),
        instantiating=frozenset(
            identity(one)
            for one in document.of_kind("receiveTask", "eventBasedGateway")
            if flag(one, "instantiate", default=False)
        ),
        undecidable=frozenset(
            identity(one)
            for one in activities
            if any(one.get(name, "1") != "1" for name in ("startQuantity", "completionQuantity"))
        ),
    )
