"""Rework: back to an earlier step, and what lies after it is ended, across parallel branches and multi-instances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.errors import Conflict, Invalid, NotFound
from engine.events import Event
from engine.kernel.game import Game
from engine.kernel.reach import after
from engine.kernel.specs.element import spec_name
from engine.kernel.specs.loop import LoopBody
from engine.kernel.token import Token
from engine.model import ACTIVITIES, Process


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a fact ends or begins: one element instance."""

    key: str
    element_id: str
    kind: str
    name: str


def returned(game: Game, fact: Event) -> None:
    """user_task_returned {target, reason}: from an open user task back to an earlier activity of its scope or of one around.

    Raises NotFound, Conflict (`rework.not_earlier`), Invalid (the target is no activity that can be returned to).
    """
    token = game.open_token(fact.element_instance_key)
    if token.task_spec.node.kind != "userTask":
        raise Invalid("element_instance.kind", key=token.id, kind=token.task_spec.node.kind, wanted="userTask")
    target = fact.body["target"]
    scope, below = _scope_of(token, target)
    ahead = _after(scope, target)
    if below.task_spec.element_id not in ahead:
        raise Conflict("rework.not_earlier", target=target, element_id=token.task_spec.element_id)
    _rewind(scope, ahead, "returned")
    game.spawn(spec_name(scope.task_spec.process, target), scope)


def withdrawn(game: Game, fact: Event) -> None:
    """user_task_withdrawn {target, scope, loop_counter?, reason}: whoever completed the task `target` takes it back.

    `scope` is the key of the element instance that the task ran in. Raises NotFound (that is over) and Conflict
    (`rework.gone_on`: nothing that follows the task is open).
    """
    scope, target = game.tasks.get(fact.body["scope"]), fact.body["target"]
    if scope is None:
        raise NotFound("scope.not_open", key=fact.body["scope"])
    spec = scope.task_spec
    if isinstance(spec, LoopBody):
        spec.again_from(scope, int(fact.body["loop_counter"]))
        return
    if spec.process.nodes.get(target) not in _inside(scope):
        raise NotFound("rework.unknown", target=target)
    if not _rewind(scope, _after(scope, target), "withdrawn"):
        raise Conflict("rework.gone_on", target=target)
    game.spawn(spec_name(spec.process, target), scope)


def effects(events: Sequence[Event]) -> tuple[tuple[Effect, ...], tuple[Effect, ...]]:
    """What consequences end and what they begin, in their order; pure."""
    begun = {event.element_instance_key: event for event in events if event.type == "element_activated"}
    ended = [event for event in events if event.type == "element_terminated"]
    return (
        tuple(Effect(key=str(one.element_instance_key), element_id=str(one.element_id), kind="", name="") for one in ended),
        tuple(
            Effect(key=str(key), element_id=str(one.element_id), kind=one.body["kind"], name=one.body["name"])
            for key, one in begun.items()
        ),
    )


def _scope_of(token: Token, target: str) -> tuple[Token, Token]:
    """The innermost scope around a token in which the target is drawn, and the token directly inside that leads here.

    Raises Invalid when there is none.
    """
    below, scope = token, token.parent
    while scope is not None:
        node = scope.task_spec.process.nodes.get(target)
        if node is not None and node in _inside(scope) and not isinstance(scope.task_spec, LoopBody):
            if node.kind not in ACTIVITIES or node.for_compensation or node.triggered_by_event:
                break
            return scope, below
        below, scope = scope, scope.parent
    raise Invalid("rework.unknown", target=target)


def _drawn_in(scope: Token) -> tuple[Process, str | None]:
    spec = scope.task_spec
    return spec.process, None if spec.isolates else spec.element_id


def _inside(scope: Token) -> list[object]:
    process, parent = _drawn_in(scope)
    return list(process.children(parent))


def _after(scope: Token, target: str) -> frozenset[str]:
    process, parent = _drawn_in(scope)
    return after(process, parent, target)


def _rewind(scope: Token, ahead: frozenset[str], reason: str) -> bool:
    """End the scope's tokens at these elements; whether there were any.

    A join forgets the tokens that came from them and keeps those of branches beside.
    """
    game, process, found = scope.workflow, scope.task_spec.process, False
    for token in list(scope.children):
        internal = token.internal_data
        if token.task_spec.element_id not in ahead or internal.get("boundary"):
            continue
        found = True
        if "arrived" in internal and internal.get("stage") is None:
            for name in ("arrived", "seen"):
                if name in internal:
                    internal[name] = [flow for flow in internal[name] if process.flows[flow].source not in ahead]
            if not (internal["arrived"] or internal.get("seen")):
                game.discard(token)
        else:
            game.terminate(token, reason)
    return found
