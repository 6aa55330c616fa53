"""Uploads and downloads over many connections at once, as phones make them, against a served relay or nginx."""

from __future__ import annotations

import hashlib
import http.client
import os
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.processes import of_session
from server.app import create_app
from server.crypto.envelope_layout import PART_CHUNKS, part_count, part_range, parts_digest
from server.run import MEMORY
from server.settings import load_settings, system_clock_ms
from tests.browser.kit import LiveServer
from tests.server.browser import Browser, code_of
from tests.server.owned_case import OwnedCase
from tests.server.people import Member

ROOT = Path(__file__).resolve().parent.parent
CONNECTIONS = 8
LARGE_PART_CHUNKS = max(PART_CHUNKS)
_LARGEST_PART_BYTES = part_range(2**40, LARGE_PART_CHUNKS, 0)[1]
# Each part is another piece of this, so that each has a hash of its own and none needs memory of its own.
_RANDOM = memoryview(secrets.token_bytes(2 * _LARGEST_PART_BYTES))
_STEP_BYTES = 8192


@contextmanager
def disk_folder() -> Iterator[Path]:
    """A folder on the checkout's disk, since a machine's folder for temporary files may be memory."""
    (ROOT / "build").mkdir(exist_ok=True)
    with TemporaryDirectory(dir=ROOT / "build") as folder:
        yield Path(folder)


class FullRelay(LiveServer):
    """The relay with as many workers and threads, and the same handling of memory, as `make run` gives it."""

    def __init__(self, data: Path) -> None:
        super().__init__(data=data, workers=2, threads=64, environment=MEMORY)

    def processes(self) -> list[int]:
        """All of its processes."""
        return of_session(self._process.pid) if self._process else []

    def forget(self, envelope_id: str) -> None:
        """Give back the disk's space; the relay itself keeps what no statement names for 30 days."""
        shutil.rmtree(self.data / "blobs" / envelope_id[:2] / envelope_id)


@dataclass(frozen=True)
class Request:
    """One request, and how many bytes it moves."""

    method: str
    path: str
    body: memoryview | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def run(port: int, requests: Sequence[Request], *, connections: int = CONNECTIONS) -> float:
    """Make all requests over kept connections; returns seconds. An answer that is no success is an error."""
    queue = iter(requests)

    def work() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        room = bytearray(256 * 1024)
        for request in iter(lambda: next(queue, None), None):
            connection.request(request.method, request.path, request.body, dict(request.headers))
            with connection.getresponse() as answer:
                while answer.readinto(room):
                    pass
            if answer.status not in (200, 201, 204, 206):
                raise RuntimeError(f"{request.method} {request.path}: {answer.status}")
        connection.close()

    start = time.perf_counter()
    with ThreadPoolExecutor(connections) as pool:
        for running in [pool.submit(work) for _ in range(connections)]:
            running.result()
    return time.perf_counter() - start


def part_bodies(size_bytes: int) -> list[memoryview]:
    """Random parts of an envelope of this size; the relay looks at sizes and hashes only."""
    bodies = []
    for index in range(part_count(size_bytes, LARGE_PART_CHUNKS)):
        length = part_range(size_bytes, LARGE_PART_CHUNKS, index)[1]
        start = index * _STEP_BYTES % _LARGEST_PART_BYTES
        bodies.append(_RANDOM[start : start + length])
    return bodies


def envelope_size(about_bytes: int) -> int:
    """A size that an envelope may have: whole parts, and a last one of 100 bytes."""
    parts = round(about_bytes / _LARGEST_PART_BYTES)
    return part_range(2**40, LARGE_PART_CHUNKS, parts)[0] + 100


class Patient:
    """Somebody who enrolled and opened a case at a relay, and announces envelopes there."""

    _numbers = count()

    def __init__(self, environment: Mapping[str, str]) -> None:
        settings = load_settings({**environment, "SECOND_LOOK_LOG": os.devnull})
        # The relay's own code on the same folder and database; only parts and ranges go over the line.
        member = Member(
            f"Patient {next(self._numbers)}", Browser(create_app(settings), settings.origin), system_clock_ms
        )
        member.enrol()
        self.case = OwnedCase(member)
        opened = self.case.open()
        if opened.status_code != http.client.CREATED:
            raise RuntimeError(code_of(opened))
        self._member = member

    @property
    def headers(self) -> dict[str, str]:
        """The session, for reading."""
        client = self._member.browser.client
        cookie = client.get_cookie("second_look_session", domain="localhost")
        if cookie is None:
            raise RuntimeError("no session")
        return {"Cookie": f"{cookie.key}={cookie.value}"}

    def announce(self, size_bytes: int) -> Envelope:
        """An envelope that may be sent."""
        envelope_id = secrets.token_hex(16)
        body = {"envelope_id": envelope_id, "part_chunks": LARGE_PART_CHUNKS, "size_bytes": size_bytes}
        answer = self._member.browser.post(f"{self.case.path}/envelopes", body)
        if answer.status_code != http.client.CREATED:
            raise RuntimeError(code_of(answer))
        return Envelope(envelope_id, answer.get_json()["ticket"], size_bytes)


class Envelope:
    """An envelope on its way."""

    def __init__(self, envelope_id: str, ticket: str, size_bytes: int) -> None:
        self.envelope_id, self.size_bytes = envelope_id, size_bytes
        self.path = f"/api/envelopes/{envelope_id}"
        self.headers = {"Authorization": f"Upload {ticket}"}
        self.bodies = part_bodies(size_bytes)
        self.hashes = [hashlib.sha256(body).hexdigest() for body in self.bodies]

    def puts(self) -> list[Request]:
        """All parts."""
        return [
            Request("PUT", f"{self.path}/parts/{index}/{sha256}", body, self.headers)
            for index, (body, sha256) in enumerate(zip(self.bodies, self.hashes, strict=True))
        ]

    def commit(self) -> Request:
        """That it is whole."""
        digest = parts_digest(bytes.fromhex(sha256) for sha256 in self.hashes)
        body = memoryview(b'{"parts_sha256":"%s"}' % digest.encode())
        return Request(
            "POST", f"{self.path}/commit", body, {**self.headers, "Content-Type": "application/json"}
        )


def sync_disk() -> None:
    """What was written before must not slow down what is measured next."""
    os.sync()
