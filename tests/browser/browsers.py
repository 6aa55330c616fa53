"""Debian's Chromium, and contexts that look like a patient's phone or a reviewer's desk."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
PHONE_SIZE = (360, 740)
DESK_SIZE = (1440, 900)
ACTION_TIMEOUT_MS = 20_000

# Lighthouse's "slow 4G": 1.6 Mbit/s down, 750 kbit/s up, 150 ms round trip; the factors 0.9 and 3.75 are what it
# applies where a browser slows each request by itself.
SLOW_4G = {"latency": 150 * 3.75, "downloadThroughput": 1.6e6 / 8 * 0.9, "uploadThroughput": 750e3 / 8 * 0.9}


# A passkey device that says yes to everything also says yes to a list that nobody opened.
_NO_PASSKEY_LIST = (
    "if (self.PublicKeyCredential) PublicKeyCredential.isConditionalMediationAvailable = async () => false;"
)


def launch(playwright: Playwright, *, camera: Path | None = None, arguments: Sequence[str] = ()) -> Browser:
    """Chromium without a window. `camera` is an .mjpeg or .y4m file that getUserMedia shows: one per browser."""
    flags = list(arguments)
    if os.geteuid() == 0:
        flags.append("--no-sandbox")  # Chromium refuses to sandbox for root, which test machines often are.
    if camera is not None:
        flags += [
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-video-capture={camera.resolve()}",
        ]
    return playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=flags)


def phone(playwright: Playwright, browser: Browser, base_url: str, **options: Any) -> BrowserContext:
    """A fresh phone of 360×740: own storage, own service worker, touch, a mobile browser's name.

    `passkey_list=True`: its browser offers passkeys in a field's list, too.
    """
    device = dict(playwright.devices["Pixel 7"])
    device.pop("default_browser_type", None)
    device["user_agent"] = re.sub(r"Chrome/[\d.]+", "Chrome/" + browser.version, device["user_agent"])
    device["viewport"] = {"width": PHONE_SIZE[0], "height": PHONE_SIZE[1]}
    device["screen"] = dict(device["viewport"])
    return _context(browser, base_url, {**device, **options})


def desk(browser: Browser, base_url: str, **options: Any) -> BrowserContext:
    """A fresh reviewer's desk of 1440×900 with mouse and keyboard."""
    size = {"width": DESK_SIZE[0], "height": DESK_SIZE[1]}
    return _context(browser, base_url, {"viewport": size, "screen": size, **options})


def _context(browser: Browser, base_url: str, options: dict[str, Any]) -> BrowserContext:
    passkey_list = options.pop("passkey_list", False)
    settings = {"base_url": base_url, "locale": "en-GB", "timezone_id": "Europe/Berlin", **options}
    context = browser.new_context(**settings)
    if not passkey_list:
        context.add_init_script(_NO_PASSKEY_LIST)
    context.set_default_timeout(ACTION_TIMEOUT_MS)
    return context


def slow_down(page: Page, *, processor: float = 4, network: dict[str, float] | None = None) -> None:
    """A mid-range phone. Workers are not slowed down by this, nor is what the service worker fetches."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": processor})
    if network is not None:
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", {"offline": False, **network})
