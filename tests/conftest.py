"""Fixtures of every test that needs a browser: there can be only one driver in a process. And the tables that tests
found out, shown at the end of a run.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.browser.browsers import ACTION_TIMEOUT_MS, launch


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=ACTION_TIMEOUT_MS)
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for all stories that need no camera."""
    browser = launch(playwright)
    yield browser
    browser.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests recorded with `record_property("route by role", table)`, each table once."""
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    tables = {
        value for report in reports for name, value in report.user_properties if name == "route by role"
    }
    for table in tables:
        terminalreporter.section("the relay: who gets what, route by role")
        terminalreporter.write_line(str(table))
