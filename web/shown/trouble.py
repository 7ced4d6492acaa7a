"""Incidents in words: what happened, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.values import dumps
from web.words import Language, known, words


def told(row: Mapping[str, Any], language: Language) -> str:
    """What an incident ({code, data}) means to people."""
    code = f"incidents.{row['code']}"
    return words(code, language, **_said(row)) if known(code) else words("incidents.other", language, code=row["code"])


def remedy(row: Mapping[str, Any], language: Language) -> str:
    """What to do about it."""
    code = f"remedies.{row['code']}"
    return words(code if known(code) else "remedies.other", language, **_said(row))


def _said(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: value if isinstance(value, str) else dumps(value) for name, value in (row["data"] or {}).items()}
