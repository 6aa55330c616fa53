"""The bytes of an envelope as an answer: whole, or one range of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Response, request
from werkzeug.wsgi import wrap_file

from server.crypto.envelope_layout import HEADER_BYTES, SEALED_CHUNK_BYTES, part_range
from server.errors import Problem
from server.store.blobs.blob_store import BlobStore
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
    """The asked bytes, which lie in these parts. Raises Problem `gone` when they were deleted at this moment."""
    wanted = asked or ByteRange(0, envelope.size_bytes)
    response = Response(status=206 if asked else 200, content_type=BYTES, direct_passthrough=True)
    response.content_length = wanted.stop - wanted.start
    response.headers["Accept-Ranges"] = "bytes"
    if asked:
        response.headers["Content-Range"] = f"bytes {asked.start}-{asked.stop - 1}/{envelope.size_bytes}"
    if request.method == "HEAD":
        return response
    if len(parts) == 1 and "wsgi.file_wrapper" in request.environ:
        # The server sends as many bytes as Content-Length says straight from the file, from where it stands.
        start, _length = part_range(envelope.size_bytes, envelope.part_chunks, parts[0].index)
        try:
            file = blobs.open_part(
                envelope.envelope_id,
                parts[0].index,
                parts[0].sha256,
                wanted.start - start,
                response.content_length,
            )
        except FileNotFoundError:
            raise Problem("gone") from None
        response.response = wrap_file(request.environ, file, BLOCK_BYTES)
    else:
        response.response = _blocks(blobs, envelope, parts, wanted)
    return response


def _blocks(blobs: BlobStore, envelope: Envelope, parts: list[Part], wanted: ByteRange) -> Iterator[bytes]:
    for part in parts:
        start, length = part_range(envelope.size_bytes, envelope.part_chunks, part.index)
        place = max(wanted.start, start)
        left = min(wanted.stop, start + length) - place
        with blobs.open_part(envelope.envelope_id, part.index, part.sha256, place - start, left) as file:
            while left > 0:
                block = file.read(min(BLOCK_BYTES, left))
                if not block:
                    # The answer ends before its stated length, so the client knows that it is not whole.
                    raise FileNotFoundError
                left -= len(block)
                yield block
