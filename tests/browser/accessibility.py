"""axe-core, run inside the page under its strict policy."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

_AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
_ALL_RULES = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
_COLOUR_RULES = {"type": "rule", "values": ["color-contrast", "color-contrast-enhanced"]}


@cache
def _axe_source() -> str:
    return _AXE.read_text(encoding="utf-8")


def accessibility_faults(page: Page, *, colours_alone: bool = False) -> list[str]:
    """What axe finds on the screen as it is now: one line each, with the element.

    `colours_alone`: all else was looked at in other colours.
    """
    if not page.evaluate("() => 'axe' in globalThis"):
        page.evaluate(_axe_source())
    run = "runOnly => axe.run(document, {runOnly, resultTypes: ['violations']})"
    result: dict[str, Any] = page.evaluate(run, _COLOUR_RULES if colours_alone else _ALL_RULES)
    return [
        f"{fault['id']}: {fault['help']} {node['html']}"
        for fault in result["violations"]
        for node in fault["nodes"]
    ]


def scrolls_sideways(page: Page) -> bool:
    """Whether anything is wider than the screen."""
    return bool(
        page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth")
    )


def small_targets(page: Page, least_px: int = 44) -> list[str]:
    """Buttons, links and fields that a thumb misses. Links inside a sentence are exempt, as in WCAG 2.5.8."""
    return list(
        page.evaluate(
            """least => [...document.querySelectorAll('button, a[href], input, select, textarea, summary')]
              .filter(element => {
                const box = element.getBoundingClientRect();
                const label = element.closest('label')?.getBoundingClientRect() ?? box;
                const shown = element.checkVisibility({checkVisibilityCSS: true, checkOpacity: true});
                const isInSentence = element.tagName === 'A' && getComputedStyle(element).display === 'inline';
                return shown && box.width > 0 && !isInSentence
                  && (Math.max(box.height, label.height) < least || Math.max(box.width, label.width) < least);
              })
              .map(element => element.outerHTML.slice(0, 160))""",
            least_px,
        )
    )
