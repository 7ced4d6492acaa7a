"""Drafts of a task's form: what was typed and which files were attached, one a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from engine import draft
from engine.house import Tx
from web.forms.typed import Typed
from web.uploads.attachments import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`files`: kind -> files kept so far; `saved_at` stored UTC text, None when nothing was ever saved."""

    typed: Typed = field(default_factory=dict)
    files: Mapping[str, Sequence[Stored]] = field(default_factory=dict)
    version: int = 0
    saved_at: str | None = None


def load(tx: Tx, key: str, username: str) -> Draft:
    """The person's draft of a task; an empty one when there is none."""
    row = draft.get(tx, key, username)
    if row is None:
        return Draft()
    kept = row["variables"]
    files = {kind: tuple(Stored(**file) for file in group) for kind, group in kept.get("files", {}).items()}
    return Draft(typed=kept.get("typed", {}), files=files, version=row["version"], saved_at=row["saved_at"])


def body(typed: Typed, files: Mapping[str, Sequence[Stored]]) -> dict[str, Any]:
    """What is stored of a draft."""
    return {"typed": typed, "files": {kind: [asdict(file) for file in group] for kind, group in files.items() if group}}
