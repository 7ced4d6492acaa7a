"""Passwords: Argon2id hashes, and the rules for a new one (complexity as in 等保三级)."""

from __future__ import annotations

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher()
#: Verified when nobody has the typed name, so that the answer takes as long as for a person who exists.
_NOBODY = _HASHER.hash(secrets.token_urlsafe())

#: Longer ones are not read: hashing them would cost us more than the guesser.
LONGEST = 128


def hash_password(password: str) -> str:
    """The stored form of a password."""
    return _HASHER.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Is it the password? None (no such account) costs the same time and gives False."""
    try:
        good = _HASHER.verify(_NOBODY if stored is None else stored, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return good and stored is not None


def weakness(password: str, username: str, *, shortest: int, classes: int) -> str | None:
    """The word code of what is wrong with a new password, or None. `classes`: kinds of characters that it must have."""
    kinds = (str.islower, str.isupper, str.isdigit, lambda sign: not sign.isalnum())
    if not shortest <= len(password) <= LONGEST:
        return "password.length"
    if username.lower() in password.lower():
        return "password.holds_name"
    if sum(any(kind(sign) for sign in password) for kind in kinds) < classes:
        return "password.simple"
    return None
