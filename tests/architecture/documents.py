"""The documents say what is there: links that lead somewhere, all settings, all dependencies."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from tests.architecture.project import tracked_files

_LINK = re.compile(r"!?\[[^\]\n]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
_CODE = re.compile(r"^(`{3,})[^\n]*\n.*?^\1`*\s*$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_PATH = re.compile(r"`((?:bench|docs|pwa|reviewer|scripts|server|spec|tests)/[\w./-]*)`")
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
_ELSEWHERE = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SETTING = re.compile(r'"(PORT|SECOND_LOOK_[A-Z_]+)"')
_SETTING_IN_PROSE = re.compile(r"\b(SECOND_LOOK_[A-Z_]+|PORT)\b")
_ROW_NAME = re.compile(r"^\|([^|]+)\|", re.MULTILINE)
_PACKAGE_NAME = re.compile(r"^[A-Za-z0-9._-]+")

SETTINGS_PAGE = "docs/operations.md"
DEPENDENCIES_PAGE = "docs/dependencies.md"


def broken_links(root: Path) -> list[str]:
    """Relative links in Markdown files whose file, or whose heading in it, does not exist."""
    faults = []
    for path in tracked_files(root):
        if path.suffix != ".md" or "vendor" in path.parts:
            continue
        text = _CODE.sub("", path.read_text(encoding="utf-8"))
        faults += [
            f"{path.relative_to(root).as_posix()}: {target}"
            for target in _LINK.findall(text)
            if not _ELSEWHERE.match(target) and not _leads_somewhere(path, target)
        ]
    return faults


def missing_paths(root: Path) -> list[str]:
    """Files and folders of ours that a Markdown file names and that don't exist."""
    return [
        f"{path.relative_to(root).as_posix()}: {name}"
        for path in tracked_files(root)
        if path.suffix == ".md" and "vendor" not in path.parts
        for name in _PATH.findall(path.read_text(encoding="utf-8"))
        if not (root / name).exists()
    ]


def _leads_somewhere(page: Path, target: str) -> bool:
    name, _, fragment = target.partition("#")
    file = page.parent / name if name else page
    if not file.exists():
        return False
    if not fragment or file.suffix != ".md":
        return True
    return fragment in {_anchor(heading) for heading in _HEADING.findall(file.read_text(encoding="utf-8"))}


def _anchor(heading: str) -> str:
    """The name that the page of a hosted project gives a heading."""
    plain = re.sub(r"[^\w\s-]", "", heading.replace("`", "").lower())
    return re.sub(r"\s", "-", plain)


def undocumented_settings(root: Path) -> list[str]:
    """Settings that the relay reads and docs/operations.md does not name, and the other way round."""
    read = set(_SETTING.findall((root / "server/settings.py").read_text(encoding="utf-8")))
    named = set(_SETTING_IN_PROSE.findall((root / SETTINGS_PAGE).read_text(encoding="utf-8")))
    faults = [f"{name} is not in {SETTINGS_PAGE}" for name in sorted(read - named)]
    return faults + [f"{name} is in {SETTINGS_PAGE}, and nothing reads it" for name in sorted(named - read)]


def unexplained_dependencies(root: Path) -> list[str]:
    """Packages that are asked for and have no line in docs/dependencies.md, and lines without a package."""
    wanted = _python_packages(root) | _javascript_packages(root)
    page = (root / DEPENDENCIES_PAGE).read_text(encoding="utf-8")
    rows = {name for cell in _ROW_NAME.findall(page) for name in re.findall(r"`([^`]+)`", cell)}
    faults = [
        f"{name} has no line in {DEPENDENCIES_PAGE}" for name in sorted(wanted) if f"`{name}`" not in page
    ]
    return faults + [f"{name} has a line, and nothing asks for it" for name in sorted(rows - wanted)]


def _python_packages(root: Path) -> set[str]:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    lists = [
        project["build-system"]["requires"],
        project["project"].get("dependencies", []),
        *project["project"].get("optional-dependencies", {}).values(),
    ]
    return {_package_name(requirement) for requirements in lists for requirement in requirements}


def _package_name(requirement: str) -> str:
    match = _PACKAGE_NAME.match(requirement)
    return match.group() if match else requirement


def _javascript_packages(root: Path) -> set[str]:
    names: set[str] = set()
    for place in ("package.json", "bench/package.json"):
        path = root / place
        package = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        names |= package.get("dependencies", {}).keys() | package.get("devDependencies", {}).keys()
    return names
