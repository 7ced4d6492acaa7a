"""Events that wait: catch events and receive tasks, boundary events, starts of event sub-processes."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.kernel.plan import Skip
from engine.kernel.specs.activity import Activity
from engine.kernel.specs.element import ElementSpec, spec_name
from engine.kernel.specs.events import waiting
from engine.kernel.specs.events.catching import begin_event_sub_process
from engine.kernel.token import Token


class Awaiting(ElementSpec):
    """An event that waits for one thing, or for one or all of several (BPMN 2.0.2, 10.5.1: multiple, parallel multiple).

    Of several each has a trigger of its own inside the token.
    """

    def trigger(self, token: Token, variables: Mapping[str, Any]) -> None:
        """What the token waited for has come. Raises Stuck."""
        waiting.come(token)
        self.happen(token, token, variables)

    @abstractmethod
    def happen(self, token: Token, by: Token, variables: Mapping[str, Any]) -> None:
        """The event happens; `by` is the token whose subscription was met: the event's own, or a trigger inside it."""

    def asks(self, token: Token) -> bool:
        """A conditional event asks until it has happened."""
        return "conditional" in token.internal_data and not token.internal_data.get("happened")

    def ask(self, token: Token) -> None:
        """Let a conditional event happen when its condition has become true. Raises Stuck."""
        if self.asks(token) and waiting.ask(token, str(self.node.events[0].condition)):
            self.trigger(token, {})

    def resume(self, token: Token) -> None:
        """After an incident: ask the condition again, else as any element."""
        if self.asks(token):
            token.workflow.ask(token)
        else:
            super().resume(token)

    def _update_hook(self, token: Token) -> bool:
        if token.internal_data.get("boundary"):
            token._set_state(TaskState.WAITING)
            return False
        return super()._update_hook(token)


class StartEvent(Awaiting, Activity):
    """A start: what started it has happened already, unless it needs several things (parallel multiple)."""

    def behave(self, token: Token) -> bool | None:
        """Wait for the rest of what a parallel multiple start needs."""
        if "come" not in token.internal_data:
            return None
        waiting.wait(token)
        return False if waiting.triggers(token) else None

    def happen(self, token: Token, by: Token, variables: Mapping[str, Any]) -> None:
        """Everything has come: the process begins."""
        token.workflow.finish(token, variables)


class CatchEvent(Awaiting, Activity):
    """Waits for a timer, a message, a signal or a condition (intermediate catch event, receive task)."""

    def behave(self, token: Token) -> bool | None:
        """Subscribe and wait; an event without a definition is only a milestone, and a start has come already."""
        if "received" in token.internal_data:
            token.internal_data["result"] = token.internal_data["received"]
            return None
        if not self.node.events or self.node.events[0].kind in ("none", "link"):
            return None
        waiting.wait(token)
        return False

    def count_again(self, token: Token) -> None:
        """A timer that hangs on the deadline is due at another time."""
        waiting.reschedule(token)

    def happen(self, token: Token, by: Token, variables: Mapping[str, Any]) -> None:
        """It came: the race is over for the others, the token goes on.

        Of a cycle each turn sends a token of its own, and the last one this; a race is over with the first turn.
        """
        game = token.workflow
        if token.internal_data.get("race") is None and by is token and waiting.turns(token):
            game.spawn(spec_name(self.process, self.node.id, inner=True), token.parent, result=dict(variables))
            return
        self.win(token)
        game.finish(token, variables)

    def win(self, token: Token) -> None:
        """End the others in the race behind an event-based gateway."""
        race = token.internal_data.get("race")
        if race is not None and token.parent is not None:
            for other in list(token.parent.children):
                if other is not token and other.internal_data.get("race") == race:
                    token.workflow.terminate(other, "race")

    def skip(self, token: Token, skip: Skip) -> None:
        """It counts as having come. Raises Stuck, Invalid."""
        self.win(token)
        super().skip(token, skip)

    def _on_cancel(self, token: Token) -> None:
        waiting.unsubscribe(token)
        super()._on_cancel(token)


