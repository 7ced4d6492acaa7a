"""The one wiring of the web: pages, gate, words, headers. This and the command line alone read the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask, Response, g, request

from config.settings import Settings
from engine.house import House
from web import guard, refusals, session, wiring
from web.pages import (
    account,
    cases,
    coverage,
    definitions,
    files,
    health,
    incidents,
    language,
    login,
    registers,
    start,
    tasks,
)
from web.shown import context
from web.site import NAME, Site
from web.uploads.attachments import Attachments
from web.words import negotiate

PAGES = (account, cases, coverage, definitions, files, health, incidents, language, login, registers, start, tasks)
#: Bytes of one request beyond its files; fields of one form.
SLACK = 2**20
MOST_FIELDS = 10_000

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def _clock() -> datetime:
    return datetime.now(UTC)


def create_app(house: House, settings: Settings, now: Callable[[], datetime] = _clock) -> Flask:
    """The web application over a house."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = settings.upload_max_mb * 2**20 + SLACK
    app.config["MAX_FORM_MEMORY_SIZE"] = SLACK
    app.config["MAX_FORM_PARTS"] = MOST_FIELDS
    app.extensions[NAME] = Site(
        house=house, settings=settings, now=now,
        attachments=Attachments(settings.attachments, settings.upload_max_mb * 2**20),
        titles=wiring.titles(), working_day=wiring.working_day(house.calendars), rights=wiring.rights(),
    )
    app.before_request(_speak)
    app.before_request(session.load)
    app.before_request(session.check_csrf)
    app.before_request(guard.watch)
    app.after_request(session.keep)
    app.after_request(_protect)
    context.install(app)
    refusals.install(app)
    for page in PAGES:
        app.register_blueprint(page.blueprint)
    return app


def _speak() -> None:
    g.language = negotiate(request.cookies.get(language.COOKIE), request.headers.get("Accept-Language"))


def _protect(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    return response
