"""One stocked home for the whole run; every test works on a copy of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.setting import World, stock


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with definitions, people and projects."""
    home = tmp_path_factory.mktemp("stocked") / "home"
    stock(home)
    return home


@pytest.fixture
def world(stocked: Path, tmp_path: Path) -> Iterator[World]:
    """An application of the test's own."""
    home = tmp_path / "served"
    shutil.copytree(stocked, home)
    opened = World.open(home)
    yield opened
    opened.house.database.close()
