"""Everything that is checked before anything of a consent is shown (spec/consent.md section 2)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.keys import AccountKeys, StanzaPurpose, open_stanza
from reviewer.records import RecordDetails, open_private_part
from server.crypto.announcements import DirectoryEntry, ReviewerAnnouncement
from server.crypto.case_state import CaseState
from server.crypto.checkpoints import InclusionProof
from server.crypto.directory_log import Directory
from server.crypto.encoding import JsonValue, write_canonical_json
from server.crypto.envelope_layout import EnvelopeReference
from server.crypto.errors import ContractError, FailureClass, require
from server.crypto.fields import Fields
from server.crypto.public_parts import ConsentGiven
from server.crypto.statements import Entry, HiddenEntry, Statement

_PRIVATE = ("consent_id", "directory_proof", "entry", "question", "records", "screen", "v")
_SHARED_RECORD = ("record", "references", "sequence", "statement_sha256")


@dataclass(frozen=True)
class Screen:
    """The sentences that were on the consent screen."""

    language: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class SharedRecord:
    """One record of a consent, with its envelopes and the statement that added it."""

    details: RecordDetails
    references: dict[str, EnvelopeReference]
    sequence: int
    statement_sha256: str


@dataclass(frozen=True)
class VerifiedChain:
    """A chain in the reviewer's view, checked from its first statement to its head."""

    state: CaseState
    entries: tuple[Entry | HiddenEntry, ...]
    statements: dict[int, Statement]
    """The shown statements by sequence number."""


@dataclass(frozen=True)
class CheckedConsent:
    """A live consent for this reviewer, with everything in it checked."""

    given: ConsentGiven
    given_ms: int
    consent_key: bytes
    question: str
    screen: Screen
    records: tuple[SharedRecord, ...]
    reviewer: ReviewerAnnouncement


def verify_chain(case_id: str, entries: Sequence[Entry | HiddenEntry]) -> VerifiedChain:
    """Step 1: the chain in the reviewer's view."""
    state = CaseState(case_id, reviewer_view=True)
    statements = {}
    for entry in entries:
        statement = state.apply(entry)
        if statement is not None:
            statements[statement.sequence] = statement
    require(state.head is not None, FailureClass.CHAIN_SHORTER, "the chain is empty")
    return VerifiedChain(state, tuple(entries), statements)


def check_consent(
    keys: AccountKeys, chain: VerifiedChain, consent_id: str, directory: Directory, now_ms: int
) -> CheckedConsent | None:
    """Steps 2 to 6 for one consent of a verified chain. None when it is not for this account.

    Whether the consent is live comes first, so that an ended one is not mistaken for a broken one.
    """
    consent = chain.state.consents.get(consent_id)
    if consent is None or consent.given.reviewer.account_id != keys.account_id:
        return None
    given = consent.given
    require(not consent.withdrawn, FailureClass.CONSENT_WITHDRAWN, "the consent was withdrawn")
    require(now_ms <= given.ends_at_ms, FailureClass.CONSENT_EXPIRED, "the consent is over")
    entry, statement = chain.entries[consent.sequence], chain.statements[consent.sequence]
    if not isinstance(entry, Entry) or entry.stanza is None:
        raise ContractError(FailureClass.STANZA, "the stanza is missing")
    purpose = StanzaPurpose(statement.case_id, "consent", given.reviewer.account_id, consent_id)
    consent_key = open_stanza(keys, purpose, entry.stanza)
    if consent_key is None:
        return None
    private = Fields(open_private_part(entry, statement, consent_key), "private part of a consent", _PRIVATE)
    same = private.hex_text("consent_id", 16) == consent_id
    require(same, FailureClass.CONSENT_SCOPE, "private part of another consent")
    question = private.text("question", 0, 2000, lines=True)
    records = tuple(_shared_record(value) for value in private.items("records", 1, 1000))
    screen = _screen(private.value("screen"))
    directory_entry = DirectoryEntry.from_json(private.value("entry"))
    proof = private.text("directory_proof", 1, 20_000, lines=True)
    _check_records(records, given, chain, consent.sequence)
    screen_bytes = write_canonical_json({"language": screen.language, "lines": list(screen.lines)})
    shown = hashlib.sha256(screen_bytes).hexdigest() == given.screen_sha256
    require(shown, FailureClass.CONSENT_SCREEN, "other words than those that were signed")
    reviewer = _check_directory_entry(keys, given, directory_entry, proof, directory)
    return CheckedConsent(given, consent.given_ms, consent_key, question, screen, records, reviewer)


def _shared_record(value: JsonValue) -> SharedRecord:
    fields = Fields(value, "shared record", _SHARED_RECORD)
    references = [EnvelopeReference.from_json(each) for each in fields.limited_items("references", 1, 500)]
    details = RecordDetails.from_json(fields.value("record"))
    details.check(details.record_id, references)
    return SharedRecord(
        details,
        {reference.envelope_id: reference for reference in references},
        fields.integer("sequence", 0, 2**53 - 1),
        fields.hex_text("statement_sha256", 32),
    )


def _screen(value: JsonValue) -> Screen:
    fields = Fields(value, "screen", ("language", "lines"))
    lines = fields.items("lines", 1, 200)
    texts = tuple(Fields({"line": line}, "screen", ("line",)).text("line", 1, 2000) for line in lines)
    return Screen(fields.text("language", 2, 35), texts)


def _check_records(
    records: Sequence[SharedRecord], given: ConsentGiven, chain: VerifiedChain, consent_sequence: int
) -> None:
    record_ids = tuple(record.details.record_id for record in records)
    require(record_ids == given.record_ids, FailureClass.CONSENT_SCOPE, "other records than consented to")
    envelope_ids = [envelope_id for record in records for envelope_id in record.references]
    once = len(set(envelope_ids)) == len(envelope_ids)
    require(once, FailureClass.CHAIN_SCOPE, "one envelope in two records")
    for record in records:
        before = record.sequence < consent_sequence
        require(before, FailureClass.CONSENT_SCOPE, "a record that was not added before the consent")
        in_chain = chain.entries[record.sequence].sha256 == record.statement_sha256
        require(in_chain, FailureClass.CONSENT_SCOPE, "a record of another statement")


def _check_directory_entry(
    keys: AccountKeys, given: ConsentGiven, entry: DirectoryEntry, proof_text: str, directory: Directory
) -> ReviewerAnnouncement:
    """Step 6: the entry that the patient saw is this account's, and stands in the log that this client sees."""
    same = entry.leaf_sha256 == given.announcement_sha256
    require(same, FailureClass.ANNOUNCEMENT, "another entry than the one that was signed")
    announcement = entry.verify(directory.clinic.clinic_public)
    if not isinstance(announcement, ReviewerAnnouncement) or announcement.account_id != keys.account_id:
        raise ContractError(FailureClass.ANNOUNCEMENT, "the entry of somebody else")
    proof = InclusionProof.parse(proof_text)
    clinic = directory.clinic
    seen = proof.verify(entry.to_bytes(), clinic.log_origin, clinic.log_public)
    older = directory.checkpoint.size < seen.size
    require(not older, FailureClass.LOG_SHRUNK, "a smaller log than the patient saw")
    require(directory.has_prefix(seen), FailureClass.LOG_FORK, "patient and reviewer see different logs")
    return announcement
