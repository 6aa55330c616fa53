"""Examines a screen in every way in which a person may meet it, and photographs it for whoever wants to look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

from tests.browser.accessibility import accessibility_faults, scrolls_sideways, small_targets
from tests.browser.browsers import PHONE_SIZE

_ARTEFACTS = Path(__file__).resolve().parents[1] / ".artefacts"
_LEAST_TARGET_PX = 48
_NARROW_PX = 320
_SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
_ORDINARY_TEXT = ""
_DOUBLE_TEXT = "225%"  # The app's own 112.5 %, doubled.
# A sentence that no catalogue has stands on the screen under its own name.
_NAME_OF_A_SENTENCE = re.compile(r"^[a-z]+(?:-[a-z0-9]+)+(?:\.[a-z]+)?$")
_ALL_WORDS = """() => {
  const words = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) words.push(walker.currentNode.data.trim());
  for (const element of document.querySelectorAll('[aria-label]')) words.push(element.getAttribute('aria-label'));
  return words;
}"""
_TOO_WIDE = """() => [...document.querySelectorAll('body *')]
  .filter(element => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map(element => element.outerHTML.slice(0, 120))"""


class Look:
    """`look(page, "home")` after each step; `look.faults` at the end. The last of `sizes` is the page's own."""

    def __init__(
        self, language: str, folder: str = "screens", sizes: Sequence[tuple[int, int]] = (PHONE_SIZE,)
    ) -> None:
        self.language = language
        self.folder = _ARTEFACTS / folder / language
        self.sizes = sizes
        self.faults: list[str] = []
        self.seen: list[str] = []

    def __call__(self, page: Page, name: str) -> None:
        """Note the faults of one screen, and photograph it."""
        self.seen.append(name)
        self._note(name, [f"no sentence for {word}" for word in _names_of_sentences(page)])
        for size in self.sizes:
            place = name if len(self.sizes) == 1 else f"{name}-{size[0]}"
            _resize(page, size)
            self._note_colours(page, place)
            self._note(place, small_targets(page, _LEAST_TARGET_PX))
            self._note_width(page, place, size)

    def _note(self, where: str, faults: list[str]) -> None:
        self.faults += [f"{where}: {fault}" for fault in faults]

    def _note_colours(self, page: Page, place: str) -> None:
        for scheme in _SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            self._note(f"{place}, {scheme}", accessibility_faults(page, colours_alone=scheme == "dark"))
            page.screenshot(
                path=self.folder / f"{len(self.seen):02}-{place}-{scheme}.jpg", type="jpeg", quality=85
            )
        page.emulate_media(color_scheme="light")

    def _note_width(self, page: Page, place: str, size: tuple[int, int]) -> None:
        """Nothing is wider than the screen: as it is, on a narrow one, and with letters twice as large."""
        width, height = size
        for wide, text in ((width, _ORDINARY_TEXT), (_NARROW_PX, _ORDINARY_TEXT), (width, _DOUBLE_TEXT)):
            _resize(page, (wide, height))
            page.evaluate("size => { document.documentElement.style.fontSize = size; }", text)
            if scrolls_sideways(page):
                where = f"{place} at {wide} px, text {text or 'as it is'}"
                self._note(where, [f"too wide: {element}" for element in _too_wide(page)])
        page.evaluate("() => { document.documentElement.style.fontSize = ''; }")
        _resize(page, size)


def _resize(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


def _too_wide(page: Page) -> list[str]:
    elements: list[str] = page.evaluate(_TOO_WIDE)
    return elements


def _names_of_sentences(page: Page) -> list[str]:
    words: list[str] = page.evaluate(_ALL_WORDS)
    return sorted({word for word in words if _NAME_OF_A_SENTENCE.match(word)})
