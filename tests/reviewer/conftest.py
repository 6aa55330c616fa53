"""Runs the tool as a person does, with its own configuration folder and a fixed time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import reviewer.main
from scripts.vectors.clinic import Clinic
from server.crypto.words import six_words
from tests.reviewer.sealed_case import NOW_MS, SealedCase, write_key_file

Run = Callable[..., int]


@pytest.fixture(scope="session")
def key_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_key_file(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    def set_now(now_ms: int) -> None:
        monkeypatch.setattr(reviewer.main, "_now_ms", lambda: now_ms)

    set_now(NOW_MS)
    return set_now


@pytest.fixture
def run(tmp_path: Path, key_path: Path, clock: Callable[[int], None], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("open", case)` writes the case file and runs the tool on it; the output folder is tmp_path/out."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "configuration"))
    words = " ".join(six_words(Clinic().clinic_public))

    def run_tool(command: str, case: SealedCase | bytes, *more: str, clinic: str | None = words) -> int:
        path = tmp_path / "case.second-look"
        path.write_bytes(case if isinstance(case, bytes) else case.data)
        arguments = [command, str(path), *more]
        if command != "inspect":
            arguments += ["--key", str(key_path), "--passphrase-file", str(key_path.parent / "passphrase")]
            arguments += ["--clinic", clinic] if clinic else []
        if command == "open" and "--out" not in more:
            arguments += ["--out", str(tmp_path / "out")]
        return reviewer.main.main(arguments)

    return run_tool
