"""The world in which lies are told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright

from tests.browser.live_server import LiveServer
from tests.lying_relay.proxy import LyingRelay
from tests.lying_relay.world import World, make_world


@pytest.fixture(scope="session")
def world(
    playwright: Playwright, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    data = tmp_path_factory.mktemp("lied-about")
    with LyingRelay() as relay, LiveServer(data=data, origin=relay.url) as server:
        relay.upstream_port = server.port
        world = make_world(playwright, chromium, server, relay)
        yield world
        for page in (world.phone, world.desk):
            page.context.close()
