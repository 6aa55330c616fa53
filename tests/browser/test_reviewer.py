"""The reviewer's stories with a case: reading, the file for the tool, the end of a consent."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

import reviewer.main
from scripts.vectors.author import DAY_MS
from tests.browser import patient_steps
from tests.browser import reviewer_steps as steps
from tests.browser.kit import LiveServer, add_passkey_device, byte_samples, find_canaries, phone
from tests.browser.shared_case import ALL_STORED, LETTER, QUESTION, TITLE, Shared, shared_case
from tests.lying_relay.chain_lies import entries_changed, with_edited
from tests.lying_relay.envelope_lies import change_a_byte, tampered_envelopes
from tests.lying_relay.proxy import Exchange, LyingRelay

_TURNED = re.compile(r"rotate\(90deg\)")


@pytest.fixture(scope="module")
def shared(
    playwright: Playwright, chromium: Browser, server: LiveServer, recorder: LyingRelay
) -> Iterator[Shared]:
    with shared_case(playwright, chromium, server, recorder) as shared:
        yield shared


# Reading


def test_the_inbox_and_the_case_say_what_the_patient_said(shared: Shared) -> None:
    page = shared.reviewer
    steps.go_to_inbox(page)
    card = page.locator(f"a[href$='{shared.consent_id}']")
    expect(card.get_by_text(QUESTION)).to_be_visible()
    expect(card.get_by_text("2 records")).to_be_visible()
    shared.open_case()
    expect(page.locator(".case-question")).to_have_text(QUESTION)
    titles = page.locator("section[aria-labelledby=case-records] .card-title").all_inner_texts()
    assert titles == [TITLE, LETTER]


def test_the_case_shows_the_very_words_that_the_patient_saw(shared: Shared) -> None:
    patient_steps.go_home(shared.patient)
    seen = patient_steps.read_consent(shared.patient, steps.NAME, question=QUESTION)
    consent_id = patient_steps.say_yes(shared.patient)
    shared.open_case(consent_id)
    shared.reviewer.get_by_text(steps.sentence("case-screen")).click()
    assert shared.reviewer.locator(".case-screen p").all_inner_texts() == seen


def test_a_record_is_read_with_the_keyboard_alone(shared: Shared) -> None:
    page = shared.reviewer
    shared.open_case()
    steps.read_records(page)
    steps.expect_place(page, "Page 1 of 3")
    page.keyboard.press("ArrowRight")
    steps.expect_place(page, "Page 2 of 3")
    page.keyboard.press("End")
    steps.expect_place(page, "Page 3 of 3")
    page.keyboard.press("Home")
    steps.expect_place(page, "Page 1 of 3")
    before = page.locator(".tools-zoom").inner_text()
    page.keyboard.press("+")
    expect(page.locator(".tools-zoom")).not_to_have_text(before)
    page.keyboard.press("0")
    expect(page.get_by_role("button", name=steps.sentence("desk-fit-page"))).to_have_attribute(
        "aria-pressed", "true"
    )
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name=steps.sentence("desk-help"))).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    steps.go_to_next_record(page, LETTER)
    steps.expect_place(page, "Page 1 of 12")
    page.keyboard.press("Escape")
    steps.expect_screen(page, "case-title")


def test_the_same_keys_work_inside_of_the_document(shared: Shared) -> None:
    page = shared.reviewer
    shared.open_case()
    steps.read_records(page)
    steps.document_frame(page).locator("#desk").focus()
    page.keyboard.press("ArrowRight")
    steps.expect_place(page, "Page 2 of 3")
    page.keyboard.press("r")
    sheet = steps.document_frame(page).locator("#sheet")
    expect(sheet.locator("img")).to_have_attribute("style", _TURNED)
    # Not a key of the keyboard: the frame goes away with its record, at times before Chromium has acknowledged the key,
    # which it then never does.
    steps.document_frame(page).locator("#desk").dispatch_event("keydown", {"key": "n"})
    expect(page.get_by_role("heading", level=1, name=LETTER)).to_be_visible()


def test_pages_are_chosen_by_their_small_pictures(shared: Shared) -> None:
    page = shared.reviewer
    shared.open_case()
    steps.read_record(page, LETTER)
    steps.expect_place(page, "Page 1 of 12")
    expect(page.locator(".tile").first.locator("canvas")).to_be_visible()
    tile = page.get_by_role("button", name="Page 9", exact=True)
    tile.scroll_into_view_if_needed()
    expect(tile.locator("canvas")).to_be_visible()
    tile.click()
    steps.expect_place(page, "Page 9 of 12")
    expect(tile).to_have_attribute("aria-current", "page")


def test_the_patient_sees_that_records_were_opened(shared: Shared) -> None:
    consent_id = shared.share_again()
    expect(shared.patient.get_by_text(patient_steps.sentence("timeline-not-opened"))).to_be_visible()
    shared.open_case(consent_id)
    with shared.reviewer.expect_response(
        lambda answer: answer.request.method == "POST" and answer.status == 201
    ):
        steps.read_records(shared.reviewer)
    patient_steps.go_home(shared.patient)
    patient_steps.open_sharing(shared.patient, consent_id)
    expect(shared.patient.get_by_text(patient_steps.sentence("timeline-opened"))).to_be_visible()
    steps.go_to_inbox(shared.reviewer)
    expect(steps.cases(shared.reviewer, "opened").locator(f"a[href$='{consent_id}']")).to_be_visible()


def test_nothing_of_a_case_is_stored_on_the_reviewers_device(shared: Shared) -> None:
    shared.open_case()
    steps.read_records(shared.reviewer)
    stored = "\n".join(shared.reviewer.evaluate(ALL_STORED))
    case_id = shared.reviewer.evaluate("() => location.hash").split("/")[2]
    assert case_id not in stored
    for canary in (QUESTION, TITLE, shared.consent_id):
        assert canary not in stored


def test_a_file_that_was_changed_on_the_relay_is_not_shown(shared: Shared) -> None:
    page = shared.reviewer
    steps.go_to_inbox(page)
    page.reload()  # What was opened before is in the page's memory.
    shared.open_case()
    shared.recorder.lie = tampered_envelopes(shared.recorder, change_a_byte)
    try:
        page.get_by_role("link", name=steps.sentence("case-read")).click()
        expect(page.get_by_text(steps.sentence("error-envelope-digest"))).to_be_visible()
        expect(steps.document_frame(page).locator("#sheet")).to_be_hidden()
    finally:
        shared.recorder.lie = None
    steps.press(page, "try-again")
    steps.expect_place(page, "Page 1 of 3")


def test_a_case_whose_consent_was_stretched_by_the_relay_stays_closed(shared: Shared) -> None:
    page = shared.reviewer
    shared.open_case()
    address = page.evaluate("() => location.hash")

    def stretch(fields: dict[str, Any]) -> None:
        fields["public"]["ends_at_ms"] += DAY_MS

    shared.recorder.lie = entries_changed(with_edited("consent-given", stretch))
    try:
        page.reload()
        steps.expect_screen(page, "case-problem-title")
        expect(page.get_by_role("alert")).to_be_visible()
        for word in (QUESTION, TITLE, LETTER):
            expect(page.get_by_text(word)).to_have_count(0)
        page.goto("/reviewer#/")
        expect(page.get_by_text(steps.sentence("inbox-unknown"))).to_be_visible()
    finally:
        shared.recorder.lie = None
    steps.look_again(page)
    page.goto(f"/reviewer{address}")
    steps.expect_screen(page, "case-title")


def test_a_relay_that_cannot_be_believed_shows_its_error_and_nothing_else(shared: Shared) -> None:
    page = shared.reviewer
    shared.open_case()

    def cut(exchange: Exchange) -> None:
        if exchange.path == "/directory/checkpoint":
            lines = exchange.response_body.decode().split("\n")
            exchange.answer("\n".join([lines[0], "1", *lines[2:]]).encode(), "text/plain")

    shared.recorder.lie = cut
    try:
        page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
        steps.expect_screen(page, "trouble-title")
        expect(page.get_by_text(steps.sentence("error-log-signature"))).to_be_visible()
        expect(page.get_by_text(QUESTION)).to_have_count(0)
    finally:
        shared.recorder.lie = None
    steps.press(page, "try-again")
    steps.expect_screen(page, "case-title")


def test_signing_out_empties_the_device_and_the_passkey_brings_the_inbox_back(shared: Shared) -> None:
    page = shared.reviewer
    page.goto("/reviewer#/settings/sign-out")
    steps.press(page, "sign-out-now")
    steps.expect_screen(page, "reviewer-welcome-title")
    # What may be left is the note that the relay is still to be told.
    assert [row for row in page.evaluate(ALL_STORED) if row != '{"name":"sign-out-pending"}'] == []
    page.get_by_role("link", name=steps.sentence("reviewer-welcome-sign-in")).click()
    steps.press(page, "sign-in-button")
    steps.expect_screen(page, "inbox-title")
    expect(page.locator(f"a[href$='{shared.consent_id}']")).to_be_visible()


# The reviewer's own computer


def test_the_tool_opens_what_the_browser_shows(
    shared: Shared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shared.reviewer
    shared.open_case()
    case_file = steps.save(steps.download_case(page), tmp_path)
    steps.read_records(page)
    page.keyboard.press("End")
    steps.expect_place(page, "Page 3 of 3")
    page.keyboard.press("ArrowLeft")
    steps.expect_place(page, "Page 2 of 3")
    steps.go_to_next_record(page, LETTER)
    steps.expect_place(page, "Page 1 of 12")
    page.wait_for_function("() => window.handedOver.length >= 4")
    shown = set(page.evaluate("() => window.handedOver"))
    clinic_words = page.evaluate(_CLINIC_WORDS)
    key_file = steps.save(steps.make_key_file(page), tmp_path)
    (tmp_path / "passphrase").write_text(steps.PASSPHRASE + "\n", "utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "configuration"))
    out = tmp_path / "out"
    arguments = ["open", str(case_file), "--key", str(key_file), "--out", str(out), "--clinic", clinic_words]
    assert reviewer.main.main([*arguments, "--passphrase-file", str(tmp_path / "passphrase")]) == 0
    written = {_sha256(path.read_bytes()) for path in (out / "records").rglob("*") if path.is_file()}
    assert written == shown == {_sha256(data) for data in shared.files.values()}
    listed = json.loads((out / "index.json").read_text("utf-8"))
    assert QUESTION in json.dumps(listed)


_CLINIC_WORDS = """async () => {
  const { sixWords } = await import('/static/js/crypto/words.js');
  const { fromBase64url } = await import('/static/js/wire/bytes.js');
  const entries = await (await fetch('/directory/tile/entries/000.p/1')).arrayBuffer();
  const entry = JSON.parse(new TextDecoder().decode(new Uint8Array(entries).subarray(2)));
  const signed = JSON.parse(new TextDecoder().decode(fromBase64url(entry.signed)));
  return (await sixWords(fromBase64url(signed.clinic_public))).join(' ');
}"""


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_a_case_file_and_a_key_file_hold_no_word_of_the_patient(shared: Shared, tmp_path: Path) -> None:
    shared.open_case()
    case_file = steps.save(steps.download_case(shared.reviewer), tmp_path).read_bytes()
    key_file = steps.save(steps.make_key_file(shared.reviewer), tmp_path).read_bytes()
    canaries = {
        "question": QUESTION.encode(),
        "title": TITLE.encode(),
        "passphrase": steps.PASSPHRASE.encode(),
    }
    for name, data in shared.files.items():
        canaries |= byte_samples(name, data)
    found = find_canaries(canaries, [("case file", case_file), ("key file", key_file)])
    assert found == []


def test_a_short_or_mistyped_passphrase_makes_no_file(shared: Shared) -> None:
    page = shared.reviewer
    page.goto("/reviewer#/settings/key-file")
    page.get_by_label(steps.sentence("key-file-passphrase")).fill("too short")
    steps.press(page, "key-file-make")
    expect(page.get_by_text(steps.part_of("key-file-short"))).to_be_visible()
    page.get_by_label(steps.sentence("key-file-passphrase")).fill(steps.PASSPHRASE)
    page.get_by_label(steps.sentence("key-file-again")).fill(steps.PASSPHRASE + "!")
    steps.press(page, "key-file-make")
    expect(page.get_by_text(steps.sentence("key-file-differs"))).to_be_visible()


# When it ends


def test_a_withdrawal_closes_the_open_case_and_the_patient_sees_the_copies_deleted(shared: Shared) -> None:
    page, patient = shared.reviewer, shared.patient
    consent_id = shared.share_again()
    shared.open_case(consent_id)
    steps.read_records(page)
    patient_steps.withdraw(patient, consent_id)
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    steps.expect_screen(page, "over-withdrawn-title")
    expect(page.get_by_text(steps.sentence("over-deleted-stated"))).to_be_visible()
    expect(page.locator("iframe")).to_have_count(0)
    patient.reload()
    patient_steps.expect_screen(patient, "shared-title")
    expect(patient.get_by_text(patient_steps.sentence("timeline-copies-deleted"))).to_be_visible()


def test_a_reviewer_who_reads_on_after_a_withdrawal_gets_nothing_more(
    shared: Shared, playwright: Playwright, chromium: Browser
) -> None:
    page = shared.reviewer
    with phone(playwright, chromium, shared.recorder.url) as other_phone:
        patient = other_phone.new_page()
        add_passkey_device(patient)
        consent_id = _share_one(patient, shared.files["page-1.jpg"])
        shared.open_case(consent_id)
        patient_steps.withdraw(patient, consent_id)
    page.get_by_role("link", name=steps.sentence("case-read")).click()
    steps.expect_screen(page, "over-withdrawn-title")


def _share_one(page: Page, picture: bytes) -> str:
    patient_steps.enrol(page)
    patient_steps.add_files(page, [patient_steps.a_file("page.jpg", picture)])
    patient_steps.expect_stored(page, 1)
    patient_steps.make_sheet(page)
    return patient_steps.send_to_reviewer(page, steps.NAME)


def test_when_the_time_is_over_the_case_closes_by_itself(shared: Shared) -> None:
    page = shared.reviewer
    consent_id = shared.share_again()
    shared.open_case(consent_id)
    # This device's clock goes on by forty days; the relay's does not.
    now_ms = page.evaluate("() => Date.now()")
    page.clock.set_fixed_time(now_ms + 40 * DAY_MS)
    page.reload()
    steps.expect_screen(page, "over-ended-title")
    expect(page.get_by_text(steps.sentence("over-deleted-waiting"))).to_be_visible()
