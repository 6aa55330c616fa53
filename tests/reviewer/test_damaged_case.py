"""A sealed case that was changed or cut anywhere leaves no output."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import reviewer.main
from reviewer.exit_codes import ExitCode
from scripts.vectors.author import START_MS
from scripts.vectors.case_file import write_zip
from tests.reviewer.conftest import Run
from tests.reviewer.opened_folder import nothing_was_written, small_case
from tests.reviewer.sealed_case import REVIEWER, seal_case


def _places(data: bytes) -> list[int]:
    """Offsets in every structure of the case file, and a sample of all others."""
    chosen = random.Random(20261124)
    central = data.index(b"PK\x01\x02")
    directory = range(central, central + 46 + 13)
    first_header = range(30 + 13 + 40)
    end = range(len(data) - 22, len(data))
    return [*first_header, *directory, *end, *(chosen.randrange(len(data)) for _ in range(150))]


def test_a_changed_byte_anywhere_leaves_no_output(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = small_case().data
    assert run("open", data) == ExitCode.OK
    (tmp_path / "out").rename(tmp_path / "configuration" / "kept")
    secret = REVIEWER.account_secret
    monkeypatch.setattr(
        reviewer.main, "open_key_file", lambda *_: secret
    )  # Only argon2id's half second is left out.
    unnoticed = []
    for offset in _places(data):
        for mask in (0x01, 0x80):
            changed = bytearray(data)
            changed[offset] ^= mask
            code = run("open", bytes(changed))
            if code == ExitCode.OK or not nothing_was_written(tmp_path):
                unnoticed.append((offset, mask, code))
    assert unnoticed == []


def test_a_changed_digit_that_no_signature_covers_is_found_too(run: Run, tmp_path: Path) -> None:
    data = small_case().data
    honest = f'"created_ms":{START_MS}'.encode()
    assert run("open", data.replace(honest, f'"created_ms":{START_MS + 1}'.encode())) == ExitCode.TAMPERED
    assert nothing_was_written(tmp_path)


def test_a_cut_anywhere_leaves_no_output(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = small_case().data
    monkeypatch.setattr(reviewer.main, "open_key_file", lambda *_: REVIEWER.account_secret)
    for length in (0, 1, 21, 22, 100, len(data) // 2, len(data) - 22, len(data) - 1):
        assert run("open", data[:length]) == ExitCode.TAMPERED
        assert nothing_was_written(tmp_path)


def test_damage_after_the_first_files_were_written_takes_them_back(run: Run, tmp_path: Path) -> None:
    case = seal_case({"Many": [(f"{number}.txt", "text/plain", bytes(20_000)) for number in range(5)]})
    files = case.shared.records[0].files
    name = f"envelopes/{files[4].content['envelope_id']}"
    sealed = bytearray(case.members[name])
    sealed[-1] ^= 1
    members = case.members | {name: bytes(sealed)}
    assert run("open", write_zip(list(members.items()))) == ExitCode.TAMPERED
    assert nothing_was_written(tmp_path)
