"""A new version of the app comes while a page of the old one is open: no page and no worker is made of both."""

from __future__ import annotations

import hashlib
import json

from playwright.sync_api import Page

from tests.browser import patient_steps as steps
from tests.browser.kit import Guard, add_passkey_device
from tests.fixtures.documents import text_pdf
from tests.lying_relay.proxy import Exchange, LyingRelay

# A worker's own module that is first asked for when the first file is added; the old version's worker needs another.
RENEWED = "/static/js/workers/streaming-hash.js"
NEXT = b"export const nextVersion = true;\n"
# Playwright's own wait takes an asynchronous answer for a yes.
WAIT_FOR_VERSIONS = """async count => {
  for (let tries = 0; tries < 300; tries += 1) {
    const names = (await caches.keys()).filter(name => name.startsWith('second-look-shell-'));
    const lists = await Promise.all(names.map(cacheName => caches.match('/static/shell.json', {cacheName})));
    if (lists.filter(Boolean).length === count) return;
    await new Promise(done => setTimeout(done, 100));
  }
  throw new Error(`not ${count} whole versions`);
}"""
IS_NEXT = f"async () => (await (await fetch('{RENEWED}')).text()).includes('nextVersion')"


def next_version(exchange: Exchange) -> None:
    """What a relay answers whose operator has just renewed one module of the app."""
    if exchange.path == RENEWED:
        exchange.answer(NEXT, "text/javascript; charset=utf-8")
    elif exchange.path == "/static/shell.json":
        listed = exchange.json()
        for file in listed["shell"]:
            if file["path"] == RENEWED:
                file["sha256"] = hashlib.sha256(NEXT).hexdigest()
        listed["version"] = hashlib.sha256(json.dumps(listed["shell"]).encode()).hexdigest()
        exchange.answer_json(listed)


def wait_for_versions(page: Page, count: int) -> None:
    """Until the phone keeps so many whole versions of the app."""
    page.evaluate(WAIT_FOR_VERSIONS, count)


def test_a_page_and_its_workers_stay_with_the_version_they_were_opened_with(
    patient_page: Page, patient_guard: Guard, recorder: LyingRelay
) -> None:
    old = patient_page
    add_passkey_device(old)
    steps.enrol(old)
    steps.wait_until_kept(old)
    recorder.lie = next_version
    old.reload()
    steps.expect_screen(old, "ready-title")
    wait_for_versions(old, 2)
    steps.add_files(old, [steps.a_file("report.pdf", text_pdf(1))], title="Biopsy")
    steps.expect_stored(old, 1)

    new = old.context.new_page()
    new.goto("/")
    steps.expect_screen(new, "home-title")
    assert new.evaluate(IS_NEXT)
    assert not old.evaluate(IS_NEXT)
    old.close()
    new.reload()
    wait_for_versions(new, 1)
    assert new.evaluate(IS_NEXT)
