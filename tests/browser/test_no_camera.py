"""A camera that may not be used, or that is not there: the phone's own camera and files do as well."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, Playwright, expect

from tests.browser import patient_steps as steps
from tests.browser.kit import (
    Guard,
    LiveServer,
    ReportFacts,
    add_passkey_device,
    launch,
    pathology_report,
    phone,
    photograph,
)
from tests.lying_relay.proxy import LyingRelay


def take_photo_of_the_phones_own_camera(page: Page) -> None:
    """In place of the picture that does not come; it is looked at like any other."""
    photo = steps.a_file("photo.jpg", photograph(pathology_report(ReportFacts())))
    page.get_by_label(steps.sentence("take-photo")).set_input_files(photo)
    expect(page.locator(".shutter-count")).to_have_text(re.compile(r"\b1\b"))
    steps.press(page, "done")
    expect(steps.pages(page).get_by_text(steps.sentence("badge-good"))).to_be_visible(timeout=60_000)


def go_to_the_camera(page: Page) -> None:
    """A patient who is new here."""
    add_passkey_device(page)
    steps.enrol(page)
    steps.begin_record(page)
    steps.follow(page, "take-several")


def test_where_the_camera_is_refused_the_phones_own_one_does_as_well(
    playwright: Playwright, server: LiveServer, recorder: LyingRelay
) -> None:
    browser = launch(
        playwright, arguments=["--use-fake-device-for-media-stream", "--deny-permission-prompts"]
    )
    with browser, phone(playwright, browser, recorder.url) as context:
        guard = Guard(context, recorder.url)
        page = context.new_page()
        go_to_the_camera(page)
        expect(page.get_by_role("alert").get_by_text(steps.sentence("camera-refused"))).to_be_visible()
        take_photo_of_the_phones_own_camera(page)
        guard.check()


def test_where_there_is_no_camera_files_and_the_phones_own_one_do_as_well(
    new_phone: Callable[..., Page],
) -> None:
    page = new_phone()
    go_to_the_camera(page)
    expect(page.get_by_role("alert").get_by_text(steps.sentence("camera-missing"))).to_be_visible()
    take_photo_of_the_phones_own_camera(page)


def test_a_browser_that_shows_no_camera_in_pages_does_not_offer_it(page: Page) -> None:
    page.add_init_script("delete Navigator.prototype.mediaDevices;")
    page.reload()
    expect(page.get_by_label(steps.sentence("take-photo"))).to_be_attached()
    expect(page.get_by_role("link", name=steps.sentence("take-several"))).to_have_count(0)
