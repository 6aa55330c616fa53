"""The sentences of the screens, looked up as the app does it: by their name in the Fluent catalogues.

Stories press what a person reads, and a better word in a catalogue breaks none of them.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_LOCALES = Path(__file__).resolve().parents[2] / "pwa/static/locales"
_MESSAGE = re.compile(r"^([a-z][a-z0-9-]*) *=(.*(?:\n[ }].*|\n(?=[ }\n]))*)", re.MULTILINE)
_ATTRIBUTE = re.compile(r"^ +\.([a-z]+) *=(.*(?:\n {5,}.*)*)", re.MULTILINE)
_CHOICE = re.compile(r"\{\s*\$\w+\s*->(.*?)\n\s*\}", re.DOTALL)
_VARIANT = re.compile(r"\*?\[\s*[\w.-]+\s*\](.*?)(?=\n\s*\*?\[|\Z)", re.DOTALL)
_PLACE = re.compile(r"\{[^{}]*\}")


def sentence(name: str, language: str = "en") -> re.Pattern[str]:
    """What stands on the screen for `name` ("next", "error-limit.safe"), whole; arguments may be anything."""
    return re.compile(f"^{_pattern(name, language)}$")


def part_of(name: str, language: str = "en") -> re.Pattern[str]:
    """The same, found anywhere in a longer text."""
    return re.compile(_pattern(name, language))


def _pattern(name: str, language: str) -> str:
    text = _catalogue(language)[name]
    choice = _CHOICE.search(text)
    if not choice:
        return _as_pattern(text)
    before, after = text[: choice.start()], text[choice.end() :]
    variants = [_as_pattern(before + variant + after) for variant in _VARIANT.findall(choice.group(1))]
    return f"(?:{'|'.join(variants)})"


def _as_pattern(text: str) -> str:
    return ".*".join(re.escape(" ".join(words.split())) for words in _PLACE.split(text))


@cache
def _catalogue(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for file in sorted((_LOCALES / language).glob("*.ftl")):
        for name, body in _MESSAGE.findall(file.read_text(encoding="utf-8")):
            attributes = {f"{name}.{key}": value for key, value in _ATTRIBUTE.findall(body)}
            found |= {name: _ATTRIBUTE.sub("", body).rstrip(), **attributes}
    return found
