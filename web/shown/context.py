"""What every template knows: words, dates, names, what the person may do, and how to repeat the present address."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, g, request, url_for
from markupsafe import Markup

from engine import people
from engine.errors import NotFound
from web import effects, permissions
from web.forms import parse
from web.shown import values as show
from web.shown.history import Names
from web.site import house, language, site, words
from web.words import known, pick

_DIST = Path(__file__).parent.parent / "static" / "dist"
_CLAUSE = re.compile(r"^(\d+)(?:\.(\d+))?(?:\((\d+)\))?$")
#: (endpoint, word, permission) in the order of the navigation.
_PLACES = (
    ("tasks.inbox", "ui.tasks", "task.list"), ("start.catalogue", "ui.start", "process.list"),
    ("cases.listing", "ui.cases", "case.list"), ("registers.index", "ui.registers", "register.list"),
    ("definitions.listing", "ui.definitions", "definition.read"),
    ("coverage.matrix", "ui.coverage", "coverage.read"), ("incidents.listing", "ui.incidents", "incident.read"),
)


@cache
def _manifest() -> Mapping[str, Mapping[str, list[str]]]:
    path = _DIST / "manifest.json"
    found: Mapping[str, Mapping[str, list[str]]] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return found


def assets(entry: str) -> Mapping[str, list[str]]:
    """Files of a bundle: `js` (only its entry, which imports the rest) and `css`; none when nothing is built."""
    built = _manifest().get(entry, {"js": [], "css": []})
    return {"js": built["js"][:1], "css": built["css"]}


def csrf() -> Markup:
    """The hidden fields of every form: whose browser it is, and which drawing of the form."""
    return Markup('<input type="hidden" name="csrf" value="{}">').format(g.csrf) + effects.field()


def allows(permission: str, thing: Any = None) -> bool:
    """May the person who asks do this?"""
    return g.get("who") is not None and permissions.allows(permission, g.who, thing)


def navigation() -> list[tuple[str, str]]:
    """The places that this person may go to."""
    return [(endpoint, words(word)) for endpoint, word, permission in _PLACES if allows(permission)]


def here(**changes: Any) -> str:
    """The present address with some arguments changed."""
    arguments = {**(request.view_args or {}), **request.args.to_dict(), **changes}
    return url_for(request.endpoint or "tasks.inbox", **arguments)


def names(username: str) -> str:
    """How a person is called; read once a request."""
    told: dict[str, str] = g.setdefault("names", {})
    if username not in told:
        told[username] = _display_name(username)
    return told[username]


def _display_name(username: str) -> str:
    if known(f"actors.{username}"):
        return words(f"actors.{username}")
    try:
        with house().reading() as tx:
            account = people.get(tx, username)
    except NotFound:
        return username
    return str(account["display_name"] or username) if allows("person.name", account) else words("ui.expert_unnamed")


def group_names(groups: Sequence[str]) -> str:
    """Candidate groups as people call them: the role, and the organisation after it."""
    return "、".join(site().titles.group(group, language(), org_name) for group in groups) or "—"


def org_name(code: str) -> str:
    """An organisation's name: a department's, or a unit's out of the ledger."""
    known_here = site().titles.org(code, language())
    if known_here is not None:
        return known_here
    with house().reading() as tx:
        row = tx.house.registers(tx.connection).get("unit", code)
    return str(row["name"]) if row else code


def called() -> Names:
    """Names for the history."""
    return Names(person=names, groups=group_names)


def clause_name(clause: str) -> str:
    """`38(6)` -> 第三十八条第（六）项."""
    parts = _CLAUSE.match(clause)
    if not parts:
        return clause
    if language() == "en":
        return "Art. " + clause
    text = f"第{numeral(int(parts[1]))}条"
    text += f"第{numeral(int(parts[2]))}款" if parts[2] else ""
    return text + (f"第（{numeral(int(parts[3]))}）项" if parts[3] else "")


def numeral(number: int) -> str:
    """1 to 99 in Chinese: 27 -> 二十七."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


def said() -> str:
    """What the last action did: `?said=submitted` after a redirect."""
    code = f"said.{request.args.get('said', '')}"
    return words(code) if known(code) else ""


def capitals_of(text: Any) -> str:
    """Typed money in capital numerals; empty while it is no amount."""
    try:
        return show.capitals(parse.number(str(text)))
    except ValueError:
        return ""


def install(app: Flask) -> None:
    """Give the templates their words."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    @app.context_processor
    def _known() -> dict[str, Any]:
        return {
            "language": language(), "person": g.get("person"), "w": words, "show": show, "allows": allows, "csrf": csrf,
            "ui": lambda code, **data: words(f"ui.{code}", **data), "t": lambda texts: pick(texts, language()),
            "assets": assets, "navigation": navigation, "here": here, "names": names, "group_names": group_names,
            "clause_name": clause_name, "clause_text": lambda clause: site().titles.clause(clause, language()),
            "capitals_of": capitals_of, "said": said,
        }


