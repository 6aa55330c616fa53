"""A photographed page is found in its photo, shown flat and judged before it is sent; what a person decides is kept."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, expect

from tests.browser import patient_steps as steps
from tests.browser import reviewer_steps as reviewer_does
from tests.browser.edge_steps import drag_corner, shape_of_picture, shows_paper_alone
from tests.browser.kit import PHONE_SIZE, Guard, LiveServer, add_passkey_device, desk, phone, photograph
from tests.fixtures.report_pages import ReportFacts, pathology_report
from tests.lying_relay.proxy import LyingRelay

PHOTO = 3024 / 4032
TITLE = "Biopsy of the pancreas"


def sharp_photo() -> bytes:
    """A report on a table, as a telephone photographs it."""
    return photograph(pathology_report(ReportFacts()))


def blurred_photo() -> bytes:
    """The same by a hand that did not wait for the lens."""
    blurred = Image.open(io.BytesIO(sharp_photo())).filter(ImageFilter.GaussianBlur(9))
    written = io.BytesIO()
    blurred.save(written, "JPEG", quality=88)
    return written.getvalue()


def take_again(page: Page, photo: bytes) -> None:
    """With the telephone's own camera, in place of the page on the screen."""
    page.locator(".screen-foot input[capture]").set_input_files(steps.a_file("again.jpg", photo))


def with_stamp() -> Image.Image:
    """A report with a stamp in red."""
    page = pathology_report(ReportFacts())
    ImageDraw.Draw(page).ellipse(
        [size * 0.4 for size in page.size] + [0.5 * size for size in page.size],
        outline=(200, 30, 40),
        width=page.width // 80,
    )
    return page


def expect_verdict(page: Page, name: str) -> None:
    """What stands over the page on the screen."""
    expect(page.locator(".notice").get_by_text(steps.sentence(f"verdict-{name}"))).to_be_visible()


def badge(page: Page, name: str) -> Locator:
    """The tiles of all pages that have this mark."""
    return steps.pages(page).get_by_text(steps.sentence(f"badge-{name}"))


def test_a_blurred_page_is_refused_with_its_reason_and_taken_again(page: Page) -> None:
    steps.choose_files(page, [steps.a_file("blurred.jpg", blurred_photo())])
    expect(badge(page, "retake")).to_have_count(1)
    steps.open_page(page, 1)
    expect_verdict(page, "retake")
    expect(page.locator("[data-doubt=blurred]")).to_have_text(steps.part_of("doubt-blurred"))
    take_again(page, sharp_photo())
    expect_verdict(page, "good")
    assert shows_paper_alone(page.locator(".page-picture img"))
    steps.press(page, "page-good")
    expect(badge(page, "good")).to_have_count(1)
    steps.press(page, "pages-next")
    steps.expect_screen(page, "name-title")


def test_edges_are_set_by_hand_with_the_keyboard_and_the_whole_photo_comes_back(page: Page) -> None:
    steps.choose_files(page, [steps.a_file("page.jpg", sharp_photo())])
    expect(badge(page, "good")).to_have_count(1)
    steps.open_page(page, 1)
    found = shape_of_picture(page)
    steps.follow(page, "edges-set")
    for corner in ("corner-lower-right", "corner-lower-left"):
        page.get_by_role("button", name=steps.sentence(corner)).focus()
        for _ in range(20):
            page.keyboard.press("Shift+ArrowUp")
    steps.press(page, "edges-done")
    steps.expect_screen(page, "page-of")
    assert shape_of_picture(page) > 1.3 * found, "the lower part is still there"
    steps.follow(page, "edges-set")
    steps.press(page, "edges-whole")
    steps.expect_screen(page, "page-of")
    assert abs(shape_of_picture(page) / PHOTO - 1) < 0.01, "that is not the photo as it was taken"
    assert not shows_paper_alone(page.locator(".page-picture img"))


# How far from grey the most colourful pixel of a picture is, and how bright its paper.
_TONES = """async (image) => {
  await image.decode();
  const [width, height] = [image.naturalWidth, image.naturalHeight];
  const pen = new OffscreenCanvas(width, height).getContext("2d");
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0.1 * width, 0.1 * height, 0.8 * width, 0.8 * height);
  let colour = 0;
  for (let at = 0; at < data.length; at += 4)
    colour = Math.max(colour, Math.abs(data[at] - data[at + 1]), Math.abs(data[at] - data[at + 2]));
  return { colour, paper: data.toSorted()[data.length >> 1] };
}"""


