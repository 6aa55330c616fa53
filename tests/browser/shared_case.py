"""A case that stands shared: a reviewer at a desk, a patient with a phone, and what went over the line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, Playwright

from tests.browser import patient_steps
from tests.browser import reviewer_steps as steps
from tests.browser.kit import Guard, LiveServer, add_passkey_device, desk, phone, scan
from tests.fixtures import documents
from tests.fixtures.reports import three_reports
from tests.lying_relay.proxy import LyingRelay

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
ALL_STORED = """async () => {
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


@contextmanager
def shared_case(
    playwright: Playwright, chromium: Browser, server: LiveServer, recorder: LyingRelay
) -> Iterator[Shared]:
    """Two records shared with one reviewer. What the desk hands to the document frame is listened to."""
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
