"""The one door to RE2: the regular expressions of strangers match in linear time, so that no pattern can hang a process."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import re2  # type: ignore[import-untyped]

#: RE2's memory grows with the square of the groups, whatever its own limit says.
MOST_GROUPS = 200

_OPTIONS = re2.Options()
_OPTIONS.log_errors = False
_CODE_POINT = re.compile(r"\\u([0-9a-fA-F]{4})")

escape = re2.escape


@lru_cache(maxsize=256)
def compiled(pattern: str) -> Any:
    """A pattern object with the methods of `re`, for RE2's syntax. Raises ValueError: back references and looking around,
    what is too large, and whatever else is no pattern."""
    if pattern.count("(") > MOST_GROUPS:
        raise ValueError(f"more than {MOST_GROUPS} groups")
    try:
        return re2.compile(pattern, _OPTIONS)
    except re2.error as error:
        raise ValueError(f"pattern {pattern}") from error


def of_json_schema(pattern: str) -> Any:
    r"""The same for a `pattern` of JSON Schema, whose dialect writes code points as \u4e00. Raises ValueError."""
    return compiled(_CODE_POINT.sub(r"\\x{\1}", pattern))
