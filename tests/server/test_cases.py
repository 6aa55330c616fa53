"""Cases: the relay keeps the chain in order and refuses whatever does not fit it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from reviewer.hpke import KemKey
from scripts.vectors.author import DAY_MS, CaseAuthor, Person
from server.crypto.case_state import CaseState
from server.crypto.encoding import to_base64url
from server.crypto.statements import Entry
from server.settings import Quotas
from server.store import cases
from server.store.cases import StoredStatement
from tests.server.browser import code_of
from tests.server.owned_case import OwnedCase
from tests.server.people import Member
from tests.server.relay_under_test import MakeRelay, RelayUnderTest

ALLOWANCE_MS = 15 * 60_000
MALLORY = Person("Mallory")


@pytest.fixture
def anna(relay: RelayUnderTest) -> Member:
    return relay.patient("Anna")


@pytest.fixture
def case(relay: RelayUnderTest, anna: Member) -> OwnedCase:
    return relay.case(anna)


def head_of(case: OwnedCase) -> dict[str, Any]:
    """The head as the relay has it."""
    head: dict[str, Any] = case.owner.browser.ask(f"{case.path}/statements?after=-1")["head"]
    return head


def own_head(case: OwnedCase) -> dict[str, Any]:
    """The head as its owner has it."""
    return {"sequence": len(case.author.entries) - 1, "sha256": case.author.entries[-1].sha256}


def test_a_case_is_opened_and_listed(relay: RelayUnderTest, anna: Member) -> None:
    assert anna.browser.ask("/api/cases") == {"cases": []}
    case = OwnedCase(anna)
    answer = case.open()
    assert (code_of(answer), answer.get_json()) == ("201", {"head": own_head(case)})
    listed = {"case_id": case.case_id, "head": own_head(case), "role": "owner"}
    assert anna.browser.ask("/api/cases") == {"cases": [listed]}
    assert relay.patient("Berta").browser.ask("/api/cases") == {"cases": []}


def test_the_owner_gets_every_statement_as_it_was_sent(case: OwnedCase) -> None:
    record = case.add_record()
    assert code_of(case.remove(record)) == "201"
    page = case.owner.browser.ask(f"{case.path}/statements?after=-1")
    assert page == {"entries": case.author.as_json(), "head": own_head(case)}
    state = CaseState(case.case_id)
    for entry in page["entries"]:
        state.apply(Entry.from_json(entry))
    assert state.to_json() == case.author.fold()


def test_statements_are_given_after_a_sequence_number(case: OwnedCase) -> None:
    for _ in range(2):
        case.add_record()
    for after, expected in ((-1, [0, 1, 2]), (0, [1, 2]), (1, [2]), (2, []), (99_999, [])):
        page = case.owner.browser.ask(f"{case.path}/statements?after={after}")
        assert [entry["sequence"] for entry in page["entries"]] == expected
        assert page["head"] == own_head(case)


@pytest.mark.parametrize(
    "query", ["", "?after=", "?after=-2", "?after=x", "?after=1.5", "?after=9999999999999999999"]
)
def test_a_malformed_sequence_number_is_refused(case: OwnedCase, query: str) -> None:
    answer = case.owner.browser.get(f"{case.path}/statements{query}")
    assert (code_of(answer), answer.get_json()["field"]) == ("400 bad-request", "after")


def test_a_page_of_statements_has_at_most_500(relay: RelayUnderTest, case: OwnedCase) -> None:
    with relay.inside.database.writing() as connection:
        for number in range(1, 502):
            statement = StoredStatement(
                number, f"{number:064x}", "record-removed", None, b"{}", bytes(64), None, None, 100
            )
            cases.append(connection, case.case_id, statement)
    path = f"{case.path}/statements?after="
    assert [entry["sequence"] for entry in case.owner.browser.ask(path + "-1")["entries"]] == list(range(500))
    assert [entry["sequence"] for entry in case.owner.browser.ask(path + "499")["entries"]] == [500, 501]


def test_a_page_of_statements_has_at_most_4_mib(case: OwnedCase) -> None:
    for _ in range(7):
        record = case.write_record()
        case.author.entries.pop()
        for file in record.files:
            case.upload(file)
        public = {"envelopes": record.references, "record_id": record.record_id}
        answer = case.statement(
            lambda author, part=public: author.statement(  # type: ignore[misc]
                author.owner, "record-added", part, private=bytes(500_000)
            )
        )
        assert code_of(answer) == "201", code_of(answer)
    sequences: list[int] = []
    pages = 0
    while len(sequences) < 8:
        answer = case.owner.browser.get(f"{case.path}/statements?after={len(sequences) - 1}")
        assert len(answer.data) <= 4 * 1024 * 1024
        sequences += [entry["sequence"] for entry in answer.get_json()["entries"]]
        pages += 1
    assert (sequences, pages) == (list(range(8)), 2)


def test_a_case_of_another_is_like_one_that_does_not_exist(relay: RelayUnderTest, case: OwnedCase) -> None:
    mallory = relay.patient("Mallory")
    paths = ("statements?after=-1", "receipts")
    answers = [
        mallory.browser.get(f"/api/cases/{case_id}/{path}")
        for case_id in (case.case_id, "ab" * 16)
        for path in paths
    ]
    assert {code_of(answer) for answer in answers} == {"404 not-found"}
    assert len({answer.data for answer in answers}) == 1


def test_a_statement_that_does_not_follow_the_head_is_a_conflict(case: OwnedCase) -> None:
    record = case.write_record(b"page")
    entry = case.author.entries.pop()
    for file in record.files:
        case.upload(file)
    case.add_record()
    answer = case.owner.browser.post(f"{case.path}/statements", {"entry": entry.to_json()})
    assert (code_of(answer), answer.get_json()["head"]) == ("409 chain-conflict", own_head(case))
    assert head_of(case) == own_head(case)


def test_a_statement_far_ahead_is_a_conflict_too(case: OwnedCase) -> None:
    record = case.add_record()
    answer = case.statement(lambda author: author.remove_record(record.record_id, sequence=7))
    assert (code_of(answer), answer.get_json()["head"]) == ("409 chain-conflict", own_head(case))


def test_a_statement_with_another_previous_is_a_conflict(case: OwnedCase) -> None:
    record = case.add_record()
    answer = case.statement(lambda author: author.remove_record(record.record_id, previous="ab" * 32))
    assert (code_of(answer), answer.get_json()["head"]) == ("409 chain-conflict", own_head(case))


def test_a_repeated_statement_is_a_conflict(case: OwnedCase) -> None:
    case.add_record()
    entry = case.author.entries[-1].to_json()
    answer = case.owner.browser.post(f"{case.path}/statements", {"entry": entry})
    assert (code_of(answer), answer.get_json()["head"]) == ("409 chain-conflict", own_head(case))


def test_of_many_writers_at_once_one_is_taken(relay: RelayUnderTest, case: OwnedCase) -> None:
    records = [case.add_record() for _ in range(6)]
    entries = []
    for record in records:
        case.author.time_ms = relay.clock() - 60_000
        entries.append(case.author.remove_record(record.record_id).to_json())
        case.author.entries.pop()
    browsers = [relay.browser() for _ in records]
    for browser in browsers:
        case.owner.sign_in(browser)
        browser.csrf_token()
    barrier, codes = threading.Barrier(len(records)), []

    def write(number: int) -> None:
        barrier.wait()
        answer = browsers[number].post(f"{case.path}/statements", {"entry": entries[number]})
        codes.append(code_of(answer))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(len(records))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == ["201"] + ["409 chain-conflict"] * 5
    page = case.owner.browser.ask(f"{case.path}/statements?after=-1")
    state = CaseState(case.case_id)
    for entry in page["entries"]:
        state.apply(Entry.from_json(entry))
    assert page["head"]["sequence"] == 7
    assert sum(record.removed for record in state.records.values()) == 1


@pytest.mark.parametrize("offset_ms", [-ALLOWANCE_MS, ALLOWANCE_MS])
def test_a_clock_that_is_fifteen_minutes_wrong_is_allowed(case: OwnedCase, offset_ms: int) -> None:
    record, now_ms = case.add_record(), case.owner.now_ms()
    answer = case.statement(lambda author: author.remove_record(record.record_id, time_ms=now_ms + offset_ms))
    assert code_of(answer) == "201"


@pytest.mark.parametrize("offset_ms", [-ALLOWANCE_MS - 1, ALLOWANCE_MS + 1, -DAY_MS, DAY_MS])
def test_a_clock_that_is_more_wrong_is_told_the_time(case: OwnedCase, offset_ms: int) -> None:
    record, now_ms = case.add_record(), case.owner.now_ms()
    answer = case.statement(lambda author: author.remove_record(record.record_id, time_ms=now_ms + offset_ms))
    assert (code_of(answer), answer.get_json()["time_ms"]) == ("422 clock", now_ms)
    assert head_of(case) == own_head(case)
    again = case.statement(
        lambda author: author.remove_record(record.record_id, time_ms=answer.get_json()["time_ms"])
    )
    assert code_of(again) == "201"


def test_a_case_with_a_wrong_clock_is_not_opened(anna: Member) -> None:
    case = OwnedCase(anna)
    answer = case.statement(lambda author: author.open_case(time_ms=anna.now_ms() - DAY_MS))
    assert code_of(answer) == "422 clock"
    assert anna.browser.ask("/api/cases") == {"cases": []}


Make = Callable[[CaseAuthor], Any]
REFUSED: dict[str, tuple[Make, str]] = {
    "another author": (lambda author: author.remove_record(author.records[0].record_id, by=MALLORY), "chain-role"),
    "the owner's name, another's signature": (
        lambda author: author.remove_record(
            author.records[0].record_id, by=MALLORY, author=author.owner.account_id
        ),
        "signature",
    ),
    "another case": (
        lambda author: author.remove_record(author.records[0].record_id, case_id="ab" * 16), "chain-scope"
    ),
    "an unknown record": (lambda author: author.remove_record("ab" * 16), "chain-scope"),
    "a second case-opened": (lambda author: author.open_case(), "chain-scope"),
    "an unknown type": (lambda author: author.statement(author.owner, "note", {}), "encoding"),
    "an unknown field": (lambda author: author.remove_record(author.records[0].record_id, note="x"), "encoding"),
    "another version": (lambda author: author.remove_record(author.records[0].record_id, v=2), "version"),
    "another suite": (lambda author: author.remove_record(author.records[0].record_id, suite=2), "suite"),
    "a consent that does not exist": (lambda author: author.withdraw("ab" * 16), "chain-scope"),
    "a private part where none belongs": (
        lambda author: author.remove_record(author.records[0].record_id, private=b"x"), "encoding"
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_a_statement_that_does_not_fit_is_refused_and_not_kept(case: OwnedCase, what: str) -> None:
    case.add_record()
    make, expected = REFUSED[what]
    assert code_of(case.statement(make)) == f"400 {expected}"
    assert head_of(case) == own_head(case)


def test_a_record_is_removed_once(case: OwnedCase) -> None:
    record = case.add_record()
    assert code_of(case.remove(record)) == "201"
    assert code_of(case.remove(record)) == "400 chain-scope"


def test_record_and_envelope_ids_are_new_in_the_case(case: OwnedCase) -> None:
    record = case.add_record()
    again = case.write_record(details={"record_id": record.record_id})
    for file in again.files:
        case.upload(file)
    assert code_of(case.send(case.author.entries[-1])) == "400 chain-scope"
    case.write_record(public={"envelopes": record.references})
    assert code_of(case.send(case.author.entries[-1])) == "400 chain-scope"
    assert head_of(case) == own_head(case)


def _send_changed(case: OwnedCase, **changed: Any) -> TestResponse:
    """A new record whose entry was changed after it was made."""
    record = case.write_record(b"page")
    for file in record.files:
        case.upload(file)
    entry = case.author.entries.pop().to_json() | changed
    return case.owner.browser.post(f"{case.path}/statements", {"entry": entry})


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"private": None}, "400 chain-private"),
        ({"private": to_base64url(bytes(544))}, "400 chain-private"),
        ({"stanza": to_base64url(bytes(1168))}, "400 chain-private"),
        ({"stanza": to_base64url(bytes(1167))}, "400 encoding"),
        ({"signature": to_base64url(bytes(64))}, "400 signature"),
        ({"signature": to_base64url(bytes(63))}, "400 encoding"),
        ({"signed": to_base64url(b"{}")}, "400 encoding"),
        ({"signed": to_base64url(b"not json")}, "400 encoding"),
        ({"signed": "AB"}, "400 encoding"),
        ({"private": "A"}, "400 encoding"),
    ],
)
def test_an_entry_that_was_changed_is_refused(
    case: OwnedCase, changed: dict[str, Any], expected: str
) -> None:
    assert code_of(_send_changed(case, **changed)) == expected
    assert head_of(case) == own_head(case)


@pytest.mark.parametrize(
    "changed", [{"sequence": "1"}, {"sequence": -1}, {"signed": None}, {"signature": 1}, {"more": 1}]
)
def test_an_entry_of_another_form_is_refused(case: OwnedCase, changed: dict[str, Any]) -> None:
    answer = _send_changed(case, **changed)
    assert code_of(answer) in ("400 bad-request", "400 encoding")
    assert head_of(case) == own_head(case)


def test_an_entry_with_another_sequence_than_its_statement_is_refused(case: OwnedCase) -> None:
    assert code_of(_send_changed(case, sequence=9)) in ("400 chain-link", "409 chain-conflict")


def test_a_chain_begins_with_case_opened(anna: Member) -> None:
    case = OwnedCase(anna)
    answer = case.statement(lambda author: author.remove_record("ab" * 16))
    assert code_of(answer) == "400 chain-scope"
    assert anna.browser.ask("/api/cases") == {"cases": []}


def test_nobody_opens_a_case_in_another_name(relay: RelayUnderTest, anna: Member) -> None:
    case = OwnedCase(anna)
    case.author.time_ms = relay.clock() - 60_000
    case.author.open_case()
    mallory = relay.patient("Mallory")
    assert code_of(case.send(case.author.entries[-1], mallory.browser)) == "400 chain-role"
    assert anna.browser.ask("/api/cases") == {"cases": []}


def test_a_case_id_is_taken_once(relay: RelayUnderTest, case: OwnedCase) -> None:
    mallory = relay.patient("Mallory")
    planted = OwnedCase(mallory)
    planted.author.case_id = case.case_id
    assert code_of(planted.open()).startswith("4")
    assert code_of(
        case.owner.browser.post("/api/cases", {"entry": case.author.entries[0].to_json()})
    ).startswith("4")
    assert mallory.browser.ask("/api/cases") == {"cases": []}
    assert head_of(case) == own_head(case)


def test_identity_and_stanza_of_a_new_case_are_checked(anna: Member) -> None:
    identity = anna.person.keys.identity.to_json()
    other_kem = to_base64url(KemKey(bytes(32)).public)
    for public, expected in (
        ({"owner": identity | {"kem_public": other_kem}}, "400 account"),
        ({"stanza_sha256": "ab" * 32}, "400 chain-private"),
        ({"case_kem_public": to_base64url(bytes(1215))}, "400 encoding"),
    ):
        case = OwnedCase(anna)
        changed: dict[str, Any] = public
        assert code_of(case.statement(lambda author, part=changed: author.open_case(public=part))) == expected  # type: ignore[misc]


def test_one_case_past_the_limit_is_refused(make_relay: MakeRelay) -> None:
    relay = make_relay(quotas=Quotas(cases=2))
    anna = relay.patient()
    for _ in range(2):
        relay.case(anna)
    assert code_of(OwnedCase(anna).open()) == "400 limit"
    relay.case(relay.patient("Berta"))


def test_one_statement_past_the_limit_is_refused(make_relay: MakeRelay) -> None:
    relay = make_relay(quotas=Quotas(statements=3))
    case = relay.case(relay.patient())
    record = case.add_record()
    assert code_of(case.remove(record)) == "201"
    assert code_of(case.remove(record)) == "400 chain-scope"
    again = case.write_record(b"one too many")
    for file in again.files:
        case.upload(file)
    assert code_of(case.send(case.author.entries[-1])) == "400 limit"
    assert head_of(case)["sequence"] == 2


def test_one_live_record_past_the_limit_is_refused(make_relay: MakeRelay) -> None:
    relay = make_relay(quotas=Quotas(live_records=2))
    case = relay.case(relay.patient())
    first, _ = case.add_record(), case.add_record()
    third = case.write_record(b"one too many")
    for file in third.files:
        case.upload(file)
    assert code_of(case.send(case.author.entries[-1])) == "400 limit"
    case.remove(first)
    case.add_record()


def test_a_reviewer_opens_no_case(relay: RelayUnderTest) -> None:
    weber = relay.applicant("Weber")
    assert code_of(OwnedCase(weber).open()) == "403 not-allowed"
