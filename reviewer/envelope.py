"""Sealing and opening envelopes, whole or by range, in flat memory (spec/envelope.md)."""

from __future__ import annotations

import hmac
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from server.crypto.envelope_layout import (
    CHUNK_BYTES,
    COMMITMENT_BYTES,
    FIXED_HEADER,
    HEADER_BYTES,
    LENGTH_BYTES,
    SALT_BYTES,
    SEALED_CHUNK_BYTES,
    EnvelopeReference,
    PartHasher,
    body_of,
    chunk_offset,
    padded_size,
    padme,
    parse_header,
    parts_digest,
)
from server.crypto.errors import ContractError, FailureClass, require

Purpose = Literal[
    "content", "thumbnail", "text", "statement-private", "account-state", "local", "reviewer-key-file"
]

NO_CASE = "0" * 32
_KEY_BYTES = 32
_NONCE_BYTES = 12
_AEAD_INFO = b"c2sp.org/chunked-encryption@v1+AEAD_CHACHA20_POLY1305\x00"


@dataclass(frozen=True)
class Place:
    """Where an envelope belongs; it opens nowhere else. Ids are hex."""

    case_id: str
    envelope_id: str
    purpose: Purpose

    def context(self) -> bytes:
        """The context of the key derivation."""
        ids = bytes.fromhex(self.case_id) + bytes.fromhex(self.envelope_id)
        return b"second-look/v1/envelope\x00" + FIXED_HEADER + ids + self.purpose.encode("ascii")


class _ChunkCipher:
    """Seals and opens the numbered chunks of one envelope."""

    def __init__(self, input_key: bytes, salt: bytes, place: Place) -> None:
        length = _KEY_BYTES + _NONCE_BYTES + COMMITMENT_BYTES
        expand = HKDFExpand(hashes.SHA512(), length, info=_AEAD_INFO + salt + place.context())
        derived = expand.derive(input_key)
        self._aead = ChaCha20Poly1305(derived[:_KEY_BYTES])
        self._base_nonce = int.from_bytes(derived[_KEY_BYTES : _KEY_BYTES + _NONCE_BYTES], "big")
        self.commitment = derived[_KEY_BYTES + _NONCE_BYTES :]

    def _nonce(self, chunk: int) -> bytes:
        return (self._base_nonce ^ chunk).to_bytes(_NONCE_BYTES, "big")

    def seal(self, chunk: int, plaintext: bytes) -> bytes:
        return self._aead.encrypt(self._nonce(chunk), plaintext, None)

    def open(self, chunk: int, sealed: bytes) -> bytes:
        try:
            return self._aead.decrypt(self._nonce(chunk), sealed, None)
        except InvalidTag:
            raise ContractError(FailureClass.ENVELOPE_CHUNK, f"chunk {chunk} does not verify") from None


def _open_header(input_key: bytes, place: Place, data: bytes, sealed_bytes: int) -> _ChunkCipher:
    """Header, size and commitment, in the order of section 4."""
    header = parse_header(data)
    body_of(sealed_bytes)
    cipher = _ChunkCipher(input_key, header.salt, place)
    committed = hmac.compare_digest(cipher.commitment, header.commitment)
    require(committed, FailureClass.ENVELOPE_COMMITMENT, "another key or another place")
    return cipher


