"""A real PostgreSQL for the length of a test run, from Debian's package, on a socket in a folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psycopg

from tests.server.processes import die_with_parent

_INSTALLED = Path("/usr/lib/postgresql")
_START_SECONDS = 30
# A cluster that lives for minutes need not survive a power cut.
_FAST = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "32MB",
    "autovacuum": "off",
    "max_connections": "200",
    "listen_addresses": "",
}


class PostgresqlCluster:
    """`with PostgresqlCluster() as cluster: … cluster.make_database("name")`."""

    def __enter__(self) -> Self:
        self._programs = _newest_programs()
        # PostgreSQL refuses to run as root; then another user owns the folder and runs it.
        self._as_user: dict[str, Any] = {}
        self._folder = Path(tempfile.mkdtemp(prefix="second-look-pg-"))
        if os.geteuid() == 0:
            self._as_user = {"user": "nobody", "group": "nogroup", "extra_groups": []}
            shutil.chown(self._folder, "nobody", "nogroup")
        data = self._folder / "data"
        initdb = [str(self._programs / "initdb"), "-D", str(data), "-U", "tests", "-A", "trust", "--no-sync"]
        initdb += ["-E", "UTF8", "--locale=C"]
        subprocess.run(initdb, check=True, capture_output=True, cwd="/", **self._as_user)
        options = [part for name, value in _FAST.items() for part in ("-c", f"{name}={value}")]
        with (self._folder / "log").open("wb") as log:
            self._server = subprocess.Popen(
                [self._programs / "postgres", "-D", data, "-k", self._folder, *options],
                stdout=log,
                stderr=log,
                cwd="/",
                preexec_fn=die_with_parent,  # noqa: PLW1509  One system call, which takes no lock.
                **self._as_user,
            )
        self._admin = self._connect()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._admin.close()
        self._server.send_signal(signal.SIGQUIT)
        self._server.wait(timeout=30)
        shutil.rmtree(self._folder)

    def make_database(self, name: str) -> str:
        """Make an empty database; returns the address that the relay's setting takes."""
        self._admin.execute(f'CREATE DATABASE "{name}"'.encode())
        return f"postgresql+psycopg://tests@/{name}?host={self._folder}"

    def _connect(self) -> psycopg.Connection[tuple[Any, ...]]:
        deadline = time.monotonic() + _START_SECONDS
        while True:
            try:
                return psycopg.connect(
                    host=str(self._folder), user="tests", dbname="postgres", autocommit=True
                )
            except psycopg.OperationalError:
                if self._server.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError((self._folder / "log").read_text(errors="replace")) from None
                time.sleep(0.02)


def _newest_programs() -> Path:
    """The folder of PostgreSQL's programs."""
    versions = [folder for folder in _INSTALLED.glob("*") if (folder / "bin" / "initdb").exists()]
    if not versions:
        raise RuntimeError("The relay's tests need PostgreSQL: install Debian's package `postgresql`.")
    return max(versions, key=lambda folder: int(folder.name)) / "bin"
