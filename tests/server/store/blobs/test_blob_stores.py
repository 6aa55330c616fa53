"""What every blob store does: in a folder, and in a bucket of a real object store."""

from __future__ import annotations

import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from server.store.blobs.blob_store import READ_BYTES, BlobStore, PartCutError, PartDiffersError
from server.store.blobs.local_folder import LocalFolder
from server.store.blobs.s3_bucket import S3Bucket
from tests.server.store.blobs.a_part import ENVELOPE_ID, NAME, PART, SHA256, reader_of, write
from tests.server.stored_parts import empty_store, stored_parts


@pytest.fixture(params=["folder", "bucket"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> BlobStore:
    store: BlobStore = LocalFolder(tmp_path / "blobs")
    if request.param == "bucket":
        store = S3Bucket(request.getfixturevalue("bucket_url"))
        empty_store(store)
    store.make_envelope(ENVELOPE_ID)
    return store


@pytest.mark.parametrize("step_bytes", [1000, READ_BYTES])
def test_a_part_is_read_back_as_it_was_written(blobs: BlobStore, step_bytes: int) -> None:
    blobs.write_part(ENVELOPE_ID, 3, SHA256, len(PART), reader_of(PART, step_bytes))
    with blobs.open_part(ENVELOPE_ID, 3, SHA256, 0, len(PART)) as file:
        assert file.read() == PART
    assert stored_parts(blobs) == {NAME: PART}


def test_not_more_than_a_block_is_asked_for_at_once(blobs: BlobStore) -> None:
    asked: list[int] = []
    read = reader_of(PART)

    def counting(most_bytes: int) -> bytes:
        asked.append(most_bytes)
        return read(most_bytes)

    blobs.write_part(ENVELOPE_ID, 3, SHA256, len(PART), counting)
    assert asked == [READ_BYTES, READ_BYTES, 17]


def test_other_bytes_than_announced_leave_nothing(blobs: BlobStore) -> None:
    with pytest.raises(PartDiffersError):
        write(blobs, data=PART[:-1] + bytes([PART[-1] ^ 1]))
    assert stored_parts(blobs) == {}


def test_a_sender_that_stops_leaves_nothing(blobs: BlobStore) -> None:
    with pytest.raises(PartCutError):
        write(blobs, data=PART[:-1], size_bytes=len(PART))
    assert stored_parts(blobs) == {}


def test_an_error_of_the_line_leaves_nothing(blobs: BlobStore) -> None:
    def broken(_most_bytes: int) -> bytes:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        blobs.write_part(ENVELOPE_ID, 3, SHA256, len(PART), broken)
    assert stored_parts(blobs) == {}


def test_the_same_part_at_once_from_many_is_one_file(blobs: BlobStore) -> None:
    together = threading.Barrier(8)

    def send(_number: int) -> None:
        together.wait()
        write(blobs)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, range(8)))
    assert stored_parts(blobs) == {NAME: PART}
    with blobs.open_part(ENVELOPE_ID, 3, SHA256, 0, len(PART)) as file:
        assert file.read() == PART


def test_who_reads_a_part_reads_it_to_its_end_though_it_is_deleted(blobs: BlobStore) -> None:
    write(blobs)
    with blobs.open_part(ENVELOPE_ID, 3, SHA256, 0, len(PART)) as file:
        beginning = file.read(100)
        blobs.delete_envelope(ENVELOPE_ID)
        assert beginning + file.read() == PART
    with pytest.raises(FileNotFoundError):
        blobs.open_part(ENVELOPE_ID, 3, SHA256, 0, len(PART))


def test_deleting_what_is_not_there_is_harmless(blobs: BlobStore) -> None:
    blobs.delete_part(ENVELOPE_ID, 3, SHA256)
    blobs.delete_envelope("cd" * 16)
    write(blobs)
    blobs.delete_part(ENVELOPE_ID, 3, SHA256)
    assert stored_parts(blobs) == {}


@pytest.mark.parametrize("start", [0, 1, READ_BYTES, len(PART) - 1])
def test_a_range_of_a_part_is_read_from_where_it_begins(blobs: BlobStore, start: int) -> None:
    write(blobs)
    size_bytes = min(1000, len(PART) - start)
    with blobs.open_part(ENVELOPE_ID, 3, SHA256, start, size_bytes) as file:
        assert file.read(size_bytes) == PART[start : start + size_bytes]


def test_an_envelope_goes_with_all_of_its_parts_and_no_other(blobs: BlobStore) -> None:
    other = "ac" * 16
    blobs.make_envelope(other)
    for envelope_id, index in ((ENVELOPE_ID, 0), (ENVELOPE_ID, 1), (ENVELOPE_ID, 10), (other, 0)):
        data = bytes([index]) * 10
        blobs.write_part(envelope_id, index, hashlib.sha256(data).hexdigest(), 10, reader_of(data))
    blobs.delete_envelope(ENVELOPE_ID)
    assert [name.split("/")[1] for name in stored_parts(blobs)] == [other]


def test_a_store_that_takes_parts_passes_the_check_again_and_again(blobs: BlobStore) -> None:
    blobs.check()
    blobs.check()
