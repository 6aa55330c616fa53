"""The sentences of the screens, looked up as the app does it: by their name in the Fluent catalogues.

Stories press what a person reads, and a better word in a catalogue breaks none of them.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_LOCALES = Path(__file__).resolve().parents[2] / "pwa/static/locales"
_CATALOGUES = {
    "patient": ("common", "errors", "patient"),
    "reviewer": ("common", "errors", "patient", "reviewer"),
}
_MESSAGE = re.compile(r"^([a-z][a-z0-9-]*) *=(.*(?:\n[ }].*|\n(?=[ }\n]))*)", re.MULTILINE)
_ATTRIBUTE = re.compile(r"^ +\.([a-z]+) *=(.*(?:\n {5,}.*)*)", re.MULTILINE)
_CHOICE = re.compile(r"\{\s*\$\w+\s*->(.*?)\n\s*\}", re.DOTALL)
_VARIANT = re.compile(r"\*?\[\s*[\w.-]+\s*\](.*?)(?=\n\s*\*?\[|\Z)", re.DOTALL)
_PLACE = re.compile(r"\{[^{}]*\}")


def sentence(name: str, language: str = "en", page: str = "patient") -> re.Pattern[str]:
    """What stands on the screen for `name` ("next", "error-limit.safe"), whole; arguments may be anything."""
    return re.compile(f"^{_pattern(name, language, page)}$")


def part_of(name: str, language: str = "en", page: str = "patient") -> re.Pattern[str]:
    """The same, found anywhere in a longer text."""
    return re.compile(_pattern(name, language, page))


def _pattern(name: str, language: str, page: str) -> str:
    text = _catalogue(language, page)[name]
    choice = _CHOICE.search(text)
    if not choice:
        return _as_pattern(text)
    before, after = text[: choice.start()], text[choice.end() :]
    variants = [_as_pattern(before + variant + after) for variant in _VARIANT.findall(choice.group(1))]
    return f"(?:{'|'.join(variants)})"


def _as_pattern(text: str) -> str:
    return ".*".join(re.escape(" ".join(words.split())) for words in _PLACE.split(text))


@cache
def _catalogue(language: str, page: str) -> dict[str, str]:
    """As the page loads them: a later catalogue may say a sentence in its own words."""
    found: dict[str, str] = {}
    for file in _CATALOGUES[page]:
        text = (_LOCALES / language / f"{file}.ftl").read_text(encoding="utf-8")
        for name, body in _MESSAGE.findall(text):
            attributes = {f"{name}.{key}": value for key, value in _ATTRIBUTE.findall(body)}
            found |= {name: _ATTRIBUTE.sub("", body).rstrip(), **attributes}
    return found
