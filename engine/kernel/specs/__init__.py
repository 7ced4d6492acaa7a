"""One class for each kind of element, and the table that says which class plays which."""

from __future__ import annotations

from dataclasses import replace

from SpiffWorkflow.specs import WorkflowSpec

from engine.kernel.specs.activity import Activity, BusinessRuleTask, JobTask, UserTask
from engine.kernel.specs.ad_hoc import AdHocSubProcess
from engine.kernel.specs.compensation import Undoing, UndoingBeside, UndoingBoundary
from engine.kernel.specs.complex_gateway import ComplexGateway
from engine.kernel.specs.element import ElementSpec, spec_name
from engine.kernel.specs.events.event import (
    BoundaryEvent,
    CatchEvent,
    HappenedEvent,
    StartEvent,
    Trigger,
    WaitingStart,
)
from engine.kernel.specs.events.throw import EndEvent, ThrowEvent
from engine.kernel.specs.events.waiting import trigger_name
from engine.kernel.specs.gateway import EventBasedGateway, ExclusiveGateway, InclusiveGateway, ParallelGateway
from engine.kernel.specs.loop import MultiInstanceBody, StandardLoopBody
from engine.kernel.specs.scope import CallActivity, ProcessScope, SubProcess
from engine.model import ACTIVITIES, Node, Process

PLAYED: dict[str, type[ElementSpec]] = {
    "task": Activity,
    "manualTask": Activity,
    "userTask": UserTask,
    "serviceTask": JobTask,
    "businessRuleTask": BusinessRuleTask,
    "sendTask": ThrowEvent,
    "receiveTask": CatchEvent,
    "subProcess": SubProcess,
    "transaction": SubProcess,
    "adHocSubProcess": AdHocSubProcess,
    "callActivity": CallActivity,
    "startEvent": StartEvent,
    "intermediateCatchEvent": CatchEvent,
    "intermediateThrowEvent": ThrowEvent,
    "boundaryEvent": BoundaryEvent,
    "endEvent": EndEvent,
    "exclusiveGateway": ExclusiveGateway,
    "parallelGateway": ParallelGateway,
    "inclusiveGateway": InclusiveGateway,
    "eventBasedGateway": EventBasedGateway,
    "complexGateway": ComplexGateway,
}


def build(specs: WorkflowSpec, process: Process) -> None:
    """Add the specs of a process and all its nodes. Raises KeyError for a kind that is not played."""
    ProcessScope(specs, process)
    Undoing(specs, process, None)
    UndoingBeside(specs, process)
    for node in process.nodes.values():
        played = PLAYED[node.kind]
        if len(node.events) > 1:
            for number, event in enumerate(node.events):
                Trigger(specs, trigger_name(process, node, number), process, replace(node, events=(event,)))
        if node.kind == "businessRuleTask" and (node.job_type or node.decision_id is None):
            played = JobTask
        if begins_event_sub_process(process, node):
            WaitingStart(specs, spec_name(process, node.id, inner=True), process, node)
        if node.kind in ACTIVITIES:
            Undoing(specs, process, node)
        if node.kind == "boundaryEvent" and node.undone_by is not None:
            UndoingBoundary(specs, spec_name(process, node.id, inner=True), process, node)
        elif node.kind == "boundaryEvent" or (node.kind == "intermediateCatchEvent" and node.events[0].cycle is not None):
            HappenedEvent(specs, spec_name(process, node.id, inner=True), process, node)
        elif node.loop is not None:
            played(specs, spec_name(process, node.id, inner=True), process, node)
            played = StandardLoopBody if node.loop.kind == "standard" else MultiInstanceBody
        played(specs, spec_name(process, node.id), process, node)


def begins_event_sub_process(process: Process, node: Node) -> bool:
    """A start event drawn in an event sub-process."""
    return node.kind == "startEvent" and node.parent is not None and process.nodes[node.parent].triggered_by_event
