"""Consents: a reviewer gets what a live consent names, as long as it is live, and nothing else ever."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from reviewer.consent import CheckedConsent, check_consent, verify_chain
from reviewer.envelope import Place, open_bytes
from scripts.vectors.author import DAY_MS, Person, WrittenRecord
from server.crypto import chain
from server.crypto.directory_log import verify_directory
from server.crypto.encoding import to_base64url
from server.crypto.errors import ContractError, FailureClass
from server.crypto.receipts import Receipt, verify_receipt
from server.crypto.statements import parse_entry
from server.settings import Quotas
from server.store import tables
from tests.server.browser import code_of
from tests.server.owned_case import OwnedCase, read_directory
from tests.server.people import Reviewer
from tests.server.relay_under_test import MakeRelay, RelayUnderTest

LIVE, OVER = "200", "404 not-found"


@dataclass
class Shared:
    """A case with two records, of which one is shared with a reviewer for thirty days."""

    relay: RelayUnderTest
    case: OwnedCase
    reviewer: Reviewer
    shown: WrittenRecord
    hidden: WrittenRecord
    consent_id: str

    def entries(self, reviewer: Reviewer | None = None) -> list[dict[str, Any]]:
        """The chain as the relay gives it to the reviewer."""
        browser = (reviewer or self.reviewer).browser
        entries: list[dict[str, Any]] = browser.ask(f"{self.case.path}/statements?after=-1")["entries"]
        return entries

    def consent_entry(self) -> dict[str, Any]:
        """The consent, as the reviewer gets it."""
        (entry,) = [each for each in self.entries() if each["sequence"] == 3]
        return entry

    def read(self, record: WrittenRecord, reviewer: Reviewer | None = None) -> str:
        """How reading the envelopes of a record goes."""
        codes = set()
        for file in record.files:
            path = f"/api/envelopes/{file.reference['envelope_id']}"
            browser = (reviewer or self.reviewer).browser
            codes |= {code_of(browser.get(path)), code_of(browser.get(f"{path}/parts"))}
        (code,) = codes
        return code

    def check(self) -> CheckedConsent | None:
        """What the reviewer's own tool makes of what the relay gives."""
        chain = verify_chain(self.case.case_id, [parse_entry(entry) for entry in self.entries()])
        entries = read_directory(self.reviewer.browser)
        note = self.reviewer.browser.get("/directory/checkpoint").get_data(as_text=True)
        directory = verify_directory(self.relay.clinic_public, note, entries)
        return check_consent(self.reviewer.person.keys, chain, self.consent_id, directory, self.relay.clock())

    def pass_time(self, **time: float) -> None:
        """Let time pass; everybody signs in again, as sessions are over sooner than consents."""
        self.relay.clock.advance(**time)  # type: ignore[arg-type]
        for member in (self.reviewer, self.case.owner):
            member.browser.forget_csrf_token()
            member.sign_in()


@pytest.fixture
def shared(relay: RelayUnderTest) -> Shared:
    reviewer = relay.reviewer("Weber")
    case = relay.case(relay.patient("Anna"))
    shown, hidden = case.add_record(b"first page", b"second page"), case.add_record(b"for nobody")
    return Shared(relay, case, reviewer, shown, hidden, case.give_consent(reviewer, [shown]))


def test_the_reviewer_opens_exactly_what_the_consent_names(shared: Shared) -> None:
    checked = shared.check()
    assert checked is not None
    assert checked.question == "Is chemotherapy needed?\nI am 71."
    (record,) = checked.records
    opened = []
    for content in record.details.contents:
        place = Place(shared.case.case_id, content.sealed.envelope_id, "content")
        sealed = shared.reviewer.browser.get(f"/api/envelopes/{content.sealed.envelope_id}").data
        opened.append(open_bytes(content.sealed.content_key, place, sealed))
    assert opened == [b"first page", b"second page"]
    assert shared.read(shared.shown) == LIVE
    assert shared.read(shared.hidden) == OVER


def test_the_reviewer_sees_bare_hashes_of_what_is_not_of_the_own_consents(shared: Shared) -> None:
    singh = shared.relay.reviewer("Singh")
    shared.case.give_consent(singh, [shared.hidden])
    view = shared.entries()
    assert view == shared.case.author.reviewer_view(shared.reviewer.person)
    assert [set(entry) == {"sequence", "sha256"} for entry in view] == [False, True, True, False, True]
    assert (view[0]["private"], view[0]["stanza"]) == (None, None)
    assert view[3]["stanza"] is not None
    assert shared.entries(singh) == shared.case.author.reviewer_view(singh.person)
    assert (shared.read(shared.shown, singh), shared.read(shared.hidden, singh)) == (OVER, LIVE)


