"""The token game on SpiffWorkflow's task tree: only what can still move is in it."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Protocol

from SpiffWorkflow.util.task import TaskState

from engine.errors import Conflict, NotFound
from engine.events import Event
from engine.kernel.plan import Plan, Stuck
from engine.kernel.scopes import Scopes
from engine.kernel.token import Token
from engine.kernel.variables import Memory

#: Elements that one fact may activate before the instance is held: a loop without a wait would never end.
STEP_BUDGET = 10_000

_STAGES = {"announce": "prepare", "prepare": "behave", "behave": "outputs", "outputs": "choose", "choose": "done"}


class Due(Protocol):
    """When something is due, and whether the calendar still may change it."""

    @property
    def at(self) -> datetime: ...
    @property
    def provisional(self) -> bool: ...


class Environment(Protocol):
    """What the kernel asks the house: when is a parameter's deadline, by a given version of the calendar."""

    def due(
        self, parameter: str, start: date | datetime, parameters: Mapping[str, Any], calendar: str
    ) -> Due: ...


class Game(Memory):
    """All live tokens of one instance, its variables, and what the current fact brought about."""

    tasks: dict[str, Token]
    task_tree: Token | None

    def __init__(self, plan: Plan, environment: Environment) -> None:
        super().__init__(plan.specs, deserializing=True)
        self.plan = plan
        self.environment = environment
        self.scopes = Scopes()
        self.task_tree = None
        self.ordinal = 0
        self.instance = ""
        self.state = "active"
        #: Since when the deadlines stand still.
        self.paused_at: str | None = None
        self.queue: deque[Token] = deque()
        #: Tokens that broadcast: last of all, so that whoever is on the way to listen does.
        self.broadcasting: deque[Token] = deque()
        #: Tokens that ask something of the variables: conditional events, complex gateways.
        self.asking: set[str] = set()
        self.changed = False
        self.events: list[Event] = []
        self.fact: Event
        self.steps = 0

    # --- facts ---------------------------------------------------------------------------------------------------

    def begin(self, fact: Event) -> None:
        """Take in a fact: its time is the time, its register rows are the rows."""
        self.fact = fact
        self.events = []
        self.steps = 0
        self.scopes.changed.clear()
        self.scopes.dropped.clear()

    def run(self) -> None:
        """Play until every token waits for a fact."""
        while self.state != "suspended":
            if self.changed:
                self._ask()
            elif ready := self.queue or self.broadcasting:
                token = ready.popleft()
                if token.id in self.tasks and token.state == TaskState.READY:
                    token.run()
            elif not self._release_waiting():
                return

    def ask(self, token: Token) -> None:
        """Let a waiting token ask its condition now and whenever a variable has changed."""
        self.asking.add(token.id)
        self.changed = True

    def _ask(self) -> None:
        self.changed = False
        for key in sorted(self.asking, key=int):
            token = self.tasks.get(key)
            if token is not None and "incident" not in token.internal_data:
                try:
                    token.task_spec.ask(token)
                except Stuck as stuck:
                    self.hold(token, stuck)

    def open_token(self, key: str | None) -> Token:
        """The token that waits under this key. Raises NotFound, or Conflict when it is held by an incident."""
        token = self.tasks.get(key or "")
        if token is None or token.state not in (TaskState.STARTED, TaskState.WAITING):
            raise NotFound("element_instance.not_open", key=key)
        if "incident" in token.internal_data:
            raise Conflict("element_instance.incident", key=key, incident=token.internal_data["incident"])
        return token

    # --- what follows --------------------------------------------------------------------------------------------

    def emit(self, type: str, token: Token | None, body: Mapping[str, Any], element_id: str | None = None) -> None:
        """Add a consequence of the current fact."""
        self.events.append(
            Event(
                type=type, at=self.fact.at, actor=self.fact.actor, body=body,
                element_id=element_id or (token.task_spec.element_id if token else None),
                element_instance_key=token.id if token else None,
            )
        )

    def next_key(self) -> str:
        """A new element instance key: instance key plus ordinal."""
        self.ordinal += 1
        return str(int(self.instance) + self.ordinal)

    # --- tokens --------------------------------------------------------------------------------------------------

    def spawn(self, spec_name: str, parent: Token | None, key: str | None = None, **internal: Any) -> Token:
        """Put a token on an element inside `parent`; it becomes ready unless the element is a join that must wait."""
        token = Token(self, self.plan.specs.task_specs[spec_name], parent, TaskState.FUTURE, key or self.next_key())
        token.internal_data.update(internal)
        if parent is None:
            self.task_tree = token
        token.task_spec._update(token)
        return token

    def carry(self, token: Token) -> bool | None:
        """Take a token through the stages of its life. True: it may complete; None: it waits."""
        spec = token.task_spec
        while (stage := token.internal_data.setdefault("stage", "announce")) != "done":
            try:
                waits = getattr(spec, stage)(token) is False
            except Stuck as stuck:
                self.hold(token, stuck)
                return None
            if token.internal_data["stage"] == stage:
                token.stands_at(_STAGES[stage])
            if waits:
                return None
        return True

    def finish(self, token: Token, result: Mapping[str, Any] | None = None) -> None:
        """Complete a token that waited, with the variables that its completion brings."""
        token.internal_data["result"] = dict(result or {})
        token.stands_at("outputs")
        if self.carry(token):
            token.complete()

    def hold(self, token: Token, stuck: Stuck) -> None:
        """Open an incident on a token, unless it has one; `resume` takes it up again at the same stage."""
        if "incident" in token.internal_data:
            return
        key = self.next_key()
        token.internal_data["incident"] = key
        if token.state != TaskState.WAITING:
            token._set_state(TaskState.STARTED)
        body = {"incident_key": key, "code": stuck.code, "data": stuck.data}
        if token.parent is not None and token.internal_data.get("stage", "announce") == "announce":
            # It has not said where it is.
            body["scope"] = token.parent.id
        self.emit("incident_created", token, body)

    def held(self, incident_key: str) -> Token:
        """The token held by that incident. Raises NotFound when there is none."""
        for token in self.tasks.values():
            if token.internal_data.get("incident") == incident_key:
                return token
        raise NotFound("incident.not_open", key=incident_key)

    def free(self, token: Token) -> None:
        """The token is held no longer, and what was proposed about it is void."""
        del token.internal_data["incident"]
        token.internal_data.pop("proposal", None)

    def resume(self, incident_key: str) -> None:
        """Take up a token held by that incident. Raises NotFound when there is none."""
        token = self.held(incident_key)
        self.free(token)
        token.task_spec.resume(token)

    def count_again(self, token: Token) -> None:
        """Move what hangs on a deadline, after a calendar was loaded or a pause."""
        try:
            token.task_spec.count_again(token)
        except Stuck:
            # What it was counted from is gone from the variables. The time that was counted, and told, stands.
            return

    def terminate(self, token: Token, reason: str) -> None:
        """End a token and everything inside it, deepest first."""
        for child in list(token.children):
            self.terminate(child, reason)
        token.internal_data["reason"] = reason
        token.cancel()
        self.discard(token)

    def discard(self, token: Token) -> None:
        """Take a finished token out of the tree, with its scope and its incident."""
        parent = token.parent
        if "incident" in token.internal_data:
            body = {"incident_key": token.internal_data["incident"], "reason": token.internal_data.get("reason", "dropped")}
            self.emit("incident_closed", token, body)
        self.asking.discard(token.id)
        if parent is not None:
            parent._children.remove(token.id)
        self.tasks.pop(token.id, None)
        self.asking.discard(token.id)
        self.scopes.drop(token.id)

    def _task_completed_notify(self, token: Token) -> None:
        """The library's hook after a completion: the token leaves the tree, its scope may be done."""
        parent = token.parent
        self.asking.discard(token.id)
        if parent is not None:
            parent._children.remove(token.id)
            self.tasks.pop(token.id)
            parent.task_spec.child_completed(parent, token)
            self.scopes.drop(token.id)
        else:
            self.tasks.pop(token.id)
            self.task_tree = None
            self.state = "completed"

    def _release_waiting(self) -> bool:
        """Once nothing moves, let a join go on that no other token can still reach."""
        for token in list(self.tasks.values()):
            if token.state == TaskState.WAITING and token.task_spec.may_fire_when_quiet(token):
                try:
                    token.task_spec.fire_when_quiet(token)
                except Stuck as stuck:
                    self.hold(token, stuck)
                return True
        return False
