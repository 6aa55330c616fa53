"""The documents say what is there."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.architecture.documents import (
    broken_links,
    missing_paths,
    undocumented_settings,
    unexplained_dependencies,
)
from tests.architecture.project import ROOT, plant


def test_every_link_leads_somewhere() -> None:
    assert broken_links(ROOT) == []


def test_every_path_that_is_named_exists() -> None:
    assert missing_paths(ROOT) == []


def test_every_setting_is_described() -> None:
    assert undocumented_settings(ROOT) == []


def test_every_dependency_has_its_line() -> None:
    assert unexplained_dependencies(ROOT) == []


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    return plant(tmp_path, {"docs/there.md": "# Some `code`, and more\n"})


@pytest.mark.parametrize("target", ["gone.md", "docs/there.md#gone", "#gone", "there.md", "<docs/gone.md>"])
def test_a_link_that_leads_nowhere_is_found(repository: Path, target: str) -> None:
    plant(repository, {"README.md": f"# Title\n\nSee [it]({target}).\n"})
    assert broken_links(repository) == [f"README.md: {target.strip('<>')}"]


@pytest.mark.parametrize(
    "text",
    [
        "[it](docs/there.md)",
        "[it](docs/there.md#some-code-and-more)",
        "[up](#title)",
        "![picture](docs/there.md)",
        "[away](https://example.org/gone.md) and [mail](mailto:somebody@example.org)",
        "```text\n[it](gone.md)\n```",
        "`[it](gone.md)`",
    ],
)
def test_links_that_lead_somewhere_are_left_alone(repository: Path, text: str) -> None:
    plant(repository, {"README.md": f"# Title\n\n{text}\n"})
    assert broken_links(repository) == []


def test_a_path_that_does_not_exist_is_found(repository: Path) -> None:
    plant(
        repository,
        {"README.md": "See `docs/there.md`, `docs/` and `tests/gone.py`; `/directory/` is an address.\n"},
    )
    assert missing_paths(repository) == ["README.md: tests/gone.py"]


def test_settings_that_differ_are_found(tmp_path: Path) -> None:
    source = '_whole_number(values, "PORT", 1)\nvalues.get("SECOND_LOOK_NEW")\n'
    plant(tmp_path, {"server/settings.py": source, "docs/operations.md": "`PORT`, `SECOND_LOOK_OLD`\n"})
    assert undocumented_settings(tmp_path) == [
        "SECOND_LOOK_NEW is not in docs/operations.md",
        "SECOND_LOOK_OLD is in docs/operations.md, and nothing reads it",
    ]


def test_dependencies_that_differ_are_found(tmp_path: Path) -> None:
    project = (
        '[build-system]\nrequires = ["builder==1"]\n[project]\ndependencies = []\n'
        '[project.optional-dependencies]\nrelay = ["served[extra]==2"]\n'
    )
    page = "| package | why |\n|---|---|\n| `builder` | builds |\n| `old` | was here |\n"
    plant(
        tmp_path,
        {
            "pyproject.toml": project,
            "package.json": '{"dependencies": {"@scope/one": "1"}}',
            "bench/package.json": '{"devDependencies": {"measured": "1"}}',
            "docs/dependencies.md": page + "\n`measured` is only for bench.\n",
        },
    )
    assert unexplained_dependencies(tmp_path) == [
        "@scope/one has no line in docs/dependencies.md",
        "served has no line in docs/dependencies.md",
        "old has a line, and nothing asks for it",
    ]