def test_the_owner_is_not_given_the_stanza_of_the_reviewer(shared: Shared) -> None:
    entries = shared.case.owner.browser.ask(f"{shared.case.path}/statements?after=-1")["entries"]
    own = shared.case.author.as_json()
    assert entries[3] == own[3] | {"stanza": None}  # type: ignore[operator]
    assert entries[:3] == own[:3]


def test_the_case_is_listed_for_its_reviewer(shared: Shared) -> None:
    head = {"sequence": 3, "sha256": shared.case.author.entries[-1].sha256}
    assert shared.reviewer.browser.ask("/api/cases")["cases"] == [
        {"case_id": shared.case.case_id, "head": head, "role": "reviewer"}
    ]
    assert shared.relay.reviewer("Singh").browser.ask("/api/cases") == {"cases": []}


def test_a_reviewer_without_a_consent_finds_no_case(shared: Shared) -> None:
    singh = shared.relay.reviewer("Singh")
    for path in ("statements?after=-1", "receipts"):
        assert code_of(singh.browser.get(f"{shared.case.path}/{path}")) == OVER
    assert shared.read(shared.shown, singh) == OVER


def receipts(shared: Shared, reviewer: Reviewer | None = None) -> list[Receipt]:
    browser = shared.case.owner.browser if reviewer is None else reviewer.browser
    found = browser.ask(f"{shared.case.path}/receipts")["receipts"]
    return [verify_receipt(receipt, shared.relay.clinic.receipt_public) for receipt in found]


def check_that_it_is_over(shared: Shared) -> None:
    """Nothing of the consent is served or kept any more, and the reviewer can learn why."""
    assert shared.read(shared.shown) == OVER
    entry = shared.consent_entry()
    assert (entry["private"], entry["stanza"]) == (None, None)
    with shared.relay.inside.database.reading() as connection:
        table = tables.statements
        query = select(table.c.private, table.c.stanza).where(table.c.kind == "consent-given")
        assert connection.execute(query).all() == [(None, None)]
    owners = shared.case.owner.browser.ask(f"{shared.case.path}/statements?after=-1")["entries"]
    assert owners[3]["private"] is None


def test_withdrawing_takes_effect_at_once_and_gives_a_signed_receipt(shared: Shared) -> None:
    assert receipts(shared) == []
    assert code_of(shared.case.withdraw(shared.consent_id)) == "201"
    check_that_it_is_over(shared)
    with pytest.raises(ContractError) as refusal:
        shared.check()
    assert refusal.value.failure_class is FailureClass.CONSENT_WITHDRAWN
    expected = Receipt(shared.case.case_id, shared.consent_id, "withdrawn", shared.relay.clock())
    assert receipts(shared) == receipts(shared, shared.reviewer) == [expected]
    assert code_of(shared.case.withdraw(shared.consent_id)) == "400 chain-scope"


def test_a_consent_is_live_up_to_and_with_its_last_millisecond(shared: Shared) -> None:
    shared.pass_time(days=30)
    assert shared.read(shared.shown) == LIVE
    assert shared.consent_entry()["stanza"] is not None
    assert shared.check() is not None
    shared.relay.clock.advance(ms=1)
    assert shared.read(shared.shown) == OVER
    check_that_it_is_over(shared)
    with pytest.raises(ContractError) as refusal:
        shared.check()
    assert refusal.value.failure_class is FailureClass.CONSENT_EXPIRED
    (receipt,) = receipts(shared)
    assert (receipt.reason, receipt.consent_id) == ("ended", shared.consent_id)


def test_a_reviewer_gets_the_receipts_of_the_own_consents_only(shared: Shared) -> None:
    singh = shared.relay.reviewer("Singh")
    other = shared.case.give_consent(singh, [shared.hidden])
    for consent_id in (shared.consent_id, other):
        shared.case.withdraw(consent_id)
    assert [receipt.consent_id for receipt in receipts(shared)] == [shared.consent_id, other]
    assert [receipt.consent_id for receipt in receipts(shared, singh)] == [other]


def test_a_consent_given_anew_serves_again_under_another_id(shared: Shared) -> None:
    shared.case.withdraw(shared.consent_id)
    shared.consent_id = shared.case.give_consent(shared.reviewer, [shared.shown])
    assert shared.read(shared.shown) == LIVE
    assert shared.check() is not None
    assert shared.consent_entry()["stanza"] is None


