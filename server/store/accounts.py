"""Accounts: public keys, role, and the sealed account state."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, delete, exists, func, insert, select, update

from server.store import tables


@dataclass(frozen=True, slots=True)
class Account:
    """An account's public half."""

    account_id: str
    role: str
    kem_public: bytes
    signing_public: bytes
    created_ms: int


@dataclass(frozen=True, slots=True)
class AccountState:
    """The sealed account state, which the relay can't open; `version` counts its replacements."""

    envelope: bytes | None
    envelope_id: str | None
    version: int


def find(connection: Connection, account_id: str) -> Account | None:
    """The account, or None."""
    table = tables.accounts
    row = connection.execute(
        select(
            table.c.account_id, table.c.role, table.c.kem_public, table.c.signing_public, table.c.created_ms
        ).where(table.c.account_id == account_id)
    ).one_or_none()
    return None if row is None else Account(row[0], row[1], bytes(row[2]), bytes(row[3]), row[4])


def count_of_role(connection: Connection, role: str) -> int:
    """How many accounts have this role."""
    table = tables.accounts
    return connection.execute(select(func.count()).where(table.c.role == role)).scalar_one()


def add(connection: Connection, account: Account) -> None:
    """Store a new account; its state is empty."""
    connection.execute(
        insert(tables.accounts).values(
            account_id=account.account_id,
            role=account.role,
            kem_public=account.kem_public,
            signing_public=account.signing_public,
            created_ms=account.created_ms,
            state_version=0,
        )
    )


def lock(connection: Connection, account_id: str) -> None:
    """Let no other writer count or change what belongs to this account until the transaction ends."""
    table = tables.accounts
    connection.execute(select(table.c.account_id).where(table.c.account_id == account_id).with_for_update())


def state(connection: Connection, account_id: str) -> AccountState:
    """The account's sealed state."""
    table = tables.accounts
    row = connection.execute(
        select(table.c.state_envelope, table.c.state_envelope_id, table.c.state_version).where(
            table.c.account_id == account_id
        )
    ).one()
    return AccountState(None if row[0] is None else bytes(row[0]), row[1], row[2])


def replace_state(
    connection: Connection, account_id: str, envelope: bytes, envelope_id: str, version: int
) -> bool:
    """Replace the state if it still has `version`; False when another device was faster."""
    table = tables.accounts
    result = connection.execute(
        update(table)
        .where(table.c.account_id == account_id, table.c.state_version == version)
        .values(state_envelope=envelope, state_envelope_id=envelope_id, state_version=version + 1)
    )
    return result.rowcount == 1


def delete_abandoned(connection: Connection, created_before_ms: int, now_ms: int) -> int:
    """Delete accounts without any way in, live session, case, application or announcement."""
    account = tables.accounts

    def absent(table: Table, column: str = "account_id") -> ColumnElement[bool]:
        return ~exists().where(table.c[column] == account.c.account_id)

    abandoned = (
        connection.execute(
            select(account.c.account_id).where(
                account.c.created_ms < created_before_ms,
                absent(tables.ways_in),
                absent(tables.cases, "owner"),
                absent(tables.applications),
                absent(tables.consents, "reviewer"),
                ~exists().where(
                    tables.sessions.c.account_id == account.c.account_id,
                    tables.sessions.c.expires_ms > now_ms,
                ),
            )
        )
        .scalars()
        .all()
    )
    for account_id in abandoned:
        for table in (tables.sessions, tables.passkeys, tables.accounts):
            connection.execute(delete(table).where(table.c.account_id == account_id))
    return len(abandoned)
