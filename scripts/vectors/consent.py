"""Vectors of spec/consent.md: what a reviewer's client checks, and receipts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from scripts.vectors.author import DAY_MS, START_MS, CaseAuthor, Person, WrittenRecord
from scripts.vectors.clinic import Clinic
from scripts.vectors.scenario import Chapter, Value, b64
from server.crypto.announcements import DirectoryEntry
from server.crypto.encoding import write_canonical_json
from server.crypto.receipts import Receipt, make_receipt
from server.crypto.signatures import make_signed_object

OWNER = Person("Anna")
REVIEWER = Person("Weber")
OTHER = Person("Mallory")


@dataclass
class Shared:
    """A case that was shared with a reviewer whom the clinic announces."""

    author: CaseAuthor
    clinic: Clinic
    entry: DirectoryEntry
    records: list[WrittenRecord]
    consent_id: str

    def given(self, **changed: Value) -> dict[str, Value]:
        """The input of a scenario."""
        return {
            "account_secret": b64(REVIEWER.account_secret),
            "case_id": self.author.case_id,
            "consent_id": self.consent_id,
            "entries": self.author.reviewer_view(REVIEWER),
            "clinic_public": b64(self.clinic.clinic_public),
            "checkpoint": self.clinic.note(),
            "directory_entries": self.clinic.entries_json(),
            "now_ms": START_MS + DAY_MS,
        } | changed


def share(name: str, **changed: Any) -> Shared:
    """Write a case and share its first and third record; `changed` goes to `give_consent`."""
    clinic = Clinic()
    clinic.announce_clinic()
    entry = clinic.announce(REVIEWER)
    clinic.announce(OTHER)
    author = CaseAuthor(OWNER, name)
    author.open_case()
    records = [
        author.add_record(
            "Pathology report", [("1.jpg", "image/jpeg", b"one"), ("2.jpg", "image/jpeg", b"two")]
        ),
        author.add_record("Not shared"),
        author.add_record("CT of the chest", [("ct.pdf", "application/pdf", b"%PDF-1.7")]),
    ]
    shared = [records[0], records[2]]
    options: dict[str, Any] = {
        "entry": entry.to_json(),
        "announcement_sha256": entry.leaf_sha256,
        "proof": clinic.proof(entry),
    }
    consent_id = author.give_consent(REVIEWER, shared, **options | changed)
    return Shared(author, clinic, entry, shared, consent_id)


def chapter() -> Chapter:
    """All scenarios."""
    made = Chapter("consent")
    _good(made)
    _not_live(made)
    _stanza_and_private(made)
    _records(made)
    _directory(made)
    _opened(made)
    _receipts(made)
    return made


def _output(shared: Shared) -> dict[str, Value]:
    ordered = sorted(shared.records, key=lambda record: record.record_id)
    titles = [record.details["title"] for record in ordered]
    files = [file for record in ordered for file in record.files]
    return {
        "question": "Is chemotherapy needed?\nI am 71.",
        "titles": titles,
        "screen_lines": ["You let Dr. Weber open:", *titles],
        "envelope_ids": sorted(str(file.content["envelope_id"]) for file in files),
    }


def _good(made: Chapter) -> None:
    shared = share("good")
    made.add("consent-opens", "consent", "Everything holds.", "success", shared.given(), _output(shared))
    end = shared.author.entries[-1].statement().public.to_json()["ends_at_ms"]
    made.add(
        "consent-at-its-last-moment",
        "consent",
        "The last millisecond.",
        "success",
        shared.given(now_ms=end),
        _output(shared),
    )
    shared.clinic.announce(Person("Singh"))
    made.add(
        "consent-directory-grew",
        "consent",
        "The directory grew since.",
        "success",
        shared.given(),
        _output(shared),
    )
    second = shared.author.give_consent(OTHER, shared.records)
    made.add(
        "consent-beside-another",
        "consent",
        "Another reviewer has a consent too.",
        "success",
        shared.given(),
        _output(shared),
    )
    made.add(
        "consent-null-for-another-account",
        "consent",
        "Another account asks.",
        "null",
        shared.given(account_secret=b64(OTHER.account_secret)),
    )
    made.add(
        "consent-null-unknown",
        "consent",
        "A consent that is not in the chain.",
        "null",
        shared.given(consent_id="ab" * 16),
    )
    made.add(
        "consent-null-hidden",
        "consent",
        "The consent of another reviewer, which is hidden.",
        "null",
        shared.given(consent_id=second),
    )
    empty = share("no question", private={"question": ""})
    made.add(
        "consent-without-a-question",
        "consent",
        "The patient asked nothing.",
        "success",
        empty.given(),
        _output(empty) | {"question": ""},
    )


def _not_live(made: Chapter) -> None:
    shared = share("not live")
    end = shared.author.entries[-1].statement().public.to_json()["ends_at_ms"]
    after = int(str(end)) + 1
    made.add(
        "consent-refuses-expired",
        "consent",
        "It is over by a millisecond.",
        "consent-expired",
        shared.given(now_ms=after),
    )
    shared.author.withdraw(shared.consent_id)
    made.add("consent-refuses-withdrawn", "consent", "It was withdrawn.", "consent-withdrawn", shared.given())
    made.add(
        "consent-refuses-withdrawn-and-expired",
        "consent",
        "Withdrawn counts first.",
        "consent-withdrawn",
        shared.given(now_ms=after),
    )
    view = [
        entry | {"private": None, "stanza": None} if isinstance(entry, dict) and "signed" in entry else entry
        for entry in shared.author.reviewer_view(REVIEWER)
    ]
    made.add(
        "consent-refuses-withdrawn-and-destroyed",
        "consent",
        "Stanza and private part are gone, as they should.",
        "consent-withdrawn",
        shared.given(entries=view),
    )


def _stanza_and_private(made: Chapter) -> None:
    shared = share("parts")
    position = len(shared.author.entries) - 1
    view = shared.author.reviewer_view(REVIEWER)
    entry = view[position]
    if not isinstance(entry, dict):
        raise TypeError("the consent is shown")

    def changed(**fields: Value) -> dict[str, Value]:
        return shared.given(entries=[*view[:position], entry | fields])

    made.add("consent-refuses-missing-stanza", "consent", "No stanza.", "stanza", changed(stanza=None))
    made.add(
        "consent-refuses-missing-private-part",
        "consent",
        "No private part.",
        "chain-private",
        changed(private=None),
    )
    made.add(
        "consent-refuses-other-stanza",
        "consent",
        "Another stanza than the statement names.",
        "chain-private",
        changed(stanza=b64(bytes(1168))),
    )
    bad: dict[str, tuple[str, dict[str, Any], str]] = {
        "stanza-that-does-not-open": ("The named stanza does not open.", {"stanza": bytes(1168)}, "stanza"),
        "private-under-another-key": ("The private part is under another key.", {"private_key": bytes(32)}, "chain-private"),
        "private-of-another-consent": ("The private part of another consent.", {"private": {"consent_id": "ab" * 16}}, "consent-scope"),
        "private-unknown-field": ("A field more.", {"private": {"note": "x"}}, "encoding"),
        "private-version-2": ("Version 2.", {"private": {"v": 2}}, "version"),
        "question-2001": ("A question of 2001 characters.", {"private": {"question": "x" * 2001}}, "encoding"),
        "screen-without-lines": ("A screen without words.", {"private": {"screen": {"language": "en", "lines": []}}}, "encoding"),
        "screen-changed": ("Other words than those that were signed.", {"private": {"screen": {"language": "en", "lines": ["You let nobody open anything."]}}}, "consent-screen"),
        "screen-in-another-language": ("Another language than was signed.", {"public": {"screen_sha256": "ab" * 32}}, "consent-screen"),
    }  # fmt: skip
    for name, (description, options, expect) in bad.items():
        made.add(
            f"consent-refuses-{name}", "consent", description, expect, share("bad parts", **options).given()
        )


def _records(made: Chapter) -> None:
    base = share("records")
    ordered = [record.shared() for record in sorted(base.records, key=lambda record: record.record_id)]
    hidden = base.author.records[1]
    bad: dict[str, tuple[str, list[Any], str]] = {
        "record-missing": ("A record fewer than consented to.", ordered[:1], "consent-scope"),
        "record-too-many": ("A record more than consented to.", [*ordered, hidden.shared()], "consent-scope"),
        "record-exchanged": ("Another record than consented to.", [ordered[0], hidden.shared()], "consent-scope"),
        "records-out-of-order": ("The records in another order.", [ordered[1], ordered[0]], "consent-scope"),
        "record-twice": ("One record twice.", [ordered[0], ordered[0]], "consent-scope"),
        "reference-missing": ("An envelope without a reference.", [ordered[0] | {"references": ordered[1]["references"]}, ordered[1]], "chain-scope"),
        "reference-too-many": ("A reference to an envelope that no content names.", [ordered[0] | {"references": [*ordered[0]["references"], hidden.references[0]]}, ordered[1]], "chain-scope"),
        "statement-of-another-hash": ("Another statement than stands in the chain.", [ordered[0] | {"statement_sha256": "ab" * 32}, ordered[1]], "consent-scope"),
        "statement-of-another-place": ("The statement of another record.", [ordered[0] | {"sequence": 2}, ordered[1]], "consent-scope"),
        "statement-after-the-consent": ("A record that comes later.", [ordered[0] | {"sequence": 9}, ordered[1]], "consent-scope"),
        "record-malformed": ("A record of an unknown kind.", [ordered[0] | {"record": ordered[0]["record"] | {"kind": "x"}}, ordered[1]], "encoding"),
    }  # fmt: skip
    for name, (description, records, expect) in bad.items():
        shared = share("records", private={"records": records})
        made.add(f"consent-refuses-{name}", "consent", description, expect, shared.given())


def _directory(made: Chapter) -> None:
    base = share("directory")
    clinic, other_entry = base.clinic, base.clinic.entries[2]
    foreign = Clinic("another clinic")
    foreign.announce_clinic()
    foreign_entry = foreign.announce(REVIEWER)
    unlogged = clinic.entry({**_announcement(base.entry), "name": "Dr. W. Weber"}, REVIEWER)
    mine = {"entry": base.entry.to_json(), "announcement_sha256": base.entry.leaf_sha256}
    bad: dict[str, tuple[str, dict[str, Any], str]] = {
        "entry-of-another-reviewer": ("Another reviewer's entry.", {"entry": other_entry.to_json(), "announcement_sha256": other_entry.leaf_sha256, "proof": clinic.proof(other_entry)}, "announcement"),
        "other-entry-than-signed": ("Another entry than was signed.", {"announcement_sha256": "ab" * 32}, "announcement"),
        "entry-of-another-clinic": ("The entry of another clinic.", {"entry": foreign_entry.to_json(), "announcement_sha256": foreign_entry.leaf_sha256, "proof": foreign.proof(foreign_entry)}, "announcement"),
        "entry-that-is-not-logged": ("A signed entry that is not in the log.", {"entry": unlogged.to_json(), "announcement_sha256": unlogged.leaf_sha256}, "log-proof"),
        "proof-of-another-entry": ("The proof of another entry.", mine | {"proof": clinic.proof(other_entry)}, "log-proof"),
        "proof-of-another-log": ("A proof signed by another log.", mine | {"proof": foreign.proof(foreign_entry)}, "log-signature"),
        "proof-malformed": ("A proof of another form.", mine | {"proof": "yes"}, "encoding"),
    }  # fmt: skip
    for name, (description, options, expect) in bad.items():
        made.add(
            f"consent-refuses-{name}", "consent", description, expect, share("directory", **options).given()
        )
    other_pinned = base.given(clinic_public=b64(foreign.clinic_public))
    made.add("consent-refuses-other-clinic", "consent", "Another clinic was pinned.", "clinic", other_pinned)
    older = base.given(checkpoint=clinic.note(2), directory_entries=clinic.entries_json()[:2])
    made.add(
        "consent-refuses-older-directory",
        "consent",
        "The relay shows an older log than the patient saw.",
        "log-shrunk",
        older,
    )
    entries = clinic.entries_json()
    made.add(
        "consent-refuses-directory-entry-missing",
        "consent",
        "An entry of the directory is held back.",
        "log-proof",
        base.given(directory_entries=entries[:2]),
    )
    split = Clinic()
    split.announce_clinic()
    split.append(base.entry)
    split.announce(Person("Singh"))
    made.add("consent-refuses-split-view", "consent", "Patient and reviewer were shown two logs.", "log-fork",
             base.given(checkpoint=split.note(), directory_entries=split.entries_json()))  # fmt: skip


def _announcement(entry: DirectoryEntry) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(entry.signed)
    return value


def _opened(made: Chapter) -> None:
    shared = share("opened")
    author = shared.author
    both = sorted(record.record_id for record in shared.records)
    sequence = len(author.entries)
    author.opened(REVIEWER, shared.consent_id, [both[0]])
    author.opened(REVIEWER, shared.consent_id, [])
    author.opened(REVIEWER, shared.consent_id, [author.records[1].record_id])
    author.opened(REVIEWER, shared.consent_id, [both[0]], private_key=bytes(32))
    made.add(
        "opened-one",
        "opened",
        "One record was opened.",
        "success",
        shared.given(sequence=sequence),
        {"record_ids": [both[0]]},
    )
    made.add(
        "opened-none",
        "opened",
        "The case was opened, no record yet.",
        "success",
        shared.given(sequence=sequence + 1),
        {"record_ids": []},
    )
    made.add(
        "opened-refuses-beyond-the-consent",
        "opened",
        "A record that the consent does not name.",
        "chain-scope",
        shared.given(sequence=sequence + 2),
    )
    made.add(
        "opened-refuses-another-key",
        "opened",
        "A private part under another key.",
        "chain-private",
        shared.given(sequence=sequence + 3),
    )


def _receipts(made: Chapter) -> None:
    clinic = Clinic()
    case_id, consent_id = "12" * 16, "34" * 16

    def sign(message: bytes) -> bytes:
        return clinic.receipt_key.sign(message).signature

    def given(value: Any) -> dict[str, Value]:
        return {
            "object": b64(write_canonical_json(value)), "receipt_public": b64(clinic.receipt_public),
            "case_id": case_id, "consent_id": consent_id,
        }  # fmt: skip

    for reason in ("withdrawn", "ended"):
        receipt = Receipt(case_id, consent_id, "withdrawn" if reason == "withdrawn" else "ended", START_MS)
        made.add(f"receipt-{reason}", "receipt", "The relay says that it deleted.", "success",
                 given(make_receipt(receipt, sign).to_json()), {"reason": reason, "time_ms": START_MS})  # fmt: skip
    honest = Receipt(case_id, consent_id, "withdrawn", START_MS).to_json()

    def made_by(label: str = "second-look/v1/receipt", **changed: Any) -> Any:
        return make_signed_object(sign, label, honest | changed).to_json()

    bad: dict[str, tuple[str, Any, str]] = {
        "other-label": ("Signed for another purpose.", made_by("second-look/v1/announcement"), "signature"),
        "other-case": ("A receipt for another case.", made_by(case_id="ab" * 16), "chain-scope"),
        "other-consent": ("A receipt for another consent.", made_by(consent_id="ab" * 16), "chain-scope"),
        "other-kind": ("Another kind.", made_by(kind="delivered"), "encoding"),
        "other-reason": ("Another reason.", made_by(reason="tidied"), "encoding"),
        "less-deleted": ("Not everything was deleted.", made_by(deleted=["stanza"]), "encoding"),
        "unknown-field": ("A field more.", made_by(note="x"), "encoding"),
        "version-2": ("Version 2.", made_by(v=2), "version"),
    }  # fmt: skip
    for name, (description, value, expect) in bad.items():
        made.add(f"receipt-refuses-{name}", "receipt", description, expect, given(value))
    other_key = given(made_by()) | {"receipt_public": b64(clinic.log_public)}
    made.add("receipt-refuses-other-key", "receipt", "Signed by another key.", "signature", other_key)
