"""What every test may ask for: a home of its own, and an empty database of both kinds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.postgresql import Server

# Two cores shared by many tests make single examples slow: their number bounds the time, and every run tries the same.
hypothesis.settings.register_profile("house", deadline=None, derandomize=True, max_examples=50, database=None)
hypothesis.settings.load_profile("house")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty CHENGXU_HOME, so that no test meets the data of another or of the developer."""
    path = tmp_path / "home"
    monkeypatch.setenv("CHENGXU_HOME", str(path))
    for name in [name for name in os.environ if name.startswith("CHENGXU_") and name != "CHENGXU_HOME"]:
        monkeypatch.delenv(name)
    return path


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server, one for each test process; it starts when the first test wants it."""
    server = Server()
    yield server
    server.remove()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The SQLAlchemy URL of an empty database: the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'chengxu.sqlite3'}"
        return
    server: Server = request.getfixturevalue("postgresql")
    with server.database() as url:
        yield url
