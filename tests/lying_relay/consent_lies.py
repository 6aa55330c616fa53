"""Lies about consents and receipts.

A relay has no person's key, but it can play a patient of its own invention, or have a patient or a reviewer for a
friend. So some of these lies are signed as they should be, and only say what they may not.
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from nacl.signing import SigningKey

from reviewer.keys import StanzaPurpose, open_stanza
from scripts.vectors.author import CaseAuthor, Person, WrittenRecord
from server.crypto.announcements import DirectoryEntry
from server.crypto.encoding import JsonValue, from_base64url, write_canonical_json
from server.crypto.envelope_layout import PartHasher
from server.crypto.merkle import leaf_hash
from server.crypto.receipts import Reason, Receipt, make_receipt
from server.crypto.statements import Entry as StatementEntry
from tests.lying_relay.chain_lies import Entry, signed_fields
from tests.lying_relay.directory_lies import Log
from tests.lying_relay.envelope_lies import answer_range
from tests.lying_relay.proxy import Exchange, Lie

_RECEIPTS_PATH = re.compile(r"^/api/cases/([0-9a-f]{32})/receipts$")
_MINUTE_MS = 60 * 1000
_HOUR_MS = 60 * _MINUTE_MS


class RealPerson(Person):
    """Somebody whose account secret the test knows: the relay's friend."""

    def __init__(self, account_secret: bytes) -> None:
        super().__init__("somebody real")
        self.account_secret = account_secret
        self.keys = type(self.keys)(account_secret)


@dataclass
class InventedCase:
    """A case that the relay made up, with a consent for a real reviewer; all signatures hold."""

    reviewer: Person
    log: Log
    reviewer_index: int
    author: CaseAuthor = field(init=False)
    consent_id: str = ""

    def __post_init__(self) -> None:
        an_hour_ago_ms = time.time_ns() // 1_000_000 - _HOUR_MS
        self.author = CaseAuthor(Person("made up by the relay"), secrets.token_hex(8), an_hour_ago_ms)
        self.author.open_case()

    def add_record(self, title: str, picture: bytes, **details: Any) -> WrittenRecord:
        """A record of one picture; `details` change its private part."""
        return self.author.add_record(title, [("page-1.jpg", "image/jpeg", picture)], details=details)

    def give_consent(self, records: list[WrittenRecord], **changed: Any) -> None:
        """A consent that is right but for what is `changed` (as CaseAuthor.give_consent takes it)."""
        entry = self.log.entries[self.reviewer_index]
        options: dict[str, Any] = {
            "entry": DirectoryEntry.parse(entry).to_json(),
            "announcement_sha256": leaf_hash(entry).hex(),
            "proof": self.log.proof(self.reviewer_index),
        } | changed
        self.consent_id = self.author.give_consent(self.reviewer, records, **options)

    def served(self) -> Lie:
        """Serve this case, and no other, with all that belongs to it."""
        entries = self.author.reviewer_view(self.reviewer)
        last = self.author.entries[-1]
        head: dict[str, JsonValue] = {"sequence": last.sequence, "sha256": last.sha256}
        case = {"case_id": self.author.case_id, "head": head, "role": "reviewer"}
        sealed = {
            str(file.content["envelope_id"]): file.sealed
            for record in self.author.records
            for file in record.files
        }
        return _served({"/api/cases": {"cases": [case]}}, self.author.case_id, entries, head, sealed)


def _served(
    answers: dict[str, Any], case_id: str, entries: list[JsonValue], head: JsonValue, sealed: dict[str, bytes]
) -> Lie:
    statements = f"/api/cases/{case_id}/statements?after="

    def tell(exchange: Exchange) -> None:
        if exchange.method != "GET":
            return
        if exchange.path in answers:
            exchange.answer(write_canonical_json(answers[exchange.path]))
        elif exchange.path.startswith(statements):
            after = int(exchange.path.removeprefix(statements))
            exchange.answer(write_canonical_json({"entries": entries[after + 1 :], "head": head}))
        elif exchange.path == f"/api/cases/{case_id}/receipts":
            exchange.answer(b'{"receipts":[]}')
        else:
            _serve_sealed(exchange, sealed)

    return tell


def _serve_sealed(exchange: Exchange, sealed: dict[str, bytes]) -> None:
    for envelope_id, content in sealed.items():
        if exchange.path == f"/api/envelopes/{envelope_id}":
            exchange.answer(b"", "application/octet-stream")
            answer_range(exchange, content)
        elif exchange.path == f"/api/envelopes/{envelope_id}/parts":
            hasher = PartHasher(64)
            hasher.update(content)
            exchange.answer(b"".join(hasher.part_hashes()), "application/octet-stream")


def stanza_purpose(case_id: str, reviewer_id: str, consent_id: str) -> StanzaPurpose:
    """What a stanza of a consent is bound to."""
    return StanzaPurpose(case_id, "consent", reviewer_id, consent_id)


def opened_claim(
    reviewer: Person, entries: list[Entry], consent_id: str, record_ids: list[JsonValue]
) -> Entry:
    """`opened` by a reviewer who writes what it should not; signed and sealed as it must be."""
    given = next(each for each in entries if signed_fields(each)["public"].get("consent_id") == consent_id)
    case_id = signed_fields(given)["case_id"]
    purpose = stanza_purpose(case_id, reviewer.account_id, consent_id)
    author = CaseAuthor(reviewer, secrets.token_hex(8), time.time_ns() // 1_000_000 - _MINUTE_MS)
    author.case_id = case_id
    author.entries = [StatementEntry.from_json(each) for each in entries]
    key = open_stanza(reviewer.keys, purpose, from_base64url(given["stanza"]))
    return author.opened(reviewer, consent_id, record_ids, private_key=key).to_json()


def replayed(earlier: Iterable[Exchange]) -> Lie:
    """Give every answer again that was given to an earlier conversation: a relay that kept what it should delete."""
    kept = {(each.method, each.path): each for each in earlier if each.method == "GET" and each.status == 200}

    def tell(exchange: Exchange) -> None:
        before = kept.get((exchange.method, exchange.path))
        if before is not None and exchange.path.startswith("/api/"):
            exchange.status, exchange.response_body = before.status, before.response_body
            exchange.response_headers = before.response_headers

    return tell


def receipts_served(*receipts: JsonValue) -> Lie:
    """Serve these receipts, for every case."""

    def tell(exchange: Exchange) -> None:
        if exchange.method == "GET" and _RECEIPTS_PATH.match(exchange.path):
            exchange.answer(write_canonical_json({"receipts": list(receipts)}))

    return tell


def receipt(case_id: str, consent_id: str, key: SigningKey, reason: Reason = "withdrawn") -> JsonValue:
    """A receipt, signed with any key: the receipt key is the relay's own."""
    said = Receipt(case_id, consent_id, reason, time.time_ns() // 1_000_000)
    return make_receipt(said, lambda message: key.sign(message).signature).to_json()
