"""Log-in and log-out."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import people
from engine.errors import NotFound
from engine.house import Tx
from web import passwords, session
from web.guard import PUBLIC, needs
from web.site import house, now, site

blueprint = Blueprint("login", __name__)
LONGEST_NAME = 80


@blueprint.get("/login")
@needs(PUBLIC)
def ask() -> str | Response:
    """The log-in page; somebody who is in goes on."""
    if g.who is not None:
        return redirect(url_for("tasks.inbox"))
    return _page(None, request.args.get("next", ""), "")


@blueprint.post("/login")
@needs(PUBLIC)
def enter() -> Response | tuple[str, int]:
    """Check name and password; every failure reads the same and takes as long."""
    username = request.form.get("username", "").strip()[:LONGEST_NAME]
    problem = _try(username, request.form.get("password", ""))
    wanted = request.form.get("next", "")
    if problem:
        return _page(problem, wanted, username), 429 if problem == "login.locked" else 422
    return redirect(local(wanted))


@blueprint.post("/logout")
@needs("signed_in")
def leave() -> Response:
    """End the session."""
    session.leave()
    return redirect(url_for("login.ask"))


def local(target: str) -> str:
    """A path of this site, or the work list: nobody is sent elsewhere."""
    parts = urlsplit(target)
    inside = target.startswith("/") and not target.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    return target if inside else url_for("tasks.inbox")


def _page(problem: str | None, wanted: str, username: str) -> str:
    return render_template("login.html", problem=problem, next=wanted, username=username)


def _try(username: str, password: str) -> str | None:
    """The word code of the failure, or None when the session is open.

    The lock is on the pair of name and address and ends by itself: nobody can lock a colleague out from elsewhere,
    and a name that does not exist is locked just the same.
    """
    address = request.remote_addr or ""
    since = now() - timedelta(minutes=site().settings.lockout_minutes)
    with house().reading() as tx:
        locked = people.failures(tx, username, address, since) >= site().settings.lockout_failures
        stored = _stored(tx, username)
    good = passwords.matches(stored, password) and not locked
    with house().transaction() as tx:
        if not locked:
            people.record_attempt(tx, username, address, at=now(), succeeded=good)
        if good:
            session.enter(tx, username)
    return None if good else "login.locked" if locked else "login.wrong"


def _stored(tx: Tx, username: str) -> str | None:
    try:
        account = people.get(tx, username)
    except NotFound:
        return None
    return None if account["disabled"] else str(account["password_hash"])
