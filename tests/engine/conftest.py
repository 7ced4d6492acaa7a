"""Houses on both databases, closed at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from engine.house import House
from tests.engine import setting


@pytest.fixture
def build(database_url: str) -> Iterator[Callable[..., House]]:
    """Builds a house on the test's empty database; arguments are fields of House."""
    built: list[House] = []

    def on_database(**more: Any) -> House:
        built.append(setting.house(database_url, **more))
        return built[-1]

    yield on_database
    for house in built:
        house.database.close()
