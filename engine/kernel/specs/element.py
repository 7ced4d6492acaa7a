"""What every element does: announce itself, prepare, behave, map its outputs, choose its ways, leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from SpiffWorkflow.specs import WorkflowSpec
from SpiffWorkflow.specs.base import TaskSpec

from engine.errors import Invalid
from engine.kernel.game import STEP_BUDGET
from engine.kernel.plan import Skip, Stuck
from engine.kernel.specs.joining import gather
from engine.kernel.specs.mappings import assign_inputs, available, map_outputs
from engine.kernel.token import Token
from engine.model import Flow, Node, Process


class ElementSpec(TaskSpec):
    """A task spec of our own: SpiffWorkflow's states and hooks, BPMN's semantics. Stages return False to wait."""

    #: A scope that does not see the variables around it.
    isolates = False
    #: What its events speak of: an element that is visited, or a frame around such visits (a loop, an undoing).
    subject = "element"
    #: Throws a signal, which only those hear who listen already.
    broadcasts = False
    #: Holds its scope open while it lives (waiting boundary events do not).
    holds_scope = True

    def __init__(self, specs: WorkflowSpec, name: str, process: Process, node: Node) -> None:
        super().__init__(specs, name)
        self.process = process
        self.node = node
        self.element_id = node.id
        #: The inside of a loop, or a boundary event that has happened.
        self.inner = name.endswith("#")
        #: The inside of a loop: the body leaves the loop, not its iterations.
        self.iterates = self.inner and node.loop is not None

    # --- the library's hooks -------------------------------------------------------------------------------------

    def test(self) -> None:
        """Nothing to test: flows live in the diagram, not in the library's inputs and outputs."""

    def _update_hook(self, token: Token) -> bool:
        several = self.node.start_quantity > 1 and not self.inner
        if not several or not {"flow", "arrived"} & token.internal_data.keys():
            return True
        enough = gather(token)
        arrived = enough.internal_data["arrived"]
        if len(arrived) < self.node.start_quantity:
            return False
        del enough.internal_data["arrived"]
        enough._ready()
        if rest := arrived[self.node.start_quantity:]:
            enough.workflow.spawn(self.name, enough.parent, arrived=rest)
        return False

    def _on_ready_hook(self, token: Token) -> None:
        game = token.workflow
        (game.broadcasting if self.broadcasts else game.queue).append(token)

    def _run_hook(self, token: Token) -> bool | None:
        return token.workflow.carry(token)

    def _on_complete_hook(self, token: Token) -> None:
        game = token.workflow
        for child in list(token.children):
            game.terminate(child, "completed")
        for gate in token.internal_data.get("gates", ()):
            game.emit("gate_evaluated", token, gate)
        game.emit(f"{self.subject}_completed", token, {})
        if "skipped" not in token.internal_data or "undo" in token.internal_data:
            # What was not done is not undone.
            self.remember(token)
        self.leave(token)

    def _on_cancel(self, token: Token) -> None:
        if token.internal_data.get("thrown"):
            # It is complete once it has thrown, although what it throws may end its scope.
            token.workflow.emit(f"{self.subject}_completed", token, {})
        elif token.internal_data.get("stage", "announce") != "announce":
            token.workflow.emit(f"{self.subject}_terminated", token, {"reason": token.internal_data["reason"]})

    # --- stages --------------------------------------------------------------------------------------------------

    def announce(self, token: Token) -> None:
        """The element begins: say so. Raises Stuck when one fact activates more elements than can be meant."""
        game = token.workflow
        game.steps += 1
        if game.steps > STEP_BUDGET:
            game.steps = 0
            raise Stuck("step_budget", budget=STEP_BUDGET)
        body: dict[str, Any] = {"kind": self.kind(), "name": self.node.name, "process_id": self.process.id}
        if token.parent is not None:
            body["parent"] = token.parent.id
        for name in ("flow", "loop_counter"):
            if name in token.internal_data:
                body[name] = token.internal_data[name]
        game.emit(f"{self.subject}_activated", token, body)
        for name, value in token.internal_data.pop("variables", {}).items():
            game.set_local(token, name, value)

    def kind(self) -> str:
        """What `element_activated` calls it: the BPMN local name."""
        return self.node.kind

    def prepare(self, token: Token) -> None:
        """Data and input mappings into the element's own scope."""
        assign_inputs(token, (*self.node.data_inputs, *self.node.inputs))

    def behave(self, token: Token) -> bool | None:
        """What the element is for; False when it waits for a fact."""
        return None

    def outputs(self, token: Token) -> None:
        """Output mappings, or without any the result as it is, outwards to who holds the variables."""
        map_outputs(token, self.node.outputs)
        if filled := available(token, self.node.data_outputs):
            map_outputs(token, filled)
        loop = self.node.loop
        if self.iterates and loop is not None and loop.output_element is not None:
            result = token.internal_data.get("result", {})
            token.internal_data["collected"] = token.workflow.json(token, loop.output_element, result)

    def choose(self, token: Token) -> bool | None:
        """Which sequence flows are taken, and what the gate says; nothing may fail after this."""
        if self.iterates:
            return token.parent.task_spec.iteration_ends(token.parent, token) if token.parent else None
        token.internal_data["take"] = self.ways(token)
        if gate := self.named_gate(token):
            token.internal_data["gates"] = list(self.gates(token, gate))
        return None

    def resume(self, token: Token) -> None:
        """Go on after an incident, at the stage where it stood."""
        if token.workflow.carry(token):
            token.complete()

    # --- skipping ------------------------------------------------------------------------------------------------

    def skip(self, token: Token, skip: Skip) -> None:
        """After an incident: the element counts as done, whatever it was for. Raises Stuck, Invalid."""
        game, internal = token.workflow, token.internal_data
        if internal.get("stage", "announce") == "announce":
            self.announce(token)
        for child in list(token.children):
            game.terminate(child, "skipped")
        internal["skipped"] = True
        self.skip_outputs(token, skip.variables)
        internal["result"] = dict(skip.variables)
        internal["take"] = self.skip_ways(token, skip.flows)
        if (gate := self.skip_gate(token)) and not self.iterates:
            rule = {"element": self.element_id, "overridden_by": list(skip.people)}
            internal["gates"] = [self.gate(token, gate, "overridden", rule=rule, reasons=[skip.reason])]
        token.stands_at("done")
        token.complete()

    def skip_outputs(self, token: Token, variables: Mapping[str, Any]) -> None:
        """What two people decided in place of the element's result goes outwards; no mapping is asked. Raises Stuck."""
        for name, value in variables.items():
            token.workflow.propagate(token.parent or token, name, value)
        loop = self.node.loop
        if self.iterates and loop is not None and loop.output_element is not None:
            token.internal_data["collected"] = token.workflow.json(token, loop.output_element, variables)

    def skip_gate(self, token: Token) -> str | None:
        """The gate that is overridden; as it is drawn when that is what cannot be computed."""
        try:
            return self.named_gate(token)
        except Stuck:
            return self.node.properties["gate"]

    def skip_ways(self, token: Token, flows: Sequence[str]) -> list[str]:
        """The flows that were chosen, else those that the element itself would take. Raises Stuck, Invalid."""
        if self.iterates:
            return []
        unknown = [flow for flow in flows if flow not in self.node.outgoing]
        if unknown:
            raise Invalid("incident.flow_unknown", element_id=self.element_id, flows=unknown)
        return sorted(flows, key=self.node.outgoing.index) if flows else self.ways(token)

    # --- leaving -------------------------------------------------------------------------------------------------

    def ways(self, token: Token) -> list[str]:
        """Activities and events: every unconditional flow and every conditional one that is true, else the default."""
        flows = token.workflow.plan.flows_out(self.process, self.node)
        taken = [flow.id for flow in flows if flow.condition is None and flow.id != self.node.default_flow]
        conditional = [flow for flow in flows if flow.condition is not None and flow.id != self.node.default_flow]
        true = [flow.id for flow in conditional if token.workflow.condition(token, str(flow.condition))]
        if conditional and not true and (self.node.default_flow is not None or not taken):
            true = self.default_or_stuck(flows)
        order = [flow.id for flow in flows]
        return sorted(taken + true, key=order.index)

    def default_or_stuck(self, flows: Sequence[Flow]) -> list[str]:
        """The default flow. Raises Stuck when there is none."""
        if self.node.default_flow is None:
            raise Stuck("gateway.no_flow", flows=[flow.condition for flow in flows])
        return [self.node.default_flow]

    def leave(self, token: Token) -> None:
        """Put a token on each flow that was chosen."""
        game = token.workflow
        for flow_id in [*token.internal_data.get("take", ())] * self.node.completion_quantity:
            flow = self.process.flows[flow_id]
            body = {"flow": flow.id, "source": flow.source, "target": flow.target}
            game.emit("sequence_flow_taken", token, body, element_id=flow.id)
            told = self.hand_on(token, flow.target)
            game.spawn(spec_name(self.process, flow.target), token.parent, flow=flow.id, **told)

    def hand_on(self, token: Token, target: str) -> Mapping[str, Any]:
        """What the next token is told, besides the flow."""
        return {}

    def gates(self, token: Token, gate: str) -> Iterator[Mapping[str, Any]]:
        """The gate's evaluation; the property `gate_outcome` decides, else it is passed."""
        yield self.gate(token, gate, self.gate_outcome(token) or "passed")

    def named_gate(self, token: Token) -> str | None:
        """The gate that the element evaluates: the property `gate`, a name or FEEL for one. Raises Stuck when it is no text."""
        gate = self.node.properties.get("gate")
        value = token.workflow.json(token, gate, token.internal_data.get("result")) if gate else None
        if value is not None and not isinstance(value, str):
            raise Stuck("gate.name", expression=gate, value=value)
        return value

    def gate_outcome(self, token: Token) -> str | None:
        """The value of the property `gate_outcome`. Raises Stuck when it is not one of the five words."""
        text = self.node.properties.get("gate_outcome")
        if text is None:
            return None
        outcome = token.workflow.json(token, text, token.internal_data.get("result"))
        if outcome not in ("passed", "blocked", "flagged", "for_person", "overridden"):
            raise Stuck("gate.outcome", gate=self.node.properties.get("gate"), value=outcome)
        return str(outcome)

    def gate(self, token: Token, gate: str, outcome: str, **more: Any) -> Mapping[str, Any]:
        """One gate evaluation with the node's clause; `rule` names what decided and its version."""
        clause, rule = self.node.properties.get("clause"), {"element": self.element_id}
        return {"gate": gate, "outcome": outcome, "clause": clause, "rule": rule, "inputs": {}, "reasons": [], **more}

    def throws_from(self, token: Token) -> Token:
        """Where what the element throws is first looked for to be caught; an iteration throws from its loop."""
        return token.parent if self.iterates and token.parent is not None else token

    # --- inside --------------------------------------------------------------------------------------------------

    def remember(self, token: Token) -> None:
        """The element has completed: activities that can be undone are remembered."""

    def child_completed(self, token: Token, child: Token) -> None:
        """A token inside has completed and left; scopes and loops go on here."""

    def iteration_ends(self, token: Token, child: Token) -> bool | None:
        """An iteration of a loop is about to complete: throw what the loop throws. False when that ended it."""
        return None

    def count_again(self, token: Token) -> None:
        """A calendar was loaded: say so when the element's due date changes."""

    def may_fire_when_quiet(self, token: Token) -> bool:
        """Whether a waiting join may fire now that nothing else moves."""
        return False

    def fire_when_quiet(self, token: Token) -> None:
        """The waiting join goes on."""
        token._ready()

    def asks(self, token: Token) -> bool:
        """Whether the token waits for something that variables decide."""
        return False

    def ask(self, token: Token) -> None:
        """A variable has changed: go on if that was waited for. Raises Stuck."""


def spec_name(process: Process, node_id: str, inner: bool = False) -> str:
    """Name of a spec: `process/node`, with `#` for the inside of a loop."""
    return f"{process.id}/{node_id}{'#' if inner else ''}"
