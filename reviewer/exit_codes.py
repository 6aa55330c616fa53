"""What the tool's exit code says (docs/reviewer-tool.md)."""

from __future__ import annotations

from enum import IntEnum

from server.crypto.errors import FailureClass


class ExitCode(IntEnum):
    """The tool ends with one of these."""

    OK = 0
    USAGE = 1
    NOT_FOR_THIS_KEY = 2
    TAMPERED = 3
    NOT_LIVE = 4
    KEY_FILE = 5
    OTHER_CLINIC = 6
    UNKNOWN_FORM = 7
    OUTPUT = 8


_CODES = {
    FailureClass.CONSENT_EXPIRED: ExitCode.NOT_LIVE,
    FailureClass.CONSENT_WITHDRAWN: ExitCode.NOT_LIVE,
    FailureClass.KEY_FILE: ExitCode.KEY_FILE,
    FailureClass.CLINIC: ExitCode.OTHER_CLINIC,
    FailureClass.VERSION: ExitCode.UNKNOWN_FORM,
    FailureClass.SUITE: ExitCode.UNKNOWN_FORM,
    FailureClass.LIMIT: ExitCode.UNKNOWN_FORM,
}

_SENTENCES = {
    ExitCode.TAMPERED: "This case file was changed or is damaged. Nothing was written. "
    "Download it again; if it happens again, tell the clinic.",
    ExitCode.NOT_LIVE: "The patient's consent is over or was withdrawn. Nothing was written.",
    ExitCode.KEY_FILE: "The passphrase is wrong, or the key file was changed.",
    ExitCode.OTHER_CLINIC: "This case comes from another clinic than the one you know. Nothing was written. "
    "Call your clinic before you go on.",
    ExitCode.UNKNOWN_FORM: "This file was made by another version of Second Look, or is larger than allowed. "
    "Nothing was written. Is your tool up to date?",
}


def exit_code_of(failure_class: FailureClass) -> ExitCode:
    """The exit code for a failure class; whatever has none of its own means that something was changed."""
    return _CODES.get(failure_class, ExitCode.TAMPERED)


def sentence_of(code: ExitCode) -> str:
    """What the person is told, and what to do."""
    return _SENTENCES[code]
