"""All state is in the database and the blob store, so relays behind a load balancer are interchangeable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.browser import code_of
from tests.server.envelopes.begun import begin
from tests.server.owned_case import Upload
from tests.server.relay_under_test import Clock, EmptyDatabase, RelayUnderTest, start_relay


@pytest.fixture
def relays(
    empty_postgresql: EmptyDatabase, bucket_url: str, clock: Clock, tmp_path: Path
) -> Iterator[list[RelayUnderTest]]:
    """Two machines with one PostgreSQL, one bucket and the same keys."""
    database_url, keys = empty_postgresql(tmp_path), tmp_path / "keys"
    folders = (tmp_path / "one", tmp_path / "other")
    started = [
        start_relay(folder, database_url, clock, blobs_url=bucket_url, keys=keys) for folder in folders
    ]
    yield started
    for relay in started:
        relay.inside.database.dispose()


def test_what_one_relay_took_another_completes_and_shows(relays: list[RelayUnderTest]) -> None:
    one, other = relays
    anna = one.patient("Anna")
    upload = begin(one.case(anna))
    assert code_of(upload.put(0)) == "201"
    anna.browser = other.browser()
    anna.sign_in()
    there = Upload(anna.browser, upload.file, upload.ticket)
    assert there.have().get_json() == {"have": [0]}
    assert code_of(there.commit()) == "200"
    assert anna.browser.get(there.path).data == upload.file.sealed
    assert [list(relay.settings.data.iterdir()) for relay in relays] == [[], []]
