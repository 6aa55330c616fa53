"""What a store of sealed parts does, whichever it is: a local folder, or a bucket of an object store.

A part that can be read is whole. Its name is <first two digits>/<envelope id>/<index>-<sha256>.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, Protocol

# Larger blocks cost less: each is copied and hashed under one turn of the interpreter.
READ_BYTES = 512 * 1024


class StorageFullError(Exception):
    """There is no space for the part; nothing of it was kept."""


class StorageUnreachableError(Exception):
    """The store does not answer, or refuses the relay; its text says why, for the operator.

    Nothing was changed that was not acknowledged.
    """


class PartDiffersError(Exception):
    """What arrived has not the announced SHA-256; nothing of it was kept."""


class PartCutError(Exception):
    """The sender stopped before the announced length; nothing was kept."""


class BlobStore(Protocol):
    """Every method may raise StorageUnreachableError."""

    def make_envelope(self, envelope_id: str) -> None:
        """Prepare for an envelope, before any part of it is taken. Raises StorageFullError."""

    def write_part(
        self, envelope_id: str, index: int, sha256: str, size_bytes: int, read: Callable[[int], bytes]
    ) -> None:
        """Store a part durably. `read(n)` gives at most n bytes and b"" at the end.

        Raises StorageFullError, PartDiffersError, PartCutError, or FileNotFoundError when the envelope was deleted
        meanwhile. Repeating it with the same part is harmless.
        """

    def open_part(self, envelope_id: str, index: int, sha256: str, start: int, size_bytes: int) -> BinaryIO:
        """At least `size_bytes` of the part from byte `start` on, for reading.

        Raises FileNotFoundError when it is not there.
        """

    def delete_part(self, envelope_id: str, index: int, sha256: str) -> None:
        """Delete one part if it is there."""

    def delete_envelope(self, envelope_id: str) -> None:
        """Delete all parts of an envelope. Whoever has one open reads it to its end."""

    def check(self) -> None:
        """Raises StorageUnreachableError when nothing can be written."""


def part_name(envelope_id: str, index: int, sha256: str) -> str:
    """The path of a part in the store."""
    return f"{envelope_name(envelope_id)}/{index}-{sha256}"


def envelope_name(envelope_id: str) -> str:
    """The path of what holds an envelope's parts."""
    return f"{envelope_id[:2]}/{envelope_id}"
