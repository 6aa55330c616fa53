"""A stack of paper that was photographed in one go becomes the records that it is, and pages find their record."""

from __future__ import annotations

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser import patient_steps as steps
from tests.browser.kit import scan
from tests.browser.patient_steps import part_of, sentence
from tests.fixtures.documents import text_pdf
from tests.fixtures.report_pages import ReportFacts, pathology_report


def stack(count: int) -> list[FilePayload]:
    """So many pages, from a scanner."""
    page = scan(pathology_report(ReportFacts()).resize((600, 850)))
    return [steps.a_file(f"page-{number}.jpg", page) for number in range(count)]


def lay_stack(page: Page, count: int) -> list[str]:
    """All of it in one record. Returns what each page is called in its address."""
    steps.choose_files(page, stack(count))
    expect(steps.pages(page).locator("img")).to_have_count(count)
    return addresses(page)


def addresses(page: Page) -> list[str]:
    """Of the pages of the record that is being made, in order: what each is called in its address."""
    links = steps.pages(page).get_by_role("link").all()
    return [str(link.get_attribute("href")).rsplit("/", 1)[1] for link in links]


def expect_pages(page: Page, names: list[str]) -> None:
    """Wait until exactly these pages lie there, in this order, each with its picture."""
    expect(steps.pages(page).locator("img")).to_have_count(len(names))
    assert addresses(page) == names


def begin_record_at(page: Page, number: int) -> None:
    """From the pages: the one with this number begins another record."""
    steps.open_page(page, number)
    steps.press(page, "split-here")
    expect(steps.pages(page)).to_have_count(number - 1)


def drafts(page: Page) -> Locator:
    """The records in the list that are not finished."""
    return page.locator("section[aria-labelledby=drafts-heading] li")


def test_a_stack_that_was_photographed_in_one_go_becomes_two_records(page: Page) -> None:
    pages = lay_stack(page, 6)
    steps.open_page(page, 1)
    expect(page.get_by_role("button", name=sentence("split-here"))).to_have_count(0)
    steps.to_previous_screen(page)
    begin_record_at(page, 4)
    expect(page.get_by_role("status").filter(has_text=part_of("split-done"))).to_contain_text("4")
    expect_pages(page, pages[:3])
    steps.press(page, "split-undo")
    expect_pages(page, pages)
    expect(page.get_by_role("button", name=sentence("split-undo"))).to_have_count(0)

    begin_record_at(page, 4)
    other_tab = page.context.new_page()
    other_tab.goto("/")
    expect(drafts(other_tab)).to_have_count(2)
    expect(drafts(other_tab).locator("img")).to_have_count(2)
    steps.name_record(page, title="Biopsy")
    expect(drafts(other_tab)).to_have_count(1)
    page.close()

    page = other_tab
    drafts(page).get_by_role("link", name=part_of("home-draft")).click()
    expect_pages(page, pages[3:])
    begin_record_at(page, 2)
    page.reload()
    expect_pages(page, pages[3:4])

    steps.follow(page, "join")
    page.get_by_role("listitem").get_by_role("button").click()
    expect_pages(page, pages[3:])
    expect(page.get_by_role("status").filter(has_text=part_of("join-done"))).to_contain_text("2")
    expect(page.get_by_role("link", name=sentence("join"))).to_have_count(0)
    steps.press(page, "join-undo")
    expect_pages(page, pages[3:4])
    steps.follow(page, "join")
    page.get_by_role("listitem").get_by_role("button").click()
    expect_pages(page, pages[3:])
    steps.name_record(page, kind="laboratory-results", title="Blood")
    expect(drafts(page)).to_have_count(0)
    steps.expect_stored(page, 2)
    for title in ("Biopsy", "Blood"):
        record = steps.records(page).filter(has_text=title)
        expect(record).to_contain_text("3 pages")
        expect(record.locator("img")).to_have_count(1)


def test_a_page_that_was_taken_away_does_not_come_back_by_a_split(page: Page) -> None:
    pages = lay_stack(page, 3)
    steps.open_page(page, 3)
    steps.press(page, "page-delete")
    expect(steps.pages(page)).to_have_count(2)
    begin_record_at(page, 2)
    page.reload()
    expect_pages(page, pages[:1])
    steps.go_home(page)
    expect(drafts(page)).to_contain_text(["1 page", "1 page"])


# Of each change that writes two values, the second fails: the row of the first is added where it already is.
_SECOND_VALUE_IS_REFUSED = """() => {
  const put = IDBObjectStore.prototype.put;
  const written = new WeakMap();
  IDBObjectStore.prototype.put = function (row) {
    if (this.name !== "values") return put.call(this, row);
    if (written.has(this.transaction)) return this.add(written.get(this.transaction));
    written.set(this.transaction, row);
    return put.call(this, row);
  };
}"""


def test_where_the_store_fails_in_the_middle_every_page_stays_where_it_was(page: Page) -> None:
    steps.choose_files(page, [steps.a_file(f"{number}.pdf", text_pdf(1)) for number in range(3)])
    expect(steps.pages(page)).to_have_count(3)
    pages = addresses(page)
    page.evaluate(_SECOND_VALUE_IS_REFUSED)
    steps.open_page(page, 2)
    steps.press(page, "split-here")
    expect(page.get_by_text(sentence("error-storage-refused"))).to_be_visible()
    page.reload()
    steps.to_previous_screen(page)
    expect(steps.pages(page)).to_have_count(3)
    assert addresses(page) == pages
    steps.go_home(page)
    expect(drafts(page)).to_have_count(1)


def test_of_a_long_record_only_the_pages_near_the_screen_are_held(page: Page) -> None:
    lay_stack(page, 6)
    steps.name_record(page, title="Long letter")
    steps.expect_stored(page, 1)
    steps.records(page).get_by_role("link").click()
    sheets = page.get_by_role("region", name=sentence("pages-count")).locator("> div")
    expect(sheets).to_have_count(6)
    first, last = (sheets.nth(number).locator(".page-picture img") for number in (0, 5))
    for near, far in ((first, last), (last, first), (first, last)):
        sheets.nth(0 if near is first else 5).scroll_into_view_if_needed()
        expect(near).to_be_visible()
        expect(far).to_have_count(0)
