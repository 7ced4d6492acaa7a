"""What a request works with: the house, the settings, the attachments, the clock — and who asks, in which language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from flask import current_app, g

from config.settings import Settings
from engine.house import Actor, House
from web.permissions import Who
from web.shown.deadlines import Kind
from web.shown.titles import Titles
from web.uploads.attachments import Attachments
from web.words import Language
from web.words import words as sentence

NAME = "chengxu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One application's surroundings, built in `web/app.py`."""

    house: House
    settings: Settings
    attachments: Attachments
    #: How groups, organisations and clauses are called.
    titles: Titles
    #: Is it a working day, and what is the day called (a holiday's name, or empty)?
    working_day: Kind
    #: Role -> its permission words.
    rights: Mapping[str, frozenset[str]]
    #: The clock: an aware datetime.
    now: Callable[[], datetime]


def site() -> Site:
    """The surroundings of the current application."""
    return cast(Site, current_app.extensions[NAME])


def house() -> House:
    """The house of the current application."""
    return site().house


def now() -> datetime:
    """The moment of this request: read once, the same for everything that it does."""
    if "now" not in g:
        g.now = site().now()
    return cast(datetime, g.now)


def actor() -> Actor:
    """Who asks. Only for pages that the guard has let through."""
    return who().actor


def who() -> Who:
    """Who asks, with their rights."""
    return cast(Who, g.who)


def person() -> Mapping[str, Any]:
    """The account of who asks."""
    return cast(Mapping[str, Any], g.person)


def language() -> Language:
    """The language to answer in."""
    return cast(Language, g.get("language", "zh"))


def words(code: str, /, **data: Any) -> str:
    """A sentence in the language of the request."""
    return sentence(code, language(), **data)
