"""When the line, the tab, the room or the clock fails: what was photographed is still there, and goes on by itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from threading import Event

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, expect

from tests.browser import patient_steps as steps
from tests.browser.kit import Guard, add_passkey_device, phone
from tests.browser.known_reviewer import REVIEWER_NAME
from tests.browser.patient_steps import sentence
from tests.fixtures.documents import stream, text_pdf
from tests.lying_relay.proxy import Exchange, LyingRelay

NO_LINE = r"ERR_INTERNET_DISCONNECTED|ERR_EMPTY_RESPONSE|ERR_CONNECTION|ERR_NETWORK_CHANGED|ERR_FAILED"
PART = re.compile(r"^/api/envelopes/(\w+)/parts/(\d+)/")
# In a page and in its workers, as a phone whose clock was set by hand.
CLOCK_A_DAY_AHEAD = """
const now = Date.now;
Date.now = () => now.call(Date) + 86400000;
"""
# Chromium gives a private window all the room there is, so what it says and does on a full phone is played.
NO_ROOM_FORESEEN = "() => { navigator.storage.estimate = async () => ({quota: 20e6, usage: 15e6}); }"
NO_ROOM_IN_THE_MIDDLE = """() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (value, ...more) {
    if (this.name === 'parts' && value.index > 0) throw new DOMException('no room', 'QuotaExceededError');
    return put.call(this, value, ...more);
  };
}"""


def large_pdf(mebibytes: int) -> bytes:
    """A whole PDF of some size: its text, and an object that nothing shows."""
    noise = bytes(range(256)) * (mebibytes * 4096)
    return text_pdf(1, more=[stream(b"", noise)])


def parts_put(recorder: LyingRelay) -> Counter[tuple[str, str]]:
    """How often each part was acknowledged by the relay."""
    stored = [one for one in recorder.exchanges if one.method == "PUT" and one.status in (200, 201)]
    found = [PART.match(one.path) for one in stored]
    return Counter((match[1], match[2]) for match in found if match)


class Gate:
    """Lets a number of parts through to the relay, and holds the others until it is opened."""

    def __init__(self, recorder: LyingRelay, parts: int) -> None:
        self.reached = Event()
        self.opened = Event()
        self._left = parts
        recorder.request_lie = self._hold

    def _hold(self, exchange: Exchange) -> None:
        if exchange.method != "PUT" or not PART.match(exchange.path):
            return
        self._left -= 1
        if self._left < 0:
            self.reached.set()
            self.opened.wait(60)


class TriedAgain:
    """True when the app, having given up refreshing and sending, begins anew: each time asks for the state thrice."""

    def __init__(self) -> None:
        self._asked = 0

    def __call__(self, request: Request) -> bool:
        self._asked += request.url.endswith("/api/account/state")
        return self._asked > 3


def records_on_device(page: Page) -> tuple[list[str], list[str]]:
    """What is kept of records: the sealed parts, and what names them."""
    rows = steps.rows_on_device(page)
    return rows["parts"], [key for key in rows["values"] if key.startswith(("draft/", "outgoing/"))]


@pytest.fixture(autouse=True)
def honest_line(recorder: LyingRelay) -> Iterator[None]:
    yield
    recorder.request_lie = None
    recorder.lie = None


def test_the_app_opens_photographs_and_queues_without_a_line_and_goes_on_by_itself(
    patient_page: Page, patient_guard: Guard
) -> None:
    page = patient_page
    patient_guard.allow(NO_LINE)
    add_passkey_device(page)
    steps.enrol(page)
    steps.wait_until_kept(page)
    page.context.set_offline(True)
    page.reload()
    steps.expect_screen(page, "ready-title")
    page.goto("/")
    steps.expect_screen(page, "home-title")
    steps.photograph_record(page, 2, title="Biopsy", year="2026")
    expect(page.get_by_text(sentence("offline"))).to_be_visible()
    expect(steps.records(page)).to_contain_text(["Biopsy"])
    with page.expect_event("requestfailed", TriedAgain()):
        page.reload()
    expect(page.get_by_text(sentence("record-on-device"))).to_be_visible()
    steps.records(page).get_by_role("link").click()
    expect(page.locator(".page-picture img")).to_have_count(2)
    steps.go_home(page)
    page.context.set_offline(False)
    steps.expect_stored(page, 1)
    expect(page.get_by_text(sentence("offline"))).to_have_count(0)


def test_a_killed_tab_goes_on_where_it_was_and_sends_no_acknowledged_part_again(
    patient_page: Page, patient_guard: Guard, recorder: LyingRelay
) -> None:
    page = patient_page
    patient_guard.allow(NO_LINE)
    add_passkey_device(page)
    steps.enrol(page)
    recorder.exchanges.clear()
    gate = Gate(recorder, parts=4)
    steps.add_files(page, [steps.a_file("long.pdf", large_pdf(8))], title="Long report")
    assert gate.reached.wait(60)
    expect(page.get_by_role("progressbar", name=sentence("home-sending"))).to_be_visible()
    before = parts_put(recorder)
    assert before
    context = page.context
    page.close()
    gate.opened.set()
    recorder.request_lie = None
    page = context.new_page()
    page.goto("/")
    steps.expect_stored(page, 1)
    after = parts_put(recorder)
    assert len(after) == 9
    assert all(after[part] == times for part, times in before.items())


def test_a_line_that_drops_in_the_middle_of_sending_loses_nothing(
    patient_page: Page, patient_guard: Guard, recorder: LyingRelay
) -> None:
    page = patient_page
    patient_guard.allow(NO_LINE)
    add_passkey_device(page)
    steps.enrol(page)
    gate = Gate(recorder, parts=2)
    steps.add_files(page, [steps.a_file("long.pdf", large_pdf(4))], title="Long report")
    assert gate.reached.wait(60)
    page.context.set_offline(True)
    gate.opened.set()
    expect(page.get_by_text(sentence("offline"))).to_be_visible()
    steps.records(page).get_by_role("link").click()
    expect(
        page.get_by_text(sentence("record-on-device")).or_(page.get_by_text(sentence("record-sending")))
    ).to_be_visible()
    steps.go_home(page)
    page.context.set_offline(False)
    steps.expect_stored(page, 1)


def test_a_relay_that_answers_a_statement_to_nobody_gets_it_once(
    patient_page: Page, patient_guard: Guard, recorder: LyingRelay
) -> None:
    """The statement arrived and its answer was lost: the record is there once, not twice."""
    page = patient_page
    patient_guard.allow(NO_LINE)
    patient_guard.allow("status of 409")  # The browser itself may send a request again whose line broke.
    add_passkey_device(page)
    steps.enrol(page)
    lost: list[str] = []

    def lose_the_first_answer(exchange: Exchange) -> None:
        if exchange.method == "POST" and exchange.path.endswith("/statements") and not lost:
            lost.append(exchange.path)
            raise OSError("the line dropped")

    recorder.lie = lose_the_first_answer
    steps.add_files(page, [steps.a_file("report.pdf", text_pdf(1))], title="Biopsy")
    steps.expect_stored(page, 1)
    assert lost
    page.reload()
    steps.expect_stored(page, 1)


@pytest.mark.parametrize(
    "refusal", [NO_ROOM_FORESEEN, NO_ROOM_IN_THE_MIDDLE], ids=["foreseen", "in the middle"]
)
def test_a_phone_without_room_says_so_and_keeps_what_it_has(patient_page: Page, refusal: str) -> None:
    page = patient_page
    add_passkey_device(page)
    steps.enrol(page)
    steps.begin_record(page)
    steps.choose_files(page, [steps.a_file("first.pdf", text_pdf(1))])
    expect(steps.pages(page)).to_have_count(1)
    before = records_on_device(page)
    page.evaluate(refusal)
    steps.choose_files(page, [steps.a_file("second.pdf", large_pdf(2))])
    expect(page.get_by_text(sentence("error-device-full"))).to_be_visible()
    expect(page.get_by_text("second.pdf")).to_be_visible()
    steps.press(page, "understood")
    expect(steps.pages(page)).to_have_count(1)
    assert records_on_device(page) == before
    page.reload()
    steps.choose_files(page, [steps.a_file("second.pdf", large_pdf(2))])
    expect(steps.pages(page)).to_have_count(2)
    steps.name_record(page, title="Two files")
    steps.expect_stored(page, 1)


def test_a_relay_without_room_says_so_and_the_record_waits_on_the_phone(
    patient_page: Page, patient_guard: Guard, recorder: LyingRelay
) -> None:
    page = patient_page
    patient_guard.allow("status of 507")
    add_passkey_device(page)
    steps.enrol(page)

    def full(exchange: Exchange) -> None:
        if exchange.method == "PUT" and PART.match(exchange.path):
            exchange.answer(b'{"code":"storage-full","status":507}', "application/problem+json", 507)

    recorder.lie = full
    steps.add_files(page, [steps.a_file("report.pdf", text_pdf(1))], title="Biopsy")
    expect(page.get_by_text(sentence("error-storage-full"))).to_be_visible()
    recorder.lie = None
    page.reload()
    steps.expect_stored(page, 1)


@pytest.mark.usefixtures("listed_reviewer")
def test_a_clock_that_is_wrong_by_a_day_hinders_nobody(
    playwright: Playwright, chromium: Browser, recorder: LyingRelay
) -> None:
    context: BrowserContext = phone(playwright, chromium, recorder.url)
    guard = Guard(context, recorder.url, ["status of 422"])
    context.add_init_script(CLOCK_A_DAY_AHEAD)
    page = context.new_page()
    add_passkey_device(page)
    steps.enrol(page)
    steps.add_files(page, [steps.a_file("report.pdf", text_pdf(1))], title="Biopsy")
    steps.expect_stored(page, 1)
    steps.make_sheet(page)
    consent_id = steps.send_to_reviewer(page, REVIEWER_NAME)
    steps.withdraw(page, consent_id)
    context.close()
    guard.check()
