"""Every screen of the patient: readable, reachable and whole, in both languages, light and dark, narrow and large.

Each screen is photographed into tests/.artefacts/screens for whoever wants to look.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from pypdf import PdfReader

from tests.browser import patient_steps as steps
from tests.browser.kit import Guard, LiveServer, PasskeyDevice, add_passkey_device, phone
from tests.browser.known_reviewer import REVIEWER_NAME
from tests.browser.look import Look
from tests.fixtures.documents import text_pdf
from tests.lying_relay.proxy import LyingRelay


@pytest.fixture(params=["en", "de"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def person(
    playwright: Playwright,
    chromium_with_camera: Browser,
    server: LiveServer,
    recorder: LyingRelay,
    language: str,
) -> Iterator[BrowserContext]:
    """A patient's phone that speaks the language."""
    context = phone(playwright, chromium_with_camera, recorder.url, locale=language)
    guard = Guard(context, recorder.url, allow_errors=["ERR_INTERNET_DISCONNECTED"])
    with steps.speaking(language):
        yield context
    context.close()
    guard.check()


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.usefixtures("listed_reviewer")
def test_every_screen_can_be_read_and_reached(person: BrowserContext, language: str) -> None:
    look = Look(language)
    page = person.new_page()
    device = add_passkey_device(page)
    welcome(page, look)
    adding(page, look)
    settings_without_sheet(page, look)
    words = sheet(page, look)
    sending(page, look)
    settings(page, look)
    coming_back(page, look, words, device)
    assert look.faults == []
    assert len(look.seen) == len(set(look.seen))


def welcome(page: Page, look: Look) -> None:
    """From the first screen to an account."""
    page.goto("/")
    for number in (1, 2, 3):
        steps.expect_screen(page, f"welcome-{number}-title")
        look(page, f"welcome-{number}")
        steps.press(page, "next" if number < 3 else "start")
    steps.expect_screen(page, "enrol-title")
    look(page, "enrol")
    steps.press(page, "enrol-button")
    steps.expect_screen(page, "ready-title")
    look(page, "ready")


def adding(page: Page, look: Look) -> None:
    """A record of three photographs and a file, with everything that can be done to a page."""
    steps.begin_record(page)
    look(page, "add-empty")
    steps.press(page, "discard")
    look(page, "discard-asked")
    steps.press(page.get_by_role("dialog"), "discard-no")
    steps.open_camera(page)
    look(page, "camera")
    page.go_back()
    steps.photograph_pages(page, 3)
    steps.choose_files(page, [steps.a_file("film.mov", b"moov" * 9)])
    look(page, "keep-anyway")
    steps.press(page.get_by_role("dialog"), "keep-anyway-yes")
    expect(steps.pages(page)).to_have_count(4)
    steps.choose_files(page, [steps.a_file("empty.jpg", b"")])
    expect(page.get_by_text("empty.jpg")).to_be_visible()
    look(page, "pages-with-refused-file")
    steps.press(page, "understood")
    steps.open_page(page, 2)
    look(page, "page")
    steps.follow(page, "edges-set")
    expect(page.locator(".edges-box img")).to_be_visible()
    look(page, "edges")
    steps.to_previous_screen(page)
    steps.follow(page, "look-set")
    expect(page.locator(".page-picture img")).to_be_visible()
    look(page, "look")
    steps.press(page, "look-done")
    steps.press(page, "page-delete")
    expect(steps.pages(page)).to_have_count(3)
    look(page, "page-removed")
    steps.open_page(page, 3)
    look(page, "file-page")
    steps.press(page, "split-here")
    expect(steps.pages(page)).to_have_count(2)
    look(page, "pages-split")
    steps.follow(page, "join")
    steps.expect_screen(page, "join")
    look(page, "join")
    page.get_by_role("listitem").get_by_role("button").click()
    expect(steps.pages(page)).to_have_count(3)
    look(page, "pages-joined")
    steps.to_name(page)
    page.get_by_label(steps.sentence("date-year")).fill("3000")
    steps.press(page, "name-keep")
    look(page, "name-with-problems")
    steps.to_previous_screen(page)
    steps.name_record(page, title="Biopsy of a long name that does not fit on one line of a phone")
    steps.expect_stored(page, 1)
    look(page, "home-stored")
    page.context.set_offline(True)
    steps.add_files(page, [steps.a_file("a.pdf", text_pdf(1))])
    expect(page.get_by_text(steps.sentence("offline"))).to_be_visible()
    look(page, "home-offline")
    page.context.set_offline(False)
    steps.expect_stored(page, 2)
    steps.records(page).first.get_by_role("link").click()
    expect(page.locator(".page-picture img")).to_have_count(2)
    look(page, "record")
    steps.press(page, "record-remove")
    look(page, "record-remove-asked")
    steps.press(page.get_by_role("dialog"), "record-remove-no")


