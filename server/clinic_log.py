"""The clinic's log: entries are appended together with the checkpoint that covers them (spec/directory.md)."""

from __future__ import annotations

from nacl.signing import SigningKey
from sqlalchemy import Connection

from server.crypto.announcements import (
    CLINIC_LABEL,
    ClinicAnnouncement,
    DirectoryEntry,
    ReviewerAnnouncement,
    Revocation,
    parse_announcement,
)
from server.crypto.checkpoints import MOST_LEAVES, Checkpoint, sign_checkpoint
from server.crypto.encoding import JsonValue, to_base64url, write_canonical_json
from server.crypto.errors import FailureClass, require
from server.crypto.merkle import leaf_hash, root_of
from server.crypto.signatures import labelled
from server.key_files import KeyFileError, make_clinic_key
from server.relay import Relay
from server.store import directory

CLINIC = "clinic"


def found_clinic(relay: Relay) -> ClinicAnnouncement:
    """The clinic as it was last announced. On the first start its key is made, and leaf 0.

    Raises KeyFileError when the log key on disk is not the one that leaf 0 names.
    """
    with relay.database.writing() as connection:
        directory.lock_log(connection)
        if directory.checkpoint(connection) is None:
            clinic_key = make_clinic_key(relay.settings.clinic_key_path)
            origin = relay.settings.origin.partition("://")[2] + "/directory"
            append(relay, connection, sign_entry(clinic_key, clinic_announcement(relay, clinic_key, origin)))
        clinic = last_clinic(connection)
    if clinic.log_public != bytes(relay.keys.log.verify_key):
        raise KeyFileError(
            f"{relay.settings.keys / 'log.key'} is another key than the directory's. Take it from the backup."
        )
    return clinic


def last_clinic(connection: Connection) -> ClinicAnnouncement:
    """The clinic as it was last announced."""
    entry = directory.last_entry_of_kind(connection, CLINIC)
    announcement = None if entry is None else parse_announcement(DirectoryEntry.parse(entry.entry).signed)
    if isinstance(announcement, ClinicAnnouncement):
        return announcement
    raise LookupError("the log has no entry of the clinic")


def clinic_announcement(relay: Relay, clinic_key: SigningKey, log_origin: str) -> bytes:
    """The bytes that say who runs this relay, from the settings of today."""
    settings = relay.settings
    announcement: JsonValue = {
        "address": settings.clinic_address,
        "clinic_public": to_base64url(bytes(clinic_key.verify_key)),
        "log_origin": log_origin,
        "log_public": to_base64url(bytes(relay.keys.log.verify_key)),
        "name": settings.clinic_name,
        "receipt_public": to_base64url(bytes(relay.keys.receipt.verify_key)),
        "retention_days": settings.retention_days,
        "suite": 1,
        "time_ms": relay.now_ms(),
        "type": CLINIC,
        "v": 1,
    }
    return write_canonical_json(announcement)


def sign_entry(
    clinic_key: SigningKey, signed: bytes, reviewer_signature: bytes | None = None
) -> DirectoryEntry:
    """An entry with the clinic's signature; its form and signatures are checked before it is given back."""
    signature = clinic_key.sign(labelled(CLINIC_LABEL, signed)).signature
    entry = DirectoryEntry(signature, reviewer_signature, signed)
    entry.verify(bytes(clinic_key.verify_key))
    return entry


def append(relay: Relay, connection: Connection, entry: DirectoryEntry) -> None:
    """Append an entry, and sign the checkpoint that covers it. The log must be locked."""
    announcement = parse_announcement(entry.signed)
    leaves = directory.leaves(connection)
    require(len(leaves) < MOST_LEAVES, FailureClass.LIMIT, "the log is full")
    origin = (
        announcement.log_origin
        if isinstance(announcement, ClinicAnnouncement)
        else last_clinic(connection).log_origin
    )
    data = entry.to_bytes()
    stored = directory.LogEntry(
        entry_index=len(leaves),
        entry=data,
        leaf_sha256=leaf_hash(data),
        kind=_kind(announcement),
        account_id=None if isinstance(announcement, ClinicAnnouncement) else announcement.account_id,
        valid_from_ms=announcement.valid_from_ms if isinstance(announcement, ReviewerAnnouncement) else None,
        valid_to_ms=announcement.valid_to_ms if isinstance(announcement, ReviewerAnnouncement) else None,
    )
    root = root_of([*leaves, stored.leaf_sha256])
    directory.append(connection, stored, signed_note(relay, Checkpoint(origin, len(leaves) + 1, root)))


def signed_note(relay: Relay, checkpoint: Checkpoint) -> str:
    """The checkpoint as a note signed with the log key."""
    key = relay.keys.log
    return sign_checkpoint(checkpoint, bytes(key.verify_key), lambda message: key.sign(message).signature)


def _kind(announcement: ClinicAnnouncement | ReviewerAnnouncement | Revocation) -> str:
    if isinstance(announcement, ClinicAnnouncement):
        return CLINIC
    return "reviewer" if isinstance(announcement, ReviewerAnnouncement) else "revocation"
