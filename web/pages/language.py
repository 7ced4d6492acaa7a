"""The switch between Chinese and English."""

from __future__ import annotations

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from web.guard import PUBLIC, needs
from web.pages.login import local
from web.site import site
from web.words import LANGUAGES

blueprint = Blueprint("language", __name__)
COOKIE = "language"
YEAR = 365 * 24 * 3600


@blueprint.post("/language")
@needs(PUBLIC)
def switch() -> Response:
    """Remember the language and go back to the page."""
    answer = redirect(local(request.form.get("next", "").rstrip("?")))
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES:
        secure = site().settings.secure_cookies
        answer.set_cookie(COOKIE, chosen, max_age=YEAR, httponly=True, samesite="Lax", secure=secure)
    return answer
