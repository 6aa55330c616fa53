"""Files as phones really have them: huge, absurd, empty, locked, damaged, oddly named. Each gets a clear word."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser import patient_steps as steps
from tests.browser.kit import pathology_report, photograph, scan
from tests.browser.patient_steps import sentence
from tests.fixtures.documents import locked_pdf, png_that_claims, text_pdf
from tests.fixtures.report_pages import ReportFacts

LARGE_PHOTO = (4242, 5656)  # 24 megapixels, upright
SHOWN_EDGE_PX = 1600
ENLARGED_EDGE_PX = 2560
THUMBNAIL_EDGE_PX = 480
SIZES_OF_PICTURES = """() => [...document.querySelectorAll('.page-picture img, .thumbnail img')].map(
  image => image.decode().then(() => Math.max(image.naturalWidth, image.naturalHeight)))"""
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(200)


def sizes_of_pictures(page: Page) -> list[int]:
    """The longest edge of each picture on the screen, in dots."""
    sizes: list[int] = page.evaluate(f"async () => Promise.all(({SIZES_OF_PICTURES})())")
    return sizes


def test_a_photo_of_24_megapixels_is_kept_whole_and_shown_small(page: Page) -> None:
    photo = photograph(pathology_report(ReportFacts()), size=LARGE_PHOTO, turned=True)
    steps.choose_files(page, [steps.a_file("IMG_0001.JPG", photo)])
    expect(steps.pages(page).locator("img")).to_have_count(1)
    assert sizes_of_pictures(page) == [THUMBNAIL_EDGE_PX]
    steps.open_page(page, 1)
    expect(page.locator(".page-picture img")).to_have_count(1)
    assert sizes_of_pictures(page) == [SHOWN_EDGE_PX]
    steps.press(page, "zoom-in")
    page.wait_for_function(
        f"() => document.querySelector('.page-picture img')?.naturalWidth > {SHOWN_EDGE_PX}"
    )
    assert sizes_of_pictures(page) == [ENLARGED_EDGE_PX]
    # The phone stored it on its side; it is shown upright.
    assert page.locator(".page-picture img").evaluate("image => image.naturalWidth < image.naturalHeight")
    steps.leave_page(page)
    steps.name_record(page)
    steps.expect_stored(page, 1)


def test_photos_scans_and_documents_are_taken_together_in_their_order(page: Page) -> None:
    report = pathology_report(ReportFacts())
    png = io.BytesIO()
    report.resize((600, 850)).save(png, "PNG")
    webp = io.BytesIO()
    report.resize((600, 850)).save(webp, "WEBP")
    files = [
        steps.a_file("a.jpg", scan(report)),
        steps.a_file("named-wrongly.txt", png.getvalue(), "text/plain"),
        steps.a_file("c.webp", webp.getvalue()),
        steps.a_file("d.pdf", text_pdf(2)),
    ]
    steps.choose_files(page, files)
    expect(steps.pages(page)).to_have_count(4)
    expect(steps.pages(page).locator("img")).to_have_count(3)
    steps.open_page(page, 4)
    expect(page.get_by_text("d.pdf").first).to_be_visible()
    steps.press(page, "page-good")
    steps.name_record(page)
    steps.expect_stored(page, 1)


def test_a_late_word_of_a_closed_question_does_not_answer_the_next_one(page: Page) -> None:
    steps.choose_files(page, [steps.a_file("scan.xyz", b"\x01\x02\x03")])
    question = page.get_by_role("dialog")
    expect(question.get_by_text("scan.xyz")).to_be_visible()
    question.dispatch_event("close")
    steps.press(question, "keep-anyway-yes")
    expect(steps.pages(page)).to_have_count(1)


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("locked.pdf", locked_pdf(), "error-pdf-locked"),
        ("cut.pdf", text_pdf(3)[:-300], "error-pdf-damaged"),
        ("words.pdf", b"not a PDF at all", "error-pdf-damaged"),
        ("bomb.png", png_that_claims(60_000, 60_000), "error-image-too-large"),
        ("half.jpg", scan(Image.new("RGB", (400, 300)))[:150], "error-image-damaged"),
        ("live.HEIC", HEIC, "error-unknown-type"),
        ("scan.xyz", b"\x01\x02\x03", "error-unknown-type"),
    ],
)
def test_what_can_not_be_shown_is_kept_only_after_asking(
    page: Page, name: str, data: bytes, error: str
) -> None:
    steps.choose_files(page, [steps.a_file(name, data)])
    question = page.get_by_role("dialog")
    expect(question.get_by_text(sentence(error))).to_be_visible()
    expect(question.get_by_text(name)).to_be_visible()
    steps.press(question, "keep-anyway-no")
    expect(steps.pages(page)).to_have_count(0)
    assert steps.rows_on_device(page)["parts"] == []

    steps.choose_files(page, [steps.a_file(name, data), steps.a_file("good.pdf", text_pdf(1))])
    steps.press(question, "keep-anyway-yes")
    expect(steps.pages(page)).to_have_count(2)
    steps.name_record(page)
    steps.expect_stored(page, 1)
    steps.records(page).get_by_role("link").click()
    expect(page.get_by_text(name)).to_be_visible()


def test_an_empty_file_is_refused_and_the_others_go_on(page: Page) -> None:
    empty = steps.a_file("nothing.jpg", b"")
    steps.choose_files(page, [empty, steps.a_file("good.pdf", text_pdf(1))])
    expect(page.get_by_text(sentence("error-file-empty"))).to_be_visible()
    expect(page.get_by_text("nothing.jpg")).to_be_visible()
    expect(steps.pages(page)).to_have_count(1)
    steps.press(page, "understood")
    expect(page.get_by_text(sentence("error-file-empty"))).to_have_count(0)
    steps.name_record(page)
    steps.expect_stored(page, 1)


def test_odd_names_become_names_and_no_paths(page: Page) -> None:
    names = [
        "../../etc/passwd.pdf",
        "re\u202egpj.\u0007exe.pdf",
        "é" * 1000 + ".pdf",
        "\u0001\u0002",
        "نتيجة.pdf",
    ]
    steps.choose_files(page, [steps.a_file(name, text_pdf(1)) for name in names])
    expect(steps.pages(page)).to_have_count(len(names))
    steps.name_record(page, title="\u202eBiopsy\u0007", source="St. Anna\u0000")
    steps.expect_stored(page, 1)
    expect(steps.records(page)).to_contain_text(["Biopsy"])
    steps.records(page).get_by_role("link").click()
    expect(page.locator(".notice bdi")).to_have_count(len(names))
    kept = page.locator(".notice bdi").all_inner_texts()
    assert kept[0] == "passwd.pdf"
    assert kept[1] == "regpj.exe.pdf"
    assert len(kept[2]) == 255
    assert kept[2].endswith("é.pdf")
    assert kept[3] == "file"
    assert kept[4] == "نتيجة.pdf"
