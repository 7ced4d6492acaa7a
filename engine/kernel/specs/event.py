"""Events: starts, catches, throws, boundaries, ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.kernel.plan import Stuck
from engine.kernel.specs.activity import Activity, JobTask
from engine.kernel.specs.catching import begin_event_sub_process, catcher, go_on
from engine.kernel.specs.element import ElementSpec, spec_name
from engine.kernel.specs.waiting import correlation_key, repeat, reschedule, subscribe, subscription, unsubscribe
from engine.kernel.token import Token


class StartEvent(ElementSpec):
    """A start: what started it has happened already."""


class CatchEvent(Activity):
    """Waits for a timer or a message (intermediate catch event, receive task)."""

    def behave(self, token: Token) -> bool | None:
        """Subscribe and wait; an event without a definition is only a milestone."""
        if not self.node.events or self.node.events[0].kind in ("none", "link"):
            return None
        subscribe(token, self.node, subscription(token, self.node.events[0]))
        return False

    def count_again(self, token: Token) -> None:
        """A timer that hangs on the deadline is due at another time."""
        reschedule(token)

    def trigger(self, token: Token, variables: Mapping[str, Any]) -> None:
        """It came: the race is over for the others, the token goes on."""
        game = token.workflow
        race = token.internal_data.get("race")
        if race is not None and token.parent is not None:
            for other in list(token.parent.children):
                if other is not token and other.internal_data.get("race") == race:
                    game.terminate(other, "race")
        game.finish(token, variables)

    def _on_cancel(self, token: Token) -> None:
        if token.internal_data.get("stage") == "outputs" and "result" not in token.internal_data:
            unsubscribe(token, self.node)
        super()._on_cancel(token)


class BoundaryEvent(ElementSpec):
    """Waits inside its host without holding it; when it comes, a token of its own appears beside the host."""

    holds_scope = False

    def _update_hook(self, token: Token) -> bool:
        if token.internal_data.get("boundary"):
            token._set_state(TaskState.WAITING)
            return False
        return True

    def trigger(self, token: Token, variables: Mapping[str, Any]) -> None:
        """It came: an interrupting event ends the host; a cycle waits again, a message may come again."""
        host = token.parent
        if host is None:
            raise AssertionError("a waiting boundary event has a host")
        game, scope = token.workflow, host.parent
        if self.node.interrupting:
            token.internal_data["triggered"] = True
            game.terminate(host, "interrupted")
        elif not repeat(token, self.node):
            game.discard(token)
        game.spawn(self.inner_name, scope, result=dict(variables))

    @property
    def inner_name(self) -> str:
        """The spec of the event that has happened."""
        return spec_name(self.process, self.node.id, inner=True)

    def _on_cancel(self, token: Token) -> None:
        if not token.internal_data.get("triggered"):
            unsubscribe(token, self.node)


class HappenedBoundaryEvent(ElementSpec):
    """A boundary event that has happened: it only goes on."""


class WaitingStart(BoundaryEvent):
    """The start of an event sub-process waits in the scope; when it comes, the event sub-process begins."""

    def trigger(self, token: Token, variables: Mapping[str, Any]) -> None:
        """An interrupting start ends everything else in the scope, itself included."""
        scope = token.parent
        if scope is None:
            raise AssertionError("a waiting start has a scope")
        if self.node.interrupting:
            token.internal_data["triggered"] = True
        elif not repeat(token, self.node):
            token.workflow.discard(token)
        begin_event_sub_process(scope, self.node, variables)


class ThrowEvent(JobTask):
    """Throws a message and goes on (intermediate throw event, send task, end event); with a job type it is a job."""

    def behave(self, token: Token) -> bool | None:
        """Throw the message to whom it concerns; its payload is the element's own variables."""
        if self.node.job_type:
            return super().behave(token)
        for event in self.node.events:
            if event.kind == "message":
                body = {
                    "name": event.name, "correlation_key": correlation_key(token, event),
                    "variables": dict(token.workflow.scopes.get(token.id)),
                }
                token.workflow.emit("message_thrown", token, body)
            elif event.kind == "escalation":
                return self.escalate(token, event.name)
        return None

    def escalate(self, token: Token, code: str | None) -> bool | None:
        """Tell the nearest catcher, if there is one; an interrupting one ends this token with its scope."""
        found = catcher(token.parent, "escalation", code) if token.parent else None
        if found is not None and found.event.interrupting:
            self.end_here(token)
        if found is not None:
            go_on(found, token.workflow.scopes.get(token.id))
        return None if found is None or not found.event.interrupting else False

    def end_here(self, token: Token) -> None:
        """The event itself is complete, although what it throws ends its scope."""
        token.workflow.emit("element_completed", token, {})
        token.internal_data["ended"] = True

    def leave(self, token: Token) -> None:
        """Along the flows, or from a link to the catch event of the same name."""
        links = [event.name for event in self.node.events if event.kind == "link"]
        for node in self.process.children(self.node.parent) if links else ():
            if node.kind == "intermediateCatchEvent" and node.events and node.events[0].name == links[0]:
                token.workflow.spawn(spec_name(self.process, node.id), token.parent)
        super().leave(token)

    def _on_cancel(self, token: Token) -> None:
        if not token.internal_data.get("ended"):
            super()._on_cancel(token)


class EndEvent(ThrowEvent):
    """Consumes the token; an error goes to who handles it, a terminate ends everything in the scope."""

    def behave(self, token: Token) -> bool | None:
        """Throw what the end throws."""
        game = token.workflow
        kind = self.node.events[0].kind if self.node.events else "none"
        if kind == "error" and token.parent is not None:
            found = catcher(token.parent, "error", self.node.events[0].name)
            if found is None:
                raise Stuck("error.uncaught", error=self.node.events[0].name)
            self.end_here(token)
            go_on(found, {})
            return False
        if kind == "terminate" and token.parent is not None:
            for other in list(token.parent.children):
                if other is not token:
                    game.terminate(other, "terminate")
        return super().behave(token)
