"""Keys: decimal strings of at most 19 digits. An element instance key is its process instance key plus an ordinal."""

from __future__ import annotations

#: Element instances that one process instance can have.
ORDINALS = 10_000_000


def instance_key(number: int) -> str:
    """The key of the `number`-th process instance (1, 2, …) of this house."""
    return str(number * ORDINALS)


def instance_of(key: str) -> str:
    """The process instance key in an element instance key. A text that is no key gives a key that nobody has: `0`."""
    return str(int(key) // ORDINALS * ORDINALS) if key.isascii() and key.isdigit() and len(key) <= 19 else "0"
