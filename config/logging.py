"""Logging set-up: one line an event, for people or for collectors, with the fields that a call gives in `extra`."""

from __future__ import annotations

import json
import logging
import sys
from datetime import datetime
from typing import TextIO

from config.calendar import ZONE

#: What every log record has; anything else was given by the caller.
STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}

#: Libraries that tell every tick and every request at INFO.
CHATTY = ("apscheduler", "granian.access")


def set_up(level: str, form: str, stream: TextIO | None = None) -> None:
    """Log to `stream` (standard error) from `level` on, as `text` or `json`; replaces what was set up before."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else TextLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in CHATTY:
        logging.getLogger(chatty).setLevel(max(logging.WARNING, logging.getLogger().level))


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON; values that JSON does not know are written as text."""
        line = {"at": _at(record), "level": record.levelname, "logger": record.name, "message": record.getMessage()}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps({**_extra(record), **line}, ensure_ascii=False, default=str)


class TextLines(logging.Formatter):
    """Time, level, logger, message, then the fields; line breaks are escaped, so that nobody forges a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line, and the traceback below it."""
        pairs = [f"{name}={value}" for name, value in _extra(record).items()]
        line = " ".join([_at(record), record.levelname, record.name, record.getMessage(), *pairs])
        line = line.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def _at(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, ZONE).isoformat(timespec="milliseconds")


def _extra(record: logging.LogRecord) -> dict[str, object]:
    return {name: value for name, value in vars(record).items() if name not in STANDARD}
