"""What a client makes of the whole directory (spec/directory.md section 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from server.crypto.announcements import (
    ClinicAnnouncement,
    DirectoryEntry,
    ReviewerAnnouncement,
    Revocation,
    parse_announcement,
)
from server.crypto.checkpoints import MOST_LEAVES, Checkpoint, open_checkpoint
from server.crypto.errors import ContractError, FailureClass, require
from server.crypto.merkle import root_of, verify_consistency


@dataclass
class Directory:
    """The verified directory: the clinic as last announced, and the last word on each reviewer."""

    checkpoint: Checkpoint
    clinic: ClinicAnnouncement
    leaves: tuple[bytes, ...]
    reviewers: dict[str, ReviewerAnnouncement | Revocation] = field(default_factory=dict)

    def choosable_reviewer(self, account_id: str, now_ms: int) -> ReviewerAnnouncement:
        """A reviewer whom a patient may choose now (`announcement`, `…-revoked`, `…-expired`)."""
        reviewer = self.reviewers.get(account_id)
        if reviewer is None:
            raise ContractError(FailureClass.ANNOUNCEMENT, "no such reviewer in the directory")
        if isinstance(reviewer, Revocation):
            raise ContractError(FailureClass.ANNOUNCEMENT_REVOKED, "the reviewer was revoked")
        in_time = reviewer.valid_from_ms <= now_ms <= reviewer.valid_to_ms
        require(in_time, FailureClass.ANNOUNCEMENT_EXPIRED, "the announcement is not valid now")
        return reviewer

    def has_prefix(self, checkpoint: Checkpoint) -> bool:
        """Whether another checkpoint of the same log, not larger than this one, belongs to this log."""
        return checkpoint.root == root_of(self.leaves[: checkpoint.size])


def verify_first_leaf(entry: DirectoryEntry, clinic_public: bytes) -> ClinicAnnouncement:
    """Leaf 0 under the pinned clinic key: it says which log key to believe (`clinic`, `announcement`)."""
    announcement = entry.verify(_clinic_key_in(entry))
    if not isinstance(announcement, ClinicAnnouncement):
        raise ContractError(FailureClass.ANNOUNCEMENT, "the first entry is not the clinic's")
    same = announcement.clinic_public == clinic_public
    require(same, FailureClass.CLINIC, "another clinic key than the one pinned")
    return announcement


def _clinic_key_in(entry: DirectoryEntry) -> bytes:
    """The key that leaf 0 itself names, so that another clinic's honest log is `clinic`, not `announcement`."""
    try:
        announcement = parse_announcement(entry.signed)
    except ContractError as error:
        raise ContractError(FailureClass.ANNOUNCEMENT, str(error)) from error
    if not isinstance(announcement, ClinicAnnouncement):
        raise ContractError(FailureClass.ANNOUNCEMENT, "the first entry is not the clinic's")
    return announcement.clinic_public


def verify_directory(
    clinic_public: bytes,
    note: str,
    entries: Sequence[DirectoryEntry],
    remembered: Checkpoint | None = None,
    consistency: Sequence[bytes] = (),
) -> Directory:
    """Check the whole directory against the pinned clinic key and the remembered checkpoint, and fold it."""
    require(len(entries) <= MOST_LEAVES, FailureClass.LIMIT, "more than 65 536 entries")
    require(len(entries) > 0, FailureClass.LOG_PROOF, "the directory is empty")
    clinic = verify_first_leaf(entries[0], clinic_public)
    checkpoint = open_checkpoint(note, clinic.log_origin, clinic.log_public)
    if remembered is not None:
        check_grown(remembered, checkpoint, consistency)
    leaves = tuple(bytes.fromhex(entry.leaf_sha256) for entry in entries)
    complete = len(leaves) == checkpoint.size and root_of(leaves) == checkpoint.root
    require(complete, FailureClass.LOG_PROOF, "the entries do not lead to the root")
    directory = Directory(checkpoint, clinic, leaves)
    for entry in entries[1:]:
        _fold(directory, entry, clinic_public)
    signed_once = len({entry.clinic_signature for entry in entries}) == len(entries)
    require(signed_once, FailureClass.ANNOUNCEMENT, "an old announcement was appended once more")
    return directory


def check_grown(remembered: Checkpoint, checkpoint: Checkpoint, consistency: Sequence[bytes]) -> None:
    """The log only grew since the checkpoint that was remembered (`log-shrunk`, `log-fork`)."""
    require(checkpoint.size >= remembered.size, FailureClass.LOG_SHRUNK, "a smaller log than before")
    verify_consistency(remembered.size, checkpoint.size, remembered.root, checkpoint.root, consistency)


def _fold(directory: Directory, entry: DirectoryEntry, clinic_public: bytes) -> None:
    announcement = entry.verify(clinic_public)
    if isinstance(announcement, ClinicAnnouncement):
        first = directory.clinic
        same = (announcement.clinic_public, announcement.log_origin, announcement.log_public) == (
            first.clinic_public,
            first.log_origin,
            first.log_public,
        )
        require(same, FailureClass.ANNOUNCEMENT, "a clinic announcement with other keys")
        directory.clinic = announcement
    else:
        directory.reviewers[announcement.account_id] = announcement
