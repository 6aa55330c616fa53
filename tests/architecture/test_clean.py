"""Nothing in the project tells of the machine or the registries that it was made with."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.architecture.project import ROOT, plant, tracked_files

# Written in halves, so that this file does not find itself.
_FOREIGN = [
    "/" + "work/",
    "/" + "tmp/",
    "/" + "root/",
    "/" + "home/",
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "yarn" + "pkg.com",
    "deb." + "debian.org",
    "security." + "debian.org",
    "proxy." + "golang.org",
    '"resolved": "' + "http",
]
_PATTERN = re.compile("|".join(map(re.escape, _FOREIGN)), re.IGNORECASE)
_BINARY_BYTE = b"\0"


def foreign_places(root: Path) -> list[str]:
    """file:line of each path or host that belongs to somebody's machine. Vendored code is its authors' matter."""
    faults = []
    for path in tracked_files(root):
        name = path.relative_to(root).as_posix()
        content = path.read_bytes()
        if "/vendor/" in name or _BINARY_BYTE in content:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), start=1):
            match = _PATTERN.search(line)
            if match:
                faults.append(f"{name}:{number}: {match.group()}")
    return faults


def test_no_file_names_a_workplace_or_a_registry() -> None:
    assert foreign_places(ROOT) == []


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    return tmp_path


@pytest.mark.parametrize("text", _FOREIGN)
def test_each_foreign_place_is_found(repository: Path, text: str) -> None:
    plant(repository, {"docs/notes.md": f"first line\nsee {text}x\n"})
    assert foreign_places(repository) == [f"docs/notes.md:2: {text}"]


def test_ignored_and_vendored_files_are_left_alone(repository: Path) -> None:
    tree = {".gitignore": "/var/\n", "var/log": _FOREIGN[0], "pwa/static/vendor/qr-1/index.js": _FOREIGN[0]}
    assert foreign_places(plant(repository, tree)) == []
