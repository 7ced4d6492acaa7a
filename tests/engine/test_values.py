"""JSON as the engine means it: lossless, one canonical form, and times with one stored form."""

from __future__ import annotations

from collections import OrderedDict
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

import pytest
import simplejson
from hypothesis import given
from hypothesis import strategies as st

from engine.events import Event, chain
from engine.values import ZONE, canonical, dumps, from_utc, loads, plain, to_utc

SCALARS = st.none() | st.booleans() | st.integers() | st.text() | st.decimals(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


class _Plain(Decimal):
    def __str__(self) -> str:
        return plain(self)


def reference(value: object, *, sort_keys: bool) -> str:
    """The form of old digests: the library's, after its numbers were made plain."""

    def normal(one: object) -> object:
        if isinstance(one, Decimal):
            return _Plain(one)
        if isinstance(one, dict):
            return {name: normal(item) for name, item in one.items()}
        return [normal(item) for item in one] if isinstance(one, list) else one

    return str(simplejson.dumps(
        normal(value), use_decimal=True, ensure_ascii=False, separators=(",", ":"), sort_keys=sort_keys,
    ))


@given(VALUES)
def test_the_bytes_are_those_of_every_digest_that_was_ever_stored(value: object) -> None:
    assert dumps(value) == reference(value, sort_keys=False)
    assert canonical(value) == reference(value, sort_keys=True).encode()


@given(VALUES)
def test_what_is_written_is_read_again_and_written_the_same(value: object) -> None:
    text = dumps(value)
    assert loads(text) == value
    assert dumps(loads(text)) == text


@pytest.mark.parametrize(("value", "text"), [
    (Decimal("4E+2"), "400"), (Decimal("1.50"), "1.5"), (Decimal("-0.0"), "0"), (True, "true"), (None, "null"),
    ((1, "二"), '[1,"二"]'), (OrderedDict(b=1, a=2), '{"b":1,"a":2}'), ("\x01\"\\\n", '"\\u0001\\"\\\\\\n"'),
    (datetime(2027, 1, 4, 9, tzinfo=ZONE), '"2027-01-04T01:00:00.000000Z"'), (StrEnum("E", "A").A, '"a"'),
])
def test_what_is_not_plain_json_is_written_as_what_it_means(value: object, text: str) -> None:
    assert dumps(value) == text


@pytest.mark.parametrize("value", [1.5, {1: "a"}, {"a": {None: 1}}, b"bytes", {"set"}, object()])
def test_what_would_lose_something_is_refused(value: object) -> None:
    for write in (dumps, canonical):
        with pytest.raises(TypeError):
            write([value])


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity")])
def test_a_number_that_is_none_is_refused(value: Decimal) -> None:
    with pytest.raises(ValueError, match="not a JSON number"):
        dumps(value)


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", "{", ""])
def test_what_is_not_json_is_not_read(text: str) -> None:
    with pytest.raises(ValueError):
        loads(text)


@given(st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.just(ZONE) | st.just(UTC)))
def test_a_time_has_one_stored_form(at: datetime) -> None:
    text = to_utc(at)
    assert text == at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert from_utc(text) == at.astimezone(UTC)
    assert to_utc(from_utc(text)) == text


def test_two_zones_with_one_instant_are_stored_as_one() -> None:
    there = datetime(2027, 1, 4, 9, tzinfo=ZONE)
    assert to_utc(there) == to_utc(there.astimezone(timezone(timedelta(hours=-5))))


@pytest.mark.parametrize("text", [
    "2027-01-04T01:00:00Z", "2027-01-04T01:00:00.000000+00:00", "2027-01-04T01:00:00.000000", "2027-01-04", "soon", "",
])
def test_another_form_of_a_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        from_utc(text)


def test_a_naive_time_is_not_stored() -> None:
    with pytest.raises(ValueError, match="zone"):
        to_utc(datetime(2027, 1, 4))


@given(st.text(), st.text(), st.integers(min_value=1), st.text(), st.none() | st.text(), st.booleans())
def test_an_event_is_chained_by_the_canonical_list_of_its_parts(
    previous: str, stream: str, sequence: int, actor: str, element: str | None, is_fact: bool,
) -> None:
    event = Event(type="comment_added", at=datetime(2027, 1, 4, tzinfo=UTC), actor=actor, element_id=element, is_fact=is_fact)
    parts = [previous, stream, sequence, event.type, 1, to_utc(event.at), actor, is_fact, element, None, "digest"]
    assert chain(previous, stream, sequence, event, "digest") == sha256(canonical(parts)).hexdigest()
