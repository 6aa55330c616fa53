"""Claim: a record of fifty photographed pages is made, split, kept and looked at like one of five, on a phone.

A patient enrols by the app's own screens, in a Chromium whose profile lies on disk as on a phone, and picks fifty
photos of 12 megapixels. Each is sealed, found and judged; then all are read, and the record is sent and opened again.
Memory is the proportional set size of all of Chromium's processes (and, growing by little, of driver and relay),
sampled twenty times a second: the highest, above that just before the photos were picked. An object address that is
alive is a picture that is held; the grid needs one small one for each page.

Run: bench/run.sh fifty_pages
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page, Playwright, expect, sync_playwright

from bench.figures import Budgets, conditions, figure, middle
from bench.processes import below, memory_bytes, peak_memory
from bench.relay_load import FullRelay, disk_folder
from tests.browser import patient_steps as steps
from tests.browser.browsers import CHROMIUM, PHONE_SIZE
from tests.browser.kit import add_passkey_device, photograph
from tests.fixtures.report_pages import ReportFacts, laboratory_report, pathology_report

FEW, PAGES = 5, 50
REST_SECONDS = 10
PATIENCE_MS = 30 * 60 * 1000
MB = 1_000_000
_COUNT_PICTURES = """
  globalThis.pictures = new Set();
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    const address = createObjectURL.call(URL, blob);
    pictures.add(address);
    return address;
  };
  URL.revokeObjectURL = (address) => {
    pictures.delete(address);
    revokeObjectURL.call(URL, address);
  };
