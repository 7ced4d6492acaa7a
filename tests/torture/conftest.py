"""The engine's houses, and a running cluster on each database, for tests that hurt them."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.engine.conftest import build as build
from tests.postgresql import Server
from tests.torture import counts
from tests.torture.rig.cluster import Cluster
from tests.torture.rig.zygote import Zygote

#: People of a cluster; a long race has more rivals than a short one.
CROWD = 4


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """Forks servers and executors."""
    forks = Zygote()
    yield forks
    forks.close()


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def standing(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, zygote: Zygote
) -> Iterator[Cluster]:
    """A cluster for the whole run; `cluster` mends it between tests."""
    home = tmp_path_factory.mktemp(request.param) / "home"
    if request.param == "sqlite":
        yield from _running(home, f"sqlite:///{home / 'chengxu.sqlite3'}", zygote)
        return
    server: Server = request.getfixturevalue("postgresql")
    with server.database() as url:
        yield from _running(home, url, zygote)


def _running(home: Path, url: str, zygote: Zygote) -> Iterator[Cluster]:
    cluster = Cluster.build(home, url, zygote, CROWD)
    try:
        cluster.start()
        with ThreadPoolExecutor(CROWD) as pool:
            list(pool.map(lambda person: person.log_in(), cluster.people))
        yield cluster
    finally:
        cluster.close()


@pytest.fixture
def cluster(standing: Cluster) -> Iterator[Cluster]:
    """Two web servers and two executors at work, whatever the test before has done to them."""
    standing.revive()
    yield standing
    assert "Traceback" not in standing.errors(), standing.errors()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table of counts."""
    if lines := counts.table():
        terminalreporter.section(f"survived, seed {counts.SEED}")
        terminalreporter.write_line("\n".join(lines))
