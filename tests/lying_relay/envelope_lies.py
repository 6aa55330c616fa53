"""Lies about sealed bytes: the relay serves other bytes than those that were added."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from tests.lying_relay.proxy import Exchange, Lie, LyingRelay

HEADER_BYTES = 64
SEALED_CHUNK_BYTES = 16_400
_ENVELOPE_PATH = re.compile(r"^/api/envelopes/([0-9a-f]{32})$")
_PARTS_PATH = re.compile(r"^/api/envelopes/([0-9a-f]{32})/parts$")
_RANGE = re.compile(r"bytes=(\d+)-(\d*)$")

Transform = Callable[[bytes], bytes]


def _whole_answer(relay: LyingRelay, exchange: Exchange, path: str) -> bytes:
    headers = [(n, v) for n, v in exchange.request_headers if n.lower() not in ("range", "if-range")]
    whole = Exchange("GET", path, headers, b"")
    relay.forward(whole)
    return whole.response_body


def tampered_envelopes(relay: LyingRelay, transform: Transform, *, with_matching_parts: bool = False) -> Lie:
    """Serve every envelope changed by `transform`, ranges and lengths consistent with the changed bytes.

    With `with_matching_parts` the list of part hashes is made anew for the changed bytes, as a relay that wants to
    be believed would; without it the list stays as it was.
    """

    def tell(exchange: Exchange) -> None:
        if exchange.method != "GET" or exchange.status not in (200, 206, 416):
            return
        if _ENVELOPE_PATH.match(exchange.path):
            changed = transform(_whole_answer(relay, exchange, exchange.path))
            _answer_range(exchange, changed)
        elif with_matching_parts and (match := _PARTS_PATH.match(exchange.path)):
            changed = transform(_whole_answer(relay, exchange, f"/api/envelopes/{match[1]}"))
            exchange.response_body = _part_hashes(changed, part_count=len(exchange.response_body) // 32)

    return tell


def _answer_range(exchange: Exchange, content: bytes) -> None:
    asked = next((v for n, v in exchange.request_headers if n.lower() == "range"), None)
    match = _RANGE.match(asked or "")
    exchange.response_headers = [(n, v) for n, v in exchange.response_headers if n.lower() != "content-range"]
    if match is None:
        exchange.status, exchange.response_body = 200, content
        return
    start, last = int(match[1]), int(match[2] or len(content) - 1)
    exchange.status, exchange.response_body = 206, content[start : last + 1]
    end = start + len(exchange.response_body) - 1
    exchange.response_headers.append(("Content-Range", f"bytes {start}-{end}/{len(content)}"))


def _part_hashes(content: bytes, *, part_count: int) -> bytes:
    """Hashes for the smallest part size that gives `part_count` parts; one part hash covers all where there is one."""
    if part_count == 1:
        return hashlib.sha256(content).digest()
    part_bytes = 64 * SEALED_CHUNK_BYTES
    starts = [0, *range(HEADER_BYTES + part_bytes, len(content), part_bytes)]
    return b"".join(
        hashlib.sha256(content[start:end]).digest() for start, end in zip(starts, [*starts[1:], None], strict=True)
    )


def _chunk(content: bytes, index: int) -> bytes:
    start = HEADER_BYTES + index * SEALED_CHUNK_BYTES
    return content[start : start + SEALED_CHUNK_BYTES]


def change_a_byte(content: bytes) -> bytes:
    """One bit of the first chunk is flipped."""
    place = HEADER_BYTES + 100
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def cut_the_last_chunk(content: bytes) -> bytes:
    """The envelope ends at a chunk boundary."""
    full = (len(content) - HEADER_BYTES) // SEALED_CHUNK_BYTES
    return content[: HEADER_BYTES + full * SEALED_CHUNK_BYTES]


def repeat_a_chunk(content: bytes) -> bytes:
    """The first chunk stands twice."""
    return content[:HEADER_BYTES] + _chunk(content, 0) + content[HEADER_BYTES:]


def reorder_chunks(content: bytes) -> bytes:
    """The first two chunks change places (an envelope of one chunk is changed in a byte instead)."""
    if len(content) < HEADER_BYTES + 2 * SEALED_CHUNK_BYTES:
        return change_a_byte(content)
    rest = content[HEADER_BYTES + 2 * SEALED_CHUNK_BYTES :]
    return content[:HEADER_BYTES] + _chunk(content, 1) + _chunk(content, 0) + rest


def header_with_another_chunk_size(content: bytes) -> bytes:
    """The header says chunks of 32 KiB."""
    return content[:6] + b"\x0f" + content[7:]


def header_with_another_suite(content: bytes) -> bytes:
    """The header names suite 2."""
    return content[:5] + b"\x02" + content[6:]


def swapped_envelopes(relay: LyingRelay, replacement: dict[str, str]) -> Lie:
    """Serve, for each envelope id in `replacement`, the bytes and parts of the other one."""

    def tell(exchange: Exchange) -> None:
        for pattern, suffix in ((_ENVELOPE_PATH, ""), (_PARTS_PATH, "/parts")):
            match = pattern.match(exchange.path)
            if exchange.method == "GET" and match and match[1] in replacement:
                other = Exchange(
                    "GET", f"/api/envelopes/{replacement[match[1]]}{suffix}", exchange.request_headers, b""
                )
                relay.forward(other)
                exchange.status, exchange.response_body = other.status, other.response_body
                exchange.response_headers = other.response_headers

    return tell