def test_a_withdrawn_consent_can_not_be_replayed(shared: Shared) -> None:
    given = shared.case.author.entries[3]
    shared.case.withdraw(shared.consent_id)
    answer = shared.case.owner.browser.post(f"{shared.case.path}/statements", {"entry": given.to_json()})
    assert code_of(answer) == "409 chain-conflict"
    public = {"consent_id": shared.consent_id}
    shared.case.write_consent(shared.reviewer, [shared.shown], public=public)
    assert code_of(shared.case.send(shared.case.author.entries[-1])) == "400 chain-scope"
    assert shared.read(shared.shown) == OVER


def test_the_reviewer_states_that_a_case_was_opened(shared: Shared) -> None:
    assert code_of(shared.case.opened_by(shared.reviewer, shared.consent_id)) == "201"
    entries = shared.case.owner.browser.ask(f"{shared.case.path}/statements?after=3")["entries"]
    assert entries == [shared.case.author.entries[-1].to_json()]


def test_a_reviewer_can_not_fill_the_chain_by_opening(
    shared: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain, "MOST_OPENED_OF_A_CONSENT", 2)
    answers = [shared.case.opened_by(shared.reviewer, shared.consent_id) for _ in range(3)]
    assert [code_of(answer) for answer in answers] == ["201", "201", "400 limit"]
    shared.case.withdraw(shared.consent_id)
    assert shared.read(shared.shown) == OVER


def test_a_withdrawn_or_ended_consent_can_not_be_opened(shared: Shared) -> None:
    second = shared.case.give_consent(shared.reviewer, [shared.shown])
    shared.case.withdraw(second)
    assert code_of(shared.case.opened_by(shared.reviewer, second)) == "400 chain-scope"
    shared.pass_time(days=30, hours=1)
    assert code_of(shared.case.opened_by(shared.reviewer, shared.consent_id)) == "400 chain-scope"


def test_copies_are_deleted_after_the_consent_and_once(shared: Shared) -> None:
    assert code_of(shared.case.copies_deleted_by(shared.reviewer, shared.consent_id)) == "400 chain-scope"
    shared.case.withdraw(shared.consent_id)
    assert [each["role"] for each in shared.reviewer.browser.ask("/api/cases")["cases"]] == ["reviewer"]
    assert code_of(shared.case.copies_deleted_by(shared.reviewer, shared.consent_id)) == "201"
    assert shared.reviewer.browser.ask("/api/cases") == {"cases": []}
    for path in ("statements?after=-1", "receipts"):
        assert code_of(shared.reviewer.browser.get(f"{shared.case.path}/{path}")) == OVER
    assert code_of(shared.case.copies_deleted_by(shared.reviewer, shared.consent_id)) == OVER


def test_copies_are_deleted_after_the_end_too(shared: Shared) -> None:
    shared.pass_time(days=30, ms=-1)
    assert code_of(shared.case.copies_deleted_by(shared.reviewer, shared.consent_id)) == "400 chain-scope"
    shared.relay.clock.advance(ms=1)
    assert code_of(shared.case.copies_deleted_by(shared.reviewer, shared.consent_id)) == "201"


def test_only_the_reviewer_of_a_consent_states_things_about_it(shared: Shared) -> None:
    singh = shared.relay.reviewer("Singh")
    shared.case.give_consent(singh, [shared.hidden])
    assert code_of(shared.case.opened_by(singh, shared.consent_id)) == "400 chain-role"
    shared.case.withdraw(shared.consent_id)
    assert code_of(shared.case.copies_deleted_by(singh, shared.consent_id)) == "400 chain-role"
    owner = shared.case.owner.person
    answer = shared.case.statement(lambda author: author.copies_deleted(owner, shared.consent_id))
    assert code_of(answer) == "400 chain-role"


def test_a_reviewer_makes_none_of_the_owners_statements(shared: Shared) -> None:
    author, weber = shared.case.author, shared.reviewer
    acts: list[Callable[[], Any]] = [
        lambda: author.withdraw(shared.consent_id, by=weber.person),
        lambda: author.remove_record(shared.shown.record_id, by=weber.person),
        lambda: author.add_record(by=weber.person),
        lambda: author.give_consent(Person("Singh"), [shared.shown], by=weber.person),
    ]
    for act in acts:
        author.time_ms = shared.relay.clock() - 60_000
        act()
        assert code_of(shared.case.send(author.entries[-1], weber.browser)) == "400 chain-role"
    assert shared.read(shared.shown) == LIVE


def give(shared: Shared, reviewer: Reviewer | None = None, **changed: Any) -> str:
    """How giving one more consent goes."""
    shared.case.write_consent(reviewer or shared.reviewer, [shared.shown], **changed)
    return code_of(shared.case.send(shared.case.author.entries[-1]))


