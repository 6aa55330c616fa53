"""Signing in where the browser offers passkeys in the list of a field, beside the button."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser import patient_steps as steps
from tests.browser.kit import Guard, LiveServer, add_passkey_device, phone
from tests.lying_relay.proxy import LyingRelay


@pytest.fixture
def page(
    playwright: Playwright, chromium: Browser, server: LiveServer, recorder: LyingRelay
) -> Iterator[Page]:
    """A phone whose browser has such a list."""
    context = phone(playwright, chromium, recorder.url, passkey_list=True)
    guard = Guard(context, recorder.url)
    yield context.new_page()
    context.close()
    guard.check()


def sign_ins(recorder: LyingRelay) -> int:
    return sum(each.path == "/api/sign-in" for each in recorder.exchanges)


def test_a_passkey_chosen_from_the_list_signs_in(page: Page, recorder: LyingRelay) -> None:
    # The device of this tab chooses by itself, as soon as there is a list.
    add_passkey_device(page)
    steps.enrol(page)
    steps.sign_out(page)
    before = sign_ins(recorder)
    page.goto("/#/sign-in")
    steps.expect_screen(page, "home-title")
    assert sign_ins(recorder) == before + 1


def test_the_button_takes_the_place_of_the_list(page: Page, recorder: LyingRelay) -> None:
    device = add_passkey_device(page)
    steps.enrol(page)
    steps.sign_out(page)
    before = sign_ins(recorder)
    device.wait_for_the_person(True)
    with page.expect_response("**/api/sign-in/options"):
        page.goto("/#/sign-in")
    expect(page.get_by_label(steps.sentence("sign-in-autofill"))).to_be_visible()
    device.wait_for_the_person(False)
    steps.press(page, "sign-in-button")
    steps.expect_screen(page, "home-title")
    steps.wait_until_kept(page)
    assert sign_ins(recorder) == before + 1
