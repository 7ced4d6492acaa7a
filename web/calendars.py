"""The calendars of a database, read again from time to time: another process may have loaded one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from time import monotonic
from typing import Any

from config.calendar import Calendar, Due
from config.calendars import Calendars

#: Seconds after which the recorded calendars are read again.
FRESH = 10.0


class StoredCalendars:
    """Answers as `config.calendars.Calendars` does; `read` gives the recorded contents in their order."""

    def __init__(self, read: Callable[[], list[str]]) -> None:
        self._read = read
        self._loaded: tuple[float, Calendars] | None = None

    def calendars(self) -> Calendars:
        """The calendars as they were recorded not long ago."""
        if self._loaded is None or monotonic() - self._loaded[0] > FRESH:
            return self.refresh()
        return self._loaded[1]

    def refresh(self) -> Calendars:
        """Read now."""
        loaded = Calendars(self._read())
        self._loaded = (monotonic(), loaded)
        return loaded

    def current(self) -> str:
        """The digest of the calendar in force."""
        return self.calendars().current()

    def get(self, digest: str) -> Calendar:
        """The calendar with that digest. Raises LookupError."""
        try:
            return self.calendars().get(digest)
        except LookupError:
            return self.refresh().get(digest)

    def due(self, parameter: str, start: date | datetime, parameters: Mapping[str, Any], calendar: str) -> Due:
        """As `Calendars.due`. Raises LookupError, ValueError."""
        self.get(calendar)
        return self.calendars().due(parameter, start, parameters, calendar)
