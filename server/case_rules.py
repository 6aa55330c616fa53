"""May this statement join the chain? The rules are those of server.crypto.chain, asked of the database.

Here are the facts that they need, and what only the relay can check: quotas, envelopes that arrived whole, and
that a consent's reviewer stands in the directory.
"""

from __future__ import annotations

from sqlalchemy import Connection

from server.crypto.case_state import CaseState
from server.crypto.chain import ConsentFacts, Head, check_all_parts_present, check_entry
from server.crypto.errors import ContractError, FailureClass, require
from server.crypto.identity import Identity
from server.crypto.public_parts import ConsentGiven, ConsentReviewer, RecordAdded, RecordRemoved
from server.crypto.statements import Entry, Statement
from server.errors import Problem
from server.settings import Quotas
from server.store import accounts, cases, consents, directory, envelopes
from server.store.cases import Case

REVIEWER_ENTRY = "reviewer"


class StoredFacts:
    """Implements `server.crypto.chain.CaseFacts` for the statement that comes next. The caller holds the case's lock.

    What the statement names is fetched at once, so a large one costs no more questions than a small one.
    """

    def __init__(self, connection: Connection, case: Case, statement: Statement) -> None:
        self.case_id = case.case_id
        self.head = Head(case.head_sequence, case.head_sha256)
        self.owner = _identity_of(connection, case.owner)
        self._connection = connection
        public = statement.public
        record_ids: list[str] = []
        envelope_ids: list[str] = []
        if isinstance(public, RecordAdded):
            record_ids = [public.record_id]
            envelope_ids = [reference.envelope_id for reference in public.envelopes]
        elif isinstance(public, RecordRemoved):
            record_ids = [public.record_id]
        elif isinstance(public, ConsentGiven):
            record_ids = list(public.record_ids)
        self._removed = cases.removed_among(connection, case.case_id, record_ids)
        self.envelopes = envelopes.find_many(connection, case.case_id, envelope_ids)

    def record_is_removed(self, record_id: str) -> bool | None:
        """Whether a record was removed; None when it was never added."""
        return self._removed.get(record_id)

    def knows_envelope(self, envelope_id: str) -> bool:
        """Whether a record of this case names the envelope."""
        envelope = self.envelopes.get(envelope_id)
        return envelope is not None and envelope.record_id is not None

    def consent(self, consent_id: str) -> ConsentFacts | None:
        """The facts of a consent; None when it was never given."""
        found = consents.find(self._connection, self.case_id, consent_id)
        reviewer = None if found is None else _identity_of(self._connection, found.reviewer)
        if found is None or reviewer is None:
            return None
        return ConsentFacts(
            ConsentReviewer(reviewer.account_id, reviewer.signing_public),
            consents.record_ids(self._connection, self.case_id, consent_id),
            found.ends_at_ms,
            found.withdrawn_ms is not None,
            found.copies_deleted_sequence is not None,
            found.opened_count,
        )

    def live_record_count(self) -> int:
        """How many records are not removed."""
        return cases.count_live_records(self._connection, self.case_id)

    def live_consent_count(self, at_ms: int) -> int:
        """How many consents are neither withdrawn nor over at that time."""
        return consents.count_live(self._connection, self.case_id, at_ms)


def _identity_of(connection: Connection, account_id: str) -> Identity | None:
    account = accounts.find(connection, account_id)
    if account is None:
        return None
    return Identity(account.account_id, account.kem_public, account.signing_public)


def check_first(entry: Entry, statement: Statement) -> None:
    """Check a statement that opens a case. Raises ContractError with the class of the fault."""
    check_entry(entry, CaseState(statement.case_id))
    check_all_parts_present(entry, statement)


def check_next(
    connection: Connection, case: Case, entry: Entry, statement: Statement, now_ms: int, quotas: Quotas
) -> None:
    """Check everything about the statement that comes next. The caller holds the case's lock.

    Raises ContractError with the class of the fault, or Problem `envelope-missing`.
    """
    facts = StoredFacts(connection, case, statement)
    check_entry(entry, facts)
    check_all_parts_present(entry, statement)
    require(statement.sequence < quotas.statements, FailureClass.LIMIT, "statements of a case")
    match statement.public:
        case RecordAdded() as public:
            _check_envelopes(public, facts)
            count = facts.live_record_count()
            require(count < quotas.live_records, FailureClass.LIMIT, "live records")
        case ConsentGiven() as public:
            _check_reviewer(connection, public, now_ms)
            count = facts.live_consent_count(now_ms)
            require(count < quotas.live_consents, FailureClass.LIMIT, "live consents")
        case _:
            pass


def _check_envelopes(public: RecordAdded, facts: StoredFacts) -> None:
    for reference in public.envelopes:
        stored = facts.envelopes.get(reference.envelope_id)
        if (
            stored is None
            or stored.deleted_ms is not None
            or stored.part_chunks != reference.part_chunks
            or stored.size_bytes != reference.size_bytes
            or stored.parts_sha256 != reference.parts_sha256
        ):
            raise Problem("envelope-missing")


def _check_reviewer(connection: Connection, public: ConsentGiven, now_ms: int) -> None:
    reviewer = _identity_of(connection, public.reviewer.account_id)
    entry = directory.last_entry_of(connection, public.reviewer.account_id)
    if reviewer is None or entry is None:
        raise ContractError(FailureClass.ANNOUNCEMENT, "the reviewer is not in the directory")
    is_listed = entry.kind == REVIEWER_ENTRY
    require(is_listed, FailureClass.ANNOUNCEMENT_REVOKED, "the reviewer can't be chosen any more")
    same_entry = entry.leaf_sha256.hex() == public.announcement_sha256
    same_key = reviewer.signing_public == public.reviewer.signing_public
    require(same_entry and same_key, FailureClass.ANNOUNCEMENT, "another entry than the reviewer's newest")
    is_valid = (entry.valid_from_ms or 0) <= now_ms <= (entry.valid_to_ms or 0)
    require(is_valid, FailureClass.ANNOUNCEMENT_EXPIRED, "the reviewer's entry is not valid now")