def seal_stream(
    input_key: bytes, salt: bytes, place: Place, source: BinaryIO, data_bytes: int
) -> Iterator[bytes]:
    """Yield the sealed bytes of `data_bytes` read from `source`: the header, then chunk by chunk.

    A salt must never be used again with the same key for other data.
    """
    if len(input_key) != _KEY_BYTES or len(salt) != SALT_BYTES:
        raise ValueError("length of key or salt")
    padded = padded_size(data_bytes)
    cipher = _ChunkCipher(input_key, salt, place)
    yield FIXED_HEADER + salt + cipher.commitment
    prefix = data_bytes.to_bytes(LENGTH_BYTES, "little")
    left_bytes = data_bytes
    for chunk in range(padded // CHUNK_BYTES + 1):
        size = min(CHUNK_BYTES, padded - chunk * CHUNK_BYTES)
        wanted = min(size - len(prefix), left_bytes)
        data = source.read(wanted)
        if len(data) != wanted:
            raise OSError("the source is shorter than was said")
        left_bytes -= wanted
        yield cipher.seal(chunk, (prefix + data).ljust(size, b"\x00"))
        prefix = b""


def seal_bytes(input_key: bytes, salt: bytes, place: Place, data: bytes) -> bytes:
    """The sealed bytes of data that fits in memory."""
    return b"".join(seal_stream(input_key, salt, place, io.BytesIO(data), len(data)))


class EnvelopeOpener:
    """Opens a whole envelope from sealed bytes that arrive in pieces of any size.

    `update` and `finish` return data that was authenticated. Whatever must be whole is only to be used
    after `finish` returned.
    """

    def __init__(self, input_key: bytes, place: Place, sealed_bytes: int) -> None:
        self._input_key = input_key
        self._place = place
        self._sealed_bytes = sealed_bytes
        self._cipher: _ChunkCipher | None = None
        self._waiting = bytearray()
        self._chunk = 0
        self._padding = _PaddingReader()

    def update(self, piece: bytes) -> bytes:
        """Take the next sealed bytes; returns the data that they complete."""
        self._waiting += piece
        if self._cipher is None:
            if len(self._waiting) < HEADER_BYTES:
                return b""
            header = bytes(self._waiting[:HEADER_BYTES])
            self._cipher = _open_header(self._input_key, self._place, header, self._sealed_bytes)
            del self._waiting[:HEADER_BYTES]
        data = bytearray()
        position = 0
        while len(self._waiting) - position >= SEALED_CHUNK_BYTES:
            end = position + SEALED_CHUNK_BYTES
            data += self._padding.update(self._cipher.open(self._chunk, bytes(self._waiting[position:end])))
            self._chunk += 1
            position = end
        del self._waiting[:position]
        return bytes(data)

    def finish(self) -> bytes:
        """The last data, after the last chunk and the padding were verified."""
        if self._cipher is None:
            raise ContractError(FailureClass.ENVELOPE_HEADER, "shorter than a header")
        whole = chunk_offset(self._chunk) + len(self._waiting) == self._sealed_bytes
        require(whole, FailureClass.ENVELOPE_TRUNCATED, "other length than was said")
        data = self._padding.update(self._cipher.open(self._chunk, bytes(self._waiting)))
        self._padding.finish()
        return data


class _PaddingReader:
    """Takes the padded plaintext in order, gives back the data, and checks all the rest."""

    def __init__(self) -> None:
        self._data_bytes = 0
        self._taken_bytes = 0

    def update(self, plaintext: bytes) -> bytes:
        if self._taken_bytes < LENGTH_BYTES:
            # The first chunk holds the whole prefix, since a chunk before the last is full.
            require(len(plaintext) >= LENGTH_BYTES, FailureClass.ENVELOPE_PADDING, "no length prefix")
            self._data_bytes = int.from_bytes(plaintext[:LENGTH_BYTES], "little")
            self._taken_bytes = LENGTH_BYTES
            plaintext = plaintext[LENGTH_BYTES:]
        data_left = max(0, self._data_bytes + LENGTH_BYTES - self._taken_bytes)
        self._taken_bytes += len(plaintext)
        zeros = plaintext[data_left:]
        require(zeros.count(0) == len(zeros), FailureClass.ENVELOPE_PADDING, "padding that is not zero")
        return plaintext[:data_left]

    def finish(self) -> None:
        check_padded_size(self._data_bytes, self._taken_bytes)


def check_padded_size(data_bytes: int, padded_bytes: int) -> None:
    """The length prefix fits the padded size exactly (`envelope-padding`)."""
    fits = data_bytes <= padded_bytes - LENGTH_BYTES
    require(fits, FailureClass.ENVELOPE_PADDING, "length prefix beyond the data")
    exact = padme(LENGTH_BYTES + data_bytes) == padded_bytes
    require(exact, FailureClass.ENVELOPE_PADDING, "padded size is not padme")


def open_bytes(input_key: bytes, place: Place, sealed: bytes) -> bytes:
    """The data of an envelope that fits in memory."""
    opener = EnvelopeOpener(input_key, place, len(sealed))
    return opener.update(sealed) + opener.finish()


def open_referenced(
    input_key: bytes,
    place: Place,
    reference: EnvelopeReference,
    pieces: Iterator[bytes],
    write: Callable[[bytes], object],
) -> None:
    """Open a whole envelope and check its size and digest against a signed reference (`envelope-digest`).

    `write` gets authenticated data before the digest is known: the caller drops it when this raises.
    """
    opener = EnvelopeOpener(input_key, place, reference.size_bytes)
    hasher = PartHasher(reference.part_chunks)
    for piece in pieces:
        hasher.update(piece)
        too_long = hasher.size_bytes > reference.size_bytes
        require(not too_long, FailureClass.ENVELOPE_DIGEST, "larger than the statement says")
        write(opener.update(piece))
    same_size = hasher.size_bytes == reference.size_bytes
    require(same_size, FailureClass.ENVELOPE_DIGEST, "smaller than the statement says")
    same = parts_digest(hasher.part_hashes()) == reference.parts_sha256
    require(same, FailureClass.ENVELOPE_DIGEST, "not the bytes that the statement names")
    write(opener.finish())


class RangeReader:
    """Reads parts of an envelope's data by asking for sealed bytes at offsets.

    The constructor opens the last chunk and chunk 0, which proves the length; then any chunk opens alone.
    """

    def __init__(
        self, input_key: bytes, place: Place, sealed_bytes: int, read_at: Callable[[int, int], bytes]
    ) -> None:
        self._read_at = read_at
        header = read_at(0, HEADER_BYTES)
        self._cipher = _open_header(input_key, place, header, sealed_bytes)
        body = body_of(sealed_bytes)
        self._last_chunk = body.full_chunks
        self._last_chunk_bytes = body.last_chunk_bytes
        self._open_chunk(self._last_chunk)
        first = self._open_chunk(0)
        require(len(first) >= LENGTH_BYTES, FailureClass.ENVELOPE_PADDING, "no length prefix")
        self.data_bytes = int.from_bytes(first[:LENGTH_BYTES], "little")
        check_padded_size(self.data_bytes, body.padded_bytes)

    def _open_chunk(self, chunk: int) -> bytes:
        size = self._last_chunk_bytes if chunk == self._last_chunk else SEALED_CHUNK_BYTES
        return self._cipher.open(chunk, self._read_at(chunk_offset(chunk), size))

    def read(self, start: int, length: int) -> bytes:
        """Data bytes `start` to `start + length`, cut at the end of the data."""
        begin = min(start, self.data_bytes) + LENGTH_BYTES
        end = min(start + length, self.data_bytes) + LENGTH_BYTES
        if begin >= end:
            return b""
        first = begin // CHUNK_BYTES
        chunks = range(first, (end - 1) // CHUNK_BYTES + 1)
        plaintext = b"".join(self._open_chunk(chunk) for chunk in chunks)
        return plaintext[begin - first * CHUNK_BYTES : end - first * CHUNK_BYTES]