def test_a_consent_needs_the_newest_entry_of_a_listed_reviewer(shared: Shared) -> None:
    assert give(shared, announcement_sha256="ab" * 32) == "400 announcement"
    key = to_base64url(Person("Mallory").keys.identity.signing_public)
    reviewer = {"account_id": shared.reviewer.account_id, "signing_public": key}
    assert give(shared, public={"reviewer": reviewer}) == "400 announcement"
    assert give(shared) == "201"


def test_a_consent_to_somebody_who_is_not_listed_is_refused(shared: Shared) -> None:
    singh = shared.relay.applicant("Singh")
    shared.case.author.time_ms = shared.relay.clock() - 60_000
    shared.case.author.give_consent(singh.person, [shared.shown])
    assert code_of(shared.case.send(shared.case.author.entries[-1])) == "400 announcement"
    assert singh.browser.ask("/api/cases") == {"cases": []}


def test_a_consent_to_a_revoked_reviewer_is_refused_and_earlier_ones_stay(shared: Shared) -> None:
    shared.relay.revoke(shared.reviewer)
    assert give(shared) == "400 announcement-revoked"
    assert shared.read(shared.shown) == LIVE


def test_a_consent_outside_the_entrys_validity_is_refused(shared: Shared) -> None:
    singh = shared.relay.applicant("Singh")
    valid_to_ms = shared.relay.clock() + DAY_MS
    singh.apply(valid_to_ms=valid_to_ms)
    shared.relay.approve(singh)
    shared.pass_time(days=1)
    assert give(shared, singh) == "201"
    shared.relay.clock.advance(ms=1)
    assert give(shared, singh) == "400 announcement-expired"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"days": 366}, "201"),
        ({"days": 367}, "400 chain-scope"),
        ({"days": 0}, "400 chain-scope"),
        ({"days": -1}, "400 chain-scope"),
        ({"public": {"record_ids": ["ab" * 16]}}, "400 chain-scope"),
        ({"public": {"record_ids": []}}, "400 encoding"),
        ({"public": {"record_ids": ["ab" * 16, "ab" * 16]}}, "400 encoding"),
        ({"public": {"record_ids": [f"{number:032x}" for number in range(1001)]}}, "400 limit"),
        ({"public": {"stanza_sha256": "ab" * 32}}, "400 chain-private"),
        ({"public": {"note": "x"}}, "400 encoding"),
        ({"stanza": bytes(1167)}, "400 encoding"),
        ({"stanza": bytes(1169)}, "400 encoding"),
        ({"stanza": bytes(1168)}, "201"),
    ],
)
def test_the_form_and_scope_of_a_consent_are_checked(
    shared: Shared, changed: dict[str, Any], expected: str
) -> None:
    assert give(shared, **changed) == expected


def test_a_consent_without_its_stanza_or_private_part_is_refused(shared: Shared) -> None:
    for missing in ("stanza", "private"):
        shared.case.write_consent(shared.reviewer, [shared.shown])
        entry = shared.case.author.entries.pop().to_json() | {missing: None}
        answer = shared.case.owner.browser.post(f"{shared.case.path}/statements", {"entry": entry})
        assert code_of(answer) == "400 chain-private"


def test_a_consent_names_no_removed_record(shared: Shared) -> None:
    shared.case.remove(shared.shown)
    assert give(shared) == "400 chain-scope"


def test_the_owner_can_not_be_the_reviewer(shared: Shared) -> None:
    owner = shared.case.owner.person
    shared.case.author.time_ms = shared.relay.clock() - 60_000
    shared.case.author.give_consent(owner, [shared.shown])
    assert code_of(shared.case.send(shared.case.author.entries[-1])) == "400 chain-scope"


def test_one_live_consent_past_the_limit_is_refused(make_relay: MakeRelay) -> None:
    relay = make_relay(quotas=Quotas(live_consents=2))
    reviewer, case = relay.reviewer(), relay.case(relay.patient())
    record = case.add_record()
    first = case.give_consent(reviewer, [record])
    shared = Shared(relay, case, reviewer, record, record, first)
    assert [give(shared), give(shared)] == ["201", "400 limit"]
    case.withdraw(first)
    assert give(shared) == "201"


def test_a_removed_record_stays_readable_under_a_live_consent_and_goes_with_it(shared: Shared) -> None:
    assert code_of(shared.case.remove(shared.shown)) == "201"
    assert code_of(shared.case.remove(shared.hidden)) == "201"
    assert shared.read(shared.shown) == LIVE
    gone = f"/api/envelopes/{shared.hidden.files[0].reference['envelope_id']}"
    assert code_of(shared.case.owner.browser.get(gone)) == "410 gone"
    shared.case.withdraw(shared.consent_id)
    assert shared.relay.stored == {}
