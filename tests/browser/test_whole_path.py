"""The whole path: three photographed pages reach the chosen reviewer, and only the reviewer.

One patient with a phone, one reviewer with a desk, one operator, a relay between them that keeps everything it can
lay its hands on. Afterwards all of it is searched for what it may not hold.
"""

from __future__ import annotations

import base64
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, expect

from server.crypto.words import six_words
from server.key_files import load_clinic_key
from tests.browser import patient_steps as patient_does
from tests.browser import reviewer_steps as reviewer_does
from tests.browser.canary_story import (
    CANARIES,
    QUESTION,
    TITLES,
    kept_by_relay,
    pieces_of,
    secrets_of_patient,
    share_with,
    typed_canaries,
)
from tests.browser.kit import (
    Guard,
    LiveServer,
    add_passkey_device,
    all_traffic,
    byte_samples,
    find_canaries,
    phone,
)
from tests.browser.known_reviewer import REVIEWER_NAME, add_reviewer
from tests.browser.leaky_build import LEAKY_SCRIPTS
from tests.browser.live_server import ROOT
from tests.browser.secrets_of_people import PasskeyListener, halves, open_account
from tests.lying_relay.proxy import LyingRelay
from tests.lying_relay.script_lies import scripts_changed

# The frame has no line of its own, so what it shows is kept where it makes an address for it.
KEEP_WHAT_IS_SHOWN = """
const make = URL.createObjectURL;
globalThis.__addressed = new Map();
URL.createObjectURL = (blob) => {
  const address = make.call(URL, blob);
  globalThis.__addressed.set(address, blob);
  return address;
};
"""
BYTES_SHOWN = """async (image) => {
  const bytes = new Uint8Array(await globalThis.__addressed.get(image.src).arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return btoa(text);
}"""
LARGEST_DIFFERENCE = 12  # Of 255, between a picture as the browser scaled it and as it is scaled here.


@pytest.mark.timeout(600)
def test_three_photographed_pages_reach_the_chosen_reviewer_and_nobody_else(
    patient: BrowserContext,
    patient_guard: Guard,
    reviewer: BrowserContext,
    reviewer_guard: Guard,
    server: LiveServer,
    recorder: LyingRelay,
    tmp_path: Path,
) -> None:
    patient_listener, reviewer_listener = PasskeyListener(patient), PasskeyListener(reviewer)
    reviewer.add_init_script(KEEP_WHAT_IS_SHOWN)
    phone, desk = patient.new_page(), reviewer.new_page()
    add_passkey_device(phone)
    add_passkey_device(desk)

    reviewer_does.enrol_reviewer(desk, server)
    story = share_with(phone, reviewer_does.NAME)

    reviewer_does.open_case(desk)
    expect(desk.get_by_text(QUESTION, exact=True)).to_be_visible()
    desk.get_by_text(reviewer_does.sentence("case-screen")).click()
    assert desk.locator(".case-screen p").all_inner_texts() == story.screen_lines
    reviewer_does.read_record(desk, TITLES[0])
    # The very photos, not the flat pages in them.
    reviewer_does.press(desk, "desk-whole")
    shown = [page_shown(desk, f"Page {number} of 3") for number in (1, 2, 3)]
    reviewer_does.leave_desk(desk)
    written = open_with_tool(desk, clinic_words(server), tmp_path)
    assert written["question"] == QUESTION
    assert [record["title"] for record in written["records"]] == list(TITLES)
    by_tool = [
        [(tmp_path / "out" / file["path"]).read_bytes() for file in record["files"]]
        for record in written["records"]
    ]
    assert [bytes_shown for bytes_shown, _ in shown] == by_tool[0]
    assert [nearest(picture, by_tool[0]) for _, picture in shown] == [0, 1, 2]
    assert by_tool[1] == list(story.files.values())

    patient_does.open_sharing(phone, story.consent_id)
    expect(phone.get_by_text(patient_does.sentence("timeline-opened"))).to_be_visible()
    patient_does.withdraw(phone, story.consent_id)
    expect_closed(desk, recorder)
    patient_does.go_home(phone)
    patient_does.open_sharing(phone, story.consent_id)
    expect(phone.get_by_text(patient_does.sentence("timeline-copies-deleted"))).to_be_visible()

    exchanges = list(recorder.exchanges)
    opened, secrets = secrets_of_patient(story, patient_listener, exchanges)
    reviewer_account = open_account(exchanges, reviewer_listener.prf_outputs, None)
    for known in (reviewer_account, reviewer_listener):
        secrets |= halves(known.named_secrets("the reviewer"))
    canaries = typed_canaries() | {"passphrase of the key file": reviewer_does.PASSPHRASE.encode()}
    assert len(CANARIES) >= 20
    places = [*all_traffic(exchanges), *kept_by_relay(server.data)]
    assert find_canaries(canaries | secrets | pieces_of(opened), places) == []


