"""Plays random processes by chance: whatever waits may be answered next, in any order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from random import Random
from typing import Any

from engine.errors import Conflict, Invalid
from engine.events import Event
from engine.kernel import Kernel
from tests.engine.kernel.blocks import build_all
from tests.engine.kernel.drawing import INSTANCE, CalendarDays, Play, play

#: What waits -> the fact that answers it.
ANSWERS: Mapping[str, str] = {
    "user_task_created": "user_task_completed", "job_created": "job_completed", "timer_scheduled": "timer_triggered",
    "message_subscribed": "message_correlated",
}
#: What was waited for has come, or is waited for no longer.
OVER = frozenset({
    *ANSWERS.values(), "user_task_cancelled", "job_cancelled", "job_error_thrown", "timer_cancelled", "message_unsubscribed",
})
#: Facts of one play; after half of them only tasks and jobs are answered while there are any, so that it ends.
MOST = 600


def open_things(events: Sequence[Event]) -> dict[str, str]:
    """Key of each element instance that waits -> the fact that answers it, oldest first."""
    found: dict[str, str] = {}
    for one in events:
        if one.type in OVER:
            found.pop(str(one.element_instance_key), None)
        elif one.type in ANSWERS:
            found[str(one.element_instance_key)] = ANSWERS[one.type]
    return found


def answer(events: Sequence[Event], random: Random, round: int) -> tuple[str, str, dict[str, Any]] | None:
    """The next fact {type, key, body}; None when nothing waits."""
    things = open_things(events)
    work = {key: type for key, type in things.items() if type in ("user_task_completed", "job_completed")}
    if round > MOST / 2 and work:
        things = work
    if not things:
        return None
    key = random.choice(list(things))
    body: dict[str, Any] = {"variables": {"n": random.randint(0, 3)}}
    if things[key] == "job_completed" and random.random() < 0.3:
        return "job_error_thrown", key, {**body, "code": "E"}
    return things[key], key, body if things[key] != "timer_triggered" else {}


def over(played: Play) -> None:
    """The case is complete, each element instance has ended, and nothing is left in the snapshot."""
    assert played.outcome == "completed"
    assert played.count("element_activated") == played.count("element_completed") + played.count("element_terminated")
    assert played.count("incident_created") == 0
    assert open_things(played.events) == {}
    assert "\n" not in played.kernel.state
    assert INSTANCE in played.kernel.snapshot().scopes


def play_to_the_end(block: Any, random: Random) -> Play:
    """Play the block's process by a random order and random answers, restoring the kernel before every fact.

    Each join fires once, nothing is lost, and nothing is left when the case is complete.
    """
    played = play(*build_all(block))
    for round in range(MOST):
        following = answer(played.events, random, round)
        if following is None:
            break
        type, key, body = following
        played.apply(type, key, **body)
    over(played)
    return played


def play_with_returns(block: Any, random: Random) -> None:
    """The same, and a few tasks are returned to any earlier step: no join starves and nothing is left."""
    process, *called = build_all(block)
    played = play(process, *called)
    steps = [one.id for one in process.nodes.values() if one.kind == "userTask"]
    for round in range(MOST):
        following = answer(played.events, random, round)
        if following is None:
            break
        type, key, body = following
        if type == "user_task_completed" and round % 3 == 2 and round < 15:
            with suppress(Conflict, Invalid):
                played.apply("user_task_returned", key, target=random.choice(steps), reason="r")
                continue
        played.apply(type, key, **body)
    assert played.outcome == "completed"
    assert "\n" not in played.kernel.state


def play_beside_the_unpruned(block: Any, random: Random) -> None:
    """Two kernels hear the same facts: one lives on, the other is made anew from the snapshot before each fact.

    What follows from each fact is the same, event for event, and so is the state after it.
    """
    processes = build_all(block)
    played = play(*processes)
    lives = Kernel.start(played.definition, CalendarDays())
    lives.apply(played.events[0])
    for round in range(MOST):
        following = answer(played.events, random, round)
        if following is None:
            break
        type, key, body = following
        before = len(played.events)
        played.apply(type, key, **body)
        fact, *follows = played.events[before:]
        assert lives.apply(fact) == follows
        assert lives.snapshot() == played.kernel.snapshot()
    over(played)
