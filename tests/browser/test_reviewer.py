"""The reviewer's stories: from the invitation to the inbox, reading, the file for the tool, the end of a consent."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

import reviewer.main
from scripts.vectors.author import DAY_MS
from tests.browser import patient_steps
from tests.browser import reviewer_steps as steps
from tests.browser.kit import (
    Guard,
    LiveServer,
    add_passkey_device,
    byte_samples,
    desk,
    find_canaries,
    phone,
    scan,
)
from tests.fixtures import documents
from tests.fixtures.reports import three_reports
from tests.lying_relay.chain_lies import entries_changed, with_edited
from tests.lying_relay.envelope_lies import change_a_byte, tampered_envelopes
from tests.lying_relay.proxy import Exchange, LyingRelay

QUESTION = "Is there another way to treat this?"
TITLE = "Biopsy of the pancreas"
LETTER = "Letter of Dr. Lang"

# What the page hands to the document frame, by its hash: the very bytes that a reviewer is shown.
_LISTEN_TO_FRAME = """
window.handedOver = [];
const post = MessagePort.prototype.postMessage;
MessagePort.prototype.postMessage = function (message, ...more) {
  if (message?.type === 'open') {
    crypto.subtle.digest('SHA-256', message.bytes.slice(0)).then((hash) => window.handedOver.push(
      Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')));
  }
  return post.call(this, message, ...more);
};
"""
_TURNED = re.compile(r"rotate\(90deg\)")
_ALL_STORED = """async () => {
  const found = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((resolve) => {
      indexedDB.open(name).onsuccess = (event) => resolve(event.target.result);
    });
    for (const store of database.objectStoreNames) {
      const rows = await new Promise((resolve) => {
        database.transaction(store).objectStore(store).getAll().onsuccess = (event) => resolve(event.target.result);
      });
      found.push(...rows.map((row) => JSON.stringify(row, (_, value) =>
        value instanceof ArrayBuffer ? Array.from(new Uint8Array(value)) : value)));
    }
    database.close();
  }
  return found;
}"""


@dataclass
class Shared:
    """A reviewer at a desk and a patient with a phone, who has shared two records."""

    server: LiveServer
    recorder: LyingRelay
    reviewer: Page
    patient: Page
    consent_id: str
    files: dict[str, bytes]

    def share_again(self) -> str:
        """Another consent over the same records. Returns its id."""
        patient_steps.go_home(self.patient)
        return patient_steps.send_to_reviewer(self.patient, steps.NAME, question=QUESTION)

    def open_case(self, consent_id: str = "") -> None:
        """The case under one consent, from the inbox."""
        steps.go_to_inbox(self.reviewer)
        self.reviewer.locator(f"a[href$='{consent_id or self.consent_id}']").click()
        steps.expect_screen(self.reviewer, "case-title")


@pytest.fixture(scope="module")
def shared(
    playwright: Playwright, chromium: Browser, server: LiveServer, recorder: LyingRelay
) -> Iterator[Shared]:
    with ExitStack() as stack:
        at_desk = stack.enter_context(desk(chromium, recorder.url))
        with_phone = stack.enter_context(phone(playwright, chromium, recorder.url))
        guards = [Guard(context, recorder.url) for context in (at_desk, with_phone)]
        guards[0].allow("status of 404")  # What a patient has withdrawn.
        guards[0].allow("status of 401")  # What was still on its way when the reviewer signed out.
        at_desk.add_init_script(_LISTEN_TO_FRAME)
        reviewer_page, patient_page = at_desk.new_page(), with_phone.new_page()
        for page in (reviewer_page, patient_page):
            add_passkey_device(page)
        steps.enrol_reviewer(reviewer_page, server)
        files = {f"page-{number}.jpg": scan(page) for number, page in enumerate(three_reports(), start=1)}
        files["letter.pdf"] = documents.text_pdf(12)
        consent_id = _share(patient_page, files)
        yield Shared(server, recorder, reviewer_page, patient_page, consent_id, files)
        for guard in guards:
            guard.check()


def _share(page: Page, files: dict[str, bytes]) -> str:
    patient_steps.enrol(page)
    given = [patient_steps.a_file(name, data) for name, data in files.items()]
    patient_steps.add_files(page, given[:3], title=TITLE, source="St. Anna Hospital", year="2026")
    patient_steps.add_files(page, given[3:], kind="referral-letter", title=LETTER, year="2025")
    patient_steps.expect_stored(page, 2)
    patient_steps.make_sheet(page)
    return patient_steps.send_to_reviewer(page, steps.NAME, question=QUESTION)


# From the invitation to the inbox


def test_a_reviewer_enrols_applies_waits_and_is_approved(reviewer_page: Page, server: LiveServer) -> None:
    add_passkey_device(reviewer_page)
    steps.enrol(reviewer_page, server)
    words = steps.apply(reviewer_page, "Dr. Lena Vogt")
    assert len(words) == 6
    steps.look_again(reviewer_page)
    steps.expect_screen(reviewer_page, "waiting-title")
    steps.approve(server, words)
    steps.look_again(reviewer_page)
    steps.expect_screen(reviewer_page, "inbox-title")
    expect(reviewer_page.get_by_text(steps.sentence("inbox-empty"))).to_be_visible()


def test_an_application_can_be_changed_while_it_waits(reviewer_page: Page, server: LiveServer) -> None:
    add_passkey_device(reviewer_page)
    steps.enrol(reviewer_page, server)
    steps.apply(reviewer_page, "Dr. Lena Vogd")
    reviewer_page.get_by_role("link", name=steps.sentence("waiting-change")).click()
    name = reviewer_page.get_by_label(steps.sentence("apply-name"))
    expect(name).to_have_value("Dr. Lena Vogd")
    name.fill("Dr. Lena Vogt")
    steps.press(reviewer_page, "apply-send")
    steps.expect_screen(reviewer_page, "waiting-title")
    listed = server.operator("reviewers")
    assert "Dr. Lena Vogt" in listed
    assert "Vogd" not in listed


def test_an_empty_application_says_what_is_missing(reviewer_page: Page, server: LiveServer) -> None:
    add_passkey_device(reviewer_page)
    steps.enrol(reviewer_page, server)
    steps.press(reviewer_page, "apply-send")
    for missing in ("apply-name-missing", "apply-specialty-missing", "apply-languages-missing"):
        expect(reviewer_page.get_by_text(steps.sentence(missing))).to_be_visible()


def test_an_invitation_serves_once(
    reviewer_page: Page, reviewer_guard: Guard, chromium: Browser, server: LiveServer, recorder: LyingRelay
) -> None:
    invitation = steps.invite(server)
    add_passkey_device(reviewer_page)
    reviewer_page.goto(invitation)
    steps.press(reviewer_page, "invited-begin")
    steps.expect_screen(reviewer_page, "apply-title")
    with desk(chromium, recorder.url) as other:
        second = other.new_page()
        add_passkey_device(second)
        second.goto(invitation)
        steps.press(second, "invited-begin")
        expect(second.get_by_text(steps.sentence("error-invitation-refused"))).to_be_visible()


def test_an_invitation_that_lost_its_end_is_named(reviewer_page: Page, server: LiveServer) -> None:
    reviewer_page.goto(steps.invite(server)[:-5])
    steps.expect_screen(reviewer_page, "reviewer-welcome-title")
    expect(reviewer_page.get_by_text(steps.sentence("error-invitation-refused"))).to_be_visible()


def test_an_invitation_with_another_clinic_is_refused(
    reviewer_page: Page, server: LiveServer, recorder: LyingRelay
) -> None:
    add_passkey_device(reviewer_page)
    address = steps.invite(server)
    foreign = "5nFV8GVIQMJ4ecdWvXNHWcIOwkjWJI7ra7dXsv8tIfM"  # The key in the example of spec/directory.md.
    reviewer_page.goto(address[: address.index("clinic=")] + f"clinic={foreign}")
    steps.press(reviewer_page, "invited-begin")
    steps.expect_screen(reviewer_page, "trouble-title")
    expect(reviewer_page.get_by_text(steps.sentence("error-clinic"))).to_be_visible()


def test_a_patient_is_sent_to_the_page_for_patients(patient_page: Page, server: LiveServer) -> None:
    add_passkey_device(patient_page)
    patient_steps.enrol(patient_page)
    patient_page.goto("/reviewer")
    steps.expect_screen(patient_page, "other-role-title")


def test_a_revoked_reviewer_is_told(reviewer_page: Page, server: LiveServer) -> None:
    add_passkey_device(reviewer_page)
    account_id = steps.enrol_reviewer(reviewer_page, server, "Dr. Otto Ende")
    server.operator("revoke", account_id, answer="y\n")
    steps.look_again(reviewer_page)
    steps.expect_screen(reviewer_page, "revoked-title")


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
    steps.go_to_next_record(page, LETTER)


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
    stored = "\n".join(shared.reviewer.evaluate(_ALL_STORED))
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
    assert [row for row in page.evaluate(_ALL_STORED) if row != '{"name":"sign-out-pending"}'] == []
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
