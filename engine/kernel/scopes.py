"""Variables: one dictionary a scope, and which of them changed since the last snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.values import dumps, loads


class Scopes:
    """Scope key (element instance key) -> variables. Who encloses whom is the token tree's business."""

    def __init__(self) -> None:
        #: A scope that came from a snapshot stays text until somebody asks.
        self._variables: dict[str, dict[str, Any] | str] = {}
        self.changed: set[str] = set()
        self.dropped: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._variables

    def __iter__(self) -> Iterator[str]:
        return iter(self._variables)

    def load(self, key: str, variables: str) -> None:
        """Put back a scope from a snapshot, as JSON; it does not count as changed."""
        self._variables[key] = variables

    def open(self, key: str) -> None:
        """Begin an empty scope unless it is there."""
        if key not in self._variables:
            self._variables[key] = {}
            self.changed.add(key)

    def get(self, key: str) -> dict[str, Any]:
        """The scope's variables, to read; empty when there is no such scope."""
        variables = self._variables.get(key, {})
        if isinstance(variables, str):
            variables = self._variables[key] = loads(variables)
        return variables

    def text(self, key: str) -> str:
        """The scope's variables as JSON."""
        variables = self._variables.get(key, {})
        return variables if isinstance(variables, str) else dumps(variables)

    def set(self, key: str, name: str, value: Any) -> None:
        """Assign one variable, beginning the scope when needed."""
        self.open(key)
        self.get(key)[name] = value
        self.changed.add(key)

    def drop(self, key: str) -> None:
        """End a scope with all its variables."""
        if self._variables.pop(key, None) is not None:
            self.changed.discard(key)
            self.dropped.add(key)
