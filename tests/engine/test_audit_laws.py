"""Whatever is drawn and whatever comes: the chain holds, the replay gives the same history, the tables are those of the history."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import audit, diagram, process_instance
from engine.events import fact
from engine.house import House
from engine.store import snapshots
from tests.engine import setting
from tests.engine.kernel.blocks import EVENTFUL, EVERY, LEAVES, blocks, build_all
from tests.engine.kernel.chance import MOST, answer
from tests.engine.kernel.writing import as_bpmn
from tests.engine.setting import ANN, MONDAY, deploy

ANY = blocks((*EVERY, *EVENTFUL), LEAVES)


@pytest.fixture(scope="module")
def house() -> House:
    """One house for all cases."""
    return setting.house("sqlite:///:memory:")


def play_and_audit(house: House, block: object, random: Random) -> None:
    """Deploy the block's process, play it by chance with a lost snapshot now and then, and audit what was kept."""
    processes = build_all(block)
    content = as_bpmn(processes)
    read = diagram.read(content, "p").processes
    assert {id: list(one.nodes) for id, one in read.items()} == {one.id: list(one.nodes) for one in processes}
    with house.transaction() as tx:
        deploy(tx, content)
        case = process_instance.start(tx, "p", variables={}, actor=ANN, at=MONDAY)
        for round in range(MOST):
            following = answer([one.event for one in process_instance.history(tx, case)], random, round)
            if following is None:
                break
            type, key, body = following
            if random.random() < 0.1:
                snapshots.forget(tx, case)
            process_instance.advance(tx, case, fact(type, MONDAY, "ann", body, key))
        assert process_instance.get(tx, case)["state"] == "completed"
        assert (audit.verify(tx, case), audit.replay(tx, case)) == ([], [])
    assert audit.rebuild(house, case) == []


@settings(max_examples=60)
@given(ANY, st.randoms(use_true_random=False))
def test_what_was_played_is_verified_replayed_and_rebuilt(house: House, block: object, random: Random) -> None:
    play_and_audit(house, block, random)
