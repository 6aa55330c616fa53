"""Vectors of spec/directory.md."""

from __future__ import annotations

import hashlib
from typing import Any

from scripts.vectors.author import DAY_MS, START_MS, Person
from scripts.vectors.clinic import ORIGIN, Clinic, reviewer_announcement
from scripts.vectors.scenario import Chapter, Value, b64
from server.crypto.announcements import DirectoryEntry
from server.crypto.checkpoints import Checkpoint, key_id
from server.crypto.encoding import from_base64, to_base64, write_canonical_json
from server.crypto.merkle import leaf_hash, make_consistency_proof, make_inclusion_proof, root_of
from server.crypto.tiles import make_entry_bundle, make_tile

WEBER = Person("Weber")
MALLORY = Person("Mallory")
SINGH = Person("Singh")


def chapter() -> Chapter:
    """All scenarios."""
    made = Chapter("directory")
    _entries(made)
    _checkpoints(made)
    _trees(made)
    _tiles(made)
    _tlog_proofs(made)
    _directories(made)
    return made


def _entries(made: Chapter) -> None:
    clinic, other = Clinic(), Clinic("another clinic")

    def add(name: str, description: str, expect: str, entry: bytes, kind: str | None = None) -> None:
        given = {"entry": b64(entry), "clinic_public": b64(clinic.clinic_public)}
        output = {"type": kind, "leaf_sha256": leaf_hash(entry).hex()} if kind else None
        made.add(f"entry-{name}", "directory-entry", description, expect, given, output)

    reviewer = clinic.announce(WEBER)
    add("clinic", "The clinic.", "success", clinic.announce_clinic().to_bytes(), "clinic")
    add("reviewer", "A reviewer.", "success", reviewer.to_bytes(), "reviewer")
    add("revocation", "A revocation.", "success", clinic.revoke(WEBER).to_bytes(), "revocation")
    clinic_bad: dict[str, tuple[str, dict[str, Any]]] = {
        "origin-with-space": ("A space in the log's origin.", {"log_origin": "relay example"}),
        "origin-with-plus": ("A plus in the log's origin.", {"log_origin": "relay+example"}),
        "origin-empty": ("No origin.", {"log_origin": ""}),
        "origin-201": ("An origin of 201 characters.", {"log_origin": "x" * 201}),
        "origin-not-ascii": ("An origin that is not ASCII.", {"log_origin": "réviseur"}),
        "retention-0": ("Kept for 0 days.", {"retention_days": 0}),
        "retention-3651": ("Kept for too long.", {"retention_days": 3651}),
        "name-empty": ("No name.", {"name": ""}),
        "suite-2": ("Suite 2.", {"suite": 2}),
        "version-2": ("Version 2.", {"v": 2}),
        "unknown-type": ("A type that does not exist.", {"type": "witness"}),
        "unknown-field": ("A field more.", {"note": "x"}),
        "short-log-key": ("A log key of 31 bytes.", {"log_public": b64(bytes(31))}),
    }
    for name, (description, changed) in clinic_bad.items():
        add(
            f"refuses-clinic-{name}",
            description,
            "announcement",
            clinic.announce_clinic(**changed).to_bytes(),
        )
    reviewer_bad: dict[str, tuple[str, dict[str, Any]]] = {
        "other-kem-key": ("The key to seal for is another's.", {"kem_public": b64(MALLORY.keys.identity.kem_public)}),
        "other-signing-key": ("The signing key is another's.", {"signing_public": b64(MALLORY.keys.identity.signing_public)}),
        "no-languages": ("No language.", {"languages": []}),
        "21-languages": ("21 languages.", {"languages": ["en"] * 21}),
        "language-of-1": ("A language of one letter.", {"languages": ["e"]}),
        "name-with-bidirectional-control": ("A hidden control in the name.", {"name": "Dr. \u202eWeber"}),
        "too-large": ("More than 16 384 bytes.", {"credentials": "\U0001f9ec" * 500, "name": "\U0001f9ec" * 200, "specialty": "\U0001f9ec" * 200, "languages": ["\U0001f9ec" * 35] * 60}),
    }  # fmt: skip
    for name, (description, changed) in reviewer_bad.items():
        add(
            f"refuses-reviewer-{name}",
            description,
            "announcement",
            clinic.announce(WEBER, **changed).to_bytes(),
        )
    signed = reviewer.signed
    foreign = other.entry(reviewer_announcement(WEBER), WEBER)
    signatures: dict[str, tuple[str, DirectoryEntry]] = {
        "signed-by-another-clinic": ("Another clinic approved.", foreign),
        "signed-by-another-reviewer": ("Another person applied in his name.", clinic.entry(reviewer_announcement(WEBER), MALLORY)),
        "without-the-reviewer": ("The reviewer never applied.", DirectoryEntry(reviewer.clinic_signature, None, signed)),
        "signatures-exchanged": ("Clinic's and reviewer's signature exchanged.", DirectoryEntry(reviewer.reviewer_signature or b"", reviewer.clinic_signature, signed)),
        "changed": ("A name was changed after signing.", DirectoryEntry(reviewer.clinic_signature, reviewer.reviewer_signature, signed.replace(b"Weber", b"Waber"))),
        "revocation-with-two-signatures": ("A reviewer's signature on a revocation.", clinic.entry({"account_id": WEBER.account_id, "reason": "", "time_ms": START_MS, "type": "revocation", "v": 1}, WEBER)),
    }  # fmt: skip
    for name, (description, entry) in signatures.items():
        add(f"refuses-{name}", description, "announcement", entry.to_bytes())
    extra = reviewer.to_json() | {"note": "x"}
    add(
        "refuses-unknown-field-beside",
        "A field more beside the signatures.",
        "encoding",
        write_canonical_json(extra),
    )
    add("refuses-not-canonical", "A space more.", "encoding", reviewer.to_bytes() + b" ")
    add("refuses-32769-bytes", "More than 32 768 bytes.", "limit", b"[" * 32_769)


