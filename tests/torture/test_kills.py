"""A thousand kills, and a thousand races for one task."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from engine import audit, process_instance, user_task
from engine.errors import Conflict, NotFound
from engine.house import Actor, House
from tests.engine.setting import ANN, LOOP, MONDAY, deploy
from tests.engine.store.test_transaction_durability import kill_once

KILLS = 1_000
RACES = 1_000
RIVALS = 8

pytestmark = pytest.mark.torture


def test_a_thousand_kills_lose_nothing(build: Callable[..., House], database_url: str) -> None:
    mine, random = build(), Random(27)
    with mine.transaction() as tx:
        deploy(tx, LOOP)
    for _ in range(KILLS):
        kill_once(mine, database_url, random.randint(1, 20))
    assert audit.rebuild(mine) == []


def test_a_thousand_races_have_one_winner_each(build: Callable[..., House]) -> None:
    mine = build()
    with mine.transaction() as tx:
        deploy(tx, LOOP)
        case = process_instance.start(tx, "loop", variables={}, actor=ANN, at=MONDAY)
    rivals = [Actor(f"rival{number}", ANN.groups) for number in range(RIVALS)]
    with ThreadPoolExecutor(RIVALS) as pool:
        for _ in range(RACES):
            with mine.reading() as tx:
                [task] = user_task.search(tx, instance_key=case, state="created")
            won = list(pool.map(lambda rival, key=task["key"]: wins(mine, key, rival), rivals))
            assert sum(won) == 1
    with mine.reading() as tx:
        assert audit.verify(tx, case) == [] == audit.replay(tx, case)


def wins(house: House, key: str, actor: Actor) -> bool:
    """Try to complete a task; False when another was faster."""
    try:
        house.perform(lambda tx: user_task.complete(tx, key, variables={"more": True}, actor=actor, at=MONDAY))
    except (Conflict, NotFound):
        return False
    return True
