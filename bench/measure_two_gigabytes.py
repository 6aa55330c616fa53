"""Claim: a file of 2 GB is sealed and uploaded from Chromium and opened by the tool to equal bytes, and the browser's
memory grows by less than 200 MB meanwhile.

A patient enrols by the app's own screens, in a Chromium whose profile lies on disk as on a phone, and picks a file of
2 000 000 000 random bytes; it is sealed, kept on the device, and sent to the real relay. After the consent a
reviewer's Chromium downloads the sealed case and a key file, and the tool opens it. Memory is the proportional set
size of all of the patient's Chromium's processes, sampled twenty times a second: the highest from the picking of the
file to its arrival, above that just before. It needs 12 GB of disk while it runs.

Run: bench/run.sh two_gigabytes
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

from playwright.sync_api import Page, Playwright, expect, sync_playwright

from bench.figures import MIB, Budgets, conditions, figure
from bench.processes import below, memory_bytes, peak_memory
from bench.relay_load import FullRelay, disk_folder
from server.app import create_app
from server.clinic_log import found_clinic
from server.crypto.words import six_words
from server.relay import EXTENSION
from server.settings import load_settings
from tests.browser import patient_steps, reviewer_steps
from tests.browser.browsers import CHROMIUM, DESK_SIZE, PHONE_SIZE
from tests.browser.kit import add_passkey_device

FILE_BYTES = 2_000_000_000
BLOCK_BYTES = 8 * MIB
PATIENCE_MS = 30 * 60 * 1000
SOON_SECONDS = 3
MEGABYTE = 1_000_000
# What the relay logs when the statement about the record, which is sent last, has arrived.
STATED = '"route": "/api/cases/<hex16:case_id>/statements", "status": 201'


def main() -> None:
    expect.set_options(timeout=PATIENCE_MS)
    conditions()
    budgets = Budgets()
    with disk_folder() as folder, FullRelay(folder / "relay") as relay, sync_playwright() as driver:
        source = folder / "study.bin"
        expected = write_random(source)
        with (
            Chromium(folder / "desk", relay.url, DESK_SIZE) as desk,
            Chromium(folder / "phone", relay.url, PHONE_SIZE) as phone,
        ):
            with desk.page(driver) as reviewer:
                add_passkey_device(reviewer)
                reviewer_steps.enrol_reviewer(reviewer, relay)
            growth = send_file(driver, relay, phone, source)
            source.unlink()
            with phone.page(driver) as patient:
                patient_steps.expect_stored(patient, 1)
                patient_steps.send_to_reviewer(patient, reviewer_steps.NAME)
            with desk.page(driver) as reviewer:
                reviewer_steps.open_case(reviewer)
                case_file = reviewer_steps.save(reviewer_steps.download_case(reviewer), folder)
                key_file = reviewer_steps.save(reviewer_steps.make_key_file(reviewer), folder)
        start = time.monotonic()
        opened = open_with_tool(folder, case_file, key_file, clinic_words(relay))
        figure("opened by the tool", FILE_BYTES / MIB / (time.monotonic() - start), "MiB/s")
        budgets.at_least("equal bytes", opened == [expected], 1)
        budgets.at_most("growth of the browser's memory", growth, 200, "MB")
    budgets.finish()


def send_file(driver: Playwright, relay: FullRelay, phone: Chromium, source: Path) -> float:
    """Pick, seal and send the file by the app's screens; returns by how many megabytes the browser grew at most."""
    with phone.page(driver) as patient:
        add_passkey_device(patient)
        patient_steps.enrol(patient)
        patient_steps.make_sheet(patient)
        patient_steps.begin_record(patient)
        before = memory_bytes(phone.processes())
        with peak_memory(phone.processes) as sealing:
            start = time.monotonic()
            pick(patient, source)
            patient_steps.press(patient.get_by_role("dialog"), "keep-anyway-yes")
            expect(patient_steps.pages(patient)).to_have_count(1)
            figure("sealed and kept on the device", FILE_BYTES / MIB / (time.monotonic() - start), "MiB/s")
        name_and_keep_soon(patient)
    start = time.monotonic() + SOON_SECONDS
    with peak_memory(phone.processes) as sending:
        while STATED not in relay.log_text():
            time.sleep(0.5)
            if time.monotonic() - start > PATIENCE_MS / 1000:
                raise RuntimeError("the record did not arrive")
        figure("sent", FILE_BYTES / MIB / (time.monotonic() - start), "MiB/s")
    figure("browser before the file was picked", before / MEGABYTE, "MB")
    figure("browser at most while sealing", sealing.bytes / MEGABYTE, "MB")
    figure("browser at most while sending", sending.bytes / MEGABYTE, "MB")
    return (max(sealing.bytes, sending.bytes) - before) / MEGABYTE


