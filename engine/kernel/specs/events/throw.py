"""Events that throw: intermediate throw events, send tasks, end events."""

from __future__ import annotations

from SpiffWorkflow.specs import WorkflowSpec

from engine.kernel.specs.activity import JobTask
from engine.kernel.specs.compensation import compensate
from engine.kernel.specs.element import spec_name
from engine.kernel.specs.events.throwing import ORDER, THROW
from engine.kernel.specs.events.transaction import cancel
from engine.kernel.specs.joining import live
from engine.kernel.token import Token
from engine.model import EventDefinition, Node, Process


class ThrowEvent(JobTask):
    """Throws what its definitions say and goes on; with a job type it is a job (send task)."""

    def __init__(self, specs: WorkflowSpec, name: str, process: Process, node: Node) -> None:
        super().__init__(specs, name, process, node)
        self.broadcasts = node.job_type is None and any(event.kind == "signal" for event in node.events)

    @property
    def makes_job(self) -> bool:
        """Whether it is a handler that throws."""
        return self.node.job_type is not None

    def behave(self, token: Token) -> bool | None:
        """Throw one definition after the other. Raises Stuck, and throws that one again when it is resumed."""
        if self.node.job_type:
            return super().behave(token)
        events = sorted(self.node.events, key=lambda event: ORDER.index(event.kind))
        for number in range(token.internal_data.get("thrown_so_far", 0), len(events)):
            token.internal_data["thrown_so_far"] = number
            if self.throw(token, events[number]) is False:
                return False
        return None

    def throw(self, token: Token, event: EventDefinition) -> bool | None:
        """Throw one definition; its payload is the element's own variables. False: the token waits, or has ended.

        Asked again when it has waited.
        """
        if event.kind == "compensate":
            return compensate(token, event)
        thrower = THROW.get(event.kind)
        return thrower(token, event, token.workflow.scopes.get(token.id)) if thrower is not None else None

    def throws_from(self, token: Token) -> Token:
        """An event throws into its scope."""
        return token.parent or token

    def leave(self, token: Token) -> None:
        """Along the flows, or from a link to the catch event of the same name."""
        links = [event.name for event in self.node.events if event.kind == "link"]
        for node in self.process.children(self.node.parent) if links else ():
            if node.kind == "intermediateCatchEvent" and node.events and node.events[0].name == links[0]:
                token.workflow.spawn(spec_name(self.process, node.id), token.parent)
        super().leave(token)

    def child_completed(self, token: Token, child: Token) -> None:
        """Something is undone: the next, or on with what else is thrown."""
        if not live(token):
            token.stands_at("behave")
            self.resume(token)


class EndEvent(ThrowEvent):
    """Consumes the token; a terminate ends everything in the scope."""

    def throw(self, token: Token, event: EventDefinition) -> bool | None:
        """Throw one definition, or end what else is in the scope."""
        if event.kind == "terminate" and token.parent is not None:
            for other in list(token.parent.children):
                if other is not token:
                    token.workflow.terminate(other, "terminate")
            return None
        if event.kind == "cancel" and token.parent is not None:
            return cancel(token, token.parent)
        return super().throw(token, event)
