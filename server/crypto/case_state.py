"""The fold: what a chain says about its case (spec/case.md sections 4 and 5), kept in memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import assert_never

from server.crypto.chain import ConsentFacts, Head, check_entry
from server.crypto.encoding import JsonValue
from server.crypto.envelope_layout import EnvelopeReference
from server.crypto.errors import ContractError, FailureClass, require
from server.crypto.identity import Identity
from server.crypto.public_parts import (
    CaseOpened,
    ConsentGiven,
    ConsentWithdrawn,
    CopiesDeleted,
    Opened,
    RecordAdded,
    RecordRemoved,
)
from server.crypto.statements import Entry, HiddenEntry, Statement


@dataclass
class Record:
    """One record of the case, in the order in which it was added."""

    record_id: str
    sequence: int
    envelopes: tuple[EnvelopeReference, ...]
    removed: bool = False


@dataclass
class Consent:
    """One consent and what became of it."""

    given: ConsentGiven
    sequence: int
    given_ms: int
    opened_ms: list[int] = field(default_factory=list)
    withdrawn: bool = False
    copies_deleted: bool = False


class CaseState:
    """Implements `chain.CaseFacts`. `apply` verifies one entry and folds it in; a refused one changes nothing.

    `reviewer_view` accepts hidden entries, leaves out the rules about records, and refuses statements that
    a reviewer's view never shows.
    """

    def __init__(self, case_id: str, *, reviewer_view: bool = False) -> None:
        self.case_id = case_id
        self.head: Head | None = None
        self.owner: Identity | None = None
        self.records: dict[str, Record] = {}
        self.consents: dict[str, Consent] = {}
        self._reviewer_view = reviewer_view
        self._envelope_ids: set[str] = set()
        self._live_records = 0

    def record_is_removed(self, record_id: str) -> bool | None:
        """Whether a record was removed; None when it is not known."""
        record = self.records.get(record_id)
        return None if record is None else record.removed

    def knows_envelope(self, envelope_id: str) -> bool:
        """Whether a record of this case names the envelope."""
        return envelope_id in self._envelope_ids

    def consent(self, consent_id: str) -> ConsentFacts | None:
        """The facts of a consent; None when it was never given."""
        consent = self.consents.get(consent_id)
        if consent is None:
            return None
        given = consent.given
        return ConsentFacts(
            given.reviewer,
            given.record_ids,
            given.ends_at_ms,
            consent.withdrawn,
            consent.copies_deleted,
            len(consent.opened_ms),
        )

    def live_record_count(self) -> int:
        """How many records are not removed."""
        return self._live_records

    def live_consent_count(self, at_ms: int) -> int:
        """How many consents are neither withdrawn nor over at that time."""
        return sum(not each.withdrawn and each.given.ends_at_ms > at_ms for each in self.consents.values())

    def apply(self, entry: Entry | HiddenEntry) -> Statement | None:
        """Verify the next entry and fold it in. Returns its statement, or None for a hidden one."""
        if isinstance(entry, HiddenEntry):
            self._pass_hidden(entry)
            return None
        statement = check_entry(entry, self, records_are_hidden=self._reviewer_view)
        self._fold(statement)
        self.head = Head(statement.sequence, entry.sha256)
        return statement

    def _pass_hidden(self, entry: HiddenEntry) -> None:
        require(self._reviewer_view, FailureClass.ENCODING, "a hidden entry in an owner's view")
        if self.head is None:
            raise ContractError(FailureClass.CHAIN_SCOPE, "the first statement is hidden")
        is_next = entry.sequence == self.head.sequence + 1
        require(is_next, FailureClass.CHAIN_LINK, "sequence number is not the next")
        self.head = Head(entry.sequence, entry.sha256)

    def _fold(self, statement: Statement) -> None:
        match statement.public:
            case CaseOpened() as public:
                self.owner = public.owner
            case RecordAdded() as public:
                self.records[public.record_id] = Record(
                    public.record_id, statement.sequence, public.envelopes
                )
                self._envelope_ids.update(reference.envelope_id for reference in public.envelopes)
                self._live_records += 1
            case RecordRemoved(record_id):
                self.records[record_id].removed = True
                self._live_records -= 1
            case ConsentGiven() as public:
                self.consents[public.consent_id] = Consent(public, statement.sequence, statement.time_ms)
            case ConsentWithdrawn(consent_id):
                self.consents[consent_id].withdrawn = True
            case Opened(consent_id):
                self.consents[consent_id].opened_ms.append(statement.time_ms)
            case CopiesDeleted(consent_id):
                self.consents[consent_id].copies_deleted = True
            case _:
                assert_never(statement.public)

    def to_json(self) -> dict[str, JsonValue]:
        """The fold as a JSON value, in the form of spec/vectors/README.md."""
        return {
            "case_id": self.case_id,
            "consents": [_consent_json(consent) for consent in self.consents.values()],
            "head": None
            if self.head is None
            else {"sequence": self.head.sequence, "sha256": self.head.sha256},
            "owner": None if self.owner is None else self.owner.account_id,
            "records": [_record_json(record) for record in self.records.values()],
        }


def fold(
    case_id: str,
    entries: Iterable[Entry | HiddenEntry],
    *,
    reviewer_view: bool = False,
    remembered: Head | None = None,
) -> CaseState:
    """Verify a whole chain and compare it with the head that was remembered.

    Raises `chain-shorter` or `chain-forked` where the chain does not contain that head.
    """
    state = CaseState(case_id, reviewer_view=reviewer_view)
    hash_at_remembered: str | None = None
    for entry in entries:
        state.apply(entry)
        if remembered is not None and state.head is not None and state.head.sequence == remembered.sequence:
            hash_at_remembered = state.head.sha256
    if state.head is None:
        raise ContractError(FailureClass.CHAIN_SHORTER, "the chain is empty")
    if remembered is not None:
        require(hash_at_remembered is not None, FailureClass.CHAIN_SHORTER, "ends before the remembered head")
        same = hash_at_remembered == remembered.sha256
        require(same, FailureClass.CHAIN_FORKED, "another statement stands at the remembered head")
    return state


def _record_json(record: Record) -> dict[str, JsonValue]:
    return {
        "envelope_ids": [reference.envelope_id for reference in record.envelopes],
        "record_id": record.record_id,
        "removed": record.removed,
        "sequence": record.sequence,
    }


def _consent_json(consent: Consent) -> dict[str, JsonValue]:
    return {
        "consent_id": consent.given.consent_id,
        "copies_deleted": consent.copies_deleted,
        "ends_at_ms": consent.given.ends_at_ms,
        "given_ms": consent.given_ms,
        "opened_ms": list(consent.opened_ms),
        "record_ids": list(consent.given.record_ids),
        "reviewer": consent.given.reviewer.account_id,
        "withdrawn": consent.withdrawn,
    }
