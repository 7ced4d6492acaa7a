"""The gate before every page: a route without a permission is shut, and a permission is looked up in one table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import current_app, g, redirect, request, url_for
from werkzeug.exceptions import NotFound as NoSuchPage
from werkzeug.wrappers import Response

from engine.errors import Forbidden
from engine.house import Tx
from web import permissions
from web.site import house, who

View = TypeVar("View", bound=Callable[..., Any])
#: (tx, **view arguments) -> the thing that the permission is about. Raises NotFound.
Subject = Callable[..., Any]

#: The permission of pages for strangers: log-in, language, health.
PUBLIC = "public"


def needs(permission: str, subject: Subject | None = None) -> Callable[[View], View]:
    """Declare what a route asks for; the loaded subject waits in `g.subject`."""

    def mark(view: View) -> View:
        vars(view)["needs"] = (permission, subject)
        return view

    return mark


def need_of(endpoint: str) -> tuple[str, Subject | None] | None:
    """What a route asks for; None when it forgot to say so."""
    if endpoint == "static":
        return PUBLIC, None
    view = current_app.view_functions[endpoint]
    found: tuple[str, Subject | None] | None = vars(view).get("needs")
    return found


def watch() -> Response | None:
    """Before every request: strangers go to the log-in, others are let through or refused."""
    if request.endpoint is None:
        return None  # 404 and 405 say so themselves
    need = need_of(request.endpoint)
    if need is None:
        raise NoSuchPage
    permission, subject = need
    if permission == PUBLIC:
        return None
    if g.who is None:
        wanted = request.full_path.rstrip("?") if request.method == "GET" else ""
        return redirect(url_for("login.ask", next=wanted))
    if g.person["must_change_password"] and request.blueprint not in ("account", "login", "language"):
        return redirect(url_for("account.show"))
    with house().reading() as tx:
        g.subject = _load(tx, subject)
    if not permissions.allows(permission, who(), g.subject):
        raise Forbidden("forbidden")
    return None


def _load(tx: Tx, subject: Subject | None) -> Any:
    return subject(tx, **(request.view_args or {})) if subject else None
