"""What happens by itself: consents end, and what nobody needs any more is deleted, whoever else is at it."""

from __future__ import annotations

from collections.abc import MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import structlog
from sqlalchemy import Table, func, select
from structlog.testing import LogCapture

from scripts.vectors.author import DAY_MS
from server import housekeeping
from server.crypto.receipts import verify_receipt
from server.crypto.signatures import SignedObject
from server.part_body import PartBody
from server.routes import envelopes as envelope_routes
from server.settings import Quotas
from server.store import consents, envelopes, tables
from server.store.envelopes import Part
from tests.server.browser import code_of
from tests.server.owned_case import OwnedCase, Upload
from tests.server.people import Member, Reviewer
from tests.server.relay_under_test import Clock, MakeRelay, RelayUnderTest


@pytest.fixture
def anna(relay: RelayUnderTest) -> Member:
    return relay.patient("Anna")


@pytest.fixture
def case(relay: RelayUnderTest, anna: Member) -> OwnedCase:
    return relay.case(anna)


@pytest.fixture
def weber(relay: RelayUnderTest) -> Reviewer:
    return relay.reviewer("Weber")


def logged_in_a_round(relay: RelayUnderTest) -> list[MutableMapping[str, Any]]:
    """Do what is due; what was logged."""
    capture = LogCapture()
    housekeeping.run_once(relay.inside, structlog.wrap_logger(None, processors=[capture]))
    return capture.entries


def keep_house(relay: RelayUnderTest) -> None:
    """One round, in which no step may fail."""
    assert logged_in_a_round(relay) == []


def count(relay: RelayUnderTest, table: Table) -> int:
    """How many rows a table has."""
    with relay.inside.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def stored_receipts(relay: RelayUnderTest, case: OwnedCase) -> list[tuple[bytes, bytes]]:
    """The receipts of a case, without asking the relay, which would end what is over."""
    with relay.inside.database.reading() as connection:
        return consents.receipts(connection, case.case_id)


def test_a_consent_that_is_over_loses_stanza_and_private_part_and_gets_a_receipt(
    relay: RelayUnderTest, case: OwnedCase, weber: Reviewer, clock: Clock
) -> None:
    consent_id = case.give_consent(weber, [case.add_record()], days=3)
    given = case.author.entries[-1]
    ends_at_ms = clock() + 3 * DAY_MS
    clock.advance(days=3)
    keep_house(relay)
    assert stored_receipts(relay, case) == []
    clock.advance(ms=1)
    keep_house(relay)
    ((signed, signature),) = stored_receipts(relay, case)
    public = bytes(relay.inside.keys.receipt.verify_key)
    receipt = verify_receipt(SignedObject(signature, signed).to_json(), public)
    assert (receipt.case_id, receipt.consent_id) == (case.case_id, consent_id)
    assert (receipt.reason, receipt.time_ms) == ("ended", ends_at_ms + 1)
    assert given.private is not None
    assert given.stanza is not None
    for path in relay.settings.data.glob("second-look.sqlite3*"):
        assert given.stanza not in path.read_bytes()
    with relay.inside.database.reading() as connection:
        query = select(tables.statements.c.private, tables.statements.c.stanza)
        rows = connection.execute(query.where(tables.statements.c.kind == "consent-given")).all()
    assert [tuple(row) for row in rows] == [(None, None)]


def test_a_second_round_makes_no_second_receipt(
    relay: RelayUnderTest, case: OwnedCase, weber: Reviewer, clock: Clock
) -> None:
    case.give_consent(weber, [case.add_record()], days=3)
    clock.advance(days=4)
    keep_house(relay)
    first = stored_receipts(relay, case)
    clock.advance(days=1)
    keep_house(relay)
    assert stored_receipts(relay, case) == first != []


def test_several_workers_at_once_make_one_receipt_for_each_consent(
    relay: RelayUnderTest, case: OwnedCase, weber: Reviewer, clock: Clock
) -> None:
    record = case.add_record()
    for _ in range(3):
        case.give_consent(weber, [record], days=3)
    clock.advance(days=4)
    with ThreadPoolExecutor(6) as workers:
        for done in [workers.submit(housekeeping.end_consents, relay.inside) for _ in range(6)]:
            done.result()
    receipts = stored_receipts(relay, case)
    assert len(receipts) == len(set(receipts)) == 3


