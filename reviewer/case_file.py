"""The sealed case file: what is in it, before anything of it is believed (spec/consent.md section 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from reviewer.zip_reader import ZipReader
from server.crypto.announcements import DirectoryEntry
from server.crypto.checkpoints import LARGEST_CHECKPOINT_BYTES
from server.crypto.encoding import parse_canonical_json
from server.crypto.errors import ContractError, FailureClass, require
from server.crypto.fields import Fields
from server.crypto.statements import Entry, HiddenEntry, parse_entry

LARGEST_MANIFEST_BYTES = 65_536
LARGEST_JSON_BYTES = 64 * 1024 * 1024
_LARGEST_PARTS_BYTES = 32 * 8193
_FIXED_NAMES = ("manifest.json", "statements.json", "directory/checkpoint", "directory/entries.json")
_ENVELOPE_NAME = re.compile(r"envelopes/([0-9a-f]{32})(\.parts)?\Z")
_MANIFEST = (
    "account_id", "case_id", "clinic_public", "consent_id", "created_ms", "format", "v",
)  # fmt: skip


@dataclass(frozen=True)
class Manifest:
    """What the file says of itself. Nothing here is proven."""

    account_id: str
    case_id: str
    clinic_public: bytes
    consent_id: str
    created_ms: int


class CaseFile:
    """An opened case file; its form was checked, its content was not."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = ZipReader(file)
        self.envelope_ids = self._check_names()
        self.manifest = self._read_manifest()

    def _check_names(self) -> frozenset[str]:
        names = set(self._zip.members)
        present = names.issuperset(_FIXED_NAMES)
        require(present, FailureClass.ENCODING, "case file: a part is missing")
        envelopes: set[str] = set()
        parts: set[str] = set()
        for name in names.difference(_FIXED_NAMES):
            match = _ENVELOPE_NAME.match(name)
            if match is None:
                raise ContractError(FailureClass.ENCODING, "case file: a name that has no place in it")
            (parts if match[2] else envelopes).add(match[1])
        paired = envelopes == parts
        require(paired, FailureClass.ENCODING, "case file: envelopes and part hashes do not pair")
        return frozenset(envelopes)

    def _read_manifest(self) -> Manifest:
        data = self._zip.read("manifest.json", LARGEST_MANIFEST_BYTES)
        fields = Fields.parse(data, "manifest", _MANIFEST, LARGEST_MANIFEST_BYTES)
        fields.one_of("format", ("second-look-case",))
        return Manifest(
            account_id=fields.hex_text("account_id", 32),
            case_id=fields.hex_text("case_id", 16),
            clinic_public=fields.binary("clinic_public", 32),
            consent_id=fields.hex_text("consent_id", 16),
            created_ms=fields.time_ms("created_ms"),
        )

    def _entries_of(self, name: str) -> Fields:
        value = parse_canonical_json(self._zip.read(name, LARGEST_JSON_BYTES), LARGEST_JSON_BYTES)
        return Fields(value, name, ("entries", "v"))

    def statements(self) -> list[Entry | HiddenEntry]:
        """The chain as the reviewer was given it."""
        values = self._entries_of("statements.json").items("entries", 1, 100_000)
        return [parse_entry(value) for value in values]

    def directory_entries(self) -> list[DirectoryEntry]:
        """All entries of the log."""
        values = self._entries_of("directory/entries.json").items("entries", 1, 65_536)
        return [DirectoryEntry.from_json(value) for value in values]

    def checkpoint(self) -> str:
        """The signed note."""
        data = self._zip.read("directory/checkpoint", LARGEST_CHECKPOINT_BYTES)
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            raise ContractError(FailureClass.ENCODING, "case file: the checkpoint is not text") from None

    def part_hashes(self, envelope_id: str) -> bytes:
        """The raw part hashes of an envelope, as they came."""
        return self._zip.read(f"envelopes/{envelope_id}.parts", _LARGEST_PARTS_BYTES)

    def envelope_size_bytes(self, envelope_id: str) -> int:
        """Size of the sealed bytes."""
        return self._zip.members[f"envelopes/{envelope_id}"].size_bytes

    def envelope_pieces(self, envelope_id: str) -> Iterator[bytes]:
        """The sealed bytes of an envelope, in pieces."""
        return self._zip.pieces(f"envelopes/{envelope_id}")
