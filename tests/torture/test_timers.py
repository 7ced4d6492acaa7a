"""Timers and jobs under several executors: none early, none twice, none lost, whoever is stopped or dead meanwhile."""

from __future__ import annotations

import signal
from datetime import timedelta

from engine import process_instance
from tests.torture.counts import counted, done
from tests.torture.rig.checker import broken
from tests.torture.rig.cluster import Cluster, Member, now, until

#: How long nobody was there; the rig's timers run an hour.
DOWNTIMES = (timedelta(hours=1, seconds=1), timedelta(hours=2), timedelta(days=30))


@counted("timers due at one instant")
def test_many_timers_are_due_at_one_instant_after_a_downtime(cluster: Cluster, count: int) -> None:
    begun = now()
    cases = [cluster.begin("clock", at=begun - DOWNTIMES[number % len(DOWNTIMES)]) for number in range(count)]
    ahead = [cluster.begin("clock")]
    # The last ones come due while the executors are at work.
    soon = [cluster.begin("clock", at=now() - timedelta(hours=1) + timedelta(seconds=1)) for _ in range(3)]
    until(lambda: cluster.finished([*cases, *soon]), "every timer has fired", 60 + count / 5)
    assert cluster.states(ahead) == {ahead[0]: "active"}
    assert broken(cluster.house, cluster.record, [*cases, *soon, *ahead]) == []
    done("timers due at one instant", count)


@counted("lease holders stopped and continued")
def test_an_executor_that_was_stopped_past_its_lease_does_no_harm(cluster: Cluster, count: int) -> None:
    for _ in range(count):
        case = cluster.begin("slow")
        holder = at_work(cluster)
        cluster.kill(holder, signal.SIGSTOP)
        try:
            until(lambda case=case: cluster.finished([case]), "another executor has done it")
        finally:
            cluster.kill(holder, signal.SIGCONT)
        until(lambda: not list((cluster.home / "armed").glob("slow.*")), "both are through")
        assert broken(cluster.house, cluster.record, [case]) == []
        with cluster.house.reading() as tx:
            told = [one.event for one in process_instance.history(tx, case)]
        assert [event.type for event in told].count("job_completed") == 1
    done("lease holders stopped and continued", count)


def at_work(cluster: Cluster) -> Member:
    """Who runs the slow handler now."""
    folder = cluster.home / "armed"

    def found() -> list[Member]:
        pids = [int(path.suffix[1:]) for path in folder.glob("slow.*")]
        groups = {group_of(pid) for pid in pids}
        return [one for one in cluster.members if one.pid in groups]

    until(lambda: bool(found()), "somebody runs the slow handler")
    return found()[0]


def group_of(pid: int) -> int:
    """The process group of a process."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        return int(file.read().rpartition(")")[2].split()[2])
