"""Each check is what refuses its lie: where the app is served without the check, the lie is believed.

Nobody is protected from a relay that serves other scripts (docs/threat-model.md); here it shows that the tests of this
folder can fail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from server.key_files import load_relay_keys
from tests.browser import patient_steps as patient_does
from tests.browser.browsers import phone
from tests.browser.passkeys import add_passkey_device
from tests.lying_relay import account_lies, chain_lies, consent_lies, directory_lies
from tests.lying_relay.proxy import Lie
from tests.lying_relay.script_lies import Replacement, both, scripts_changed, without_validators
from tests.lying_relay.test_account import way_in_of
from tests.lying_relay.test_consents import INVENTED, INVENTED_TITLE, invent
from tests.lying_relay.test_directory import IMPOSTOR, log_with_impostor
from tests.lying_relay.world import World, look_again, open_anew

# The first test of a run makes the world as well.
pytestmark = pytest.mark.timeout(300)

Scripts = Mapping[str, Sequence[Replacement]]


@pytest.fixture(autouse=True)
def _every_script_is_fetched(world: World) -> Iterator[None]:
    world.relay.request_lie = without_validators
    yield
    world.relay.request_lie = world.relay.lie = None


CONSENTS: dict[str, tuple[str, Scripts]] = {
    "the words that were signed": (
        "other words than those that were signed",
        {"case/consent.js": [('refuse("consent-screen")', "0")]},
    ),
    "the records that were named": (
        "more records than it names",
        {"case/consent.js": [("if (!same) refuse(", "if (false) refuse(")]},
    ),
    "the place in the chain": (
        "a record that is not in the chain",
        {"case/consent.js": [("if (!inChain) refuse(", "if (false) refuse(")]},
    ),
    "the log that the patient saw": (
        "a proof from another log",
        {"case/consent.js": [("await refuseSplitView(checkpoint, index, leaf, directory);", "")]},
    ),
}


@pytest.mark.parametrize("check", CONSENTS)
def test_a_reviewer_opens_an_invented_consent_without_the_check_of(world: World, check: str) -> None:
    lie, scripts = CONSENTS[check]
    case = invent(world, INVENTED[lie][0])
    with world.lying(both(case.served(), scripts_changed(scripts)), world.desk, may_remember=True):
        world.see_case()
        expect(world.desk.get_by_role("link", name=re.compile(INVENTED_TITLE))).to_be_visible()


SIGN_INS: dict[str, tuple[Callable[[World], Lie], Scripts]] = {
    "the signature of the way in": (
        lambda world: account_lies.way_in_replaced(
            account_lies.changed_in_a_bit(way_in_of(world, "passkey"))
        ),
        {"keys/way-in.js": [("await verifyOwnSignature(account, signedObject);", "")]},
    ),
    "a salt of the relay's choice": (
        lambda _: account_lies.prf_salt_replaced,
        {"keys/passkey.js": [('"prf" in extensions)', "false)")]},
    ),
    "the account that the passkey names": (
        lambda world: account_lies.another_account_signed_in(world.reviewer_id),
        {"acts/sign-in.js": [("if (answer.account_id !== used.accountId)", "if (false)")]},
    ),
}


@pytest.mark.parametrize("check", SIGN_INS)
def test_a_patient_signs_in_without_the_check_of(world: World, check: str) -> None:
    lie, scripts = SIGN_INS[check]
    told = lie(world)
    patient_does.sign_out(world.phone)
    world.relay.lie = both(told, scripts_changed(scripts))
    look_again(world.phone)
    patient_does.sign_in(world.phone)
    patient_does.expect_screen(world.phone, "home-title")
    world.relay.lie = None
    world.expect_unharmed(world.phone)


def _receipt_for_an_unknown_consent(world: World) -> Lie:
    key = load_relay_keys(world.server.data / "keys").receipt
    return consent_lies.receipts_served(consent_lies.receipt(world.case_id, "ab" * 16, key))


def _older_chain(world: World) -> Lie:
    return chain_lies.only_the_first(2, chain_lies.hash_of(world.entries()[1]))


REFRESHES: dict[str, tuple[Callable[[World], Lie], Scripts]] = {
    "what a receipt is for": (
        _receipt_for_an_unknown_consent,
        {"acts/receipts.js": [("refuseOutOfPlace(receipt, fold);", "")]},
    ),
    "the head that was seen": (
        _older_chain,
        {"acts/relay-chain.js": [("if (before && answer.head.sequence < before.sequence)", "if (false)")]},
    ),
}


@pytest.mark.parametrize("check", REFRESHES)
def test_a_patient_sees_nothing_wrong_without_the_check_of(world: World, check: str) -> None:
    lie, scripts = REFRESHES[check]
    with world.lying(both(lie(world), scripts_changed(scripts)), world.phone):
        open_anew(world.phone)
        patient_does.expect_stored(world.phone, 2)
        expect(world.phone.locator("[data-failure]")).to_have_count(0)


@pytest.fixture
def newcomer(playwright: Playwright, chromium: Browser, world: World) -> Iterator[Page]:
    """Somebody who believes what must not be believed by those whom other tests need."""
    context = phone(playwright, chromium, world.relay.url, service_workers="block")
    page = context.new_page()
    add_passkey_device(page)
    yield page
    context.close()


def _entries_swapped(world: World) -> Lie:
    return directory_lies.under_the_checkpoint_of(world.log, directory_lies.forked(world.log).served())


def _another_clinic(world: World) -> Lie:
    return directory_lies.another_clinic(world.log, IMPOSTOR).served()


DIRECTORIES: dict[str, tuple[Callable[[World], Lie], Scripts]] = {
    "the root": (
        _entries_swapped,
        {"case/directory.js": [('refuse("log-proof", "root of the entries")', "0")]},
    ),
    "the clinic's signature": (
        log_with_impostor,
        {"case/directory.js": [("await verify(clinicPublic, CLINIC_LABEL, signed, clinicSignature);", "")]},
    ),
    "the pinned clinic": (
        _another_clinic,
        {
            "case/directory.js": [('refuse("clinic");', "0;")],
            "acts/pinned-clinic.js": [
                ("if (before && before.clinicPublic !== toBase64url(key))", "if (false)"),
            ],
        },
    ),
}


@pytest.mark.parametrize("check", DIRECTORIES)
def test_a_newcomer_sees_nothing_wrong_without_the_check_of(world: World, newcomer: Page, check: str) -> None:
    lie, scripts = DIRECTORIES[check]
    world.relay.lie = both(lie(world), scripts_changed(scripts))
    patient_does.enrol(newcomer, f"/#clinic={world.clinic_public}")
    newcomer.goto("/#/")
    open_anew(newcomer)
    patient_does.expect_screen(newcomer, "home-title")
    expect(newcomer.locator("[data-failure]")).to_have_count(0)
