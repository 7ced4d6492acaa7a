"""Every sentence that people read, Chinese first: code and data in, a sentence out. A missing word is an error."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any, Literal, get_args

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", str(value)


@cache
def dictionary(language: Language) -> Mapping[str, str]:
    """All sentences of a language by code: `section.code`."""
    text = files(__name__).joinpath(f"{language}.toml").read_text("utf-8")
    return dict(_flat(tomllib.loads(text)))


class _Lenient(Formatter):
    """Shows a datum that a sentence names and the caller lacks as `…`: an error page must not fail."""

    def get_value(self, key: int | str, args: Any, kwargs: Any) -> Any:
        return kwargs.get(key, "…") if isinstance(key, str) else "…"


def words(code: str, language: Language, /, **data: Any) -> str:
    """The sentence of `code` (`section.code`) in a language. Raises KeyError when nobody wrote it."""
    return _Lenient().vformat(dictionary(language)[code], (), data)


def known(code: str) -> bool:
    """Is there a sentence for this code?"""
    return code in dictionary("zh")


def pick(texts: Mapping[str, Any] | str | None, language: Language) -> str:
    """The text of a language out of `{"zh": …, "en": …}`; Chinese when the other is not written."""
    if texts is None:
        return ""
    if isinstance(texts, str):
        return texts
    return str(texts.get(language) or texts.get("zh") or "")


def negotiate(chosen: str | None, accepted: str | None) -> Language:
    """The language to speak: what the person chose, else what the browser prefers, else Chinese.

    `accepted` is an Accept-Language header; only its order of `zh` and `en` matters.
    """
    if chosen in LANGUAGES:
        return chosen
    for part in (accepted or "").split(",")[:20]:
        tag = part.split(";")[0].strip().lower()[:2]
        if tag in LANGUAGES:
            return tag
    return "zh"
