"""Sealed parts in a bucket of an S3-compatible store, so that relays on several machines can share them.

A part is collected in memory (at most 4 MiB), checked, and stored with its SHA-256, which the store checks again: an
object is stored whole or not at all. Where the store is, and who the relay is there, the standard variables say
(`AWS_ENDPOINT_URL`, `AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, ...); docs/operations.md has them.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import threading
import time
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
    StorageFullError,
    StorageUnreachableError,
    envelope_name,
    part_name,
)

# A phone waits 20 s for the relay; a last attempt may begin when the time for attempts is nearly over.
CONNECT_SECONDS = 3
ATTEMPT_SECONDS = 8
ATTEMPTS_SECONDS = 10
RETRIES = 2
CHECK_NAME = "relay-check"
CHECK_HOLDS_SECONDS = 10
CHECK_WAIT_SECONDS = 1
_FULL = re.compile(r"status code: 507|<Code>[A-Za-z]*Quota[A-Za-z]*</Code>")


class S3Bucket:
    """The blob store in one bucket, or below one prefix of it: `s3://bucket/prefix`.

    Raises ValueError where the standard variables can't be used.
    """

    def __init__(self, url: str) -> None:
        plain_http = os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://")
        try:
            self.store = S3Store.from_url(
                url,
                checksum_algorithm="sha256",
                client_options={
                    "allow_http": plain_http,
                    "connect_timeout": timedelta(seconds=CONNECT_SECONDS),
                    "timeout": timedelta(seconds=ATTEMPT_SECONDS),
                },
                retry_config={"max_retries": RETRIES, "retry_timeout": timedelta(seconds=ATTEMPTS_SECONDS)},
            )
        except BaseError as error:
            raise ValueError(_first_line(error)) from None
        self._checking = threading.Lock()
        self._check_holds_until = 0.0

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
        """As BlobStore says. Anybody may ask a relay for it, so the store is not asked each time."""
        if not self._checking.acquire(timeout=CHECK_WAIT_SECONDS):
            raise StorageUnreachableError("another check has no answer yet")
        try:
            if time.monotonic() < self._check_holds_until:
                return
            self._put(CHECK_NAME, b"")
            self._check_holds_until = time.monotonic() + CHECK_HOLDS_SECONDS
        finally:
            self._checking.release()

    def _put(self, name: str, data: bytes) -> None:
        with _named_errors(), _nothing_but_the_bucket_can_be_missing():
            obstore.put(self.store, name, data, use_multipart=False)

    def _delete(self, names: list[str]) -> None:
        if names:
            with _named_errors(), _nothing_but_the_bucket_can_be_missing():
                obstore.delete(self.store, names)


@contextmanager
def _named_errors() -> Iterator[None]:
    """The library's errors by our names, with their first line; FileNotFoundError stays what it is."""
    try:
        yield
    except BaseError as error:
        if _FULL.search(str(error)):
            raise StorageFullError from None
        raise StorageUnreachableError(_first_line(error)) from None


@contextmanager
def _nothing_but_the_bucket_can_be_missing() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise StorageUnreachableError(_first_line(error)) from None


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
