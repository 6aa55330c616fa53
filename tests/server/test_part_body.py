"""Parts over a real line that stalls, trickles, breaks off, or is answered early."""

from __future__ import annotations

import http.client
import json
import socket
import time
from collections.abc import Callable, Iterator

import pytest

from server.settings import system_clock_ms
from tests.server.envelope_on_its_way import EnvelopeOnItsWay
from tests.server.owned_case import OwnedCase
from tests.server.relay_under_test import Clock, RelayUnderTest, start_relay
from tests.server.served_relay import ServedRelay

STALL_SECONDS = 0.5
DEADLINE_SECONDS = 2.0
PART_CHUNKS = 256
TRIES = 10


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RelayUnderTest]:
    folder = tmp_path_factory.mktemp("relay")
    # The served relay has the machine's clock, and tickets have a time.
    clock = Clock(system_clock_ms())
    relay = start_relay(
        folder,
        f"sqlite:///{folder / 'second-look.sqlite3'}",
        clock,
        part_stall_seconds=STALL_SECONDS,
        part_deadline_seconds=DEADLINE_SECONDS,
    )
    yield relay
    relay.inside.database.dispose()


@pytest.fixture(scope="module")
def case(relay: RelayUnderTest) -> OwnedCase:
    return relay.case(relay.patient())


@pytest.fixture(scope="module")
def served(relay: RelayUnderTest) -> Iterator[ServedRelay]:
    with ServedRelay(relay.settings) as served:
        yield served


@pytest.fixture
def envelope(case: OwnedCase) -> EnvelopeOnItsWay:
    return EnvelopeOnItsWay.announce(case, 2, PART_CHUNKS)


def begin(served: ServedRelay, envelope: EnvelopeOnItsWay, announced_bytes: int) -> socket.socket:
    """Send the head of a part's request."""
    line = socket.create_connection(("127.0.0.1", served.port), timeout=20)
    head = [
        f"PUT {envelope.part_path(0)} HTTP/1.1",
        "Host: localhost",
        f"Content-Length: {announced_bytes}",
        *(f"{name}: {value}" for name, value in envelope.headers.items()),
    ]
    line.sendall("\r\n".join([*head, "", ""]).encode())
    return line


def code_from(line: socket.socket) -> str:
    """Status and code of the answer."""
    answer = http.client.HTTPResponse(line)
    answer.begin()
    body = answer.read()
    return f"{answer.status} {json.loads(body)['code']}" if body else str(answer.status)


def test_a_line_that_stalls_is_given_up(served: ServedRelay, envelope: EnvelopeOnItsWay) -> None:
    started = time.monotonic()
    with begin(served, envelope, len(envelope.parts[0])) as line:
        line.sendall(envelope.parts[0][:1_000_000])
        assert code_from(line) == "408 too-slow"
    assert STALL_SECONDS <= time.monotonic() - started < DEADLINE_SECONDS
    assert envelope.have(served) == []
    assert envelope.put(served, 0) == http.client.CREATED


def test_a_line_that_trickles_is_given_up_at_the_deadline(
    served: ServedRelay, envelope: EnvelopeOnItsWay
) -> None:
    started = time.monotonic()
    with begin(served, envelope, len(envelope.parts[0])) as line:
        line.settimeout(STALL_SECONDS / 4)
        answered = b""
        for byte in envelope.parts[0]:
            line.sendall(bytes([byte]))
            try:
                answered = line.recv(16, socket.MSG_PEEK)
                break
            except TimeoutError:
                assert time.monotonic() - started < 4 * DEADLINE_SECONDS
        assert answered.startswith(b"HTTP/1.1 408")
    assert time.monotonic() - started >= DEADLINE_SECONDS
    assert envelope.have(served) == []


def test_a_line_that_breaks_off_leaves_nothing(
    relay: RelayUnderTest, served: ServedRelay, envelope: EnvelopeOnItsWay
) -> None:
    with begin(served, envelope, len(envelope.parts[0])) as line:
        line.sendall(envelope.parts[0][:2_000_000])
        line.shutdown(socket.SHUT_WR)
        assert code_from(line) == "422 part-length"
    assert envelope.have(served) == []
    assert [name for name in relay.stored if envelope.envelope_id in name] == []


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("401 ticket-refused", lambda head, body: (head.replace(b"Upload ", b"Upload 0"), body)),
        ("422 part-length", lambda head, body: (head, body[:-1])),
        ("413 too-large", lambda head, body: (head, body + b"x")),
        ("413 too-large", lambda head, body: (head, body + bytes(4_000_000))),
        ("422 part-hash", lambda head, body: (head, body[:-1] + bytes([body[-1] ^ 1]))),
        ("400 limit", lambda head, body: (head.replace(b"/parts/0/", b"/parts/2/"), body)),
    ],
)
def test_an_early_answer_to_a_large_part_always_arrives(
    served: ServedRelay,
    envelope: EnvelopeOnItsWay,
    code: str,
    change: Callable[[bytes, bytes], tuple[bytes, bytes]],
) -> None:
    path, ticket = envelope.part_path(0).encode(), envelope.headers["Authorization"].encode()
    for _ in range(TRIES):
        head, body = change(path + b"\n" + ticket, envelope.parts[0])
        changed_path, changed_ticket = head.decode().split("\n")
        status, answer = served.request("PUT", changed_path, body, {"Authorization": changed_ticket})
        assert f"{status} {json.loads(answer)['code']}" == code


def test_a_line_is_used_again_after_a_refused_part(served: ServedRelay, envelope: EnvelopeOnItsWay) -> None:
    connection = served.connect()
    wrong = envelope.parts[0][:-1] + bytes([envelope.parts[0][-1] ^ 1])
    statuses = []
    for body in (wrong, envelope.parts[0], envelope.parts[0]):
        connection.request("PUT", envelope.part_path(0), body, envelope.headers)
        answer = connection.getresponse()
        answer.read()
        statuses.append(answer.status)
    connection.close()
    assert statuses == [http.client.UNPROCESSABLE_ENTITY, http.client.CREATED, http.client.OK]
