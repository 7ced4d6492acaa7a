"""The kernel's property on ten thousand diagrams."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine import setting
from tests.engine.kernel.blocks import EVENTFUL, EVERY, LEAVES, blocks
from tests.engine.kernel.chance import play_beside_the_unpruned, play_to_the_end
from tests.engine.test_audit_laws import play_and_audit


@pytest.mark.torture
@settings(max_examples=10_000, deadline=None, derandomize=False, print_blob=True)
@given(blocks((*EVERY, *EVENTFUL), LEAVES), st.randoms(use_true_random=False))
def test_ten_thousand_structured_diagrams_complete(block: object, random: Random) -> None:
    play_to_the_end(block, random)


@pytest.mark.torture
@settings(max_examples=10_000, deadline=None, derandomize=False, print_blob=True)
@given(blocks((*EVERY, *EVENTFUL), LEAVES), st.randoms(use_true_random=False))
def test_ten_thousand_snapshots_keep_all_that_can_still_move(block: object, random: Random) -> None:
    play_beside_the_unpruned(block, random)


@pytest.mark.torture
def test_a_thousand_cases_are_verified_replayed_and_rebuilt() -> None:
    house = setting.house("sqlite:///:memory:")

    @settings(max_examples=1_000, deadline=None, derandomize=False, print_blob=True)
    @given(blocks((*EVERY, *EVENTFUL), LEAVES), st.randoms(use_true_random=False))
    def every_case(block: object, random: Random) -> None:
        play_and_audit(house, block, random)

    every_case()
