"""Empty registers in memory, and a city in them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy
from sqlalchemy import Connection

from handlers.registers import metadata
from tests.handlers.city import City


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = sqlalchemy.create_engine("sqlite://")
    with engine.begin() as connection:
        metadata.create_all(connection)
        yield connection
    engine.dispose()


@pytest.fixture
def city(connection: Connection) -> City:
    return City(connection)
