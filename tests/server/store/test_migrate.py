"""The migrations lead to the tables that the relay uses, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from server.store.database import Database
from server.store.migrate import migrate
from server.store.tables import metadata
from tests.server.postgresql import PostgresqlCluster
from tests.server.relay_under_test import EmptyDatabase


def differences(url: str) -> list[object]:
    """What a migration would have to add."""
    database = Database(url)
    with database.reading() as connection:
        found = list(compare_metadata(MigrationContext.configure(connection), metadata))
    database.dispose()
    return found


def test_migrated_tables_are_those_of_the_code(empty_database: EmptyDatabase, tmp_path: Path) -> None:
    assert differences(empty_database(tmp_path)) == []


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_relays_that_start_together_migrate_once(
    kind: str, postgresql: PostgresqlCluster, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'new.sqlite3'}" if kind == "sqlite" else postgresql.make_database("new")
    databases = [Database(url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrate, databases))
    for database in databases:
        database.dispose()
    assert differences(url) == []
