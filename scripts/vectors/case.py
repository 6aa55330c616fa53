"""Vectors of spec/case.md: statements, records, chains."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from scripts.vectors.author import CaseAuthor, WrittenRecord
from scripts.vectors.case_story import OTHER, OWNER, REVIEWER, given_of, story
from scripts.vectors.chains import add_chains
from scripts.vectors.refused_chains import add_refused_chains
from scripts.vectors.scenario import Chapter, Value, b64
from server.crypto.encoding import JsonValue, write_canonical_json
from server.crypto.statements import Entry


def chapter() -> Chapter:
    """All scenarios."""
    made = Chapter("case")
    _statements(made)
    _records(made)
    add_chains(made)
    add_refused_chains(made)
    _private_parts(made)
    return made


def _statements(made: Chapter) -> None:
    author, first, _ = story("statements")
    consent_id = author.give_consent(REVIEWER, [first])
    author.opened(REVIEWER, consent_id, [first.record_id])
    author.withdraw(consent_id)
    author.copies_deleted(REVIEWER, consent_id)
    author.remove_record(first.record_id)
    for index, entry in enumerate(author.entries):
        statement = entry.statement()
        if index == 2:
            continue
        output = {"type": statement.type, "sequence": index, "sha256": entry.sha256}
        given = {"entry": b64(write_canonical_json(entry.to_json()))}
        made.add(f"statement-{statement.type}", "statement", f"A {statement.type}.", "success", given, output)
    _bad_statements(made)
    _bad_entries(made, author.entries[1])
    _reserved_numbers(made)
    _sizes_of_opened(made)


def _bad_statements(made: Chapter) -> None:
    bad: dict[str, tuple[str, dict[str, Any], str]] = {
        "version-2": ("Version 2.", {"v": 2}, "version"),
        "version-as-text": ("The version is text.", {"v": "1"}, "encoding"),
        "version-true": ("The version is true.", {"v": True}, "encoding"),
        "suite-2": ("Suite 2.", {"suite": 2}, "suite"),
        "version-before-suite": ("Both are unknown.", {"v": 2, "suite": 2}, "version"),
        "version-before-fields": ("A later version with a field more.", {"v": 2, "mood": "calm"}, "version"),
        "unknown-field": ("A field more.", {"note": "x"}, "encoding"),
        "unknown-type": ("A type that does not exist.", {"type": "opinion-delivered"}, "encoding"),
        "author-in-capitals": ("Hex in capitals.", {"author": OWNER.account_id.upper()}, "encoding"),
        "short-case-id": ("A case id of 15 bytes.", {"case_id": "ab" * 15}, "encoding"),
        "previous-null": ("No previous.", {"previous": None}, "encoding"),
        "negative-sequence": ("A negative sequence.", {"sequence": -1}, "encoding"),
        "unknown-type-at-95000": ("A type that does not exist, where few may stand.", {"type": "opinion-delivered", "sequence": 95_000}, "encoding"),
        "sequence-100000": ("One past the longest chain.", {"sequence": 100_000}, "limit"),
        "time-too-late": ("One past the last time.", {"time_ms": 253_402_300_800_000}, "encoding"),
        "time-negative": ("Before 1970.", {"time_ms": -1}, "encoding"),
        "private-where-none-belongs": ("A private part where the type has none.", {"private": {"envelope_id": "ab" * 16, "sha256": "ab" * 32, "size_bytes": 100}}, "encoding"),
        "public-unknown-field": ("A field more in the public part.", {"public": {"record_id": "ab" * 16, "note": "x"}}, "encoding"),
        "public-missing-field": ("A field less in the public part.", {"public": {}}, "encoding"),
        "public-of-another-type": ("The public part of another type.", {"public": {"consent_id": "ab" * 16}}, "encoding"),
        "public-null": ("No public part.", {"public": None}, "encoding"),
    }  # fmt: skip
    for name, (description, changed, expect) in bad.items():
        author, first, _ = story("bad statements")
        entry = author.remove_record(first.record_id, **changed)
        given = {"entry": b64(write_canonical_json(entry.to_json()))}
        made.add(f"statement-refuses-{name}", "statement", description, expect, given)
    _bad_public_parts(made)


def _bad_public_parts(made: Chapter) -> None:
    def added(**changed: Any) -> Callable[[CaseAuthor, WrittenRecord], object]:
        return lambda author, record: author.add_record(
            public={"envelopes": [{**record.files[0].reference, **changed}]}
        )

    def consent(**changed: Any) -> Callable[[CaseAuthor, WrittenRecord], object]:
        return lambda author, record: author.give_consent(REVIEWER, [record], public=changed)

    ascending = [f"{number:032x}" for number in range(1001)]
    bad: dict[str, tuple[str, Callable[[CaseAuthor, WrittenRecord], object], str]] = {
        "part-chunks-128": ("Parts of another size.", added(part_chunks=128), "encoding"),
        "size-beyond-8-gib": ("An envelope of more than 8 GiB.", added(size_bytes=2**34), "limit"),
        "size-as-text": ("A size as text.", added(size_bytes="100"), "encoding"),
        "envelope-unknown-field": ("A field more in a reference.", added(note="x"), "encoding"),
        "no-envelopes": ("A record without envelopes.", lambda author, _: author.add_record(public={"envelopes": []}), "encoding"),
        "1201-envelopes": ("One envelope past the limit.", lambda author, record: author.add_record(public={"envelopes": [record.references[0]] * 1201}), "limit"),
        "no-records": ("A consent for nothing.", consent(record_ids=[]), "encoding"),
        "1001-records": ("One record past the limit.", consent(record_ids=ascending), "limit"),
        "records-not-ascending": ("Record ids out of order.", consent(record_ids=["02" * 16, "01" * 16]), "encoding"),
        "record-twice": ("A record id twice.", consent(record_ids=["01" * 16, "01" * 16]), "encoding"),
        "reviewer-as-text": ("The reviewer as text.", consent(reviewer=REVIEWER.account_id), "encoding"),
        "short-reviewer-key": ("A signing key of 31 bytes.", consent(reviewer={"account_id": REVIEWER.account_id, "signing_public": b64(bytes(31))}), "encoding"),
        "private-missing": ("No private part where the type has one.", lambda author, record: author.statement(OWNER, "record-added", {"envelopes": record.references, "record_id": "ab" * 16}), "encoding"),
        "private-too-large": ("A private part of one byte more than allowed.", lambda author, record: author.statement(OWNER, "record-added", {"envelopes": record.references, "record_id": "ab" * 16}, private={"envelope_id": "ab" * 16, "sha256": "ab" * 32, "size_bytes": 524_289}), "limit"),
        "owner-does-not-certify": ("An owner whose keys are another's.", lambda author, _: author.open_case(public={"owner": OWNER.keys.identity.to_json() | {"signing_public": b64(OTHER.keys.identity.signing_public)}}), "account"),
        "short-case-kem-public": ("A case key of 32 bytes.", lambda author, _: author.open_case(public={"case_kem_public": b64(bytes(32))}), "encoding"),
    }  # fmt: skip
    for name, (description, write, expect) in bad.items():
        author, first, _ = story("bad public parts")
        write(author, first)
        given = {"entry": b64(write_canonical_json(author.entries[-1].to_json()))}
        made.add(f"statement-refuses-{name}", "statement", description, expect, given)
    author, _, _ = story("bad public parts")
    huge = author.add_record(public={"envelopes": [{"envelope_id": "ab" * 16, "part_chunks": 64, "parts_sha256": "ab" * 32, "size_bytes": 10_000 + number} for number in range(1600)]})  # fmt: skip
    given_huge = {"entry": b64(write_canonical_json(author.entries[huge.sequence].to_json()))}
    made.add(
        "statement-refuses-more-than-262144-bytes",
        "statement",
        "More signed bytes than allowed.",
        "limit",
        given_huge,
    )


def _reserved_numbers(made: Chapter) -> None:
    """The last numbers of a chain are for what takes something back."""
    write: dict[str, Callable[[CaseAuthor, WrittenRecord, int], object]] = {
        "record-added": lambda author, _, at: author.add_record(sequence=at),
        "record-removed": lambda author, record, at: author.remove_record(record.record_id, sequence=at),
        "consent-given": lambda author, record, at: author.give_consent(REVIEWER, [record], sequence=at),
        "consent-withdrawn": lambda author, _, at: author.withdraw("ab" * 16, sequence=at),
        "opened": lambda author, _, at: author.opened(REVIEWER, "ab" * 16, [], sequence=at),
        "copies-deleted": lambda author, _, at: author.copies_deleted(REVIEWER, "ab" * 16, sequence=at),
    }
    taking_back = ("record-removed", "consent-withdrawn", "copies-deleted")
    for name, write_at in write.items():
        for sequence in (94_999, 95_000, 99_999):
            author, record, _ = story("reserved numbers")
            write_at(author, record, sequence)
            entry = author.entries[-1]
            given = {"entry": b64(write_canonical_json(entry.to_json()))}
            if sequence < 95_000 or name in taking_back:
                output = {"type": name, "sequence": sequence, "sha256": entry.sha256}
                made.add(
                    f"statement-{name}-at-{sequence}",
                    "statement",
                    "A late statement.",
                    "success",
                    given,
                    output,
                )
            else:
                made.add(f"statement-refuses-{name}-at-{sequence}", "statement", "A number that is kept for what takes something back.", "limit", given)  # fmt: skip


def _sizes_of_opened(made: Chapter) -> None:
    for size_bytes, expect in ((40_960, "success"), (40_961, "limit")):
        author, _, _ = story("sizes of opened")
        named = {"envelope_id": "ab" * 16, "sha256": "ab" * 32, "size_bytes": size_bytes}
        entry = author.statement(REVIEWER, "opened", {"consent_id": "ab" * 16}, private=named)
        given = {"entry": b64(write_canonical_json(entry.to_json()))}
        output = {"type": "opened", "sequence": entry.sequence, "sha256": entry.sha256}
        made.add(f"statement-opened-with-{size_bytes}-private-bytes", "statement", "The size of what was opened.",
                 expect, given, output if expect == "success" else None)  # fmt: skip


def _bad_entries(made: Chapter, entry: Entry) -> None:
    value = entry.to_json()
    bad: dict[str, tuple[str, dict[str, JsonValue], str]] = {
        "signature-short": ("A signature of 63 bytes.", value | {"signature": b64(bytes(63))}, "encoding"),
        "signature-with-padding": ("base64url with padding.", value | {"signature": str(value["signature"]) + "=="}, "encoding"),
        "stanza-short": ("A stanza of 1167 bytes.", value | {"stanza": b64(bytes(1167))}, "encoding"),
        "unknown-field": ("A field more.", value | {"note": "x"}, "encoding"),
        "missing-private": ("A field less.", {name: each for name, each in value.items() if name != "private"}, "encoding"),
        "signed-is-not-json": ("What is signed is no JSON.", value | {"signed": b64(b"statement")}, "encoding"),
        "signed-is-not-canonical": ("What is signed is not canonical.", value | {"signed": b64(b" " + entry.signed)}, "encoding"),
        "sequence-as-text": ("A sequence as text.", value | {"sequence": "1"}, "encoding"),
    }  # fmt: skip
    for name, (description, changed, expect) in bad.items():
        given = {"entry": b64(write_canonical_json(changed))}
        made.add(f"entry-refuses-{name}", "statement", description, expect, given)


def _records(made: Chapter) -> None:
    author, record, _ = story("records")
    thumbnail: dict[str, JsonValue] = {"content_key": b64(bytes(32)), "envelope_id": "cd" * 16}
    thumbnail_reference = dict(author.records[0].files[0].reference) | {"envelope_id": "cd" * 16}
    content = record.files[0].content

    def add(
        name: str, description: str, expect: str, details: dict[str, Any], references: list[Any] | None = None
    ) -> None:
        given = {
            "record": b64(write_canonical_json(record.details | details)),
            "record_id": record.record_id,
            "references": record.references if references is None else references,
        }
        made.add(f"record-{name}", "record", description, expect, given, {} if expect == "success" else None)

    def with_content(**changed: Any) -> dict[str, Any]:
        return {"contents": [content | changed]}

    add("accepts", "A record.", "success", {})
    both = [*record.references, thumbnail_reference]
    add(
        "accepts-thumbnail", "A content with a thumbnail.", "success", with_content(thumbnail=thumbnail), both
    )
    add("accepts-text", "A content with its text.", "success", with_content(text=thumbnail), both)
    for number, amount in enumerate(("0", "37.5", "<0.5", ">1000", "1234567.125")):
        value = {"amount": amount, "analyte": "CA 19-9", "unit": "U/mL"}
        add(f"accepts-value-{number}", f"The amount {amount}.", "success", {"values": [value]})
    for number, amount in enumerate(("", "-1", "1,5", ".5", "1.", "12345678", "1.1234", "< 5", "１")):
        value = {"amount": amount, "analyte": "CA 19-9", "unit": "U/mL"}
        add(f"refuses-amount-{number}", f"The amount {amount!a}.", "encoding", {"values": [value]})
    for date in (None, "1900", "2024-02-29", "2026-12", "9999-12-31"):
        add(f"accepts-date-{date}", f"The date {date}.", "success", {"date": date})
    page: list[JsonValue] = [0, 0, 10_000, 0, 10_000, 10_000, 0, 10_000]
    scans: dict[str, tuple[str, JsonValue]] = {
        "whole-photo": (
            "A page that fills its photo.",
            {"bends": None, "corners": page, "doubts": [], "look": "colour"},
        ),
        "no-corners": (
            "A photo in which no page was set.",
            {"bends": None, "corners": None, "doubts": ["dark"], "look": "film"},
        ),
        "tilted": (
            "A tilted page whose upper left is beyond the photo.",
            {
                "bends": None,
                "corners": [-10_000, -9, 20_000, 40, 9_000, 9_500, 500, 9_000],
                "doubts": ["blurred", "hard-to-read", "no-page", "too-small", "two-pages"],
                "look": "black-white",
            },
        ),
        "curled": (
            "A curled page, laid flat.",
            {"bends": [-1_000, 0, 1_000, 7], "corners": page, "doubts": [], "look": "colour"},
        ),
    }
    for name, (description, scan) in scans.items():
        add(f"accepts-scan-{name}", description, "success", with_content(scan=scan))
    bad_scans: dict[str, tuple[str, JsonValue]] = {
        "seven-numbers": (
            "Seven numbers for four corners.",
            {"bends": None, "corners": page[:7], "doubts": [], "look": "colour"},
        ),
        "crossed": (
            "Sides that cross.",
            {"bends": None, "corners": [0, 0, 9, 9, 9, 0, 0, 9], "doubts": [], "look": "colour"},
        ),
        "anticlockwise": (
            "Corners the other way round.",
            {"bends": None, "corners": [0, 0, 0, 9, 9, 9, 9, 0], "doubts": [], "look": "colour"},
        ),
        "three-in-a-line": (
            "A corner on a side.",
            {"bends": None, "corners": [0, 0, 5, 0, 9, 0, 0, 9], "doubts": [], "look": "colour"},
        ),
        "one-point": (
            "Four corners at one point.",
            {"bends": None, "corners": [5, 5] * 4, "doubts": [], "look": "colour"},
        ),
        "too-far": (
            "A corner too far outside.",
            {"bends": None, "corners": [-10_001, *page[1:]], "doubts": [], "look": "colour"},
        ),
        "part-of-a-unit": (
            "A corner that is no whole number.",
            {"bends": None, "corners": [True, *page[1:]], "doubts": [], "look": "colour"},
        ),
        "unknown-doubt": (
            "A doubt that does not exist.",
            {"bends": None, "corners": None, "doubts": ["ugly"], "look": "colour"},
        ),
        "doubt-twice": (
            "A doubt twice.",
            {"bends": None, "corners": None, "doubts": ["dark", "dark"], "look": "colour"},
        ),
        "doubts-not-in-order": (
            "Doubts not in order.",
            {"bends": None, "corners": None, "doubts": ["glare", "dark"], "look": "colour"},
        ),
        "three-bends": (
            "Three bends for four sides.",
            {"bends": [0, 0, 0], "corners": page, "doubts": [], "look": "colour"},
        ),
        "bent-too-far": (
            "A side that bends further than paper lies.",
            {"bends": [0, 1_001, 0, 0], "corners": page, "doubts": [], "look": "colour"},
        ),
        "bends-without-corners": (
            "Bends of a page that was not set.",
            {"bends": [0, 0, 0, 0], "corners": None, "doubts": [], "look": "colour"},
        ),
        "no-bends": ("Nothing said of bends.", {"corners": page, "doubts": [], "look": "colour"}),
        "no-look": ("No look.", {"bends": None, "corners": None, "doubts": []}),
        "unknown-look": (
            "A look that does not exist.",
            {"bends": None, "corners": None, "doubts": [], "look": "sepia"},
        ),
        "no-doubts": ("No list of doubts.", {"bends": None, "corners": None, "look": "colour"}),
    }
    for name, (description, scan) in bad_scans.items():
        add(f"refuses-scan-{name}", description, "encoding", with_content(scan=scan))
    bad_dates = (
        "1899",
        "2026-13",
        "2026-00",
        "2023-02-29",
        "2026-1",
        "26",
        "2026-02-30",
        "2026-01-01T00:00",
        "",
        "20266",
        "２０２６",
    )
    for number, date in enumerate(bad_dates):
        add(f"refuses-date-{number}", f"The date {date!a}.", "encoding", {"date": date})
    bad: dict[str, tuple[str, dict[str, Any], str]] = {
        "unknown-kind": ("A kind that does not exist.", {"kind": "x-ray"}, "encoding"),
        "value-without-a-name": (
            "A value that names nothing.",
            {"values": [{"amount": "1", "analyte": "", "unit": ""}]},
            "encoding",
        ),
        "too-many-values": (
            "201 values.",
            {"values": [{"amount": "1", "analyte": "INR", "unit": ""}] * 201},
            "encoding",
        ),
        "text-and-thumbnail-in-one": (
            "A text and a thumbnail in one envelope.",
            with_content(text=thumbnail, thumbnail=thumbnail),
            "chain-scope",
        ),
        "no-contents": ("No contents.", {"contents": []}, "encoding"),
        "no-title": ("An empty title.", {"title": ""}, "encoding"),
        "title-201": ("A title of 201 characters.", {"title": "x" * 201}, "encoding"),
        "title-with-newline": ("A newline in the title.", {"title": "a\nb"}, "encoding"),
        "source-201": ("A source of 201 characters.", {"source": "x" * 201}, "encoding"),
        "version-2": ("Version 2.", {"v": 2}, "version"),
        "unknown-field": ("A field more.", {"note": "x"}, "encoding"),
        "other-record-id": ("The private part of another record.", {"record_id": "ab" * 16}, "chain-scope"),
        "rotation-45": ("A rotation of 45 degrees.", with_content(rotation_degrees=45), "encoding"),
        "rotation-360": ("A rotation of 360 degrees.", with_content(rotation_degrees=360), "encoding"),
        "name-with-control": ("A control character in a name.", with_content(name="a\x01.pdf"), "encoding"),
        "name-256": ("A name of 256 characters.", with_content(name="x" * 256), "encoding"),
        "no-name": ("No name.", with_content(name=""), "encoding"),
        "media-type-in-capitals": ("A media type in capitals.", with_content(media_type="Image/JPEG"), "encoding"),
        "media-type-without-slash": ("Half a media type.", with_content(media_type="image"), "encoding"),
        "media-type-with-parameter": ("A media type with a parameter.", with_content(media_type="text/plain; charset=utf-8"), "encoding"),
        "short-content-key": ("A content key of 31 bytes.", with_content(content_key=b64(bytes(31))), "encoding"),
        "size-beyond-8-gib": ("More than 8 GiB.", with_content(size_bytes=8_589_934_593), "limit"),
        "negative-size": ("A negative size.", with_content(size_bytes=-1), "encoding"),
        "other-envelope": ("An envelope that the statement does not name.", with_content(envelope_id="ab" * 16), "chain-scope"),
        "thumbnail-not-stated": ("A thumbnail that the statement does not name.", with_content(thumbnail=thumbnail), "chain-scope"),
        "envelope-twice": ("One envelope in two contents.", {"contents": [content, content]}, "chain-scope"),
    }  # fmt: skip
    for name, (description, details, expect) in bad.items():
        add(f"refuses-{name}", description, expect, details)
    add(
        "refuses-envelope-that-no-content-names",
        "A stated envelope that nothing names.",
        "chain-scope",
        {},
        both,
    )


def _private_parts(made: Chapter) -> None:
    author, first, second = story("private parts")

    def given(**changed: Value) -> dict[str, Value]:
        return given_of(author, account_secret=b64(OWNER.account_secret)) | changed

    titles = {"name": "Second opinion on the biopsy", "titles": ["Pathology report", "CT of the chest"]}
    made.add("private-opens", "case-private", "Name and records.", "success", given(), titles)
    entries = author.as_json()
    destroyed = [entries[0], entries[1] | {"private": None}, entries[2]]  # type: ignore[operator]
    made.add("private-destroyed", "case-private", "A record's private part was destroyed.", "success",
             given(entries=destroyed), titles | {"titles": ["CT of the chest"]})  # fmt: skip
    made.add("private-refuses-another-account", "case-private", "Another account opens.", "null",
             given(account_secret=b64(OTHER.account_secret)))  # fmt: skip
    author.statement(OWNER, "record-added", {"envelopes": [dict(first.files[0].reference) | {"envelope_id": "ab" * 16}], "record_id": "ab" * 16}, private=b"{}", private_key=hashlib.sha256(b"another").digest())  # fmt: skip
    made.add(
        "private-refuses-another-key",
        "case-private",
        "A private part under another key.",
        "chain-private",
        given(),
    )
    author.entries.pop()
    author.add_record(public={"record_id": "ef" * 16})
    made.add(
        "private-refuses-another-record",
        "case-private",
        "Private and public part are of two records.",
        "chain-scope",
        given(),
    )
    author.entries.pop()
    author.statement(OWNER, "record-added", {"envelopes": [dict(second.files[0].reference) | {"envelope_id": "ab" * 16}], "record_id": "ab" * 16}, private=b'{"title":"x"}')  # fmt: skip
    made.add(
        "private-refuses-another-form", "case-private", "A private part of another form.", "encoding", given()
    )
