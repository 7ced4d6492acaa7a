"""From the bytes of a BPMN file to engine.model.Diagram."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from engine.diagram import data, events, loops, zeebe
from engine.diagram.document import (
    BPMN,
    Document,
    Element,
    child,
    children,
    flag,
    identity,
    kind,
    local,
    reference,
    text,
)
from engine.diagram.structure import readable
from engine.model import ACTIVITIES, EVENTS, NODES, Diagram, EventDefinition, Flow, Lane, Node, Process

#: Tasks drawn nowhere, for call activities to call -> what they are when they are called.
GLOBAL_TASKS = {
    "globalTask": "task", "globalManualTask": "manualTask", "globalUserTask": "userTask",
    "globalBusinessRuleTask": "businessRuleTask", "globalScriptTask": "scriptTask",
}
SUB_PROCESSES = ("subProcess", "transaction", "adHocSubProcess")


def read(content: bytes, source: str) -> Diagram:
    """The diagram in a file. `source` is the file's name as people know it.

    Every kind of node is read, also those that the kernel does not play; references that lead nowhere stay empty.
    Raises errors.Refused("diagram.refused") whose `findings` are engine.model.Fault when the file is not readable:
    not XML, a DOCTYPE, not BPMN 2.0 (ISO/IEC 19510) by its schema, an id used twice, too large.
    """
    return diagram(readable(content, source))


def diagram(document: Document) -> Diagram:
    """The diagram in a document that has passed the rules of structure."""
    names = {
        reference(one.get("processRef")): one.get("name") for one in document.of_kind("participant") if one.get("name")
    }
    processes = {}
    for element in document.of_kind("process"):
        process = _process(element, document)
        processes[process.id] = replace(process, name=process.name or names.get(process.id) or "")
    for element in document.of_kind(*GLOBAL_TASKS):
        processes[identity(element)] = _global_task(element, document)
    exporter = " ".join(filter(None, (document.root.get("exporter"), document.root.get("exporterVersion"))))
    return Diagram(digest=document.digest, source=document.source, processes=processes, exporter=exporter)


def _global_task(element: Element, document: Document) -> Process:
    """A global task is a process of one task: call activities call both alike."""
    task = replace(_node(element, None, document), kind=GLOBAL_TASKS[local(element)])
    return Process(
        id=task.id, name=task.name, nodes={task.id: task}, documentation=task.documentation, properties=task.properties,
        version_tag=zeebe.version_tag(element),
    )


def _process(element: Element, document: Document) -> Process:
    flows = {flow.id: flow for flow in map(_flow, element.iter(f"{{{BPMN}}}sequenceFlow"))}
    lanes = tuple(_lane(lane) for lane in element.iter(f"{{{BPMN}}}lane"))
    nodes = {node.id: node for node in _nodes(element, None, document)}
    return Process(
        id=identity(element),
        name=element.get("name") or "",
        executable=flag(element, "isExecutable", default=True),
        nodes=_connected(nodes, flows, lanes),
        flows=flows,
        lanes=lanes,
        documentation=_documentation(element),
        properties=zeebe.properties(element),
        version_tag=zeebe.version_tag(element),
    )


def _nodes(scope: Element, parent: str | None, document: Document) -> Iterator[Node]:
    # The depth is bounded before we come here (structure.MAX_DEPTH).
    for element in scope:
        if kind(element) in NODES:
            yield _node(element, parent, document)
            if kind(element) in SUB_PROCESSES:
                yield from _nodes(element, identity(element), document)


def _node(element: Element, parent: str | None, document: Document) -> Node:
    of = local(element)
    fields = zeebe.fields(element) | _standard(element, document)
    if of == "callActivity":
        fields["called_process"] = fields.get("called_process") or reference(element.get("calledElement"))
    if of in ACTIVITIES:
        fields["loop"] = loops.loop(element, document.elements)
    return Node(
        id=identity(element),
        kind=of,
        name=element.get("name") or "",
        parent=parent,
        documentation=_documentation(element),
        default_flow=element.get("default"),
        events=_events(element, document),
        parallel_multiple=flag(element, "parallelMultiple", default=False),
        attached_to=reference(element.get("attachedToRef")),
        interrupting=_interrupting(element),
        triggered_by_event=flag(element, "triggeredByEvent", default=False),
        undone_by=_undone_by(element, document),
        **fields,
    )


def _standard(element: Element, document: Document) -> dict[str, Any]:
    """What the standard's own attributes and children say, as keyword arguments of engine.model.Node."""
    return {
        "start_quantity": _quantity(element, "startQuantity"),
        "completion_quantity": _quantity(element, "completionQuantity"),
        "instantiate": flag(element, "instantiate", default=False),
        "all_events": element.get("eventGatewayType") == "Parallel",
        "activation_condition": text(child(element, "activationCondition")),
        "sequential": element.get("ordering") == "Sequential",
        "completion_condition": text(child(element, "completionCondition")),
        "cancel_remaining": flag(element, "cancelRemainingInstances", default=True),
        "for_compensation": flag(element, "isForCompensation", default=False),
        "data_objects": data.objects(element) if local(element) in SUB_PROCESSES else (),
        "data_inputs": data.inputs(element, document.elements),
        "data_outputs": data.outputs(element, document.elements),
    }


