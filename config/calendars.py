"""Every calendar that was ever in force: a case that was counted by an old one can be counted again, the same way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from config.calendar import Calendar, Due, shipped
from config.year_table import YearTable


class Calendars:
    """All versions by digest. Immutable; the caller keeps the contents (`Calendar.content`) in the order of loading.

    In force is the last recorded version, and with it the years that only the shipped package knows. A year that is
    already known is never changed by a newer package: a person loads a corrected table, and that stands in the history.
    """

    def __init__(self, recorded: Sequence[str] = ()) -> None:
        versions = [Calendar.of_content(content) for content in recorded]
        known = versions[-1].tables.values() if versions else ()
        self._current = Calendar([*shipped().tables.values(), *known])
        self._versions: Mapping[str, Calendar] = {version.digest: version for version in (*versions, self._current)}
        self._recorded = tuple(recorded)

    @property
    def unrecorded(self) -> str | None:
        """The content of the calendar in force when nobody recorded it yet: record it before counting by it."""
        return None if self._current.content in self._recorded else self._current.content

    def current(self) -> str:
        """The digest of the calendar in force now."""
        return self._current.digest

    def with_table(self, table: YearTable) -> Calendars:
        """These calendars and, in force from now on, the one in which `table` says what its year is like."""
        added = Calendar([*self._current.tables.values(), table])
        return Calendars((*self._recorded, *filter(None, [self.unrecorded]), added.content))

    def get(self, digest: str) -> Calendar:
        """The calendar with that digest. Raises LookupError when no such version was ever in force."""
        try:
            return self._versions[digest]
        except KeyError:
            raise LookupError(f"no calendar {digest!r} was ever loaded; load the calendars of this database") from None

    def due(self, parameter: str, start: date | datetime, parameters: Mapping[str, Any], calendar: str) -> Due:
        """When `parameter` ("T05") of `parameters` runs out, counted from `start` by the calendar with that digest.

        Raises LookupError for an unknown parameter or calendar, ValueError when the parameter is no period.
        """
        if parameter not in parameters:
            raise LookupError(f"no parameter {parameter!r} is in force")
        return self.get(calendar).due(parameters[parameter], start)
