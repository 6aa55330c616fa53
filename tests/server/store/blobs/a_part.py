"""A part on its way into a blob store."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable

from server.store.blobs.blob_store import READ_BYTES, BlobStore

ENVELOPE_ID = "ab" * 16
PART = os.urandom(2 * READ_BYTES + 17)
SHA256 = hashlib.sha256(PART).hexdigest()
NAME = f"ab/{ENVELOPE_ID}/3-{SHA256}"


def reader_of(data: bytes, step_bytes: int = READ_BYTES) -> Callable[[int], bytes]:
    """Gives the bytes in pieces of at most `step_bytes`."""
    left = memoryview(data)

    def read(most_bytes: int) -> bytes:
        nonlocal left
        taken = min(most_bytes, step_bytes)
        block, left = bytes(left[:taken]), left[taken:]
        return block

    return read


def write(blobs: BlobStore, data: bytes = PART, sha256: str = SHA256, size_bytes: int | None = None) -> None:
    """Store part 3 of the envelope."""
    blobs.write_part(ENVELOPE_ID, 3, sha256, len(data) if size_bytes is None else size_bytes, reader_of(data))
