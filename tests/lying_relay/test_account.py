"""Ways in replaced, accounts planted, ceremonies turned to another use, memory taken back: refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, expect

from scripts.vectors.author import Person
from server.crypto.encoding import from_base64url
from server.crypto.way_in import WayIn
from tests.browser import patient_steps as patient_does
from tests.browser.browsers import phone
from tests.browser.secrets_of_people import way_in_objects
from tests.lying_relay import account_lies as lies
from tests.lying_relay.proxy import Lie
from tests.lying_relay.world import World, expect_refused, look_again, states_of

# The first test of a run makes the world as well.
pytestmark = pytest.mark.timeout(300)

ATTACKER = Person("whoever runs the relay")

Planted = Callable[[World], dict[str, Any]]


def way_in_of(world: World, kind: str) -> dict[str, Any]:
    """The patient's way in of a kind."""
    account_id = world.patient_account().keys.account_id
    for value in way_in_objects(world.relay.exchanges):
        way_in = WayIn.parse(from_base64url(value["signed"]))
        if (way_in.account_id, way_in.kind) == (account_id, kind):
            return value
    raise LookupError(f"the patient has no way in of the kind {kind}")


PLANTED: dict[str, Planted] = {
    "another account, by its own name": lambda world: lies.planted_account(
        way_in_of(world, "passkey"), ATTACKER, keep_account_id=False
    ),
    "another account, by the true name": lambda world: lies.planted_account(
        way_in_of(world, "passkey"), ATTACKER, keep_account_id=True
    ),
    "a changed bit": lambda world: lies.changed_in_a_bit(way_in_of(world, "passkey")),
    "the way in of the recovery sheet": lambda world: way_in_of(world, "recovery"),
    "the way in of somebody else": lambda world: way_in_objects(world.relay.exchanges)[0],
}


@pytest.mark.parametrize("planted", PLANTED)
def test_signing_in_refuses(world: World, planted: str) -> None:
    way_in = PLANTED[planted](world)
    patient_does.sign_out(world.phone)
    with world.signing_in(lies.way_in_replaced(way_in)):
        patient_does.sign_in(world.phone)
        expect_refused(world.phone, "way-in")


def test_signing_in_refuses_a_salt_of_the_relays_choice(world: World) -> None:
    seen = list(world.patient_listener.prf_outputs)
    patient_does.sign_out(world.phone)
    with world.signing_in(lies.prf_salt_replaced):
        patient_does.sign_in(world.phone)
        expect_refused(world.phone, "way-in")
        assert world.patient_listener.prf_outputs == seen, "the passkey was asked for another secret"


def test_signing_in_refuses_another_account_than_the_passkeys(world: World) -> None:
    patient_does.sign_out(world.phone)
    with world.signing_in(lies.another_account_signed_in(world.reviewer_id)):
        patient_does.sign_in(world.phone)
        expect_refused(world.phone, "way-in")


def test_a_withheld_way_in_opens_nothing_and_leads_to_the_sheet(world: World) -> None:
    patient_does.sign_out(world.phone)
    with world.signing_in(lies.way_in_replaced(None)):
        patient_does.sign_in(world.phone)
        patient_does.expect_screen(world.phone, "locked-title")
        expect(world.phone.get_by_role("link", name=patient_does.sentence("have-sheet"))).to_be_visible()


def test_recovery_refuses_a_planted_account(world: World, playwright: Playwright, chromium: Browser) -> None:
    sheet = way_in_of(world, "recovery")
    planted = lies.planted_account(sheet, ATTACKER, keep_account_id=True)
    context = phone(playwright, chromium, world.relay.url)
    page = context.new_page()
    with world.lying(lies.way_in_replaced(planted), world.phone):
        page.goto("/#/recover")
        patient_does.type_words(page, world.words)
        patient_does.press(page, "recover-open")
        expect_refused(page, "way-in")
    context.close()


def _first_state(world: World) -> Lie:
    """The account state that the patient's device stored first."""
    return lies.state_replaced(*states_of(world.relay, world.patient_account().keys)[0])


def _state_of_the_reviewer(world: World) -> Lie:
    """The last one of another account."""
    return lies.state_replaced(*states_of(world.relay, world.reviewer_account().keys)[-1])


STATES: dict[str, tuple[Callable[[World], Lie], str]] = {
    "an older one": (_first_state, "chain-shorter"),
    "none": (lambda _: lies.state_replaced(None, None), "chain-shorter"),
    "somebody else's": (_state_of_the_reviewer, "envelope-commitment"),
}


@pytest.mark.parametrize("state", STATES)
def test_a_device_refuses_another_account_state(world: World, state: str) -> None:
    lie, failure = STATES[state]
    with world.lying(lie(world), world.phone):
        look_again(world.phone)
        expect_refused(world.phone, failure)
