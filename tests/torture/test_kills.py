"""Kill -9 of web servers and executors, at random moments and at every named point: nothing acknowledged is lost, nothing is half."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from random import Random

from tests.torture.counts import SEED, counted, done
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


@counted("kills at each named point")
def test_a_kill_at_every_named_point_loses_nothing(cluster: Cluster, count: int) -> None:
    # The short form meets every point on one of the two databases, the long form on both.
    turn = cluster.house.database.dialect == "postgresql"
    points = faults.POINTS if count > 1 else faults.POINTS[turn::2]
    cases = [killed_at(cluster, point, f"{point}{number}") for number in range(count) for point in points]
    cluster.revive()
    assert broken(cluster.house, cluster.record, cases) == []
    done("kills at each named point", count * len(points))


def killed_at(cluster: Cluster, point: str, mark: str) -> str:
    """A case that is worked on while the first process that comes to the point dies there."""
    case = cluster.begin("work")
    armed = cluster.home / "armed" / point
    armed.touch()
    over = threading.Event()
    watch = threading.Thread(target=mend, args=(cluster, over), daemon=True)
    watch.start()
    try:
        for step, person in (("a", cluster.people[0]), ("b", cluster.people[1])):
            until(lambda step=step: [task["element_id"] for task in cluster.tasks(case)] == [step], f"task {step}")
            answer = person.complete(cluster.tasks(case)[0]["key"], paper=PAPER + f"{mark}{step}".encode())
            assert answer is not None and answer.status == 302, answer
        until(lambda: cluster.finished([case]), "the case is finished")
    finally:
        over.set()
        watch.join()
    assert not armed.exists(), f"nobody came to {point}"
    return case


def mend(cluster: Cluster, over: threading.Event) -> None:
    """Start again whoever dies, until it is over."""
    while not over.wait(0.02):
        cluster.revive()
