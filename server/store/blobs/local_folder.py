"""Sealed parts in a local folder.

A part is written to a nameless file, hashed while it is written, synced, linked to its name, and the
folder is synced: so a name on disk always stands for a whole part, and a crash leaves no litter.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from server.store.blobs.blob_store import (
    READ_BYTES,
    PartCutError,
    PartDiffersError,
    StorageFullError,
    StorageUnreachableError,
    envelope_name,
    part_name,
)

_FULL = (errno.ENOSPC, errno.EDQUOT)


class LocalFolder:
    """The blob store in one folder of one file system."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def make_envelope(self, envelope_id: str) -> None:
        """Make the folder for an envelope, durably, before any part of it is taken. Raises StorageFullError."""
        folder = self._folder_of(envelope_id)
        for made in (folder.parent, folder):
            try:
                made.mkdir(exist_ok=True)
                # Also when it was there: whoever made it may not have synced it yet.
                _sync_directory(made.parent)
            except OSError as error:
                if error.errno in _FULL:
                    raise StorageFullError from error
                raise

    def write_part(
        self, envelope_id: str, index: int, sha256: str, size_bytes: int, read: Callable[[int], bytes]
    ) -> None:
        """As BlobStore says."""
        folder = self._folder_of(envelope_id)
        try:
            directory = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            try:
                self._write_into(directory, folder, f"{index}-{sha256}", sha256, size_bytes, read)
            finally:
                os.close(directory)
        except OSError as error:
            if error.errno in _FULL:
                raise StorageFullError from error
            raise

    def _write_into(
        self,
        directory: int,
        folder: Path,
        name: str,
        sha256: str,
        size_bytes: int,
        read: Callable[[int], bytes],
    ) -> None:
        descriptor = os.open(folder, os.O_TMPFILE | os.O_WRONLY | os.O_CLOEXEC, 0o600)
        try:
            # Space is taken before the first byte is read, so that a full disk is known early.
            os.posix_fallocate(descriptor, 0, size_bytes)
            digest = hashlib.sha256()
            received = 0
            while received < size_bytes:
                block = read(min(READ_BYTES, size_bytes - received))
                if not block:
                    raise PartCutError
                digest.update(block)
                _write_all(descriptor, block)
                received += len(block)
            if digest.hexdigest() != sha256:
                raise PartDiffersError
            os.fsync(descriptor)
            # Only whole, synced files have names: where there is one, the part is there already.
            with contextlib.suppress(FileExistsError):
                # With a directory descriptor Python calls linkat; without one, link fails across mounts.
                os.link(f"/proc/self/fd/{descriptor}", name, dst_dir_fd=directory)
            # Also after FileExistsError: the other writer may not have synced the folder yet.
            os.fsync(directory)
        finally:
            os.close(descriptor)

    def open_part(self, envelope_id: str, index: int, sha256: str, start: int, size_bytes: int) -> BinaryIO:  # noqa: ARG002 - a file goes on to its end
        """As BlobStore says."""
        file = (self.folder / part_name(envelope_id, index, sha256)).open("rb", buffering=0)
        file.seek(start)
        return file

    def delete_part(self, envelope_id: str, index: int, sha256: str) -> None:
        """As BlobStore says."""
        (self.folder / part_name(envelope_id, index, sha256)).unlink(missing_ok=True)

    def delete_envelope(self, envelope_id: str) -> None:
        """As BlobStore says."""
        shutil.rmtree(self._folder_of(envelope_id), ignore_errors=True)

    def check(self) -> None:
        """As BlobStore says."""
        try:
            descriptor = os.open(self.folder, os.O_TMPFILE | os.O_WRONLY | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StorageUnreachableError(str(error)) from None
        os.close(descriptor)

    def _folder_of(self, envelope_id: str) -> Path:
        return self.folder / envelope_name(envelope_id)


def _write_all(descriptor: int, block: bytes) -> None:
    view = memoryview(block)
    while view:
        view = view[os.write(descriptor, view) :]


def _sync_directory(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
