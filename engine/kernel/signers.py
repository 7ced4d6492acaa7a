"""Signers: a running multi-instance activity gets one more instance, or loses one."""

from __future__ import annotations

from engine.errors import Conflict, Invalid, NotFound
from engine.events import Event
from engine.kernel.game import Game
from engine.kernel.specs.loop import MultiInstanceBody
from engine.kernel.token import Token


def added(game: Game, fact: Event) -> None:
    """signer_added {item?}: one more instance with that item of the collection; a sequential one has its turn last.

    The key is that of the multi-instance activity or of one of its instances. Raises NotFound, Conflict (held by an
    incident), Invalid (no multi-instance activity, or an item is missing).
    """
    body, spec = _body(game, fact)
    if body.internal_data["loop"]["items"] is not None and "item" not in fact.body:
        raise Invalid("signer.item", key=body.id)
    spec.add(body, fact.body.get("item"))


def removed(game: Game, fact: Event) -> None:
    """signer_removed {loop_counter?, reason}: an open instance is ended, or one that has not begun never will.

    Without `loop_counter` the key is that of the instance. Raises NotFound, Conflict (`signer.last`: nobody would be left;
    `signer.done`: it has been completed or removed already), Invalid.
    """
    body, spec = _body(game, fact)
    counter = fact.body.get("loop_counter")
    if counter is None:
        counter = game.tasks[str(fact.element_instance_key)].internal_data.get("loop_counter")
    if counter is None:
        raise Invalid("signer.item", key=body.id)
    state = body.internal_data["loop"]
    gone = state.get("removed", [])
    open_counters = {child.internal_data.get("loop_counter") for child in body.children}
    waits = state["begun"] < int(counter) <= state["count"] and counter not in gone
    if not (counter in open_counters or waits):
        raise Conflict("signer.done", key=body.id, loop_counter=counter)
    if state["count"] - len(gone) <= 1:
        raise Conflict("signer.last", key=body.id)
    spec.remove(body, int(counter))


def _body(game: Game, fact: Event) -> tuple[Token, MultiInstanceBody]:
    """The running multi-instance activity that is meant. Raises NotFound, Conflict, Invalid."""
    here = game.tasks.get(fact.element_instance_key or "")
    if here is None:
        raise NotFound("element_instance.not_open", key=fact.element_instance_key)
    for token in (here, here.parent):
        if token is not None and isinstance(token.task_spec, MultiInstanceBody) and "loop" in token.internal_data:
            return game.open_token(token.id), token.task_spec
    raise Invalid("signer.no_loop", key=here.id)
