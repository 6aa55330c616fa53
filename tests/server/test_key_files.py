"""The relay's own keys: made once, kept private, never guessed when they are damaged."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from server.key_files import KeyFileError, load_clinic_key, load_relay_keys, make_clinic_key


def test_keys_are_made_once_and_only_the_owner_reads_them(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    made, loaded = load_relay_keys(folder), load_relay_keys(folder)
    assert (made.secret, bytes(made.log), bytes(made.receipt)) == (
        loaded.secret,
        bytes(loaded.log),
        bytes(loaded.receipt),
    )
    assert len({made.secret, bytes(made.log), bytes(made.receipt)}) == 3
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["log.key", "receipt.key", "relay.secret"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_relays_that_start_together_agree_on_their_keys(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        made = list(pool.map(lambda _: bytes(make_clinic_key(tmp_path / "keys/clinic.key")), range(16)))
    assert len(set(made)) == 1
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["clinic.key"]


def test_keys_do_not_show_in_a_trace(tmp_path: Path) -> None:
    keys = load_relay_keys(tmp_path)
    assert keys.secret.hex() not in repr(keys)
    assert repr(keys.secret) not in repr(keys)


def test_a_missing_clinic_key_is_never_made_anew(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match=r"There is no key file .*clinic\.key"):
        load_clinic_key(tmp_path / "clinic.key")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["", "zz" * 32, "ab" * 31, "ab" * 33, "ä" * 32])
def test_a_damaged_key_is_named_and_left_alone(tmp_path: Path, text: str) -> None:
    (tmp_path / "log.key").write_text(text)
    with pytest.raises(KeyFileError, match=r"log\.key.*backup"):
        load_relay_keys(tmp_path)
    assert (tmp_path / "log.key").read_text() == text
