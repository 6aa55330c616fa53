"""What a reviewer does at the desk, step by step, by the words on the screens. Stories are made of these.

Every step begins where the one before may have left the reviewer, and ends when the screen shows that it is done.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from contextvars import ContextVar
from pathlib import Path

from playwright.sync_api import Download, FrameLocator, Locator, Page, expect

from tests.browser import sentences
from tests.browser.live_server import LiveServer

NAME = "Dr. Maria Weber"
PASSPHRASE = "blue lantern over the harbour"


_language: ContextVar[str] = ContextVar("language", default="en")


@contextlib.contextmanager
def speaking(language: str) -> Iterator[None]:
    """Steps at a desk in this language: "en" or "de"."""
    before = _language.set(language)
    yield
    _language.reset(before)


def sentence(name: str) -> re.Pattern[str]:
    """A whole sentence of the reviewer's screens, in the desk's language."""
    return sentences.sentence(name, _language.get(), page="reviewer")


def part_of(name: str) -> re.Pattern[str]:
    """A sentence of the reviewer's screens as a part of a longer text, in the desk's language."""
    return sentences.part_of(name, _language.get(), page="reviewer")


def press(page: Page | Locator, name: str) -> None:
    """Press the button with these words."""
    page.get_by_role("button", name=sentence(name), exact=True).click()


def expect_screen(page: Page, title: str) -> None:
    """Wait for the screen with this title."""
    expect(page.get_by_role("heading", level=1, name=sentence(title))).to_be_visible()


def invite(server: LiveServer) -> str:
    """A fresh invitation, as an address below the server's origin."""
    link = server.operator("invite").splitlines()[0]
    return link[link.index("/reviewer") :]


def enrol(page: Page, server: LiveServer) -> None:
    """From a fresh invitation to the application form. The tab needs a passkey device."""
    page.goto(invite(server))
    expect_screen(page, "invited-title")
    press(page, "invited-begin")
    expect_screen(page, "apply-title")


def apply(page: Page, name: str = NAME, specialty: str = "Pathology") -> list[str]:
    """From the application form to waiting for the clinic. Returns the reviewer's six words."""
    page.get_by_label(sentence("apply-name")).fill(name)
    page.get_by_label(sentence("apply-specialty")).fill(specialty)
    page.get_by_label(sentence("apply-credentials")).fill("FRCPath")
    for checkbox in page.get_by_role("checkbox").all()[:2]:
        checkbox.check()
    press(page, "apply-send")
    expect_screen(page, "waiting-title")
    return page.locator(".word > span:last-child").all_inner_texts()


def approve(server: LiveServer, words: list[str]) -> str:
    """What the operator does, having heard these six words by telephone. Returns the reviewer's account id."""
    listed = server.operator("reviewers")
    found = re.search(rf"waiting\s+([0-9a-f]{{64}})[^\n]*\n\s*words: {' '.join(words)}\b", listed)
    assert found, f"nobody with the words {words} waits:\n{listed}"
    server.operator("approve", found[1], answer="y\n")
    return found[1]


def go_to_next_record(page: Page, title: str) -> None:
    """Press n, and let it go when the next record is there: a frame that has the key goes away with its record."""
    page.keyboard.down("n")
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    page.keyboard.up("n")


def look_again(page: Page) -> None:
    """Ask the relay what is new."""
    press(page, "waiting-look")


def enrol_reviewer(page: Page, server: LiveServer, name: str = NAME) -> str:
    """Everything up to an empty inbox: invitation, passkey, application, approval. Returns the account id."""
    enrol(page, server)
    account_id = approve(server, apply(page, name))
    look_again(page)
    expect_screen(page, "inbox-title")
    return account_id


def go_to_inbox(page: Page) -> None:
    """To the inbox, and everything in it up to date."""
    page.goto("/reviewer#/")
    expect_screen(page, "inbox-title")
    look_again(page)
    again = page.get_by_role("button", name=sentence("waiting-look"))
    expect(again).not_to_have_attribute("aria-busy", "true")


def cases(page: Page, group: str) -> Locator:
    """The cases in the inbox that are "new", "opened" or "over"."""
    return page.locator(f"section[aria-labelledby=inbox-{group}] li")


def open_case(page: Page, number: int = 1) -> None:
    """From the inbox to a case, counted from 1 as they stand there."""
    go_to_inbox(page)
    page.locator("section[aria-labelledby^=inbox-] li a").nth(number - 1).click()
    expect_screen(page, "case-title")


def read_records(page: Page) -> None:
    """From a case to its first record on the reading desk."""
    page.get_by_role("link", name=sentence("case-read")).click()
    expect_shown(page)


def read_record(page: Page, title: str) -> None:
    """From a case to the record with this title on the reading desk."""
    page.get_by_role("link", name=re.compile(re.escape(title))).click()
    expect(page.get_by_role("heading", level=1, name=title, exact=True)).to_be_visible()


def expect_shown(page: Page) -> None:
    """Wait until the page of the record is drawn."""
    expect(page.locator('.desk-sheet[data-state="shown"]')).to_be_visible()


def expect_place(page: Page, text: str) -> None:
    """Wait for "Page 2 of 3"."""
    expect(page.locator(".tools-place")).to_have_text(text)
    expect_shown(page)


def document_frame(page: Page) -> FrameLocator:
    """The sandboxed frame in which the record is drawn."""
    return page.frame_locator(".desk-frame iframe")


def leave_desk(page: Page) -> None:
    """Back to the case."""
    press(page, "desk-leave")
    expect_screen(page, "case-title")


def download_case(page: Page) -> Download:
    """The sealed case file, from the case."""
    with page.expect_download() as download:
        press(page, "download-case")
    expect(page.get_by_text(part_of("download-saved"))).to_be_visible()
    return download.value


def make_key_file(page: Page, passphrase: str = PASSPHRASE) -> Download:
    """The key file for the reviewer's own computer."""
    page.goto("/reviewer#/settings/key-file")
    page.get_by_label(sentence("key-file-passphrase")).fill(passphrase)
    page.get_by_label(sentence("key-file-again")).fill(passphrase)
    with page.expect_download() as download:
        press(page, "key-file-make")
    expect(page.get_by_text(part_of("key-file-saved"))).to_be_visible()
    return download.value


def save(download: Download, folder: Path) -> Path:
    """Put a downloaded file into a folder under its own name."""
    path = folder / download.suggested_filename
    download.save_as(path)
    return path
