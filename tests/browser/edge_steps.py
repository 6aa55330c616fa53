"""Where a page is in its photo, set by hand, and what of it is shown then."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Locator, Page, expect

from tests.browser import patient_steps as steps


def shape_of_picture(page: Page) -> float:
    """Width by height of the page on the screen, once it is there."""
    picture = page.locator(".page-picture img")
    expect(picture).to_be_visible()
    shape: float = picture.evaluate(
        "image => image.decode().then(() => image.naturalWidth / image.naturalHeight)"
    )
    return shape


# The darkest of the four corners of a picture: paper, or the table on which it lies.
_DARKEST_CORNER = """async (image) => {
  await image.decode();
  const [width, height] = [image.naturalWidth, image.naturalHeight];
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const corners = [0.02, 0.98].flatMap((x) => [0.02, 0.98].map((y) => [x * width, y * height]));
  return Math.min(...corners.map(([x, y]) => pen.getImageData(x, y, 1, 1).data[2]));
}"""


def shows_paper_alone(picture: Locator) -> bool:
    """Whether nothing of the table is in a picture."""
    expect(picture).to_be_visible()
    darkest: int = picture.evaluate(_DARKEST_CORNER)
    return darkest > 150


def drag_corner(page: Page, number: int, place: tuple[float, float], *, let_go: bool = True) -> None:
    """On the screen of the edges: one of four corners, clockwise from 0, to a place from 0 to 1 of the photo."""
    photo = page.locator(".edges-box img")
    expect(photo).to_be_visible()
    page.locator(".edges-corner").nth(number).hover()
    box = photo.bounding_box()
    assert box
    page.mouse.down()
    page.mouse.move(box["x"] + place[0] * box["width"], box["y"] + place[1] * box["height"], steps=5)
    if let_go:
        page.mouse.up()


def set_edges(page: Page, corners: Sequence[tuple[float, float]]) -> None:
    """From one page, large, to its edges and back."""
    steps.follow(page, "edges-set")
    for number, corner in enumerate(corners):
        drag_corner(page, number, corner)
    steps.press(page, "edges-done")
    steps.expect_screen(page, "page-of")
