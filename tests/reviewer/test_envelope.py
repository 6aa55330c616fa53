"""Laws of the envelope, and flat memory."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.envelope import (
    EnvelopeOpener,
    Place,
    RangeReader,
    open_bytes,
    open_referenced,
    seal_bytes,
    seal_stream,
)
from server.crypto.envelope_layout import EnvelopeReference, PartHasher, parts_digest, sealed_size
from server.crypto.errors import ContractError

KEY, SALT = b"k" * 32, b"s" * 24
PLACE = Place("ab" * 16, "cd" * 16, "content")
EDGES = st.sampled_from([0, 1, 8, 16_367, 16_368, 16_375, 16_376, 16_377, 16_384, 32_752, 32_760, 50_000])


def _data(size: int) -> bytes:
    return bytes((number * 31 + number // 256) & 255 for number in range(size))


def _feed(opener: EnvelopeOpener, sealed: bytes, released: bytearray) -> None:
    """Feed in pieces, and note what came out even where an error ends it."""
    for start in range(0, len(sealed), 1000):
        released += opener.update(sealed[start : start + 1000])
    released += opener.finish()


def _begin_range(sealed: bytes) -> RangeReader:
    return RangeReader(KEY, PLACE, len(sealed), lambda offset, count: sealed[offset : offset + count])


@given(st.binary(max_size=600))
def test_what_is_sealed_opens(data: bytes) -> None:
    assert open_bytes(KEY, PLACE, seal_bytes(KEY, SALT, PLACE, data)) == data


@settings(max_examples=40)
@given(EDGES, st.lists(st.integers(1, 40_000), max_size=6))
def test_it_opens_in_whatever_pieces_it_arrives(size: int, cuts: list[int]) -> None:
    data = _data(size)
    sealed = seal_bytes(KEY, SALT, PLACE, data)
    opener = EnvelopeOpener(KEY, PLACE, len(sealed))
    opened = bytearray()
    position = 0
    for cut in [*cuts, len(sealed)]:
        opened += opener.update(sealed[position : position + cut])
        position += cut
    opened += opener.finish()
    assert opened == data


@settings(max_examples=60)
@given(EDGES, st.data())
def test_any_changed_bit_is_found_and_nothing_wrong_is_released(size: int, draw: st.DataObject) -> None:
    data = _data(size)
    sealed = bytearray(seal_bytes(KEY, SALT, PLACE, data))
    place = draw.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= 1 << draw.draw(st.integers(0, 7))
    opener = EnvelopeOpener(KEY, PLACE, len(sealed))
    released = bytearray()
    with pytest.raises(ContractError):
        _feed(opener, bytes(sealed), released)
    assert data.startswith(bytes(released))


@settings(max_examples=60)
@given(EDGES, st.data())
def test_any_cut_or_appended_byte_is_found(size: int, draw: st.DataObject) -> None:
    sealed = seal_bytes(KEY, SALT, PLACE, _data(size))
    length = draw.draw(st.integers(0, len(sealed) - 1))
    extra = draw.draw(st.binary(min_size=1, max_size=20_000))
    for changed in (sealed[:length], sealed + extra):
        with pytest.raises(ContractError):
            open_bytes(KEY, PLACE, changed)
        with pytest.raises(ContractError):
            _begin_range(changed)


@settings(max_examples=40)
@given(EDGES, st.integers(0, 60_000), st.integers(0, 60_000))
def test_a_range_is_that_part_of_the_data(size: int, start: int, length: int) -> None:
    data = _data(size)
    sealed = seal_bytes(KEY, SALT, PLACE, data)
    assert _begin_range(sealed).read(start, length) == data[start : start + length]


def test_pieces_that_end_too_early_or_go_on_too_long_are_refused() -> None:
    sealed = seal_bytes(KEY, SALT, PLACE, _data(100))
    for given_size in (len(sealed) + 1, len(sealed) - 1):
        opener = EnvelopeOpener(KEY, PLACE, given_size)
        with pytest.raises(ContractError):
            _feed(opener, sealed, bytearray())


def test_a_source_that_is_shorter_than_was_said_is_not_sealed() -> None:
    with pytest.raises(OSError, match="shorter"):
        b"".join(seal_stream(KEY, SALT, PLACE, io.BytesIO(b"abc"), 4))


class _Zeros(io.RawIOBase):
    def read(self, size: int = -1) -> bytes:
        return bytes(size)


def test_memory_stays_flat_whatever_the_size() -> None:
    """64 MiB pass through sealing, hashing and opening in less than 4 MiB of memory."""
    data_bytes = 64 * 1024 * 1024

    def pieces() -> Iterator[bytes]:
        waiting = bytearray()
        for sealed in seal_stream(KEY, SALT, PLACE, _Zeros(), data_bytes):  # type: ignore[arg-type]
            waiting += sealed
            if len(waiting) > 500_000:
                yield bytes(waiting)
                waiting.clear()
        yield bytes(waiting)

    hasher = PartHasher(256)
    for piece in pieces():
        hasher.update(piece)
    reference = EnvelopeReference(
        PLACE.envelope_id, 256, parts_digest(hasher.part_hashes()), sealed_size(data_bytes)
    )
    opened_bytes = 0

    def count(data: bytes) -> None:
        nonlocal opened_bytes
        opened_bytes += len(data)

    tracemalloc.start()
    open_referenced(KEY, PLACE, reference, pieces(), count)
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert opened_bytes == data_bytes
    assert peak_bytes < 4 * 1024 * 1024
