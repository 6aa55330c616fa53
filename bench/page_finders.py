"""Other page finders (bench/package.json), each alone in a page of the same browser, on the same photos."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page, Route, sync_playwright

from bench.browser import ROOT
from bench.scan_photos import Photo
from tests.browser.kit import launch
from tests.browser.overlap import overlap

_PACKAGES = ROOT / "bench/node_modules"
_ORIGIN = "http://finders.test"
_MODULE = '<!doctype html><script type="module" src="/page_finders_in_page.mjs"></script>'
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
def empty_page(*arguments: str) -> Iterator[Page]:
    """A page in which `get_ready` and `find_by` work; the browser's own arguments."""
    with sync_playwright() as driver:
        browser = launch(driver, arguments=arguments)
        page = browser.new_page()
        page.route(f"{_ORIGIN}/**", _serve)
        page.goto(f"{_ORIGIN}/")
        page.wait_for_function("() => globalThis.findBy")
        page.evaluate("document.body.append(Object.assign(document.createElement('input'), {type: 'file'}))")
        yield page
        browser.close()


def get_ready(page: Page, name: str) -> None:
    """Load what the finder needs, and nothing else."""
    scripts = [file for file in LOADED[name] if file.startswith("jscanify/")]
    for file in scripts:
        page.add_script_tag(url=f"/{file}")
    if scripts:
        page.wait_for_function("() => globalThis.cv?.Mat", timeout=60_000)


def find_by(page: Page, name: str, photo: Photo) -> dict[str, Any]:
    """Overlap and milliseconds of one finder on one photo; one that fails has found nothing."""
    page.set_input_files("input", photo["path"])
    script = "(name) => findBy(name).catch(() => ({ corners: null, ms: null }))"
    found: dict[str, Any] = page.evaluate(script, name)
    size = photo["width"], photo["height"]
    found["overlap"] = overlap(found["corners"], photo["corners"], *size) if found["corners"] else 0.0
    return found


def _serve(route: Route) -> None:
    path = route.request.url.removeprefix(_ORIGIN).lstrip("/")
    if not path:
        route.fulfill(body=_MODULE, content_type="text/html")
    elif path == "page_finders_in_page.mjs":
        route.fulfill(path=ROOT / "bench" / path, content_type="text/javascript")
    else:
        route.fulfill(path=_PACKAGES / path, content_type="text/javascript")
