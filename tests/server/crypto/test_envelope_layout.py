from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.crypto import envelope_layout as layout
from server.crypto.envelope_layout import PartHasher
from server.crypto.errors import ContractError, FailureClass

SIZES = st.integers(0, layout.LARGEST_DATA_BYTES)


@given(SIZES)
def test_padding_costs_at_most_12_percent_and_is_padme(size: int) -> None:
    padded = layout.padded_size(size)
    assert size + 8 <= padded <= (size + 8) * 1.12 + 1
    assert layout.padme(padded) == padded


@given(SIZES)
def test_the_sealed_size_says_what_the_chunks_are(size: int) -> None:
    body = layout.body_of(layout.sealed_size(size))
    assert body.padded_bytes == layout.padded_size(size)
    assert 16 <= body.last_chunk_bytes < layout.SEALED_CHUNK_BYTES


@given(st.integers(64, 10_000_000))
def test_every_size_is_either_impossible_or_that_of_one_chunking(sealed_bytes: int) -> None:
    if (sealed_bytes - 64) % layout.SEALED_CHUNK_BYTES < 16:
        with pytest.raises(ContractError) as refusal:
            layout.body_of(sealed_bytes)
        assert refusal.value.failure_class is FailureClass.ENVELOPE_TRUNCATED
    else:
        body = layout.body_of(sealed_bytes)
        chunks = body.full_chunks * layout.SEALED_CHUNK_BYTES + body.last_chunk_bytes
        assert 64 + chunks == sealed_bytes


@given(st.integers(1, 20_000_000), st.sampled_from([64, 256]))
def test_parts_cover_the_bytes_once_and_in_order(sealed_bytes: int, part_chunks: int) -> None:
    end = 0
    for index in range(layout.part_count(sealed_bytes, part_chunks)):
        start, length = layout.part_range(sealed_bytes, part_chunks, index)
        assert start == end
        assert length > 0
        end = start + length
    assert end == sealed_bytes
    with pytest.raises(ContractError):
        layout.part_range(sealed_bytes, part_chunks, layout.part_count(sealed_bytes, part_chunks))


@given(st.integers(0, 2_200_000), st.lists(st.integers(1, 1_100_000), max_size=5))
def test_part_hashes_do_not_depend_on_the_pieces(size: int, cuts: list[int]) -> None:
    data = bytes(size)
    hasher = PartHasher(64)
    position = 0
    for cut in cuts:
        hasher.update(data[position : position + cut])
        position += cut
    hasher.update(data[position:])
    expected = []
    for index in range(layout.part_count(size, 64)):
        start, length = layout.part_range(size, 64, index)
        expected.append(hashlib.sha256(data[start : start + length]).digest())
    assert hasher.part_hashes() == expected
    assert hasher.size_bytes == size


def test_more_than_8_gib_is_a_limit() -> None:
    assert layout.sealed_size(layout.LARGEST_DATA_BYTES) > layout.LARGEST_DATA_BYTES
    with pytest.raises(ContractError) as refusal:
        layout.sealed_size(layout.LARGEST_DATA_BYTES + 1)
    assert refusal.value.failure_class is FailureClass.LIMIT
