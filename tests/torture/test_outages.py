"""The database goes away, fills up or takes no writes: people read 503 and a sentence, nothing is half, and it goes on by itself."""

from __future__ import annotations

import resource
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from random import Random

import psycopg
import pytest
from sqlalchemy import make_url

from tests.postgresql import Server
from tests.torture.counts import SEED, counted, done
from tests.torture.rig import faults
from tests.torture.rig.checker import broken
from tests.torture.rig.cluster import Cluster, until
from tests.torture.test_kills import PAPER, work

#: Cases that are worked on between two restarts.
OPEN = 6
#: What a person reads.
SENTENCE = "系统暂时不能写入"
only_sqlite = pytest.mark.parametrize("standing", ["sqlite"], indirect=True)
only_postgresql = pytest.mark.parametrize(
    "standing", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)


@only_postgresql
@counted("restarts of PostgreSQL")
def test_restarts_under_load_lose_nothing(cluster: Cluster, postgresql: Server, count: int) -> None:
    random, over = Random(SEED), threading.Event()
    cases = [cluster.begin("work") for _ in range(OPEN)]
    with ThreadPoolExecutor(len(cluster.people)) as pool:
        working = [pool.submit(work, person, over) for person in cluster.people]
        try:
            for _ in range(count):
                over.wait(random.uniform(0.2, 2 if count > 1 else 0.5))
                postgresql.restart()
                cases += [cluster.begin("work") for _ in range(OPEN)]
            until(lambda: cluster.finished(cases), "every case is finished", 120)
        finally:
            over.set()
        for one in working:
            one.result()
    assert broken(cluster.house, cluster.record, cases) == []
    done("restarts of PostgreSQL", count)


def refused_and_then_done(cluster: Cluster, count: int, fault: Callable[[Cluster], AbstractContextManager[None]]) -> None:
    """While `fault` lasts a form is refused with 503 and changes nothing; afterwards the same form is accepted."""
    cases = [cluster.begin("one") for _ in range(count)]
    for number, case in enumerate(cases):
        person = cluster.people[number % len(cluster.people)]
        sheet = person.open(cluster.tasks(case)[0]["key"])
        assert sheet is not None
        said, paper = cluster.record.unique(), PAPER + case.encode()
        with fault(cluster):
            refusal = person.hand_in(sheet, said=said, paper=paper, once=True)
            assert (refusal.status, SENTENCE in refusal.text) == (503, True), refusal
            assert refusal.retry_after
            assert len(cluster.tasks(case)) == 1
        assert person.hand_in(sheet, said=said, paper=paper).status == 302
    assert cluster.finished(cases)
    assert broken(cluster.house, cluster.record, cases) == []


@only_sqlite
@counted("full disks")
def test_a_full_disk_is_told_and_survived(cluster: Cluster, count: int) -> None:
    refused_and_then_done(cluster, count, full_disk)
    done("full disks", count)


@contextmanager
def full_disk(cluster: Cluster) -> Iterator[None]:
    """No process of the cluster can write a byte to any file."""
    limit = resource.RLIMIT_FSIZE
    before = {pid: resource.prlimit(pid, limit) for one in cluster.members for pid in members_of(one.pid)}
    try:
        for pid, (_soft, hard) in before.items():
            resource.prlimit(pid, limit, (0, hard))
        yield
    finally:
        for pid, limits in before.items():
            resource.prlimit(pid, limit, limits)


def members_of(group: int) -> list[int]:
    """The processes of a process group."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(path.read_text().rpartition(")")[2].split()[2]) == group:
                found.append(int(path.parent.name))
        except FileNotFoundError:
            continue  # it ended while we looked
    return found


@counted("closed attachment folders")
def test_an_attachment_folder_that_takes_nothing_is_told_and_survived(cluster: Cluster, count: int) -> None:
    refused_and_then_done(cluster, count, no_folder)
    done("closed attachment folders", count)


@contextmanager
def no_folder(cluster: Cluster) -> Iterator[None]:
    """Where the attachments should be is a file."""
    folder, aside = cluster.home / "attachments", cluster.home / "aside"
    folder.mkdir(exist_ok=True)
    folder.rename(aside)
    folder.touch()
    try:
        yield
    finally:
        folder.unlink()
        aside.rename(folder)


@counted("read-only databases")
def test_a_read_only_database_is_told_and_survived(cluster: Cluster, count: int) -> None:
    refused_and_then_done(cluster, count, read_only)
    done("read-only databases", count)


@contextmanager
def read_only(cluster: Cluster) -> Iterator[None]:
    """The database takes no writes."""
    database = cluster.house.database
    if database.dialect == "sqlite":
        mark = cluster.home / "armed" / faults.READ_ONLY
        mark.touch()
        try:
            yield
        finally:
            mark.unlink()
        return
    url = make_url(database.engine.url)
    with psycopg.connect(
        host=str(url.query["host"]), user=url.username, dbname="postgres", autocommit=True
    ) as administrator:
        name = str(url.database)
        administrator.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')  # type: ignore[call-overload]
        cut_off(administrator, name)
        try:
            yield
        finally:
            administrator.execute(f'ALTER DATABASE "{name}" RESET default_transaction_read_only')  # type: ignore[call-overload]
            cut_off(administrator, name)


def cut_off(administrator: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    """Everybody who is connected must connect anew."""
    administrator.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
