"""Vectors of spec/consent.md section 4: the sealed case file, and its ZIP written byte by byte."""

from __future__ import annotations

import struct
import zlib
from typing import Any

from scripts.vectors.author import START_MS, Person
from scripts.vectors.consent import OTHER, REVIEWER, Shared, share
from scripts.vectors.scenario import Chapter, Value, b64, flip
from server.crypto.encoding import to_base64url, write_canonical_json
from server.crypto.envelope_layout import PartHasher

TIME = 0x5C61_6B6F
"""Some date and time in DOS form; a reader only compares the two places where it stands."""

Members = dict[str, bytes]


def case_file_members(shared: Shared, reviewer: Person = REVIEWER, **manifest: Any) -> Members:
    """The files in a case file, honestly made."""
    said: dict[str, Any] = {
        "account_id": reviewer.account_id,
        "case_id": shared.author.case_id,
        "clinic_public": to_base64url(shared.clinic.clinic_public),
        "consent_id": shared.consent_id,
        "created_ms": START_MS,
        "format": "second-look-case",
        "v": 1,
    } | manifest
    members: Members = {
        "manifest.json": write_canonical_json(said),
        "statements.json": write_canonical_json({"entries": shared.author.reviewer_view(reviewer), "v": 1}),
        "directory/checkpoint": shared.clinic.note().encode(),
        "directory/entries.json": write_canonical_json({"entries": shared.clinic.entries_json(), "v": 1}),
    }
    for record in shared.records:
        for file in record.files:
            envelope_id = file.content["envelope_id"]
            hasher = PartHasher(64)
            hasher.update(file.sealed)
            members[f"envelopes/{envelope_id}"] = file.sealed
            members[f"envelopes/{envelope_id}.parts"] = b"".join(hasher.part_hashes())
    return members


def write_zip(members: list[tuple[str, bytes]]) -> bytes:
    """A ZIP in the one form of section 4."""
    local, central = bytearray(), bytearray()
    for name, data in members:
        encoded = name.encode()
        offset, crc, size = len(local), zlib.crc32(data), len(data)
        local += struct.pack("<4sHHHIIIIHH", b"PK\x03\x04", 45, 0x0808, 0, TIME, 0, 0, 0, len(encoded), 0)
        local += encoded + data + struct.pack("<4sIII", b"PK\x07\x08", crc, size, size)
        central += struct.pack(
            "<4sHHHHIIIIHHHHHII",
            b"PK\x01\x02", 0x032D, 45, 0x0808, 0, TIME, crc, size, size, len(encoded), 0, 0, 0, 0,
            0o100664 << 16, offset,
        )  # fmt: skip
        central += encoded
    end = struct.pack(
        "<4sHHHHIIH", b"PK\x05\x06", 0, 0, len(members), len(members), len(central), len(local), 0
    )
    return bytes(local + central + end)


def chapter() -> Chapter:
    """All scenarios."""
    made = Chapter("case-file")
    shared = share("case file")
    members = case_file_members(shared)
    whole = write_zip(list(members.items()))
    made.files["honest.second-look"] = whole
    file: Value = {"file": "honest.second-look", "from": 0, "to": len(whole)}
    ordered = sorted(shared.records, key=lambda record: record.record_id)
    contents = [each.content for record in ordered for each in record.files]
    output = {
        "contents": [{name: each[name] for name in ("name", "sha256", "size_bytes")} for each in contents]
    }
    made.add("opens", "case-file", "An honest case file.", "success", _given(shared, file), output)
    other = _given(shared, file) | {"account_secret": b64(OTHER.account_secret)}
    made.add("null-another-account", "case-file", "Another account opens.", "null", other)
    later = _given(shared, file) | {"now_ms": START_MS + 400 * 24 * 3_600_000}
    made.add("refuses-expired", "case-file", "The consent is over.", "consent-expired", later)
    clinic = _given(shared, file) | {"clinic_public": b64(shared.clinic.log_public)}
    made.add("refuses-other-clinic", "case-file", "Another clinic is known.", "clinic", clinic)
    _zip_forms(made, shared, members, whole)
    _contents(made, shared, members)
    return made


def _given(shared: Shared, file: Value) -> dict[str, Value]:
    return {
        "file": file, "account_secret": b64(REVIEWER.account_secret),
        "clinic_public": b64(shared.clinic.clinic_public), "now_ms": START_MS + 1000,
    }  # fmt: skip


