"""A checkpoint that left the house comes back as it was signed, or is refused."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import checkpoint
from engine.errors import Invalid

AT = datetime(2027, 1, 4, 1, tzinfo=UTC)
SECRET = checkpoint.new_key()
HEADS = {"10000000": (7, "ab" * 32), "deployment": (1, "cd" * 32)}
TEXT = checkpoint.write(HEADS, AT, SECRET)


def test_it_is_read_as_it_was_written() -> None:
    kept = checkpoint.read(TEXT)
    assert (kept.at, kept.heads) == (AT, HEADS)
    assert kept.signer == checkpoint.read(checkpoint.write({}, AT, SECRET)).signer


def test_another_key_is_another_signer() -> None:
    assert checkpoint.read(checkpoint.write(HEADS, AT, checkpoint.new_key())).signer != checkpoint.read(TEXT).signer


@given(st.integers(0, len(TEXT.encode()) - 1), st.integers(1, 255))
def test_any_altered_byte_is_found(place: int, change: int) -> None:
    altered = bytearray(TEXT.encode())
    altered[place] ^= change
    try:
        kept = checkpoint.read(bytes(altered))
    except Invalid:
        return
    # The only spelling that may differ is that of hexadecimal digits: what was signed is the same.
    assert (kept.at, kept.heads, kept.signer) == (AT, HEADS, checkpoint.read(TEXT).signer)


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", "1", '{"signature": "xy"}', '{"signature": 1, "signer": 2}'])
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        checkpoint.read(text)
    assert refused.value.code == "checkpoint.malformed"