def test_a_removed_record_goes_when_the_last_consent_that_names_it_is_over(
    relay: RelayUnderTest, case: OwnedCase, weber: Reviewer, clock: Clock
) -> None:
    record, kept = case.add_record(b"removed"), case.add_record(b"kept")
    case.give_consent(weber, [record, kept], days=3)
    assert code_of(case.remove(record)) == "201"
    keep_house(relay)
    assert len(relay.stored) == 2
    clock.advance(days=4)
    keep_house(relay)
    (left,) = relay.stored
    assert left.split("/")[1] == kept.files[0].reference["envelope_id"]


def test_envelopes_that_no_record_names_go_after_thirty_days(
    relay: RelayUnderTest, case: OwnedCase, anna: Member, clock: Clock
) -> None:
    case.add_record(b"named")
    unnamed = case.author.seal_file("a.jpg", "image/jpeg", b"complete, but in no record")
    case.upload(unnamed)
    begun = case.author.seal_file("b.jpg", "image/jpeg", b"announced only")
    assert code_of(case.open_envelope(begun)) == "201"
    clock.advance(days=30)
    keep_house(relay)
    assert len(relay.stored) == 2
    clock.advance(ms=1)
    keep_house(relay)
    assert len(relay.stored) == 1
    anna.sign_in()
    for path in ("", "/parts"):
        envelope_id = unnamed.reference["envelope_id"]
        assert code_of(anna.browser.get(f"/api/envelopes/{envelope_id}{path}")) == "410 gone"


def test_an_upload_that_was_given_up_can_still_be_finished(
    relay: RelayUnderTest, case: OwnedCase, anna: Member, clock: Clock
) -> None:
    record = case.write_record(b"a page that waited on the phone")
    case.upload(record.files[0])
    clock.advance(days=31)
    keep_house(relay)
    anna.sign_in()
    assert code_of(case.open_envelope(record.files[0], part_chunks=256)) == "409 envelope-exists"
    assert [code_of(case.open_envelope(record.files[0])) for _ in range(2)] == ["201", "200"]
    keep_house(relay)
    assert case.upload(record.files[0]).have().get_json() == {"have": [0]}
    keep_house(relay)
    assert len(relay.stored) == 1
    clock.advance(days=30)
    keep_house(relay)
    assert len(relay.stored) == 1, "the thirty days begin anew"


def test_an_upload_that_begins_anew_counts_in_the_quotas(make_relay: MakeRelay, clock: Clock) -> None:
    relay = make_relay(quotas=Quotas(uncommitted_envelopes=1))
    anna = relay.patient("Anna")
    case = relay.case(anna)
    first, second = (case.author.seal_file(name, "image/jpeg", b"a page") for name in ("a.jpg", "b.jpg"))
    assert code_of(case.open_envelope(first)) == "201"
    clock.advance(days=31)
    keep_house(relay)
    anna.sign_in()
    assert code_of(case.open_envelope(second)) == "201"
    assert code_of(case.open_envelope(first)) == "400 limit"


