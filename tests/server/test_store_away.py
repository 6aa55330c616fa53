"""A bucket that is away while something is to be deleted: nobody waits for it, and all of it is deleted later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from server import housekeeping
from tests.server.browser import code_of
from tests.server.object_store import ObjectStore
from tests.server.relay_under_test import Clock, EmptyDatabase, RelayUnderTest, start_relay

RETENTION_DAYS = 100


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[ObjectStore]:
    """A store that other tests do not need."""
    with ObjectStore() as store:
        for name, value in store.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("server.store.blobs.s3_bucket.RETRIES", 0)
        store.make_bucket("sealed")
        yield store


@pytest.fixture
def relay(
    store: ObjectStore,
    empty_postgresql: EmptyDatabase,
    clock: Clock,
    tmp_path: Path,
) -> Iterator[RelayUnderTest]:
    url = empty_postgresql(tmp_path)
    relay = start_relay(tmp_path, url, clock, blobs_url="s3://sealed", retention_days=RETENTION_DAYS)
    yield relay
    relay.inside.database.dispose()


def keep_house(relay: RelayUnderTest) -> int:
    """What is due; how many steps failed."""
    with structlog.testing.capture_logs() as logged:
        housekeeping.run_once(relay.inside, structlog.get_logger())
    return len(logged)


def test_a_record_is_removed_at_once_and_its_bytes_when_the_store_is_back(
    relay: RelayUnderTest, store: ObjectStore
) -> None:
    case = relay.case(relay.patient())
    record = case.add_record()
    assert len(relay.stored) == 1
    store.kill()
    assert code_of(case.remove(record)) == "201"
    assert keep_house(relay) == 1
    store.start()
    assert len(relay.stored) == 1
    assert keep_house(relay) == 0
    assert relay.stored == {}


def test_an_unused_case_goes_with_its_bytes_or_not_at_all(
    relay: RelayUnderTest, store: ObjectStore, clock: Clock
) -> None:
    anna = relay.patient()
    relay.case(anna).add_record()
    clock.advance(days=RETENTION_DAYS + 1)
    store.kill()
    assert keep_house(relay) == 1
    store.start()
    assert len(relay.stored) == 1
    assert keep_house(relay) == 0
    assert relay.stored == {}
    anna.sign_in()
    assert anna.browser.ask("/api/cases") == {"cases": []}
