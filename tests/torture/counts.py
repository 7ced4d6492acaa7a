"""How much is done: a short form for every run of the tests, a long one for `make torture`, and what was done in the end."""

from __future__ import annotations

import os
from collections.abc import Mapping

import pytest

#: name -> (short, long)
COUNTS: Mapping[str, tuple[int, int]] = {
    "kills of web servers and executors": (3, 1_000),
    "kills at each named point": (1, 50),
    "lost answers, sent again": (2, 5_000),
    "races for one task": (2, 1_000),
    "races of the last votes": (2, 1_000),
    "races into a join": (2, 1_000),
    "races of the same request": (2, 1_000),
    "races of cancel against complete": (2, 1_000),
    "races of reassign against complete": (2, 1_000),
    "restarts of PostgreSQL": (1, 50),
    "full disks": (1, 200),
    "closed attachment folders": (1, 200),
    "read-only databases": (1, 200),
    "timers due at one instant": (12, 10_000),
    "lease holders stopped and continued": (1, 100),
    "processes asked to stop": (1, 100),
    "poison jobs": (5, 1_000),
    "poison messages": (5, 1_000),
    "votes at one moment in one case": (8, 50),
}
#: The randomness of everything; another one with TORTURE_SEED.
SEED = int(os.environ.get("TORTURE_SEED", "27"))
#: How much of the long form is run: all of it, or a part with TORTURE_SHARE.
SHARE = float(os.environ.get("TORTURE_SHARE", "1"))
#: What this run has done: (test, count).
DONE: list[tuple[str, int]] = []


def counted(name: str) -> pytest.MarkDecorator:
    """Run a test with the argument `count`: the short form always, the long one under the marker `torture`."""
    short, whole = COUNTS[name]
    long = max(short, round(whole * SHARE))
    return pytest.mark.parametrize("count", [
        pytest.param(short, id="short"), pytest.param(long, id="long", marks=pytest.mark.torture),
    ])


def done(name: str, count: int) -> None:
    """Note for the table at the end that so many were survived."""
    assert name in COUNTS
    DONE.append((name, count))


def table() -> list[str]:
    """What was done, a line each."""
    totals: dict[str, list[int]] = {}
    for name, count in DONE:
        totals.setdefault(name, []).append(count)
    return [f"{name:<44} {' + '.join(f'{count:,}' for count in counts)}" for name, counts in totals.items()]
