"""Scopes: the process itself, sub-processes, call activities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.specs import WorkflowSpec

from engine.errors import Invalid
from engine.kernel.plan import Skip, Stuck
from engine.kernel.specs.activity import Activity, text
from engine.kernel.specs.compensation import remember
from engine.kernel.specs.element import ElementSpec
from engine.kernel.specs.events.waiting import watch_starts
from engine.kernel.specs.joining import live
from engine.kernel.specs.starting import begin
from engine.kernel.token import Token
from engine.model import Node, Process


class ProcessScope(ElementSpec):
    """A process: its root scope does not see the caller's variables."""

    isolates = True

    def __init__(self, specs: WorkflowSpec, process: Process) -> None:
        super().__init__(specs, process.id, process, Node(id=process.id, kind="process", name=process.name))
        # A global task is the process of a task of the same id: the task is visited, once.
        self.subject = "frame" if process.id in process.nodes else "element"

    def prepare(self, token: Token) -> None:
        """Open the root scope, even when the process starts without variables."""
        token.workflow.scopes.open(token.id)

    def behave(self, token: Token) -> bool:
        """Begin at the start event that was asked for, else as the process is drawn."""
        watch_starts(token, self.process)
        begin(token, self.process, None, token.internal_data.pop("start", None))
        return False

    def _on_complete_hook(self, token: Token) -> None:
        super()._on_complete_hook(token)
        if token.parent is None:
            token.workflow.emit("process_instance_completed", token, {"outcome": "completed"})

    def remember(self, token: Token) -> None:
        """A called process can be undone by who calls it."""
        remember(token)

    def skip(self, token: Token, skip: Skip) -> None:
        """A called process counts as complete; the case itself is ended, not skipped. Raises Stuck, Invalid."""
        if token.parent is None:
            raise Invalid("incident.whole_case", key=token.id)
        super().skip(token, skip)

    def skip_outputs(self, token: Token, variables: Mapping[str, Any]) -> None:
        """What the caller is given in place of the process's variables."""
        token.internal_data["variables"] = {**token.workflow.scopes.get(token.id), **variables}

    def child_completed(self, token: Token, child: Token) -> None:
        """The last token is consumed: the process is complete."""
        if not live(token):
            if token.parent is not None:
                token.internal_data["variables"] = dict(token.workflow.scopes.get(token.id))
            token.workflow.finish(token)


class SubProcess(Activity):
    """An embedded sub-process: a scope of its own that sees the variables around it."""

    def behave(self, token: Token) -> bool | None:
        """Begin inside."""
        game = token.workflow
        game.scopes.open(token.id)
        for name in self.node.data_objects:
            if name not in game.scopes.get(token.id):
                game.set_local(token, name, None)
        watch_starts(token, self.process)
        self.begin(token)
        return False

    def begin(self, token: Token) -> None:
        """At the start event. Raises Stuck when there is none."""
        begin(token, self.process, self.node.id, token.internal_data.pop("start", None))

    def child_completed(self, token: Token, child: Token) -> None:
        """Nothing is left inside: the sub-process is complete."""
        if not live(token):
            token.workflow.finish(token)


class CallActivity(Activity):
    """Plays another process inside this one's stream."""

    def behave(self, token: Token) -> bool:
        """Start the called process with the caller's variables. Raises Stuck when it is not in the plan."""
        game, node = token.workflow, self.node
        called = text(token, node.called_process)
        if called not in game.plan.processes:
            raise Stuck("called_process.unknown", process=called)
        variables: dict[str, Any] = dict(game.scopes.get(token.id))
        if node.propagate_parent_variables:
            variables = {**visible(token), **variables}
        variables.pop("due_at", None)
        game.spawn(str(called), token, variables=variables)
        return False

    def child_completed(self, token: Token, child: Token) -> None:
        """The called process is complete: its variables come back as the result."""
        node = self.node
        if not child.task_spec.isolates:
            return
        result = child.internal_data["variables"] if node.propagate_child_variables or node.outputs else {}
        token.workflow.finish(token, result)


def visible(token: Token) -> dict[str, Any]:
    """Variables of all enclosing scopes up to the process's."""
    chain: list[dict[str, Any]] = []
    here: Token | None = token
    while here is not None:
        chain.append(token.workflow.scopes.get(here.id))
        here = None if here.task_spec.isolates else here.parent
    return {name: value for variables in reversed(chain) for name, value in variables.items()}
