"""Fixtures of the relay's suite. Every test that uses a relay runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.vectors.author import START_MS
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
def empty_database(request: pytest.FixtureRequest) -> EmptyDatabase:
    """Makes empty databases of one sort."""
    # A process of a divided run goes back and forth between the two; each is prepared only once.
    made: EmptyDatabase = request.getfixturevalue(f"empty_{request.param}")
    return made


@pytest.fixture(scope="session")
def session_clock() -> Clock:
    return Clock()


@pytest.fixture
def clock(session_clock: Clock) -> Clock:
    """The time of everybody in a test."""
    session_clock.at_ms = START_MS
    return session_clock


@pytest.fixture
def make_relay(empty_database: EmptyDatabase, clock: Clock, tmp_path: Path) -> Iterator[MakeRelay]:
    """`make_relay(quotas=Quotas(cases=2))` starts a relay with settings of its own; one in a test."""
    started: list[RelayUnderTest] = []

    def make(**changed: object) -> RelayUnderTest:
        folder = tmp_path / "relay"
        started.append(start_relay(folder, empty_database(folder), clock, **changed))
        return started[-1]

    yield make
    for relay in started:
        relay.inside.database.dispose()


@pytest.fixture(scope="session")
def standing_relay(empty_database: EmptyDatabase, session_clock: Clock) -> Iterator[RelayUnderTest]:
    """A relay with the settings of a first start, which all tests use that need no other settings."""
    # In memory, as the wait for a disk would be half of the time; what outlives a crash is tested on a disk.
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as name:
        folder = Path(name)
        with (folder / "relay.log").open("w") as log:
            with contextlib.redirect_stderr(log):
                relay = start_relay(folder, empty_database(folder), session_clock)
            yield relay
            relay.inside.database.dispose()


@pytest.fixture
def relay(standing_relay: RelayUnderTest, clock: Clock) -> RelayUnderTest:
    """A relay as after a first start."""
    standing_relay.begin_anew()
    return standing_relay
