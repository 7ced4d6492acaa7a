"""Business errors: from where they are thrown outwards to the boundary event that catches them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.kernel.plan import Stuck
from engine.kernel.specs.element import spec_name
from engine.kernel.token import Token
from engine.model import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Catcher:
    """The activity that an error ends, and the boundary event on it that goes on."""

    host: Token
    boundary: Node


def catcher(start: Token, code: str) -> Catcher:
    """The nearest error boundary event around `start` for this code, a named one before one for every code.

    Raises Stuck when nobody catches the error.
    """
    host: Token | None = start
    while host is not None:
        spec = host.task_spec
        boundaries = [] if spec.inner else spec.process.boundaries(spec.element_id)
        errors = [node for node in boundaries if node.events[0].kind == "error"]
        for wanted in (code, None):
            for node in errors:
                if node.events[0].name == wanted:
                    return Catcher(host=host, boundary=node)
        host = host.parent
    raise Stuck("error.uncaught", error=code)


def throw(found: Catcher, variables: Mapping[str, Any]) -> None:
    """End the host and go on at the boundary event, which brings the error's variables."""
    host = found.host
    game, scope, process = host.workflow, host.parent, host.task_spec.process
    game.terminate(host, "interrupted")
    game.spawn(spec_name(process, found.boundary.id, inner=True), scope, result=dict(variables))
