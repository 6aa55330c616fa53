"""Fixtures of the browser stories: a relay, a browser, a phone, a desk, and a guard over each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from tests.browser import patient_steps
from tests.browser.kit import (
    Guard,
    LiveServer,
    ReportFacts,
    add_passkey_device,
    approach,
    desk,
    launch,
    motion_jpeg,
    pathology_report,
    phone,
)
from tests.browser.known_reviewer import add_reviewer
from tests.fixtures.reports import three_reports
from tests.lying_relay.proxy import LyingRelay
from tests.server.people import Reviewer

# Files whose stories take longest begin first, so that no worker is left with one of them at the end.
_LONG_FILES = (
    "test_reading.py",
    "test_scan.py",
    "test_reviewer_screens.py",
    "test_screens.py",
    "test_whole_path.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """For `--dist loadfile --no-loadscope-reorder` (scripts/test.sh); the order within a file stays."""
    items.sort(key=lambda item: item.path.name not in _LONG_FILES)


@pytest.fixture(scope="session")
def camera_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three photographed reports, one after the other, as a camera would show them."""
    return motion_jpeg(three_reports(), tmp_path_factory.mktemp("camera") / "reports.mjpeg")


@pytest.fixture(scope="session")
def chromium_with_camera(playwright: Playwright, camera_file: Path) -> Iterator[Browser]:
    """A Chromium whose camera sees three rendered reports on a table."""
    browser = launch(playwright, camera=camera_file)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def recorder() -> Iterator[LyingRelay]:
    """Stands between browsers and the relay and keeps every exchange; it tells no lie."""
    with LyingRelay() as proxy:
        yield proxy


@pytest.fixture(scope="module")
def server(recorder: LyingRelay, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A fresh relay for each file of stories. Browsers reach it through `recorder`, at `recorder.url`."""
    with LiveServer(data=tmp_path_factory.mktemp("relay"), origin=recorder.url) as relay:
        recorder.upstream_port = relay.port
        yield relay


@pytest.fixture(scope="module")
def listed_reviewer(server: LiveServer) -> Reviewer:
    """A reviewer in the clinic's directory, whom patients may choose."""
    return add_reviewer(server)


@pytest.fixture
def patient(
    playwright: Playwright, chromium_with_camera: Browser, server: LiveServer, recorder: LyingRelay
) -> Iterator[BrowserContext]:
    """A patient's phone, 360×740."""
    context = phone(playwright, chromium_with_camera, recorder.url)
    yield context
    context.close()


@pytest.fixture
def new_phone(
    playwright: Playwright, chromium: Browser, server: LiveServer, recorder: LyingRelay
) -> Iterator[Callable[..., Page]]:
    """Makes further phones, each with a guard of its own: the patient's next one, or a thief's."""
    phones: list[tuple[BrowserContext, Guard]] = []

    def make(*allowed_errors: str) -> Page:
        context = phone(playwright, chromium, recorder.url)
        phones.append((context, Guard(context, recorder.url, allowed_errors)))
        return context.new_page()

    yield make
    for context, guard in phones:
        context.close()
        guard.check()


@pytest.fixture
def reviewer(chromium: Browser, server: LiveServer, recorder: LyingRelay) -> Iterator[BrowserContext]:
    """A reviewer's desk, 1440×900."""
    context = desk(chromium, recorder.url)
    yield context
    context.close()


@pytest.fixture
def patient_guard(patient: BrowserContext, recorder: LyingRelay) -> Iterator[Guard]:
    """Fails the test when the patient's browser broke the policy, met an error or spoke to anybody else."""
    guard = Guard(patient, recorder.url)
    yield guard
    guard.check()


@pytest.fixture
def reviewer_guard(reviewer: BrowserContext, recorder: LyingRelay) -> Iterator[Guard]:
    """The same for the reviewer's browser."""
    guard = Guard(reviewer, recorder.url)
    yield guard
    guard.check()


@pytest.fixture
def patient_page(patient: BrowserContext, patient_guard: Guard) -> Page:
    return patient.new_page()


@pytest.fixture
def page(patient_page: Page) -> Page:
    """A patient who is about to add the pages of a record."""
    add_passkey_device(patient_page)
    patient_steps.enrol(patient_page)
    patient_steps.begin_record(patient_page)
    return patient_page


@pytest.fixture(scope="session")
def approach_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A camera that comes nearer to a page, holds still over it and goes away, again and again."""
    return approach(pathology_report(ReportFacts()), tmp_path_factory.mktemp("camera") / "approach.mjpeg")


@pytest.fixture
def aiming_phone(
    playwright: Playwright, recorder: LyingRelay, server: LiveServer, approach_file: Path
) -> Iterator[Page]:
    """A patient who aims a telephone at a page."""
    browser = launch(playwright, camera=approach_file)
    with phone(playwright, browser, recorder.url, permissions=["camera"]) as context:
        guard = Guard(context, recorder.url)
        page = context.new_page()
        add_passkey_device(page)
        patient_steps.enrol(page)
        yield page
        guard.check()
    browser.close()


@pytest.fixture
def reviewer_page(reviewer: BrowserContext, reviewer_guard: Guard) -> Page:
    return reviewer.new_page()
