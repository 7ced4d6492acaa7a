"""The token game on SpiffWorkflow's task tree: only what can still move is in it."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Protocol

from SpiffWorkflow.util.task import TaskState
from SpiffWorkflow.workflow import Workflow

from engine import feel
from engine.errors import Conflict, EngineError, NotFound
from engine.events import Event
from engine.kernel.plan import Plan, Stuck
from engine.kernel.scopes import Scopes
from engine.kernel.token import Token
from engine.values import ZONE, from_utc

#: Scope that holds the instance's parameters; written once.
PARAMETERS = "parameters"
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


class Game(Workflow):
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
        self.queue: deque[Token] = deque()
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
        while self.queue or self._release_inclusive():
            token = self.queue.popleft()
            if token.id in self.tasks and token.state == TaskState.READY:
                token.run()

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
        """Open an incident on a token; `resume` takes it up again at the same stage."""
        key = self.next_key()
        token.internal_data["incident"] = key
        token._set_state(TaskState.STARTED)
        self.emit("incident_created", token, {"incident_key": key, "code": stuck.code, "data": stuck.data})

    def resume(self, incident_key: str) -> None:
        """Take up a token held by that incident. Raises NotFound when there is none."""
        for token in list(self.tasks.values()):
            if token.internal_data.get("incident") == incident_key:
                del token.internal_data["incident"]
                token.task_spec.resume(token)
                return
        raise NotFound("incident.not_open", key=incident_key)

    def terminate(self, token: Token, reason: str) -> None:
        """End a token and everything inside it, deepest first."""
        for child in list(token.children):
            self.terminate(child, reason)
        token.internal_data["reason"] = reason
        token.cancel()
        self.discard(token)

    def discard(self, token: Token) -> None:
        """Take a finished token out of the tree, with its scope."""
        parent = token.parent
        if parent is not None:
            parent._children.remove(token.id)
        self.tasks.pop(token.id, None)
        self.scopes.drop(token.id)

    def _task_completed_notify(self, token: Token) -> None:
        """The library's hook after a completion: the token leaves the tree, its scope may be done."""
        parent = token.parent
        if parent is not None:
            parent._children.remove(token.id)
            self.tasks.pop(token.id)
            parent.task_spec.child_completed(parent, token)
            self.scopes.drop(token.id)
        else:
            self.tasks.pop(token.id)
            self.task_tree = None
            self.state = "completed"

    def _release_inclusive(self) -> bool:
        """Once nothing moves, let each inclusive join fire that no other token can still reach."""
        for token in list(self.tasks.values()):
            if token.state == TaskState.WAITING and token.task_spec.may_fire_when_quiet(token):
                token._ready()
                return True
        return False

    # --- variables -----------------------------------------------------------------------------------------------

    def parameters(self) -> Mapping[str, Any]:
        """The parameter set that the instance started with."""
        return self.scopes.get(PARAMETERS)

    def context(self, token: Token) -> dict[str, Any]:
        """Everything that an expression at this token sees: enclosing scopes, register rows, `param`."""
        chain: list[dict[str, Any]] = []
        here: Token | None = token
        while here is not None:
            if here.id in self.scopes:
                chain.append(self.scopes.get(here.id))
            here = None if here.task_spec.isolates else here.parent
        context: dict[str, Any] = {"param": {name: row.get("value") for name, row in self.parameters().items()}}
        context.update(self.fact.body.get("reads") or {})
        for variables in reversed(chain):
            context.update(variables)
        if isinstance(context.get("due_at"), str):
            context["due_at"] = from_utc(context["due_at"]).astimezone(ZONE)
        return context

    def evaluate(self, token: Token, text: str, extra: Mapping[str, Any] | None = None) -> Any:
        """The FEEL value of an expression at a token. Raises Stuck when it does not compile or exceeds its bounds."""
        context = self.context(token)
        if extra:
            context.update(extra)
        expression = self.plan.expression(text)
        try:
            return expression.evaluate(context, now=self.fact.at.astimezone(ZONE))
        except EngineError as error:
            raise Stuck("expression.failed", expression=text, reason=error.code) from error

    def json(self, token: Token, text: str, extra: Mapping[str, Any] | None = None) -> Any:
        """The value of an expression as it is stored in a variable."""
        return feel.to_json(self.evaluate(token, text, extra))

    def condition(self, token: Token, text: str, extra: Mapping[str, Any] | None = None) -> bool:
        """A condition's truth; `true` and `false` without `=` are literals. Raises Stuck unless it is a boolean."""
        value = {"true": True, "false": False}.get(text.strip())
        if value is None:
            value = self.evaluate(token, text, extra)
        if not isinstance(value, bool):
            raise Stuck("condition.not_boolean", expression=text, value=feel.to_json(value))
        return value

    def set_local(self, token: Token, name: str, value: Any) -> None:
        """Assign a variable in the token's own scope."""
        self._assign(token, name, value)

    def propagate(self, start: Token, name: str, value: Any) -> None:
        """Assign in the nearest scope from `start` outwards that holds the variable, else in the process's scope."""
        here = start
        while name not in self.scopes.get(here.id):
            parent = here.parent
            if here.task_spec.isolates or parent is None:
                break
            here = parent
        self._assign(here, name, value)

    def _assign(self, token: Token, name: str, value: Any) -> None:
        variables = self.scopes.get(token.id)
        old = variables.get(name)
        if name in variables and old == value and type(old) is type(value):
            return
        self.scopes.set(token.id, name, value)
        body = {"scope": token.id, "name": name, "old": old, "value": value}
        self.emit("variable_changed", token, body)
