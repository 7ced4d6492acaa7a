"""Gateways: exclusive, parallel, inclusive, event-based."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.errors import Invalid
from engine.kernel.specs.element import ElementSpec
from engine.kernel.specs.joining import gather
from engine.kernel.token import Token


class ExclusiveGateway(ElementSpec):
    """BPMN 2.0.2, 13.4.2: the first true condition in document order, else the default."""

    def ways(self, token: Token) -> list[str]:
        """One flow. Raises Stuck when no condition is true and there is no default."""
        flows = token.workflow.plan.flows_out(self.process, self.node)
        if len(flows) == 1 and flows[0].condition is None:
            return [flows[0].id]
        for flow in flows:
            if flow.id == self.node.default_flow:
                continue
            if flow.condition is None or token.workflow.condition(token, flow.condition):
                return [flow.id]
        return self.default_or_stuck(flows) if flows else []

    def skip_ways(self, token: Token, flows: Sequence[str]) -> list[str]:
        """Exactly one. Raises Stuck, Invalid."""
        if len(flows) > 1:
            raise Invalid("incident.one_flow", element_id=self.element_id)
        return super().skip_ways(token, flows)


class ParallelGateway(ElementSpec):
    """BPMN 2.0.2, 13.4.1: one token of each incoming flow in, one token on each outgoing flow out."""

    def _update_hook(self, token: Token) -> bool:
        if len(self.node.incoming) < 2:
            return True
        gathered = gather(token)
        arrived = gathered.internal_data["arrived"]
        if not set(self.node.incoming) <= set(arrived):
            return False
        for flow in self.node.incoming:
            arrived.remove(flow)
        gathered.internal_data["arrived"] = []
        gathered._ready()
        if arrived:
            gathered.workflow.spawn(self.name, gathered.parent, arrived=arrived)
        return False

    def ways(self, token: Token) -> list[str]:
        """Every outgoing flow."""
        return list(self.node.outgoing)


class InclusiveGateway(ElementSpec):
    """BPMN 2.0.2, 13.4.3: waits for every token that can still come; leaves by every true condition."""

    def _update_hook(self, token: Token) -> bool:
        if len(self.node.incoming) < 2:
            return True
        gather(token)
        return False

    def may_fire_when_quiet(self, token: Token) -> bool:
        """No other token of the scope reaches an empty incoming flow, unless it reaches a filled one as well."""
        return not can_still_come(token, set(token.internal_data["arrived"]))

    def ways(self, token: Token) -> list[str]:
        """Every flow whose condition is true or that has none, else the default. Raises Stuck when nothing is."""
        flows = token.workflow.plan.flows_out(self.process, self.node)
        if len(flows) == 1 and flows[0].condition is None:
            return [flows[0].id]
        others = [flow for flow in flows if flow.id != self.node.default_flow]
        true = [
            flow.id for flow in others if flow.condition is None or token.workflow.condition(token, flow.condition)
        ]
        return true or (self.default_or_stuck(flows) if flows else [])


def can_still_come(token: Token, filled: set[str]) -> bool:
    """Whether another token of the scope reaches an incoming flow that is not filled, and along its flows none that is.

    By a boundary event it may come to either, but need not.
    """
    spec, parent, plan = token.task_spec, token.parent, token.workflow.plan
    for other in parent.children if parent else ():
        if other is token or not other.task_spec.holds_scope:
            continue
        here = other.task_spec.element_id
        surely = plan.reaches(spec.process, here, spec.element_id, by_events=False)
        if plan.reaches(spec.process, here, spec.element_id) - filled and not surely & filled:
            return True
    return False


class EventBasedGateway(ElementSpec):
    """BPMN 2.0.2, 13.4.4: the events behind it race; the first one ends the others.

    One that begins an instance (10.6.6) does so by the event that came; of a parallel one the others are waited for.
    """

    def ways(self, token: Token) -> list[str]:
        """Every outgoing flow: each event begins to wait; or only the one that has come already."""
        chosen = token.internal_data.get("chosen")
        flows = token.workflow.plan.flows_out(self.process, self.node)
        return [flow.id for flow in flows if self.node.all_events or chosen in (None, flow.target)]

    def hand_on(self, token: Token, target: str) -> Mapping[str, Any]:
        """What has come already, or the race that the events take part in."""
        if token.internal_data.get("chosen") == target:
            return {"received": {}}
        return {} if self.node.all_events else {"race": token.id}
