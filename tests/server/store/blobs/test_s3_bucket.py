"""The blob store in a bucket: what can go wrong between a relay and a store on another machine."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from server.store.blobs.blob_store import BlobStore, StorageFullError, StorageUnreachableError, part_name
from server.store.blobs.s3_bucket import S3Bucket
from tests.server.object_store import ObjectStore
from tests.server.store.blobs.a_part import ENVELOPE_ID, NAME, PART, SHA256, reader_of, write
from tests.server.stored_parts import empty_store, stored_parts

# What a relay does with its store.
WAYS: dict[str, Callable[[BlobStore], object]] = {
    "write": write,
    "read": lambda blobs: blobs.open_part(ENVELOPE_ID, 3, SHA256, 0, len(PART)),
    "delete a part": lambda blobs: blobs.delete_part(ENVELOPE_ID, 3, SHA256),
    "delete an envelope": lambda blobs: blobs.delete_envelope(ENVELOPE_ID),
    "check": lambda blobs: blobs.check(),
}
ACKNOWLEDGED_BEFORE_THE_KILL = 5


@pytest.fixture
def quick_to_give_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.store.blobs.s3_bucket.RETRIES", 0)


@pytest.mark.usefixtures("quick_to_give_up")
@pytest.mark.parametrize("way", WAYS)
def test_a_store_that_does_not_answer_is_named(
    bucket_url: str, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(StorageUnreachableError):
        WAYS[way](S3Bucket(bucket_url))


@pytest.mark.parametrize("way", WAYS)
def test_a_store_that_does_not_know_the_relay_is_named(
    bucket_url: str, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "another")
    with pytest.raises(StorageUnreachableError):
        WAYS[way](S3Bucket(bucket_url))


@pytest.mark.usefixtures("object_store")
@pytest.mark.parametrize("way", sorted(WAYS.keys() - {"read"}))
def test_a_bucket_that_is_not_there_is_not_taken_for_a_deleted_envelope(way: str) -> None:
    with pytest.raises(StorageUnreachableError):
        WAYS[way](S3Bucket("s3://no-such-bucket"))


def test_a_store_that_dies_keeps_what_it_acknowledged_and_no_torn_part(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with ObjectStore() as store:
        for name, value in store.environment.items():
            monkeypatch.setenv(name, value)
        store.make_bucket("sealed")
        monkeypatch.setattr("server.store.blobs.s3_bucket.RETRIES", 0)
        blobs = S3Bucket("s3://sealed")
        acknowledged: list[str] = []

        def send_until_it_dies() -> None:
            for index in itertools.count():
                blobs.write_part(ENVELOPE_ID, index, SHA256, len(PART), reader_of(PART))
                acknowledged.append(part_name(ENVELOPE_ID, index, SHA256))
                if len(acknowledged) == ACKNOWLEDGED_BEFORE_THE_KILL:
                    threading.Thread(target=store.kill).start()

        with pytest.raises(StorageUnreachableError):
            send_until_it_dies()
        store.start()
        stored = stored_parts(blobs)
        assert set(acknowledged) <= set(stored)
        assert set(stored.values()) == {PART}


class FullStore(BaseHTTPRequestHandler):
    """Says what stores say that have no room."""

    answer: tuple[int, bytes] = (507, b"")

    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        status, body = self.answer
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.mark.parametrize("answer", [(507, b""), (403, b"<Error><Code>QuotaExceeded</Code></Error>")])
@pytest.mark.usefixtures("object_store", "quick_to_give_up")
def test_a_store_that_is_full_is_told_from_one_that_is_away(
    monkeypatch: pytest.MonkeyPatch, answer: tuple[int, bytes]
) -> None:
    monkeypatch.setattr(FullStore, "answer", answer)
    with HTTPServer(("127.0.0.1", 0), FullStore) as store:
        threading.Thread(target=store.serve_forever, daemon=True).start()
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{store.server_port}")
        with pytest.raises(StorageFullError):
            write(S3Bucket("s3://sealed"))
        store.shutdown()


def test_a_store_is_not_asked_at_each_check(bucket_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    blobs = S3Bucket(bucket_url)
    blobs.check()
    monkeypatch.setattr(blobs, "_put", lambda *_: pytest.fail("asked again"))
    blobs.check()


def test_a_half_of_the_access_is_a_wrong_setting(bucket_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(ValueError, match="SecretAccessKey"):
        S3Bucket(bucket_url)


def test_two_relays_share_a_bucket_below_different_prefixes(bucket_url: str) -> None:
    one, other = S3Bucket(bucket_url), S3Bucket(f"{bucket_url}/other")
    empty_store(one)
    write(other)
    with pytest.raises(FileNotFoundError):
        one.open_part(ENVELOPE_ID, 3, SHA256, 0, 1)
    assert list(stored_parts(one)) == [f"other/{NAME}"]
    empty_store(other)
