"""Reads the one form of ZIP that a sealed case file has (spec/consent.md section 4).

Python's zipfile forgives what differs between the places where a ZIP says the same thing twice, and passes
over bytes that nobody names. Here every byte has one right value, so a changed one is always found.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from server.crypto.errors import FailureClass, require

_LOCAL = struct.Struct("<4sHHHIIIIHH")
_CENTRAL = struct.Struct("<4sHHHHIIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_END_64 = struct.Struct("<4sQHHIIQQQQ")
_LOCATOR_64 = struct.Struct("<4sIQI")
_DESCRIPTOR = struct.Struct("<4sIII")
_DESCRIPTOR_64 = struct.Struct("<4sIQQ")

_VERSION = 45
_MADE_BY = 0x032D
_FLAGS = 0x0808
_ATTRIBUTES = 0o100664 << 16
_FULL_32 = 0xFFFF_FFFF
_FULL_16 = 0xFFFF
_LARGEST_DIRECTORY_BYTES = 64 * 1024 * 1024
_PIECE_BYTES = 1024 * 1024


@dataclass(frozen=True)
class ZipMember:
    """One file in the ZIP."""

    name: str
    size_bytes: int
    crc: int
    data_offset: int


def _refuse_unless(condition: bool, detail: str) -> None:
    require(condition, FailureClass.ENCODING, f"case file: {detail}")


class ZipReader:
    """The members of a ZIP, by name. Every structure is checked at once, the data when it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size_bytes = file.seek(0, 2)
        self.members: dict[str, ZipMember] = {}
        self._read_directory()

    def _at(self, offset: int, size: int) -> bytes:
        _refuse_unless(offset >= 0 and offset + size <= self.size_bytes, "cut short")
        self._file.seek(offset)
        data = self._file.read(size)
        _refuse_unless(len(data) == size, "cut short")
        return data

    def _read_directory(self) -> None:
        end_offset = self.size_bytes - _END.size
        end = _END.unpack(self._at(end_offset, _END.size))
        signature, disk, start_disk, here, count, size, offset, comment = end
        no_freedom = signature == b"PK\x05\x06" and disk == start_disk == comment == 0 and here == count
        _refuse_unless(no_freedom, "end of the ZIP")
        end_64_offset = end_offset - _LOCATOR_64.size - _END_64.size
        has_64 = end_64_offset >= 0 and self._at(end_offset - _LOCATOR_64.size, 4) == b"PK\x06\x07"
        if has_64:
            count_64, size_64, offset_64 = self._read_end_64(end_64_offset)
            capped = (min(count_64, _FULL_16), min(size_64, _FULL_32), min(offset_64, _FULL_32))
            _refuse_unless((count, size, offset) == capped, "end records differ")
            count, size, offset = count_64, size_64, offset_64
        _refuse_unless(offset + size == (end_64_offset if has_64 else end_offset), "size of the directory")
        require(size <= _LARGEST_DIRECTORY_BYTES, FailureClass.LIMIT, "case file: size of the ZIP directory")
        needs_64 = self._read_members(self._at(offset, size), count, offset)
        _refuse_unless(has_64 == (needs_64 or offset >= _FULL_32), "presence of ZIP64 records")

    def _read_end_64(self, offset: int) -> tuple[int, int, int]:
        record = _END_64.unpack(self._at(offset, _END_64.size))
        signature, length, made_by, needed, disk, start_disk, here, count, size, start = record
        expected = (b"PK\x06\x06", 44, _MADE_BY, _VERSION, 0, 0)
        no_freedom = (signature, length, made_by, needed, disk, start_disk) == expected and here == count
        locator = _LOCATOR_64.unpack(self._at(offset + _END_64.size, _LOCATOR_64.size))
        _refuse_unless(no_freedom and locator == (b"PK\x06\x07", 0, offset, 1), "ZIP64 end record")
        return count, size, start

    def _read_members(self, directory: bytes, count: int, directory_offset: int) -> bool:
        """Read all members in order; returns whether one of them needs 8-byte sizes."""
        position = local_offset = 0
        needs_64 = False
        for _ in range(count):
            position, member, time, is_big = self._read_central(directory, position, local_offset)
            local_offset = self._check_local(member, time, local_offset, is_big)
            _refuse_unless(member.name not in self.members, "a name that occurs twice")
            self.members[member.name] = member
            needs_64 = needs_64 or is_big
        whole = position == len(directory) and local_offset == directory_offset
        _refuse_unless(whole, "bytes that belong to no file")
        return needs_64

    def _read_central(
        self, directory: bytes, position: int, local_offset: int
    ) -> tuple[int, ZipMember, int, bool]:
        _refuse_unless(position + _CENTRAL.size <= len(directory), "directory is cut")
        (
            signature, made_by, needed, flags, method, time, crc, packed, size,
            name_bytes, extra_bytes, comment, disk, internal, external, offset,
        ) = _CENTRAL.unpack_from(directory, position)  # fmt: skip
        found = (signature, made_by, needed, flags, method, comment, disk, internal, external)
        expected = (b"PK\x01\x02", _MADE_BY, _VERSION, _FLAGS, 0, 0, 0, 0, _ATTRIBUTES)
        _refuse_unless(found == expected and packed == size, "entry of the directory")
        position += _CENTRAL.size
        name = directory[position : position + name_bytes]
        extra = directory[position + name_bytes : position + name_bytes + extra_bytes]
        is_big = size == _FULL_32
        if is_big:
            _refuse_unless(len(extra) == 28, "ZIP64 field")
            size = int.from_bytes(extra[4:12], "little")
        expected_extra = _extra_64(size, local_offset, is_big)
        _refuse_unless(extra == expected_extra and (not is_big or size >= _FULL_32), "ZIP64 field")
        _refuse_unless(offset == min(local_offset, _FULL_32), "offset of a file")
        _refuse_unless(name.isascii() and len(name) == name_bytes, "a name")
        data_offset = local_offset + _LOCAL.size + name_bytes
        member = ZipMember(name.decode("ascii"), size, crc, data_offset)
        return position + name_bytes + extra_bytes, member, time, is_big

    def _check_local(self, member: ZipMember, time: int, offset: int, is_big: bool) -> int:
        """Local header and data descriptor say the same as the directory; returns where the next file begins."""
        name = member.name.encode("ascii")
        expected = _LOCAL.pack(b"PK\x03\x04", _VERSION, _FLAGS, 0, time, 0, 0, 0, len(name), 0) + name
        _refuse_unless(self._at(offset, len(expected)) == expected, "header of a file")
        form = _DESCRIPTOR_64 if is_big else _DESCRIPTOR
        descriptor = form.pack(b"PK\x07\x08", member.crc, member.size_bytes, member.size_bytes)
        end = member.data_offset + member.size_bytes
        _refuse_unless(self._at(end, len(descriptor)) == descriptor, "end of a file")
        return end + len(descriptor)

    def pieces(self, name: str) -> Iterator[bytes]:
        """The data of one member in pieces; its CRC is checked at the end."""
        member = self.members[name]
        crc = 0
        for start in range(0, member.size_bytes, _PIECE_BYTES):
            piece = self._at(member.data_offset + start, min(_PIECE_BYTES, member.size_bytes - start))
            crc = zlib.crc32(piece, crc)
            yield piece
        _refuse_unless(crc == member.crc, f"{name} is damaged")

    def read(self, name: str, maximum_bytes: int) -> bytes:
        """The whole data of one member; more than `maximum_bytes` is `limit`."""
        too_large = self.members[name].size_bytes > maximum_bytes
        require(not too_large, FailureClass.LIMIT, f"case file: size of {name}")
        return b"".join(self.pieces(name))


def _extra_64(size: int, offset: int, is_big: bool) -> bytes:
    if is_big:
        return struct.pack("<HHQQQ", 1, 24, size, size, offset)
    return struct.pack("<HHQ", 1, 8, offset) if offset >= _FULL_32 else b""
