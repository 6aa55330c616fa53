"""C2SP tlog-tiles: tiles of 256 hashes and bundles of 256 entries (spec/directory.md section 4)."""

from __future__ import annotations

from collections.abc import Sequence

from server.crypto.errors import FailureClass, require
from server.crypto.merkle import root_of

TILE_WIDTH = 256
_LENGTH_BYTES = 2


def tile_path(level: int, index: int, width: int) -> str:
    """`tile/<L>/<N>[.p/<W>]`; N is in groups of three digits, all but the last with an `x` in front."""
    return f"tile/{level}/{_number_path(index)}{_partial_suffix(width)}"


def bundle_path(index: int, width: int) -> str:
    """`tile/entries/<N>[.p/<W>]`."""
    return f"tile/entries/{_number_path(index)}{_partial_suffix(width)}"


def _number_path(index: int) -> str:
    path = f"{index % 1000:03d}"
    while index >= 1000:
        index //= 1000
        path = f"x{index % 1000:03d}/{path}"
    return path


def _partial_suffix(width: int) -> str:
    return "" if width == TILE_WIDTH else f".p/{width}"


def _span(level: int) -> int:
    """How many leaves one hash of this level stands for: 256^level."""
    return 1 << (8 * level)


def tile_hash_count(size: int, level: int, index: int) -> int:
    """How many hashes the tile holds in a log of `size` leaves: 0 when it does not exist."""
    return max(0, min(TILE_WIDTH, size // _span(level) - index * TILE_WIDTH))


def make_tile(leaves: Sequence[bytes], level: int, index: int) -> bytes:
    """The hashes of a tile, concatenated: each is the root of a full subtree of 256^level leaves."""
    span = _span(level)
    first = index * TILE_WIDTH
    count = tile_hash_count(len(leaves), level, index)
    hashes = (root_of(leaves[number * span : (number + 1) * span]) for number in range(first, first + count))
    return b"".join(hashes)


def make_entry_bundle(entries: Sequence[bytes]) -> bytes:
    """At most 256 entries, each with its length as two bytes before it."""
    require(len(entries) <= TILE_WIDTH, FailureClass.LIMIT, "more than 256 entries in a bundle")
    return b"".join(len(entry).to_bytes(_LENGTH_BYTES, "big") + entry for entry in entries)


def parse_entry_bundle(bundle: bytes) -> list[bytes]:
    """The entries of a bundle (`encoding`; more than 256 is `limit`)."""
    entries: list[bytes] = []
    position = 0
    while position < len(bundle):
        start = position + _LENGTH_BYTES
        position = start + int.from_bytes(bundle[start - _LENGTH_BYTES : start], "big")
        require(start <= len(bundle) and position <= len(bundle), FailureClass.ENCODING, "cut entry bundle")
        entries.append(bundle[start:position])
        require(len(entries) <= TILE_WIDTH, FailureClass.LIMIT, "more than 256 entries in a bundle")
    return entries
