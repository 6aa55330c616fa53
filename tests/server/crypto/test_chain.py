"""What the vectors don't reach: the relay's own demands, the cost of one more statement, the limits."""

from __future__ import annotations

import pytest

from scripts.vectors.author import CaseAuthor, Person
from server.crypto.case_state import CaseState, Record
from server.crypto.chain import (
    MOST_LIVE_RECORDS,
    MOST_OPENED_OF_A_CONSENT,
    CaseFacts,
    check_all_parts_present,
    check_entry,
)
from server.crypto.errors import ContractError, FailureClass
from server.crypto.statements import Entry

OWNER, REVIEWER = Person("Anna"), Person("Weber")


def _author() -> CaseAuthor:
    author = CaseAuthor(OWNER, "chain tests")
    author.open_case()
    return author


def _state(author: CaseAuthor) -> CaseState:
    state = CaseState(author.case_id)
    for entry in author.entries:
        state.apply(entry)
    return state


def test_a_refused_statement_changes_nothing() -> None:
    author = _author()
    author.add_record()
    state = _state(author)
    before = state.to_json()
    author.remove_record("ab" * 16)
    with pytest.raises(ContractError):
        state.apply(author.entries[-1])
    assert state.to_json() == before


def test_the_state_is_what_the_rules_ask() -> None:
    facts: CaseFacts = _state(_author())
    assert facts.owner is not None
    assert facts.owner.account_id == OWNER.account_id
    assert facts.record_is_removed("ab" * 16) is None
    assert facts.consent("ab" * 16) is None


@pytest.mark.parametrize("missing", ["private", "stanza"])
def test_the_relay_takes_no_statement_without_its_parts(missing: str) -> None:
    author = _author()
    entry = author.entries[0]
    check_all_parts_present(entry, entry.statement())
    value = entry.to_json() | {missing: None}
    stripped = Entry.from_json(value)
    check_entry(stripped, CaseState(author.case_id))
    with pytest.raises(ContractError) as refusal:
        check_all_parts_present(stripped, stripped.statement())
    assert refusal.value.failure_class is FailureClass.CHAIN_PRIVATE


def test_one_live_record_past_the_limit_is_refused() -> None:
    author = _author()
    state = _state(author)
    for number in range(MOST_LIVE_RECORDS - 1):
        state.records[f"{number:032x}"] = Record(f"{number:032x}", 0, ())
    state._live_records = MOST_LIVE_RECORDS - 1
    author.add_record()
    state.apply(author.entries[-1])
    author.add_record()
    with pytest.raises(ContractError) as refusal:
        state.apply(author.entries[-1])
    assert refusal.value.failure_class is FailureClass.LIMIT


def test_one_opening_past_the_limit_is_refused() -> None:
    author = _author()
    consent_id = author.give_consent(REVIEWER, [author.add_record()], stanza=bytes(1168))
    state = _state(author)
    state.consents[consent_id].opened_ms = [author.time_ms] * (MOST_OPENED_OF_A_CONSENT - 1)
    author.opened(REVIEWER, consent_id, [])
    state.apply(author.entries[-1])
    author.opened(REVIEWER, consent_id, [])
    with pytest.raises(ContractError) as refusal:
        state.apply(author.entries[-1])
    assert refusal.value.failure_class is FailureClass.LIMIT


def test_consents_that_ended_or_were_withdrawn_do_not_count_as_live() -> None:
    author = _author()
    record = author.add_record()
    first = author.give_consent(REVIEWER, [record], days=1, stanza=bytes(1168))
    author.give_consent(REVIEWER, [record], days=30, stanza=bytes(1168))
    state = _state(author)
    assert state.live_consent_count(author.time_ms) == 2
    assert state.live_consent_count(author.time_ms + 2 * 24 * 3_600_000) == 1
    author.withdraw(first)
    state.apply(author.entries[-1])
    assert state.live_consent_count(author.time_ms) == 1
