"""Who is asking: server-side sessions behind a random cookie, and the token that every POST must carry."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from flask import Response, g, request

from engine import people
from engine.errors import EngineError, Forbidden
from engine.house import Tx
from engine.values import from_utc
from web.permissions import Who
from web.site import house, now, site

#: A session's use is written down at most this often.
TOUCH = timedelta(minutes=1)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def cookie_name() -> str:
    """`__Host-` binds the cookie to this host and to https, where there is https."""
    return "__Host-chengxu" if site().settings.secure_cookies else "chengxu"


def digest(token: str) -> str:
    """What is stored of a cookie."""
    return sha256(token.encode()).hexdigest()


def load() -> None:
    """Find out who asks: sets `g.token`, `g.csrf`, `g.person`, `g.who`; a stranger gets a token without a session."""
    g.person = g.who = None
    if request.endpoint == "static":
        return  # a style sheet that arrives late must not replace the token of the page that wants it
    token = request.cookies.get(cookie_name(), "")
    g.fresh = not 40 <= len(token) <= 60
    g.token = secrets.token_urlsafe(32) if g.fresh else token
    g.csrf = digest("csrf:" + g.token)
    if not g.fresh:
        with house().reading() as tx:
            known = people.session(tx, digest(g.token), now())
            if known is not None:
                _recognise(tx, known)
        if known is not None:
            _touch(known)


def _recognise(tx: Tx, known: dict[str, Any]) -> None:
    try:
        actor = people.actor(tx, known["username"])
        person = people.get(tx, known["username"])
    except EngineError:  # disabled or gone: a stranger
        return
    g.person = {**person, "must_change_password": person["must_change_password"] or _expired(person)}
    rights = (site().rights.get(role, frozenset()) for role in {group.partition("@")[0] for group in actor.groups})
    g.who = Who(actor=actor, rights=frozenset().union(*rights))


def _expired(person: Mapping[str, Any]) -> bool:
    """Is the password older than the settings allow?"""
    days = site().settings.password_days
    return bool(days) and now() - from_utc(person["password_changed_at"]) >= timedelta(days=days)


def _touch(known: dict[str, Any]) -> None:
    if now() - from_utc(known["seen_at"]) >= TOUCH:
        with house().transaction() as tx:
            people.touch_session(tx, known["digest"], at=now(), expires_at=_until(from_utc(known["created_at"])))


def _until(opened: datetime) -> datetime:
    settings = site().settings
    idle, most = timedelta(minutes=settings.session_idle_minutes), timedelta(hours=settings.session_hours)
    return min(now() + idle, opened + most)


def enter(tx: Tx, username: str) -> None:
    """Open a session under a new token, whatever token the browser came with."""
    g.token, g.fresh = secrets.token_urlsafe(32), True
    csrf = digest("csrf:" + g.token)
    people.open_session(tx, digest(g.token), username, csrf=csrf, at=now(), expires_at=_until(now()))


def leave() -> None:
    """End the session and forget its token."""
    with house().transaction() as tx:
        people.close_session(tx, digest(g.token))
    g.token, g.fresh = secrets.token_urlsafe(32), True


def check_csrf() -> None:
    """Raises Forbidden for a changing request without this browser's token or from another site."""
    if request.method in SAFE or request.endpoint == "static":
        return
    sent = request.form.get("csrf") or request.headers.get("X-CSRF-Token", "")
    origin = request.headers.get("Origin")
    foreign = origin is not None and origin.partition("://")[2] != request.host
    if foreign or not hmac.compare_digest(sent, g.csrf):
        raise Forbidden("csrf")


def keep(response: Response) -> Response:
    """Give the browser its token."""
    if g.get("fresh"):
        secure = site().settings.secure_cookies
        response.set_cookie(cookie_name(), g.token, httponly=True, secure=secure, samesite="Lax", path="/")
    return response
