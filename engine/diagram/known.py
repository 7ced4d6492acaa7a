"""The names that exist outside a diagram, as far as the asker knows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Sets of names that a diagram may refer to; None means "do not check"."""

    #: Job types: `department.check`.
    handlers: frozenset[str] | None = None
    #: Roles, without organisation.
    roles: frozenset[str] | None = None
    #: Form ids.
    forms: frozenset[str] | None = None
    #: Decision ids.
    decisions: frozenset[str] | None = None
    #: Process ids besides those of the diagram itself.
    processes: frozenset[str] | None = None
    #: Parameter names: `T19`, `T_low`.
    parameters: frozenset[str] | None = None
    #: What parameters are worth, by name; with these, decision tables are checked for gaps and overlaps.
    values: Mapping[str, Any] = field(default_factory=dict)
    #: The same for sets of parameters that come into force later: (version, name -> value).
    later_values: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    #: Files that this one imports, and those that they import, by their place from its folder.
    files: Mapping[str, bytes] | None = None
    #: Clauses as written in the regulation's table: `26`, `38(6)`.
    clauses: frozenset[str] | None = None
