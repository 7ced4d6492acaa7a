"""Transactions (BPMN 2.0.2, 10.3.5 and 13.5.5): cancelled, everything that was completed in them is undone."""

from __future__ import annotations

from engine.kernel.plan import Stuck
from engine.kernel.specs.compensation import undo_next
from engine.kernel.specs.events.catching import catcher, go_on
from engine.kernel.specs.events.throwing import outwards
from engine.kernel.token import Token


def cancel(token: Token, transaction: Token) -> bool | None:
    """End what still runs, undo what was done, then leave by the cancel boundary event. False: it lasts, or has ended.

    Raises Stuck when there is no such boundary event.
    """
    if "undoing" not in token.internal_data:
        for other in list(transaction.children):
            if other is not token:
                token.workflow.terminate(other, "cancelled")
        token.internal_data["undoing"] = transaction.internal_data.pop("undo", [])
    if undo_next(token):
        return False
    found = catcher(transaction, "cancel", None)
    if found is None or found.host.task_spec.element_id != transaction.task_spec.element_id:
        raise Stuck("cancel.uncaught", transaction=transaction.task_spec.element_id)
    return outwards(token, lambda: go_on(found, {}))
