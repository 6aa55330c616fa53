"""Sealed parts in a bucket of an S3-compatible store, so that relays on several machines can share them.

A part is collected in memory (at most 4 MiB), checked, and stored with its SHA-256, which the store checks again: an
object is stored whole or not at all. Where the store is, and who the relay is there, the standard variables say
(`AWS_ENDPOINT_URL`, `AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, ...); docs/operations.md has them.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import BinaryIO

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from server.store.blobs.blob_store import (
    READ_BYTES,
    PartCutError,
    PartDiffersError,
    StorageUnreachableError,
    envelope_name,
    part_name,
)

# A request waits for the store no longer than a phone waits for the relay.
CONNECT_SECONDS = 5
ANSWER_SECONDS = 30
RETRIES = 3
CHECK_NAME = "relay-check"


class S3Bucket:
    """The blob store in one bucket, or below one prefix of it: `s3://bucket/prefix`."""

    def __init__(self, url: str) -> None:
        plain_http = os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://")
        self.store = S3Store.from_url(
            url,
            checksum_algorithm="sha256",
            client_options={
                "allow_http": plain_http,
                "connect_timeout": timedelta(seconds=CONNECT_SECONDS),
                "timeout": timedelta(seconds=ANSWER_SECONDS),
            },
            retry_config={"max_retries": RETRIES, "retry_timeout": timedelta(seconds=ANSWER_SECONDS)},
        )

    def make_envelope(self, envelope_id: str) -> None:
        """Nothing has to be made: a bucket has no folders."""

    def write_part(
        self, envelope_id: str, index: int, sha256: str, size_bytes: int, read: Callable[[int], bytes]
    ) -> None:
        """As BlobStore says; a deleted envelope is not noticed here, but when the part is put into the database."""
        data = bytearray()
        while len(data) < size_bytes:
            block = read(min(READ_BYTES, size_bytes - len(data)))
            if not block:
                raise PartCutError
            data += block
        if hashlib.sha256(data).hexdigest() != sha256:
            raise PartDiffersError
        self._put(part_name(envelope_id, index, sha256), bytes(data))

    def open_part(self, envelope_id: str, index: int, sha256: str, start: int, size_bytes: int) -> BinaryIO:
        """As BlobStore says."""
        name = part_name(envelope_id, index, sha256)
        with _named_errors():
            return io.BytesIO(obstore.get_range(self.store, name, start=start, length=size_bytes))

    def delete_part(self, envelope_id: str, index: int, sha256: str) -> None:
        """As BlobStore says."""
        self._delete([part_name(envelope_id, index, sha256)])

    def delete_envelope(self, envelope_id: str) -> None:
        """As BlobStore says."""
        with _named_errors():
            listed = obstore.list(self.store, prefix=envelope_name(envelope_id))
            names = [part["path"] for parts in listed for part in parts]
        self._delete(names)

    def check(self) -> None:
        """As BlobStore says."""
        self._put(CHECK_NAME, b"")

    def _put(self, name: str, data: bytes) -> None:
        try:
            with _named_errors():
                obstore.put(self.store, name, data, use_multipart=False)
        except FileNotFoundError as error:
            # For what is written only the bucket itself can be missing.
            raise StorageUnreachableError from error

    def _delete(self, names: list[str]) -> None:
        if names:
            with _named_errors():
                obstore.delete(self.store, names)


@contextmanager
def _named_errors() -> Iterator[None]:
    """The library's errors as StorageUnreachableError; FileNotFoundError stays what it is."""
    try:
        yield
    except BaseError as error:
        raise StorageUnreachableError from error
