"""Other page finders (bench/package.json) in a page of the same browser, on the same photos."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page, Route, sync_playwright

from bench.browser import ROOT
from bench.scan_photos import PHOTOS, Photo
from tests.browser.kit import launch
from tests.browser.overlap import overlap

_PACKAGES = ROOT / "bench/node_modules"
_ORIGIN = "http://finders.test"
_PAGE = """<!doctype html>
<script src="/jscanify/src/opencv.js"></script><script src="/jscanify/src/jscanify.js"></script>
<script type="module" src="/page_finders_in_page.mjs"></script>"""
# What each needs before it can find anything, uncompressed.
LOADED = {
    "jscanify": ("jscanify/src/opencv.js", "jscanify/src/jscanify.js"),
    "jscanify, 800 px": ("jscanify/src/opencv.js", "jscanify/src/jscanify.js"),
    "scanic, classical": ("scanic/dist/scanic.js",),
    "OpenCV, plain": ("jscanify/src/opencv.js",),
}


def megabytes(name: str) -> float:
    """What is loaded for a finder."""
    return sum((_PACKAGES / file).stat().st_size for file in LOADED[name]) / 1e6


@contextmanager
def finders_page() -> Iterator[Page]:
    """A page in which every other finder is ready."""
    with sync_playwright() as driver:
        browser = launch(driver)
        page = browser.new_page()
        page.route(f"{_ORIGIN}/**", _serve)
        page.goto(f"{_ORIGIN}/")
        page.wait_for_function("() => globalThis.isReady && globalThis.cv?.Mat", timeout=60_000)
        yield page
        browser.close()


def find_by(page: Page, name: str, photo: Photo) -> dict[str, Any]:
    """Overlap and milliseconds of one finder on one photo; one that fails has found nothing."""
    address = f"/photo/{photo['path'].parent.parent.name}/{photo['path'].name}"
    script = "([name, address]) => findBy(name, address).catch(() => ({ corners: null, ms: null }))"
    found: dict[str, Any] = page.evaluate(script, [name, address])
    size = photo["width"], photo["height"]
    found["overlap"] = overlap(found["corners"], photo["corners"], *size) if found["corners"] else 0.0
    return found


def _serve(route: Route) -> None:
    path = route.request.url.removeprefix(_ORIGIN).lstrip("/")
    if not path:
        route.fulfill(body=_PAGE, content_type="text/html")
    elif path.startswith("photo/"):
        folder, name = path.split("/")[1:]
        route.fulfill(path=PHOTOS / folder / "img" / name)
    elif path == "page_finders_in_page.mjs":
        route.fulfill(path=ROOT / "bench" / path, content_type="text/javascript")
    else:
        route.fulfill(path=_PACKAGES / path, content_type="text/javascript")