"""


def main() -> None:
    """Measure, print, compare."""
    expect.set_options(timeout=PATIENCE_MS)
    conditions()
    budgets = Budgets()
    with disk_folder() as folder, FullRelay(folder / "relay") as relay, sync_playwright() as driver:
        photos = write_photos(folder)
        context = phone_on_disk(driver, folder / "phone", relay.url)
        page = context.pages[0]
        add_passkey_device(page)
        steps.enrol(page)
        steps.begin_record(page)
        before = memory_bytes(processes())
        measure_judging(page, photos, before, budgets)
        measure_changes(page, budgets)
        measure_reading(page, before)
        measure_record(page, before, budgets)
        context.close()
    budgets.finish()


def write_photos(folder: Path) -> list[Path]:
    """Three sheets of paper, again and again: what the phone makes of a photo does not depend on the others."""
    facts = ReportFacts()
    sheets = [pathology_report(facts), laboratory_report(facts), pathology_report(facts)]
    pictures = [photograph(sheet, seed=seed) for seed, sheet in enumerate(sheets, 1)]
    paths = [folder / f"IMG_{number:04}.jpg" for number in range(PAGES)]
    for number, path in enumerate(paths):
        path.write_bytes(pictures[number % len(pictures)])
    return paths


def phone_on_disk(driver: Playwright, profile: Path, address: str) -> BrowserContext:
    """A browser without a profile on disk keeps all that a page stores in memory."""
    size = {"width": PHONE_SIZE[0], "height": PHONE_SIZE[1]}
    context = driver.chromium.launch_persistent_context(
        profile,
        executable_path=CHROMIUM,
        args=["--no-sandbox"] if os.geteuid() == 0 else [],
        base_url=address,
        locale="en-GB",
        viewport=size,
        screen=size,
        has_touch=True,
        is_mobile=True,
    )
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(_COUNT_PICTURES)
    return context


def processes() -> list[int]:
    """All that was started here."""
    return [process for process in below(os.getpid()) if process != os.getpid()]


def seconds(work: Callable[[], object]) -> float:
    start = time.monotonic()
    work()
    return time.monotonic() - start


def pictures_held(page: Page) -> int:
    """How many object addresses are alive."""
    held: int = page.evaluate("() => pictures.size")
    return held


def judge(page: Page, photos: list[Path], total: int) -> None:
    """Pick photos, and wait until every page of the record has its verdict."""
    steps.choose_files(page, photos)
    marks = steps.pages(page).locator(".state-good, .state-care, .state-problem")
    expect(marks).to_have_count(total)


def measure_judging(page: Page, photos: list[Path], before: int, budgets: Budgets) -> None:
    """A few pages, and then all the others."""
    with peak_memory(processes) as few_peak:
        few = seconds(lambda: judge(page, photos[:FEW], FEW)) / FEW
    with peak_memory(processes) as peak:
        many = seconds(lambda: judge(page, photos[FEW:], PAGES)) / (PAGES - FEW)
    figure(f"a page of the first {FEW}, from file to verdict", few, "s")
    budgets.at_most(f"a page of the {PAGES - FEW} after them, against those", many / few, 1.25, "x")
    figure(f"memory with {FEW} pages", (few_peak.bytes - before) / MB, "MB")
    growth = (peak.bytes - before) / max(few_peak.bytes - before, 1)
    budgets.at_most(f"memory with {PAGES} pages, against {FEW}", growth, 1.5, "x")
    time.sleep(REST_SECONDS)
    figure("and at rest", (memory_bytes(processes()) - before) / MB, "MB")
    budgets.at_most("pictures held by the grid", pictures_held(page), PAGES)


def measure_changes(page: Page, budgets: Budgets) -> None:
    """One page moved, and the last ten split off and put back."""

    def move() -> None:
        page.get_by_role("button", name=steps.sentence("page-grip")).first.press("ArrowRight")
        expect(page.get_by_text(re.compile(r"^Now page 2 of"))).to_be_attached()
        page.get_by_role("button", name=steps.sentence("page-grip")).nth(1).press("ArrowLeft")
        expect(page.get_by_text(re.compile(r"^Now page 1 of"))).to_be_attached()

    def split() -> None:
        steps.press(page, "split-here")
        expect(steps.pages(page)).to_have_count(PAGES - 10)

    def put_back() -> None:
        steps.press(page, "split-undo")
        expect(steps.pages(page)).to_have_count(PAGES)

    moved = middle([seconds(move) / 2 for _ in range(5)])
    budgets.at_most(f"a page moved among {PAGES}", moved, 0.3, "s")
    steps.open_page(page, PAGES - 9)
    figure("ten of them split off", seconds(split), "s")
    figure("and put back", seconds(put_back), "s")
    budgets.at_most("pictures held by the grid after that", pictures_held(page), PAGES)


def measure_reading(page: Page, before: int) -> None:
    """All pages are read while the person types."""
    steps.to_name(page)
    reading = page.get_by_role("status").filter(has_text=steps.part_of("found-reading"))
    with peak_memory(processes) as peak:
        took = seconds(lambda: expect(reading).to_have_count(0))
    figure("each page read", took / PAGES, "s")
    figure("memory while reading", (peak.bytes - before) / MB, "MB")


def measure_record(page: Page, before: int, budgets: Budgets) -> None:
    """Kept, sent, and looked at from the first page to the last."""
    steps.to_previous_screen(page)
    steps.name_record(page, title="Fifty pages")
    with peak_memory(processes) as sending:
        figure("sent", seconds(lambda: steps.expect_stored(page, 1)), "s")
    figure("memory while sending", (sending.bytes - before) / MB, "MB")
    time.sleep(REST_SECONDS)
    figure("memory before it is opened", (memory_bytes(processes()) - before) / MB, "MB")
    sheets = page.get_by_role("region", name=re.compile(rf"^{PAGES} pages$")).locator("> div")
    with peak_memory(processes) as peak:
        steps.records(page).get_by_role("link").click()
        took = seconds(lambda: read_through(sheets))
    figure("each page of it shown after", took / PAGES, "s")
    budgets.at_most("memory while it is read through", (peak.bytes - before) / MB, 600, "MB")
    budgets.at_most("large pictures held", pictures_held(page), 10)


def read_through(sheets: Locator) -> None:
    """From the first page to the last, each as soon as the one before is on the screen."""
    for number in range(PAGES):
        sheets.nth(number).scroll_into_view_if_needed()
        expect(sheets.nth(number).locator(".page-picture img")).to_be_visible()


if __name__ == "__main__":
    main()
