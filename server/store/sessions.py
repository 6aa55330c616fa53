"""Sessions and challenges. A cookie's value is never stored, only its SHA-256."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from server.store import tables

CHALLENGES_PER_BROWSER = 20


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in browser."""

    session_id: str
    account_id: str
    role: str
    created_ms: int
    last_seen_ms: int
    expires_ms: int


_session_columns = (
    tables.sessions.c.session_id,
    tables.sessions.c.account_id,
    tables.accounts.c.role,
    tables.sessions.c.created_ms,
    tables.sessions.c.last_seen_ms,
    tables.sessions.c.expires_ms,
)
_sessions_with_role = tables.sessions.join(tables.accounts)
# Made once, as every request asks it, and to make it anew costs more than to ask.
_find = (
    select(*_session_columns)
    .select_from(_sessions_with_role)
    .where(
        tables.sessions.c.token_sha256 == bindparam("token_sha256"),
        tables.sessions.c.expires_ms > bindparam("now_ms"),
    )
)


def find(connection: Connection, token_sha256: str, now_ms: int) -> Session | None:
    """The live session of a cookie, or None."""
    row = connection.execute(_find, {"token_sha256": token_sha256, "now_ms": now_ms}).one_or_none()
    return None if row is None else Session(*row)


def of_account(connection: Connection, account_id: str, now_ms: int) -> list[Session]:
    """All live sessions of an account, newest first."""
    rows = connection.execute(
        select(*_session_columns)
        .select_from(_sessions_with_role)
        .where(tables.sessions.c.account_id == account_id, tables.sessions.c.expires_ms > now_ms)
        .order_by(tables.sessions.c.created_ms.desc(), tables.sessions.c.session_id)
    )
    return [Session(*row) for row in rows]


def add(
    connection: Connection,
    token_sha256: str,
    session_id: str,
    account_id: str,
    now_ms: int,
    expires_ms: int,
    at_most: int,
) -> None:
    """Store a new session; the oldest ones beyond `at_most` are ended."""
    for old in of_account(connection, account_id, now_ms)[at_most - 1 :]:
        end(connection, account_id, old.session_id)
    connection.execute(
        insert(tables.sessions).values(
            token_sha256=token_sha256,
            session_id=session_id,
            account_id=account_id,
            created_ms=now_ms,
            last_seen_ms=now_ms,
            expires_ms=expires_ms,
        )
    )


def touch(connection: Connection, session_id: str, now_ms: int) -> None:
    """Note that the session was used."""
    table = tables.sessions
    connection.execute(update(table).where(table.c.session_id == session_id).values(last_seen_ms=now_ms))


def end(connection: Connection, account_id: str, session_id: str) -> bool:
    """End one session of the account; False when there is none with this id."""
    table = tables.sessions
    result = connection.execute(
        delete(table).where(table.c.account_id == account_id, table.c.session_id == session_id)
    )
    return result.rowcount == 1


def delete_over(connection: Connection, now_ms: int) -> None:
    """Delete sessions and challenges whose time is over."""
    for table in (tables.sessions, tables.challenges):
        connection.execute(delete(table).where(table.c.expires_ms <= now_ms))


def add_challenge(
    connection: Connection,
    *,
    challenge_sha256: str,
    token_sha256: str,
    purpose: str,
    details: dict[str, str | None],
    expires_ms: int,
) -> None:
    """Remember a challenge, bound to the browser's cookie; the oldest ones of this browser give way."""
    table = tables.challenges
    earlier = (
        connection.execute(
            select(table.c.challenge_sha256)
            .where(table.c.token_sha256 == token_sha256)
            .order_by(table.c.expires_ms.desc(), table.c.challenge_sha256)
        )
        .scalars()
        .all()
    )
    for old in earlier[CHALLENGES_PER_BROWSER - 1 :]:
        connection.execute(delete(table).where(table.c.challenge_sha256 == old))
    connection.execute(
        insert(table).values(
            challenge_sha256=challenge_sha256,
            token_sha256=token_sha256,
            purpose=purpose,
            details=json.dumps(details),
            expires_ms=expires_ms,
        )
    )


def take_challenge(
    connection: Connection, *, challenge_sha256: str, token_sha256: str, purpose: str, now_ms: int
) -> dict[str, str | None] | None:
    """Use up a challenge: its details, or None when it is unknown, used, over or another browser's."""
    table = tables.challenges
    where = (
        table.c.challenge_sha256 == challenge_sha256,
        table.c.token_sha256 == token_sha256,
        table.c.purpose == purpose,
    )
    row = connection.execute(
        select(table.c.details, table.c.expires_ms).where(*where).with_for_update()
    ).one_or_none()
    if row is None or connection.execute(delete(table).where(*where)).rowcount != 1 or row[1] <= now_ms:
        return None
    details: dict[str, str | None] = json.loads(row[0])
    return details
