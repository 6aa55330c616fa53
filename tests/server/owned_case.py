"""A case as the patient's app keeps it: its acts, sealed and signed for real, and their way to the relay."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable
from typing import Any

from werkzeug.test import TestResponse

from scripts.vectors.author import CaseAuthor, SealedFile, WrittenRecord
from server.crypto.announcements import DirectoryEntry
from server.crypto.envelope_layout import part_count, part_range
from server.crypto.statements import Entry
from server.crypto.tiles import TILE_WIDTH, bundle_path, parse_entry_bundle
from tests.server.browser import Browser, code_of
from tests.server.people import Member, Reviewer

_numbers = itertools.count()


class OwnedCase:
    """A case of a patient: what the patient's app knows of it, and the acts that it sends to the relay.

    The chain here is what the relay accepted: a refused statement is taken back.
    """

    def __init__(self, owner: Member, name: str = "case") -> None:
        self.owner = owner
        self.author = CaseAuthor(owner.person, f"{name} {next(_numbers)} of {owner.person.name}")

    @property
    def case_id(self) -> str:
        """The case id, hex."""
        return self.author.case_id

    @property
    def path(self) -> str:
        """Where the relay serves it."""
        return f"/api/cases/{self.case_id}"

    def statement(self, make: Callable[[CaseAuthor], Any]) -> TestResponse:
        """Make a statement now and send it."""
        self.author.time_ms = self.owner.now_ms() - 60_000
        make(self.author)
        return self.send(self.author.entries[-1])

    def send(self, entry: Entry, browser: Browser | None = None) -> TestResponse:
        """Send the last entry; it is taken back when the relay refuses it."""
        path = "/api/cases" if len(self.author.entries) == 1 else f"{self.path}/statements"
        answer = (browser or self.owner.browser).post(path, {"entry": entry.to_json()})
        if answer.status_code != 201:
            self.author.entries.pop()
        return answer

    def open(self) -> TestResponse:
        """Open the case."""
        return self.statement(lambda author: author.open_case())

    def open_envelope(self, file: SealedFile, **changed: Any) -> TestResponse:
        """Announce a sealed file; its ticket is in the answer."""
        reference = file.reference
        body = {name: reference[name] for name in ("envelope_id", "part_chunks", "size_bytes")} | changed
        return self.owner.browser.post(f"{self.path}/envelopes", body)

    def upload(self, file: SealedFile) -> Upload:
        """Send all parts of a sealed file and complete it."""
        answer = self.open_envelope(file)
        assert answer.status_code in (200, 201), code_of(answer)
        upload = Upload(self.owner.browser, file, answer.get_json()["ticket"])
        for index in range(upload.part_count):
            assert code_of(upload.put(index)) == "201"
        assert code_of(upload.commit()) == "200"
        return upload

    def write_record(self, *files: bytes, **changed: Any) -> WrittenRecord:
        """Make the statement of a new record, not yet sent."""
        self.author.time_ms = self.owner.now_ms() - 60_000
        given = [(f"{number}.jpg", "image/jpeg", data) for number, data in enumerate(files)]
        return self.author.add_record(files=given, **changed)

    def add_record(self, *files: bytes, **changed: Any) -> WrittenRecord:
        """Seal files, send them, and add the record."""
        record = self.write_record(*(files or (b"a page",)), **changed)
        for file in record.files:
            self.upload(file)
        answer = self.send(self.author.entries[-1])
        assert code_of(answer) == "201", code_of(answer)
        return record

    def write_consent(
        self, reviewer: Reviewer, records: list[WrittenRecord], days: int = 30, **changed: Any
    ) -> str:
        """Make the statement of a consent, as the app does after it checked the directory; returns its id."""
        self.author.time_ms = self.owner.now_ms() - 60_000
        entry, proof = directory_entry_of(self.owner.browser, reviewer.account_id)
        given = {"entry": entry.to_json(), "announcement_sha256": entry.leaf_sha256, "proof": proof} | changed
        return self.author.give_consent(reviewer.person, records, days=days, **given)

    def give_consent(self, reviewer: Reviewer, records: list[WrittenRecord], **changed: Any) -> str:
        """Give a consent; returns its id."""
        consent_id = self.write_consent(reviewer, records, **changed)
        answer = self.send(self.author.entries[-1])
        assert code_of(answer) == "201", code_of(answer)
        return consent_id

    def withdraw(self, consent_id: str) -> TestResponse:
        """Withdraw a consent."""
        return self.statement(lambda author: author.withdraw(consent_id))

    def opened_by(self, reviewer: Reviewer, consent_id: str, **changed: Any) -> TestResponse:
        """The reviewer states that records of a consent were opened."""
        self.author.time_ms = self.owner.now_ms() - 60_000
        return self.send(self.author.opened(reviewer.person, consent_id, [], **changed), reviewer.browser)

    def copies_deleted_by(self, reviewer: Reviewer, consent_id: str, **changed: Any) -> TestResponse:
        """The reviewer states that what was kept under a consent is deleted."""
        self.author.time_ms = self.owner.now_ms() - 60_000
        return self.send(self.author.copies_deleted(reviewer.person, consent_id, **changed), reviewer.browser)

    def remove(self, record: WrittenRecord) -> TestResponse:
        """Remove a record."""
        return self.statement(lambda author: author.remove_record(record.record_id))


class Upload:
    """An envelope on its way to the relay. Requests carry the ticket, and neither cookie nor CSRF token."""

    def __init__(self, browser: Browser, file: SealedFile, ticket: str) -> None:
        self.file = file
        self.ticket = ticket
        self.path = f"/api/envelopes/{file.reference['envelope_id']}"
        self._browser = Browser(browser.client.application, browser.origin)
        self.parts = sealed_parts(file)
        self.part_count = len(self.parts)

    @property
    def headers(self) -> dict[str, str]:
        """The ticket as a header."""
        return {"Authorization": f"Upload {self.ticket}"}

    def put(self, index: int, data: bytes | None = None, sha256: str | None = None) -> TestResponse:
        """Send one part; other bytes, another hash or a place that does not exist are asked for by name."""
        body = self.parts[index] if data is None else data
        digest = sha256 or hashlib.sha256(body).hexdigest()
        return self._browser.send(
            "PUT", f"{self.path}/parts/{index}/{digest}", csrf=False, data=body, headers=self.headers
        )

    def have(self) -> TestResponse:
        """Ask which parts are there."""
        return self._browser.post(f"{self.path}/have", csrf=False, headers=self.headers)

    def commit(self, parts_sha256: str | None = None) -> TestResponse:
        """Complete the envelope."""
        body = {"parts_sha256": parts_sha256 or self.file.reference["parts_sha256"]}
        return self._browser.post(f"{self.path}/commit", body, csrf=False, headers=self.headers)


def sealed_parts(file: SealedFile) -> list[bytes]:
    """The sealed bytes, cut as they travel."""
    size_bytes, part_chunks = len(file.sealed), file.reference["part_chunks"]
    ranges = [
        part_range(size_bytes, part_chunks, index) for index in range(part_count(size_bytes, part_chunks))
    ]
    return [file.sealed[start : start + length] for start, length in ranges]


def directory_entry_of(browser: Browser, account_id: str) -> tuple[DirectoryEntry, str]:
    """A reviewer's last entry in the relay's directory, and its proof of inclusion."""
    entries = read_directory(browser)
    index = max(index for index, entry in enumerate(entries) if account_id.encode() in entry.signed)
    answer = browser.get(f"/api/directory/proof/{index}?size={len(entries)}")
    return entries[index], answer.get_data(as_text=True)


def read_directory(browser: Browser) -> list[DirectoryEntry]:
    """All entries of the relay's directory, read from its tiles."""
    size = int(browser.get("/directory/checkpoint").get_data(as_text=True).split("\n")[1])
    entries: list[DirectoryEntry] = []
    for start in range(0, size, TILE_WIDTH):
        path = bundle_path(start // TILE_WIDTH, min(TILE_WIDTH, size - start))
        bundle = browser.get(f"/directory/{path}").get_data()
        entries += [DirectoryEntry.parse(entry) for entry in parse_entry_bundle(bundle)]
    return entries