def _checkpoints(made: Chapter) -> None:
    clinic, other = Clinic(), Clinic("another clinic")
    clinic.announce_clinic()
    clinic.announce(WEBER)
    note = clinic.note()
    checkpoint = clinic.checkpoint()
    output = {"size": 2, "root": checkpoint.root.hex()}

    def add(name: str, description: str, expect: str, text: str) -> None:
        given = {"note": text, "log_origin": ORIGIN, "log_public": b64(clinic.log_public)}
        made.add(
            f"checkpoint-{name}",
            "checkpoint",
            description,
            expect,
            given,
            output if expect == "success" else None,
        )

    text, _, line = note.partition("\n\n")
    witness = "\u2014 witness.example/one " + to_base64(b"wit1" + bytes(72)) + "\n"
    same_name = f"\u2014 {ORIGIN} " + to_base64(b"zzzz" + bytes(64)) + "\n"
    add("verifies", "A signed checkpoint.", "success", note)
    add("passes-over-witness", "A witness signed first.", "success", f"{text}\n\n{witness}{line}")
    add(
        "passes-over-other-key-of-the-name",
        "Another key id under the log's name.",
        "success",
        note + same_name,
    )
    bad: dict[str, tuple[str, str, str]] = {
        "only-a-witness": ("Only a witness signed.", "log-signature", f"{text}\n\n{witness}"),
        "other-log-key": ("Another log key signed.", "log-signature", other.sign(checkpoint)),
        "signature-changed": ("A bit of the signature.", "log-signature", f"{text}\n\n\u2014 {ORIGIN} " + to_base64(_flipped_signature(line)) + "\n"),
        "second-signature-of-the-log-is-bad": ("A good and a bad signature of the log's key.", "log-signature", note + f"\u2014 {ORIGIN} " + to_base64(_flipped_signature(line)) + "\n"),
        "size-changed": ("Another size than was signed.", "log-signature", note.replace("\n2\n", "\n3\n")),
        "root-changed": ("Another root than was signed.", "log-signature", note.replace(to_base64(checkpoint.root), to_base64(bytes(32)))),
        "other-origin": ("The checkpoint of another log.", "log-signature", _signed_for_other_origin(clinic)),
        "no-signature": ("No signature lines.", "encoding", f"{text}\n\n"),
        "no-empty-line": ("No empty line.", "encoding", f"{text}\n{line}"),
        "no-newline-at-the-end": ("It does not end in a newline.", "encoding", note[:-1]),
        "extension-line": ("An extension line.", "encoding", _sign_text(clinic, text + "\nextension\n")),
        "size-with-leading-zero": ("A size with a zero in front.", "encoding", _sign_text(clinic, text.replace("\n2\n", "\n02\n") + "\n")),
        "negative-size": ("A negative size.", "encoding", _sign_text(clinic, text.replace("\n2\n", "\n-2\n") + "\n")),
        "root-of-31-bytes": ("A root of 31 bytes.", "encoding", _sign_text(clinic, f"{ORIGIN}\n2\n{to_base64(bytes(31))}\n")),
        "root-in-base64url": ("A root in the other alphabet.", "encoding", _sign_text(clinic, f"{ORIGIN}\n2\n{'_' * 42}8=\n")),
        "hyphen-for-dash": ("A hyphen where a dash belongs.", "encoding", note.replace("\u2014", "-")),
        "carriage-returns": ("Lines end in two characters.", "encoding", note.replace("\n", "\r\n")),
        "signature-not-base64": ("A signature that is not base64.", "encoding", f"{text}\n\n\u2014 {ORIGIN} ====\n"),
        "65537-entries": ("One entry too many.", "limit", clinic.sign(Checkpoint(ORIGIN, 65_537, bytes(32)))),
        "too-large": ("More than 8 KiB.", "limit", note + witness * 70),
    }  # fmt: skip
    for name, (description, expect, changed) in bad.items():
        add(f"refuses-{name}", description, expect, changed)