def page_shown(desk: Page, place: str) -> tuple[bytes, Image.Image]:
    """The bytes that the document frame shows, and what of it is on the screen; then one page on."""
    reviewer_does.expect_place(desk, place)
    picture = reviewer_does.document_frame(desk).locator("#sheet img")
    shown = base64.b64decode(picture.evaluate(BYTES_SHOWN))
    taken = Image.open(io.BytesIO(whole_picture(picture)))
    desk.keyboard.press("ArrowRight")
    return shown, taken


def whole_picture(picture: Locator) -> bytes:
    """A photograph of one picture on the screen, which has to be in view as a whole."""
    picture.page.keyboard.press("0")
    return picture.screenshot()


def nearest(on_screen: Image.Image, files: list[bytes]) -> int:
    """Which of the files the picture on the screen shows; -1 where it shows none of them."""
    apart = [difference(on_screen, file) for file in files]
    return apart.index(min(apart)) if min(apart) < LARGEST_DIFFERENCE else -1


def difference(on_screen: Image.Image, file: bytes) -> float:
    """How far the picture on the screen is from the file: mean of all dots, of the colour that differs most."""
    size = (64, 64)
    expected = Image.open(io.BytesIO(file)).convert("RGB").resize(size, Image.Resampling.BOX)
    apart = ImageChops.difference(expected, on_screen.convert("RGB").resize(size, Image.Resampling.BOX))
    return max(ImageStat.Stat(apart).mean)


def open_with_tool(desk: Page, words: str, folder: Path) -> dict[str, Any]:
    """Download case and key file, open them with the tool as a reviewer would; returns its index."""
    case = reviewer_does.save(reviewer_does.download_case(desk), folder)
    key = reviewer_does.save(reviewer_does.make_key_file(desk), folder)
    (folder / "passphrase").write_text(reviewer_does.PASSPHRASE, "utf-8")
    done = run_tool(
        "open",
        case,
        "--key",
        key,
        "--passphrase-file",
        folder / "passphrase",
        "--clinic",
        words,
        "--out",
        folder / "out",
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads((folder / "out" / "index.json").read_text("utf-8")))


def clinic_words(server: LiveServer) -> str:
    """The clinic's six words, as its paper shows them."""
    return " ".join(six_words(bytes(load_clinic_key(server.data / "keys" / "clinic.key").verify_key)))


def run_tool(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The reviewer's tool, with a home of its own."""
    home = next(each for each in arguments if isinstance(each, Path)).parent
    return subprocess.run(
        [sys.executable, "-m", "reviewer.main", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "XDG_CONFIG_HOME": str(home / "config")},
        capture_output=True,
        text=True,
        timeout=60,
    )


def expect_closed(desk: Page, recorder: LyingRelay) -> None:
    """The reviewer's page lets nothing be opened any more, and the relay serves nothing to its session."""
    served = {
        each.path
        for each in recorder.exchanges
        if each.path.startswith("/api/envelopes/") and each.method == "GET" and each.status in (200, 206)
    }
    reviewer_does.go_to_inbox(desk)
    expect(reviewer_does.cases(desk, "over")).to_have_count(1)
    reviewer_does.cases(desk, "over").locator("a").click()
    expect(
        desk.get_by_role("heading", level=1, name=reviewer_does.sentence("over-withdrawn-title"))
    ).to_be_visible()
    for name in ("case-read", "download-case"):
        expect(desk.get_by_text(reviewer_does.sentence(name))).to_have_count(0)
    answers = {path: desk.context.request.get(path).status for path in served}
    assert set(answers.values()) == {404}, answers


@pytest.mark.timeout(600)
def test_the_same_search_finds_every_leak_of_a_leaky_build(
    playwright: Playwright, chromium_with_camera: Browser, tmp_path: Path
) -> None:
    careless = {"GUNICORN_CMD_ARGS": "--access-logfile -"}
    with LyingRelay() as relay, LiveServer(data=tmp_path, origin=relay.url, environment=careless) as server:
        relay.upstream_port, relay.lie = server.port, scripts_changed(LEAKY_SCRIPTS)
        add_reviewer(server)
        context = phone(playwright, chromium_with_camera, relay.url)
        listener = PasskeyListener(context)
        page = context.new_page()
        add_passkey_device(page)
        story = share_with(page, REVIEWER_NAME)
        context.close()
        exchanges = list(relay.exchanges)
        _, secrets = secrets_of_patient(story, listener, exchanges)
        pieces = [byte_samples(name, data) for name, data in story.files.items()]
        places = [*all_traffic(exchanges), *kept_by_relay(server.data)]
        found = find_canaries(typed_canaries() | secrets | pieces[0] | pieces[1], places)
    leaked = {finding.canary for finding in found}
    assert leaked >= set(typed_canaries())
    for kind in (
        "PRF output",
        "account secret",
        "case secret",
        "content key",
        "words 1 to 4",
        "words 21 to 24",
    ):
        assert any(name.startswith(kind) for name in leaked), f"no {kind} was found"
    assert all(leaked & set(samples) for samples in pieces)
    for place in ("GET ", "PUT ", "answer to ", "blobs/", "gunicorn.log", "second-look.sqlite3"):
        assert any(finding.place.startswith(place) for finding in found), f"nothing was found in {place}"
