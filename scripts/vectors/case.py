"""Vectors of spec/case.md: statements, records, chains."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable
from typing import Any

from scripts.vectors.author import DAY_MS, CaseAuthor, Person, WrittenRecord
from scripts.vectors.scenario import Chapter, Value, b64
from server.crypto.encoding import JsonValue, to_base64url, write_canonical_json
from server.crypto.statements import Entry

OWNER = Person("Anna")
REVIEWER = Person("Weber")
OTHER = Person("Mallory")


def chapter() -> Chapter:
    """All scenarios."""
    made = Chapter("case")
    _statements(made)
    _records(made)
    _good_chains(made)
    _bad_links(made)
    _bad_roles(made)
    _bad_scopes(made)
    _limits(made)
    _often_opened(made)
    _reviewer_views(made)
    _private_parts(made)
    return made


def _story(name: str = "story") -> tuple[CaseAuthor, WrittenRecord, WrittenRecord]:
    author = CaseAuthor(OWNER, name)
    author.open_case()
    first = author.add_record()
    second = author.add_record("CT of the chest", [("ct.pdf", "application/pdf", b"%PDF-")])
    return author, first, second


def _given(author: CaseAuthor, **changed: Value) -> dict[str, Value]:
    given = {"case_id": author.case_id, "entries": author.as_json(), "remembered": None, "view": "owner"}
    return given | changed


# Statements, form only.


def _statements(made: Chapter) -> None:
    author, first, _ = _story("statements")
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
        author, first, _ = _story("bad statements")
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
        "501-envelopes": ("One envelope past the limit.", lambda author, record: author.add_record(public={"envelopes": [record.references[0]] * 501}), "limit"),
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
        author, first, _ = _story("bad public parts")
        write(author, first)
        given = {"entry": b64(write_canonical_json(author.entries[-1].to_json()))}
        made.add(f"statement-refuses-{name}", "statement", description, expect, given)
    author, _, _ = _story("bad public parts")
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
            author, record, _ = _story("reserved numbers")
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
        author, _, _ = _story("sizes of opened")
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


# Records.


def _records(made: Chapter) -> None:
    author, record, _ = _story("records")
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
    for date in (None, "1900", "2024-02-29", "2026-12", "9999-12-31"):
        add(f"accepts-date-{date}", f"The date {date}.", "success", {"date": date})
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


# Chains.


def _good_chains(made: Chapter) -> None:
    author = CaseAuthor(OWNER, "only opened")
    author.open_case()
    made.add(
        "chain-only-opened",
        "chain",
        "A case without records.",
        "success",
        _given(author),
        {"fold": author.fold()},
    )
    author, first, second = _whole_story("whole story")
    output = {"fold": author.fold()}
    made.add("chain-whole-story", "chain", "Every type of statement.", "success", _given(author), output)
    head = {"sequence": 3, "sha256": author.entries[3].sha256}
    made.add(
        "chain-grew-since-remembered",
        "chain",
        "The remembered head is in the chain.",
        "success",
        _given(author, remembered=head),
        output,
    )
    last = {"sequence": len(author.entries) - 1, "sha256": author.entries[-1].sha256}
    made.add(
        "chain-same-as-remembered",
        "chain",
        "The remembered head is the head.",
        "success",
        _given(author, remembered=last),
        output,
    )
    destroyed = [entry.to_json() | {"private": None, "stanza": None} for entry in author.entries]
    made.add(
        "chain-without-private-parts",
        "chain",
        "Private parts and stanzas were destroyed.",
        "success",
        _given(author, entries=destroyed),
        output,
    )
    shorter = {"sequence": len(author.entries), "sha256": "ab" * 32}
    made.add(
        "chain-refuses-shorter",
        "chain",
        "The chain ends before the remembered head.",
        "chain-shorter",
        _given(author, remembered=shorter),
    )
    forked = {"sequence": 2, "sha256": "ab" * 32}
    made.add(
        "chain-refuses-forked",
        "chain",
        "Another statement stands where one was seen.",
        "chain-forked",
        _given(author, remembered=forked),
    )
    made.add(
        "chain-refuses-empty",
        "chain",
        "A remembered case without statements.",
        "chain-shorter",
        _given(author, entries=[], remembered=forked),
    )
    author, first, second = _story("after the end")
    consent_id = author.give_consent(REVIEWER, [first], days=1)
    author.time_ms += DAY_MS
    author.opened(REVIEWER, consent_id, [], time_ms=author.time_ms + 14 * 60_000)
    author.time_ms += 20 * 60_000
    author.copies_deleted(REVIEWER, consent_id)
    again = author.give_consent(REVIEWER, [first, second], days=366)
    author.opened(REVIEWER, again, [second.record_id])
    made.add(
        "chain-consent-ends-and-is-given-anew",
        "chain",
        "An ended consent, and a new one.",
        "success",
        _given(author),
        {"fold": author.fold()},
    )


def _whole_story(name: str) -> tuple[CaseAuthor, WrittenRecord, WrittenRecord]:
    author, first, second = _story(name)
    consent_id = author.give_consent(REVIEWER, [first, second])
    author.opened(REVIEWER, consent_id, [first.record_id])
    author.opened(REVIEWER, consent_id, [second.record_id])
    author.remove_record(second.record_id)
    author.withdraw(consent_id)
    author.copies_deleted(REVIEWER, consent_id)
    return author, first, second


def _add_bad_chain(
    made: Chapter,
    name: str,
    description: str,
    expect: str,
    write: Callable[[CaseAuthor, WrittenRecord, WrittenRecord, str], object],
) -> None:
    author, first, second = _story("bad chain")
    consent_id = author.give_consent(REVIEWER, [first])
    write(author, first, second, consent_id)
    made.add(f"chain-refuses-{name}", "chain", description, expect, _given(author))


def _bad_links(made: Chapter) -> None:
    author, _, _ = _whole_story("links")
    entries = author.as_json()
    changed_signature = copy.deepcopy(entries)
    signature = bytearray(author.entries[1].signature)
    signature[3] ^= 1
    changed_signature[1]["signature"] = to_base64url(bytes(signature))  # type: ignore[index,call-overload]
    swapped_private = copy.deepcopy(entries)
    swapped_private[1]["private"] = entries[2]["private"]  # type: ignore[index,call-overload]
    foreign_stanza = copy.deepcopy(entries)
    foreign_stanza[0]["stanza"] = entries[3]["stanza"]  # type: ignore[index,call-overload]
    extra_stanza = copy.deepcopy(entries)
    extra_stanza[1]["stanza"] = entries[3]["stanza"]  # type: ignore[index,call-overload]
    extra_private = copy.deepcopy(entries)
    extra_private[6]["private"] = entries[2]["private"]  # type: ignore[index,call-overload]
    other_number = copy.deepcopy(entries)
    other_number[1]["sequence"] = 2  # type: ignore[index,call-overload]
    flipped_private = copy.deepcopy(entries)
    private = bytearray(author.entries[1].private or b"")
    private[-1] ^= 1
    flipped_private[1]["private"] = to_base64url(bytes(private))  # type: ignore[index,call-overload]
    hidden = copy.deepcopy(entries)
    hidden[2] = {"sequence": 2, "sha256": author.entries[2].sha256}
    bad: dict[str, tuple[str, list[JsonValue], str]] = {
        "dropped-first": ("The first statement is missing.", entries[1:], "chain-link"),
        "dropped-middle": ("A middle statement is missing.", [*entries[:1], *entries[2:]], "chain-link"),
        "repeated": ("A statement twice.", [*entries[:2], *entries[1:]], "chain-link"),
        "swapped": ("Two statements swapped.", [entries[0], entries[2], entries[1], *entries[3:]], "chain-link"),
        "signature-changed": ("A bit of a signature.", changed_signature, "signature"),
        "private-of-another-statement": ("Private parts exchanged.", swapped_private, "chain-private"),
        "private-changed": ("A bit of a private part.", flipped_private, "chain-private"),
        "private-where-none-is-named": ("A private part that no statement names.", extra_private, "chain-private"),
        "stanza-of-another-statement": ("Stanzas exchanged.", foreign_stanza, "chain-private"),
        "stanza-where-none-is-named": ("A stanza that no statement names.", extra_stanza, "chain-private"),
        "entry-number-differs": ("An entry with another number than its statement.", other_number, "chain-link"),
        "hidden-entry-for-the-owner": ("A hidden entry in the owner's own view.", hidden, "encoding"),
    }  # fmt: skip
    for name, (description, changed, expect) in bad.items():
        made.add(f"chain-refuses-{name}", "chain", description, expect, _given(author, entries=changed))
    _add_bad_chain(made, "previous-of-an-earlier-statement", "It follows an earlier statement.", "chain-link",
                   lambda a, f, *_: a.remove_record(f.record_id, previous=a.entries[1].sha256))  # fmt: skip
    _add_bad_chain(made, "previous-zeros", "A second beginning.", "chain-link",
                   lambda a, f, *_: a.remove_record(f.record_id, previous="0" * 64))  # fmt: skip
    _add_bad_chain(made, "sequence-too-high", "A gap in the numbers.", "chain-link",
                   lambda a, f, *_: a.remove_record(f.record_id, sequence=9))  # fmt: skip
    other = CaseAuthor(OWNER, "another case")
    other.open_case()
    made.add(
        "chain-refuses-another-case",
        "chain",
        "The chain of another case.",
        "chain-scope",
        _given(other, case_id=author.case_id),
    )
    replaced = author.as_json()
    other_story, _, _ = _whole_story("links of another case")
    replaced[4] = other_story.as_json()[4]
    made.add(
        "chain-refuses-statement-of-another-case",
        "chain",
        "A statement of another case in between.",
        "chain-link",
        _given(author, entries=replaced),
    )


def _bad_roles(made: Chapter) -> None:
    signed_by_other: dict[str, tuple[str, str, Callable[[CaseAuthor, WrittenRecord, WrittenRecord, str], object]]] = {
        "record-added-by-another": ("Somebody else adds a record.", "chain-role", lambda a, *_: a.add_record(by=OTHER)),
        "record-added-by-the-reviewer": ("The reviewer adds a record.", "chain-role", lambda a, *_: a.add_record(by=REVIEWER)),
        "record-removed-by-another": ("Somebody else removes a record.", "chain-role", lambda a, f, *_: a.remove_record(f.record_id, by=OTHER)),
        "consent-given-by-another": ("Somebody else gives consent.", "chain-role", lambda a, f, *_: a.give_consent(OTHER, [f], by=OTHER)),
        "consent-given-by-the-reviewer": ("The reviewer gives himself more.", "chain-role", lambda a, f, s, _: a.give_consent(REVIEWER, [s], by=REVIEWER)),
        "withdrawn-by-another": ("Somebody else withdraws.", "chain-role", lambda a, f, s, c: a.withdraw(c, by=OTHER)),
        "opened-by-another": ("Somebody else opens.", "chain-role", lambda a, f, s, c: a.opened(OTHER, c, [])),
        "opened-by-the-owner": ("The owner opens for the reviewer.", "chain-role", lambda a, f, s, c: a.opened(OWNER, c, [])),
        "copies-deleted-by-the-owner": ("The owner states what only the reviewer can.", "chain-role", lambda a, f, s, c: (a.withdraw(c), a.copies_deleted(OWNER, c))),
        "signed-by-another": ("Another key signs in the owner's name.", "signature", lambda a, f, *_: (a.remove_record(f.record_id, by=OTHER), _resign(a))),
    }  # fmt: skip
    for name, (description, expect, write) in signed_by_other.items():
        _add_bad_chain(made, name, description, expect, write)
    author = CaseAuthor(OWNER, "opened for another")
    author.open_case(author=OTHER.account_id)
    made.add(
        "chain-refuses-case-opened-by-another",
        "chain",
        "The author is not the owner who stands in it.",
        "chain-role",
        _given(author),
    )


def _resign(author: CaseAuthor) -> bool:
    """Replace the last statement by one in the owner's name with another's signature."""
    last = author.entries.pop()
    record_id = str(last.statement().public.to_json()["record_id"])
    author.remove_record(record_id, by=OTHER)
    stolen = author.entries.pop()
    honest = author.remove_record(record_id)
    author.entries[-1] = Entry(None, honest.sequence, stolen.signature, honest.signed, None)
    return True


def _bad_scopes(made: Chapter) -> None:
    def ended(author: CaseAuthor, record: WrittenRecord) -> str:
        consent_id = author.give_consent(REVIEWER, [record], days=1)
        author.time_ms += DAY_MS
        return consent_id

    bad: dict[str, tuple[str, Callable[[CaseAuthor, WrittenRecord, WrittenRecord, str], object]]] = {
        "case-opened-twice": ("The case is opened again.", lambda a, *_: a.open_case()),
        "record-id-repeated": ("A record id is not new.", lambda a, f, *_: a.add_record(details={"record_id": f.record_id})),
        "removed-record-added-again": ("The id of a removed record.", lambda a, f, s, _: (a.remove_record(s.record_id), a.add_record(details={"record_id": s.record_id}))),
        "envelope-id-repeated": ("An envelope of another record.", lambda a, f, *_: a.add_record(public={"envelopes": f.references})),
        "envelope-of-a-removed-record": ("An envelope of a removed record.", lambda a, f, s, _: (a.remove_record(s.record_id), a.add_record(public={"envelopes": s.references}))),
        "envelope-twice-in-a-record": ("The same envelope twice.", lambda a, f, *_: a.add_record(public={"envelopes": [f.references[0] | {"envelope_id": "ab" * 16}] * 2})),
        "removed-twice": ("A record is removed twice.", lambda a, f, s, _: (a.remove_record(s.record_id), a.remove_record(s.record_id))),
        "removed-unknown": ("A record that is not there.", lambda a, *_: a.remove_record("ab" * 16)),
        "consent-id-repeated": ("A consent id is not new.", lambda a, f, s, c: a.give_consent(REVIEWER, [s], public={"consent_id": c})),
        "withdrawn-consent-given-again": ("An old consent after its withdrawal.", lambda a, f, s, c: (a.withdraw(c), a.give_consent(REVIEWER, [f], public={"consent_id": c}))),
        "consent-for-an-unknown-record": ("A record that is not there.", lambda a, *_: a.give_consent(REVIEWER, [], public={"record_ids": ["ab" * 16]})),
        "consent-for-a-removed-record": ("A removed record.", lambda a, f, s, _: (a.remove_record(s.record_id), a.give_consent(REVIEWER, [s]))),
        "consent-for-the-owner": ("The reviewer is the owner.", lambda a, f, *_: a.give_consent(OWNER, [f])),
        "consent-over-when-given": ("It ends when it is given.", lambda a, f, *_: a.give_consent(REVIEWER, [f], days=0)),
        "consent-longer-than-366-days": ("It lasts a millisecond too long.", lambda a, f, *_: a.give_consent(REVIEWER, [f], days=366, time_ms=a.time_ms + 59_999)),
        "withdrawn-unknown": ("A consent that was not given.", lambda a, *_: a.withdraw("ab" * 16)),
        "withdrawn-twice": ("It is withdrawn twice.", lambda a, f, s, c: (a.withdraw(c), a.withdraw(c))),
        "opened-unknown": ("A consent that was not given.", lambda a, *_: a.opened(REVIEWER, "ab" * 16, [])),
        "opened-after-withdrawal": ("It is withdrawn.", lambda a, f, s, c: (a.withdraw(c), a.opened(REVIEWER, c, []))),
        "opened-after-the-end": ("It is over for more than 15 minutes.", lambda a, f, s, _: a.opened(REVIEWER, ended(a, f), [], time_ms=a.time_ms + DAY_MS + 60_000 + 15 * 60_000 + 1)),
        "copies-deleted-of-a-live-consent": ("The consent is live.", lambda a, f, s, c: a.copies_deleted(REVIEWER, c)),
        "copies-deleted-twice": ("It is stated twice.", lambda a, f, s, c: (a.withdraw(c), a.copies_deleted(REVIEWER, c), a.copies_deleted(REVIEWER, c))),
        "copies-deleted-unknown": ("A consent that was not given.", lambda a, *_: a.copies_deleted(REVIEWER, "ab" * 16)),
        "statement-of-another-case-id": ("Another case id.", lambda a, f, *_: a.remove_record(f.record_id, case_id="ab" * 16)),
    }  # fmt: skip
    for name, (description, write) in bad.items():
        _add_bad_chain(made, name, description, "chain-scope", write)
    author = CaseAuthor(OWNER, "no beginning")
    author.add_record()
    made.add(
        "chain-refuses-another-type-first",
        "chain",
        "It does not begin with case-opened.",
        "chain-scope",
        _given(author),
    )


def _limits(made: Chapter) -> None:
    author = CaseAuthor(OWNER, "many consents")
    author.open_case()
    record = author.add_record()
    stanza = bytes(1168)
    for _ in range(50):
        author.give_consent(REVIEWER, [record], stanza=stanza)
    slim = [entry.to_json() | {"private": None, "stanza": None} for entry in author.entries]
    output = {"fold": author.fold()}
    made.add(
        "chain-50-live-consents",
        "chain",
        "At the limit of live consents.",
        "success",
        _given(author, entries=slim),
        output,
    )
    author.give_consent(REVIEWER, [record], stanza=stanza)
    slim = [entry.to_json() | {"private": None, "stanza": None} for entry in author.entries]
    made.add(
        "chain-refuses-51-live-consents",
        "chain",
        "One live consent too many.",
        "limit",
        _given(author, entries=slim),
    )


def _often_opened(made: Chapter) -> None:
    author, first, _ = _story("often opened")
    consent_id = author.give_consent(REVIEWER, [first])
    for _ in range(1001):
        author.opened(REVIEWER, consent_id, [])
    slim = [entry.to_json() | {"private": None, "stanza": None} for entry in author.entries]
    made.add("chain-refuses-1001-times-opened", "chain", "One consent is opened once too often.", "limit",
             _given(author, entries=slim))  # fmt: skip


def _reviewer_views(made: Chapter) -> None:
    author, first, second = _story("reviewer view")
    foreign = author.give_consent(OTHER, [first])
    consent_id = author.give_consent(REVIEWER, [second])
    author.opened(REVIEWER, consent_id, [second.record_id])
    author.withdraw(foreign)
    author.remove_record(first.record_id)
    author.withdraw(consent_id)
    view = author.reviewer_view(REVIEWER)
    whole = author.fold()
    fold = whole | {
        "records": [],
        "consents": [each for each in whole["consents"] if each["consent_id"] == consent_id],
    }
    given = _given(author, entries=view, view="reviewer")
    made.add("view-reviewer", "chain", "What a reviewer gets.", "success", given, {"fold": fold})

    def changed(index: int, value: JsonValue) -> Value:
        return given | {"entries": [*view[:index], value, *view[index + 1 :]]}

    entries = author.as_json()
    bad: dict[str, tuple[str, Value, str]] = {
        "first-hidden": ("The first statement is hidden.", changed(0, {"sequence": 0, "sha256": author.entries[0].sha256}), "chain-scope"),
        "hidden-hash-changed": ("A hidden hash that the next statement does not name.", changed(3, {"sequence": 3, "sha256": "ab" * 32}), "chain-link"),
        "hidden-number-changed": ("A hidden entry with another number.", changed(3, {"sequence": 4, "sha256": author.entries[3].sha256}), "chain-link"),
        "hidden-dropped": ("A hidden entry is missing.", given | {"entries": [*view[:3], *view[4:]]}, "chain-link"),
        "hidden-unknown-field": ("A field more in a hidden entry.", changed(3, {"sequence": 3, "sha256": author.entries[3].sha256, "type": "x"}), "encoding"),
        "record-shown": ("A record's statement is shown.", changed(1, entries[1]), "chain-scope"),
        "removal-shown": ("A removal is shown.", changed(7, entries[7]), "chain-scope"),
        "consent-hidden": ("The consent is hidden, but its opening is shown.", changed(4, {"sequence": 4, "sha256": author.entries[4].sha256}), "chain-scope"),
        "shorter": ("Shorter than the remembered head.", given | {"remembered": {"sequence": 9, "sha256": "ab" * 32}}, "chain-shorter"),
        "forked": ("Another statement is hidden than the one seen.", given | {"remembered": {"sequence": 1, "sha256": "ab" * 32}}, "chain-forked"),
    }  # fmt: skip
    for name, (description, given_changed, expect) in bad.items():
        made.add(f"view-refuses-{name}", "chain", description, expect, given_changed)


def _private_parts(made: Chapter) -> None:
    author, first, second = _story("private parts")

    def given(**changed: Value) -> dict[str, Value]:
        return _given(author, account_secret=b64(OWNER.account_secret)) | changed

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
