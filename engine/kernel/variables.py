"""Variables and expressions, seen from a token: enclosing scopes, register rows, parameters."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.workflow import Workflow

from engine import feel
from engine.errors import EngineError
from engine.events import Event
from engine.kernel.plan import Plan, Stuck
from engine.kernel.scopes import Scopes
from engine.kernel.token import Token
from engine.values import ZONE, from_utc

#: Scope that holds the instance's parameters; written once.
PARAMETERS = "parameters"
#: Property of a process: the root variable that becomes the business key when it is first assigned.
BUSINESS_KEY = "business_key"


class Memory(Workflow):
    """What a game remembers, and what expressions make of it."""

    plan: Plan
    scopes: Scopes
    fact: Event
    #: A variable has been assigned since conditions were last asked.
    changed: bool

    @abstractmethod
    def emit(self, type: str, token: Token | None, body: Mapping[str, Any], element_id: str | None = None) -> None:
        """Add a consequence of the current fact."""

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
        """The FEEL value of an expression at a token; a function is none: a variable of its name has not been set.

        Raises Stuck when the expression does not compile or exceeds its bounds.
        """
        context = self.context(token)
        if extra:
            context.update(extra)
        expression = self.plan.expression(text)
        try:
            value = expression.evaluate(context, now=self.fact.at.astimezone(ZONE))
        except EngineError as error:
            raise Stuck("expression.failed", expression=text, reason=error.code) from error
        return None if isinstance(value, feel.Function) else value

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
        self.changed = True
        body = {"scope": token.id, "name": name, "old": old, "value": value}
        self.emit("variable_changed", token, body)
        if token.parent is None and name == token.task_spec.process.properties.get(BUSINESS_KEY):
            self._assign_business_key(token, old, value)

    def _assign_business_key(self, token: Token, old: Any, value: Any) -> None:
        """A case that began before its subject had a number gets its business key with the number, once."""
        given = self.fact.type == "process_instance_created" and self.fact.body.get("business_key")
        if old is None and isinstance(value, str) and value != given:
            self.emit("business_key_assigned", token, {"business_key": value})
