"""Generated photos of reports, and the app's own worker at work on them: what measurements of the scanner share."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page

from bench.browser import ROOT, SERVED, module_page

SCANS = ROOT / "bench/scans"
ENVIRONMENT = ROOT / ".scans"
PHOTOS = ROOT / "bench/results/photos"
_MODULE = f'import("{SERVED}scan_in_page.mjs")'

Photo = dict[str, Any]


def make_photos(name: str, seeds: str, *options: str) -> list[Photo]:
    """The labels of photos that are made where they are not there yet."""
    return _made(name, "make_scans.py", "--seeds", seeds, *options)


def join_photos(name: str, of: str) -> list[Photo]:
    """Photos with two pages each, put together of photos that were made under the name `of`."""
    return _made(name, "join_photos.py", "--photos", str(PHOTOS / of))


def _made(name: str, program: str, *options: str) -> list[Photo]:
    folder = PHOTOS / name
    if not (folder / "labels.json").exists():
        if not ENVIRONMENT.exists():
            subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=True)
            pip = [str(ENVIRONMENT / "bin/python"), "-m", "pip", "install", "--quiet"]
            subprocess.run([*pip, "--requirement", str(SCANS / "requirements.txt")], check=True)
        subprocess.run(
            [str(ENVIRONMENT / "bin/python"), str(SCANS / program), "--out", str(folder), *options],
            check=True,
            stderr=subprocess.DEVNULL,
        )
    items: list[Photo] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))["items"]
    return [item | {"path": folder / item["file"]} for item in items]


@contextmanager
def scan_page(*arguments: str) -> Iterator[Page]:
    """A page of the app's origin in which the app's worker can be given photos; the browser's own arguments."""
    with module_page(["bench/scan_in_page.mjs"], arguments=arguments) as page:
        page.evaluate("document.body.append(Object.assign(document.createElement('input'), {type: 'file'}))")
        yield page


def ask_worker(page: Page, what: str, photo: Photo, *more: object) -> Any:
    """`find`, `look` or `lookAndRead` of scan_in_page.mjs for one photo."""
    page.set_input_files("input", photo["path"])
    size = {"width": photo["width"], "height": photo["height"]}
    return page.evaluate(f"(given) => {_MODULE}.then((module) => module.{what}(...given))", [size, *more])
