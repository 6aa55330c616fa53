"""Statements, chains and consents, and the file of a case (spec/case.md, spec/consent.md)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from reviewer.case_file import CaseFile
from reviewer.consent import CheckedConsent, VerifiedChain, check_consent, verify_chain
from reviewer.keys import (
    AccountKeys,
    CaseKeys,
    StanzaPurpose,
    open_stanza,
)
from reviewer.opened_case import open_case, verify_contents
from reviewer.records import RecordDetails, case_name, open_private_part, opened_record_ids
from server.crypto.announcements import DirectoryEntry
from server.crypto.case_state import fold
from server.crypto.chain import Head
from server.crypto.directory_log import verify_directory
from server.crypto.encoding import parse_canonical_json, write_canonical_json
from server.crypto.envelope_layout import EnvelopeReference
from server.crypto.errors import FailureClass, require
from server.crypto.public_parts import CaseOpened, RecordAdded
from server.crypto.receipts import verify_receipt
from server.crypto.statements import Entry, HiddenEntry, parse_entry
from tests.vectors.operations.operation import LARGEST, Given, Output, operation


def _entry_of(value: Any) -> Entry | HiddenEntry:
    """An entry, read and written again: the bytes are the same."""
    entry = parse_entry(value)
    assert write_canonical_json(entry.to_json()) == write_canonical_json(value)
    return entry


def _parse_entries(values: list[Any]) -> Iterator[Entry | HiddenEntry]:
    return (_entry_of(value) for value in values)


@operation("statement")
def statement(given: Given) -> Output:
    entry = Entry.from_json(given.json("entry"))
    assert write_canonical_json(entry.to_json()) == given.bytes("entry")
    parsed = entry.statement()
    signed = parse_canonical_json(entry.signed, LARGEST)
    assert isinstance(signed, dict)
    assert parsed.public.to_json() == signed["public"]
    return {"type": parsed.type, "sequence": parsed.sequence, "sha256": entry.sha256}


@operation("record")
def record(given: Given) -> Output:
    references = [EnvelopeReference.from_json(each) for each in given["references"]]
    RecordDetails.from_json(given.json("record")).check(given["record_id"], references)
    return {}


@operation("chain")
def chain(given: Given) -> Output:
    remembered = given["remembered"]
    state = fold(
        given["case_id"],
        _parse_entries(given["entries"]),
        reviewer_view=given["view"] == "reviewer",
        remembered=None if remembered is None else Head(remembered["sequence"], remembered["sha256"]),
    )
    return {"fold": state.to_json()}


@operation("case-private")
def case_private(given: Given) -> Output:
    chain(given)
    keys = AccountKeys(given.bytes("account_secret"))
    entries = [entry for entry in _parse_entries(given["entries"]) if isinstance(entry, Entry)]
    opened = entries[0].statement()
    assert isinstance(opened.public, CaseOpened)
    assert entries[0].stanza is not None
    purpose = StanzaPurpose(opened.case_id, "case", opened.public.owner.account_id, opened.case_id)
    case_secret = open_stanza(keys, purpose, entries[0].stanza)
    if case_secret is None:
        return None
    case_key = CaseKeys(case_secret).case_key
    titles = []
    for entry in entries[1:]:
        added = entry.statement()
        if isinstance(added.public, RecordAdded) and entry.private is not None:
            details = RecordDetails.from_json(open_private_part(entry, added, case_key))
            details.check(added.public.record_id, added.public.envelopes)
            titles.append(details.title)
    return {"name": case_name(open_private_part(entries[0], opened, case_key)), "titles": titles}


def _checked_consent(given: Given) -> tuple[CheckedConsent, VerifiedChain] | None:
    keys = AccountKeys(given.bytes("account_secret"))
    verified = verify_chain(given["case_id"], list(_parse_entries(given["entries"])))
    entries = [DirectoryEntry.from_json(each) for each in given["directory_entries"]]
    directory = verify_directory(given.bytes("clinic_public"), given["checkpoint"], entries)
    checked = check_consent(keys, verified, given["consent_id"], directory, given["now_ms"])
    return None if checked is None else (checked, verified)


@operation("consent")
def consent(given: Given) -> Output:
    answer = _checked_consent(given)
    if answer is None:
        return None
    checked = answer[0]
    return {
        "question": checked.question,
        "titles": [each.details.title for each in checked.records],
        "screen_lines": list(checked.screen.lines),
        "envelope_ids": sorted(envelope_id for each in checked.records for envelope_id in each.references),
    }


@operation("opened")
def opened(given: Given) -> Output:
    answer = _checked_consent(given)
    if answer is None:
        return None
    checked, verified = answer
    entry = verified.entries[given["sequence"]]
    assert isinstance(entry, Entry)
    private = open_private_part(entry, verified.statements[given["sequence"]], checked.consent_key)
    return {"record_ids": list(opened_record_ids(private, checked.given.record_ids))}


@operation("receipt")
def receipt(given: Given) -> Output:
    parsed = verify_receipt(given.json("object"), given.bytes("receipt_public"))
    same = (parsed.case_id, parsed.consent_id) == (given["case_id"], given["consent_id"])
    require(same, FailureClass.CHAIN_SCOPE, "receipt for something else")
    return {"reason": parsed.reason, "time_ms": parsed.time_ms}


@operation("case-file")
def case_file(given: Given) -> Output:
    keys = AccountKeys(given.bytes("account_secret"))
    file = CaseFile(io.BytesIO(given.bytes("file")))
    case = open_case(file, keys, given.bytes("clinic_public"), given["now_ms"])
    if case is None:
        return None
    verify_contents(case)
    contents = [content for each in case.consent.records for content in each.details.contents]
    return {
        "contents": [
            {"name": each.name, "sha256": each.sha256, "size_bytes": each.size_bytes} for each in contents
        ]
    }