def _flipped_signature(line: str) -> bytes:
    signature = bytearray(from_base64(line.rstrip("\n").rpartition(" ")[2]))
    signature[20] ^= 1
    return bytes(signature)


def _sign_text(clinic: Clinic, text: str) -> str:
    """Sign any text with the log key."""
    signature = key_id(ORIGIN, clinic.log_public) + clinic.log_key.sign(text.encode()).signature
    return f"{text}\n\u2014 {ORIGIN} {to_base64(signature)}\n"


def _signed_for_other_origin(clinic: Clinic) -> str:
    checkpoint = clinic.checkpoint()
    return _sign_text(clinic, Checkpoint("other.example/log", checkpoint.size, checkpoint.root).text())


def _leaves(count: int) -> list[bytes]:
    return [leaf_hash(f"entry {number}".encode()) for number in range(count)]


def _trees(made: Chapter) -> None:
    for size in (0, 1, 2, 3, 7, 8, 300):
        leaves = _leaves(size)
        given = {"leaves": [each.hex() for each in leaves]}
        made.add(f"root-{size}", "root", f"{size} leaves.", "success", given, {"root": root_of(leaves).hex()})
    for size, index in ((1, 0), (2, 1), (3, 2), (7, 0), (7, 4), (7, 6), (8, 5), (300, 299)):
        made.add(
            f"inclusion-{index}-of-{size}",
            "inclusion",
            "A leaf is in the tree.",
            "success",
            _inclusion(size, index),
            {},
        )
    base = _inclusion(7, 4)
    hashes = base["hashes"]
    bad: dict[str, tuple[str, dict[str, Value]]] = {
        "other-leaf": ("Another leaf.", {"leaf_sha256": "ab" * 32}),
        "other-index": ("Another index.", {"index": 5}),
        "index-past-the-end": ("An index past the end.", {"index": 7}),
        "other-size": ("Another size.", {"size": 3}),
        "size-0": ("An empty tree.", {"size": 0, "index": 0}),
        "other-root": ("Another root.", {"root": "ab" * 32}),
        "hash-missing": ("A hash is missing.", {"hashes": hashes[:-1]}),
        "hash-too-many": ("A hash too many.", {"hashes": [*hashes, "ab" * 32]}),
        "hashes-swapped": ("Two hashes swapped.", {"hashes": [hashes[1], hashes[0], *hashes[2:]]}),
        "hash-changed": ("A changed hash.", {"hashes": ["ab" * 32, *hashes[1:]]}),
        "no-hashes": ("No hashes.", {"hashes": []}),
    }
    for name, (description, changed) in bad.items():
        made.add(f"inclusion-refuses-{name}", "inclusion", description, "log-proof", base | changed)
    for old, new in ((1, 1), (1, 2), (2, 3), (3, 7), (4, 7), (4, 8), (6, 8), (7, 7), (8, 300), (256, 300)):
        made.add(
            f"consistency-{old}-to-{new}",
            "consistency",
            "The log grew.",
            "success",
            _consistency(old, new),
            {},
        )
    grown = _consistency(3, 7)
    hashes = grown["hashes"]
    bad = {
        "other-old-root": ("Another old root.", {"from_root": "ab" * 32}),
        "other-new-root": ("Another new root.", {"to_root": "ab" * 32}),
        "hash-missing": ("A hash is missing.", {"hashes": hashes[:-1]}),
        "hash-too-many": ("A hash too many.", {"hashes": [*hashes, "ab" * 32]}),
        "hash-changed": ("A changed hash.", {"hashes": [hashes[0], "ab" * 32, *hashes[2:]]}),
        "no-hashes": ("No hashes.", {"hashes": []}),
        "shrunk": ("The new one is smaller.", {"from_size": 7, "to_size": 3}),
        "from-0": ("From nothing.", {"from_size": 0}),
    }
    for name, (description, changed) in bad.items():
        made.add(f"consistency-refuses-{name}", "consistency", description, "log-fork", grown | changed)
    same = _consistency(7, 7)
    made.add(
        "consistency-refuses-same-size-other-root",
        "consistency",
        "The same size, another root.",
        "log-fork",
        same | {"to_root": "ab" * 32},
    )
    made.add(
        "consistency-refuses-same-size-with-hashes",
        "consistency",
        "The same size needs no hashes.",
        "log-fork",
        same | {"hashes": ["ab" * 32]},
    )


