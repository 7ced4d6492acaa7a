"""Both databases that the tests run on are the real thing."""

import pytest
import sqlalchemy

from tests.postgresql import Server


def test_each_test_gets_an_empty_database_that_keeps_chinese(database_url: str) -> None:
    engine = sqlalchemy.create_engine(database_url)
    assert sqlalchemy.inspect(engine).get_table_names() == []
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE word (text VARCHAR)"))
        connection.execute(sqlalchemy.text("INSERT INTO word VALUES ('程序')"))
        assert connection.execute(sqlalchemy.text("SELECT text FROM word")).scalar() == "程序"
    engine.dispose()


@pytest.mark.postgres
def test_the_server_can_be_restarted_under_its_clients(postgresql: Server) -> None:
    with postgresql.database() as url:
        engine = sqlalchemy.create_engine(url, pool_pre_ping=True)
        for restart in (True, False):
            with engine.connect() as connection:
                assert connection.scalar(sqlalchemy.text("SELECT 1")) == 1
            if restart:
                postgresql.restart()
        engine.dispose()
