"""What the patient's page needs is asked for at once, not module by module, in the order in which it is needed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.javascript_source import imports_at_head, resolve
from tests.architecture.project import ROOT, plant

_TEMPLATE = r'<template id="{}">(.*?)</template>'
_PRELOAD = re.compile(r'<link rel="modulepreload" href="/([^"]+)">')

# Where each list begins: the first screen, and the large module that the way in uses.
LISTS = {"first-modules": "static/js/main.js", "next-modules": "static/vendor/libsodium.js"}


def unlike_its_imports(root: Path, name: str, beginning: str) -> set[str]:
    """Modules that one begins with and the page's list does not name, or the other way round."""
    page = (root / "pwa/index.html").read_text(encoding="utf-8")
    (listed,) = re.findall(_TEMPLATE.format(name), page, re.DOTALL)
    needed = [beginning]
    for module in needed:
        imported = [resolve(module, specifier) for specifier in imports_at_head(root / "pwa" / module)]
        needed += [name for name in imported if name not in needed]
    return set(_PRELOAD.findall(listed)) ^ set(needed)


@pytest.mark.parametrize(("name", "beginning"), LISTS.items())
def test_the_page_names_what_is_needed(name: str, beginning: str) -> None:
    assert unlike_its_imports(ROOT, name, beginning) == set()


def test_a_forgotten_and_a_needless_module_are_found(tmp_path: Path) -> None:
    page = '<template id="first"><link rel="modulepreload" href="/old.js"></template>'
    later = 'import "./now.js";\nawait import("./later.js");'
    tree = {"pwa/index.html": page, "pwa/main.js": later, "pwa/now.js": "export {};", "pwa/later.js": ""}
    assert unlike_its_imports(plant(tmp_path, tree), "first", "main.js") == {"old.js", "main.js", "now.js"}
