"""Kill -9 of web servers and executors, at random moments and at every named point: nothing acknowledged is lost, nothing is half."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from random import Random
from typing import Any

import pytest

from tests.torture.counts import COUNTS, SEED, counted, done
from tests.torture.rig import faults
from tests.torture.rig.checker import broken
from tests.torture.rig.cluster import Cluster, until
from tests.torture.rig.person import Person

PAPER = b"%PDF-1.7\n%%EOF\n"
#: Cases that wait to be worked on while processes are killed.
OPEN = 8


@counted("kills of web servers and executors")
def test_kills_at_random_moments_lose_nothing(cluster: Cluster, count: int) -> None:
    random, over = Random(SEED), threading.Event()
    cases = [cluster.begin("work") for _ in range(OPEN)]
    with ThreadPoolExecutor(len(cluster.people)) as pool:
        working = [pool.submit(work, person, over) for person in cluster.people]
        try:
            for number in range(count):
                over.wait(random.uniform(0.05, 0.6))
                cluster.kill(random.choice(cluster.members))
                cluster.revive()
                finished = [case for case, state in cluster.states(cases[-OPEN:]).items() if state == "completed"]
                cases += [cluster.begin("work") for _ in finished[:OPEN] if number < count - 1]
            until(lambda: cluster.finished(cases), "every case is finished", 120)
        finally:
            over.set()
        for one in working:
            one.result()
    assert broken(cluster.house, cluster.record, cases) == []
    done("kills of web servers and executors", count)


def work(person: Person, over: threading.Event) -> None:
    """Do whatever is in the work list, until it is over."""
    random = Random(f"{SEED}{person.name}")
    while not over.is_set():
        if tasks := person.inbox():
            person.complete(random.choice(tasks), paper=PAPER + person.record.unique().encode() if random.random() < 0.2 else b"")
        else:
            over.wait(0.05)


def at_points() -> list[Any]:
    """Every point on both databases in the long form, on one of them in turn in the short one."""
    short, long = COUNTS["kills at each named point"]
    found = []
    for number, point in enumerate(faults.POINTS):
        for turn, kind in enumerate(("sqlite", "postgresql")):
            marks = [pytest.mark.postgres] if kind == "postgresql" else []
            if number % 2 == turn:
                found.append(pytest.param(kind, point, short, id=f"{kind}-{point}-short", marks=marks))
            found.append(pytest.param(kind, point, long, id=f"{kind}-{point}-long", marks=[*marks, pytest.mark.torture]))
    return found


@pytest.mark.parametrize(("standing", "point", "count"), at_points(), indirect=["standing"])
def test_a_kill_at_a_named_point_loses_nothing(cluster: Cluster, point: str, count: int) -> None:
    cases = []
    armed = cluster.home / "armed" / point
    people = cycle(cluster.people)
    for number in range(count):
        cases.append(case := cluster.begin("work"))
        armed.touch()
        for step in ("a", "b"):
            until(lambda step=step: [task["element_id"] for task in cluster.tasks(case)] == [step], f"task {step}")
            watch = threading.Thread(target=mended, args=(cluster,), daemon=True)
            watch.start()
            answer = next(people).complete(cluster.tasks(case)[0]["key"], paper=PAPER + f"{point}{number}{step}".encode())
            assert answer is not None and answer.status == 302, answer
            watch.join()
        until(lambda: cluster.finished([case]), "the case is finished")
        assert not armed.exists(), f"nobody came to {point}"
    cluster.revive()
    assert broken(cluster.house, cluster.record, cases) == []
    done("kills at each named point", count)


def mended(cluster: Cluster) -> None:
    """Start again whoever dies in the next moments."""
    for _ in range(20):
        if cluster.revive():
            return
        threading.Event().wait(0.02)
