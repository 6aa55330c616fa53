"""The app's files: found inside the folder only, hashed, listed for phones."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from pathlib import Path

import pytest

from server.app_files import AppFiles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small app, and a secret beside it."""
    (tmp_path / "secret.txt").write_text("not for browsers")
    pages = tmp_path / "pwa"
    for name, text in {
        "index.html": "<!doctype html>",
        "manifest.webmanifest": "{}",
        "static/js/main.js": "export {};",
        "static/vendor/pdfjs-1/build/pdf.min.mjs": "export {};",
        "static/vendor/pdfjs.d.ts": "export {};",
        "static/.hidden/key.txt": "hidden",
    }.items():
        (pages / name).parent.mkdir(parents=True, exist_ok=True)
        (pages / name).write_text(text)
    return pages


def test_a_file_has_its_bytes_hash_and_media_type(folder: Path) -> None:
    file = AppFiles(folder).find("static/js/main.js")
    assert file is not None
    assert (file.data, file.media_type) == (b"export {};", "text/javascript; charset=utf-8")
    assert file.sha256 == hashlib.sha256(b"export {};").hexdigest()
    assert gzip.decompress(file.compressed) == file.data


def test_a_file_that_changes_is_read_again(folder: Path) -> None:
    files = AppFiles(folder)
    first = files.find("index.html")
    assert files.find("index.html") is first
    (folder / "index.html").write_text("<!doctype html>!")
    os.utime(folder / "index.html", ns=(1, 1))
    again = files.find("index.html")
    assert again is not None
    assert again.data == b"<!doctype html>!"


@pytest.mark.parametrize(
    "name",
    [
        "../secret.txt",
        "static/../../secret.txt",
        "static//js/main.js",
        "/secret.txt",
        "static/.hidden/key.txt",
        "static\\js\\main.js",
        "static/js/main.js\0",
        "static/js",
        "static",
        "",
        "x" * 300,
    ],
)
def test_nothing_but_the_folders_own_files_is_found(folder: Path, name: str) -> None:
    assert AppFiles(folder).find(name) is None


def test_a_link_out_of_the_folder_is_not_followed(folder: Path) -> None:
    (folder / "static/out.txt").symlink_to(folder.parent / "secret.txt")
    assert AppFiles(folder).find("static/out.txt") is None


def test_the_list_for_phones_names_each_file_once_with_its_hash(folder: Path) -> None:
    listed = json.loads(AppFiles(folder).shell_list())
    assert [each["path"] for each in listed["shell"]] == ["/", "/manifest.webmanifest", "/static/js/main.js"]
    assert [each["path"] for each in listed["optional"]] == ["/static/vendor/pdfjs-1/build/pdf.min.mjs"]
    assert listed["shell"][2]["sha256"] == hashlib.sha256(b"export {};").hexdigest()


def test_the_version_of_the_list_changes_with_any_file(folder: Path) -> None:
    files = AppFiles(folder)
    before = json.loads(files.shell_list())["version"]
    assert json.loads(files.shell_list())["version"] == before
    (folder / "static/js/main.js").write_text("export { };")
    assert json.loads(files.shell_list())["version"] != before
