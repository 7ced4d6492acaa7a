"""A diagram as plain data: what `engine/diagram` reads and `engine/kernel` plays. Nothing here knows XML or SpiffWorkflow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

#: BPMN local names of flow nodes.
ACTIVITIES = frozenset({
    "task", "userTask", "manualTask", "serviceTask", "businessRuleTask", "sendTask", "receiveTask", "scriptTask",
    "subProcess", "transaction", "adHocSubProcess", "callActivity",
})
EVENTS = frozenset({"startEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent", "endEvent"})
GATEWAYS = frozenset({"exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway", "complexGateway"})
NODES = ACTIVITIES | EVENTS | GATEWAYS

EventKind = Literal[
    "none", "message", "timer", "error", "escalation", "signal", "conditional", "link", "terminate", "cancel", "compensate",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDefinition:
    """What an event waits for or throws. `timer` text and `condition` are FEEL after `=`, else literals."""

    kind: EventKind
    #: Timer: one of the three.
    date: str | None = None
    duration: str | None = None
    cycle: str | None = None
    #: Name of the message, signal or link; code of the error or escalation (None catches every code);
    #: id of the activity that a compensation undoes (None: everything in the scope).
    name: str | None = None
    #: Message: FEEL text of the correlation key.
    correlation_key: str | None = None
    condition: str | None = None
    #: Compensation: go on only when everything is undone.
    wait_for_completion: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopEvent:
    """An event that a multi-instance activity throws while it runs (`behavior` None, One, Complex)."""

    #: `first`: when the first instance completes; `each`: whenever one does.
    when: Literal["first", "each"]
    event: EventDefinition
    #: FEEL text: only when this holds as well (Complex).
    condition: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """Multi-instance or standard loop characteristics."""

    kind: Literal["parallel", "sequential", "standard"]
    input_collection: str | None = None
    input_element: str | None = None
    output_collection: str | None = None
    output_element: str | None = None
    #: FEEL text after `=`, or a number.
    cardinality: str | None = None
    completion_condition: str | None = None
    #: Standard loop.
    condition: str | None = None
    test_before: bool = False
    maximum: int | None = None
    #: Multi-instance: what it throws while it runs.
    events: tuple[LoopEvent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VariableMapping:
    """One line of a `zeebe:ioMapping`: FEEL `source` (after `=`, else literal) into the variable `target` (dots allowed)."""

    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One flow node."""

    id: str
    #: BPMN local name, one of NODES.
    kind: str
    name: str = ""
    #: Id of the enclosing sub-process, or None at process level.
    parent: str | None = None
    lane: str | None = None
    documentation: str = ""
    #: Sequence flow ids in document order.
    incoming: tuple[str, ...] = ()
    outgoing: tuple[str, ...] = ()
    default_flow: str | None = None
    #: Event definitions; several mean a (parallel) multiple event; an event without one has kind `none`.
    events: tuple[EventDefinition, ...] = ()
    parallel_multiple: bool = False
    #: Boundary events.
    attached_to: str | None = None
    #: Boundary: cancelActivity; start event of an event sub-process: isInterrupting.
    interrupting: bool = True
    #: Sub-process: triggeredByEvent.
    triggered_by_event: bool = False
    loop: Loop | None = None
    #: Tokens that an activity needs before it begins, and that it puts on each flow when it ends.
    start_quantity: int = 1
    completion_quantity: int = 1
    #: Receive task, event-based gateway: begins an instance.
    instantiate: bool = False
    #: Event-based gateway: all events must come, not only the first.
    all_events: bool = False
    #: Complex gateway: FEEL text; sees `activationCount`.
    activation_condition: str | None = None
    #: Ad-hoc sub-process: one activity after the other; until; whether those that still run are cancelled then.
    sequential: bool = False
    completion_condition: str | None = None
    cancel_remaining: bool = True
    #: zeebe:adHoc: FEEL text of the list of elements to begin with.
    active_elements: str | None = None
    #: The activity only undoes another one.
    for_compensation: bool = False
    #: Compensation boundary event: the activity that undoes its host.
    undone_by: str | None = None
    #: Sub-process: variables of its own that its data objects stand for.
    data_objects: tuple[str, ...] = ()
    #: Data associations: copied in before `inputs`, and out after `outputs`.
    data_inputs: tuple[VariableMapping, ...] = ()
    data_outputs: tuple[VariableMapping, ...] = ()
    inputs: tuple[VariableMapping, ...] = ()
    outputs: tuple[VariableMapping, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    #: zeebe:properties: clause, gate, param, param_from, …
    properties: Mapping[str, str] = field(default_factory=dict)
    #: zeebe:taskDefinition
    job_type: str | None = None
    retries: str | None = None
    #: zeebe:calledDecision
    decision_id: str | None = None
    result_variable: str | None = None
    #: zeebe:calledElement
    called_process: str | None = None
    propagate_parent_variables: bool = True
    propagate_child_variables: bool = True
    #: zeebe:formDefinition
    form_id: str | None = None
    #: zeebe:assignmentDefinition, FEEL after `=`, else literal; groups and users are comma separated literals.
    assignee: str | None = None
    candidate_groups: str | None = None
    candidate_users: str | None = None
    #: zeebe:taskSchedule
    due_date: str | None = None
    follow_up_date: str | None = None
    priority: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One sequence flow. `condition` is FEEL after `=`, or the literal true/false."""

    id: str
    source: str
    target: str
    name: str = ""
    condition: str | None = None
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One lane: its name and the nodes drawn in it."""

    id: str
    name: str
    nodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """One process of a diagram; nodes and flows in document order, those of sub-processes included."""

    id: str
    name: str = ""
    executable: bool = True
    nodes: Mapping[str, Node] = field(default_factory=dict)
    flows: Mapping[str, Flow] = field(default_factory=dict)
    lanes: tuple[Lane, ...] = ()
    documentation: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)
    version_tag: str | None = None
    _children: Mapping[str | None, list[Node]] = field(init=False, repr=False, compare=False)
    _boundaries: Mapping[str | None, list[Node]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        children: dict[str | None, list[Node]] = {}
        boundaries: dict[str | None, list[Node]] = {}
        for node in self.nodes.values():
            children.setdefault(node.parent, []).append(node)
            boundaries.setdefault(node.attached_to, []).append(node)
        object.__setattr__(self, "_children", children)
        object.__setattr__(self, "_boundaries", boundaries)

    def children(self, parent: str | None) -> list[Node]:
        """Nodes drawn directly inside a sub-process (None: the process itself), in document order."""
        return list(self._children.get(parent, ()))

    def boundaries(self, node_id: str) -> list[Node]:
        """Boundary events attached to a node, in document order."""
        return list(self._boundaries.get(node_id, ()))


def begins_process(process: Process, node: Node) -> bool:
    """Whether something from outside begins an instance here: a start event of the process itself, or an instantiating
    receive task, or an event behind an instantiating gateway."""
    if node.parent is not None:
        return False
    sources = [process.nodes[process.flows[flow].source] for flow in node.incoming]
    if node.kind == "receiveTask" and node.instantiate:
        return not sources
    return node.kind == "startEvent" or any(instantiating(source) for source in sources)


def instantiating(node: Node) -> bool:
    """Whether an event-based gateway begins instances."""
    return node.kind == "eventBasedGateway" and node.instantiate and not node.incoming


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """One BPMN file."""

    #: SHA-256 of the file's bytes.
    digest: str
    source: str
    processes: Mapping[str, Process]
    exporter: str = ""


#: How bad a finding is. The last two are for the rules alone; engine.diagram.check says which of the others they become.
#: `formal`: against the letter of the standard, harmless to the engine. `unplayable`: BPMN that this engine does not play.
Severity = Literal["error", "warning", "formal", "unplayable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One finding of `check`: where, which rule, how bad, what is wrong and how to mend it, in both languages."""

    file: str
    element_id: str | None
    element_name: str | None
    rule: str
    severity: Severity
    #: `{"zh": …, "en": …}`
    message: Mapping[str, str]
    remedy: Mapping[str, str]
    #: Ids of the elements that show it on the diagram, in the order in which a case passes them; often empty.
    path: tuple[str, ...] = ()
