"""Limits and thresholds with the day from which they are in force; a case keeps the set with which it began."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from config.tables import HERE, BadTable, read, require

FIELDS = ("value", "unit", "clause", "zh", "en", "tag")
#: Units that are periods (the calendar counts them), then those of thresholds.
UNITS = (
    "working_days", "calendar_days", "months", "hours",
    "wan_yuan", "percent", "points", "level", "characters", "people", "times", "entries", "switch", "word", "list",
)
#: Whether the rules give the number or the city chose it.
TAGS = ("regulation", "default")


@dataclass(frozen=True, slots=True)
class Parameters:
    """All sets in the order of their first days: `starts[n]` is the first day of `sets[n]`."""

    starts: tuple[date, ...]
    sets: tuple[tuple[str, Mapping[str, Mapping[str, Any]]], ...]

    def in_force(self, day: date) -> tuple[str, Mapping[str, Mapping[str, Any]]]:
        """The version and the parameters ({"T19": {"value": 10, "unit": "working_days", …}}) in force on that day.

        Raises LookupError for a day before the first set.
        """
        place = bisect_right(self.starts, day) - 1
        if place < 0:
            raise LookupError(f"no parameters are in force on {day}; the first set begins on {self.starts[0]}")
        return self.sets[place]

    def later(self, day: date) -> tuple[tuple[str, Mapping[str, Mapping[str, Any]]], ...]:
        """The sets that come into force after that day, as `in_force` gives them."""
        return self.sets[bisect_right(self.starts, day):]

    @property
    def names(self) -> frozenset[str]:
        """Every name that the newest set knows."""
        return frozenset(self.sets[-1][1])


def load(path: Path = HERE / "parameters.toml") -> Parameters:
    """The sets of a file; each holds what the one before it held, and its own entries over them. Raises BadTable."""
    starts: list[date] = []
    sets: list[tuple[str, Mapping[str, Mapping[str, Any]]]] = []
    known: dict[str, Mapping[str, Any]] = {}
    for given in read(path).get("set", []):
        require(path, "set", given, ("version", "from", "values"))
        if starts and given["from"] <= starts[-1]:
            raise BadTable(f"{path.name}: set {given['version']} is out of place; write the sets in the order of days")
        known = known | {name: _checked(path, name, entry) for name, entry in given["values"].items()}
        starts.append(given["from"])
        sets.append((given["version"], MappingProxyType(known)))
    if not sets:
        raise BadTable(f"{path.name}: no set of parameters; write at least one [[set]]")
    return Parameters(tuple(starts), tuple(sets))


def _checked(path: Path, name: str, entry: Mapping[str, Any]) -> Mapping[str, Any]:
    require(path, name, entry, FIELDS)
    for field, words in (("unit", UNITS), ("tag", TAGS)):
        if entry[field] not in words:
            raise BadTable(f"{path.name}, [{name}]: {field} {entry[field]!r} is unknown; use one of {', '.join(words)}")
    if name.startswith("T") and (type(entry["value"]) is not int or entry["value"] < 1):
        raise BadTable(f"{path.name}, [{name}]: value {entry['value']!r} is no limit; write a whole positive number")
    return dict(entry)