def pick(page: Page, file: Path) -> None:
    """What `patient_steps.choose_files` does, which takes no large file for a browser that Playwright did not start."""
    page.get_by_label(patient_steps.sentence("choose-files")).evaluate(
        "(input) => { input.dataset.picker = ''; }"
    )
    session = page.context.new_cdp_session(page)
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    picker = session.send("DOM.querySelector", {"nodeId": root, "selector": "[data-picker]"})
    session.send("DOM.setFileInputFiles", {"nodeId": picker["nodeId"], "files": [str(file)]})


def name_and_keep_soon(page: Page) -> None:
    """What `patient_steps.name_record` does, but the last tap, which begins the sending, comes when nobody looks."""
    patient_steps.press(page, "pages-next")
    patient_steps.expect_screen(page, "name-title")
    page.get_by_role("radio", name=patient_steps.sentence("kind-pathology-report")).check()
    keep = page.get_by_role("button", name=patient_steps.sentence("name-keep"))
    keep.evaluate("(button, soon) => { setTimeout(() => button.click(), soon); }", SOON_SECONDS * 1000)


class Chromium:
    """A Chromium with a profile on disk: one without keeps all that a page stores in memory.

    It goes on while nobody looks: Playwright lets the browser keep the body of each request that it watches, in
    memory, so it must not look while much is sent.
    """

    def __init__(self, profile: Path, address: str, size: tuple[int, int]) -> None:
        self._profile = profile
        self._address = address
        self._arguments = [
            *("--headless=new", "--remote-debugging-port=0", "--no-first-run", "--lang=en-GB"),
            *(f"--user-data-dir={profile}", f"--window-size={size[0]},{size[1]}"),
            *("--disable-background-networking", "--disable-component-update", "--disable-extensions"),
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
            "about:blank",
        ]

    def __enter__(self) -> Self:
        log = subprocess.DEVNULL
        self._process = subprocess.Popen([CHROMIUM, *self._arguments], stdout=log, stderr=log)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait()

    def processes(self) -> list[int]:
        """All of its processes."""
        return below(self._process.pid)

    @contextmanager
    def page(self, driver: Playwright) -> Iterator[Page]:
        """The browser's one page, as long as somebody looks."""
        port_file = self._profile / "DevToolsActivePort"
        while not port_file.exists() or "\n" not in port_file.read_text():
            time.sleep(0.1)
        browser = driver.chromium.connect_over_cdp(
            f"http://127.0.0.1:{port_file.read_text().splitlines()[0]}"
        )
        page = browser.contexts[0].pages[0]
        page.set_default_timeout(PATIENCE_MS)
        # A browser that was not started by Playwright has no base address for the steps' addresses.
        go_to = page.goto
        page.goto = lambda url, **options: go_to(urljoin(self._address, url), **options)  # type: ignore[method-assign]
        yield page
        browser.close()  # Only the connection ends.


def write_random(path: Path) -> str:
    """A file that nothing can compress; returns its SHA-256."""
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for start in range(0, FILE_BYTES, BLOCK_BYTES):
            block = os.urandom(min(BLOCK_BYTES, FILE_BYTES - start))
            digest.update(block)
            file.write(block)
    return digest.hexdigest()


def clinic_words(relay: FullRelay) -> str:
    """What stands on the clinic's paper."""
    app = create_app(load_settings({**relay.environment, "SECOND_LOOK_LOG": os.devnull}))
    return " ".join(six_words(found_clinic(app.extensions[EXTENSION]).clinic_public))


def open_with_tool(folder: Path, case_file: Path, key_file: Path, words: str) -> list[str]:
    """The SHA-256 of each record's file that the tool wrote."""
    passphrase = folder / "passphrase"
    passphrase.write_text(reviewer_steps.PASSPHRASE + "\n", encoding="utf-8")
    out = folder / "opened"
    program = [sys.executable, "-m", "reviewer.main", "open", str(case_file), "--key", str(key_file)]
    options = ["--passphrase-file", str(passphrase), "--clinic", words, "--out", str(out)]
    environment = {**os.environ, "XDG_CONFIG_HOME": str(folder / "configuration")}
    subprocess.run([*program, *options], check=True, env=environment, stdout=subprocess.DEVNULL)
    written = [path for path in (out / "records").rglob("*") if path.is_file()]
    return [sha256_of(path) for path in written]


def sha256_of(path: Path) -> str:
    """In hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    main()
