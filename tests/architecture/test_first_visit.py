"""What the patient's page needs before its first screen is asked for at once, not module by module."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.javascript_source import imports_at_head, resolve
from tests.architecture.project import ROOT, plant

_PRELOAD = re.compile(r'<link rel="modulepreload" href="/([^"]+)">')
_SCRIPT = re.compile(r'<script type="module" src="/([^"]+)">')


def unlike_its_imports(root: Path) -> set[str]:
    """Modules that the first screen needs and the page does not name, or the other way round."""
    page = (root / "pwa/index.html").read_text(encoding="utf-8")
    main = _SCRIPT.findall(page)
    needed: list[str] = [*main]
    for module in needed:
        imported = [resolve(module, specifier) for specifier in imports_at_head(root / "pwa" / module)]
        needed += [name for name in imported if name not in needed]
    return set(_PRELOAD.findall(page)) ^ set(needed) - set(main)


def test_the_page_names_what_its_first_screen_needs() -> None:
    assert unlike_its_imports(ROOT) == set()


def test_a_forgotten_and_a_needless_module_are_found(tmp_path: Path) -> None:
    page = '<link rel="modulepreload" href="/old.js"><script type="module" src="/main.js"></script>'
    later = 'import "./now.js";\nawait import("./later.js");'
    tree = {"pwa/index.html": page, "pwa/main.js": later, "pwa/now.js": "export {};", "pwa/later.js": ""}
    assert unlike_its_imports(plant(tmp_path, tree)) == {"old.js", "now.js"}
