"""Checkpoints: the heads of all chains, signed, for a file that leaves the house. Who rewrites history later contradicts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from engine.errors import Invalid
from engine.values import canonical, dumps, from_utc, loads, to_utc

#: stream -> (sequence, digest) of its last event
Heads = Mapping[str, tuple[int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The heads of all streams at a moment, and the public key (hexadecimal) that signed them."""

    at: datetime
    heads: Heads
    signer: str


def new_key() -> bytes:
    """The secret of a new Ed25519 signing key: 32 bytes, to be kept outside the database."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def write(heads: Heads, at: datetime, secret: bytes) -> str:
    """The checkpoint as signed JSON text."""
    key = Ed25519PrivateKey.from_private_bytes(secret)
    body = {
        "at": to_utc(at), "heads": {stream: list(head) for stream, head in heads.items()},
        "signer": key.public_key().public_bytes_raw().hex(),
    }
    return dumps({**body, "signature": key.sign(canonical(body)).hex()})


def read(text: str | bytes) -> Checkpoint:
    """A checkpoint whose signature holds. Raises Invalid: not a checkpoint, or altered since it was signed."""
    try:
        body = dict(loads(text))
        signature = bytes.fromhex(body.pop("signature"))
        signer = Ed25519PublicKey.from_public_bytes(bytes.fromhex(body["signer"]))
        heads = {stream: (int(sequence), str(digest)) for stream, (sequence, digest) in body["heads"].items()}
        at = from_utc(body["at"])
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Invalid("checkpoint.malformed", problem=str(error)) from error
    try:
        signer.verify(signature, canonical(body))
    except InvalidSignature as error:
        raise Invalid("checkpoint.signature", signer=body["signer"]) from error
    return Checkpoint(at=at, heads=heads, signer=body["signer"])
