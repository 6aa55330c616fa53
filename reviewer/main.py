"""The tool `second-look-reviewer`: open, inspect and verify a sealed case file on the reviewer's own computer."""

from __future__ import annotations

import argparse
import getpass
import logging
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from reviewer.case_file import CaseFile
from reviewer.exit_codes import ExitCode, exit_code_of, sentence_of
from reviewer.index_pages import index_html, index_json
from reviewer.key_file import LARGEST_KEY_FILE_BYTES, open_key_file
from reviewer.keys import AccountKeys
from reviewer.known_clinics import names_clinic, remember_clinic, remembered_clinic
from reviewer.opened_case import OpenedCase, open_case, verify_contents
from reviewer.output_folder import new_folder, write_records
from server.crypto.errors import ContractError, FailureClass
from server.crypto.statements import HiddenEntry
from server.crypto.words import six_words


class _Stop(Exception):  # noqa: N818 - the end of a run, not a fault of the program.
    """Ends the run with a code and a sentence."""

    def __init__(self, code: ExitCode, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = _parser()
    try:
        given = parser.parse_args(arguments)
    except SystemExit as end:
        return ExitCode.OK if end.code == 0 else ExitCode.USAGE
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    logging.getLogger("pydicom").setLevel(logging.CRITICAL)
    try:
        return int(given.run(given))
    except _Stop as stop:
        print(stop, file=sys.stderr)
        return stop.code
    except ContractError as error:
        code = exit_code_of(error.failure_class)
        print(f"{sentence_of(code)}\n({error})", file=sys.stderr)
        return code
    except OSError as error:
        print(f"A file can't be read or written: {error}", file=sys.stderr)
        return ExitCode.OUTPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="second-look-reviewer", description="Opens a sealed case file on your own computer."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    opening = commands.add_parser("open", help="check everything and write the records into a new folder")
    _add_key_arguments(opening)
    opening.add_argument("--out", required=True, type=Path, metavar="DIR", help="the new folder")
    opening.set_defaults(run=_open)
    verifying = commands.add_parser("verify", help="check everything and write nothing")
    _add_key_arguments(verifying)
    verifying.set_defaults(run=_verify)
    inspecting = commands.add_parser("inspect", help="say what can be seen without a key")
    inspecting.add_argument("case", type=Path, metavar="CASE")
    inspecting.set_defaults(run=_inspect)
    return parser


def _add_key_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", type=Path, metavar="CASE", help="the sealed case file")
    parser.add_argument("--key", required=True, type=Path, metavar="FILE", help="your key file")
    parser.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help="read the passphrase from a file"
    )
    parser.add_argument(
        "--clinic",
        metavar="WORDS",
        help="your clinic's six words, or its key, as its paper shows them; needed once",
    )


def _open(given: argparse.Namespace) -> int:
    if given.out.exists() or given.out.is_symlink():
        raise _Stop(ExitCode.OUTPUT, f"{given.out} is there already. Name a new folder.")
    with given.case.open("rb") as source:
        case = _checked_case(given, CaseFile(source))
        with new_folder(given.out) as folder:
            written = write_records(case, folder)
            (folder / "index.json").write_text(index_json(written), "utf-8")
            (folder / "index.html").write_text(index_html(written), "utf-8")
    problems = sum(len(record.problems) for record in written.records)
    print(f"{_count(len(written.records), 'record')} in {given.out}. Open {given.out / 'index.html'}.")
    if problems:
        print(f"{_count(problems, 'problem')} listed there.")
    return ExitCode.OK


def _verify(given: argparse.Namespace) -> int:
    with given.case.open("rb") as source:
        case = _checked_case(given, CaseFile(source))
        data_bytes = verify_contents(case)
    print(f"Everything holds: {_count(len(case.consent.records), 'record')}, {data_bytes} bytes.")
    return ExitCode.OK


def _checked_case(given: argparse.Namespace, file: CaseFile) -> OpenedCase:
    """Everything up to the contents, with the key and the clinic that the person named."""
    keys = AccountKeys(open_key_file(_read_key_file(given.key), _passphrase(given)))
    clinic_public = _clinic(given.clinic, keys.account_id, file.manifest.clinic_public)
    case = open_case(file, keys, clinic_public, _now_ms())
    if case is None:
        raise _Stop(ExitCode.NOT_FOR_THIS_KEY, "This case was not shared with the account of this key file.")
    remember_clinic(keys.account_id, clinic_public)
    return case


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


def _read_key_file(path: Path) -> bytes:
    with path.open("rb") as source:
        return source.read(LARGEST_KEY_FILE_BYTES + 1)


def _passphrase(given: argparse.Namespace) -> str:
    if given.passphrase_file is None:
        return getpass.getpass("Passphrase of your key file: ")
    try:
        return str(given.passphrase_file.read_text("utf-8")).rstrip("\r\n")
    except UnicodeDecodeError:
        raise _Stop(ExitCode.USAGE, "The passphrase file is not UTF-8 text.") from None


def _clinic(named: str | None, account_id: str, clinic_public: bytes) -> bytes:
    """The clinic key to check against: the one remembered, or the file's when the person names it."""
    known = remembered_clinic(account_id)
    if named is not None and not names_clinic(named, clinic_public):
        raise ContractError(FailureClass.CLINIC, "the words given are not those of this case's clinic")
    if known is not None:
        return known
    if named is None:
        words = " ".join(six_words(clinic_public))
        raise _Stop(
            ExitCode.USAGE,
            f"You open a case of this clinic for the first time. Its six words are:\n\n    {words}\n\n"
            "Compare them with the clinic's paper or by telephone. "
            f'When they are the same, run this again with --clinic "{words}".',
        )
    return clinic_public


def _inspect(given: argparse.Namespace) -> int:
    with given.case.open("rb") as source:
        file = CaseFile(source)
        entries = file.statements()
        hidden = sum(isinstance(entry, HiddenEntry) for entry in entries)
        sizes = [file.envelope_size_bytes(envelope_id) for envelope_id in sorted(file.envelope_ids)]
        directory_entries = len(file.directory_entries())
    manifest = file.manifest
    print("Nothing here is proven; only your key can do that.")
    print(f"case:        {manifest.case_id}")
    print(f"for account: {manifest.account_id}")
    print(f"its words:   {' '.join(six_words(bytes.fromhex(manifest.account_id)))}")
    print(f"clinic:      {' '.join(six_words(manifest.clinic_public))}")
    print(f"statements:  {len(entries)}, of which {hidden} are hidden")
    print(f"directory:   {directory_entries} entries")
    print(f"envelopes:   {len(sizes)}, {sum(sizes)} bytes")
    return ExitCode.OK


if __name__ == "__main__":
    sys.exit(main())
