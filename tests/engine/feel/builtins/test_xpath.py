"""XPath's regular expressions, where they differ from those of RE2."""

from __future__ import annotations

import pytest

from engine.feel.builtins.patterns import _compile
from engine.feel.builtins.xpath import translated


def matches(pattern: str, text: str, flags: str = "") -> bool:
    return _compile(pattern, flags).search(text) is not None


@pytest.mark.parametrize(("pattern", "good", "bad"), [
    (r"^\w+$", "政务云1", "a b"), (r"^\d$", "４", "四"), (r"^\s$", "\t", "\u3000"), (r"^\S$", "a", " "), (r"^\W$", "。", "一"),
    (r"^.$", "a", "\r"), (r"^\i\c*$", "_a-1", "-a"), (r"^\p{IsBasicLatin}+$", "a1", "一"), (r"^\P{IsBasicLatin}+$", "一", "a"),
    (r"^\p{IsCJKUnifiedIdeographs}$", "字", "a"), (r"^[\p{IsGreek}a]$", "β", "b"), (r"^\p{Lu}\P{Lu}$", "Aa", "AA"),
])
def test_escapes(pattern: str, good: str, bad: str) -> None:
    assert (matches(pattern, good), matches(pattern, bad)) == (True, False)


@pytest.mark.parametrize(("pattern", "good", "bad"), [
    ("^[a-z-[aeiou]]+$", "xyz", "abc"), (r"^[\w-[\d_]]+$", "a字", "a1"), ("^[^a-c-[x]]$", "d", "x"), (r"^[\p{L}-[a-z-[q]]]$", "q", "b"),
    (r"^[\S-[a]]$", "b", "a"), (r"^[\s\S]$", " ", ""), (r"^[\t\-[\]]$", "-", "a"), ("^[a-]$", "-", "b"), (r"^[\p{IsGreek}-[α]]$", "β", "α"),
    (r"^[\P{L}-[1]]$", "2", "1"), (r"^[\i-[:]]$", "a", ":"),
])
def test_classes_may_be_taken_from_each_other(pattern: str, good: str, bad: str) -> None:
    assert (matches(pattern, good), matches(pattern, bad)) == (True, False)


def test_case_is_ignored_after_the_subtraction() -> None:
    assert matches("^[A-Z-[OI]]$", "x", "i")
    assert not matches("^[A-Z-[OI]]$", "o", "i")


@pytest.mark.parametrize("pattern", ["he ll o[ ]worl d", r"\p{ I s BasicLatin}{11}", "hello\\ sworld", "hello\\s w[o ]rld"])
def test_white_space_means_nothing_under_x(pattern: str) -> None:
    assert matches(pattern, "hello world", "x")


def test_under_s_a_dot_is_anything() -> None:
    assert matches("^.$", "\r", "s")


@pytest.mark.parametrize("pattern", [
    r"\3", r"[\1]", r"\p{IsNowhere}", "[a", "[z-a-[b]]", r"[\d-z-[b]]", "[a-[a]]", r"[\p{Q}-[a]]", "a]-[b]]-[", r"\q",
    "[a" + "-[a" * 30 + "]" * 31,
])
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="."):
        _compile(pattern, "")


def test_plain_patterns_stay_as_they_are() -> None:
    assert translated(r"^a[bc]\.(?:d|e)+$", "") == r"^a[bc]\.(?:d|e)+$"
