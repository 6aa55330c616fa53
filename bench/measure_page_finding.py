"""Claim: a page is found in every photo, to a hundredth of its area, in 100 ms for 12 megapixels, after 2.5 MB.

Generated photos (bench/scans, preset `mixed`, seeds that the network was not trained on) are given to the app's own
worker in Chromium. The overlap is intersection over union on the flat page, as in SmartDoc 2015; a photo in which
nothing is found counts 0. The time is that of one photo of 12 megapixels from the file to its corners, decoding
included. The bytes are what is loaded once, when the first photo is taken. Other finders (bench/package.json) get the
same photos in the same browser, decoding included.

Run: bench/run.sh page_finding
"""

from __future__ import annotations

import math
from typing import Any

from playwright.sync_api import Page

from bench.browser import ROOT
from bench.figures import Budgets, conditions, figure, middle
from bench.page_finders import LOADED as LOADED_BY
from bench.page_finders import find_by, finders_page, megabytes
from bench.scan_photos import Photo, ask_worker, make_photos, scan_page
from tests.browser.overlap import overlap

SEEDS = "1000:1150"
LONG_SIDE_PX = 1600
LARGE_SEEDS = "300:310"
LOADED = (
    "js/scan/page-network.weights",
    "vendor/tensorflow-tfjs-core-4.22.0/dist/tf-core.min.js",
    "vendor/tensorflow-tfjs-backend-wasm-4.22.0/dist/tf-backend-wasm.min.js",
    "vendor/tensorflow-tfjs-backend-wasm-4.22.0/dist/tfjs-backend-wasm-simd.wasm",
)
MEGABYTE = 1_000_000


def find(page: Page, photo: Photo) -> dict[str, Any]:
    """What the worker finds in one photo."""
    found: dict[str, Any] = ask_worker(page, "find", photo)
    corners = found["corners"]
    found["overlap"] = overlap(corners, photo["corners"], photo["width"], photo["height"]) if corners else 0.0
    return found


def main() -> None:
    """Measure, print, compare."""
    photos = make_photos("found", SEEDS, "--long", str(LONG_SIDE_PX))
    large = [each for each in make_photos("large", LARGE_SEEDS) if each["width"] * each["height"] > 12e6]
    conditions()
    with scan_page() as page:
        found = [find(page, item) for item in photos]
        times_ms = [find(page, item)["ms"] for item in large for _ in range(3)]
    overlaps = [each["overlap"] for each in found]

    def share(least: float) -> float:
        return 100 * sum(each > least for each in overlaps) / len(overlaps)

    for background in sorted({item["scene"]["background"] for item in photos}):
        these = [
            o for o, item in zip(overlaps, photos, strict=True) if item["scene"]["background"] == background
        ]
        figure(f"mean overlap on {background} ({len(these)} photos)", sum(these) / len(these), "")
    for item, each in sorted(zip(photos, found, strict=True), key=lambda pair: pair[1]["overlap"])[:5]:
        figure(f"worst: seed {item['seed']}, score {each['score']:.2f}", each["overlap"], "")
    figure("median overlap", middle(overlaps), "")
    figure("share above 0.98", share(0.98), "%")
    _compare_with_others(photos, large)
    budgets = Budgets()
    budgets.at_least("mean overlap", math.fsum(overlaps) / len(overlaps), 0.985)
    budgets.at_least("share above 0.9", share(0.9), 100, "%")
    budgets.at_least("share above 0.95", share(0.95), 97, "%")
    budgets.at_most("failures (below 0.5)", 100 - share(0.5), 0, "%")
    budgets.at_most("12 megapixels, from file to corners", middle(times_ms), 100, "ms")
    loaded_megabytes = sum((ROOT / "pwa/static" / name).stat().st_size for name in LOADED) / MEGABYTE
    budgets.at_most("loaded once, uncompressed", loaded_megabytes, 2.5, "MB")
    budgets.finish()


def _compare_with_others(photos: list[Photo], large: list[Photo]) -> None:
    with finders_page() as page:
        for name in LOADED_BY:
            overlaps = [find_by(page, name, photo)["overlap"] for photo in photos]
            times_ms = [
                found["ms"] for found in (find_by(page, name, photo) for photo in large) if found["ms"]
            ]
            shares = " / ".join(
                f"{100 * sum(each > least for each in overlaps) / len(overlaps):.0f}"
                for least in (0.9, 0.95, 0.98)
            )
            failures = 100 * sum(each < 0.5 for each in overlaps) / len(overlaps)
            print(
                f"  {name}: mean overlap {sum(overlaps) / len(overlaps):.3f}, above 0.9 / 0.95 / 0.98: {shares} %,"
                f" below 0.5: {failures:.0f} %, 12 megapixels {middle(times_ms):.0f} ms,"
                f" {megabytes(name):.1f} MB loaded",
                flush=True,
            )


if __name__ == "__main__":
    main()
