"""Passwords: hashed with Argon2id, compared in constant kind, weak ones named."""

from __future__ import annotations

import pytest

from web import passwords


def test_a_hash_is_salted_and_matches_its_password_alone() -> None:
    first, second = passwords.hash_password("Lotus-pond-27"), passwords.hash_password("Lotus-pond-27")
    assert first != second and first.startswith("$argon2id$")
    assert passwords.matches(first, "Lotus-pond-27")
    assert not passwords.matches(first, "lotus-pond-27")


@pytest.mark.parametrize("stored", [None, "", "not a hash"])
def test_nobody_matches_nothing(stored: str | None) -> None:
    assert not passwords.matches(stored, "nobody has this password")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("Lotus-pond-27", None), ("lotus pond 27", None), ("荷塘-Lotus-2027", None), ("Aa1-", "password.length"),
        ("A" * 64 + "a1" * 33, "password.length"), ("lotuspondlotus", "password.simple"), ("Clerk-of-2027", "password.holds_name"),
    ],
)
def test_weakness(password: str, code: str | None) -> None:
    assert passwords.weakness(password, "clerk", shortest=12, classes=3) == code
