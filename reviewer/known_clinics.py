"""The clinic key that this person knows: pinned at first use, compared ever after."""

from __future__ import annotations

import os
from pathlib import Path

from server.crypto.encoding import from_base64url, to_base64url
from server.crypto.errors import ContractError
from server.crypto.words import WORD_COUNT, six_words

_KEY_BYTES = 32


def configuration_folder() -> Path:
    """Where the tool remembers the clinic: `second-look` in the person's configuration folder."""
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base) / "second-look"


def _file_of(account_id: str) -> Path:
    return configuration_folder() / f"clinic-of-{account_id[:16]}"


def remembered_clinic(account_id: str) -> bytes | None:
    """The clinic key that was pinned for this account, or None."""
    try:
        return from_base64url(_file_of(account_id).read_text("ascii").strip(), _KEY_BYTES)
    except FileNotFoundError:
        return None


def remember_clinic(account_id: str, clinic_public: bytes) -> None:
    """Pin the clinic key for this account."""
    file = _file_of(account_id)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file.write_text(to_base64url(clinic_public) + "\n", "ascii")


def names_clinic(given: str, clinic_public: bytes) -> bool:
    """Whether what the person gave, six words or the key itself, is this clinic."""
    words = given.lower().replace("-", " ").split()
    if len(words) == WORD_COUNT:
        return tuple(words) == six_words(clinic_public)
    try:
        return from_base64url(given.strip(), _KEY_BYTES) == clinic_public
    except ContractError:
        return False
