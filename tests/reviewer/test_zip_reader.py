"""The ZIP form of a case file: what the browser's writer makes, and large ones without gigabytes."""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
import zipfile
import zlib
from pathlib import Path

import pytest

from reviewer.zip_reader import ZipReader
from scripts.vectors.case_file import TIME, write_zip
from server.crypto.errors import ContractError, FailureClass

ROOT = Path(__file__).parents[2]
BROWSER_WRITER = """
import { createZipWriter } from "./pwa/static/js/wire/zip-writer.js";
const writer = createZipWriter((bytes) => void process.stdout.write(bytes));
await writer.addFile("manifest.json", [new TextEncoder().encode("{}")]);
await writer.addFile("envelopes/" + "ab".repeat(16), [new Uint8Array(60000).fill(7), new Uint8Array(40000).fill(7)]);
await writer.addFile("empty", []);
await writer.finish();
"""


def test_what_the_browser_writes_is_read() -> None:
    node = shutil.which("node")
    assert node is not None
    arguments = [node, "--input-type=module", "--eval", BROWSER_WRITER]
    made = subprocess.run(arguments, cwd=ROOT, check=True, capture_output=True).stdout
    reader = ZipReader(io.BytesIO(made))
    assert list(reader.members) == ["manifest.json", "envelopes/" + "ab" * 16, "empty"]
    assert reader.read("manifest.json", 10) == b"{}"
    assert reader.read("envelopes/" + "ab" * 16, 100_000) == b"\x07" * 100_000
    assert reader.read("empty", 0) == b""


def test_pythons_own_reader_agrees() -> None:
    data = write_zip([("a", b"one"), ("b/c", b"")])
    with zipfile.ZipFile(io.BytesIO(data)) as other:
        assert other.testzip() is None
        assert {name: other.read(name) for name in other.namelist()} == {"a": b"one", "b/c": b""}


class SparseFile(io.RawIOBase):
    """A file of several GiB, of which only a few pieces are there; the rest is zeros."""

    def __init__(self, size: int, pieces: dict[int, bytes]) -> None:
        self.size, self.pieces, self.position = size, pieces, 0

    def seek(self, offset: int, whence: int = 0) -> int:
        self.position = offset if whence == 0 else self.size + offset
        return self.position

    def read(self, size: int = -1) -> bytes:
        data = bytearray(size)
        for offset, piece in self.pieces.items():
            start = max(offset, self.position)
            end = min(offset + len(piece), self.position + size)
            if start < end:
                data[start - self.position : end - self.position] = piece[start - offset : end - offset]
        self.position += size
        return bytes(data)


def _large(size: int, changed: int | None = None) -> SparseFile:
    """A ZIP with one member of `size` zeros and one that stands behind 4 GiB, as the browser's writer makes it."""
    is_big = size >= 0xFFFF_FFFF
    pieces: dict[int, bytes] = {}
    position = 0
    central = b""
    for name, member_bytes, big in ((b"large", size, is_big), (b"small", 3, False)):
        data = b"abc" if member_bytes == 3 else b""
        crc = zlib.crc32(data)
        offset = position
        pieces[position] = (
            struct.pack("<4sHHHIIIIHH", b"PK\x03\x04", 45, 0x0808, 0, TIME, 0, 0, 0, 5, 0) + name
        )
        position += 35
        pieces[position] = data
        position += member_bytes
        form = "<4sIQQ" if big else "<4sIII"
        pieces[position] = struct.pack(form, b"PK\x07\x08", crc, member_bytes, member_bytes)
        position += struct.calcsize(form)
        extra = b""
        if big:
            extra = struct.pack("<HHQQQ", 1, 24, member_bytes, member_bytes, offset)
        elif offset >= 0xFFFF_FFFF:
            extra = struct.pack("<HHQ", 1, 8, offset)
        capped = min(member_bytes, 0xFFFF_FFFF)
        central += struct.pack(
            "<4sHHHHIIIIHHHHHII", b"PK\x01\x02", 0x032D, 45, 0x0808, 0, TIME, crc, capped, capped,
            5, len(extra), 0, 0, 0, 0o100664 << 16, min(offset, 0xFFFF_FFFF),
        )  # fmt: skip
        central += name + extra
    tail = central
    start, length = position, len(central)
    tail += struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 0x032D, 45, 0, 0, 2, 2, length, start)
    tail += struct.pack("<4sIQI", b"PK\x06\x07", 0, start + length, 1)
    tail += struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 2, 2, length, min(start, 0xFFFF_FFFF), 0)
    if changed is not None:
        tail = tail[:changed] + bytes((tail[changed] ^ 1,)) + tail[changed + 1 :]
    pieces[position] = tail
    return SparseFile(position + len(tail), pieces)


@pytest.mark.parametrize("size", [0xFFFF_FFFF, 0xFFFF_FFFE, 6 * 1024**3])
def test_more_than_4_gib_are_read(size: int) -> None:
    reader = ZipReader(_large(size))  # type: ignore[arg-type]
    assert reader.members["large"].size_bytes == size
    assert reader.read("small", 3) == b"abc"


def test_every_changed_bit_of_a_large_zips_directory_is_found() -> None:
    size = 6 * 1024**3
    whole = _large(size)
    tail_bytes = len(list(whole.pieces.values())[-1])
    for offset in range(tail_bytes):
        with pytest.raises(ContractError) as refusal:
            ZipReader(_large(size, offset))  # type: ignore[arg-type]
        assert refusal.value.failure_class in (FailureClass.ENCODING, FailureClass.LIMIT)


def test_a_member_larger_than_allowed_is_a_limit() -> None:
    reader = ZipReader(io.BytesIO(write_zip([("a", b"abcd")])))
    with pytest.raises(ContractError) as refusal:
        reader.read("a", 3)
    assert refusal.value.failure_class is FailureClass.LIMIT