def settings_without_sheet(page: Page, look: Look) -> None:
    """What only those see who have no recovery sheet yet."""
    page.goto("/#/settings")
    steps.expect_screen(page, "settings")
    look(page, "settings-without-sheet")
    page.goto("/#/send")
    steps.expect_screen(page, "send-sheet-title")
    look(page, "send-sheet-first")
    page.goto("/#/record/0")
    steps.expect_screen(page, "gone-title")
    look(page, "gone")


def sheet(page: Page, look: Look) -> list[str]:
    """The recovery sheet."""
    page.goto("/#/sheet")
    steps.expect_screen(page, "sheet-title")
    look(page, "sheet-why")
    steps.press(page, "sheet-make")
    words = steps.words_on_sheet(page)
    look(page, "sheet-paper")
    printed = page.pdf(path=look.folder / "sheet.pdf", format="A4")
    assert len(PdfReader(io.BytesIO(printed)).pages) == 1
    steps.press(page, "sheet-written")
    steps.press(page, "sheet-check")
    look(page, "sheet-check-wrong")
    steps.answer_words(page, words)
    steps.expect_screen(page, "sheet-done-title")
    look(page, "sheet-done")
    steps.go_home(page)
    return words


def sending(page: Page, look: Look) -> None:
    """From choosing a specialist to the withdrawal."""
    steps.follow(page, "send")
    expect(page.get_by_role("link", name=REVIEWER_NAME)).to_be_visible()
    look(page, "reviewers")
    page.get_by_role("link", name=REVIEWER_NAME).click()
    look(page, "check-reviewer")
    steps.press(page, "next")
    steps.press(page, "records-none")
    steps.press(page, "next")
    look(page, "records-with-problem")
    steps.press(page, "records-all")
    steps.press(page, "next")
    page.get_by_label(steps.sentence("question-label")).fill("Is an operation possible?\nAnd what after it?")
    look(page, "question")
    steps.press(page, "next")
    page.get_by_role("radio", name=steps.sentence("until-own")).check()
    steps.press(page, "next")
    look(page, "until-with-problem")
    page.get_by_role("radio", name=steps.part_of("until-30")).check()
    steps.press(page, "next")
    steps.press(page, "consent-yes")
    look(page, "consent")
    consent_id = steps.say_yes(page)
    look(page, "shared-done")
    steps.go_home(page)
    look(page, "home-shared")
    steps.open_sharing(page, consent_id)
    steps.press(page, "withdraw")
    look(page, "withdraw-asked")
    steps.press(page.get_by_role("dialog"), "withdraw-no")
    steps.withdraw(page, consent_id)
    look(page, "withdrawn")


def settings(page: Page, look: Look) -> None:
    """Every page of the settings."""
    page.goto("/#/settings")
    steps.expect_screen(page, "settings")
    look(page, "settings")
    titles = {
        "passkeys": "passkeys-title",
        "devices": "devices-title",
        "words": "words-title",
        "language": "language",
        "about": "about-title",
        "sign-out": "sign-out",
    }
    for part, title in titles.items():
        page.goto(f"/#/settings/{part}")
        steps.expect_screen(page, title)
        expect(page.locator("main progress")).to_have_count(0)
        look(page, f"settings-{part}")
    page.goto("/#/settings/passkeys")
    steps.press(page, "passkey-remove-number")
    look(page, "passkey-remove-asked")
    steps.press(page.get_by_role("dialog"), "cancel")


def coming_back(page: Page, look: Look, words: list[str], device: PasskeyDevice) -> None:
    """Signing out, and back in with the sheet; the passkey is lost."""
    device.remove()
    add_passkey_device(page)
    steps.sign_out(page)
    page.goto("/#/sign-in")
    steps.expect_screen(page, "sign-in-title")
    look(page, "sign-in")
    page.goto("/#/recover")
    steps.expect_screen(page, "recover-title")
    steps.type_words(page, [*words[:5], "zebras"])
    look(page, "recover-with-problem")
    page.goto("/#/sign-in")
    steps.recover(page, words)
    look(page, "recovered")
    steps.press(page, "not-now")
    steps.expect_screen(page, "home-title")