class BoundaryEvent(Awaiting):
    """Waits inside its host without holding it; when it comes, a token of its own appears beside the host."""

    holds_scope = False

    def happen(self, token: Token, by: Token, variables: Mapping[str, Any]) -> None:
        """It came: an interrupting event ends the host; another one waits again for what may come again."""
        host = token.parent
        if host is None:
            raise AssertionError("a waiting boundary event has a host")
        game, scope = token.workflow, host.parent
        if self.node.interrupting:
            game.terminate(host, "interrupted")
        else:
            self.again(token, by)
        game.spawn(spec_name(self.process, self.node.id, inner=True), scope, result=dict(variables))

    def skip(self, token: Token, skip: Skip) -> None:
        """It is not waited for any more; its host goes on without it."""
        for one in (*waiting.triggers(token), token):
            waiting.unsubscribe(one)
        waiting.drop(token)

    def again(self, token: Token, by: Token) -> None:
        """Wait again; what cannot come again is forgotten, and with the last of it the event."""
        waited = waiting.triggers(token) if self.node.parallel_multiple else [by]
        over = [one for one in waited if not waiting.repeat(one)]
        for one in over:
            token.workflow.discard(one)
        if token is not by and (not waiting.triggers(token) or (over and self.node.parallel_multiple)):
            for rest in waiting.triggers(token):
                waiting.unsubscribe(rest)
            waiting.drop(token)

    def count_again(self, token: Token) -> None:
        """A timer that hangs on the deadline is due at another time."""
        waiting.reschedule(token)

    def _on_cancel(self, token: Token) -> None:
        waiting.unsubscribe(token)


class HappenedEvent(ElementSpec):
    """A boundary event, or one turn of a cycle, that has happened: it only goes on."""


class WaitingStart(BoundaryEvent):
    """The start of an event sub-process waits in the scope; when it comes, the event sub-process begins.

    A message for a case that has no business key yet (process property `business_key`) is waited for from the moment on that the
    case has it: before, its correlation key would be null.
    """

    def asks(self, token: Token) -> bool:
        """One that waits for the case's number asks for it."""
        return waiting.LATER in token.internal_data or super().asks(token)

    def ask(self, token: Token) -> None:
        """Wait for the message as soon as the case has its number. Raises Stuck."""
        if waiting.LATER not in token.internal_data:
            super().ask(token)
        elif not waiting.unnumbered(token):
            waiting.wait(token)
            del token.internal_data[waiting.LATER]

    def happen(self, token: Token, by: Token, variables: Mapping[str, Any]) -> None:
        """An interrupting start ends everything else in the scope, itself included."""
        scope = token.parent
        if scope is None:
            raise AssertionError("a waiting start has a scope")
        if not self.node.interrupting:
            self.again(token, by)
        begin_event_sub_process(scope, self.node, variables)


class Trigger(Awaiting):
    """One of several definitions of an event, waiting inside the event's token."""

    holds_scope = False

    def trigger(self, token: Token, variables: Mapping[str, Any]) -> None:
        """Of a multiple event the first to come counts, of a parallel multiple event all must. Raises Stuck."""
        waiting.come(token)
        event = token.parent
        if event is None:
            raise AssertionError("a trigger waits in its event")
        if self.node.parallel_multiple:
            gathered = event.internal_data.setdefault("gathered", {})
            gathered.update(variables)
            if not all(other.internal_data.get("happened") for other in waiting.triggers(event)):
                return
            variables = event.internal_data.pop("gathered")
        self.happen(event, token, variables)

    def skip(self, token: Token, skip: Skip) -> None:
        """One of its definitions is in trouble: the event is skipped as a whole. Raises Stuck, Invalid."""
        if token.parent is not None:
            token.parent.task_spec.skip(token.parent, skip)

    def happen(self, token: Token, by: Token, variables: Mapping[str, Any]) -> None:
        """The event that the trigger belongs to happens."""
        token.task_spec.happen(token, by, variables)

    def _on_cancel(self, token: Token) -> None:
        waiting.unsubscribe(token)