def _inclusion(size: int, index: int) -> dict[str, Value]:
    leaves = _leaves(size)
    proof = make_inclusion_proof(leaves, index)
    return {
        "leaf_sha256": leaves[index].hex(), "root": root_of(leaves).hex(), "index": index, "size": size,
        "hashes": [each.hex() for each in proof],
    }  # fmt: skip


def _consistency(old: int, new: int) -> dict[str, Value]:
    leaves = _leaves(new)
    return {
        "from_size": old, "to_size": new, "from_root": root_of(leaves[:old]).hex(), "to_root": root_of(leaves).hex(),
        "hashes": [each.hex() for each in make_consistency_proof(leaves, old)],
    }  # fmt: skip


def _tiles(made: Chapter) -> None:
    leaves = _leaves(600)
    for level, index in ((0, 0), (0, 1), (0, 2), (1, 0)):
        given = {"leaves": [each.hex() for each in leaves], "level": level, "index": index}
        output = {"tile": b64(make_tile(leaves, level, index))}
        made.add(f"tile-{level}-{index}", "tile", f"Tile {index} of level {level}.", "success", given, output)
    entries = [b"", b"one", b"two" * 200]
    bundle = make_entry_bundle(entries)
    listed = {"entries": [b64(each) for each in entries]}
    made.add("bundle", "entry-bundle", "Three entries.", "success", {"bundle": b64(bundle)}, listed)
    made.add("bundle-empty", "entry-bundle", "No entries.", "success", {"bundle": ""}, {"entries": []})
    made.add(
        "bundle-of-256",
        "entry-bundle",
        "As many as fit.",
        "success",
        {"bundle": b64(make_entry_bundle([b"x"] * 256))},
        {"entries": [b64(b"x")] * 256},
    )
    made.add(
        "bundle-refuses-cut",
        "entry-bundle",
        "The last byte is missing.",
        "encoding",
        {"bundle": b64(bundle[:-1])},
    )
    made.add(
        "bundle-refuses-cut-length",
        "entry-bundle",
        "Half a length.",
        "encoding",
        {"bundle": b64(bundle + b"\x00")},
    )
    made.add(
        "bundle-refuses-257",
        "entry-bundle",
        "One entry too many.",
        "limit",
        {"bundle": b64(b"\x00\x01x" * 257)},
    )


def _clinic_with_reviewers() -> Clinic:
    clinic = Clinic()
    clinic.announce_clinic()
    clinic.announce(MALLORY)
    clinic.announce(WEBER)
    clinic.announce(SINGH)
    return clinic


