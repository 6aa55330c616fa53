"""A page of the real relay in Chromium, for measurements of the product's own modules."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Route, sync_playwright

from tests.browser.kit import LiveServer, launch

ROOT = Path(__file__).resolve().parent.parent
SERVED = "/static/bench/"
# Chromium starts a process for a page that may come, which would be counted with what is measured.
NO_SPARE = "--disable-features=SpareRendererForSitePerProcess"


@contextmanager
def module_page(
    scripts: Sequence[str], *, arguments: Sequence[str] = (), camera: Path | None = None
) -> Iterator[Page]:
    """A page of the app's origin, under its policy, that runs none of the app's screens.

    `scripts` are files of this checkout that the page may import from `SERVED`; what they import from
    `pwa/static/js/` is what the relay serves. `camera`: as for `launch`.
    """
    with (
        tempfile.TemporaryDirectory() as data,
        LiveServer(data=Path(data)) as server,
        sync_playwright() as driver,
    ):
        browser = launch(driver, arguments=arguments, camera=camera)
        permissions = ["camera"] if camera else []
        context = browser.new_context(base_url=server.url, service_workers="block", permissions=permissions)
        # The health page has no icon of its own; the browser would ask for one in the middle of a measurement.
        context.route("**/favicon.ico", lambda route: route.fulfill(status=204))
        context.route(f"**{SERVED}*", lambda route: _serve(route, scripts))
        page = context.new_page()
        page.goto("/healthz")
        yield page
        browser.close()


def _serve(route: Route, scripts: Sequence[str]) -> None:
    name = route.request.url.rpartition("/")[2]
    path = next(ROOT / script for script in scripts if script.endswith("/" + name))
    text = path.read_text(encoding="utf-8")
    for depth in ("../../../", "../"):
        text = text.replace(f'"{depth}pwa/static/js/', '"/static/js/')
    route.fulfill(body=text, headers={"Content-Type": "text/javascript"})
