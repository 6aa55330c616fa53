"""Lies about sealed bytes: the relay serves other bytes than those that were added."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from server.crypto.envelope_layout import HEADER_BYTES, SEALED_CHUNK_BYTES, PartHasher
from tests.lying_relay.proxy import Exchange, Lie, LyingRelay

_ENVELOPE_PATH = re.compile(r"^/api/envelopes/([0-9a-f]{32})$")
_PARTS_PATH = re.compile(r"^/api/envelopes/([0-9a-f]{32})/parts$")
_RANGE = re.compile(r"bytes=(\d+)-(\d*)$")
_PART_CHUNKS = (64, 256)
_VERSION, _SUITE, _CHUNK_SIZE = 4, 5, 6

Transform = Callable[[bytes], bytes]


def tampered_envelopes(relay: LyingRelay, transform: Transform, *, with_matching_parts: bool = False) -> Lie:
    """Serve every envelope changed by `transform`, ranges and lengths consistent with the changed bytes.

    With `with_matching_parts` the list of part hashes is made anew for the changed bytes, as a relay that wants to
    be believed would; without it the list stays as it was.
    """

    def tell(exchange: Exchange) -> None:
        if exchange.method != "GET" or exchange.status not in (200, 206, 416):
            return
        if _ENVELOPE_PATH.match(exchange.path):
            answer_range(exchange, transform(whole_answer(relay, exchange, exchange.path)))
        elif with_matching_parts and (match := _PARTS_PATH.match(exchange.path)):
            changed = transform(whole_answer(relay, exchange, f"/api/envelopes/{match[1]}"))
            exchange.response_body = _part_hashes(changed, len(exchange.response_body) // 32)

    return tell


def other_envelopes(served: dict[str, bytes]) -> Lie:
    """Serve other bytes for these envelope ids, with part hashes that fit them."""

    def tell(exchange: Exchange) -> None:
        if exchange.method != "GET":
            return
        if (match := _ENVELOPE_PATH.match(exchange.path)) and match[1] in served:
            answer_range(exchange, served[match[1]])
        elif (match := _PARTS_PATH.match(exchange.path)) and match[1] in served:
            exchange.response_body = _part_hashes(served[match[1]], len(exchange.response_body) // 32)

    return tell


def whole_answer(relay: LyingRelay, exchange: Exchange, path: str) -> bytes:
    """What the honest relay answers to the same person for a whole file."""
    headers = [(n, v) for n, v in exchange.request_headers if n.lower() not in ("range", "if-range")]
    whole = Exchange("GET", path, headers, b"")
    relay.forward(whole)
    return whole.response_body


def answer_range(exchange: Exchange, content: bytes) -> None:
    """As a relay would answer that has this content and no other."""
    match = _RANGE.match(exchange.request_header("Range") or "")
    exchange.response_headers = [(n, v) for n, v in exchange.response_headers if n.lower() != "content-range"]
    if match is None:
        exchange.status, exchange.response_body = 200, content
        return
    start, last = int(match[1]), int(match[2] or len(content) - 1)
    exchange.status, exchange.response_body = 206, content[start : last + 1]
    end = start + len(exchange.response_body) - 1
    exchange.response_headers.append(("Content-Range", f"bytes {start}-{end}/{len(content)}"))


def _part_hashes(content: bytes, part_count: int) -> bytes:
    for part_chunks in _PART_CHUNKS:
        hasher = PartHasher(part_chunks)
        hasher.update(content)
        hashes = hasher.part_hashes()
        if len(hashes) == part_count:
            return b"".join(hashes)
    return hashlib.sha256(content).digest() * part_count


def _chunk(content: bytes, index: int) -> bytes:
    start = HEADER_BYTES + index * SEALED_CHUNK_BYTES
    return content[start : start + SEALED_CHUNK_BYTES]


def change_a_byte(content: bytes) -> bytes:
    """One bit of the first chunk is flipped."""
    place = HEADER_BYTES + 20
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def change_the_last_byte(content: bytes) -> bytes:
    """One bit of the last tag is flipped: everything before it is true."""
    return content[:-1] + bytes([content[-1] ^ 1])


def cut_the_last_chunk(content: bytes) -> bytes:
    """The envelope ends at a chunk boundary."""
    full = (len(content) - HEADER_BYTES) // SEALED_CHUNK_BYTES
    return content[: HEADER_BYTES + full * SEALED_CHUNK_BYTES]


def repeat_a_chunk(content: bytes) -> bytes:
    """The first chunk stands in the place of the second, too; an envelope of one chunk has it twice."""
    rest = content[HEADER_BYTES + 2 * SEALED_CHUNK_BYTES :]
    return content[:HEADER_BYTES] + _chunk(content, 0) * 2 + rest


def reorder_chunks(content: bytes) -> bytes:
    """The first two chunks change places."""
    rest = content[HEADER_BYTES + 2 * SEALED_CHUNK_BYTES :]
    return content[:HEADER_BYTES] + _chunk(content, 1) + _chunk(content, 0) + rest


def with_a_chunk_of(other: bytes) -> Transform:
    """The first chunk is that of another envelope, or of another version of this one."""
    return lambda content: (
        content[:HEADER_BYTES] + _chunk(other, 0) + content[HEADER_BYTES + SEALED_CHUNK_BYTES :]
    )


def with_the_header_of(other: bytes) -> Transform:
    """The header, with salt and commitment, is that of another envelope."""
    return lambda content: other[:HEADER_BYTES] + content[HEADER_BYTES:]


def header_with_another_chunk_size(content: bytes) -> bytes:
    """The header says chunks of 32 KiB."""
    return _with_byte(content, _CHUNK_SIZE, 0x0F)


def header_with_another_suite(content: bytes) -> bytes:
    """The header names suite 2."""
    return _with_byte(content, _SUITE, 0x02)


def header_with_another_version(content: bytes) -> bytes:
    """The header names format version 2."""
    return _with_byte(content, _VERSION, 0x02)


def _with_byte(content: bytes, place: int, value: int) -> bytes:
    return content[:place] + bytes([value]) + content[place + 1 :]
