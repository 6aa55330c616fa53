"""The rules of the chain: may this statement follow? (spec/case.md sections 4 to 6)

The rules ask a `CaseFacts` what stands in the case so far, so that the relay can answer from its
database and a client from its memory (`case_state.CaseState`), and one more statement costs the
same whatever the length of the chain.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Protocol, assert_never

from server.crypto.errors import ContractError, FailureClass, require
from server.crypto.identity import Identity
from server.crypto.public_parts import (
    CaseOpened,
    ConsentGiven,
    ConsentReviewer,
    ConsentWithdrawn,
    CopiesDeleted,
    Opened,
    RecordAdded,
    RecordRemoved,
)
from server.crypto.signatures import verify
from server.crypto.statements import FIRST_PREVIOUS, LABEL, Entry, Statement

MOST_LIVE_RECORDS = 2_000
MOST_LIVE_CONSENTS = 50
MOST_OPENED_OF_A_CONSENT = 1_000
LONGEST_CONSENT_MS = 366 * 24 * 60 * 60 * 1000
CLOCK_ALLOWANCE_MS = 15 * 60 * 1000


@dataclass(frozen=True)
class Head:
    """The last statement of a chain."""

    sequence: int
    sha256: str


@dataclass(frozen=True)
class ConsentFacts:
    """What the rules need to know of one consent."""

    reviewer: ConsentReviewer
    record_ids: tuple[str, ...]
    ends_at_ms: int
    withdrawn: bool
    copies_deleted: bool
    opened_count: int


class CaseFacts(Protocol):
    """What stands in a case so far."""

    @property
    def case_id(self) -> str:
        """The case, hex."""

    @property
    def head(self) -> Head | None:
        """The last statement; None before the first."""

    @property
    def owner(self) -> Identity | None:
        """Who opened the case; None before the first statement."""

    def record_is_removed(self, record_id: str) -> bool | None:
        """Whether a record was removed; None when no such record was ever added."""

    def knows_envelope(self, envelope_id: str) -> bool:
        """Whether a record of this case, removed or not, names the envelope."""

    def consent(self, consent_id: str) -> ConsentFacts | None:
        """The facts of a consent; None when it was never given."""

    def live_record_count(self) -> int:
        """How many records are not removed."""

    def live_consent_count(self, at_ms: int) -> int:
        """How many consents are neither withdrawn nor over at that time."""


def check_entry(entry: Entry, facts: CaseFacts, *, records_are_hidden: bool = False) -> Statement:
    """Check everything about the statement that would come next, in the order of section 4.

    `records_are_hidden` is the reviewer's view, in which rules about records can't be checked.
    """
    statement = entry.statement()
    head = facts.head
    follows = statement.sequence == entry.sequence == (head.sequence + 1 if head else 0)
    require(follows, FailureClass.CHAIN_LINK, "sequence number is not the next")
    linked = statement.previous == (head.sha256 if head else FIRST_PREVIOUS)
    require(linked, FailureClass.CHAIN_LINK, "previous is not the hash of the statement before")
    require(statement.case_id == facts.case_id, FailureClass.CHAIN_SCOPE, "statement of another case")
    is_first = isinstance(statement.public, CaseOpened)
    require(is_first == (head is None), FailureClass.CHAIN_SCOPE, "case-opened stands first and only there")
    author_id, signing_public = _author_of(statement, facts)
    require(statement.author == author_id, FailureClass.CHAIN_ROLE, "the author may not make this statement")
    verify(signing_public, LABEL, entry.signed, entry.signature)
    check_private_and_stanza(entry, statement)
    _check_scope(statement, facts, records_are_hidden)
    return statement


def check_private_and_stanza(entry: Entry, statement: Statement) -> None:
    """Private part and stanza, where they are present, are those that the statement names."""
    if entry.private is not None:
        named = (
            statement.private is not None
            and len(entry.private) == statement.private.size_bytes
            and hashlib.sha256(entry.private).hexdigest() == statement.private.sha256
        )
        require(named, FailureClass.CHAIN_PRIVATE, "the private part is not the one named")
    if entry.stanza is not None:
        stanza_sha256 = getattr(statement.public, "stanza_sha256", None)
        named = hashlib.sha256(entry.stanza).hexdigest() == stanza_sha256
        require(named, FailureClass.CHAIN_PRIVATE, "the stanza is not the one named")


def check_all_parts_present(entry: Entry, statement: Statement) -> None:
    """A statement that is sent to the relay brings the private part and the stanza that it names."""
    needs_stanza = hasattr(statement.public, "stanza_sha256")
    complete = (entry.private is not None) == (statement.private is not None)
    complete = complete and (entry.stanza is not None) == needs_stanza
    require(complete, FailureClass.CHAIN_PRIVATE, "private part or stanza is missing")


def _author_of(statement: Statement, facts: CaseFacts) -> tuple[str, bytes]:
    """Account id and signing key of the one account that may make this statement."""
    public = statement.public
    if isinstance(public, CaseOpened):
        return public.owner.account_id, public.owner.signing_public
    if isinstance(public, Opened | CopiesDeleted):
        reviewer = _consent(public.consent_id, facts).reviewer
        return reviewer.account_id, reviewer.signing_public
    owner = facts.owner
    if owner is None:
        raise ContractError(FailureClass.CHAIN_ROLE, "the case has no owner yet")
    return owner.account_id, owner.signing_public


def _consent(consent_id: str, facts: CaseFacts) -> ConsentFacts:
    consent = facts.consent(consent_id)
    if consent is None:
        raise ContractError(FailureClass.CHAIN_SCOPE, "no such consent in this case")
    return consent


def _check_scope(statement: Statement, facts: CaseFacts, records_are_hidden: bool) -> None:
    match statement.public:
        case RecordAdded() as public if not records_are_hidden:
            _check_record_added(public, facts)
        case RecordRemoved(record_id) if not records_are_hidden:
            present = facts.record_is_removed(record_id) is False
            require(present, FailureClass.CHAIN_SCOPE, "no such record, or removed before")
        case RecordAdded() | RecordRemoved():
            raise ContractError(FailureClass.CHAIN_SCOPE, "a record's statement in a reviewer's view")
        case ConsentGiven() as public:
            _check_consent_given(statement, public, facts, records_are_hidden)
        case ConsentWithdrawn(consent_id):
            withdrawn = _consent(consent_id, facts).withdrawn
            require(not withdrawn, FailureClass.CHAIN_SCOPE, "the consent was withdrawn before")
        case Opened(consent_id):
            consent = _consent(consent_id, facts)
            in_time = statement.time_ms <= consent.ends_at_ms + CLOCK_ALLOWANCE_MS
            live = in_time and not consent.withdrawn
            require(live, FailureClass.CHAIN_SCOPE, "the consent is withdrawn or over")
            is_allowed = consent.opened_count < MOST_OPENED_OF_A_CONSENT
            require(is_allowed, FailureClass.LIMIT, "more than 1 000 times opened")
        case CopiesDeleted(consent_id):
            consent = _consent(consent_id, facts)
            is_over = consent.withdrawn or statement.time_ms >= consent.ends_at_ms
            once = is_over and not consent.copies_deleted
            require(once, FailureClass.CHAIN_SCOPE, "the consent is live, or its copies were deleted before")
        case CaseOpened():
            pass  # Its whole scope, standing first, was checked with its place.
        case _:
            assert_never(statement.public)


def _check_record_added(public: RecordAdded, facts: CaseFacts) -> None:
    is_new = facts.record_is_removed(public.record_id) is None
    require(is_new, FailureClass.CHAIN_SCOPE, "the record id is not new")
    envelope_ids = [reference.envelope_id for reference in public.envelopes]
    are_new = len(set(envelope_ids)) == len(envelope_ids) and not any(
        facts.knows_envelope(envelope_id) for envelope_id in envelope_ids
    )
    require(are_new, FailureClass.CHAIN_SCOPE, "an envelope id is not new")
    require(facts.live_record_count() < MOST_LIVE_RECORDS, FailureClass.LIMIT, "more than 2 000 live records")


def _check_consent_given(
    statement: Statement, public: ConsentGiven, facts: CaseFacts, records_are_hidden: bool
) -> None:
    require(facts.consent(public.consent_id) is None, FailureClass.CHAIN_SCOPE, "the consent id is not new")
    is_owner = facts.owner is not None and public.reviewer.account_id == facts.owner.account_id
    require(not is_owner, FailureClass.CHAIN_SCOPE, "the reviewer is the owner")
    length_ms = public.ends_at_ms - statement.time_ms
    require(0 < length_ms <= LONGEST_CONSENT_MS, FailureClass.CHAIN_SCOPE, "the end of the consent")
    if records_are_hidden:
        return
    present = all(facts.record_is_removed(record_id) is False for record_id in public.record_ids)
    require(present, FailureClass.CHAIN_SCOPE, "a record that is not there, or was removed")
    live = facts.live_consent_count(statement.time_ms)
    require(live < MOST_LIVE_CONSENTS, FailureClass.LIMIT, "more than 50 live consents")
