"""A small sample city for trying things out: units, people, projects, and one password for all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.tables import read, require

SAMPLE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who logs in; `organisation` is a unit id or a department code."""

    username: str
    name: str
    roles: tuple[str, ...]
    organisation: str


@dataclass(frozen=True, slots=True)
class Row:
    """A register row to begin with."""

    register: str
    key: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A task that somebody has completed."""

    task: str
    by: str
    variables: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case that began `days_ago`, by a `message` or by itself, with what people have done in it since."""

    process: str
    project: str
    days_ago: int
    variables: Mapping[str, Any]
    message: str | None = None
    steps: tuple[Step, ...] = ()


def people(path: Path = SAMPLE / "people.toml") -> tuple[str, list[Person]]:
    """The common password and everybody who logs in with it. Raises BadTable."""
    table = read(path)
    names = ("username", "name", "roles", "organisation")
    given = [require(path, entry.get("username", "?"), entry, names) for entry in table["people"]]
    return table["password"], [Person(**{**entry, "roles": tuple(entry["roles"])}) for entry in given]


def rows(path: Path = SAMPLE / "registers.toml") -> list[Row]:
    """The register rows, units first. Raises BadTable."""
    return [Row(register, key, fields) for register, table in read(path).items() for key, fields in table.items()]


def cases(path: Path = SAMPLE / "cases.toml") -> list[Case]:
    """Cases in the order of their starts. Raises BadTable."""
    return [
        Case(**{**entry, "steps": tuple(Step(**step) for step in entry.get("steps", ()))}) for entry in read(path)["cases"]
    ]
