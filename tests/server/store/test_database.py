"""Transactions: all or nothing, one writer after the other, readers who never see half of it. On both databases."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from server.store import rate_buckets, tables
from server.store.database import Database
from tests.server.postgresql import PostgresqlCluster
from tests.server.relay_under_test import EmptyDatabase

WRITERS = 8
TURNS = 10


@pytest.fixture
def database(empty_database: EmptyDatabase, tmp_path: Path) -> Iterator[Database]:
    database = Database(empty_database(tmp_path))
    yield database
    database.dispose()


def count_invitations(database: Database) -> int:
    with database.reading() as connection:
        return connection.execute(select(func.count()).select_from(tables.invitations)).scalar_one()


def invitation(number: int) -> dict[str, object]:
    return {"invitation_sha256": f"{number:064x}", "created_ms": 1, "expires_ms": 2}


def test_what_fails_leaves_nothing(database: Database) -> None:
    def fail_at_the_end() -> None:
        with database.writing() as connection:
            connection.execute(insert(tables.invitations).values(invitation(1)))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_at_the_end()
    assert count_invitations(database) == 0


def test_a_reader_does_not_see_what_is_not_finished(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(insert(tables.invitations).values(invitation(1)))
        assert count_invitations(database) == 0
    assert count_invitations(database) == 1


def test_a_row_without_what_it_belongs_to_is_refused(database: Database) -> None:
    passing = {"token_sha256": "ab" * 32, "session_id": "ab" * 16, "account_id": "ab" * 32}
    times = {"created_ms": 1, "last_seen_ms": 1, "expires_ms": 2}
    with pytest.raises(IntegrityError), database.writing() as connection:
        connection.execute(insert(tables.sessions).values(passing | times))


def test_no_token_is_given_twice_to_writers_at_once(database: Database) -> None:
    """Each takes tokens from one bucket of which there are fewer than all want, and none comes back in the meantime."""
    with database.writing() as connection:
        rate_buckets.take(connection, "ab" * 32, 1, WRITERS * TURNS / 2, 0.001)

    def take(_number: int) -> int:
        taken = 0
        for _ in range(TURNS):
            with database.writing() as connection:
                taken += rate_buckets.take(connection, "ab" * 32, 1, WRITERS * TURNS / 2, 0.001) == 0
        return taken

    with ThreadPoolExecutor(WRITERS) as pool:
        assert sum(pool.map(take, range(WRITERS))) == WRITERS * TURNS / 2 - 1


def test_writers_of_two_pools_wait_for_each_other(database: Database) -> None:
    """As two processes of one relay do."""
    other = Database(database.url)

    def write(number: int) -> None:
        with (database, other)[number % 2].writing() as connection:
            connection.execute(insert(tables.invitations).values(invitation(number)))

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS * TURNS)))
    other.dispose()
    assert count_invitations(database) == WRITERS * TURNS


def test_times_beyond_32_bits_and_any_bytes_are_kept(database: Database) -> None:
    bytes_of_all_values = bytes(range(256))
    account = {
        "account_id": "ab" * 32,
        "role": "patient",
        "kem_public": bytes_of_all_values,
        "signing_public": b"",
        "created_ms": 253_402_300_799_999,
        "state_version": 2**31 - 1,
    }
    with database.writing() as connection:
        connection.execute(insert(tables.accounts).values(account))
    with database.reading() as connection:
        row = connection.execute(select(tables.accounts)).mappings().one()
    assert {name: row[name] for name in account} == account


def test_a_database_that_does_not_answer_is_noticed(postgresql: PostgresqlCluster) -> None:
    database = Database(postgresql.make_database("forgotten").replace("/forgotten?", "/absent?"))
    with pytest.raises(Exception, match="absent"):
        database.check()
    database.dispose()
