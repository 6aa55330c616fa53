"""Consents widened, extended, replayed, made up; receipts forged: refused by the real clients."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from nacl.signing import SigningKey
from playwright.sync_api import expect

from scripts.vectors.author import DAY_MS, WrittenRecord
from scripts.vectors.clinic import Clinic
from server.crypto.announcements import DirectoryEntry
from server.crypto.encoding import JsonValue
from server.crypto.merkle import leaf_hash
from server.key_files import load_relay_keys
from tests.browser import patient_steps as patient_does
from tests.browser import reviewer_steps as reviewer_does
from tests.fixtures.documents import jpeg
from tests.lying_relay import chain_lies, consent_lies, directory_lies
from tests.lying_relay.chain_lies import signed_fields
from tests.lying_relay.consent_lies import InventedCase
from tests.lying_relay.world import (
    OTHER_REVIEWER,
    World,
    expect_nothing_of_the_case,
    expect_refused,
    look_again,
)

# The first test of a run makes the world as well.
pytestmark = pytest.mark.timeout(300)

PICTURE = jpeg((300, 400))
INVENTED_TITLE = "A record that the relay made up"


def _with_another_record(fields: dict[str, Any], world: World) -> None:
    other = signed_fields(world.entry("record-added", 1))["public"]["record_id"]
    fields["public"]["record_ids"] = sorted([*fields["public"]["record_ids"], other])


def _ending_later(fields: dict[str, Any], _world: World) -> None:
    fields["public"]["ends_at_ms"] += DAY_MS


def _for_another_reviewer(fields: dict[str, Any], world: World) -> None:
    fields["public"]["reviewer"]["account_id"] = world.patient_account().keys.account_id


def _edited(edit: Callable[[dict[str, Any], World], None]) -> Callable[[World], chain_lies.Change]:
    return lambda world: chain_lies.with_edited("consent-given", lambda fields: edit(fields, world))


def _without_part(part: str) -> Callable[[World], chain_lies.Change]:
    return lambda _: chain_lies.with_part_of_another(part, "consent-given", {part: None})


def _part_of(part: str, statement_type: str) -> Callable[[World], chain_lies.Change]:
    return lambda world: chain_lies.with_part_of_another(part, "consent-given", world.entry(statement_type))


CHANGES: dict[str, tuple[Callable[[World], chain_lies.Change], str]] = {
    "widened by a record": (_edited(_with_another_record), "signature"),
    "extended by a day": (_edited(_ending_later), "signature"),
    "given to somebody else": (_edited(_for_another_reviewer), "signature"),
    "with the stanza of something else": (_part_of("stanza", "case-opened"), "chain-private"),
    "with the private part of something else": (_part_of("private", "record-added"), "chain-private"),
    "without its stanza": (_without_part("stanza"), "stanza"),
    "without its private part": (_without_part("private"), "chain-private"),
}


@pytest.mark.parametrize("lie", CHANGES)
def test_a_reviewer_opens_no_consent(world: World, lie: str) -> None:
    change, failure = CHANGES[lie]
    with world.lying(chain_lies.entries_changed(change(world)), world.desk):
        world.see_case()
        expect_refused(world.desk, failure)
        expect_nothing_of_the_case(world.desk)


@dataclass
class Made:
    """What the relay has in hand when it makes up a consent."""

    world: World
    case: InventedCase
    record: WrittenRecord
    other: WrittenRecord


def _other_screen(_: Made) -> dict[str, Any]:
    return {"private": {"screen": {"language": "en", "lines": ["Nobody will open anything."]}}}


def _fewer_records(made: Made) -> dict[str, Any]:
    return {"private": {"records": [made.record.shared(), made.other.shared()]}}


def _record_of_another_place(made: Made) -> dict[str, Any]:
    return {"private": {"records": [made.record.shared() | {"statement_sha256": "ab" * 32}]}}


def _entry_of_another(made: Made) -> dict[str, Any]:
    index = directory_lies.index_of_reviewer(made.case.log, OTHER_REVIEWER)
    entry = made.case.log.entries[index]
    return {
        "announcement_sha256": leaf_hash(entry).hex(),
        "proof": made.case.log.proof(index),
        "private": {"entry": DirectoryEntry.parse(entry).to_json()},
    }


def _proof_of_a_fork(made: Made) -> dict[str, Any]:
    """The reviewer's leaf stands where it should, but what came after it is another history."""
    entries = made.case.log.entries[: made.case.reviewer_index + 1]
    return {"proof": made.case.log.with_entries([*entries, entries[0]]).proof(made.case.reviewer_index)}


def _proof_of_a_larger_log(made: Made) -> dict[str, Any]:
    log = made.case.log
    return {"proof": log.with_entries([*log.entries, log.entries[-1]]).proof(made.case.reviewer_index)}


def _proof_of_another_key(made: Made) -> dict[str, Any]:
    forged = replace(made.case.log, key=SigningKey.generate())
    return {"proof": forged.proof(made.case.reviewer_index)}


def _stanza_for_another_consent(made: Made) -> dict[str, Any]:
    author, reviewer = made.case.author, made.case.reviewer
    purpose = consent_lies.stanza_purpose(author.case_id, reviewer.account_id, "ab" * 16)
    return {"stanza": author.seal_stanza(reviewer, purpose, bytes(32))}


def _sealed_under_another_key(made: Made) -> dict[str, Any]:
    return {"private_key": made.case.author.keys.case_key}