def _tlog_proofs(made: Chapter) -> None:
    clinic = _clinic_with_reviewers()
    entry = clinic.entries[2]
    proof = clinic.proof(entry)
    given: dict[str, Value] = {
        "proof": proof, "entry": b64(entry.to_bytes()), "log_origin": ORIGIN, "log_public": b64(clinic.log_public),
    }  # fmt: skip
    made.add(
        "proof-verifies", "tlog-proof", "An entry is in the log.", "success", given, {"index": 2, "size": 4}
    )
    alone = Clinic()
    first = alone.announce_clinic()
    made.add("proof-of-the-only-entry", "tlog-proof", "A proof without hashes.", "success",
             given | {"proof": alone.proof(first), "entry": b64(first.to_bytes())}, {"index": 0, "size": 1})  # fmt: skip
    lines = proof.split("\n")
    bad: dict[str, tuple[str, dict[str, Value], str]] = {
        "other-entry": ("Another entry.", {"entry": b64(clinic.entries[1].to_bytes())}, "log-proof"),
        "other-index": ("Another index.", {"proof": proof.replace("index 2", "index 3")}, "log-proof"),
        "index-past-the-end": ("An index past the end.", {"proof": proof.replace("index 2", "index 4")}, "log-proof"),
        "hash-missing": ("A hash is missing.", {"proof": "\n".join([*lines[:2], *lines[3:]])}, "log-proof"),
        "other-log-key": ("Signed by another log.", {"log_public": b64(Clinic("another clinic").log_public)}, "log-signature"),
        "other-origin": ("Another origin.", {"log_origin": "other.example"}, "log-signature"),
        "checkpoint-changed": ("A changed checkpoint.", {"proof": proof.replace("\n4\n", "\n5\n")}, "log-signature"),
        "extra-line": ("An extra line.", {"proof": proof.replace("index 2", "extra AAAA\nindex 2")}, "encoding"),
        "other-version": ("Another version.", {"proof": proof.replace("@v1", "@v2")}, "encoding"),
        "index-with-leading-zero": ("An index with a zero in front.", {"proof": proof.replace("index 2", "index 02")}, "encoding"),
        "no-index": ("No index.", {"proof": proof.replace("index 2\n", "")}, "encoding"),
        "no-checkpoint": ("No checkpoint.", {"proof": proof.partition("\n\n")[0]}, "encoding"),
        "hash-of-31-bytes": ("A hash of 31 bytes.", {"proof": proof.replace(lines[2], to_base64(bytes(31)))}, "encoding"),
        "65-hashes": ("65 hashes.", {"proof": proof.replace(lines[2], "\n".join([to_base64(bytes(32))] * 65))}, "limit"),
        "empty": ("Nothing.", {"proof": ""}, "encoding"),
    }  # fmt: skip
    for name, (description, changed, expect) in bad.items():
        made.add(f"proof-refuses-{name}", "tlog-proof", description, expect, given | changed)


def _directories(made: Chapter) -> None:
    clinic = _clinic_with_reviewers()
    given: dict[str, Value] = {
        "clinic_public": b64(clinic.clinic_public), "checkpoint": clinic.note(), "entries": clinic.entries_json(),
        "remembered": None, "hashes": [], "account_id": WEBER.account_id, "now_ms": START_MS,
    }  # fmt: skip
    output: dict[str, Value] = {"size": 4, "clinic_name": "Harbour Clinic", "reviewer_name": "Dr. Weber"}
    made.add("directory-first-time", "directory", "A reviewer can be chosen.", "success", given, output)
    made.add(
        "directory-without-choice",
        "directory",
        "Only looked at.",
        "success",
        given | {"account_id": None},
        output | {"reviewer_name": None},
    )
    remembered = given | {"remembered": clinic.note(2), "hashes": clinic.consistency(2)}
    made.add("directory-grew", "directory", "It grew since.", "success", remembered, output)
    made.add(
        "directory-same",
        "directory",
        "The same as before.",
        "success",
        given | {"remembered": clinic.note()},
        output,
    )
    _more_directories(made, clinic, given, output)
    other = Clinic("another clinic")
    forked = _clinic_with_reviewers()
    forked.entries[1] = forked.entry(reviewer_announcement(MALLORY, name="Dr. Other"), MALLORY)
    entries = clinic.entries_json()
    signed_elsewhere = other.sign(clinic.checkpoint())
    bad: dict[str, tuple[str, dict[str, Value], str]] = {
        "other-clinic-pinned": ("Another clinic key was pinned.", {"clinic_public": b64(other.clinic_public)}, "clinic"),
        "checkpoint-of-another-log-key": ("The checkpoint is signed by another log key.", {"checkpoint": signed_elsewhere}, "log-signature"),
        "shrunk": ("Smaller than the one remembered.", {"checkpoint": clinic.note(2), "entries": entries[:2], "remembered": clinic.note()}, "log-shrunk"),
        "forked-at-the-same-size": ("Another log of the same size.", {"checkpoint": forked.note(), "entries": forked.entries_json(), "remembered": clinic.note()}, "log-fork"),
        "forked-and-grown": ("A larger log with another beginning.", {"checkpoint": forked.note(), "entries": forked.entries_json(), "remembered": clinic.note(2), "hashes": forked.consistency(2)}, "log-fork"),
        "no-consistency-proof": ("It grew without a proof.", {"remembered": clinic.note(2)}, "log-fork"),
        "entry-missing": ("The relay holds an entry back.", {"entries": [*entries[:2], entries[3]]}, "log-proof"),
        "last-entry-missing": ("The relay holds the last entry back.", {"entries": entries[:3]}, "log-proof"),
        "entry-too-many": ("An entry that is not in the log.", {"entries": [*entries, entries[1]]}, "log-proof"),
        "entries-swapped": ("Two entries swapped.", {"entries": [entries[0], entries[2], entries[1], entries[3]]}, "log-proof"),
        "no-entries": ("No entries.", {"entries": []}, "log-proof"),
        "reviewer-first": ("The first entry is a reviewer.", {"entries": entries[1:]}, "announcement"),
        "unknown-reviewer": ("Somebody who is not in the directory.", {"account_id": "ab" * 32}, "announcement"),
        "not-yet-valid": ("Before the announcement is valid.", {"now_ms": START_MS - DAY_MS - 1}, "announcement-expired"),
        "expired": ("After the announcement was valid.", {"now_ms": START_MS + 365 * DAY_MS + 1}, "announcement-expired"),
    }  # fmt: skip
    for name, (description, changed, expect) in bad.items():
        made.add(f"directory-refuses-{name}", "directory", description, expect, given | changed)


