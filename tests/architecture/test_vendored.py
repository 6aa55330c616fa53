"""Third-party code in pwa/static/vendor is listed, whole, and made again by one command to the same bytes."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.architecture.project import ROOT

VENDOR = ROOT / "pwa/static/vendor"
LIST = "vendored.json"


def vendor_faults(folder: Path) -> list[str]:
    """Files that are changed, gone or not listed in vendored.json."""
    listing = json.loads((folder / LIST).read_text(encoding="utf-8"))
    described = [
        *listing["addresses"],
        *(file for package in listing["packages"] for file in package["files"]),
    ]
    listed = {file["path"]: file for file in described}
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {LIST}
    faults = [f"{name} is not listed" for name in sorted(present - listed.keys())]
    faults += [f"{name} is gone" for name in sorted(listed.keys() - present)]
    for name in sorted(listed.keys() & present):
        content = (folder / name).read_bytes()
        if (
            hashlib.sha256(content).hexdigest() != listed[name]["sha256"]
            or len(content) != listed[name]["size_bytes"]
        ):
            faults.append(f"{name} is not as listed")
    return faults


def differences(left: Path, right: Path) -> list[str]:
    """Names of files that are not the same, byte for byte, in both folders."""

    def read(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }

    before, after = read(left), read(right)
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def test_every_vendored_file_is_as_listed() -> None:
    assert vendor_faults(VENDOR) == []


def test_the_command_makes_the_same_bytes_again(tmp_path: Path) -> None:
    command = ["node", str(ROOT / "scripts/vendor.mjs"), str(ROOT / "node_modules"), str(tmp_path / "again")]
    subprocess.run(command, check=True, capture_output=True)
    assert differences(VENDOR, tmp_path / "again") == []


def test_every_package_says_where_it_is_from_and_carries_its_licence() -> None:
    for package in json.loads((VENDOR / LIST).read_text(encoding="utf-8"))["packages"]:
        assert package["source"] == f"npm package {package['name']}@{package['version']}"
        assert package["licence"]
        assert any("licen" in file["path"].lower() for file in package["files"]), package["name"]


def test_vendored_versions_are_those_of_package_json() -> None:
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    packages = json.loads((VENDOR / LIST).read_text(encoding="utf-8"))["packages"]
    found = {package["name"]: package["version"] for package in packages}
    assert {name: found.get(name) for name in wanted} == wanted


def test_every_dependency_has_its_line_in_the_list_of_reasons() -> None:
    reasons = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    packages = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    pins = [pin for extra in extras for pin in extra] + project["build-system"]["requires"]
    assert [pin for pin in pins if "==" not in pin] == []
    names = [
        *packages["dependencies"],
        *packages["devDependencies"],
        *(re.split(r"[\[=]", pin)[0] for pin in pins),
    ]
    assert [name for name in names if f"`{name}`" not in reasons] == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(VENDOR, tmp_path / "vendor"))


def test_a_changed_file_is_found(copy: Path) -> None:
    with (copy / "libsodium.js").open("a") as file:
        file.write("steal();\n")
    assert vendor_faults(copy) == ["libsodium.js is not as listed"]
    assert differences(VENDOR, copy) == ["libsodium.js"]


def test_an_unlisted_file_is_found(copy: Path) -> None:
    (copy / "more.js").write_text("steal();\n")
    assert vendor_faults(copy) == ["more.js is not listed"]


def test_a_file_that_is_gone_is_found(copy: Path) -> None:
    (copy / "htm.js").unlink()
    assert vendor_faults(copy) == ["htm.js is gone"]


@pytest.mark.parametrize("folder", ["tessdata", "pdf"])
def test_what_is_not_from_npm_is_what_its_readme_says(folder: str) -> None:
    place = ROOT / "pwa/static" / folder
    said = dict(
        re.findall(
            r"`([\w.]+)`.*?SHA-256: `([0-9a-f]{64})`", (place / "README.md").read_text(encoding="utf-8")
        )
    )
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in place.iterdir()}
    assert {name: digest for name, digest in found.items() if name not in {"README.md", "LICENSE"}} == said
