"""The patient's stories: the first record, the recovery sheet, other phones, passkeys that come and go, sharing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser import patient_steps as steps
from tests.browser.kit import Guard, add_passkey_device, launch, phone, sent_to_relay
from tests.browser.known_reviewer import REVIEWER_NAME
from tests.browser.patient_steps import sentence
from tests.fixtures.documents import text_pdf
from tests.lying_relay.proxy import LyingRelay

NewPhone = Callable[..., Page]
REFUSED_BY_THE_RELAY = r"status of 4\d\d"


def page_ids(page: Page) -> list[str]:
    """The envelope ids of the pages of the record that is being made, in order."""
    links = steps.pages(page).get_by_role("link").all()
    return [str(link.get_attribute("href")).rsplit("/", 1)[1] for link in links]


def expect_order(page: Page, ids: list[str]) -> None:
    """Wait until the pages stand in this order."""
    for place, envelope_id in enumerate(ids):
        link = steps.pages(page).nth(place).get_by_role("link")
        expect(link).to_have_attribute("href", re.compile(f"{envelope_id}$"))


def file_record(page: Page, title: str) -> None:
    """A record of one PDF, kept."""
    steps.add_files(page, [steps.a_file("report.pdf", text_pdf(1))], title=title)


def test_pages_are_photographed_put_right_named_and_stored(patient_page: Page) -> None:
    page = patient_page
    add_passkey_device(page)
    steps.enrol(page)
    steps.begin_record(page)
    steps.photograph_pages(page, 3)
    first, second, third = page_ids(page)

    page.get_by_role("button", name=sentence("page-grip")).first.press("ArrowRight")
    expect_order(page, [second, first, third])
    steps.open_page(page, 3)
    steps.press(page, "page-turn")
    expect(page.locator(".page-picture img")).to_have_attribute("data-turn", "90")
    steps.press(page, "page-earlier")
    steps.leave_page(page)
    expect_order(page, [second, third, first])

    steps.open_page(page, 3)
    steps.press(page, "page-delete")
    steps.press(page, "undo")
    expect_order(page, [second, third, first])
    steps.open_page(page, 3)
    steps.press(page, "page-delete")
    expect_order(page, [second, third])
    expect(steps.pages(page)).to_have_count(2)

    steps.open_page(page, 1)
    steps.press(page, "page-again-here")
    page.get_by_role("button", name=sentence("shutter")).click()
    steps.expect_screen(page, "page-of")
    steps.leave_page(page)
    expect(steps.pages(page)).to_have_count(2)
    fourth = page_ids(page)[0]
    assert fourth not in (first, second, third)
    expect_order(page, [fourth, third])

    steps.to_name(page)
    page.get_by_label(sentence("name-own")).fill("Biopsy of the pancreas")
    other_tab = page.context.new_page()
    other_tab.goto("/")
    begun = other_tab.get_by_role("link", name=re.compile("Biopsy of the pancreas"))
    expect(begun).to_be_visible()
    page.close()
    page = other_tab
    begun.click()
    expect_order(page, [fourth, third])
    steps.to_name(page)
    expect(page.get_by_label(sentence("name-own"))).to_have_value("Biopsy of the pancreas")
    page.get_by_role("radio", name=sentence("kind-pathology-report")).check()
    page.get_by_label(sentence("date-year")).fill("2026")
    page.get_by_label(sentence("date-month")).select_option("10")
    steps.press(page, "name-keep")
    steps.expect_stored(page, 1)
    expect(steps.records(page)).to_contain_text(["Biopsy of the pancreasOctober 2026"])

    steps.records(page).get_by_role("link").click()
    pictures = page.locator(".page-picture img")
    expect(pictures).to_have_count(2)
    assert [picture.get_attribute("data-turn") for picture in pictures.all()] == ["0", "90"]


def test_the_sheet_opens_the_records_on_another_phone_and_a_passkey_keeps_them_open(
    patient_page: Page, new_phone: NewPhone, recorder: LyingRelay, patient_guard: Guard
) -> None:
    page = patient_page
    add_passkey_device(page)
    steps.enrol(page)
    steps.photograph_record(page, 1, title="Biopsy")
    steps.expect_stored(page, 1)

    page.goto("/#/sheet")
    steps.press(page, "sheet-make")
    words = steps.words_on_sheet(page)
    steps.press(page, "sheet-written")
    recorder.exchanges.clear()
    for number, field in enumerate(page.locator("input.input-word").all()):
        field.fill("zoo" if number else "")
    steps.press(page, "sheet-check")
    expect(page.get_by_text(sentence("sheet-word-wrong")).first).to_be_visible()
    assert not any("/api/ways-in/" in exchange.path for exchange in recorder.exchanges)
    steps.answer_words(page, words)
    steps.expect_screen(page, "sheet-done-title")

    other = new_phone()
    device = add_passkey_device(other)
    other.goto("/#/recover")
    swapped = [words[1], words[0], *words[2:]]
    steps.type_words(other, swapped)
    steps.press(other, "recover-open")
    expect(other.get_by_text(sentence("error-words-checksum"))).to_be_visible()
    other.reload()
    steps.recover(other, words)
    steps.press(other, "recovered-add")
    steps.expect_screen(other, "home-title")
    steps.expect_stored(other, 1)
    steps.records(other).get_by_role("link").click()
    expect(other.locator(".page-picture img")).to_have_count(1)

    steps.sign_out(other)
    device.wait_for_the_person(True)
    other.goto("/#/sign-in")
    steps.press(other, "sign-in-button")
    device.wait_for_the_person(False)
    steps.expect_screen(other, "home-title")
    steps.expect_stored(other, 1)
    other.goto("/#/settings/passkeys")
    expect(other.get_by_text(sentence("passkey-opens"))).to_have_count(2)
    sent = dict(sent_to_relay(recorder.exchanges))
    assert not any(" ".join(words[:2]).encode() in body for body in sent.values())


def test_the_code_on_the_sheet_is_read_by_a_camera(
    patient_page: Page, playwright: Playwright, recorder: LyingRelay, tmp_path: Path
) -> None:
    page = patient_page
    add_passkey_device(page)
    steps.enrol(page)
    page.goto("/#/sheet")
    steps.press(page, "sheet-make")
    words = steps.words_on_sheet(page)
    code = page.locator(".sheet .qr-code").screenshot(type="jpeg")
    steps.press(page, "sheet-written")
    steps.answer_words(page, words)
    steps.expect_screen(page, "sheet-done-title")

    camera = tmp_path / "code.mjpeg"
    camera.write_bytes(code * 30)
    browser = launch(playwright, camera=camera)
    context = phone(playwright, browser, recorder.url)
    guard = Guard(context, recorder.url)
    other = context.new_page()
    other.goto("/#/recover")
    steps.press(other, "recover-scan")
    steps.expect_screen(other, "recovered-title")
    browser.close()
    guard.check()


def test_a_phone_whose_passkey_opens_nothing_keeps_the_records_until_there_is_a_sheet(
    patient_page: Page, new_phone: NewPhone
) -> None:
    page = patient_page
    device = add_passkey_device(page, prf=False)
    steps.enrol(page)
    expect(page.get_by_text(sentence("device-only"))).to_be_visible()
    file_record(page, "Biopsy")
    steps.expect_stored(page, 1)
    page.reload()
    steps.expect_stored(page, 1)
    page.goto("/#/settings/sign-out")
    expect(page.get_by_text(sentence("sign-out-no-way-back"))).to_be_visible()
    expect(page.get_by_role("button", name=sentence("sign-out-now"))).to_have_count(0)
    page.goto("/#/settings/passkeys")
    expect(page.get_by_text(sentence("passkey-opens-not"))).to_be_visible()
    words = steps.make_sheet(page)
    expect(page.get_by_text(sentence("device-only"))).to_have_count(0)

    other = new_phone()
    device.copy_to(add_passkey_device(other, prf=False))
    steps.sign_in(other)
    steps.expect_screen(other, "locked-title")
    steps.follow(other, "have-sheet")
    steps.type_words(other, words)
    steps.press(other, "recover-open")
    steps.expect_screen(other, "recovered-title")
    steps.press(other, "not-now")
    steps.expect_stored(other, 1)


def test_signing_out_clears_the_phone_but_never_what_was_not_sent(
    patient_page: Page, patient_guard: Guard
) -> None:
    page = patient_page
    device = add_passkey_device(page)
    steps.enrol(page)
    words = steps.make_sheet(page)
    patient_guard.allow("ERR_INTERNET_DISCONNECTED")
    steps.wait_until_kept(page)
    page.context.set_offline(True)
    file_record(page, "Biopsy")
    page.goto("/#/settings/sign-out")
    steps.press(page, "sign-out-now")
    steps.press(page.get_by_role("dialog"), "sign-out-unsent-stay")
    page.context.set_offline(False)
    steps.expect_stored(page, 1)

    steps.sign_out(page)
    rows = steps.rows_on_device(page)
    assert rows.pop("device") in ([], ["sign-out-pending"])
    assert not any(rows.values()), rows
    assert set(page.evaluate("() => Object.keys(localStorage)")) <= {"second-look-language"}

    steps.sign_in(page)
    steps.expect_stored(page, 1)
    steps.sign_out(page)

    [credential] = device.credentials()
    device.forget(credential["credentialId"])
    steps.sign_in(page)
    expect(page.get_by_text(sentence("error-passkey-not-allowed"))).to_be_visible()
    steps.follow(page, "have-sheet")
    steps.recover(page, words)
    steps.press(page, "not-now")
    steps.expect_stored(page, 1)


def test_a_removed_passkey_lets_nobody_in_and_the_last_way_in_stays(
    patient_page: Page, patient_guard: Guard, new_phone: NewPhone
) -> None:
    page = patient_page
    add_passkey_device(page)
    steps.enrol(page)
    patient_guard.allow(REFUSED_BY_THE_RELAY)
    page.goto("/#/settings/passkeys")
    steps.press(page, "passkey-remove-number")
    steps.press(page.get_by_role("dialog"), "remove")
    expect(page.get_by_text(sentence("error-last-way-in"))).to_be_visible()
    steps.press(page.get_by_role("dialog"), "cancel")
    words = steps.make_sheet(page)

    lost = new_phone(REFUSED_BY_THE_RELAY)
    add_passkey_device(lost)
    steps.recover(lost, words)
    steps.press(lost, "recovered-add")
    steps.expect_screen(lost, "home-title")

    page.goto("/#/settings/passkeys")
    expect(page.get_by_role("button", name=sentence("passkey-remove-number"))).to_have_count(2)
    page.get_by_role("button", name=sentence("passkey-remove-number")).nth(1).click()
    steps.press(page.get_by_role("dialog"), "remove")
    expect(page.get_by_role("button", name=sentence("passkey-remove-number"))).to_have_count(1)
    page.goto("/#/settings/devices")
    steps.press(page, "device-end-number")
    expect(page.get_by_role("button", name=sentence("device-end-number"))).to_have_count(0)

    lost.reload()
    steps.expect_screen(lost, "welcome-1-title")
    steps.sign_in(lost)
    expect(lost.get_by_text(sentence("error-passkey-refused"))).to_be_visible()
    page.reload()
    steps.go_home(page)


@pytest.mark.usefixtures("listed_reviewer")
def test_a_consent_says_what_is_shared_and_what_is_not_and_can_be_withdrawn(patient_page: Page) -> None:
    page = patient_page
    add_passkey_device(page)
    steps.enrol(page)
    file_record(page, "Biopsy")
    file_record(page, "Old letter")
    steps.expect_stored(page, 2)
    steps.make_sheet(page)

    steps.choose_reviewer(page, REVIEWER_NAME)
    page.get_by_role("radio", name=steps.part_of("check-answer-later")).check()
    steps.press(page, "next")
    page.get_by_role("checkbox", name=re.compile("Old letter")).uncheck()
    steps.press(page, "next")
    steps.press(page, "question-none")
    page.get_by_role("radio", name=steps.part_of("until-14")).check()
    steps.press(page, "next")
    shared = page.locator("[data-section=what]")
    expect(shared).to_contain_text("Biopsy")
    expect(shared).not_to_contain_text("Old letter")
    expect(page.locator("[data-section=not]")).to_contain_text("Old letter")
    expect(page.get_by_text(sentence("consent-who-not-compared"))).to_be_visible()
    steps.press(page, "consent-yes")
    expect(page.get_by_text(sentence("consent-read-first"))).to_be_visible()
    consent_id = steps.say_yes(page)

    steps.go_home(page)
    file_record(page, "New scan")
    steps.expect_stored(page, 3)
    steps.open_sharing(page, consent_id)
    expect(page.get_by_role("listitem").filter(has_text="Biopsy")).to_be_visible()
    expect(page.get_by_text("New scan")).to_have_count(0)
    steps.withdraw(page, consent_id)
    page.reload()
    expect(page.get_by_text(sentence("timeline-relay-deleted"))).to_be_visible()
    expect(page.get_by_role("button", name=sentence("withdraw"))).to_have_count(0)

    steps.go_home(page)
    steps.records(page).filter(has_text="Old letter").get_by_role("link").click()
    steps.press(page, "record-remove")
    steps.press(page.get_by_role("dialog"), "record-remove-yes")
    steps.expect_stored(page, 2)
    page.reload()
    steps.expect_stored(page, 2)
