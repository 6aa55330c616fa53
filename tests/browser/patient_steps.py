"""What a patient does on the phone, step by step, by the words on the screens. Stories are made of these.

Every step begins where the one before may have left the person, and ends when the screen shows that it is done.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from pathlib import Path

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser import sentences

Files = Sequence[Path] | Sequence[FilePayload]


def a_file(name: str, data: bytes, media_type: str = "") -> FilePayload:
    """A file as the phone's picker hands it over. The app believes neither name nor type."""
    return {"name": name, "mimeType": media_type, "buffer": data}


_ROWS_ON_DEVICE = """async () => {
  const [{name}] = await indexedDB.databases();
  const database = await new Promise(done => { indexedDB.open(name).onsuccess = event => done(event.target.result); });
  const rows = {};
  for (const store of database.objectStoreNames) {
    const asked = database.transaction(store).objectStore(store).getAllKeys();
    rows[store] = await new Promise(done => { asked.onsuccess = () => done(asked.result.map(String)); });
  }
  database.close();
  return rows;
}"""
_language: ContextVar[str] = ContextVar("language", default="en")


@contextlib.contextmanager
def speaking(language: str) -> Iterator[None]:
    """Steps on a phone in this language: "en" or "de"."""
    before = _language.set(language)
    yield
    _language.reset(before)


def sentence(name: str) -> re.Pattern[str]:
    """A whole sentence of the screens, in the phone's language."""
    return sentences.sentence(name, _language.get())


def part_of(name: str) -> re.Pattern[str]:
    """A sentence of the screens as a part of a longer text, in the phone's language."""
    return sentences.part_of(name, _language.get())


def press(page: Page | Locator, name: str) -> None:
    """Tap the button with these words. A phone's screen shows the tapped place in the middle."""
    page.get_by_role("button", name=sentence(name)).click()


def follow(page: Page | Locator, name: str) -> None:
    """Tap the link with these words."""
    page.get_by_role("link", name=sentence(name)).click()


def expect_screen(page: Page, title: str) -> None:
    """Wait for the screen with this title."""
    expect(page.get_by_role("heading", level=1, name=sentence(title))).to_be_visible()


def go_home(page: Page) -> None:
    """To the list of records."""
    page.goto("/#/")
    expect_screen(page, "home-title")


def enrol(page: Page, address: str = "/") -> None:
    """From the first screen to an account of one's own. The tab needs a passkey device."""
    page.goto(address)
    expect_screen(page, "welcome-1-title")
    press(page, "next")
    press(page, "next")
    press(page, "start")
    press(page, "enrol-button")
    expect_screen(page, "ready-title")


def wait_until_kept(page: Page) -> None:
    """Until the app is on this phone and opens without a line."""
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def rows_on_device(page: Page) -> dict[str, list[str]]:
    """The names of what lies in each store of this phone, by name of the store."""
    rows: dict[str, list[str]] = page.evaluate(_ROWS_ON_DEVICE)
    return rows


def begin_record(page: Page) -> None:
    """From the list of records, or the first screen after enrolment, to an empty record."""
    add = page.get_by_role("button", name=sentence("add-record"))
    first = page.get_by_role("button", name=sentence("ready-first"))
    add.or_(first).click()
    expect(page.get_by_text(sentence("add-lead"))).to_be_visible()


# What the camera sees, as a few numbers: equal as long as the same sheet of paper lies before it.
_LOOK = """() => {
  const pen = new OffscreenCanvas(24, 32).getContext("2d");
  pen.drawImage(document.querySelector("video"), 0, 0, 24, 32);
  return pen.getImageData(0, 0, 24, 32).data.join();
}"""


# The camera starts when the story says so, not before.
_CAMERA_WAITS = """() => {
  const devices = navigator.mediaDevices;
  const started = new Promise((resolve) => { globalThis.startCamera = resolve; });
  const start = MediaDevices.prototype.getUserMedia;
  devices.getUserMedia = async (wanted) => { await started; return await start.call(devices, wanted); };
}"""


