"""The tool, run as a person runs it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import reviewer.main
from reviewer.exit_codes import ExitCode
from scripts.vectors.author import DAY_MS, START_MS, Person
from scripts.vectors.case_file import case_file_members, write_zip
from scripts.vectors.clinic import Clinic
from server.crypto.encoding import write_canonical_json
from server.crypto.words import six_words
from tests.reviewer.conftest import Run
from tests.reviewer.opened_folder import nothing_was_written, small_case
from tests.reviewer.sealed_case import NOW_MS, REVIEWER


def test_folder_is_private_and_no_unfinished_one_is_left(run: Run, tmp_path: Path) -> None:
    assert run("open", small_case()) == ExitCode.OK
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700
    assert list(tmp_path.glob(".*unfinished")) == []
    assert not (tmp_path / "out" / "pages").exists()


def test_an_existing_folder_is_left_as_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert run("open", small_case()) == ExitCode.OUTPUT
    assert list((tmp_path / "out").iterdir()) == []


def test_verify_writes_nothing(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("verify", small_case()) == ExitCode.OK
    assert "Everything holds: 1 record," in capsys.readouterr().out
    assert nothing_was_written(tmp_path)


def test_inspect_shows_only_what_everybody_can_see(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    case = small_case()
    assert run("inspect", case) == ExitCode.OK
    shown = capsys.readouterr().out
    assert case.shared.author.case_id in shown
    assert " ".join(six_words(bytes.fromhex(REVIEWER.account_id))) in shown
    for secret in ("Biopsy", "page 1", "bad", "Weber"):
        assert secret not in shown


def test_first_case_needs_the_clinic_to_be_named_and_it_is_remembered(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = small_case()
    assert run("verify", case, clinic=None) == ExitCode.USAGE
    assert " ".join(six_words(Clinic().clinic_public)) in capsys.readouterr().err
    assert run("verify", case, clinic="zoo zoo zoo zoo zoo zoo") == ExitCode.OTHER_CLINIC
    assert run("verify", case, clinic=None) == ExitCode.USAGE
    assert run("verify", case) == ExitCode.OK
    assert run("verify", case, clinic=None) == ExitCode.OK
    remembered = next((tmp_path / "configuration").rglob("clinic-of-*"))
    assert remembered.stat().st_mode & 0o022 == 0


def test_another_clinic_than_the_remembered_one_is_refused(run: Run, tmp_path: Path) -> None:
    assert run("verify", small_case()) == ExitCode.OK
    other = small_case()
    foreign = Clinic("another clinic")
    foreign.announce_clinic()
    foreign.announce(REVIEWER)
    other.shared.clinic = foreign
    members = case_file_members(other.shared, REVIEWER)
    assert run("open", write_zip(list(members.items())), clinic=None) == ExitCode.OTHER_CLINIC
    assert nothing_was_written(tmp_path)


def test_a_case_for_another_account_is_not_for_this_key(run: Run, tmp_path: Path) -> None:
    case = small_case()
    members = case_file_members(case.shared, Person("Somebody else"))
    assert run("open", write_zip(list(members.items()))) == ExitCode.NOT_FOR_THIS_KEY
    assert nothing_was_written(tmp_path)


def test_an_ended_consent_opens_nothing(run: Run, clock: Callable[[int], None], tmp_path: Path) -> None:
    clock(START_MS + 60 * DAY_MS)
    assert run("open", small_case()) == ExitCode.NOT_LIVE
    assert nothing_was_written(tmp_path)


def test_a_withdrawn_consent_opens_nothing(run: Run, tmp_path: Path) -> None:
    case = small_case()
    case.shared.author.withdraw(case.shared.consent_id)
    members = case_file_members(case.shared, REVIEWER)
    assert run("open", write_zip(list(members.items()))) == ExitCode.NOT_LIVE
    assert nothing_was_written(tmp_path)


def test_a_wrong_passphrase_says_so(run: Run, key_path: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("another passphrase", "utf-8")
    case_path = tmp_path / "case.second-look"
    case_path.write_bytes(small_case().data)
    code = reviewer.main.main(
        ["verify", str(case_path), "--key", str(key_path), "--passphrase-file", str(wrong)]
    )
    assert code == ExitCode.KEY_FILE


def test_the_passphrase_is_asked_for_without_echo(
    run: Run, key_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("verify", small_case()) == ExitCode.OK
    asked: list[str] = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return (key_path.parent / "passphrase").read_text("utf-8").strip()

    monkeypatch.setattr("getpass.getpass", answer)
    assert (
        reviewer.main.main(["verify", str(tmp_path / "case.second-look"), "--key", str(key_path)])
        == ExitCode.OK
    )
    assert len(asked) == 1


@pytest.mark.parametrize("arguments", [[], ["open"], ["open", "x"], ["nonsense"], ["verify", "x", "--key"]])
def test_wrong_use_is_explained(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert reviewer.main.main(arguments) == ExitCode.USAGE
    assert "usage" in capsys.readouterr().err


def test_a_missing_file_is_said(tmp_path: Path, key_path: Path) -> None:
    passphrase = str(key_path.parent / "passphrase")
    missing = str(tmp_path / "none.second-look")
    assert (
        reviewer.main.main(["verify", missing, "--key", str(key_path), "--passphrase-file", passphrase])
        == ExitCode.OUTPUT
    )


def test_another_version_is_said_to_be_one(run: Run) -> None:
    case = small_case()
    members = case.members | {
        "manifest.json": case.members["manifest.json"].replace(b'"v":1', b'"v":2'),
    }
    assert run("verify", write_zip(list(members.items()))) == ExitCode.UNKNOWN_FORM


def test_a_directory_that_held_back_an_entry_is_refused(run: Run) -> None:
    case = small_case()
    entries = case.shared.clinic.entries_json()[:1]
    members = case.members | {"directory/entries.json": write_canonical_json({"entries": entries, "v": 1})}
    assert run("verify", write_zip(list(members.items()))) == ExitCode.TAMPERED


def test_now_is_the_real_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time_ns", lambda: NOW_MS * 1_000_000)
    assert reviewer.main._now_ms() == NOW_MS
