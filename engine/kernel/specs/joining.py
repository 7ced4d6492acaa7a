"""Tokens that gather on one element until it may begin."""

from __future__ import annotations

from SpiffWorkflow.util.task import TaskState

from engine.kernel.token import Token


def live(token: Token) -> list[Token]:
    """Tokens inside that hold the scope open."""
    return [child for child in token.children if child.task_spec.holds_scope]


def waiting_twin(token: Token) -> Token | None:
    """Another token that waits on the same element in the same scope: a join gathers on it."""
    for other in token.parent.children if token.parent else ():
        if other is not token and other.task_spec is token.task_spec and other.state == TaskState.WAITING:
            return other
    return None


def gather(token: Token) -> Token:
    """At a join: let the token that waits already, or this one, remember all flows that brought a token."""
    flow = token.internal_data.pop("flow", None)
    twin = waiting_twin(token)
    if twin is not None:
        twin.internal_data["arrived"].append(flow)
        token.workflow.discard(token)
        return twin
    token.internal_data["arrived"] = [*token.internal_data.get("arrived", ()), *([flow] if flow else [])]
    token._set_state(TaskState.WAITING)
    return token