def choose_look(page: Page, name: str) -> None:
    """On the screen of the looks; back to the page once it is shown so."""
    steps.follow(page, "look-set")
    page.get_by_role("radio", name=steps.part_of(f"look-{name}")).first.check()
    steps.press(page, "look-done")
    steps.expect_screen(page, "page-of")


def tones(picture: Locator) -> dict[str, int]:
    """Of a picture on the screen."""
    expect(picture).to_be_visible()
    found: dict[str, int] = picture.evaluate(_TONES)
    return found


def test_a_page_changes_its_look_and_its_colours_come_back(page: Page) -> None:
    steps.choose_files(page, [steps.a_file("page.jpg", photograph(with_stamp()))])
    expect(steps.pages(page).locator(".state-good, .state-care, .state-problem")).to_have_count(1)
    steps.open_page(page, 1)
    picture = page.locator(".page-picture img")
    in_colour = tones(picture)
    assert in_colour["colour"] > 60
    choose_look(page, "black-white")
    in_black_and_white = tones(picture)
    assert in_black_and_white["colour"] < 12
    assert in_black_and_white["paper"] >= 254
    steps.press(page, "page-good")
    assert tones(steps.pages(page).locator("img"))["colour"] < 12
    page.reload()
    steps.open_page(page, 1)
    assert tones(picture)["colour"] < 12, "the look is kept"
    choose_look(page, "film")
    assert tones(picture)["colour"] > 60
    choose_look(page, "colour")
    assert abs(tones(picture)["colour"] - in_colour["colour"]) < 12


def test_edges_that_cross_are_not_taken(page: Page) -> None:
    steps.choose_files(page, [steps.a_file("page.jpg", sharp_photo())])
    expect(badge(page, "good")).to_have_count(1)
    steps.open_page(page, 1)
    steps.follow(page, "edges-set")
    expect(page.locator(".edges-magnifier")).to_have_count(0)
    drag_corner(page, 0, (0.6, 0.6), let_go=False)
    expect(page.locator(".edges-magnifier")).to_be_visible()
    page.mouse.up()
    expect(page.get_by_text(steps.sentence("edges-crossed"))).to_be_visible()
    expect(page.get_by_role("button", name=steps.sentence("edges-done"))).to_have_attribute(
        "aria-disabled", "true"
    )


def test_pages_are_looked_at_again_after_the_tab_was_closed_in_the_middle(page: Page) -> None:
    """The photo is kept first; what was not looked at then is looked at when its screen is open again."""
    context = page.context
    context.route("**/page-network.weights", lambda route: route.abort())
    with context.expect_event("requestfailed", lambda request: request.url.endswith("page-network.weights")):
        steps.choose_files(page, [steps.a_file("page.jpg", sharp_photo())])
    expect(steps.pages(page).locator("img")).to_have_count(1)
    expect(page.get_by_text(steps.sentence("pages-unseen"))).to_be_visible()
    address = page.url
    page.close()
    context.unroute("**/page-network.weights")
    other_tab = context.new_page()
    other_tab.goto(address)
    expect(badge(other_tab, "good")).to_have_count(1)