def open_camera(page: Page) -> Locator:
    """The camera inside the page, which takes no photo by itself. Returns the shutter, ready."""
    page.evaluate(_CAMERA_WAITS)
    follow(page, "take-several")
    expect_screen(page, "camera-title")
    by_itself = page.get_by_role("button", name=sentence("camera-by-itself"))
    by_itself.click()
    expect(by_itself).to_have_attribute("aria-pressed", "false")
    page.evaluate("() => startCamera()")
    shutter = page.get_by_role("button", name=sentence("shutter"))
    expect(shutter).not_to_have_attribute("aria-disabled", "true")
    return shutter


def photograph_pages(page: Page, count: int = 3) -> None:
    """With the camera inside the page: the fake camera's next pictures, each of another sheet of paper."""
    shutter = open_camera(page)
    counter = page.locator(".shutter-count")
    seen: list[str] = []
    for number in range(1, count + 1):
        page.wait_for_function(f"seen => !seen.includes(({_LOOK})())", arg=seen)
        seen.append(page.evaluate(_LOOK))
        shutter.click()
        expect(counter).to_have_text(re.compile(rf"\b{number}\b"))
        expect(shutter).not_to_have_attribute("aria-disabled", "true")
    press(page, "done")
    expect(pages(page)).to_have_count(count)


def choose_files(page: Page, files: Files) -> None:
    """By the phone's own picker. Says nothing about what becomes of them."""
    page.get_by_label(sentence("choose-files")).set_input_files(files)


def pages(page: Page) -> Locator:
    """The pages of the record that is being made."""
    return page.locator(".page-tile")


def open_page(page: Page, number: int) -> None:
    """One page of the record that is being made, large; numbers count from 1."""
    pages(page).nth(number - 1).get_by_role("link").click()
    expect_screen(page, "page-of")
    expect(page.locator(".page-picture-waiting")).to_have_count(0)


def to_previous_screen(page: Page) -> None:
    """The way back at the top of every screen."""
    press(page, "back")


def to_name(page: Page) -> None:
    """From the pages to their name. Most stories are not about pages that can't be read: those are kept as they are."""
    press(page, "pages-next")
    keep = page.get_by_role("button", name=sentence("doubting-keep"))
    title = page.get_by_role("heading", level=1, name=sentence("name-title"))
    expect(keep.or_(title)).to_be_visible()
    if keep.is_visible():
        keep.click()
    expect_screen(page, "name-title")


def leave_page(page: Page) -> None:
    """From one page, large, back to all of them, whatever the phone thinks of it."""
    good = page.get_by_role("button", name=sentence("page-good"))
    keep = page.get_by_role("button", name=sentence("page-keep"))
    good.or_(keep).click()


def name_record(
    page: Page, *, kind: str = "pathology-report", title: str = "", source: str = "", year: str = ""
) -> None:
    """From the pages to a kept record."""
    to_name(page)
    page.get_by_role("radio", name=sentence(f"kind-{kind}")).check()
    page.get_by_label(sentence("date-year")).fill(year)
    page.get_by_label(sentence("name-source")).fill(source)
    page.get_by_label(sentence("name-own")).fill(title)
    press(page, "name-keep")
    expect_screen(page, "home-title")


def photograph_record(page: Page, count: int = 3, **name: str) -> None:
    """A whole record: photographed, named, kept. It goes on its way by itself."""
    begin_record(page)
    photograph_pages(page, count)
    name_record(page, **name)


def add_files(page: Page, files: Files, **name: str) -> None:
    """The same from files that need no question."""
    begin_record(page)
    choose_files(page, files)
    expect(pages(page)).to_have_count(len(files))
    name_record(page, **name)


def records(page: Page) -> Locator:
    """The records in the list."""
    return page.locator("section[aria-labelledby=records-heading] li")


def expect_stored(page: Page, count: int) -> None:
    """Wait until so many records, and no other, are safely at the relay."""
    expect(records(page)).to_have_count(count)
    expect(records(page).get_by_text(sentence("record-sent"))).to_have_count(count)


def make_sheet(page: Page) -> list[str]:
    """The recovery sheet, made and checked. Returns its 24 words; ends on the list of records."""
    page.goto("/#/sheet")
    press(page, "sheet-make")
    words = words_on_sheet(page)
    press(page, "sheet-written")
    answer_words(page, words)
    expect_screen(page, "sheet-done-title")
    go_home(page)
    return words


