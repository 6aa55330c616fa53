"""Vectors of spec/case.md: chains that are read."""

from __future__ import annotations

from scripts.vectors.author import DAY_MS, CaseAuthor
from scripts.vectors.case_story import OTHER, OWNER, REVIEWER, given_of, story, whole_story
from scripts.vectors.scenario import Chapter, Value
from server.crypto.encoding import JsonValue


def add_chains(made: Chapter) -> None:
    """Chains as they should be, as long as they may be, and as a reviewer sees them."""
    _good_chains(made)
    _limits(made)
    _often_opened(made)
    _reviewer_views(made)


def _good_chains(made: Chapter) -> None:
    author = CaseAuthor(OWNER, "only opened")
    author.open_case()
    made.add(
        "chain-only-opened",
        "chain",
        "A case without records.",
        "success",
        given_of(author),
        {"fold": author.fold()},
    )
    author, first, second = whole_story("whole story")
    output = {"fold": author.fold()}
    made.add("chain-whole-story", "chain", "Every type of statement.", "success", given_of(author), output)
    head = {"sequence": 3, "sha256": author.entries[3].sha256}
    made.add(
        "chain-grew-since-remembered",
        "chain",
        "The remembered head is in the chain.",
        "success",
        given_of(author, remembered=head),
        output,
    )
    last = {"sequence": len(author.entries) - 1, "sha256": author.entries[-1].sha256}
    made.add(
        "chain-same-as-remembered",
        "chain",
        "The remembered head is the head.",
        "success",
        given_of(author, remembered=last),
        output,
    )
    destroyed = [entry.to_json() | {"private": None, "stanza": None} for entry in author.entries]
    made.add(
        "chain-without-private-parts",
        "chain",
        "Private parts and stanzas were destroyed.",
        "success",
        given_of(author, entries=destroyed),
        output,
    )
    shorter = {"sequence": len(author.entries), "sha256": "ab" * 32}
    made.add(
        "chain-refuses-shorter",
        "chain",
        "The chain ends before the remembered head.",
        "chain-shorter",
        given_of(author, remembered=shorter),
    )
    forked = {"sequence": 2, "sha256": "ab" * 32}
    made.add(
        "chain-refuses-forked",
        "chain",
        "Another statement stands where one was seen.",
        "chain-forked",
        given_of(author, remembered=forked),
    )
    made.add(
        "chain-refuses-empty",
        "chain",
        "A remembered case without statements.",
        "chain-shorter",
        given_of(author, entries=[], remembered=forked),
    )
    author, first, second = story("after the end")
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
        given_of(author),
        {"fold": author.fold()},
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
        given_of(author, entries=slim),
        output,
    )
    author.give_consent(REVIEWER, [record], stanza=stanza)
    slim = [entry.to_json() | {"private": None, "stanza": None} for entry in author.entries]
    made.add(
        "chain-refuses-51-live-consents",
        "chain",
        "One live consent too many.",
        "limit",
        given_of(author, entries=slim),
    )


def _often_opened(made: Chapter) -> None:
    author, first, _ = story("often opened")
    consent_id = author.give_consent(REVIEWER, [first])
    for _ in range(1001):
        author.opened(REVIEWER, consent_id, [])
    slim = [entry.to_json() | {"private": None, "stanza": None} for entry in author.entries]
    made.add("chain-refuses-1001-times-opened", "chain", "One consent is opened once too often.", "limit",
             given_of(author, entries=slim))  # fmt: skip


def _reviewer_views(made: Chapter) -> None:
    author, first, second = story("reviewer view")
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
    given = given_of(author, entries=view, view="reviewer")
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