def _zip_forms(made: Chapter, shared: Shared, members: Members, whole: bytes) -> None:
    file: Value = {"file": "honest.second-look", "from": 0, "to": len(whole)}
    central = whole.index(b"PK\x01\x02")
    end = len(whole) - 22
    forms: dict[str, tuple[str, Value]] = {
        "empty": ("No bytes.", ""),
        "cut": ("The last byte is missing.", {"file": "honest.second-look", "from": 0, "to": len(whole) - 1}),
        "byte-in-front": ("A byte in front.", [b64(b"\x00"), file]),
        "byte-behind": ("A byte behind.", [file, b64(b"\x00")]),
        "local-time-changed": ("A bit of a time.", flip(file, (10, 1))),
        "local-version-changed": ("Another version.", flip(file, (4, 1))),
        "local-method-changed": ("Compressed, it says.", flip(file, (8, 8))),
        "local-flag-encrypted": ("Encrypted, it says.", flip(file, (6, 1))),
        "local-name-changed": ("Another name in front of the data.", flip(file, (30, 1))),
        "data-changed": ("A byte of the manifest.", flip(file, (50, 1))),
        "central-signature-changed": ("No directory.", flip(file, (central, 1))),
        "central-made-by-changed": ("Made by another system.", flip(file, (central + 5, 1))),
        "central-size-changed": ("Another size in the directory.", flip(file, (central + 20, 1), (central + 24, 1))),
        "central-attributes-changed": ("A symbolic link, it says.", flip(file, (central + 41, 0x20))),
        "central-offset-changed": ("Another place in the directory.", flip(file, (central + 42, 1))),
        "end-count-changed": ("Another number of files.", flip(file, (end + 10, 1), (end + 8, 1))),
        "end-comment": ("A comment.", [{"file": "honest.second-look", "from": 0, "to": len(whole) - 2}, b64(b"\x01\x00!")]),
        "gap-between-files": ("Bytes that belong to no file.", b64(write_zip_with_gap(list(members.items())))),
    }  # fmt: skip
    listed = list(members.items())
    names = {
        "unknown-name": [*listed, ("readme.txt", b"x")],
        "path-that-leaves": [*listed, ("envelopes/../../.bashrc", b"x")],
        "folder": [*listed, ("envelopes/", b"")],
        "name-twice": [*listed, listed[0]],
        "manifest-missing": listed[1:],
        "directory-missing": [each for each in listed if each[0] != "directory/entries.json"],
        "envelope-missing": [each for each in listed if each[0] != listed[4][0] and each[0] != listed[5][0]],
        "parts-missing": [each for each in listed if each[0] != listed[5][0]],
        "envelope-name-in-capitals": [
            (each[0].upper() if each is listed[4] else each[0], each[1]) for each in listed
        ],
    }
    for name, changed in names.items():
        forms[name] = (f"Names in the ZIP: {name}.", b64(write_zip(changed)))
    for name, (description, form) in forms.items():
        made.add(f"refuses-{name}", "case-file", description, "encoding", _given(shared, form))


def write_zip_with_gap(members: list[tuple[str, bytes]]) -> bytes:
    """An honest ZIP but for four bytes between files and directory."""
    data = write_zip(members)
    central = data.index(b"PK\x01\x02")
    end = bytearray(data[-22:])
    end[16:20] = (central + 4).to_bytes(4, "little")
    return data[:central] + b"gap!" + data[central:-22] + bytes(end)


def _contents(made: Chapter, shared: Shared, members: Members) -> None:
    names = list(members)
    first, second = names[4], names[6]
    manifest: dict[str, Any] = {
        "version-2": ({"v": 2}, "version"),
        "unknown-format": ({"format": "second-look-export"}, "encoding"),
        "unknown-field": ({"note": "x"}, "encoding"),
        "other-case": ({"case_id": "ab" * 16}, "chain-scope"),
        "other-clinic": ({"clinic_public": b64(bytes(32))}, "clinic"),
    }
    for name, (changed, expect) in manifest.items():
        data = write_zip(list(case_file_members(shared, **changed).items()))
        made.add(
            f"refuses-manifest-{name}", "case-file", f"Manifest: {name}.", expect, _given(shared, b64(data))
        )
    unknown = write_zip(list(case_file_members(shared, consent_id="ab" * 16).items()))
    made.add(
        "null-unknown-consent",
        "case-file",
        "A consent that is not in the chain.",
        "null",
        _given(shared, b64(unknown)),
    )

    bad: dict[str, tuple[str, Members, str]] = {
        "envelopes-exchanged": ("Two envelopes exchanged.", members | {first: members[second], second: members[first]}, "envelope-commitment"),
        "envelope-changed": ("A bit of an envelope, with a right CRC.", members | {first: _flipped(members[first], 90)}, "envelope-digest"),
        "envelope-header-changed": ("A bit of a salt, with a right CRC.", members | {first: _flipped(members[first], 9)}, "envelope-commitment"),
        "parts-changed": ("A part hash, with a right CRC.", members | {names[5]: bytes(32)}, "envelope-digest"),
        "statement-missing": ("The last statement is missing: the consent is.", members | {"statements.json": write_canonical_json({"entries": shared.author.reviewer_view(REVIEWER)[:-1], "v": 1})}, "null"),
        "statement-in-the-middle-missing": ("A hidden statement is missing.", members | {"statements.json": write_canonical_json({"entries": [*shared.author.reviewer_view(REVIEWER)[:1], *shared.author.reviewer_view(REVIEWER)[2:]], "v": 1})}, "chain-link"),
        "checkpoint-changed": ("Another size in the checkpoint.", members | {"directory/checkpoint": members["directory/checkpoint"].replace(b"\n3\n", b"\n2\n")}, "log-signature"),
        "directory-entry-missing": ("A directory entry is held back.", members | {"directory/entries.json": write_canonical_json({"entries": shared.clinic.entries_json()[:-1], "v": 1})}, "log-proof"),
        "envelope-beyond-the-consent": ("An envelope that the consent does not name.", members | {f"envelopes/{'ab' * 16}": members[first], f"envelopes/{'ab' * 16}.parts": members[names[5]]}, "consent-scope"),
        "statements-not-canonical": ("A space in the statements.", members | {"statements.json": members["statements.json"] + b" "}, "encoding"),
    }  # fmt: skip
    for name, (description, changed, expect) in bad.items():
        prefix = "null" if expect == "null" else "refuses"
        data = write_zip(list(changed.items()))
        made.add(f"{prefix}-{name}", "case-file", description, expect, _given(shared, b64(data)))


def _flipped(data: bytes, offset: int) -> bytes:
    return data[:offset] + bytes((data[offset] ^ 1,)) + data[offset + 1 :]