def test_without_a_line_pages_are_found_and_judged_all_the_same(page: Page, patient_guard: Guard) -> None:
    steps.wait_until_kept(page)
    steps.choose_files(page, [steps.a_file("page.jpg", sharp_photo())])
    expect(badge(page, "good")).to_have_count(1)
    patient_guard.allow("ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(True)
    page.reload()
    expect(badge(page, "good")).to_have_count(1)
    steps.choose_files(page, [steps.a_file("blurred.jpg", blurred_photo())])
    expect(badge(page, "retake")).to_have_count(1)


# Every sentence that stood over the camera's picture, once each.
_LISTEN = """() => {
  const words = document.querySelector(".camera-words");
  globalThis.said = new Set();
  const listen = () => said.add(words.textContent);
  new MutationObserver(listen).observe(words, { subtree: true, childList: true, characterData: true });
}"""


def expect_shutter_at_hand(page: Page) -> None:
    """Whoever holds a phone over a page can't scroll: held across, and with letters twice as large, too."""
    upright, across = PHONE_SIZE, PHONE_SIZE[::-1]
    for (width, height), text in ((across, ""), (upright, "225%"), (upright, "")):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("size => { document.documentElement.style.fontSize = size; }", text)
        for part in (page.locator(".shutter"), page.locator(".camera-video")):
            expect(part).to_be_in_viewport(ratio=0.9)


def test_a_page_that_is_held_still_is_photographed_by_itself(aiming_phone: Page) -> None:
    page = aiming_phone
    steps.begin_record(page)
    steps.follow(page, "take-several")
    page.evaluate(_LISTEN)
    expect(page.locator(".camera-outline")).to_be_visible()
    expect_shutter_at_hand(page)
    expect(page.locator(".shutter-count")).to_have_text(steps.sentence("pages-count"))
    expect(page.locator(".shutter-count")).not_to_have_text(re.compile(r"\b0\b"))
    # Which ones stay long enough to be read depends on the machine; their order is tested in tests/pwa/scan.
    guidance = [steps.sentence(f"aim-{name}") for name in ("closer", "whole-page", "still", "steady")]
    said = page.evaluate("() => [...said]")
    assert any(one.match(each) for one in guidance for each in said), said
    page.get_by_role("button", name=steps.sentence("camera-by-itself")).click()
    steps.press(page, "done")
    judged = steps.pages(page).first.locator(".state-good, .state-care, .state-problem")
    expect(judged).to_be_visible()
    steps.open_page(page, 1)
    assert shows_paper_alone(page.locator(".page-picture img"))


@pytest.fixture
def patient_with_phone(
    playwright: Playwright, chromium: Browser, recorder: LyingRelay
) -> Iterator[BrowserContext]:
    with phone(playwright, chromium, recorder.url) as context:
        yield context


def test_a_reviewer_sees_the_flat_page_and_why_the_patient_was_asked_to_take_it_again(
    patient_with_phone: BrowserContext, chromium: Browser, server: LiveServer, recorder: LyingRelay
) -> None:
    with desk(chromium, recorder.url) as at_desk:
        at_the_desk, page = at_desk.new_page(), patient_with_phone.new_page()
        for each in (at_the_desk, page):
            add_passkey_device(each)
        reviewer_does.enrol_reviewer(at_the_desk, server)
        steps.enrol(page)
        steps.begin_record(page)
        steps.choose_files(page, [steps.a_file("blurred.jpg", blurred_photo())])
        expect(badge(page, "retake")).to_have_count(1)
        steps.press(page, "pages-next")
        expect(page.get_by_role("dialog", name=steps.sentence("doubting-title"))).to_be_visible()
        steps.press(page, "doubting-keep")
        steps.to_previous_screen(page)
        expect(badge(page, "kept")).to_have_count(1)
        steps.open_page(page, 1)
        choose_look(page, "grey")
        steps.press(page, "page-good")
        steps.name_record(page, title=TITLE)
        steps.expect_stored(page, 1)
        steps.make_sheet(page)
        steps.send_to_reviewer(page, reviewer_does.NAME)
        reviewer_does.open_case(at_the_desk)
        reviewer_does.read_records(at_the_desk)
        expect(at_the_desk.get_by_text(reviewer_does.sentence("document-doubted"))).to_contain_text(
            reviewer_does.part_of("doubted-blurred")
        )
        sheet = reviewer_does.document_frame(at_the_desk).locator("#sheet img")
        assert shows_paper_alone(sheet)
        assert tones(sheet)["colour"] < 12
        reviewer_does.press(at_the_desk, "desk-whole")
        reviewer_does.expect_shown(at_the_desk)
        assert not shows_paper_alone(sheet)
        assert tones(sheet)["colour"] > 30


_TAKE_CAMERA_AWAY = """() => {
  const [track] = document.querySelector("video").srcObject.getVideoTracks();
  track.stop();
  track.dispatchEvent(new Event("ended"));
}"""


def test_a_camera_that_is_taken_away_can_be_opened_again_and_nothing_is_lost(page: Page) -> None:
    shutter = steps.open_camera(page)
    shutter.click()
    expect(page.locator(".shutter-count")).to_have_text(re.compile(r"\b1\b"))
    page.evaluate(_TAKE_CAMERA_AWAY)
    expect(page.get_by_text(steps.sentence("camera-taken-away"))).to_be_visible()
    expect(shutter).to_have_attribute("aria-disabled", "true")
    steps.press(page, "camera-open-again")
    expect(shutter).not_to_have_attribute("aria-disabled", "true")
    shutter.click()
    expect(page.locator(".shutter-count")).to_have_text(re.compile(r"\b2\b"))
    steps.press(page, "done")
    expect(steps.pages(page)).to_have_count(2)
