"""Complex gateways (BPMN 2.0.2, 13.4.5)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from engine.kernel.plan import Skip
from engine.kernel.specs.element import ElementSpec
from engine.kernel.specs.gateway import can_still_come
from engine.kernel.specs.joining import gather
from engine.kernel.token import Token

#: A condition that tells the two phases of the gateway apart.
_PHASED = re.compile(r"\bwaitingForStart\b")


class ComplexGateway(ElementSpec):
    """Waits until its activation condition holds, then until every other token that can come has come.

    The condition sees `activationCount`, the number of tokens that wait, and for each incoming flow `FLOW_ID.activationCount`.
    Conditions of outgoing flows see `waitingForStart`: true when the gateway is activated, false when it is reset. A flow
    whose condition does not ask for it is taken when the gateway is activated, and not again when it is reset: otherwise
    every gateway that only splits would split twice.
    """

    def _update_hook(self, token: Token) -> bool:
        if "fires" in token.internal_data:
            return True
        gathered = gather(token)
        gathered.workflow.ask(gathered)
        return False

    def asks(self, token: Token) -> bool:
        """While it waits."""
        return "arrived" in token.internal_data and "fires" not in token.internal_data

    def ask(self, token: Token) -> None:
        """Activate or reset the gateway when it is time. Raises Stuck."""
        if not self.asks(token):
            return
        arrived, seen = token.internal_data["arrived"], token.internal_data.get("seen", [])
        if seen:
            if set(self.node.incoming) <= {*seen, *arrived}:
                self.reset(token)
        elif arrived and self.is_enough(token, arrived):
            self.activate(token, arrived)

    def resume(self, token: Token) -> None:
        """After an incident: ask again."""
        if self.asks(token):
            token.workflow.ask(token)
        else:
            super().resume(token)

    def skip(self, token: Token, skip: Skip) -> None:
        """While it waits: it is activated, or reset, by the chosen flows. Raises Stuck, Invalid."""
        if not self.asks(token):
            super().skip(token, skip)
        elif token.internal_data.get("seen"):
            self.reset_by(token, self.skip_ways(token, skip.flows) if skip.flows else [])
        else:
            token.internal_data["ways"] = self.skip_ways(token, skip.flows)
            self.activate(token, token.internal_data["arrived"])

    def is_enough(self, token: Token, arrived: Sequence[str]) -> bool:
        """The activation condition; without one a token on every incoming flow. Raises Stuck."""
        if self.node.activation_condition is None:
            return set(self.node.incoming) <= set(arrived)
        counts = Counter(arrived)
        each: dict[str, Any] = {flow: {"activationCount": counts[flow]} for flow in self.node.incoming}
        seen = {**each, "activationCount": len(arrived)}
        return token.workflow.condition(token, self.node.activation_condition, seen)

    def activate(self, token: Token, arrived: Sequence[str]) -> None:
        """One token of each incoming flow that has one goes in; another token waits for the rest."""
        consumed = sorted(set(arrived))
        rest = list((Counter(arrived) - Counter(consumed)).elements())
        token.internal_data["fires"] = "start"
        token._ready()
        token.workflow.spawn(self.name, token.parent, arrived=rest, seen=consumed)

    def may_fire_when_quiet(self, token: Token) -> bool:
        """A gateway that was activated is reset when no other token can come."""
        seen = token.internal_data.get("seen")
        if not seen or "incident" in token.internal_data:
            return False
        return not can_still_come(token, {*seen, *token.internal_data["arrived"]})

    def fire_when_quiet(self, token: Token) -> None:
        """Reset it. Raises Stuck."""
        self.reset(token)

    def reset(self, token: Token) -> None:
        """Late tokens go in; flows whose condition holds now are taken; then it waits from the start. Raises Stuck."""
        game = token.workflow
        flows = [flow for flow in game.plan.flows_out(self.process, self.node) if _PHASED.search(flow.condition or "")]
        phase = {"waitingForStart": False}
        self.reset_by(token, [flow.id for flow in flows if game.condition(token, str(flow.condition), phase)])

    def reset_by(self, token: Token, true: Sequence[str]) -> None:
        """Reset it; these flows are taken."""
        game, internal = token.workflow, token.internal_data
        late = set(internal["arrived"]) - set(internal["seen"])
        internal["arrived"] = list((Counter(internal["arrived"]) - Counter(late)).elements())
        internal["seen"] = []
        if true:
            game.spawn(self.name, token.parent, fires="reset", ways=list(true))
        if internal["arrived"]:
            game.ask(token)
        else:
            scope = token.parent
            game.discard(token)
            if scope is not None:
                scope.task_spec.child_completed(scope, token)

    def ways(self, token: Token) -> list[str]:
        """Every flow whose condition is true or that has none, else the default. Raises Stuck when nothing is."""
        if "ways" in token.internal_data:
            return list(token.internal_data["ways"])
        game = token.workflow
        flows = game.plan.flows_out(self.process, self.node)
        others = [flow for flow in flows if flow.id != self.node.default_flow]
        phase = {"waitingForStart": True}
        true = [
            flow.id for flow in others if flow.condition is None or game.condition(token, flow.condition, phase)
        ]
        return true or (self.default_or_stuck(flows) if flows else [])
