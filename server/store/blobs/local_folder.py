"""Sealed parts in a local folder: <first two digits>/<envelope id>/<index>-<sha256>.

A part is written to a nameless file, hashed while it is written, synced, linked to its name, and the
folder is synced: so a name on disk always stands for a whole part, and a crash leaves no litter.
Everything that S3 would need is behind these functions; nothing else knows about files.
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

# Larger blocks cost less: each is copied and hashed under one turn of the interpreter.
READ_BYTES = 512 * 1024
_FULL = (errno.ENOSPC, errno.EDQUOT)


class StorageFullError(Exception):
    """There is no space for the part; nothing of it was kept."""


class PartDiffersError(Exception):
    """What arrived has not the announced SHA-256; nothing of it was kept."""


class PartCutError(Exception):
    """The sender stopped before the announced length; nothing was kept."""


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
        """Store a part durably. `read(n)` gives at most n bytes and b"" at the end.

        Raises StorageFullError, PartDiffersError, PartCutError, or FileNotFoundError when the envelope was deleted
        meanwhile. Repeating it with the same part is harmless.
        """
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

    def open_part(self, envelope_id: str, index: int, sha256: str) -> BinaryIO:
        """The part for reading; FileNotFoundError when it is not there."""
        return (self._folder_of(envelope_id) / f"{index}-{sha256}").open("rb", buffering=0)

    def delete_part(self, envelope_id: str, index: int, sha256: str) -> None:
        """Delete one part if it is there."""
        (self._folder_of(envelope_id) / f"{index}-{sha256}").unlink(missing_ok=True)

    def delete_envelope(self, envelope_id: str) -> None:
        """Delete all parts of an envelope. Whoever has one open reads it to its end."""
        shutil.rmtree(self._folder_of(envelope_id), ignore_errors=True)

    def check(self) -> None:
        """Raises OSError when the folder can't be written to."""
        descriptor = os.open(self.folder, os.O_TMPFILE | os.O_WRONLY | os.O_CLOEXEC, 0o600)
        os.close(descriptor)

    def _folder_of(self, envelope_id: str) -> Path:
        return self.folder / envelope_id[:2] / envelope_id


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