def words_on_sheet(page: Page) -> list[str]:
    """The 24 words as they stand on the sheet."""
    expect(page.locator(".sheet-word")).to_have_count(24)
    return [word.strip() for word in page.locator(".sheet-word").all_inner_texts()]


def answer_words(page: Page, words: Sequence[str]) -> None:
    """The three words that are asked back."""
    fields = page.locator("input.input-word")
    for index in range(fields.count()):
        label = page.locator("label", has_text=part_of("sheet-word")).nth(index).inner_text()
        number = int("".join(character for character in label if character.isdigit()))
        fields.nth(index).fill(words[number - 1])
    press(page, "sheet-check")


def choose_reviewer(page: Page, name: str) -> None:
    """From the list of records to the reviewer's own page."""
    follow(page, "send")
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def go_to_consent(page: Page, name: str, *, question: str = "", compared: bool = True) -> None:
    """From the list of records to the consent screen, whatever it then shows."""
    choose_reviewer(page, name)
    answer = "check-answer-yes" if compared else "check-answer-later"
    page.get_by_role("radio", name=part_of(answer)).check()
    press(page, "next")
    expect_screen(page, "records-title")
    press(page, "next")
    page.get_by_label(sentence("question-label")).fill(question)
    press(page, "next" if question else "question-none")
    expect_screen(page, "until-title")
    press(page, "next")
    expect_screen(page, "consent-title")


def read_consent(page: Page, name: str, *, question: str = "", compared: bool = True) -> list[str]:
    """Everything before the yes. Returns the sentences of the consent screen."""
    go_to_consent(page, name, question=question, compared=compared)
    expect(page.locator("[data-consent-screen]")).to_be_visible()
    return page.locator("[data-consent-screen] [data-line]").all_inner_texts()


def send_to_reviewer(page: Page, name: str, *, question: str = "", compared: bool = True) -> str:
    """All stored records, for a month, to the reviewer of this name. Returns the consent's id."""
    read_consent(page, name, question=question, compared=compared)
    return say_yes(page)


def say_yes(page: Page) -> str:
    """On the consent screen. Returns the consent's id."""
    page.get_by_role("checkbox", name=sentence("consent-read")).check()
    press(page, "consent-yes")
    expect_screen(page, "shared-title")
    expect(page.get_by_text(sentence("shared-done"))).to_be_visible()
    return page.evaluate("() => location.hash").split("/")[2]  # type: ignore[no-any-return]  # The address is a text.


def open_sharing(page: Page, consent_id: str) -> None:
    """The page that says what became of a consent."""
    page.goto(f"/#/shared/{consent_id}")
    expect_screen(page, "shared-title")


def withdraw(page: Page, consent_id: str) -> None:
    """Stop sharing; ends when the relay's signed receipt is on the screen."""
    open_sharing(page, consent_id)
    press(page, "withdraw")
    press(page.get_by_role("dialog"), "withdraw-yes")
    expect(page.get_by_text(sentence("shared-withdrawn"))).to_be_visible()
    expect(page.get_by_text(sentence("timeline-relay-deleted"))).to_be_visible()


def sign_out(page: Page) -> None:
    """From this device; everything on it is deleted."""
    page.goto("/#/settings/sign-out")
    press(page, "sign-out-now")
    expect_screen(page, "welcome-1-title")


def sign_in(page: Page) -> None:
    """With the passkey of this tab's device."""
    page.goto("/#/sign-in")
    press(page, "sign-in-button")


def type_words(page: Page, words: Sequence[str]) -> None:
    """Words of the sheet, one after the other."""
    field = page.locator("input.input-word")
    for word in words:
        field.fill(word)
        field.press("Enter")


def recover(page: Page, words: Sequence[str]) -> None:
    """Back in on another device with the words of the sheet; ends at the offer of a passkey."""
    page.goto("/#/recover")
    expect_screen(page, "recover-title")
    type_words(page, words)
    press(page, "recover-open")
    expect_screen(page, "recovered-title")
