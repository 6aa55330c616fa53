"""The migrations lead to the tables that the relay uses, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

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
def test_what_was_opened_before_is_counted(kind: str, postgresql: PostgresqlCluster, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.sqlite3'}" if kind == "sqlite" else postgresql.make_database("old")
    database = Database(url)
    migrate(database, "0001")
    with database.writing() as connection:
        for table, values in (
            (
                "accounts (account_id, role, kem_public, signing_public, created_ms, state_version)",
                "('a', 'patient', '', '', 0, 0)",
            ),
            (
                "cases (case_id, owner, created_ms, used_ms, head_sequence, head_sha256)",
                "('c', 'a', 0, 0, 2, '')",
            ),
            (
                "consents (case_id, consent_id, reviewer, sequence, given_ms, ends_at_ms)",
                "('c', 'often', 'a', 0, 0, 0), ('c', 'never', 'a', 0, 0, 0)",
            ),
            (
                "statements (case_id, sequence, sha256, kind, consent_id, signed, signature, size_bytes)",
                "('c', 1, '', 'opened', 'often', '', '', 0), ('c', 2, '', 'opened', 'often', '', '', 0)",
            ),
        ):
            connection.execute(text(f"INSERT INTO {table} VALUES {values}"))
    migrate(database)
    with database.reading() as connection:
        counts = connection.execute(text("SELECT consent_id, opened_count FROM consents")).all()
    database.dispose()
    assert sorted(tuple(row) for row in counts) == [("never", 0), ("often", 2)]


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
