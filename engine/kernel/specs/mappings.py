"""Values in and out of an element: `zeebe:ioMapping`, data associations, results."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from engine.kernel.token import Token
from engine.model import VariableMapping

#: A mapping that copies one variable.
_NAME = re.compile(r"=[^\W\d]\w*")
#: What a completed job or user task adds for output mappings to pick up; it goes nowhere by itself.
AUTOMATIC = ("verdict", "findings", "completed_by")


def assign_inputs(token: Token, mappings: Sequence[VariableMapping]) -> None:
    """Evaluate input mappings one after the other, each seeing those before it, into the token's own scope."""
    values: dict[str, Any] = {}
    for mapping in mappings:
        value = token.workflow.json(token, mapping.source, values)
        put(values, mapping.target, value)
    for name, value in values.items():
        token.workflow.set_local(token, name, value)


def map_outputs(token: Token, mappings: Sequence[VariableMapping]) -> None:
    """Merge what the element completes with: through the mappings, or as it is where there are none."""
    game = token.workflow
    result: Mapping[str, Any] = token.internal_data.get("result", {})
    if not mappings:
        for name, value in result.items():
            if name not in AUTOMATIC:
                game.propagate(token, name, value)
        return
    start = token.parent or token
    outer = game.context(start)
    values: dict[str, Any] = {}
    for mapping in mappings:
        value = game.json(token, mapping.source, {**result, **values})
        root = mapping.target.split(".")[0]
        if "." in mapping.target and root not in values and isinstance(outer.get(root), dict):
            values[root] = dict(outer[root])
        put(values, mapping.target, value)
    for name, value in values.items():
        game.propagate(start, name, value)


def available(token: Token, copies: Sequence[VariableMapping]) -> list[VariableMapping]:
    """Data associations without those that copy a variable which has no value (BPMN 2.0.2, 10.4.2: unavailable data)."""
    known = {**token.workflow.context(token), **token.internal_data.get("result", {})} if copies else {}
    return [copy for copy in copies if not _NAME.fullmatch(copy.source) or copy.source[1:] in known]


def put(values: dict[str, Any], target: str, value: Any) -> None:
    """Assign `a.b.c` in nested contexts, copying what it changes."""
    *path, name = target.split(".")
    for step in path:
        inner = values.get(step)
        values[step] = values = dict(inner) if isinstance(inner, dict) else {}
    values[name] = value
