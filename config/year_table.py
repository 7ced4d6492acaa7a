"""One year's holidays and 调休 working days as people hand them in: a CSV file with the columns date, kind, name."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

COLUMNS = ["date", "kind", "name"]
KINDS = ("holiday", "workday")
#: What a name cannot hold, because it is written between commas again.
UNSAFE = frozenset(',"')


class BadCalendar(ValueError):
    """A calendar file is wrong; the message names the line, the value and the remedy."""

    def __init__(self, line: int, value: str, remedy: str) -> None:
        super().__init__(f"line {line}: {value!r} is not acceptable; {remedy}")
        self.line = line
        self.value = value
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class YearTable:
    """The special days of one year: `days` gives holiday or workday; every other day is what its weekday says."""

    year: int
    days: Mapping[date, str]
    #: The rows without the heading, in the order of dates; the same days and names have the same text.
    text: str

    @classmethod
    def of(cls, year: int, rows: Mapping[date, tuple[str, str]]) -> YearTable:
        """The table of `rows`: day -> (kind, name)."""
        lines = [f"{day},{kind},{name}\n" for day, (kind, name) in sorted(rows.items())]
        days = MappingProxyType({day: kind for day, (kind, _name) in sorted(rows.items())})
        return cls(year=year, days=days, text="".join(lines))


def parse_csv(text: str) -> YearTable:
    """The table in a CSV text (heading `date,kind,name`; one year; kind holiday or workday). Raises BadCalendar."""
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or lines[0].strip() != ",".join(COLUMNS):
        raise BadCalendar(1, lines[0][:40] if lines else "", "the first line is date,kind,name")
    return parse_rows(lines[1:], first_line=2)


def parse_rows(lines: Sequence[str], first_line: int = 1) -> YearTable:
    """The table in the rows below the heading; `first_line` is their place in the file. Raises BadCalendar."""
    rows = csv.reader(lines, strict=True)
    found: dict[date, tuple[str, str]] = {}
    try:
        for row in rows:
            if row:
                _add(found, row, first_line + rows.line_num - 1)
    except csv.Error as problem:
        raise BadCalendar(first_line + rows.line_num - 1, str(problem), "write plain comma-separated text") from problem
    if not found:
        raise BadCalendar(first_line, "", "a year has at least one holiday")
    return YearTable.of(min(found).year, found)


def _add(found: dict[date, tuple[str, str]], row: list[str], line: int) -> None:
    if len(row) != len(COLUMNS):
        raise BadCalendar(line, ",".join(row)[:40], "write three columns: date,kind,name")
    day, kind, name = _day(row[0].strip(), line), row[1].strip(), row[2].strip()
    if kind not in KINDS:
        raise BadCalendar(line, kind[:40], "kind is holiday or workday")
    if not 0 < len(name) <= 40 or not name.isprintable() or UNSAFE & set(name):
        raise BadCalendar(line, name[:40], "name the holiday in 1 to 40 characters without commas and quotes")
    if day in found:
        raise BadCalendar(line, row[0], "write each day once")
    if found and day.year != min(found).year:
        raise BadCalendar(line, row[0], "one file holds one year")
    if kind == "workday" and day.weekday() < 5:
        raise BadCalendar(line, row[0], "only a Saturday or a Sunday can be made a workday")
    found[day] = (kind, name)


def _day(text: str, line: int) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as problem:
        raise BadCalendar(line, text[:40], "write the day as 2027-02-06") from problem
    if text != day.isoformat() or not 2000 <= day.year <= 2199:
        raise BadCalendar(line, text[:40], "write the day as 2027-02-06, in the years 2000 to 2199")
    return day
