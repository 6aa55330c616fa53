"""Envelopes (spec/envelope.md)."""

from __future__ import annotations

import io
from collections.abc import Iterator

from reviewer import envelope
from server.crypto import envelope_layout
from server.crypto.envelope_layout import EnvelopeReference, PartHasher, parts_digest
from tests.vectors.operations.operation import Given, Output, operation


@operation("padme")
def padme(given: Given) -> Output:
    return {"padded_bytes": envelope_layout.padme(given["size_bytes"])}


@operation("envelope-sizes")
def envelope_sizes(given: Given) -> Output:
    padded = envelope_layout.padded_size(given["data_bytes"])
    sealed = envelope_layout.sealed_size(given["data_bytes"])
    assert envelope_layout.body_of(sealed).padded_bytes == padded
    return {"padded_bytes": padded, "chunks": padded // 16384 + 1, "sealed_bytes": sealed}


@operation("envelope-seal")
def envelope_seal(given: Given) -> Output:
    data = given.bytes("data")
    pieces = envelope.seal_stream(
        given.bytes("key"), given.bytes("salt"), given.place(), io.BytesIO(data), len(data)
    )
    return {"sealed": b"".join(pieces)}


@operation("envelope-open")
def envelope_open(given: Given) -> Output:
    return {"data": envelope.open_bytes(given.bytes("key"), given.place(), given.bytes("sealed"))}


@operation("envelope-range")
def envelope_range(given: Given) -> Output:
    sealed = given.bytes("sealed")
    reader = envelope.RangeReader(
        given.bytes("key"), given.place(), len(sealed), lambda offset, size: sealed[offset : offset + size]
    )
    return {"data": reader.read(given["start"], given["length"])}


@operation("envelope-parts")
def envelope_parts(given: Given) -> Output:
    sealed = given.bytes("sealed")
    hasher = PartHasher(given["part_chunks"])
    hasher.update(sealed)
    hashes = hasher.part_hashes()
    assert len(hashes) == envelope_layout.part_count(len(sealed), given["part_chunks"])
    return {"parts": [each.hex() for each in hashes], "parts_sha256": parts_digest(hashes)}


@operation("envelope-referenced")
def envelope_referenced(given: Given) -> Output:
    return open_referenced_in_pieces(given, 100_000)


def open_referenced_in_pieces(given: Given, piece_bytes: int) -> Output:
    data = io.BytesIO()
    reference = EnvelopeReference.from_json(given["reference"])
    assert reference.to_json() == given["reference"]
    envelope.open_referenced(
        given.bytes("key"),
        given.place(),
        reference,
        pieces_of(given.bytes("sealed"), piece_bytes),
        data.write,
    )
    return {"data": data.getvalue()}


def pieces_of(data: bytes, size: int) -> Iterator[bytes]:
    """Data in pieces of a size."""
    return (data[start : start + size] for start in range(0, len(data), size))
