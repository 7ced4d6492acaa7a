"""Tokens, escapes, comments, and the characters that a Chinese keyboard types by mistake."""

from __future__ import annotations

import pytest

from engine.feel.problems import FeelSyntaxError
from engine.feel.syntax.lexer import LOOK_ALIKES, MAX_TEXT, tokenize, unescape


def texts(text: str) -> list[str]:
    return [token.text for token in tokenize(text)[:-1]]


def refusal(text: str) -> FeelSyntaxError:
    with pytest.raises(FeelSyntaxError) as caught:
        tokenize(text)
    return caught.value


@pytest.mark.parametrize(("text", "expected"), [
    ("a+b", ["a", "+", "b"]),
    ("1..5", ["1", "..", "5"]),
    ("1.5e3 ** .5", ["1.5e3", "**", ".5"]),
    ("项目 名称>=3", ["项目", "名称", ">=", "3"]),
    ("a // rest\n- b /* x * / */ -c", ["a", "-", "b", "-", "c"]),
    ('"// no comment"', ['"// no comment"']),
    ("?.x", ["?", ".", "x"]),
    ("🐎", ["🐎"]),
])
def test_tokens(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    (r'"a\"b"', 'a"b'),
    (r'"\n\t\\"', "\n\t\\"),
    (r'"\u4e2d\U01F40E"', "中🐎"),
    (r'"\uD83D\uDC0E"', "🐎"),
    (r'"\s+"', r"\s+"),
    ('"中\n文"', "中\n文"),
])
def test_string_escapes(text: str, expected: str) -> None:
    assert unescape(tokenize(text)[0]) == expected


def test_half_a_surrogate_pair_is_no_character() -> None:
    with pytest.raises(FeelSyntaxError) as caught:
        unescape(tokenize(r'"\uD83D"')[0])
    assert caught.value.code == "feel.escape"


@pytest.mark.parametrize(("text", "found", "expected"), [
    ("（1）", "（", "("), ("a ＞ 1", "＞", ">"), ("“是”", "“", '"'), ("f(1，2)", "，", ","), ("１", "１", "1"), ("a≥1", "≥", ">="),
    ("'a'", "'", '"'), ("a && b", "&", "and"),
])
def test_a_look_alike_is_named_with_what_was_meant(text: str, found: str, expected: str) -> None:
    error = refusal(text)
    assert (error.code, error.data["found"], error.data["expected"]) == ("feel.look_alike", found, expected)


def test_every_full_width_character_has_its_counterpart() -> None:
    assert LOOK_ALIKES["；"] == ";"
    assert LOOK_ALIKES["［"] == "["


@pytest.mark.parametrize(("text", "code", "position"), [
    ('a = "x', "feel.open_string", 4), ("a /* b", "feel.open_comment", 2), ("a # b", "feel.character", 2),
    ("a\u200bb", "feel.character", 1),
])
def test_unreadable_text_is_refused_with_its_place(text: str, code: str, position: int) -> None:
    assert (refusal(text).code, refusal(text).data["position"]) == (code, position)


def test_a_text_beyond_the_limit_is_refused_unread() -> None:
    assert refusal("a" * (MAX_TEXT + 1)).code == "feel.too_long"
