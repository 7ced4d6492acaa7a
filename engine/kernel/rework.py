"""Rework: back to an earlier step, and what lies after it is ended, across parallel branches and multi-instances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.errors import Conflict, Invalid, NotFound
from engine.events import Event
from engine.kernel.game import Game
from engine.kernel.reach import after
from engine.kernel.specs.compensation import Undoing
from engine.kernel.specs.element import spec_name
from engine.kernel.specs.loop import LoopBody
from engine.kernel.token import Token
from engine.model import ACTIVITIES, Node, Process


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
    here, ahead = below.task_spec.element_id, _ahead(scope, target)
    if here not in ahead:
        across = here in _after(scope, target)
        code = "rework.across_join" if across else "rework.not_earlier"
        raise Conflict(code, target=target, element_id=token.task_spec.element_id)
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
    if target not in {node.id for node in _inside(scope) if not node.for_compensation} or isinstance(spec, Undoing):
        raise NotFound("rework.unknown", target=target)
    if not _rewind(scope, _ahead(scope, target), "withdrawn"):
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
        if node is not None and node in _inside(scope) and not isinstance(scope.task_spec, LoopBody | Undoing):
            if node.kind not in ACTIVITIES or node.for_compensation or node.triggered_by_event:
                break
            return scope, below
        below, scope = scope, scope.parent
    raise Invalid("rework.unknown", target=target)


def _drawn_in(scope: Token) -> tuple[Process, str | None]:
    spec = scope.task_spec
    return spec.process, None if spec.isolates else spec.element_id


def _inside(scope: Token) -> list[Node]:
    process, parent = _drawn_in(scope)
    return process.children(parent)


def _after(scope: Token, target: str) -> frozenset[str]:
    process, parent = _drawn_in(scope)
    return after(process, parent, target)


def _ahead(scope: Token, target: str) -> frozenset[str]:
    """What a new token at the target will come to: a complex gateway that was activated already swallows it.

    That is, from inside one of its branches; from before them it begins anew.
    """
    process, parent = _drawn_in(scope)
    activated = [token.task_spec.node for token in scope.children if token.internal_data.get("seen")]
    everything = after(process, parent, target)
    return after(process, parent, target, {node.id for node in activated if _beside(process, node, everything)})


def _beside(process: Process, node: Node, ahead: frozenset[str]) -> list[str]:
    """The flows into a join that come from branches beside."""
    return [flow for flow in node.incoming if process.flows[flow].source not in ahead]


def _rewind(scope: Token, ahead: frozenset[str], reason: str) -> bool:
    """End the scope's tokens at these elements; whether there were any.

    A join forgets the tokens that came from them and keeps those of branches beside; one that had let them through gets
    theirs back, so that it does not wait for branches that are done. Raises Conflict (`rework.across_join`).
    """
    game, ended = scope.workflow, set()
    for token in list(scope.children):
        element_id = token.task_spec.element_id
        if element_id not in ahead or token.internal_data.get("boundary"):
            continue
        if "arrived" in token.internal_data and token.internal_data.get("stage") is None:
            _forget(token, ahead)
        else:
            ended.add(element_id)
            game.terminate(token, reason)
    joins = {token.task_spec.element_id for token in scope.children}
    for node in _inside(scope):
        if node.id in ahead and len(node.incoming) > 1:
            _mend(scope, node, ahead, bool(ended & (_after(scope, node.id) - {node.id})))
    return bool(ended or joins & ahead)


def _forget(join: Token, ahead: frozenset[str]) -> None:
    """Take back the tokens that a waiting join has from these elements."""
    internal, beside = join.internal_data, _beside(join.task_spec.process, join.task_spec.node, ahead)
    internal["arrived"] = [flow for flow in internal["arrived"] if flow in beside]
    if not (internal["arrived"] or (internal.get("seen") and beside)):
        join.workflow.discard(join)


def _mend(scope: Token, node: Node, ahead: frozenset[str], passed: bool) -> None:
    """Give a join the tokens of branches beside that it will need again and that nobody brings any more."""
    game, process = scope.workflow, scope.task_spec.process
    beside = _beside(process, node, ahead)
    if not (beside and passed):
        return
    if node.kind == "complexGateway" or node.start_quantity > 1:
        raise Conflict("rework.across_join", target=node.name or node.id)
    if node.kind == "parallelGateway":
        waiting = [token for token in scope.children if token.task_spec.element_id == node.id]
        come = {flow for token in waiting for flow in token.internal_data.get("arrived", ())}
        moving = [token for token in scope.children if token.task_spec.holds_scope and token not in waiting]
        reached = {name for token in moving for name in _after(scope, token.task_spec.element_id)}
        come |= {flow for flow in beside if process.flows[flow].source in reached}
        if missing := [flow for flow in beside if flow not in come]:
            game.spawn(spec_name(process, node.id), scope, arrived=missing)