def _more_directories(
    made: Chapter, clinic: Clinic, given: dict[str, Value], output: dict[str, Value]
) -> None:
    at_the_limits = {"first": START_MS - DAY_MS, "last": START_MS + 365 * DAY_MS}
    for name, now_ms in at_the_limits.items():
        made.add(
            f"directory-{name}-valid-moment",
            "directory",
            "At the edge of validity.",
            "success",
            given | {"now_ms": now_ms},
            output,
        )

    def grown(**changed: Value) -> dict[str, Value]:
        return given | {"checkpoint": clinic.note(), "entries": clinic.entries_json()} | changed

    clinic.announce_clinic(name="Harbour Clinic, Leith", time_ms=START_MS)
    made.add(
        "directory-clinic-renamed",
        "directory",
        "The clinic announced another name.",
        "success",
        grown(),
        output | {"size": 5, "clinic_name": "Harbour Clinic, Leith"},
    )
    clinic.revoke(WEBER)
    made.add(
        "directory-refuses-revoked", "directory", "The reviewer was revoked.", "announcement-revoked", grown()
    )
    made.add("directory-other-reviewer-of-a-revoked-one", "directory", "Another reviewer can still be chosen.", "success",
             grown(account_id=SINGH.account_id), {"size": 6, "clinic_name": "Harbour Clinic, Leith", "reviewer_name": "Dr. Singh"})  # fmt: skip
    clinic.announce(WEBER, name="Dr. A. Weber")
    made.add(
        "directory-announced-again",
        "directory",
        "The last entry counts.",
        "success",
        grown(),
        {"size": 7, "clinic_name": "Harbour Clinic, Leith", "reviewer_name": "Dr. A. Weber"},
    )
    kept = len(clinic.entries)
    old = clinic.entries[2]
    bad_entries: dict[str, tuple[str, DirectoryEntry]] = {
        "clinic-with-other-log-key": ("A later clinic entry with another log key.", clinic.entry(clinic.announcement(log_public=b64(hashlib.sha256(b"x").digest())))),
        "clinic-with-other-origin": ("A later clinic entry with another origin.", clinic.entry(clinic.announcement(log_origin="other.example"))),
        "entry-of-another-clinic": ("An entry that another clinic signed.", Clinic("another clinic").entry(reviewer_announcement(SINGH), SINGH)),
        "revocation-undone": ("An announcement from before the revocation, once more.", old),
        "clinic-announced-once-more": ("The clinic's first announcement, once more.", clinic.entries[0]),
        "forged-reviewer": ("An entry that the reviewer did not sign.", clinic.entry(reviewer_announcement(WEBER), MALLORY)),
    }  # fmt: skip
    for name, (description, entry) in bad_entries.items():
        clinic.append(entry)
        made.add(f"directory-refuses-{name}", "directory", description, "announcement", grown())
        del clinic.entries[kept:]
    del clinic.entries[4:]
