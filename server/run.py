"""`python -m server.run`: prepare what is missing, say what to open, and serve with gunicorn.

With `--prepare` it stops before serving: for the release step of a host that starts gunicorn itself.
"""

from __future__ import annotations

import os
import shlex
import socket
import sys
from contextlib import closing
from pathlib import Path

from server.app import open_relay
from server.clinic_log import found_clinic
from server.crypto.words import six_words
from server.invitations import VALID_DAYS, make_invitation, patients_link
from server.key_files import KeyFileError
from server.relay import Relay
from server.settings import Settings, SettingsError, load_settings
from server.store import accounts
from server.store.blobs.blob_store import StorageFullError, StorageUnreachableError

ROOT = Path(__file__).resolve().parent.parent
GUNICORN = (
    "--worker-class", "gthread", "--workers", "2", "--threads", "64", "--keep-alive", "5",
    "--graceful-timeout", "30", "--no-control-socket", "--log-level", "warning",
)  # fmt: skip
# Blocks of uploads stay with the process. Without this, each goes back to the kernel, and comes again page by page,
# cleared: half of what the kernel does for an upload.
MEMORY = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": str(32 * 1024 * 1024),
    "MALLOC_TRIM_THRESHOLD_": str(64 * 1024 * 1024),
}
MEMORY_FOLDER = Path("/dev/shm")  # noqa: S108  Workers show there that they live; a disk could hold them up.


def main(arguments: list[str]) -> None:
    """Prepare, and serve unless told otherwise. What the operator must put right ends it with a sentence."""
    try:
        settings = load_settings()
        relay = open_relay(settings)
        relay.blobs.check()
        clinic_public = found_clinic(relay).clinic_public
    except (SettingsError, KeyFileError) as error:
        sys.exit(str(error))
    except (StorageUnreachableError, StorageFullError) as error:
        sys.exit(f"Sealed files can't be stored in {settings.blobs_url or settings.blobs}: {error}")
    if arguments == ["--prepare"]:
        print(f"The relay is ready. Its data is in {settings.data}.")
        return
    if _port_is_taken(settings):
        sys.exit(f"Port {settings.port} is in use. Take another one: PORT={settings.port + 1} make run")
    _say_what_to_open(relay, clinic_public)
    relay.database.dispose()
    _serve(settings)


def _port_is_taken(settings: Settings) -> bool:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.bind, settings.port))
        except OSError:
            return True
    return False


def _say_what_to_open(relay: Relay, clinic_public: bytes) -> None:
    print(
        f"\nFor patients (this link belongs on the clinic's paper):\n  {patients_link(relay, clinic_public)}"
    )
    print(f"  The clinic's six words: {' '.join(six_words(clinic_public))}")
    with relay.database.reading() as connection:
        nobody_yet = accounts.count_of_role(connection, "reviewer") == 0
    if nobody_yet:
        print(f"\nFor the first reviewer (serves once, within {VALID_DAYS} days):")
        print(f"  {make_invitation(relay, clinic_public)}")
        print(f"  Afterwards: {_moved()}.venv/bin/flask --app wsgi reviewers, and … approve ACCOUNT")
    print(
        f"\nData: {relay.settings.data}   Log: {_log_path(relay.settings)}   Stop with Ctrl+C\n", flush=True
    )


def _moved() -> str:
    """What must stand before a command that is to work on this relay."""
    given = [(name, os.environ.get(name)) for name in ("PORT", "SECOND_LOOK_DATA", "SECOND_LOOK_KEYS")]
    moved = "".join(f"{name}={shlex.quote(value)} " for name, value in given if value)
    # Its password does not belong on a screen.
    hidden = "SECOND_LOOK_DATABASE_URL" in os.environ
    return f"with the database's settings as well, {moved}" if hidden else moved


def _log_path(settings: Settings) -> str:
    """Beside the data, so that what is said here stays on the screen."""
    return os.environ.get("SECOND_LOOK_LOG") or str(settings.data / "relay.log")


def _serve(settings: Settings) -> None:
    os.environ["SECOND_LOOK_LOG"] = _log_path(settings)
    for name, value in MEMORY.items():
        os.environ.setdefault(name, value)
    memory = ("--worker-tmp-dir", str(MEMORY_FOLDER)) if MEMORY_FOLDER.is_dir() else ()
    where = ("--bind", f"{settings.bind}:{settings.port}", "--pythonpath", str(ROOT))
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *GUNICORN, *memory, *where, "wsgi:app"])  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1:])
