"""Passkeys, and the sealed ways in (spec/keys.md section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from server.store import tables


@dataclass(frozen=True, slots=True)
class Passkey:
    """A WebAuthn credential of an account; `way_in_id` is made from its credential id."""

    way_in_id: str
    account_id: str
    credential_id: bytes
    public_key: bytes
    sign_count: int
    backed_up: bool
    created_ms: int
    last_used_ms: int


@dataclass(frozen=True, slots=True)
class WayIn:
    """A signed way-in object; the relay can't open what is sealed in it."""

    way_in_id: str
    account_id: str
    kind: str
    signed: bytes
    signature: bytes
    created_ms: int


def add_passkey(connection: Connection, passkey: Passkey) -> None:
    """Store a new passkey."""
    connection.execute(
        insert(tables.passkeys).values(
            way_in_id=passkey.way_in_id,
            account_id=passkey.account_id,
            credential_id=passkey.credential_id,
            public_key=passkey.public_key,
            sign_count=passkey.sign_count,
            backed_up=passkey.backed_up,
            created_ms=passkey.created_ms,
            last_used_ms=passkey.last_used_ms,
        )
    )


def passkeys(connection: Connection, account_id: str) -> list[Passkey]:
    """The account's passkeys, oldest first."""
    table = tables.passkeys
    rows = connection.execute(
        select(table).where(table.c.account_id == account_id).order_by(table.c.created_ms, table.c.way_in_id)
    )
    return [_passkey(row) for row in rows]


def find_passkey(connection: Connection, way_in_id: str, *, lock: bool = False) -> Passkey | None:
    """A passkey by the id made from its credential id; `lock` lets no other sign-in use it meanwhile."""
    query = select(tables.passkeys).where(tables.passkeys.c.way_in_id == way_in_id)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    return None if row is None else _passkey(row)


def passkey_used(
    connection: Connection, way_in_id: str, sign_count: int, backed_up: bool, now_ms: int
) -> None:
    """Note a sign-in."""
    connection.execute(
        update(tables.passkeys)
        .where(tables.passkeys.c.way_in_id == way_in_id)
        .values(sign_count=sign_count, backed_up=backed_up, last_used_ms=now_ms)
    )


def delete_passkey(connection: Connection, account_id: str, way_in_id: str) -> bool:
    """Delete a passkey and its way in; False when the account has none with this id."""
    delete_way_in(connection, account_id, way_in_id)
    table = tables.passkeys
    result = connection.execute(
        delete(table).where(table.c.account_id == account_id, table.c.way_in_id == way_in_id)
    )
    return result.rowcount == 1


def ways_in(connection: Connection, account_id: str) -> list[WayIn]:
    """The account's ways in, oldest first."""
    table = tables.ways_in
    rows = connection.execute(
        select(table).where(table.c.account_id == account_id).order_by(table.c.created_ms, table.c.way_in_id)
    )
    return [_way_in(row) for row in rows]


def find_way_in(connection: Connection, way_in_id: str) -> WayIn | None:
    """A way in by its id."""
    row = connection.execute(
        select(tables.ways_in).where(tables.ways_in.c.way_in_id == way_in_id)
    ).one_or_none()
    return None if row is None else _way_in(row)


def put_way_in(connection: Connection, way_in: WayIn) -> None:
    """Store or replace a way in; a new recovery sheet replaces the account's earlier one."""
    table = tables.ways_in
    delete_way_in(connection, way_in.account_id, way_in.way_in_id)
    if way_in.kind == "recovery":
        connection.execute(
            delete(table).where(table.c.account_id == way_in.account_id, table.c.kind == "recovery")
        )
    connection.execute(
        insert(table).values(
            way_in_id=way_in.way_in_id,
            account_id=way_in.account_id,
            kind=way_in.kind,
            signed=way_in.signed,
            signature=way_in.signature,
            created_ms=way_in.created_ms,
        )
    )


def delete_way_in(connection: Connection, account_id: str, way_in_id: str) -> bool:
    """Delete a way in; False when the account has none with this id."""
    table = tables.ways_in
    result = connection.execute(
        delete(table).where(table.c.account_id == account_id, table.c.way_in_id == way_in_id)
    )
    return result.rowcount == 1


def count_passkeys(connection: Connection, account_id: str) -> int:
    """How many passkeys the account has."""
    table = tables.passkeys
    return connection.execute(select(func.count()).where(table.c.account_id == account_id)).scalar_one()


def _passkey(row: Row[Any]) -> Passkey:
    return Passkey(
        row.way_in_id,
        row.account_id,
        bytes(row.credential_id),
        bytes(row.public_key),
        row.sign_count,
        row.backed_up,
        row.created_ms,
        row.last_used_ms,
    )


def _way_in(row: Row[Any]) -> WayIn:
    return WayIn(
        row.way_in_id,
        row.account_id,
        row.kind,
        bytes(row.signed),
        bytes(row.signature),
        row.created_ms,
    )
