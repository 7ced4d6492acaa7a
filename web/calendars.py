"""The calendars of a database, read again when another process has loaded one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from config.calendar import Calendar, Due
from config.calendars import Calendars


class StoredCalendars:
    """Answers as `config.calendars.Calendars` does. `read` gives the recorded contents; it is asked when something is
    missing here, and on `refresh`."""

    def __init__(self, read: Callable[[], list[str]]) -> None:
        self._read = read
        self._loaded: Calendars | None = None

    def refresh(self) -> None:
        """Read again."""
        self._loaded = Calendars(self._read())

    def _calendars(self) -> Calendars:
        if self._loaded is None:
            self.refresh()
        assert self._loaded is not None
        return self._loaded

    def current(self) -> str:
        """The digest of the calendar in force."""
        return self._calendars().current()

    def get(self, digest: str) -> Calendar:
        """The calendar with that digest. Raises LookupError."""
        try:
            return self._calendars().get(digest)
        except LookupError:
            self.refresh()
            return self._calendars().get(digest)

    def due(self, parameter: str, start: date | datetime, parameters: Mapping[str, Any], calendar: str) -> Due:
        """As `Calendars.due`. Raises LookupError, ValueError."""
        self.get(calendar)
        return self._calendars().due(parameter, start, parameters, calendar)
