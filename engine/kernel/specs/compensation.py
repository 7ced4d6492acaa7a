"""Compensation (BPMN 2.0.2, 10.7 and 13.5.5): what has been completed is undone, the last first.

A scope remembers in `internal_data["undo"]` what can be undone in it, oldest first: `element`; `boundary`, the
compensation event at it; `inner`, what was completed inside it; `variables`, its data as they were when it completed
(sub-processes, iterations, called processes); `process`, when it is a called one; `each`, when only what is inside is
undone (loops).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from SpiffWorkflow.specs import WorkflowSpec

from engine.kernel.specs.element import ElementSpec, spec_name
from engine.kernel.specs.joining import live
from engine.kernel.token import Token
from engine.model import EventDefinition, Node, Process

Entry = dict[str, Any]


def remember(token: Token) -> None:
    """An activity has completed: let its scope remember it, if there is a way to undo it."""
    spec, scope = token.task_spec, token.parent
    node = spec.node
    if scope is None or node.for_compensation or node.triggered_by_event or isinstance(scope.task_spec, Undoing):
        return
    single = node.loop is None or spec.iterates
    boundary = next((one.id for one in spec.process.boundaries(node.id) if _compensates(one)), None) if single else None
    inner = token.internal_data.get("undo", [])
    by_event = single and undoing_start(spec.process, None if spec.isolates else node.id)
    if not (boundary or inner or by_event):
        return
    entry: Entry = {"element": node.id} if single else {"element": node.id, "each": True}
    if boundary:
        entry["boundary"] = boundary
    if inner:
        entry["inner"] = inner
    if spec.isolates:
        entry["process"] = spec.process.id
    if spec.isolates or spec.iterates or inner or not boundary:
        entry["variables"] = dict(token.workflow.scopes.get(token.id))
    scope.internal_data.setdefault("undo", []).append(entry)


def _compensates(node: Node) -> bool:
    return any(event.kind == "compensate" for event in node.events)


def undoing_start(process: Process, scope: str | None) -> Node | None:
    """The start of the compensation event sub-process in a scope."""
    inside = [node for node in process.children(scope) if node.triggered_by_event]
    starts = [start for sub in inside for start in process.children(sub.id) if start.kind == "startEvent"]
    return next((start for start in starts if _compensates(start)), None)


def compensate(token: Token, event: EventDefinition) -> bool | None:
    """Undo one activity or everything in the event's scope. False while it lasts and the event waits for it."""
    internal = token.internal_data
    if "undoing" not in internal:
        chosen = _chosen(token, event.name)
        if not event.wait_for_completion:
            if chosen:
                entry = {"inner": chosen, "each": True}
                token.workflow.spawn(beside_name(token.task_spec.process), token.parent, entry=entry)
            return None
        internal["undoing"] = chosen
    if undo_next(token):
        return False
    del internal["undoing"]
    return None


def _chosen(token: Token, activity: str | None) -> list[Entry]:
    """What is undone, taken out of the scope's memory. An event sub-process undoes what is around it."""
    scope = token.parent
    while scope is not None and scope.task_spec.node.triggered_by_event:
        scope = scope.parent
    if scope is None:
        return []
    remembered = scope.internal_data.get("undo", [])
    scope.internal_data["undo"] = [entry for entry in remembered if activity not in (None, entry["element"])]
    return [entry for entry in remembered if activity in (None, entry["element"])]


def undo_next(token: Token) -> bool:
    """Begin to undo the last of what is left, inside the token; False when nothing is."""
    if not token.internal_data["undoing"]:
        return False
    entry = token.internal_data["undoing"].pop()
    if "boundary" in entry and "variables" not in entry:
        token.workflow.spawn(spec_name(token.task_spec.process, entry["boundary"], inner=True), token)
    else:
        begin_undoing(token, entry)
    return True


def begin_undoing(parent: Token, entry: Entry) -> None:
    """Put a token into `parent` that undoes what was completed inside something."""
    process = entry.get("process") or parent.task_spec.process.id
    element = None if entry["element"] == process else entry["element"]
    parent.workflow.spawn(undoing_name(process, element), parent, entry=entry)


def undoing_name(process_id: str, element_id: str | None) -> str:
    """Name of the spec that undoes an element, or a process as a whole."""
    return f"{process_id}!" if element_id is None else f"{process_id}/{element_id}!"


def beside_name(process: Process) -> str:
    """Name of the spec that undoes something while the rest of its scope goes on."""
    return f"{process.id}!beside"


class Undoing(ElementSpec):
    """Undoes what was completed in a scope that is no more, with its data as they were."""

    subject = "frame"

    def __init__(self, specs: WorkflowSpec, process: Process, node: Node | None) -> None:
        drawn = node or Node(id=process.id, kind="process", name=process.name)
        super().__init__(specs, undoing_name(process.id, None if node is None else node.id), process, drawn)
        self.isolates = node is None
        self.inner = True

    def kind(self) -> str:
        """Told apart from what it undoes."""
        return "compensation"

    def prepare(self, token: Token) -> None:
        """The data as they were."""
        entry = token.internal_data["entry"]
        token.workflow.scopes.open(token.id)
        for name, value in entry.pop("variables", {}).items():
            token.workflow.set_local(token, name, value)

    def behave(self, token: Token) -> bool | None:
        """By the activity drawn for it, else by the event sub-process for it, else one inner activity after the other."""
        entry, game = token.internal_data.pop("entry"), token.workflow
        inner = entry.get("inner", [])
        start = None if entry.get("each") else undoing_start(self.process, None if self.isolates else self.element_id)
        token.internal_data["undoing"] = []
        if "boundary" in entry:
            token.internal_data["undoing"] = [{"element": self.element_id, "boundary": entry["boundary"]}]
        elif start is not None:
            token.internal_data["undo"] = inner
            at = {"element": start.id, "kind": "all", "name": None}
            game.spawn(spec_name(self.process, str(start.parent)), token, start=at)
            return False
        else:
            token.internal_data["undoing"] = inner
        return False if undo_next(token) else None

    def outputs(self, token: Token) -> None:
        """What is undone brings no result."""

    def choose(self, token: Token) -> bool | None:
        """It leads nowhere."""
        return None

    def skip_ways(self, token: Token, flows: Sequence[str]) -> list[str]:
        """It leads nowhere, skipped or not."""
        return []

    def child_completed(self, token: Token, child: Token) -> None:
        """The next one, or the end."""
        if not live(token) and not undo_next(token):
            token.workflow.finish(token)


class UndoingBeside(Undoing):
    """Undoes something in a scope that lives, which nobody waits for."""

    def __init__(self, specs: WorkflowSpec, process: Process) -> None:
        drawn = Node(id=process.id, kind="process", name=process.name)
        ElementSpec.__init__(self, specs, beside_name(process), process, drawn)
        self.inner = True


class UndoingBoundary(ElementSpec):
    """A compensation boundary event that has happened: on to the activity that undoes its host."""

    def leave(self, token: Token) -> None:
        """Along the association, which is no flow."""
        if self.node.undone_by is not None:
            token.workflow.spawn(spec_name(self.process, self.node.undone_by), token.parent)
