"""The blob store in a folder: only whole, synced parts have names."""

from __future__ import annotations

import errno
import hashlib
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from server.store.blobs.local_folder import (
    READ_BYTES,
    LocalFolder,
    PartCutError,
    PartDiffersError,
    StorageFullError,
)

ENVELOPE_ID = "ab" * 16
PART = os.urandom(2 * READ_BYTES + 17)
SHA256 = hashlib.sha256(PART).hexdigest()


@pytest.fixture
def blobs(tmp_path: Path) -> LocalFolder:
    blobs = LocalFolder(tmp_path / "blobs")
    blobs.make_envelope(ENVELOPE_ID)
    return blobs


def reader_of(data: bytes, step_bytes: int = READ_BYTES) -> Callable[[int], bytes]:
    """Gives the bytes in pieces of at most `step_bytes`."""
    left = memoryview(data)

    def read(most_bytes: int) -> bytes:
        nonlocal left
        taken = min(most_bytes, step_bytes)
        block, left = bytes(left[:taken]), left[taken:]
        return block

    return read


def write(
    blobs: LocalFolder, data: bytes = PART, sha256: str = SHA256, size_bytes: int | None = None
) -> None:
    blobs.write_part(ENVELOPE_ID, 3, sha256, len(data) if size_bytes is None else size_bytes, reader_of(data))


def names(blobs: LocalFolder) -> list[str]:
    """Every file in the store."""
    return sorted(path.name for path in blobs.folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("step_bytes", [1000, READ_BYTES])
def test_a_part_is_read_back_as_it_was_written(blobs: LocalFolder, step_bytes: int) -> None:
    blobs.write_part(ENVELOPE_ID, 3, SHA256, len(PART), reader_of(PART, step_bytes))
    with blobs.open_part(ENVELOPE_ID, 3, SHA256) as file:
        assert file.read() == PART
    assert names(blobs) == [f"3-{SHA256}"]


def test_not_more_than_a_block_is_asked_for_at_once(blobs: LocalFolder) -> None:
    asked: list[int] = []
    read = reader_of(PART)

    def counting(most_bytes: int) -> bytes:
        asked.append(most_bytes)
        return read(most_bytes)

    blobs.write_part(ENVELOPE_ID, 3, SHA256, len(PART), counting)
    assert asked == [READ_BYTES, READ_BYTES, 17]


def test_other_bytes_than_announced_leave_nothing(blobs: LocalFolder) -> None:
    with pytest.raises(PartDiffersError):
        write(blobs, data=PART[:-1] + bytes([PART[-1] ^ 1]))
    assert names(blobs) == []


def test_a_sender_that_stops_leaves_nothing(blobs: LocalFolder) -> None:
    with pytest.raises(PartCutError):
        write(blobs, data=PART[:-1], size_bytes=len(PART))
    assert names(blobs) == []


def test_an_error_of_the_line_leaves_nothing(blobs: LocalFolder) -> None:
    def broken(_most_bytes: int) -> bytes:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        blobs.write_part(ENVELOPE_ID, 3, SHA256, len(PART), broken)
    assert names(blobs) == []


def test_a_part_has_no_name_before_its_last_byte_is_synced(
    blobs: LocalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, link = os.fsync, os.link

    def seen_fsync(descriptor: int) -> None:
        is_folder = Path(f"/proc/self/fd/{descriptor}").is_dir()
        steps.append(f"sync {'folder' if is_folder else 'file'}, names: {len(names(blobs))}")
        fsync(descriptor)

    def seen_link(source: str, name: str, *, dst_dir_fd: int) -> None:
        steps.append("link")
        link(source, name, dst_dir_fd=dst_dir_fd)

    monkeypatch.setattr(os, "fsync", seen_fsync)
    monkeypatch.setattr(os, "link", seen_link)
    write(blobs)
    assert steps == ["sync file, names: 0", "link", "sync folder, names: 1"]


def test_a_sync_that_fails_is_an_error_and_leaves_nothing(
    blobs: LocalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_descriptor: int) -> None:
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(OSError, match="input/output"):
        write(blobs)
    assert names(blobs) == []


@pytest.mark.parametrize("step", ["posix_fallocate", "write", "fsync", "link"])
@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_has_a_name_of_its_own_and_leaves_nothing(
    blobs: LocalFolder, monkeypatch: pytest.MonkeyPatch, step: str, reason: int
) -> None:
    def full(*_arguments: object, **_named: object) -> None:
        raise OSError(reason, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, step, full)
        with pytest.raises(StorageFullError):
            write(blobs)
    assert names(blobs) == []
    write(blobs)
    assert names(blobs) == [f"3-{SHA256}"]


def test_a_disk_that_is_full_for_a_new_folder_has_the_same_name(
    blobs: LocalFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(StorageFullError):
        blobs.make_envelope("cd" * 16)


def test_the_same_part_at_once_from_many_is_one_file(blobs: LocalFolder) -> None:
    together = threading.Barrier(8)

    def send(_number: int) -> None:
        together.wait()
        write(blobs)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, range(8)))
    assert names(blobs) == [f"3-{SHA256}"]
    with blobs.open_part(ENVELOPE_ID, 3, SHA256) as file:
        assert file.read() == PART


def test_an_envelope_that_was_deleted_takes_no_part(blobs: LocalFolder) -> None:
    blobs.delete_envelope(ENVELOPE_ID)
    with pytest.raises(FileNotFoundError):
        write(blobs)
    assert names(blobs) == []


def test_an_envelope_deleted_while_a_part_arrives_takes_no_part(blobs: LocalFolder) -> None:
    read = reader_of(PART)

    def deleting(most_bytes: int) -> bytes:
        blobs.delete_envelope(ENVELOPE_ID)
        return read(most_bytes)

    with pytest.raises(FileNotFoundError):
        blobs.write_part(ENVELOPE_ID, 3, SHA256, len(PART), deleting)
    assert names(blobs) == []


def test_who_reads_a_part_reads_it_to_its_end_though_it_is_deleted(blobs: LocalFolder) -> None:
    write(blobs)
    with blobs.open_part(ENVELOPE_ID, 3, SHA256) as file:
        beginning = file.read(100)
        blobs.delete_envelope(ENVELOPE_ID)
        assert beginning + file.read() == PART
    with pytest.raises(FileNotFoundError):
        blobs.open_part(ENVELOPE_ID, 3, SHA256)


def test_deleting_what_is_not_there_is_harmless(blobs: LocalFolder) -> None:
    blobs.delete_part(ENVELOPE_ID, 3, SHA256)
    blobs.delete_envelope("cd" * 16)
    write(blobs)
    blobs.delete_part(ENVELOPE_ID, 3, SHA256)
    assert names(blobs) == []


def test_a_folder_that_can_not_be_written_to_does_not_pass_the_check(blobs: LocalFolder) -> None:
    blobs.check()
    blobs.folder = blobs.folder / "not there"
    with pytest.raises(OSError, match="not there"):
        blobs.check()
