"""A clinic that keeps a directory, deterministically."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from nacl.signing import SigningKey

from scripts.vectors.author import DAY_MS, START_MS, Person
from scripts.vectors.randomness import Random
from server.crypto.announcements import CLINIC_LABEL, REVIEWER_LABEL, DirectoryEntry
from server.crypto.checkpoints import Checkpoint, InclusionProof, sign_checkpoint
from server.crypto.encoding import JsonValue, to_base64url, write_canonical_json
from server.crypto.merkle import make_consistency_proof, make_inclusion_proof, root_of
from server.crypto.signatures import labelled

ORIGIN = "relay.example/directory"


def reviewer_announcement(reviewer: Person, **changed: Any) -> dict[str, Any]:
    """A reviewer's announcement, with fields changed at will."""
    identity = reviewer.keys.identity
    return {
        "account_id": identity.account_id,
        "credentials": "FRCPath",
        "kem_public": to_base64url(identity.kem_public),
        "languages": ["en", "de"],
        "name": f"Dr. {reviewer.name}",
        "signing_public": to_base64url(identity.signing_public),
        "specialty": "Pathology",
        "suite": 1,
        "type": "reviewer",
        "v": 1,
        "valid_from_ms": START_MS - DAY_MS,
        "valid_to_ms": START_MS + 365 * DAY_MS,
    } | changed


@dataclass
class Clinic:
    """Holds clinic, log and receipt key, and appends entries."""

    name: str = "clinic"
    entries: list[DirectoryEntry] = field(default_factory=list)

    def __post_init__(self) -> None:
        random = Random(self.name)
        self.clinic_key = SigningKey(random.bytes(32))
        self.log_key = SigningKey(random.bytes(32))
        self.receipt_key = SigningKey(random.bytes(32))
        self.clinic_public = bytes(self.clinic_key.verify_key)
        self.log_public = bytes(self.log_key.verify_key)
        self.receipt_public = bytes(self.receipt_key.verify_key)

    def announcement(self, **changed: Any) -> dict[str, Any]:
        """The clinic's own announcement, with fields changed at will."""
        return {
            "address": "1 Harbour Street\nLeith",
            "clinic_public": to_base64url(self.clinic_public),
            "log_origin": ORIGIN,
            "log_public": to_base64url(self.log_public),
            "name": "Harbour Clinic",
            "receipt_public": to_base64url(self.receipt_public),
            "retention_days": 90,
            "suite": 1,
            "time_ms": START_MS - 2 * DAY_MS,
            "type": "clinic",
            "v": 1,
        } | changed

    def entry(self, announcement: dict[str, Any], reviewer: Person | None = None) -> DirectoryEntry:
        """Sign an announcement, not yet in the log."""
        signed = write_canonical_json(announcement)
        clinic_signature = self.clinic_key.sign(labelled(CLINIC_LABEL, signed)).signature
        reviewer_signature = reviewer.sign_raw(labelled(REVIEWER_LABEL, signed)) if reviewer else None
        return DirectoryEntry(clinic_signature, reviewer_signature, signed)

    def announce_clinic(self, **changed: Any) -> DirectoryEntry:
        """Append the clinic's announcement."""
        return self.append(self.entry(self.announcement(**changed)))

    def announce(self, reviewer: Person, **changed: Any) -> DirectoryEntry:
        """Append a reviewer."""
        return self.append(self.entry(reviewer_announcement(reviewer, **changed), reviewer))

    def revoke(self, reviewer: Person, **changed: Any) -> DirectoryEntry:
        """Append a revocation."""
        value: dict[str, Any] = {
            "account_id": reviewer.account_id,
            "reason": "Left the clinic",
            "time_ms": START_MS + DAY_MS,
            "type": "revocation",
            "v": 1,
        } | changed
        return self.append(self.entry(value))

    def append(self, entry: DirectoryEntry) -> DirectoryEntry:
        """Append any entry."""
        self.entries.append(entry)
        return entry

    def leaves(self) -> list[bytes]:
        """The leaf hashes so far."""
        return [bytes.fromhex(entry.leaf_sha256) for entry in self.entries]

    def checkpoint(self, size: int | None = None) -> Checkpoint:
        """The checkpoint of the first `size` entries, or of all."""
        leaves = self.leaves()[:size]
        return Checkpoint(ORIGIN, len(leaves), root_of(leaves))

    def sign(self, checkpoint: Checkpoint) -> str:
        """The signed note of any checkpoint."""
        return sign_checkpoint(checkpoint, self.log_public, lambda text: self.log_key.sign(text).signature)

    def note(self, size: int | None = None) -> str:
        """The signed checkpoint of the first `size` entries, or of all."""
        return self.sign(self.checkpoint(size))

    def proof(self, entry: DirectoryEntry, size: int | None = None) -> str:
        """The tlog-proof of an entry."""
        leaves = self.leaves()[:size]
        index = self.entries.index(entry)
        return InclusionProof(index, tuple(make_inclusion_proof(leaves, index)), self.note(size)).text()

    def consistency(self, old_size: int, new_size: int | None = None) -> list[str]:
        """The consistency proof, in hex."""
        leaves = self.leaves()[:new_size]
        return [each.hex() for each in make_consistency_proof(leaves, old_size)]

    def entries_json(self) -> list[JsonValue]:
        """All entries as they travel."""
        return [entry.to_json() for entry in self.entries]
