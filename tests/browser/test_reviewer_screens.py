"""Every screen of the reviewer: readable, reachable and whole, in both languages, light and dark, at desk and phone.

Each screen is photographed into tests/.artefacts/reviewer-screens for whoever wants to look.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests.browser import patient_steps
from tests.browser import reviewer_steps as steps
from tests.browser.kit import DESK_SIZE, PHONE_SIZE, Guard, LiveServer, add_passkey_device, desk, phone, scan
from tests.browser.look import Look
from tests.fixtures import documents
from tests.fixtures.reports import three_reports
from tests.lying_relay.envelope_lies import change_a_byte, tampered_envelopes
from tests.lying_relay.proxy import LyingRelay

QUESTION = "Is there another way to treat this?\nMy doctor says that an operation is too late. Is it?"


@pytest.fixture(params=["en", "de"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def at_desk(
    chromium: Browser, server: LiveServer, recorder: LyingRelay, language: str
) -> Iterator[BrowserContext]:
    """A reviewer's desk that speaks the language."""
    context = desk(chromium, recorder.url, locale=language)
    guard = Guard(context, recorder.url)
    with steps.speaking(language):
        yield context
    context.close()
    guard.check()


@pytest.mark.slow
@pytest.mark.timeout(500)
def test_every_screen_can_be_read_and_reached(
    at_desk: BrowserContext,
    playwright: Playwright,
    chromium: Browser,
    server: LiveServer,
    recorder: LyingRelay,
    language: str,
) -> None:
    look = Look(language, "reviewer-screens", (PHONE_SIZE, DESK_SIZE))
    page = at_desk.new_page()
    add_passkey_device(page)
    enrolment(page, look, server)
    with phone(playwright, chromium, recorder.url) as context:
        patient = context.new_page()
        add_passkey_device(patient)
        consent_id = share(patient, _name(look))
        reading(page, look)
        refused(page, look, recorder)
        on_own_computer(page, look)
        patient_steps.withdraw(patient, consent_id)
    over(page, look)
    settings(page, look)
    assert look.faults == []
    assert len(look.seen) == len(set(look.seen))


def enrolment(page: Page, look: Look, server: LiveServer) -> None:
    page.goto("/reviewer")
    steps.expect_screen(page, "reviewer-welcome-title")
    look(page, "welcome")
    page.goto("/reviewer#/sign-in")
    steps.expect_screen(page, "sign-in-title")
    look(page, "sign-in")
    page.goto("about:blank")
    page.goto(steps.invite(server))
    steps.expect_screen(page, "invited-title")
    look(page, "invited")
    steps.press(page, "invited-begin")
    steps.expect_screen(page, "apply-title")
    steps.press(page, "apply-send")
    look(page, "apply")
    words = steps.apply(page, _name(look))
    look(page, "waiting")
    steps.approve(server, words)
    steps.look_again(page)
    steps.expect_screen(page, "inbox-title")
    look(page, "inbox-empty")


def _name(look: Look) -> str:
    """Both languages are seen at one relay, each by a reviewer of its own."""
    return f"{steps.NAME} ({look.language})"


def share(page: Page, name: str) -> str:
    patient_steps.enrol(page)
    pages = [
        patient_steps.a_file(f"page-{number}.jpg", scan(report))
        for number, report in enumerate(three_reports(), start=1)
    ]
    patient_steps.add_files(
        page, pages, title="Biopsy of the pancreas", source="St. Anna Hospital", year="2026"
    )
    letter = patient_steps.a_file("letter.pdf", documents.text_pdf(12))
    patient_steps.add_files(page, [letter], kind="referral-letter", title="Letter of Dr. Lang", year="2025")
    patient_steps.expect_stored(page, 2)
    patient_steps.make_sheet(page)
    return patient_steps.send_to_reviewer(page, name, question=QUESTION)


def reading(page: Page, look: Look) -> None:
    steps.go_to_inbox(page)
    expect(steps.cases(page, "new")).to_have_count(1)
    look(page, "inbox")
    steps.open_case(page)
    look(page, "case")
    page.get_by_text(steps.sentence("case-screen")).click()
    look(page, "case-words")
    steps.read_records(page)
    expect(page.locator(".tile canvas")).to_have_count(3)
    look(page, "desk")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name=steps.sentence("desk-help"))).to_be_visible()
    look(page, "desk-keys")
    page.keyboard.press("Escape")
    steps.go_to_next_record(page, "Letter of Dr. Lang")
    expect(page.locator(".tile")).to_have_count(12)
    steps.expect_shown(page)
    look(page, "desk-pdf")
    steps.leave_desk(page)


def refused(page: Page, look: Look, recorder: LyingRelay) -> None:
    page.reload()
    steps.open_case(page)
    recorder.lie = tampered_envelopes(recorder, change_a_byte)
    page.get_by_role("link", name=steps.sentence("case-read")).click()
    expect(page.get_by_text(steps.sentence("error-envelope-digest"))).to_be_visible()
    look(page, "desk-refused")
    recorder.lie = None
    steps.leave_desk(page)


def on_own_computer(page: Page, look: Look) -> None:
    steps.download_case(page)
    look(page, "case-downloaded")
    steps.make_key_file(page)
    look(page, "key-file")


def over(page: Page, look: Look) -> None:
    steps.go_to_inbox(page)
    expect(steps.cases(page, "over")).to_have_count(1)
    look(page, "inbox-over")
    steps.cases(page, "over").get_by_role("link").click()
    steps.expect_screen(page, "over-withdrawn-title")
    look(page, "over")


def settings(page: Page, look: Look) -> None:
    page.goto("/reviewer#/settings")
    steps.expect_screen(page, "settings")
    look(page, "settings")
    for part, title in (
        ("words", "words-title"),
        ("passkeys", "passkeys-title"),
        ("devices", "devices-title"),
    ):
        page.goto(f"/reviewer#/settings/{part}")
        steps.expect_screen(page, title)
        expect(page.locator(".progress")).to_have_count(0)
        look(page, part)
    page.goto("/reviewer#/settings/sign-out")
    steps.expect_screen(page, "sign-out")
    look(page, "sign-out")
