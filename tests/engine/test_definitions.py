"""Definitions: addressed by what they are made of, compiled once, a bounded number at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from engine import definitions
from engine.definitions import Definitions, Pins
from engine.errors import NotFound
from engine.house import House
from tests.engine.setting import CHECK, LOOP, REVIEW, deploy


def test_should_name_the_same_parts_the_same() -> None:
    pins = Pins(process_id="p", processes={"p": "1", "q": "2"}, decisions={"d": "3"}, forms={"f": "4"}, reads=("project",))
    other_order = replace(pins, processes={"q": "2", "p": "1"})
    assert pins.digest == other_order.digest
    assert pins.digest != replace(pins, reads=()).digest
    assert Pins.of(pins.body()) == pins


def test_should_compile_once_and_forget_the_longest_unused(build: Callable[..., House]) -> None:
    house, kept = build(), Definitions(capacity=2)
    with house.transaction() as tx:
        review, check, loop = (deploy(tx, content).digest for content in (REVIEW, CHECK, LOOP))
        first = kept.of(tx, review)
        kept.of(tx, check)
        assert kept.of(tx, review) is first
        second = kept.of(tx, loop)
        assert kept.of(tx, review) is first
        assert kept.of(tx, loop) is second
        again = kept.of(tx, check)
        assert again.pins.process_id == "check"
        assert kept.of(tx, review) is not first


def test_should_say_that_a_part_is_missing(build: Callable[..., House]) -> None:
    house = build()
    with house.reading() as tx:
        for ask in (definitions.pins, definitions.content, definitions.compile):
            with pytest.raises(NotFound):
                ask(tx, "0" * 64)
