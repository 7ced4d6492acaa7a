"""A person's own account."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import people
from web import passwords, session
from web.guard import needs
from web.shown import context
from web.site import actor, house, now, person, site

blueprint = Blueprint("account", __name__)


@blueprint.get("/account")
@needs("signed_in")
def show() -> str:
    """Name, roles, and the form for a new password."""
    return _page(None)


@blueprint.post("/account/password")
@needs("signed_in")
def change() -> Response | tuple[str, int]:
    """Set a new password; every other session of the account ends, this one goes on under a new token."""
    with house().reading() as tx:
        problem = _problem(people.former_passwords(tx, actor().name, site().settings.password_history))
    if problem:
        return _page(problem), 422
    with house().transaction() as tx:
        hashed = passwords.hash_password(request.form["new"])
        people.set_password(tx, actor().name, hashed, actor=actor(), at=now())
        session.enter(tx, actor().name)
    return redirect(url_for("account.show", said="password_changed"))


def _page(problem: str | None) -> str:
    org = person()["org"]
    return render_template("account.html", problem=problem, org=context.org_name(org) if org else "")


def _problem(former: Sequence[str]) -> str | None:
    new, settings = request.form.get("new", ""), site().settings
    if not passwords.matches(person()["password_hash"], request.form.get("current", "")):
        return "password.wrong"
    if new != request.form.get("again", ""):
        return "password.differs"
    if new == request.form.get("current", ""):
        return "password.same"
    if any(passwords.matches(stored, new) for stored in former):
        return "password.used"
    return passwords.weakness(
        new, actor().name, shortest=settings.password_min_length, classes=settings.password_min_classes
    )
