"""Photos that are not what a scanner hopes for: each is kept, and each gets the word that it deserves."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser import patient_steps as steps
from tests.browser.edge_steps import set_edges, shows_paper_alone
from tests.browser.kit import pathology_report, photograph
from tests.fixtures.photographs import EXIF_ORIENTATION, FACE, corners_on_table, on_table
from tests.fixtures.report_pages import ReportFacts, greek_letter

PHONE_PHOTO = (3024, 4032)
SMALLER = (1512, 2016)
LARGEST_PHOTO = (9000, 12000)  # 108 megapixels


@pytest.fixture(scope="module")
def photo() -> Image.Image:
    """A report on a table."""
    return Image.open(io.BytesIO(photograph(pathology_report(ReportFacts()))))


def jpeg(picture: Image.Image, **options: Any) -> bytes:
    """The bytes of a file."""
    return written(picture, "JPEG", quality=80, **options)


def written(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """The same in any kind of file."""
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def of_16_bits(picture: Image.Image) -> bytes:
    """A PNG of 16 bits a pixel, as scanners make."""
    return written(Image.fromarray(np.asarray(picture.convert("L")).astype(np.uint16) * 257), "PNG")


def moving(picture: Image.Image) -> bytes:
    """A GIF of three pictures."""
    first, *others = [picture.resize(SMALLER).rotate(angle) for angle in (0, 1, 2)]
    return written(first, "GIF", save_all=True, append_images=others)


def on_its_head(picture: Image.Image) -> bytes:
    """The file says how the phone was held."""
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = 3
    return jpeg(picture.rotate(180), exif=exif)


def wall() -> Image.Image:
    """Grey, lighter to one side, with a camera's noise."""
    noise = np.random.default_rng(3).normal(0, 3, (PHONE_PHOTO[1], PHONE_PHOTO[0]))
    light = np.linspace(90, 160, PHONE_PHOTO[0])[None, :]
    return Image.fromarray(np.clip(light + noise, 0, 255).astype(np.uint8)).convert("RGB")


def side_by_side(picture: Image.Image) -> Image.Image:
    """Two pages on one table."""
    width, height = SMALLER
    both = Image.new("RGB", (2 * width, height))
    for left in (0, width):
        both.paste(picture.resize(SMALLER), (left, 0))
    return both


def of_a_screen(page: Image.Image) -> Image.Image:
    """A report on a tablet's screen, with the coloured bands where its pixels and the camera's meet."""
    width, height = page.size
    tablet = Image.new("RGB", (round(1.3 * width), round(1.25 * height)), (12, 12, 14))
    tablet.paste(
        (70, 72, 76), (width // 20, width // 20, tablet.width - width // 20, tablet.height - width // 20)
    )
    tablet.paste(page, (round(0.15 * width), round(0.1 * height)))
    seen = np.asarray(on_table(tablet)).astype(np.float32)
    down, across = np.mgrid[0 : seen.shape[0], 0 : seen.shape[1]].astype(np.float32)
    phases = np.array([0, 2.1, 4.2], np.float32)
    pixels = np.sin(across / 7.3 + down / 61) * np.sin(down / 8.1 - across / 77)
    bands = np.sin((across / 160 + down / 240)[..., None] + phases)
    return Image.fromarray(
        np.clip(seen * (1 + 0.1 * pixels[..., None] + 0.1 * bands), 0, 255).astype(np.uint8)
    )


def expect_verdicts(page: Page, *names: str) -> None:
    """On the pages' small pictures, in their order."""
    states = steps.pages(page).locator(".state")
    expect(states).to_have_text([steps.sentence(f"badge-{name}") for name in names], timeout=60_000)


@pytest.mark.timeout(240)
def test_files_of_every_kind_are_looked_at_like_any_photo(page: Page, photo: Image.Image) -> None:
    files = {
        "printed.jpg": jpeg(photo.convert("CMYK")),
        "deep.png": of_16_bits(photo.resize(SMALLER)),
        "moving.gif": moving(photo),
        "turned.jpg": on_its_head(photo),
        "large.jpg": jpeg(photo.resize(LARGEST_PHOTO)),
        "screen.jpg": jpeg(of_a_screen(pathology_report(ReportFacts()))),
    }
    for count, (name, data) in enumerate(files.items(), start=1):
        steps.choose_files(page, [steps.a_file(name, data)])
        expect_verdicts(page, *["good"] * count)


def test_photos_of_no_page_or_of_two_are_doubted_and_a_small_one_is_refused(
    page: Page, photo: Image.Image
) -> None:
    black = Image.new("RGB", PHONE_PHOTO)
    pictures = {
        "face.jpg": Image.open(FACE).resize(PHONE_PHOTO),
        "black.jpg": black,
        "wall.jpg": wall(),
        "tiny.jpg": photo.resize((300, 400)),
        "two.jpg": side_by_side(photo),
    }
    steps.choose_files(page, [steps.a_file(name, jpeg(picture)) for name, picture in pictures.items()])
    expect_verdicts(page, "check", "check", "retake", "retake", "check")
    for number, doubt in enumerate(("no-page", "no-page", "no-page", "too-small", "two-pages"), start=1):
        steps.open_page(page, number)
        expect(page.locator(f"[data-doubt={doubt}]")).to_be_visible()
        steps.to_previous_screen(page)


def test_a_sharp_page_of_which_little_is_read_is_to_be_looked_at(page: Page) -> None:
    steps.choose_files(page, [steps.a_file("letter.jpg", photograph(greek_letter(ReportFacts())))])
    expect_verdicts(page, "check")
    steps.open_page(page, 1)
    expect(page.locator("[data-doubt=hard-to-read]")).to_have_text(steps.part_of("doubt-hard-to-read"))


def test_a_photo_that_broke_off_is_kept_only_after_asking(page: Page, photo: Image.Image) -> None:
    data = jpeg(photo)
    steps.choose_files(page, [steps.a_file("half.jpg", data[: len(data) // 3])])
    question = page.get_by_role("dialog")
    expect(question.get_by_text(steps.sentence("error-image-damaged"))).to_be_visible()
    steps.press(question, "keep-anyway-no")
    expect(steps.pages(page)).to_have_count(0)


@pytest.mark.parametrize("missing", ["OffscreenCanvas", "Worker"])
def test_without_a_worker_the_person_sets_the_edges_and_the_page_is_judged_all_the_same(
    page: Page, photo: Image.Image, missing: str
) -> None:
    page.add_init_script(f"delete globalThis.{missing};")
    page.reload()
    steps.choose_files(page, [steps.a_file("page.jpg", jpeg(photo))])
    expect(page.get_by_text(steps.sentence("pages-unseen"))).to_be_visible()
    steps.open_page(page, 1)
    expect(page.get_by_text(steps.sentence("verdict-unseen"))).to_be_visible()
    picture = page.locator(".page-picture img")
    assert not shows_paper_alone(picture)
    set_edges(page, [(x / PHONE_PHOTO[0], y / PHONE_PHOTO[1]) for x, y in corners_on_table()])
    expect(page.locator(".notice").get_by_text(steps.sentence("verdict-good"))).to_be_visible(timeout=60_000)
    assert shows_paper_alone(picture)
    steps.leave_page(page)
    steps.name_record(page)
    steps.expect_stored(page, 1)
