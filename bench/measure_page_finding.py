"""Claim: a page is found in every photo, to a hundredth of its area, in 100 ms for 12 megapixels, after 2.5 MB.

Generated photos (bench/scans, preset `mixed`, seeds that the network was not trained on) are given to the app's own
worker in Chromium. The overlap is intersection over union on the flat page, as in SmartDoc 2015; a photo in which
nothing is found counts 0. The time is that of one photo of 12 megapixels from the file to its corners, decoding
included. The bytes are what is loaded once, when the first photo is taken.

Run: bench/run.sh page_finding
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
from typing import Any

from playwright.sync_api import Page, Route

from bench.browser import ROOT, SERVED, module_page
from bench.figures import Budgets, conditions, figure, middle
from tests.browser.overlap import overlap

SCANS = ROOT / "bench/scans"
ENVIRONMENT = ROOT / ".scans"
PHOTOS = ROOT / "bench/results/photos"
SEEDS = "0:150"
LONG_SIDE_PX = 1600
LARGE_SEEDS = "300:310"
MODULE = f'import("{SERVED}find_page_in_page.mjs")'
LOADED = (
    "js/scan/page-network.weights",
    "vendor/tensorflow-tfjs-core-4.22.0/dist/tf-core.min.js",
    "vendor/tensorflow-tfjs-backend-wasm-4.22.0/dist/tf-backend-wasm.min.js",
    "vendor/tensorflow-tfjs-backend-wasm-4.22.0/dist/tfjs-backend-wasm-simd.wasm",
)
MEGABYTE = 1_000_000


def make_photos(name: str, seeds: str, *options: str) -> list[dict[str, Any]]:
    """The labels of photos that are made where they are not there yet."""
    folder = PHOTOS / name
    if not (folder / "labels.json").exists():
        if not ENVIRONMENT.exists():
            subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=True)
            pip = [str(ENVIRONMENT / "bin/python"), "-m", "pip", "install", "--quiet"]
            subprocess.run([*pip, "--requirement", str(SCANS / "requirements.txt")], check=True)
        program = [str(ENVIRONMENT / "bin/python"), str(SCANS / "make_scans.py")]
        subprocess.run(
            [*program, "--out", str(folder), "--seeds", seeds, *options],
            check=True,
            stderr=subprocess.DEVNULL,
        )
    items: list[dict[str, Any]] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))["items"]
    return [item | {"path": folder / item["file"]} for item in items]


def find(page: Page, item: dict[str, Any]) -> dict[str, Any]:
    """What the worker finds in one photo."""
    size = {"width": item["width"], "height": item["height"]}
    found: dict[str, Any] = page.evaluate(
        f"([address, size]) => {MODULE}.then(({{ find }}) => find(address, size))",
        [f"/static/photo/{item['path'].parent.parent.name}/{item['path'].name}", size],
    )
    corners = found["corners"]
    found["overlap"] = overlap(corners, item["corners"], item["width"], item["height"]) if corners else 0.0
    return found


def serve_photo(route: Route) -> None:
    """A photo by its address."""
    folder, name = route.request.url.rsplit("/", 2)[1:]
    route.fulfill(path=PHOTOS / folder / "img" / name)


def main() -> None:
    """Measure, print, compare."""
    photos = make_photos("mixed", SEEDS, "--long", str(LONG_SIDE_PX))
    large = [each for each in make_photos("large", LARGE_SEEDS) if each["width"] * each["height"] > 12e6]
    conditions()
    with module_page(["bench/find_page_in_page.mjs"]) as page:
        page.route("**/static/photo/**", serve_photo)
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
    budgets = Budgets()
    budgets.at_least("mean overlap", math.fsum(overlaps) / len(overlaps), 0.985)
    budgets.at_least("share above 0.9", share(0.9), 100, "%")
    budgets.at_least("share above 0.95", share(0.95), 97, "%")
    budgets.at_most("failures (below 0.5)", 100 - share(0.5), 0, "%")
    budgets.at_most("12 megapixels, from file to corners", middle(times_ms), 100, "ms")
    megabytes = sum((ROOT / "pwa/static" / name).stat().st_size for name in LOADED) / MEGABYTE
    budgets.at_most("loaded once, uncompressed", megabytes, 2.5, "MB")
    budgets.finish()


if __name__ == "__main__":
    main()
