"""The relay's own keys, each in a file of its own: the secret, the log key and the receipt key.

The clinic key is made on the first start too, but the relay never reads it while it serves: only the
operator's commands do, so that it can be kept on a stick in a drawer (docs/operations.md).
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from nacl.signing import SigningKey

SECRET_BYTES = 32


class KeyFileError(Exception):
    """A key file is missing or damaged; the message names the file and the next step."""


@dataclass(frozen=True, slots=True, repr=False)
class RelayKeys:
    """Secret for cookies and tickets, log key and receipt key."""

    secret: bytes
    log: SigningKey
    receipt: SigningKey


def load_relay_keys(folder: Path) -> RelayKeys:
    """The keys that the relay needs to serve; missing ones are made."""
    return RelayKeys(
        secret=_load_or_make(folder / "relay.secret"),
        log=SigningKey(_load_or_make(folder / "log.key")),
        receipt=SigningKey(_load_or_make(folder / "receipt.key")),
    )


def make_clinic_key(path: Path) -> SigningKey:
    """Make the clinic key where there is none, and load it."""
    return SigningKey(_load_or_make(path))


def load_clinic_key(path: Path) -> SigningKey:
    """The clinic key from where the operator keeps it. Raises KeyFileError."""
    return SigningKey(_load(path))


def _load_or_make(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Written whole under another name and linked, so that two relays that start together agree.
    made = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    if not path.exists():
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(descriptor, secrets.token_bytes(SECRET_BYTES).hex().encode() + b"\n")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        try:
            os.link(made, path)
        except FileExistsError:
            pass
        finally:
            made.unlink()
        _sync_folder(path.parent)
    return _load(path)


def _load(path: Path) -> bytes:
    try:
        text = path.read_text(encoding="ascii").strip()
        secret = bytes.fromhex(text)
    except FileNotFoundError:
        raise KeyFileError(f"There is no key file {path}. Bring the folder or stick that holds it.") from None
    except (ValueError, OSError):
        raise KeyFileError(f"The key file {path} can't be read. Take it from the backup.") from None
    if len(secret) != SECRET_BYTES:
        raise KeyFileError(f"The key file {path} is damaged. Take it from the backup.")
    return secret


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
