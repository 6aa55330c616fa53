"""Statements dropped, inserted, reordered, edited, hidden, forked: refused by the real clients."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, expect

from scripts.vectors.author import DAY_MS
from tests.browser import patient_steps as patient_does
from tests.browser.browsers import phone
from tests.browser.passkeys import add_passkey_device
from tests.lying_relay import chain_lies as lies
from tests.lying_relay.world import (
    World,
    expect_nothing_of_the_case,
    expect_refused,
    look_again,
    open_anew,
)

# The first test of a run makes the world as well.
pytestmark = pytest.mark.timeout(300)


def test_a_device_that_saw_more_refuses_an_older_chain(world: World) -> None:
    with world.lying(lies.only_the_first(2, lies.hash_of(world.entries()[1])), world.phone):
        look_again(world.phone)
        expect_refused(world.phone, "chain-shorter")


def test_a_device_refuses_another_chain_of_the_same_length(world: World) -> None:
    with world.lying(lies.another_head, world.phone):
        look_again(world.phone)
        expect_refused(world.phone, "chain-forked")


def test_a_withdrawal_that_the_relay_only_says_it_took_is_not_believed(world: World) -> None:
    swallowed = lies.SwallowedStatement()
    patient_does.open_sharing(world.phone, world.consent_id)
    world.relay.request_lie, world.relay.lie = swallowed.request, swallowed.answer_taken
    patient_does.press(world.phone, "withdraw")
    patient_does.press(world.phone.get_by_role("dialog"), "withdraw-yes")
    expect_refused(world.phone, "chain-shorter")
    expect(world.phone.get_by_text(patient_does.sentence("shared-withdrawn"))).to_have_count(0)
    world.relay.request_lie = world.relay.lie = None
    assert swallowed.entry
    assert lies.signed_fields(swallowed.entry)["type"] == "consent-withdrawn"
    world.expect_unharmed(world.phone)


def test_a_new_patient_keeps_her_case_when_the_relay_serves_its_own(
    world: World, playwright: Playwright, chromium: Browser
) -> None:
    context = phone(playwright, chromium, world.relay.url)
    page = context.new_page()
    add_passkey_device(page)
    world.relay.lie = lies.case_of_somebody_else
    patient_does.enrol(page)
    page.goto("/#/")
    expect_refused(page, "chain-role")
    world.relay.lie = None
    open_anew(page)
    patient_does.expect_screen(page, "home-title")
    expect(page.locator("[data-failure]")).to_have_count(0)
    context.close()


def _end_later(fields: dict[str, Any]) -> None:
    fields["public"]["ends_at_ms"] += DAY_MS


def _another_record(fields: dict[str, Any]) -> None:
    fields["public"]["record_id"] = "ab" * 16


CHANGES: dict[str, tuple[Callable[[World], lies.Change], str]] = {
    "a dropped record": (lambda _: lies.without("record-added"), "chain-link"),
    "a dropped consent": (lambda _: lies.without("consent-given"), "chain-link"),
    "a consent inserted once more": (lambda _: lies.with_repeated("consent-given"), "chain-link"),
    "swapped statements": (lambda _: lies.with_swapped_neighbours, "chain-link"),
    "an edited record": (lambda _: lies.with_edited("record-added", _another_record), "signature"),
    "an edited consent": (lambda _: lies.with_edited("consent-given", _end_later), "signature"),
    "a hidden statement": (lambda _: lies.hidden_instead("record-added"), "encoding"),
    "another private part": (
        lambda world: lies.with_part_of_another("private", "record-added", world.entry("case-opened")),
        "chain-private",
    ),
    "another stanza": (
        lambda world: lies.with_part_of_another("stanza", "case-opened", world.entry("consent-given")),
        "chain-private",
    ),
}


@pytest.mark.parametrize("lie", CHANGES)
def test_a_device_that_has_nothing_yet_refuses(world: World, lie: str) -> None:
    change, failure = CHANGES[lie]
    patient_does.sign_out(world.phone)
    with world.lying(lies.entries_changed(change(world)), world.phone):
        patient_does.sign_in(world.phone)
        expect_refused(world.phone, failure)
        assert patient_does.records(world.phone).count() == 0


def test_a_new_device_refuses_the_other_one_of_two_statements_with_the_same_number(world: World) -> None:
    number = int(world.swallowed["sequence"])
    # Where others follow, the next one's link breaks; where it is the last, the account remembers the right one.
    failure = "chain-forked" if number == len(world.entries()) - 1 else "chain-link"
    patient_does.sign_out(world.phone)
    with world.lying(lies.entries_changed(lies.replaced_at(number, world.swallowed)), world.phone):
        patient_does.sign_in(world.phone)
        expect_refused(world.phone, failure)


def test_a_reviewer_who_saw_more_refuses_an_older_chain(world: World) -> None:
    with world.lying(lies.only_the_first(3, lies.hash_of(world.entries()[2])), world.desk):
        world.see_case()
        expect_refused(world.desk, "chain-shorter")
        expect_nothing_of_the_case(world.desk)


def test_a_reviewer_is_not_shown_records_before_the_consent(world: World) -> None:
    added = world.entry("record-added", 0)
    with world.lying(lies.entries_changed(lies.replaced_at(1, added)), world.desk):
        world.see_case()
        expect_refused(world.desk, "chain-scope")
        expect_nothing_of_the_case(world.desk)


def test_a_reviewer_refuses_a_hidden_statement_that_is_another(world: World) -> None:
    hidden = {"sequence": 1, "sha256": lies.hash_of(world.entries()[0])}
    with world.lying(lies.entries_changed(lies.replaced_at(1, hidden)), world.desk):
        world.see_case()
        expect_refused(world.desk, "chain-link")
        expect_nothing_of_the_case(world.desk)
