"""What the relay keeps of a statement that it accepted, and what it deletes because of it."""

from __future__ import annotations

import json
from typing import assert_never

from sqlalchemy import Connection

from server.crypto.public_parts import (
    CaseOpened,
    ConsentGiven,
    ConsentWithdrawn,
    CopiesDeleted,
    Opened,
    RecordAdded,
    RecordRemoved,
)
from server.crypto.statements import Entry, Statement
from server.housekeeping import destroy
from server.relay import Relay
from server.store import cases, consents, envelopes
from server.store.cases import StoredStatement
from server.store.consents import Consent


def add_statement(connection: Connection, relay: Relay, entry: Entry, statement: Statement) -> list[str]:
    """Store a checked statement and all that follows from it. The caller holds the lock of case or owner.

    Returns the ids of envelopes whose bytes are to be deleted once this transaction is committed.
    """
    case_id, now_ms, public = statement.case_id, relay.now_ms(), statement.public
    stored = _stored(entry, statement)
    if isinstance(public, CaseOpened):
        cases.add(connection, case_id, statement.author, now_ms, stored)
        return []
    cases.append(connection, case_id, stored)
    match public:
        case RecordAdded(references, record_id):
            cases.add_record(connection, case_id, record_id, statement.sequence)
            envelope_ids = [reference.envelope_id for reference in references]
            envelopes.name_in_record(connection, envelope_ids, record_id)
        case RecordRemoved(record_id):
            cases.remove_record(connection, case_id, record_id, statement.sequence)
            return envelopes.delete_unneeded_of_case(connection, case_id, now_ms)
        case ConsentGiven():
            consents.add(connection, _consent(statement, public), list(public.record_ids))
        case ConsentWithdrawn(consent_id):
            consents.withdraw(connection, case_id, consent_id, now_ms)
            withdrawn = consents.find(connection, case_id, consent_id)
            # A consent that was over before has its receipt already.
            if withdrawn is not None and withdrawn.deleted_ms is None:
                destroy(connection, relay, withdrawn)
            return envelopes.delete_unneeded_of_case(connection, case_id, now_ms)
        case CopiesDeleted(consent_id):
            consents.copies_deleted(connection, case_id, consent_id, statement.sequence)
        case Opened(consent_id):
            consents.note_opened(connection, case_id, consent_id)
        case _:
            assert_never(public)
    return []


def _stored(entry: Entry, statement: Statement) -> StoredStatement:
    consent_id = getattr(statement.public, "consent_id", None)
    size_bytes = len(json.dumps(entry.to_json()))
    return StoredStatement(
        statement.sequence,
        entry.sha256,
        statement.type,
        consent_id,
        entry.signed,
        entry.signature,
        entry.private,
        entry.stanza,
        size_bytes,
    )


def _consent(statement: Statement, public: ConsentGiven) -> Consent:
    return Consent(
        statement.case_id,
        public.consent_id,
        public.reviewer.account_id,
        statement.sequence,
        statement.time_ms,
        public.ends_at_ms,
        None,
        None,
        None,
        0,
    )
