"""The blob store in a folder: only whole, synced parts have names."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from server.store.blobs.blob_store import StorageFullError, StorageUnreachableError
from server.store.blobs.local_folder import LocalFolder
from tests.server.store.blobs.a_part import ENVELOPE_ID, PART, SHA256, reader_of, write


@pytest.fixture
def blobs(tmp_path: Path) -> LocalFolder:
    blobs = LocalFolder(tmp_path / "blobs")
    blobs.make_envelope(ENVELOPE_ID)
    return blobs


def names(blobs: LocalFolder) -> list[str]:
    """Every file in the store."""
    return sorted(path.name for path in blobs.folder.rglob("*") if path.is_file())


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


def test_a_folder_that_can_not_be_written_to_does_not_pass_the_check(blobs: LocalFolder) -> None:
    blobs.check()
    blobs.folder = blobs.folder / "not there"
    with pytest.raises(StorageUnreachableError):
        blobs.check()