def test_a_part_that_was_on_its_way_when_its_envelope_began_anew_is_sent_again(
    relay: RelayUnderTest, case: OwnedCase, anna: Member, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = case.author.seal_file("a.jpg", "image/jpeg", b"a page")
    upload = Upload(anna.browser, file, case.open_envelope(file).get_json()["ticket"])
    write = envelope_routes._write

    def write_late(envelope_id: str, part: Part, body: PartBody) -> None:
        write(envelope_id, part, body)
        monkeypatch.setattr(envelope_routes, "_write", write)
        with relay.inside.database.writing() as connection:
            envelopes.delete_abandoned(connection, clock() + 1, clock())
            housekeeping.delete_bytes(relay.inside, [envelope_id])
            envelopes.begin_anew(connection, envelope_id, clock() + 1)
        relay.inside.blobs.make_envelope(envelope_id)

    monkeypatch.setattr(envelope_routes, "_write", write_late)
    assert code_of(upload.put(0)) == "410 gone"
    assert upload.have().get_json() == {"have": []}
    assert code_of(upload.put(0)) == "201"


def test_bytes_that_a_crash_left_behind_go_with_the_next_round(
    relay: RelayUnderTest, case: OwnedCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = case.add_record()
    with monkeypatch.context() as crash:
        crash.setattr("server.routes.cases.delete_bytes", lambda *_: None)
        assert code_of(case.remove(record)) == "201"
    assert len(relay.stored) == 1
    keep_house(relay)
    assert relay.stored == {}


def test_a_case_that_its_owner_does_not_use_goes_after_the_retention_time(
    make_relay: MakeRelay, clock: Clock
) -> None:
    relay = make_relay(retention_days=100)
    unused, used = relay.case(relay.patient("Anna")), relay.case(relay.patient("Berta"))
    reviewer = relay.reviewer()
    unused.give_consent(reviewer, [unused.add_record()], days=20)
    used.add_record()
    clock.advance(days=60)
    used.owner.sign_in()
    used.owner.browser.ask(f"{used.path}/statements?after=-1")
    clock.advance(days=40)
    keep_house(relay)
    assert (count(relay, tables.cases), len(relay.stored)) == (2, 2)
    clock.advance(ms=1)
    keep_house(relay)
    assert (count(relay, tables.cases), len(relay.stored)) == (1, 1)
    for table in (tables.consents, tables.consent_records):
        assert count(relay, table) == 0
    unused.owner.sign_in()
    assert unused.owner.browser.ask("/api/cases") == {"cases": []}
    assert code_of(unused.owner.browser.get(f"{unused.path}/statements?after=-1")) == "404 not-found"
    used.owner.sign_in()
    assert len(used.owner.browser.ask(f"{used.path}/statements?after=-1")["entries"]) == 2


def test_the_retention_time_is_the_announced_one_whatever_the_setting_says_today(
    make_relay: MakeRelay, clock: Clock
) -> None:
    relay = make_relay(retention_days=100)
    relay.case(relay.patient()).add_record()
    object.__setattr__(relay.settings, "retention_days", 30)
    clock.advance(days=99)
    keep_house(relay)
    assert count(relay, tables.cases) == 1


def test_a_case_with_a_live_consent_is_kept(make_relay: MakeRelay, clock: Clock) -> None:
    relay = make_relay(retention_days=10)
    case = relay.case(relay.patient())
    case.give_consent(relay.reviewer(), [case.add_record()], days=30)
    clock.advance(days=30)
    keep_house(relay)
    assert count(relay, tables.cases) == 1
    clock.advance(ms=1)
    keep_house(relay)
    assert count(relay, tables.cases) == 0


def test_an_account_without_any_way_in_goes_after_a_day(relay: RelayUnderTest, clock: Clock) -> None:
    relay.patient("Anna").make_recovery_sheet()
    without = relay.patient("Berta")
    relay.case(relay.patient("Clara"))
    code = code_of(without.browser.post("/api/sign-out"))
    assert code == "204"
    clock.advance(days=1)
    keep_house(relay)
    assert count(relay, tables.accounts) == 3
    clock.advance(ms=1)
    keep_house(relay)
    assert count(relay, tables.accounts) == 2


def test_sessions_challenges_and_traces_of_rate_limits_go_when_they_are_over(
    relay: RelayUnderTest, anna: Member, clock: Clock
) -> None:
    anna.make_recovery_sheet()
    anna.browser.post("/api/sign-in/options")
    for table in (tables.sessions, tables.challenges, tables.rate_buckets):
        assert count(relay, table) > 0
    clock.advance(days=31)
    keep_house(relay)
    for table in (tables.sessions, tables.challenges, tables.rate_buckets):
        assert count(relay, table) == 0


def test_a_step_that_fails_is_logged_without_content_and_the_others_are_done(
    relay: RelayUnderTest, case: OwnedCase, weber: Reviewer, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.give_consent(weber, [case.add_record()], days=3)
    clock.advance(days=40)

    def failing(*_arguments: object) -> None:
        raise OSError("a name that nobody should read")

    monkeypatch.setattr(consents, "over_and_not_deleted", failing)
    (line,) = logged_in_a_round(relay)
    assert line["event"] == "housekeeping failed"
    assert line["error"].startswith("OSError at test_housekeeping.py:")
    assert "nobody should read" not in str(line)
    assert count(relay, tables.sessions) == 0
