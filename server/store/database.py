"""The database: SQLite by default, PostgreSQL by one setting.

SQLite runs in WAL mode with synchronous=FULL. A writer takes a file lock (fair, as the kernel queues
waiters) and opens its transaction with BEGIN IMMEDIATE; without that, two writers would read the same
"last" row of a chain, because the driver opens no transaction for a SELECT. Readers have an engine of
their own and never wait. On PostgreSQL writers lock the row that they depend on (`with_for_update`).
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError, OperationalError

BUSY_TIMEOUT_MS = 15_000
# What PostgreSQL calls: too many connections, shutting down, deadlock, lost serialisation, lock not available.
BUSY_STATES = frozenset(("53300", "57P01", "57P03", "40P01", "40001", "55P03"))
DISK_FULL_STATE = "53100"
POOL_SIZE = 8
POOL_OVERFLOW = 24


class Database:
    """Two engines over one database: `writing()` and `reading()` open a transaction each."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        self._lock_path: str | None = None
        if self.is_sqlite:
            path = make_url(url).database
            if path is None:
                raise ValueError("the SQLite database needs a file")
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            self._lock_path = f"{path}.lock"
            self._write_engine = _sqlite_engine(url, "BEGIN IMMEDIATE")
            self._read_engine = _sqlite_engine(url, "BEGIN")
        else:
            self._write_engine = self._read_engine = create_engine(
                url, pool_size=POOL_SIZE, max_overflow=POOL_OVERFLOW, pool_pre_ping=True
            )

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write; committed at the end, rolled back on any exception."""
        with self._writer_lock(), self._write_engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database and writes nothing."""
        with self._read_engine.begin() as connection:
            yield connection

    @property
    def engine(self) -> Engine:
        """The engine for migrations."""
        return self._write_engine

    def check(self) -> None:
        """Raises when the database does not answer."""
        with self.reading() as connection:
            connection.execute(text("SELECT 1"))

    def empty_log(self) -> None:
        """Let nothing that was deleted linger in SQLite's write-ahead log; a reader in the way leaves it for later.

        The database file itself overwrites what is deleted (`secure_delete`).
        """
        if not self.is_sqlite:
            return
        with self._writer_lock(), closing(self._write_engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()

    def dispose(self) -> None:
        """Close all connections; needed in a process that was forked off."""
        self._write_engine.dispose()
        self._read_engine.dispose()

    @contextmanager
    def _writer_lock(self) -> Iterator[None]:
        if self._lock_path is None:
            yield
            return
        # A descriptor of its own for each writer, so that threads of one process queue up like processes.
        descriptor = os.open(self._lock_path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def database_is_busy(error: DBAPIError) -> bool:
    """Whether the same request may well succeed in a moment."""
    if hasattr(error.orig, "sqlstate"):
        state = getattr(error.orig, "sqlstate", None)
        # PostgreSQL gives no state where it could not be reached at all.
        return state in BUSY_STATES or (state is None and isinstance(error, OperationalError))
    return _sqlite_says(error, "SQLITE_BUSY", "SQLITE_LOCKED")


def database_is_full(error: DBAPIError) -> bool:
    """Whether the disk under the database is full."""
    return getattr(error.orig, "sqlstate", None) == DISK_FULL_STATE or _sqlite_says(error, "SQLITE_FULL")


def _sqlite_says(error: DBAPIError, *names: str) -> bool:
    return str(getattr(error.orig, "sqlite_errorname", "")).startswith(names)


def _sqlite_engine(url: str, begin: str) -> Engine:
    engine = create_engine(
        url,
        pool_size=POOL_SIZE,
        max_overflow=POOL_OVERFLOW,
        # Each use is a transaction that ends in COMMIT or ROLLBACK; another one at its return is for nothing.
        pool_reset_on_return=None,
        connect_args={"timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False},
    )

    def on_connect(dbapi_connection: Any, _record: object) -> None:
        # The driver's own transaction handling is switched off; on_begin opens transactions.
        dbapi_connection.isolation_level = None
        cursor = dbapi_connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        # Deleted private parts and stanzas are overwritten in the file, not merely unlinked.
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.close()

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
    return engine
