"""Claim: under "slow 4G, 4x CPU" at most 300 kB travel before the patient's page can be used for the first time,
libsodium included.

The page is opened by the patients' link in an empty phone-sized Chromium with Lighthouse's line and a main thread that
is four times slower, from the real relay. All bytes of all answers count, headers too, as the browser's network
layer saw them arrive (gzip; the relay speaks HTTP/1.1 and needs no proxy for that). The page can be used when
the first screen answers a tap. libsodium is loaded after that, while a person reads; its bytes are added. What
the rest of the app weighs, and when one can enrol, is printed as well and has no budget. Three visits; the median.
The service worker is kept out, as the browser does not slow it down; it fetches what a phone keeps afterwards.

Run: bench/run.sh first_visit
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from bench.figures import Budgets, conditions, figure, middle
from tests.browser.kit import SLOW_4G, LiveServer, add_passkey_device, launch, phone, slow_down
from tests.browser.patient_steps import expect_screen, press

VISITS = 3
PATIENCE_MS = 120_000
KILOBYTE = 1000


class Visit:
    """One first visit: what arrived, and when."""

    def __init__(self, driver: Playwright, browser: Browser, address: str) -> None:
        self._arrived: list[tuple[str, float]] = []
        self._addresses: dict[str, str] = {}
        context = phone(driver, browser, address, service_workers="block")
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        add_passkey_device(page)
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.requestWillBeSent", self._on_request)
        network.on("Network.loadingFinished", self._on_finished)
        slow_down(page, network=SLOW_4G)
        start = time.monotonic()
        page.goto("/", wait_until="commit")
        expect_screen(page, "welcome-1-title")
        press(page, "next")
        expect_screen(page, "welcome-2-title")
        self.usable_seconds = time.monotonic() - start
        self.usable_bytes, self.usable_requests = self._bytes(), len(self._arrived)
        press(page, "next")
        press(page, "start")
        expect_screen(page, "enrol-title")
        self.enrol_seconds = time.monotonic() - start
        page.wait_for_load_state("networkidle")
        self.all_bytes, self.all_requests = self._bytes(), len(self._arrived)
        self.libsodium_bytes = self._bytes("/vendor/libsodium")
        context.close()

    def _on_request(self, event: dict[str, object]) -> None:
        request = event["request"]
        assert isinstance(request, dict)
        self._addresses[str(event["requestId"])] = str(request["url"])

    def _on_finished(self, event: dict[str, object]) -> None:
        size = event["encodedDataLength"]
        assert isinstance(size, int | float)
        self._arrived.append((self._addresses.get(str(event["requestId"]), ""), size))

    def _bytes(self, part: str = "") -> float:
        return sum(size for address, size in self._arrived if part in address)


def main() -> None:
    budgets = Budgets()
    expect.set_options(timeout=PATIENCE_MS)
    with (
        tempfile.TemporaryDirectory() as data,
        LiveServer(data=Path(data), workers=2, threads=64) as server,
        sync_playwright() as driver,
    ):
        browser = launch(driver)
        conditions(f"Chromium {browser.version}")
        visits = [Visit(driver, browser, server.url) for _ in range(VISITS)]
        browser.close()
    if not all(visit.libsodium_bytes for visit in visits):
        raise SystemExit("libsodium was not loaded at all.")
    figure("requests until the first screen answers", middle([visit.usable_requests for visit in visits]), "")
    figure("the first screen answers after", middle([visit.usable_seconds for visit in visits]), "s")
    usable = middle([visit.usable_bytes for visit in visits]) / KILOBYTE
    libsodium = middle([visit.libsodium_bytes for visit in visits]) / KILOBYTE
    figure("until the first screen answers", usable, "kB")
    figure("libsodium", libsodium, "kB")
    figure("one can enrol after", middle([visit.enrol_seconds for visit in visits]), "s")
    figure("the whole app of a patient", middle([visit.all_bytes for visit in visits]) / KILOBYTE, "kB")
    figure("requests for it", middle([visit.all_requests for visit in visits]), "")
    budgets.at_most("first visit, libsodium included", usable + libsodium, 300, "kB")
    budgets.finish()


if __name__ == "__main__":
    main()
