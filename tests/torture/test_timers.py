"""Timers and jobs under several executors: none early, none twice, none lost, whoever is stopped or dead meanwhile."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from datetime import timedelta

from engine import job, keys, process_instance
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
        cases = [cluster.begin("slow")]
        holder, task = at_work(cluster, cases)
        case = keys.instance_of(task)
        cluster.kill(holder, signal.SIGSTOP)
        try:
            until(lambda case=case: cluster.finished([case]), "another executor has done it")
        finally:
            cluster.kill(holder, signal.SIGCONT)
        until(lambda: not marks(cluster), "both are through")
        assert broken(cluster.house, cluster.record, [case]) == []
        with cluster.house.reading() as tx:
            told = [one.event for one in process_instance.history(tx, case)]
        assert [event.type for event in told].count("job_completed") == 1
    done("lease holders stopped and continued", count)


@counted("processes asked to stop")
def test_a_process_that_is_asked_to_stop_finishes_what_it_is_doing(cluster: Cluster, count: int) -> None:
    for _ in range(count):
        # More than one: it must not stay until all of them are done.
        cases = [cluster.begin("slow") for _ in range(8)]
        holder, task = at_work(cluster, cases)
        cluster.kill(holder, signal.SIGTERM)
        until(lambda holder=holder: not holder.alive, f"{holder.name} has stopped")
        with cluster.house.reading() as tx:
            assert job.get(tx, task)["state"] == "completed"
        until(lambda cases=cases: cluster.finished(cases), "others do the rest")
        assert broken(cluster.house, cluster.record, cases) == []
        cluster.revive()
    done("processes asked to stop", count)


def at_work(cluster: Cluster, cases: list[str]) -> tuple[Member, str]:
    """Who runs the slow handler now, and the key of its job. When all were done before we looked there is one more case."""
    found: list[tuple[Member, str]] = []

    def look() -> bool:
        for pid, task in marks(cluster).items():
            group = os.getpgid(pid)
            found.extend((one, task) for one in cluster.members if one.pid == group)
        if not found and cluster.finished(cases):
            cases.append(cluster.begin("slow"))
        return bool(found)

    until(look, "somebody runs the slow handler")
    return found[0]


def marks(cluster: Cluster) -> dict[int, str]:
    """Who runs the slow handler: process -> job. A mark that goes away while we look is none."""
    found = {}
    for path in (cluster.home / "armed").glob("slow.*"):
        with suppress(FileNotFoundError):
            if text := path.read_text("ascii"):
                found[int(path.suffix[1:])] = text
    return found
