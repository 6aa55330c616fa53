"""A patient and a reviewer who write a chain, deterministically, and can be made to write what nobody may."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from nacl.signing import SigningKey

from reviewer.envelope import Place, seal_bytes
from reviewer.hpke import KemKey
from reviewer.keys import AccountKeys, CaseKeys, StanzaPurpose
from scripts.vectors import sealing
from scripts.vectors.randomness import Random
from server.crypto.case_state import CaseState
from server.crypto.encoding import JsonValue, to_base64url, write_canonical_json
from server.crypto.envelope_layout import PartHasher, parts_digest
from server.crypto.signatures import labelled
from server.crypto.statements import FIRST_PREVIOUS, LABEL, Entry, HiddenEntry

START_MS = 1_793_500_000_000
DAY_MS = 24 * 60 * 60 * 1000


class Person:
    """Somebody with an account."""

    def __init__(self, name: str) -> None:
        self.account_secret = Random(f"account secret of {name}").bytes(32)
        self.keys = AccountKeys(self.account_secret)
        self.name = name

    @property
    def account_id(self) -> str:
        """The account id, hex."""
        return self.keys.account_id

    def sign_raw(self, message: bytes) -> bytes:
        """Sign bytes that carry their label already."""
        return SigningKey(self.keys.signing_seed).sign(message).signature


@dataclass
class SealedFile:
    """A file of a record, sealed."""

    content: dict[str, Any]
    reference: dict[str, Any]
    sealed: bytes
    data: bytes


@dataclass
class WrittenRecord:
    """A record as its author knows it."""

    details: dict[str, Any]
    references: list[JsonValue]
    files: list[SealedFile]
    sequence: int
    statement_sha256: str

    @property
    def record_id(self) -> str:
        """The record id, hex."""
        return str(self.details["record_id"])

    def shared(self) -> dict[str, Any]:
        """How a consent names the record."""
        return {
            "record": self.details,
            "references": self.references,
            "sequence": self.sequence,
            "statement_sha256": self.statement_sha256,
        }


def reference_to(envelope_id: str, sealed: bytes, part_chunks: int = 64) -> dict[str, Any]:
    """The envelope reference of sealed bytes."""
    hasher = PartHasher(part_chunks)
    hasher.update(sealed)
    return {
        "envelope_id": envelope_id,
        "part_chunks": part_chunks,
        "parts_sha256": parts_digest(hasher.part_hashes()),
        "size_bytes": len(sealed),
    }


@dataclass
class CaseAuthor:
    """Writes one case. Each method appends a statement and returns its entry."""

    owner: Person
    name: str = "case"
    time_ms: int = START_MS
    entries: list[Entry] = field(default_factory=list)
    records: list[WrittenRecord] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = Random(self.name)
        self.case_id = self.random.identifier()
        self.case_secret = self.random.bytes(32)
        self.keys = CaseKeys(self.case_secret)

    def statement(
        self,
        by: Person,
        statement_type: str,
        public: dict[str, Any],
        /,
        *,
        private: bytes | dict[str, Any] | None = None,
        private_key: bytes | None = None,
        stanza: bytes | None = None,
        **changed: Any,
    ) -> Entry:
        """Make the next statement with fields changed at will, and append it."""
        self.time_ms += 60_000
        named = private if isinstance(private, dict) else None
        sealed: bytes | None = None
        if isinstance(private, bytes):
            envelope_id = self.random.identifier()
            place = Place(self.case_id, envelope_id, "statement-private")
            sealed = seal_bytes(private_key or self.keys.case_key, self.random.bytes(24), place, private)
            digest = hashlib.sha256(sealed).hexdigest()
            named = {"envelope_id": envelope_id, "sha256": digest, "size_bytes": len(sealed)}
        value = {
            "author": by.account_id,
            "case_id": self.case_id,
            "previous": self.entries[-1].sha256 if self.entries else FIRST_PREVIOUS,
            "private": named,
            "public": public,
            "sequence": len(self.entries),
            "suite": 1,
            "time_ms": self.time_ms,
            "type": statement_type,
            "v": 1,
        } | changed
        signed = write_canonical_json(value)
        signature = by.sign_raw(labelled(LABEL, signed))
        sequence = value["sequence"]
        entry = Entry(sealed, sequence if isinstance(sequence, int) else 0, signature, signed, stanza)
        self.entries.append(entry)
        return entry

    def open_case(self, name: str = "Second opinion on the biopsy", **changed: Any) -> Entry:
        """`case-opened`."""
        purpose = StanzaPurpose(self.case_id, "case", self.owner.account_id, self.case_id)
        stanza = self.seal_stanza(self.owner, purpose, self.case_secret)
        public: dict[str, Any] = {
            "case_kem_public": to_base64url(KemKey(self.keys.case_kem_seed).public),
            "owner": self.owner.keys.identity.to_json(),
            "stanza_sha256": hashlib.sha256(stanza).hexdigest(),
        }
        private = write_canonical_json({"name": name})
        return self.statement(self.owner, "case-opened", public | changed.pop("public", {}), private=private,
                              stanza=stanza, **changed)  # fmt: skip

    def seal_stanza(self, recipient: Person, purpose: StanzaPurpose, key: bytes) -> bytes:
        """Wrap a key for a person."""
        return sealing.seal(recipient.keys.identity.kem_public, purpose.info(), key, self.random)

    def seal_file(self, name: str, media_type: str, data: bytes, rotation_degrees: int = 0) -> SealedFile:
        """Seal one file under a fresh content key."""
        envelope_id, key = self.random.identifier(), self.random.bytes(32)
        sealed = seal_bytes(key, self.random.bytes(24), Place(self.case_id, envelope_id, "content"), data)
        content: dict[str, Any] = {
            "content_key": to_base64url(key),
            "envelope_id": envelope_id,
            "media_type": media_type,
            "name": name,
            "rotation_degrees": rotation_degrees,
            "scan": None,
            "sha256": hashlib.sha256(data).hexdigest(),
            "size_bytes": len(data),
            "text": None,
            "thumbnail": None,
        }
        return SealedFile(content, reference_to(envelope_id, sealed), sealed, data)

    def add_record(
        self,
        title: str = "Pathology report",
        files: list[tuple[str, str, bytes]] | None = None,
        *,
        rotation_degrees: int = 0,
        details: dict[str, Any] | None = None,
        **changed: Any,
    ) -> WrittenRecord:
        """`record-added`."""
        given = files or [("page-1.jpg", "image/jpeg", b"the bytes of a page")]
        sealed = [self.seal_file(*each, rotation_degrees=rotation_degrees) for each in given]
        record_details: dict[str, Any] = {
            "contents": [each.content for each in sealed],
            "date": "2026-03",
            "kind": "pathology-report",
            "record_id": self.random.identifier(),
            "source": "St. Anna Hospital",
            "title": title,
            "v": 1,
            "values": [],
        } | (details or {})
        references: list[JsonValue] = [each.reference for each in sealed]
        public: dict[str, Any] = {"envelopes": references, "record_id": record_details["record_id"]}
        private = write_canonical_json(record_details)
        public |= changed.pop("public", {})
        entry = self.statement(
            changed.pop("by", self.owner), "record-added", public, private=private, **changed
        )
        record = WrittenRecord(record_details, references, sealed, len(self.entries) - 1, entry.sha256)
        self.records.append(record)
        return record

    def remove_record(self, record_id: str, **changed: Any) -> Entry:
        """`record-removed`."""
        public = changed.pop("public", {"record_id": record_id})
        return self.statement(changed.pop("by", self.owner), "record-removed", public, **changed)

    def give_consent(
        self,
        reviewer: Person,
        records: list[WrittenRecord],
        *,
        entry: JsonValue = None,
        announcement_sha256: str = "ab" * 32,
        proof: str = "c2sp.org/tlog-proof@v1",
        days: int = 30,
        public: dict[str, Any] | None = None,
        private: dict[str, Any] | None = None,
        stanza: bytes | None = None,
        **changed: Any,
    ) -> str:
        """`consent-given`; returns the consent id. `public` and `private` change single fields."""
        consent_id = self.random.identifier()
        key = self.keys.consent_key(consent_id)
        ordered = sorted(records, key=lambda record: record.record_id)
        screen: JsonValue = {
            "language": "en",
            "lines": ["You let Dr. Weber open:", *[str(r.details["title"]) for r in ordered]],
        }
        purpose = StanzaPurpose(self.case_id, "consent", reviewer.account_id, consent_id)
        stanza = stanza or self.seal_stanza(reviewer, purpose, key)
        public_part: dict[str, Any] = {
            "announcement_sha256": announcement_sha256,
            "consent_id": consent_id,
            "ends_at_ms": self.time_ms + 60_000 + days * DAY_MS,
            "record_ids": [record.record_id for record in ordered],
            "reviewer": {
                "account_id": reviewer.account_id,
                "signing_public": to_base64url(reviewer.keys.identity.signing_public),
            },
            "screen_sha256": hashlib.sha256(write_canonical_json(screen)).hexdigest(),
            "stanza_sha256": hashlib.sha256(stanza).hexdigest(),
        } | (public or {})
        private_part: dict[str, Any] = {
            "consent_id": consent_id,
            "directory_proof": proof,
            "entry": entry,
            "question": "Is chemotherapy needed?\nI am 71.",
            "records": [record.shared() for record in ordered],
            "screen": screen,
            "v": 1,
        } | (private or {})
        self.statement(
            changed.pop("by", self.owner), "consent-given", public_part,
            private=write_canonical_json(private_part), private_key=changed.pop("private_key", key), stanza=stanza,
            **changed,
        )  # fmt: skip
        return consent_id

    def withdraw(self, consent_id: str, **changed: Any) -> Entry:
        """`consent-withdrawn`."""
        author = changed.pop("by", self.owner)
        return self.statement(author, "consent-withdrawn", {"consent_id": consent_id}, **changed)

    def opened(self, reviewer: Person, consent_id: str, record_ids: list[JsonValue], **changed: Any) -> Entry:
        """`opened`."""
        private = write_canonical_json({"record_ids": record_ids})
        key = changed.pop("private_key", self.keys.consent_key(consent_id))
        return self.statement(
            reviewer, "opened", {"consent_id": consent_id}, private=private, private_key=key, **changed
        )

    def copies_deleted(self, reviewer: Person, consent_id: str, **changed: Any) -> Entry:
        """`copies-deleted`."""
        return self.statement(reviewer, "copies-deleted", {"consent_id": consent_id}, **changed)

    def as_json(self) -> list[JsonValue]:
        """All entries as the owner gets them."""
        return [entry.to_json() for entry in self.entries]

    def reviewer_view(self, reviewer: Person) -> list[JsonValue]:
        """The entries as a reviewer gets them (case.md section 5)."""
        own: set[str] = set()
        view: list[JsonValue] = []
        for index, entry in enumerate(self.entries):
            statement = entry.statement()
            public = statement.public.to_json()
            consent_id = public.get("consent_id")
            named = public.get("reviewer")
            if isinstance(named, dict) and named["account_id"] == reviewer.account_id:
                own.add(str(consent_id))
            if index == 0:
                view.append(Entry(None, 0, entry.signature, entry.signed, None).to_json())
            elif consent_id in own:
                view.append(entry.to_json())
            else:
                view.append(HiddenEntry(index, entry.sha256).to_json())
        return view

    def fold(self) -> dict[str, Any]:
        """What an honest owner's chain folds to."""
        state = CaseState(self.case_id)
        for entry in self.entries:
            state.apply(entry)
        return state.to_json()
