"""Processes as plain data, written as the BPMN file that they would be read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from engine.model import EventDefinition, Flow, Loop, Node, Process
from tests.engine.scenario.drawing import bpmn

#: Kinds of events that refer to an element beside the processes, by name or code.
ROOTS = {"message": ("message", "name"), "signal": ("signal", "name"), "error": ("error", "errorCode")}


def as_bpmn(processes: Sequence[Process]) -> bytes:
    """One file with these processes."""
    events = [event for process in processes for node in process.nodes.values() for event in node.events]
    named = dict.fromkeys((event.kind, event.name) for event in events if event.kind in ROOTS)
    roots = [
        f"<bpmn:{ROOTS[kind][0]} id={quoteattr(f'{kind}_{name}')} {ROOTS[kind][1]}={quoteattr(str(name))}/>" for kind, name in named
    ]
    return bpmn(*(_process(process) for process in processes), before="".join(roots))


def _process(process: Process) -> str:
    return f'<bpmn:process id="{process.id}" isExecutable="true">{_scope(process, None)}</bpmn:process>'


def _scope(process: Process, parent: str | None) -> str:
    inside = process.children(parent)
    ids = {node.id for node in inside}
    flows = [flow for flow in process.flows.values() if flow.source in ids]
    lines = [
        f'<bpmn:association id="a_{node.id}" sourceRef="{node.id}" targetRef="{node.undone_by}"/>'
        for node in inside if node.undone_by
    ]
    return "".join([*(_node(process, node) for node in inside), *map(_flow, flows), *lines])


def _node(process: Process, node: Node) -> str:
    written = "".join(f" {name}={quoteattr(value)}" for name, value in _attributes(node))
    inner = [*(f"<bpmn:incoming>{flow}</bpmn:incoming>" for flow in node.incoming), *_outgoing(node), *map(_event, node.events)]
    if node.loop is not None:
        inner.append(_loop(node.loop))
    inner.append(_scope(process, node.id))
    if node.activation_condition is not None:
        inner.append(f"<bpmn:activationCondition>{escape(node.activation_condition)}</bpmn:activationCondition>")
    return f'<bpmn:{node.kind} id="{node.id}"{written}>{"".join(inner)}</bpmn:{node.kind}>'


def _outgoing(node: Node) -> list[str]:
    return [f"<bpmn:outgoing>{flow}</bpmn:outgoing>" for flow in node.outgoing]


def _attributes(node: Node) -> Iterator[tuple[str, str]]:
    if node.default_flow is not None:
        yield "default", node.default_flow
    if node.attached_to is not None:
        yield "attachedToRef", node.attached_to
    if not node.interrupting:
        yield ("cancelActivity" if node.attached_to else "isInterrupting"), "false"
    if node.triggered_by_event:
        yield "triggeredByEvent", "true"
    if node.for_compensation:
        yield "isForCompensation", "true"
    if node.called_process is not None:
        yield "calledElement", node.called_process
    if node.kind == "adHocSubProcess":
        yield "ordering", "Sequential" if node.sequential else "Parallel"


def _event(event: EventDefinition) -> str:
    if event.kind == "none":
        return ""
    named = f' {event.kind}Ref="{event.kind}_{event.name}"' if event.kind in ROOTS else ""
    times = {"timeDuration": event.duration, "timeCycle": event.cycle, "timeDate": event.date}
    inner = "".join(f"<bpmn:{name}>{text}</bpmn:{name}>" for name, text in times.items() if text is not None)
    return f"<bpmn:{event.kind}EventDefinition{named}>{inner}</bpmn:{event.kind}EventDefinition>"


def _loop(loop: Loop) -> str:
    if loop.kind == "standard":
        return (
            f'<bpmn:standardLoopCharacteristics loopMaximum="{loop.maximum}"><bpmn:loopCondition>'
            f"{escape(str(loop.condition))}</bpmn:loopCondition></bpmn:standardLoopCharacteristics>"
        )
    return (
        f'<bpmn:multiInstanceLoopCharacteristics isSequential="{str(loop.kind == "sequential").lower()}"><bpmn:loopCardinality>'
        f"{loop.cardinality}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>"
    )


def _flow(flow: Flow) -> str:
    condition = f"<bpmn:conditionExpression>{escape(flow.condition)}</bpmn:conditionExpression>" if flow.condition else ""
    return f'<bpmn:sequenceFlow id="{flow.id}" sourceRef="{flow.source}" targetRef="{flow.target}">{condition}</bpmn:sequenceFlow>'
