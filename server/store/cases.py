"""Cases and their statements, and what the relay folds out of them: records and consents."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, update

from server.store import tables


@dataclass(frozen=True, slots=True)
class Case:
    """A case and the head of its chain."""

    case_id: str
    owner: str
    head_sequence: int
    head_sha256: str


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """One statement as it was accepted; private part and stanza are None where there is none any more."""

    sequence: int
    sha256: str
    kind: str
    consent_id: str | None
    signed: bytes
    signature: bytes
    private: bytes | None
    stanza: bytes | None
    size_bytes: int


def find(connection: Connection, case_id: str, *, lock: bool = False) -> Case | None:
    """The case, or None. With `lock` no other writer can change it until the transaction ends."""
    table = tables.cases
    query = select(table.c.case_id, table.c.owner, table.c.head_sequence, table.c.head_sha256).where(
        table.c.case_id == case_id
    )
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    return None if row is None else Case(*row)


def add(connection: Connection, case_id: str, owner: str, now_ms: int, statement: StoredStatement) -> None:
    """Open a case with its first statement."""
    connection.execute(
        insert(tables.cases).values(
            case_id=case_id, owner=owner, created_ms=now_ms, head_sequence=0, head_sha256=statement.sha256
        )
    )
    _insert_statement(connection, case_id, statement)


def append(connection: Connection, case_id: str, statement: StoredStatement) -> None:
    """Append a statement and move the head. The caller holds the lock of `find`."""
    _insert_statement(connection, case_id, statement)
    table = tables.cases
    connection.execute(
        update(table)
        .where(table.c.case_id == case_id)
        .values(head_sequence=statement.sequence, head_sha256=statement.sha256)
    )


def statements(connection: Connection, case_id: str, after: int, at_most: int, at_most_bytes: int) -> list[StoredStatement]:
    """Statements after a sequence number, in order; at least one where there is one."""
    table = tables.statements
    sizes = connection.execute(
        select(table.c.sequence, table.c.size_bytes)
        .where(table.c.case_id == case_id, table.c.sequence > after)
        .order_by(table.c.sequence)
        .limit(at_most)
    ).all()
    last, total = after, 0
    for sequence, size_bytes in sizes:
        total += size_bytes
        if total > at_most_bytes and last > after:
            break
        last = sequence
    rows = connection.execute(
        select(table)
        .where(table.c.case_id == case_id, table.c.sequence > after, table.c.sequence <= last)
        .order_by(table.c.sequence)
    )
    return [_statement(row) for row in rows]


def owned_by(connection: Connection, account_id: str) -> list[Case]:
    """The cases of an owner, oldest first."""
    table = tables.cases
    rows = connection.execute(
        select(table.c.case_id, table.c.owner, table.c.head_sequence, table.c.head_sha256)
        .where(table.c.owner == account_id)
        .order_by(table.c.created_ms, table.c.case_id)
    )
    return [Case(*row) for row in rows]


def count_owned_by(connection: Connection, account_id: str) -> int:
    """How many cases an account owns."""
    table = tables.cases
    return connection.execute(select(func.count()).where(table.c.owner == account_id)).scalar_one()


def add_record(connection: Connection, case_id: str, record_id: str, sequence: int) -> None:
    """Note a record."""
    connection.execute(insert(tables.records).values(case_id=case_id, record_id=record_id, sequence=sequence))


def record_state(connection: Connection, case_id: str, record_id: str) -> str:
    """`absent`, `live` or `removed`."""
    table = tables.records
    row = connection.execute(
        select(table.c.removed_sequence).where(table.c.case_id == case_id, table.c.record_id == record_id)
    ).one_or_none()
    if row is None:
        return "absent"
    return "live" if row[0] is None else "removed"


def live_record_ids(connection: Connection, case_id: str) -> set[str]:
    """The records that are not removed."""
    table = tables.records
    return set(
        connection.execute(
            select(table.c.record_id).where(table.c.case_id == case_id, table.c.removed_sequence.is_(None))
        ).scalars()
    )


def remove_record(connection: Connection, case_id: str, record_id: str, sequence: int) -> None:
    """Note that a record was removed."""
    table = tables.records
    connection.execute(
        update(table).where(table.c.case_id == case_id, table.c.record_id == record_id).values(removed_sequence=sequence)
    )


def _insert_statement(connection: Connection, case_id: str, statement: StoredStatement) -> None:
    connection.execute(
        insert(tables.statements).values(
            case_id=case_id,
            sequence=statement.sequence,
            sha256=statement.sha256,
            kind=statement.kind,
            consent_id=statement.consent_id,
            signed=statement.signed,
            signature=statement.signature,
            private=statement.private,
            stanza=statement.stanza,
            size_bytes=statement.size_bytes,
        )
    )


def _statement(row: object) -> StoredStatement:
    fields = row._mapping  # type: ignore[attr-defined]
    return StoredStatement(
        fields["sequence"],
        fields["sha256"],
        fields["kind"],
        fields["consent_id"],
        bytes(fields["signed"]),
        bytes(fields["signature"]),
        None if fields["private"] is None else bytes(fields["private"]),
        None if fields["stanza"] is None else bytes(fields["stanza"]),
        fields["size_bytes"],
    )
