"""The page in a photo is found by the app's own worker, under the app's own policy.

The photos are made by bench/scans (seeds 402, 404, 406, 410 at 1024 px); what is claimed of many is measured in bench/.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.kit import LiveServer
from tests.browser.overlap import overlap

SCANS = Path(__file__).parents[1] / "fixtures/scans"
CORNERS: dict[str, list[list[float]]] = json.loads((SCANS / "corners.json").read_text(encoding="utf-8"))
LEAST_OVERLAP = 0.95
FIND = """async (address) => {
  const { WorkerBridge } = await import("/static/js/workers/worker-bridge.js");
  globalThis.bridge ??= new WorkerBridge("scan", 1);
  const blob = await (await fetch(address)).blob();
  const bitmap = await createImageBitmap(blob);
  const size = { width: bitmap.width, height: bitmap.height };
  const found = await globalThis.bridge.run("findPage", { blob, size });
  return found && { size, corners: found.outline.map(({ x, y }) => [x * size.width, y * size.height]) };
}"""


def serve_photo(route: Route) -> None:
    route.fulfill(path=SCANS / route.request.url.rpartition("/")[2])


@pytest.fixture
def page(chromium: Browser, server: LiveServer) -> Iterator[Page]:
    context = chromium.new_context(base_url=server.url, service_workers="block")
    context.route("**/static/photo/*", serve_photo)
    page = context.new_page()
    page.goto("/healthz")
    yield page
    context.close()


def find(page: Page, name: str) -> Any:
    """Size of a photo and corners of the page in it, or None."""
    return page.evaluate(FIND, f"/static/photo/{name}.jpg")


def expect_found(page: Page, name: str) -> None:
    found = find(page, name)
    size = found["size"]["width"], found["size"]["height"]
    assert overlap(found["corners"], CORNERS[name], *size) > LEAST_OVERLAP


@pytest.mark.parametrize("name", CORNERS)
def test_the_page_is_found(page: Page, name: str) -> None:
    expect_found(page, name)


def test_on_a_bare_table_no_page_is_found(page: Page) -> None:
    assert find(page, "only-a-table") is None


def test_what_does_not_come_is_asked_for_again(page: Page) -> None:
    page.route("**/page-network.weights", lambda route: route.abort(), times=1)
    with pytest.raises(Exception, match="app-failed"):
        find(page, "sideways")
    expect_found(page, "sideways")
