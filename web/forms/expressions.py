"""FEEL in forms: the one door to `engine.feel`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine import feel
from engine.values import ZONE


def value(text: Any, context: Mapping[str, Any], now: datetime) -> Any:
    """The JSON value of a hint: FEEL after `=`, anything else stands for itself. Unknown names give null.

    `today()` is the city's day, whatever the zone of `now`.
    """
    if not (isinstance(text, str) and feel.is_expression(text)):
        return text
    return feel.to_json(feel.compile_value(text).evaluate(context, now=now.astimezone(ZONE)))


def holds(text: str | None, context: Mapping[str, Any], now: datetime) -> bool:
    """Is the condition true? None counts as true, null as false."""
    return text is None or value(text, context, now) is True
