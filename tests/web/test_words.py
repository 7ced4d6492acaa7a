"""Sentences: filled with data, never failing for a missing one; texts in two languages fall back to Chinese."""

from __future__ import annotations

import pytest

from web import words


def test_a_sentence_is_filled_with_its_data() -> None:
    assert words.words("form.minLength", "zh", limit=2) == "至少 2 个字"


def test_a_missing_datum_does_not_break_an_error_page() -> None:
    assert words.words("form.minLength", "en") == "At least … characters"


def test_a_missing_sentence_is_an_error() -> None:
    with pytest.raises(KeyError):
        words.words("ui.nobody_wrote_this", "zh")


@pytest.mark.parametrize(
    ("texts", "chosen"), [({"zh": "甲", "en": "a"}, "a"), ({"zh": "甲"}, "甲"), ({}, ""), (None, ""), ("甲", "甲")]
)
def test_texts_fall_back_to_chinese(texts: object, chosen: str) -> None:
    assert words.pick(texts, "en") == chosen  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cookie", "accepted", "language"),
    [("en", "zh", "en"), ("xx", "en", "en"), (None, None, "zh"), (None, "de, en;q=0.5", "en"), (None, "zh-TW,en", "zh")],
)
def test_the_language_of_an_answer(cookie: str | None, accepted: str | None, language: str) -> None:
    assert words.negotiate(cookie, accepted) == language
