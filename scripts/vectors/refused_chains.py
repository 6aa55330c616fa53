"""Vectors of spec/case.md: chains that a reader refuses."""

from __future__ import annotations

import copy
from collections.abc import Callable

from scripts.vectors.author import DAY_MS, CaseAuthor, WrittenRecord
from scripts.vectors.case_story import OTHER, OWNER, REVIEWER, given_of, story, whole_story
from scripts.vectors.scenario import Chapter
from server.crypto.encoding import JsonValue, to_base64url
from server.crypto.statements import Entry


def add_refused_chains(made: Chapter) -> None:
    """Chains with a wrong link, by the wrong person, or about what is not there."""
    _bad_links(made)
    _bad_roles(made)
    _bad_scopes(made)


def _add_bad_chain(
    made: Chapter,
    name: str,
    description: str,
    expect: str,
    write: Callable[[CaseAuthor, WrittenRecord, WrittenRecord, str], object],
) -> None:
    author, first, second = story("bad chain")
    consent_id = author.give_consent(REVIEWER, [first])
    write(author, first, second, consent_id)
    made.add(f"chain-refuses-{name}", "chain", description, expect, given_of(author))


def _bad_links(made: Chapter) -> None:
    author, _, _ = whole_story("links")
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
        made.add(f"chain-refuses-{name}", "chain", description, expect, given_of(author, entries=changed))
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
        given_of(other, case_id=author.case_id),
    )
    replaced = author.as_json()
    other_story, _, _ = whole_story("links of another case")
    replaced[4] = other_story.as_json()[4]
    made.add(
        "chain-refuses-statement-of-another-case",
        "chain",
        "A statement of another case in between.",
        "chain-link",
        given_of(author, entries=replaced),
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
        given_of(author),
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
        given_of(author),
    )
