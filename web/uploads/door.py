"""The door (rules 11 and 40): nothing with a mark of secrecy comes in, neither as text nor in a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handlers.secrecy.markers import Marker, hits
from web.forms.parse import Problem
from web.uploads import contents
from web.uploads.attachments import Stored
from web.uploads.filetypes import extension


def problems(typed: Mapping[str, Any], known: Sequence[Marker]) -> list[Problem]:
    """The fields that hold a marker; a problem tells its name and never the text."""
    return [
        Problem(path, "marked", {"marker": "、".join(one.name for one in found)}, clause="40")
        for path, text in _fields(typed) if (found := hits(text, known))
    ]


def without(typed: Mapping[str, Any], refused: Sequence[Problem]) -> dict[str, Any]:
    """What may be stored: the answers without the fields (of a table: without the whole table) that were refused."""
    named = {problem.path.split(".")[0] for problem in refused}
    return {name: value for name, value in typed.items() if name not in named}


def withheld(name: str, content: bytes, known: Sequence[Marker]) -> Stored | None:
    """What is remembered of a file that must not be stored: its digest and markers, not even its name; None: it may be.

    Raises Invalid when its text cannot be known.
    """
    found = {one.code for text in (name, *contents.texts(name, content)) for one in hits(text, known)}
    if not found:
        return None
    digest = hashlib.sha256(content).hexdigest()
    type_ = extension(name)
    return Stored(
        digest=digest, name=f"withheld-{digest[:12]}.{type_}", size=len(content), type=type_, markers=tuple(sorted(found)),
    )


def _fields(typed: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Path and text of every answer; a row's cell is `rows.0.column`."""
    for name, value in typed.items():
        if isinstance(value, str):
            yield name, value
        else:
            for at, item in enumerate(value):
                if isinstance(item, Mapping):
                    yield from _fields({f"{name}.{at}.{column}": text for column, text in item.items()})
                else:
                    yield name, item