def _quantity(element: Element, name: str) -> int:
    return int((element.get(name) or "1")[:loops.DIGITS])


def _undone_by(element: Element, document: Document) -> str | None:
    """The activity that the association of a compensation boundary event leads to."""
    if local(element) != "boundaryEvent" or child(element, "compensateEventDefinition") is None:
        return None
    for name in document.associated.get(identity(element), ()):
        other = document.elements.get(name)
        if other is not None and flag(other, "isForCompensation", default=False):
            return identity(other)
    return None


def _events(element: Element, document: Document) -> tuple[EventDefinition, ...]:
    of = local(element)
    if of in EVENTS:
        return events.definitions(element, document.elements)
    if of in ("receiveTask", "sendTask"):
        return events.message(element, document.elements)
    return ()


def _interrupting(element: Element) -> bool:
    attribute = "cancelActivity" if local(element) == "boundaryEvent" else "isInterrupting"
    return flag(element, attribute, default=True)


def _flow(element: Element) -> Flow:
    return Flow(
        id=identity(element),
        source=element.get("sourceRef") or "",
        target=element.get("targetRef") or "",
        name=element.get("name") or "",
        condition=text(child(element, "conditionExpression")),
        properties=zeebe.properties(element),
    )


def _lane(element: Element) -> Lane:
    """One lane with the nodes drawn in it; those of lanes inside it belong to the inner lane only."""
    nodes = dict.fromkeys(node for one in children(element, "flowNodeRef") if (node := text(one)))
    within = (lane for lane in element.iter(f"{{{BPMN}}}lane") if lane is not element)
    inner = {text(one) for lane in within for one in children(lane, "flowNodeRef")}
    return Lane(
        id=identity(element),
        name=element.get("name") or "",
        nodes=tuple(node for node in nodes if node not in inner),
    )


def _connected(nodes: dict[str, Node], flows: dict[str, Flow], lanes: tuple[Lane, ...]) -> dict[str, Node]:
    """The nodes with their flows and lanes; whoever is drawn in no lane is in that of its host or sub-process."""
    incoming: dict[str, list[str]] = {}
    outgoing: dict[str, list[str]] = {}
    for flow in flows.values():
        outgoing.setdefault(flow.source, []).append(flow.id)
        incoming.setdefault(flow.target, []).append(flow.id)
    drawn = {node: lane.id for lane in lanes for node in lane.nodes}
    connected: dict[str, Node] = {}
    for node in nodes.values():
        lane = drawn.get(node.id) or drawn.get(node.attached_to or "") or drawn.get(node.parent or "")
        if lane is not None:
            drawn[node.id] = lane
        connected[node.id] = replace(
            node, incoming=tuple(incoming.get(node.id, ())), outgoing=tuple(outgoing.get(node.id, ())), lane=lane
        )
    return connected


def _documentation(element: Element) -> str:
    return "\n".join(filter(None, (text(one) for one in children(element, "documentation"))))
