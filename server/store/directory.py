"""Invitations, applications, and the entries of the directory log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select, text, update

from server.store import tables

CHECKPOINT_ID = 1
LOG_LOCK = 0x5EC0_0D11


@dataclass(frozen=True, slots=True)
class Application:
    """A reviewer's wish to be listed; state is waiting, approved or revoked."""

    account_id: str
    signed: bytes
    reviewer_signature: bytes
    state: str
    updated_ms: int


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A leaf of the log; `account_id` and validity are those of the announcement, where it has them."""

    entry_index: int
    entry: bytes
    leaf_sha256: bytes
    kind: str
    account_id: str | None
    valid_from_ms: int | None
    valid_to_ms: int | None


def add_invitation(connection: Connection, invitation_sha256: str, now_ms: int, expires_ms: int) -> None:
    """Remember an invitation by its SHA-256."""
    connection.execute(
        insert(tables.invitations).values(
            invitation_sha256=invitation_sha256, created_ms=now_ms, expires_ms=expires_ms
        )
    )


def invitation_is_open(connection: Connection, invitation_sha256: str, now_ms: int) -> bool:
    """Whether the invitation can still be used."""
    table = tables.invitations
    query = select(table.c.invitation_sha256).where(
        table.c.invitation_sha256 == invitation_sha256, table.c.used_ms.is_(None), table.c.expires_ms > now_ms
    )
    return connection.execute(query).one_or_none() is not None


def use_invitation(connection: Connection, invitation_sha256: str, now_ms: int) -> bool:
    """Use up an invitation; False when it is unknown, used or over."""
    table = tables.invitations
    result = connection.execute(
        update(table)
        .where(
            table.c.invitation_sha256 == invitation_sha256,
            table.c.used_ms.is_(None),
            table.c.expires_ms > now_ms,
        )
        .values(used_ms=now_ms)
    )
    return result.rowcount == 1


def application(connection: Connection, account_id: str) -> Application | None:
    """The account's application, or None."""
    table = tables.applications
    row = connection.execute(
        select(table).where(table.c.account_id == account_id).with_for_update()
    ).one_or_none()
    return None if row is None else Application(row[0], bytes(row[1]), bytes(row[2]), row[3], row[4])


def applications(connection: Connection) -> list[Application]:
    """All applications, oldest first."""
    rows = connection.execute(select(tables.applications).order_by(tables.applications.c.updated_ms))
    return [Application(row[0], bytes(row[1]), bytes(row[2]), row[3], row[4]) for row in rows]


def put_application(connection: Connection, application: Application) -> None:
    """Store or replace an application."""
    table = tables.applications
    values = {
        "signed": application.signed,
        "reviewer_signature": application.reviewer_signature,
        "state": application.state,
        "updated_ms": application.updated_ms,
    }
    changed = connection.execute(
        update(table).where(table.c.account_id == application.account_id).values(**values)
    )
    if changed.rowcount == 0:
        connection.execute(insert(table).values(account_id=application.account_id, **values))


def set_application_state(connection: Connection, account_id: str, state: str, now_ms: int) -> None:
    """Change the state of an application."""
    table = tables.applications
    connection.execute(
        update(table).where(table.c.account_id == account_id).values(state=state, updated_ms=now_ms)
    )


def lock_log(connection: Connection) -> None:
    """Let nobody else append until the transaction ends. SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOG_LOCK})


def leaves(connection: Connection) -> list[bytes]:
    """All leaf hashes, in order."""
    table = tables.log_entries
    rows = connection.execute(select(table.c.leaf_sha256).order_by(table.c.entry_index)).scalars()
    return [bytes(leaf) for leaf in rows]


def entries(connection: Connection, start: int, stop: int) -> list[LogEntry]:
    """Entries from `start` up to but not with `stop`."""
    table = tables.log_entries
    rows = connection.execute(
        select(table)
        .where(table.c.entry_index >= start, table.c.entry_index < stop)
        .order_by(table.c.entry_index)
    )
    return [_entry(row) for row in rows]


def last_entry_of(connection: Connection, account_id: str) -> LogEntry | None:
    """The entry that counts for a reviewer, or None."""
    table = tables.log_entries
    row = connection.execute(
        select(table).where(table.c.account_id == account_id).order_by(table.c.entry_index.desc()).limit(1)
    ).one_or_none()
    return None if row is None else _entry(row)


def last_entry_of_kind(connection: Connection, kind: str) -> LogEntry | None:
    """The newest entry of a kind, or None."""
    table = tables.log_entries
    row = connection.execute(
        select(table).where(table.c.kind == kind).order_by(table.c.entry_index.desc()).limit(1)
    ).one_or_none()
    return None if row is None else _entry(row)


def append(connection: Connection, entry: LogEntry, note: str) -> None:
    """Append an entry together with the checkpoint that covers it."""
    connection.execute(
        insert(tables.log_entries).values(
            entry_index=entry.entry_index,
            entry=entry.entry,
            leaf_sha256=entry.leaf_sha256,
            kind=entry.kind,
            account_id=entry.account_id,
            valid_from_ms=entry.valid_from_ms,
            valid_to_ms=entry.valid_to_ms,
        )
    )
    table = tables.log_checkpoint
    size = entry.entry_index + 1
    changed = connection.execute(
        update(table).where(table.c.checkpoint_id == CHECKPOINT_ID).values(tree_size=size, note=note)
    )
    if changed.rowcount == 0:
        connection.execute(insert(table).values(checkpoint_id=CHECKPOINT_ID, tree_size=size, note=note))


def checkpoint(connection: Connection) -> tuple[int, str] | None:
    """Tree size and signed note, or None before the first start."""
    table = tables.log_checkpoint
    row = connection.execute(
        select(table.c.tree_size, table.c.note).where(table.c.checkpoint_id == CHECKPOINT_ID)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def _entry(row: Row[Any]) -> LogEntry:
    return LogEntry(
        row.entry_index,
        bytes(row.entry),
        bytes(row.leaf_sha256),
        row.kind,
        row.account_id,
        row.valid_from_ms,
        row.valid_to_ms,
    )