INVENTED: dict[str, tuple[Callable[[Made], dict[str, Any]], str]] = {
    "other words than those that were signed": (_other_screen, "consent-screen"),
    "more records than it names": (_fewer_records, "consent-scope"),
    "a record that is not in the chain": (_record_of_another_place, "consent-scope"),
    "the entry of another reviewer": (_entry_of_another, "announcement"),
    "a proof from another log": (_proof_of_a_fork, "log-fork"),
    "a proof from a larger log": (_proof_of_a_larger_log, "log-shrunk"),
    "a proof that the log did not sign": (_proof_of_another_key, "log-signature"),
    "a stanza for another consent": (_stanza_for_another_consent, "stanza"),
    "a private part under another key": (_sealed_under_another_key, "chain-private"),
}


def invent(world: World, change: Callable[[Made], dict[str, Any]]) -> InventedCase:
    log = world.log
    index = directory_lies.index_of_reviewer(log, reviewer_does.NAME)
    case = InventedCase(world.reviewer_person(), log, index)
    record, other = case.add_record(INVENTED_TITLE, PICTURE), case.add_record("Another", PICTURE)
    case.give_consent([record], **change(Made(world, case, record, other)))
    return case


@pytest.mark.parametrize("lie", INVENTED)
def test_a_reviewer_opens_no_invented_consent_with(world: World, lie: str) -> None:
    change, failure = INVENTED[lie]
    with world.lying(invent(world, change).served(), world.desk, may_remember=True):
        world.see_case()
        expect_refused(world.desk, failure)
        expect(world.desk.get_by_text(INVENTED_TITLE)).to_have_count(0)


def test_the_same_invented_case_without_a_lie_is_a_case_like_any_other(world: World) -> None:
    with world.lying(invent(world, lambda _: {}).served(), world.desk, may_remember=True):
        world.see_case()
        expect(world.desk.get_by_role("link", name=re.compile(INVENTED_TITLE))).to_be_visible()


def test_a_clock_that_the_relay_holds_back_does_not_stretch_a_consent(world: World) -> None:
    ends_at_ms = signed_fields(world.entry("consent-given"))["public"]["ends_at_ms"]
    world.desk.clock.set_system_time(datetime.fromtimestamp((ends_at_ms + DAY_MS) / 1000, UTC))
    world.see_inbox()
    expect(reviewer_does.cases(world.desk, "over")).to_have_count(1)
    expect_nothing_of_the_case(world.desk)
    world.desk.clock.set_system_time(datetime.now(UTC))
    world.expect_unharmed(world.desk)


def test_a_consent_that_is_replayed_after_its_withdrawal_stays_closed(world: World) -> None:
    consent_id = patient_does.send_to_reviewer(world.phone, reviewer_does.NAME, question="And this one?")
    world.see_inbox()
    expect(world.desk.get_by_text("And this one?")).to_be_visible()
    before = world.answers_to(world.desk)
    patient_does.withdraw(world.phone, consent_id)
    world.see_inbox()
    expect(reviewer_does.cases(world.desk, "over")).to_have_count(1)
    with world.lying(consent_lies.replayed(before), world.desk):
        look_again(world.desk)
        expect_refused(world.desk, "chain-shorter")
        expect_nothing_of_the_case(world.desk)
    only_the_case = [each for each in before if each.path.startswith(("/api/cases", "/api/envelopes"))]
    with world.lying(consent_lies.replayed(only_the_case), world.desk):
        world.see_case()
        expect_refused(world.desk, "chain-shorter")
        expect_nothing_of_the_case(world.desk)
    world.expect_unharmed(world.phone)


def test_a_reviewer_who_claims_to_have_opened_another_record_does_not_lock_the_patient_out(
    world: World,
) -> None:
    consent_id = patient_does.send_to_reviewer(world.phone, reviewer_does.NAME, question="And that one?")
    own_record = signed_fields(world.entry("record-added", 1))["public"]["record_id"]
    claimed = consent_lies.opened_claim(
        world.reviewer_person(), world.entries(), consent_id, [own_record, "ab" * 16]
    )
    world.post_as_reviewer(claimed)
    patient_does.go_home(world.phone)
    patient_does.open_sharing(world.phone, consent_id)
    expect(world.phone.get_by_text(patient_does.sentence("timeline-opened"))).to_have_count(1)
    expect(world.phone.locator("[data-failure]")).to_have_count(0)
    patient_does.withdraw(world.phone, consent_id)
    world.expect_unharmed(world.phone)


def _unknown_consent(world: World, key: SigningKey) -> JsonValue:
    return consent_lies.receipt(world.case_id, "ab" * 16, key)


def _live_consent(world: World, key: SigningKey) -> JsonValue:
    return consent_lies.receipt(world.case_id, world.consent_id, key)


def _ended_early(world: World, key: SigningKey) -> JsonValue:
    return consent_lies.receipt(world.case_id, world.consent_id, key, "ended")


def _another_case(world: World, key: SigningKey) -> JsonValue:
    return consent_lies.receipt("ab" * 16, world.consent_id, key)


def _another_key(world: World, _key: SigningKey) -> JsonValue:
    return consent_lies.receipt(world.case_id, world.consent_id, Clinic("another").receipt_key)


RECEIPTS: dict[str, tuple[Callable[[World, SigningKey], JsonValue], str]] = {
    "for a consent that nobody gave": (_unknown_consent, "chain-scope"),
    "for a consent that is live": (_live_consent, "chain-scope"),
    "for an end that has not come": (_ended_early, "chain-scope"),
    "for another case": (_another_case, "chain-scope"),
    "signed with another key": (_another_key, "signature"),
}


@pytest.mark.parametrize("lie", RECEIPTS)
def test_a_patient_believes_no_receipt(world: World, lie: str) -> None:
    make, failure = RECEIPTS[lie]
    key = load_relay_keys(world.server.data / "keys").receipt
    with world.lying(consent_lies.receipts_served(make(world, key)), world.phone):
        look_again(world.phone)
        expect_refused(world.phone, failure)
