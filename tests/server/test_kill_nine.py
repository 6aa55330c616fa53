"""A relay that is killed in the middle of uploads: what it acknowledged is there, and nothing is torn.

Three rounds here; `bench/` has the long run.
"""

from __future__ import annotations

import hashlib
import http.client
import itertools
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from server.settings import system_clock_ms
from server.store import envelopes
from tests.server.envelope_on_its_way import EnvelopeOnItsWay
from tests.server.relay_under_test import Clock, MakeRelay, RelayUnderTest
from tests.server.served_relay import ServedRelay

ROUNDS = 3
SENDERS = 4
ACKNOWLEDGED_BEFORE_THE_KILL = 9
PARTS = 60


@pytest.fixture
def relay(make_relay: MakeRelay, clock: Clock) -> RelayUnderTest:
    # The served relay has the machine's clock, and tickets have a time.
    clock.at_ms = system_clock_ms()
    return make_relay()


@pytest.fixture
def served(relay: RelayUnderTest) -> Iterator[ServedRelay]:
    with ServedRelay(relay.settings) as served:
        yield served


def send_until_killed(served: ServedRelay, envelope: EnvelopeOnItsWay, indexes: list[int]) -> set[int]:
    """Send parts from several threads; the relay is killed while they are at it. The parts that were acknowledged."""
    acknowledged: set[int] = set()
    enough = threading.Event()
    queue = iter(indexes)

    def send() -> None:
        for index in iter(lambda: next(queue, None), None):
            try:
                status = envelope.put(served, index)
            except (OSError, http.client.HTTPException):
                return
            assert status in (http.client.OK, http.client.CREATED)
            acknowledged.add(index)
            if len(acknowledged) >= ACKNOWLEDGED_BEFORE_THE_KILL:
                enough.set()

    with ThreadPoolExecutor(SENDERS) as senders:
        running = [senders.submit(send) for _ in range(SENDERS)]
        assert enough.wait(60)
        served.kill()
    for each in running:
        each.result()
    return acknowledged


def test_what_was_acknowledged_survives_and_no_file_is_torn(
    relay: RelayUnderTest, served: ServedRelay
) -> None:
    envelope = EnvelopeOnItsWay.announce(relay.case(relay.patient()), PARTS)
    acknowledged: set[int] = set()
    for _ in range(ROUNDS):
        missing = sorted(set(range(PARTS)) - acknowledged)
        acknowledged |= send_until_killed(served, envelope, missing)
        for name, data in relay.stored.items():
            number, _, sha256 = name.rpartition("/")[2].partition("-")
            assert data == envelope.parts[int(number)]
            assert sha256 == envelope.hashes[int(number)]
        served.start()
        held = set(envelope.have(served))
        assert acknowledged <= held
        with relay.inside.database.reading() as connection:
            parts = envelopes.parts(connection, envelope.envelope_id)
        for part in parts:
            stored = relay.inside.blobs.open_part(
                envelope.envelope_id, part.index, part.sha256, 0, part.size_bytes
            )
            with stored:
                assert hashlib.sha256(stored.read()).hexdigest() == part.sha256
        acknowledged = held
    for index in sorted(set(range(PARTS)) - acknowledged):
        assert envelope.put(served, index) in (http.client.OK, http.client.CREATED)
    assert envelope.commit(served) == http.client.OK
    assert len(relay.stored) == PARTS


def test_a_relay_killed_between_folder_and_database_takes_the_part_again(
    relay: RelayUnderTest, served: ServedRelay
) -> None:
    envelope = EnvelopeOnItsWay.announce(relay.case(relay.patient()), 2)
    blocks = itertools.chain([envelope.parts[0]], itertools.repeat(b""))
    part = envelope.parts[0]
    relay.inside.blobs.write_part(
        envelope.envelope_id, 0, envelope.hashes[0], len(part), lambda _most: next(blocks)
    )
    assert envelope.have(served) == []
    assert envelope.put(served, 0) == http.client.CREATED
    assert envelope.have(served) == [0]
