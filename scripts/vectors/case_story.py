"""The people and the case of the scenarios of spec/case.md."""

from __future__ import annotations

from scripts.vectors.author import CaseAuthor, Person, WrittenRecord
from scripts.vectors.scenario import Value

OWNER = Person("Anna")
REVIEWER = Person("Weber")
OTHER = Person("Mallory")


def story(name: str = "story") -> tuple[CaseAuthor, WrittenRecord, WrittenRecord]:
    """An open case with two records."""
    author = CaseAuthor(OWNER, name)
    author.open_case()
    first = author.add_record()
    second = author.add_record("CT of the chest", [("ct.pdf", "application/pdf", b"%PDF-")])
    return author, first, second


def whole_story(name: str) -> tuple[CaseAuthor, WrittenRecord, WrittenRecord]:
    """The same, shared, opened, and withdrawn again."""
    author, first, second = story(name)
    consent_id = author.give_consent(REVIEWER, [first, second])
    author.opened(REVIEWER, consent_id, [first.record_id])
    author.opened(REVIEWER, consent_id, [second.record_id])
    author.remove_record(second.record_id)
    author.withdraw(consent_id)
    author.copies_deleted(REVIEWER, consent_id)
    return author, first, second


def given_of(author: CaseAuthor, **changed: Value) -> dict[str, Value]:
    """The input of an operation on a whole chain."""
    given = {"case_id": author.case_id, "entries": author.as_json(), "remembered": None, "view": "owner"}
    return given | changed
