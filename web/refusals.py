"""Errors as pages: a sentence, a remedy, the right status, and nothing that only engineers understand."""

from __future__ import annotations

import logging

from flask import Flask, render_template
from werkzeug.exceptions import HTTPException

from engine.errors import EngineError, Refused
from web.shown import context
from web.shown import values as show
from web.site import language, words
from web.words import known, pick

LOG = logging.getLogger(__name__)
#: Statuses with a page of their own; any other error is told as 400 or 500.
TOLD = frozenset({400, 403, 404, 405, 409, 413, 422, 429, 500, 503})
#: Seconds after which a client may try again what could not be written (RFC 9110, 10.2.3).
RETRY_AFTER = "5"


def sentence(error: EngineError) -> str:
    """What a refusal of the engine means to people."""
    code = f"errors.{error.code}"
    if not known(code):
        return words(f"status.{_told(error.status)}.lead")
    return words(code, **{name: _shown(name, value) for name, value in error.data.items()})


def _shown(name: str, value: object) -> object:
    """Times and people in an error's data as people know them."""
    if name in ("at", "due_at") and isinstance(value, str):
        return show.time(value, language())
    if name in ("by", "assignee", "actor") and isinstance(value, str):
        return context.names(value) if value else "—"
    return value


def page(status: int, text: str, kind: str = "") -> tuple[str, int]:
    """The page of an error; `kind` names the title and the remedy when the status alone would mislead."""
    told = _told(status)
    return render_template("error.html", kind=kind or str(told), sentence=text), told


def _told(status: int) -> int:
    return status if status in TOLD else 400 if status < 500 else 500


def _engine(error: EngineError) -> tuple[str, int] | tuple[str, int, dict[str, str]]:
    if isinstance(error, Refused) and error.findings:
        return page(error.status, pick(error.findings[0].message, language()))
    told = page(error.status, sentence(error), "csrf" if error.code == "csrf" else "")
    return (*told, {"Retry-After": RETRY_AFTER}) if error.status == 503 else told


def _http(error: HTTPException) -> tuple[str, int]:
    status = _told(error.code or 500)
    return page(status, words(f"status.{status}.lead"))


def _unexpected(error: Exception) -> tuple[str, int]:
    LOG.exception("request failed", exc_info=error)
    return page(500, words("status.500.lead"))


def install(app: Flask) -> None:
    """Answer every error with a page."""
    app.register_error_handler(EngineError, _engine)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)
