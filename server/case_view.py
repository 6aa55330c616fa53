"""The entries of a chain as the one who asks may see them (spec/case.md section 5, spec/relay-api.md section 6)."""

from __future__ import annotations

from dataclasses import replace

from server.case_access import Access
from server.crypto.statements import Entry, HiddenEntry
from server.store.cases import StoredStatement


def visible_entry(statement: StoredStatement, access: Access, now_ms: int) -> Entry | HiddenEntry:
    """The owner sees everything but stanzas for others; a reviewer what concerns the own consents.

    Of a consent that is over or withdrawn a reviewer gets neither private parts nor stanzas any more.
    """
    entry = Entry(
        statement.private, statement.sequence, statement.signature, statement.signed, statement.stanza
    )
    is_first = statement.sequence == 0
    if access.is_owner:
        return entry if is_first else replace(entry, stanza=None)
    consent = access.consents.get(statement.consent_id or "")
    if consent is not None and consent.is_live(now_ms):
        return entry
    if consent is not None or is_first:
        return replace(entry, private=None, stanza=None)
    return HiddenEntry(statement.sequence, statement.sha256)
