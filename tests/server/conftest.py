"""Fixtures of the relay's suite.

Every test that uses a relay runs with SQLite and a folder, and with a real PostgreSQL and a real object store.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.vectors.author import START_MS
from server.store.blobs.s3_bucket import S3Bucket
from tests.server.object_store import ObjectStore
from tests.server.postgresql import PostgresqlCluster
from tests.server.relay_under_test import (
    Clock,
    EmptyDatabase,
    MakeRelay,
    RelayUnderTest,
    postgresql_template,
    sqlite_template,
    start_relay,
)
from tests.server.stored_parts import empty_store

MEMORY = Path("/dev/shm")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlCluster]:
    """One PostgreSQL for each process of the test run."""
    with PostgresqlCluster() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> EmptyDatabase:
    return sqlite_template(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def empty_postgresql(postgresql: PostgresqlCluster) -> EmptyDatabase:
    return postgresql_template(postgresql.make_database("relay"))


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_sort(request: pytest.FixtureRequest) -> str:
    sort: str = request.param
    return sort


@pytest.fixture(scope="session")
def empty_database(request: pytest.FixtureRequest, database_sort: str) -> EmptyDatabase:
    """Makes empty databases of one sort."""
    # A process of a divided run goes back and forth between the two; each is prepared only once.
    made: EmptyDatabase = request.getfixturevalue(f"empty_{database_sort}")
    return made


@pytest.fixture(scope="session")
def object_store() -> Iterator[ObjectStore]:
    """One object store for each process of the test run; what is started from here on finds it."""
    with ObjectStore() as store, pytest.MonkeyPatch.context() as patch:
        for name, value in store.environment.items():
            patch.setenv(name, value)
        yield store


@pytest.fixture(scope="session")
def bucket_url(object_store: ObjectStore) -> str:
    object_store.make_bucket("sealed")
    return "s3://sealed/parts"


@pytest.fixture
def empty_blobs_url(blobs_url: str | None) -> str | None:
    """The same, with nothing stored yet."""
    if blobs_url is not None:
        empty_store(S3Bucket(blobs_url))
    return blobs_url


@pytest.fixture(scope="session")
def blobs_url(request: pytest.FixtureRequest, database_sort: str) -> str | None:
    """Where relays with this database store sealed files; None: in a folder."""
    if database_sort == "sqlite":
        return None
    url: str = request.getfixturevalue("bucket_url")
    return url


@pytest.fixture(scope="session")
def session_clock() -> Clock:
    return Clock()


@pytest.fixture
def clock(session_clock: Clock) -> Clock:
    """The time of everybody in a test."""
    session_clock.at_ms = START_MS
    return session_clock


@pytest.fixture
def make_relay(
    empty_database: EmptyDatabase, empty_blobs_url: str | None, clock: Clock, tmp_path: Path
) -> Iterator[MakeRelay]:
    """`make_relay(quotas=Quotas(cases=2))` starts a relay with settings of its own; one in a test."""
    started: list[RelayUnderTest] = []

    def make(**changed: object) -> RelayUnderTest:
        folder = tmp_path / "relay"
        changed = {"blobs_url": empty_blobs_url} | changed
        started.append(start_relay(folder, empty_database(folder), clock, **changed))
        return started[-1]

    yield make
    for relay in started:
        relay.inside.database.dispose()


@pytest.fixture(scope="session")
def standing_relay(
    empty_database: EmptyDatabase, blobs_url: str | None, session_clock: Clock
) -> Iterator[RelayUnderTest]:
    """A relay with the settings of a first start, which all tests use that need no other settings."""
    # In memory, as the wait for a disk would be half of the time; what outlives a crash is tested on a disk.
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as name:
        folder = Path(name)
        with (folder / "relay.log").open("w") as log:
            with contextlib.redirect_stderr(log):
                relay = start_relay(folder, empty_database(folder), session_clock, blobs_url=blobs_url)
            yield relay
            relay.inside.database.dispose()


@pytest.fixture
def relay(standing_relay: RelayUnderTest, clock: Clock) -> RelayUnderTest:
    """A relay as after a first start."""
    standing_relay.begin_anew()
    return standing_relay
