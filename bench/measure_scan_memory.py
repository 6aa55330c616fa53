"""Claim: a photo of 12 megapixels is found, made flat and judged in 150 MB, and fifty pages take no more than one.

The app's own worker in Chromium is given photos of 12 megapixels (bench/scans), one after the other. Counted is the
proportional set size of all of Chromium's processes, sampled twenty times a second: the highest while it works, above
that of the idle page before its worker was started. Chromium takes some 25 MB more in the second after its own start,
which is waited for. No other Chromium should run: when it ends, what both shared is counted here. Reading, which comes
later and in a worker of its own, is counted apart.

Run: bench/run.sh scan_memory
"""

from __future__ import annotations

from bench.browser import NO_SPARE
from bench.figures import Budgets, conditions, figure
from bench.processes import browser_processes, memory_bytes, peak_memory
from bench.scan_photos import Photo, ask_worker, make_photos, scan_page

LARGE_SEEDS = "300:310"
PAGES = 50
IDLE_AFTER_MS = 3_000
MB = 1000**2


def growth(photos: list[Photo], count: int, what: str, *more: str) -> float:
    """MB of memory at most, above a page that did nothing yet, while `count` photos are worked on."""
    with scan_page(NO_SPARE) as page:
        page.wait_for_timeout(IDLE_AFTER_MS)
        before = memory_bytes(browser_processes())
        with peak_memory(browser_processes) as peak:
            for index in range(count):
                ask_worker(page, what, photos[index % len(photos)], *more)
    return (peak.bytes - before) / MB


def main() -> None:
    """Measure, print, compare."""
    photos = make_photos("large", LARGE_SEEDS)
    photos = [each for each in photos if each["width"] * each["height"] > 12e6]
    conditions()
    few, many = growth(photos, 3, "look"), growth(photos, PAGES, "look")
    budgets = Budgets()
    budgets.at_most("12 megapixels: found, made flat, judged: memory", few, 150, "MB")
    budgets.at_most(f"the same for {PAGES} photos, against 3", many / few, 1.25, "x")
    figure("read as well: memory", growth(photos, 3, "lookAndRead", "en"), "MB")
    budgets.finish()


if __name__ == "__main__":
    main()
