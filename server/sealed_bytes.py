"""The bytes of an envelope as an answer: whole, or one range of them."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from flask import Response, request
from werkzeug.wsgi import wrap_file

from server.crypto.envelope_layout import HEADER_BYTES, SEALED_CHUNK_BYTES, part_range
from server.errors import Problem
from server.store.blobs.blob_store import BlobStore, StorageUnreachableError
from server.store.envelopes import Envelope, Part

BLOCK_BYTES = 256 * 1024
BYTES = "application/octet-stream"
_RANGE = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")


@dataclass(frozen=True, slots=True)
class ByteRange:
    """Bytes from `start` up to but not with `stop`; not empty."""

    start: int
    stop: int


def asked_range(size_bytes: int) -> ByteRange | None:
    """The range of the request, None where it asks for all. Raises Problem `range` for any other form."""
    header = request.headers.get("Range")
    if header is None:
        return None
    found = _RANGE.fullmatch(header)
    first, last = found.groups() if found else ("", "")
    start, stop = 0, 0
    if first:
        start, stop = int(first), min(int(last) + 1, size_bytes) if last else size_bytes
    elif last:
        start, stop = max(0, size_bytes - int(last)), size_bytes
    if start >= stop:
        raise Problem("range", headers={"Content-Range": f"bytes */{size_bytes}"})
    return ByteRange(start, stop)


def part_index_at(part_chunks: int, offset: int) -> int:
    """The part that holds the byte at an offset."""
    return max(0, offset - HEADER_BYTES) // (part_chunks * SEALED_CHUNK_BYTES)


def bytes_answer(
    blobs: BlobStore, envelope: Envelope, parts: list[Part], asked: ByteRange | None
) -> Response:
    """The asked bytes, which lie in these parts. Raises FileNotFoundError when they were deleted at this moment."""
    wanted = asked or ByteRange(0, envelope.size_bytes)
    response = Response(status=206 if asked else 200, content_type=BYTES, direct_passthrough=True)
    response.content_length = wanted.stop - wanted.start
    response.headers["Accept-Ranges"] = "bytes"
    if asked:
        response.headers["Content-Range"] = f"bytes {asked.start}-{asked.stop - 1}/{envelope.size_bytes}"
    if request.method == "HEAD":
        return response
    first = _open(blobs, envelope, parts[0], wanted)
    if len(parts) == 1 and "wsgi.file_wrapper" in request.environ:
        # The server sends as many bytes as Content-Length says straight from the file, from where it stands.
        response.response = wrap_file(request.environ, first.file, BLOCK_BYTES)
    else:
        response.response = _blocks(blobs, envelope, parts, wanted, first)
    return response


@dataclass(frozen=True, slots=True)
class _OpenPart:
    """A part from where the answer needs it, and how many of its bytes belong to the answer."""

    file: BinaryIO
    size_bytes: int


def _open(blobs: BlobStore, envelope: Envelope, part: Part, wanted: ByteRange) -> _OpenPart:
    start, length = part_range(envelope.size_bytes, envelope.part_chunks, part.index)
    place = max(wanted.start, start)
    size_bytes = min(wanted.stop, start + length) - place
    file = blobs.open_part(envelope.envelope_id, part.index, part.sha256, place - start, size_bytes)
    return _OpenPart(file, size_bytes)


def _blocks(
    blobs: BlobStore, envelope: Envelope, parts: list[Part], wanted: ByteRange, first: _OpenPart
) -> Iterator[bytes]:
    try:
        for part in parts:
            here = first if part is parts[0] else _open(blobs, envelope, part, wanted)
            with here.file as file:
                left = here.size_bytes
                while left > 0:
                    block = file.read(min(BLOCK_BYTES, left))
                    if not block:
                        raise FileNotFoundError
                    left -= len(block)
                    yield block
    except (FileNotFoundError, StorageUnreachableError):
        # The answer ends before its stated length, so the client knows that it is not whole. The server takes this
        # for a line that broke; it would write the text of any other error, with ids, into its log.
        raise BrokenPipeError(errno.EPIPE, "a part is not to be had") from None
