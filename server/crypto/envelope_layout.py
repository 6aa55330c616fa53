"""The outside of an envelope: header, sizes, padding, parts and digest (spec/envelope.md). No decryption."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from server.crypto.encoding import JsonValue
from server.crypto.errors import ContractError, FailureClass, require
from server.crypto.fields import Fields

MAGIC = b"2LKE"
FIXED_HEADER = MAGIC + bytes((0x01, 0x01, 0x0E, 0x00))
FIXED_HEADER_BYTES = 8
SALT_BYTES = 24
COMMITMENT_BYTES = 32
HEADER_BYTES = FIXED_HEADER_BYTES + SALT_BYTES + COMMITMENT_BYTES
CHUNK_BYTES = 16_384
TAG_BYTES = 16
SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES
LENGTH_BYTES = 8
LARGEST_DATA_BYTES = 8_589_934_592
PART_CHUNKS = (64, 256)

_REFERENCE = ("envelope_id", "part_chunks", "parts_sha256", "size_bytes")


@dataclass(frozen=True)
class Header:
    """The public header of an envelope. Its commitment is checked by whoever holds the key."""

    salt: bytes
    commitment: bytes


def parse_header(data: bytes) -> Header:
    """Read the first 64 bytes, in the order of section 4."""
    is_envelope = len(data) >= HEADER_BYTES and data[:4] == MAGIC and data[7] == 0
    require(is_envelope, FailureClass.ENVELOPE_HEADER, "not an envelope")
    require(data[4] == FIXED_HEADER[4], FailureClass.VERSION, "format version of the envelope")
    require(data[5] == FIXED_HEADER[5], FailureClass.SUITE, "suite of the envelope")
    require(data[6] == FIXED_HEADER[6], FailureClass.SUITE, "chunk size of the envelope")
    return Header(data[8:32], data[32:64])


def padme(size_bytes: int) -> int:
    """The padded size for `size_bytes` >= 8: at most 12 % more, leaking only its leading bits."""
    exponent = size_bytes.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return (size_bytes + mask) & ~mask


def padded_size(data_bytes: int) -> int:
    """Padded size of length prefix and data; more than 8 GiB of data is `limit`."""
    require(0 <= data_bytes <= LARGEST_DATA_BYTES, FailureClass.LIMIT, "more than 8 GiB of data")
    return padme(LENGTH_BYTES + data_bytes)


def sealed_size(data_bytes: int) -> int:
    """Size in bytes of the envelope that holds this much data."""
    padded = padded_size(data_bytes)
    return HEADER_BYTES + padded + TAG_BYTES * (padded // CHUNK_BYTES + 1)


@dataclass(frozen=True)
class Body:
    """What the sealed size alone says about the chunks."""

    full_chunks: int
    last_chunk_bytes: int
    """Sealed size of the last chunk, 16 to 16 399."""

    @property
    def padded_bytes(self) -> int:
        """Size of the padded plaintext."""
        return self.full_chunks * CHUNK_BYTES + self.last_chunk_bytes - TAG_BYTES


def body_of(sealed_bytes: int) -> Body:
    """The chunks of an envelope of this size; an impossible size is `envelope-truncated`."""
    require(sealed_bytes >= HEADER_BYTES, FailureClass.ENVELOPE_HEADER, "shorter than the header")
    full, rest = divmod(sealed_bytes - HEADER_BYTES, SEALED_CHUNK_BYTES)
    require(rest >= TAG_BYTES, FailureClass.ENVELOPE_TRUNCATED, "no envelope has this size")
    return Body(full, rest)


def chunk_offset(chunk: int) -> int:
    """Where a chunk begins in the sealed bytes."""
    return HEADER_BYTES + chunk * SEALED_CHUNK_BYTES


def part_count(sealed_bytes: int, part_chunks: int) -> int:
    """Into how many parts sealed bytes are cut for transport."""
    return max(1, -((HEADER_BYTES - sealed_bytes) // (part_chunks * SEALED_CHUNK_BYTES)))


def part_range(sealed_bytes: int, part_chunks: int, index: int) -> tuple[int, int]:
    """Offset and length in bytes of one part; an index past the end is `limit`."""
    require(0 <= index < part_count(sealed_bytes, part_chunks), FailureClass.LIMIT, "part past the end")
    start = 0 if index == 0 else chunk_offset(index * part_chunks)
    end = min(sealed_bytes, chunk_offset((index + 1) * part_chunks))
    return start, end - start


def parts_digest(part_hashes: Iterable[bytes]) -> str:
    """`parts_sha256`: the hash of the hashes of all parts, in hex."""
    return hashlib.sha256(b"".join(part_hashes)).hexdigest()


class PartHasher:
    """Hashes sealed bytes part by part as they stream by, in constant memory but for 32 bytes a part."""

    def __init__(self, part_chunks: int) -> None:
        self._part_bytes = part_chunks * SEALED_CHUNK_BYTES
        self._room = HEADER_BYTES + self._part_bytes
        self._current = hashlib.sha256()
        self._done: list[bytes] = []
        self.size_bytes = 0

    def update(self, data: bytes | memoryview) -> None:
        """Take the next sealed bytes."""
        view = memoryview(data)
        self.size_bytes += len(view)
        while len(view) > self._room:
            self._current.update(view[: self._room])
            view = view[self._room :]
            self._done.append(self._current.digest())
            self._current, self._room = hashlib.sha256(), self._part_bytes
        self._current.update(view)
        self._room -= len(view)

    def part_hashes(self) -> list[bytes]:
        """The hash of every part, the last one included."""
        return [*self._done, self._current.digest()]


@dataclass(frozen=True)
class EnvelopeReference:
    """How a statement names an envelope: id, size and digest of the sealed bytes."""

    envelope_id: str
    part_chunks: Literal[64, 256]
    parts_sha256: str
    size_bytes: int

    @classmethod
    def from_json(cls, value: JsonValue) -> EnvelopeReference:
        """Read a reference; a size beyond that of 8 GiB of data is `limit`."""
        fields = Fields(value, "envelope reference", _REFERENCE)
        part_chunks = fields.integer("part_chunks", PART_CHUNKS[0], PART_CHUNKS[1])
        if part_chunks not in PART_CHUNKS:
            raise ContractError(FailureClass.ENCODING, "part_chunks is neither 64 nor 256")
        size_bytes = fields.integer("size_bytes", 0, 2**53 - 1)
        require(size_bytes <= sealed_size(LARGEST_DATA_BYTES), FailureClass.LIMIT, "size of the envelope")
        return cls(
            fields.hex_text("envelope_id", 16),
            64 if part_chunks == PART_CHUNKS[0] else 256,
            fields.hex_text("parts_sha256", 32),
            size_bytes,
        )

    def to_json(self) -> dict[str, JsonValue]:
        """The wire form."""
        return {
            "envelope_id": self.envelope_id,
            "part_chunks": self.part_chunks,
            "parts_sha256": self.parts_sha256,
            "size_bytes": self.size_bytes,
        }
