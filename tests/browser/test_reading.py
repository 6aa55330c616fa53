"""Pages are read on the device: what they say is proposed, confirmed by a tap, sealed, and found again in the PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pypdf
import pytest
from PIL import Image, ImageFilter
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser import patient_steps as steps
from tests.browser import reviewer_steps as reviewer_does
from tests.browser.kit import (
    Guard,
    LiveServer,
    ReportFacts,
    add_passkey_device,
    ct_report,
    desk,
    german_laboratory_report,
    laboratory_report,
    pathology_report,
    phone,
    photograph,
)
from tests.lying_relay.proxy import LyingRelay

FACTS = ReportFacts()
GERMAN_FACTS = ReportFacts(
    patient="Müller, Jürgen",
    born="02.05.1951",
    hospital="Universitätsklinikum Nordbrück",
    physician="Dr. Käthe Weiß",
    diagnosis="Duktales Adenokarzinom des Pankreaskopfes",
    date="14.03.2026",
)
READING_TIMEOUT_MS = 240_000
# Ten photos of 12 megapixels are made flat once more, each in one to three seconds.
PDF_TIMEOUT_MS = 60_000
VALUES = {
    "CA 19-9": "412.6",
    "Bilirubin, total": "2.41",
    "ALT": "88",
    "Creatinine": "0.84",
    "Haemoglobin": "12.9",
}
GERMAN_VALUES = {
    "CA 19-9": "412.6",
    "Bilirubin, total": "2.41",
    "ALT": "88",
    "ALP": "214",
    "Creatinine": "0.84",
    "Potassium": "4.6",
    "Total protein": "7.2",
    "Leukocytes": "7.4",
    "Erythrocytes": "4.31",
    "Haemoglobin": "12.9",
    "Haematocrit": "41.2",
    "Platelets": "263",
}
MODEL = re.compile(r"/(\w+)\.traineddata$")


def laboratory_photo(facts: ReportFacts = FACTS, *, sideways: bool = False) -> bytes:
    """A page of laboratory values on a table; `sideways`: by a phone that was held across."""
    photo = photograph(laboratory_report(facts))
    return changed(photo, lambda picture: picture.transpose(Image.Transpose.ROTATE_90)) if sideways else photo


def german_photo() -> bytes:
    """A page of laboratory values as they are written in Germany."""
    return photograph(german_laboratory_report(GERMAN_FACTS))


def blurred(photo: bytes) -> bytes:
    """The same by a hand that did not wait for the lens."""
    return changed(photo, lambda picture: picture.filter(ImageFilter.GaussianBlur(9)))


def changed(photo: bytes, change: Callable[[Image.Image], Image.Image]) -> bytes:
    """Another JPEG of it."""
    written = io.BytesIO()
    change(Image.open(io.BytesIO(photo))).save(written, "JPEG", quality=88)
    return written.getvalue()


def expect_read(page: Page) -> None:
    """Every page of the record was read: a few seconds for each."""
    expect(page.get_by_text(steps.sentence("found-title"))).to_be_visible(timeout=READING_TIMEOUT_MS)
    reading = page.get_by_role("status").filter(has_text=part("found-reading"))
    expect(reading).to_have_count(0, timeout=READING_TIMEOUT_MS)


def keep_as_read(page: Page) -> None:
    """From the pages to a kept record that is called what was read on them."""
    steps.to_name(page)
    expect_read(page)
    steps.press(page, "found-use")
    steps.press(page, "name-keep")


def part(name: str) -> re.Pattern[str]:
    """Words of a sentence, wherever they stand."""
    return steps.part_of(name)


def open_values(page: Page) -> None:
    """From the name of the record to its laboratory values."""
    page.get_by_role("link", name=part("values-found")).click()
    steps.expect_screen(page, "values-title")


def amount_of(page: Page, analyte: str) -> str:
    """What stands in the field of a value."""
    return page.get_by_role("region", name=analyte, exact=True).get_by_role("textbox").input_value()


def saved_pdf(page: Page) -> pypdf.PdfReader:
    """The record on the screen, saved as a PDF."""
    with page.expect_download(timeout=PDF_TIMEOUT_MS) as download:
        steps.press(page, "record-pdf")
    return pypdf.PdfReader(download.value.path())


def models_asked_for(recorder: LyingRelay) -> list[str]:
    """What the relay was asked for of what tesseract knows, in order."""
    return [name for one in recorder.exchanges for name in MODEL.findall(one.path)]


def open_record(page: Page) -> None:
    """The first record of the list, with its pages."""
    steps.records(page).first.get_by_role("link").click()
    expect(page.locator(".page-picture img").first).to_be_visible()


def test_what_a_laboratory_page_says_is_proposed_confirmed_and_sent(page: Page) -> None:
    steps.choose_files(page, [steps.a_file("page.jpg", laboratory_photo())])
    expect(steps.pages(page).get_by_text(steps.sentence("badge-good"))).to_have_count(1)
    steps.press(page, "pages-next")
    expect_read(page)
    steps.press(page, "found-use")
    expect(page.get_by_role("radio", name=steps.sentence("kind-laboratory-results"))).to_be_checked()
    expect(page.get_by_label(steps.sentence("date-year"))).to_have_value("2026")
    expect(page.get_by_label(steps.sentence("date-day"))).to_have_value("3")
    expect(page.get_by_label(steps.sentence("name-source"))).to_have_value(FACTS.hospital)
    open_values(page)
    assert {name: amount_of(page, name) for name in VALUES} == VALUES
    page.get_by_role("region", name="CEA", exact=True).get_by_role("checkbox").uncheck()
    field = page.get_by_role("region", name="Creatinine", exact=True).get_by_role("textbox")
    field.fill("a lot")
    steps.press(page, "values-keep")
    expect(page.get_by_text(steps.sentence("values-no-number"))).to_be_visible()
    field.fill("0,85")
    steps.press(page, "values-keep")
    steps.expect_screen(page, "name-title")
    steps.press(page, "name-keep")
    steps.expect_stored(page, 1)
    page.reload()
    open_record(page)
    table = page.get_by_role("table")
    expect(table.get_by_role("row", name="CA 19-9")).to_contain_text("412.6 U/mL")
    expect(table.get_by_role("row", name="Creatinine")).to_contain_text("0.85 mg/dL")
    expect(table.get_by_role("row", name="CEA")).to_have_count(0)


def test_a_page_that_lies_on_its_side_is_turned_and_its_text_is_where_it_stands(page: Page) -> None:
    steps.choose_files(page, [steps.a_file("page.jpg", laboratory_photo(sideways=True))])
    keep_as_read(page)
    steps.expect_stored(page, 1)
    open_record(page)
    shown = page.locator(".page-picture-box").bounding_box()
    assert shown
    assert shown["height"] > shown["width"], "the page still lies on its side"
    [sheet] = saved_pdf(page).pages
    assert "CA 19-9" in sheet.extract_text()
    assert sheet.rotation in (90, 270)


def test_pages_that_name_somebody_else_are_asked_about(page: Page) -> None:
    steps.choose_files(page, [steps.a_file("page.jpg", laboratory_photo())])
    keep_as_read(page)
    steps.expect_stored(page, 1)
    steps.begin_record(page)
    others = ReportFacts(patient="Brown, Thomas", born="02.05.1949")
    steps.choose_files(page, [steps.a_file("other.jpg", laboratory_photo(others))])
    steps.to_name(page)
    expect_read(page)
    question = page.get_by_role("alert").filter(has_text="Brown, Thomas")
    expect(question).to_contain_text("Keller, Anna")
    steps.press(page, "found-mine")
    expect(question).to_have_count(0)


def test_without_a_line_pages_are_read_all_the_same(page: Page, patient_guard: Guard) -> None:
    steps.wait_until_kept(page)
    steps.choose_files(page, [steps.a_file("page.jpg", laboratory_photo())])
    keep_as_read(page)
    steps.expect_stored(page, 1)
    open_record(page)
    saved_pdf(page)
    patient_guard.allow("ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(True)
    steps.to_previous_screen(page)
    steps.begin_record(page)
    steps.choose_files(page, [steps.a_file("page.jpg", laboratory_photo())])
    keep_as_read(page)
    # What is known of German was never loaded: English has to do.
    steps.begin_record(page)
    steps.choose_files(page, [steps.a_file("page.jpg", german_photo())])
    keep_as_read(page)
    for number in (1, 2):
        steps.records(page).nth(number).get_by_role("link").click()
        assert "CA 19-9" in saved_pdf(page).pages[0].extract_text()
        steps.to_previous_screen(page)


def test_a_german_phone_reads_a_german_page_also_without_a_line(
    playwright: Playwright, chromium: Browser, server: LiveServer, recorder: LyingRelay
) -> None:
    with steps.speaking("de"), phone(playwright, chromium, recorder.url, locale="de-DE") as context:
        guard = Guard(context, recorder.url)
        page = context.new_page()
        before = models_asked_for(recorder)
        add_passkey_device(page)
        steps.enrol(page)
        steps.wait_until_kept(page)
        steps.begin_record(page)
        assert models_asked_for(recorder) == before
        for _ in range(2):
            steps.choose_files(page, [steps.a_file("befund.jpg", german_photo())])
            steps.to_name(page)
            expect_read(page)
            steps.press(page, "found-use")
            expect(page.get_by_role("radio", name=steps.sentence("kind-laboratory-results"))).to_be_checked()
            expect(page.get_by_label(steps.sentence("date-day"))).to_have_value("14")
            expect(page.get_by_label(steps.sentence("name-source"))).to_have_value(GERMAN_FACTS.hospital)
            open_values(page)
            assert {name: amount_of(page, name) for name in GERMAN_VALUES} == GERMAN_VALUES
            steps.press(page, "values-keep")
            steps.press(page, "name-keep")
            guard.allow("ERR_INTERNET_DISCONNECTED")
            context.set_offline(True)
            steps.begin_record(page)
        assert models_asked_for(recorder)[len(before)] == "deu"
        guard.check()


def test_an_english_phone_reads_a_german_page_in_german(page: Page) -> None:
    steps.choose_files(page, [steps.a_file("page.jpg", german_photo())])
    keep_as_read(page)
    steps.expect_stored(page, 1)
    open_record(page)
    text = saved_pdf(page).pages[0].extract_text()
    for words in (GERMAN_FACTS.patient, GERMAN_FACTS.physician, "Gesamteiweiß", "verglichen werden"):
        assert words in text


@pytest.mark.timeout(400)  # Ten pages are read, each in some seconds, while other stories run.
def test_ten_pages_one_retaken_become_a_record_that_can_be_searched(
    aiming_phone: Page, chromium: Browser, server: LiveServer, recorder: LyingRelay
) -> None:
    page = aiming_phone
    steps.begin_record(page)
    # The camera takes the first page when it is held still.
    steps.follow(page, "take-several")
    expect(page.locator(".shutter-count")).not_to_have_text(re.compile(r"\b0\b"))
    page.get_by_role("button", name=steps.sentence("camera-by-itself")).click()
    steps.press(page, "done")
    taken = steps.pages(page).count()
    more = [laboratory_photo(), photograph(ct_report(FACTS), seed=3), blurred(laboratory_photo())]
    more += [photograph(ct_report(FACTS), seed=seed) for seed in range(4, 11 - taken)]
    steps.choose_files(page, [steps.a_file(f"{index}.jpg", photo) for index, photo in enumerate(more)])
    expect(steps.pages(page)).to_have_count(10)
    refused = steps.pages(page).nth(taken + 2)
    expect(refused.get_by_text(steps.sentence("badge-retake"))).to_be_visible()
    steps.open_page(page, taken + 3)
    expect(page.locator("[data-doubt=blurred]")).to_have_text(steps.part_of("doubt-blurred"))
    again = steps.a_file("again.jpg", photograph(pathology_report(FACTS), seed=20))
    page.locator(".screen-foot input[capture]").set_input_files(again)
    expect(page.locator(".notice").get_by_text(steps.sentence("verdict-good"))).to_be_visible()
    steps.press(page, "page-good")
    steps.to_name(page)
    expect_read(page)
    steps.press(page, "found-use")
    open_values(page)
    steps.press(page, "values-keep")
    steps.press(page, "name-keep")
    steps.expect_stored(page, 1)
    open_record(page)
    pdf = saved_pdf(page)
    texts = [sheet.extract_text() for sheet in pdf.pages]
    assert len(texts) == 10
    assert [index for index, text in enumerate(texts) if "CA 19-9" in text] == [taken]
    assert "perineural invasion" in texts[taken + 2]
    assert pdf.page_labels == [str(number) for number in range(1, 11)]
    with desk(chromium, recorder.url) as at_desk:
        at_the_desk = at_desk.new_page()
        add_passkey_device(at_the_desk)
        reviewer_does.enrol_reviewer(at_the_desk, server)
        steps.make_sheet(page)
        steps.send_to_reviewer(page, reviewer_does.NAME)
        reviewer_does.open_case(at_the_desk)
        row = at_the_desk.get_by_role("table").get_by_role("row", name="CA 19-9")
        expect(row).to_contain_text("412.6 U/mL")
