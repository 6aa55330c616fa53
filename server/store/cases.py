"""Cases and their statements, and what the relay folds out of them: records and consents."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, exists, func, insert, select, update

from server.store import tables


@dataclass(frozen=True, slots=True)
class Case:
    """A case and the head of its chain; `used_ms` is when the owner last used it, to the day."""

    case_id: str
    owner: str
    used_ms: int
    head_sequence: int
    head_sha256: str


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """One statement as it was accepted; private part and stanza are None where there is none any more.

    `size_bytes` is that of the whole entry as it travels.
    """

    sequence: int
    sha256: str
    kind: str
    consent_id: str | None
    signed: bytes
    signature: bytes
    private: bytes | None
    stanza: bytes | None
    size_bytes: int


_columns = tuple(tables.cases.c[name] for name in Case.__slots__)
_statement_columns = tuple(tables.statements.c[name] for name in StoredStatement.__slots__)


def find(connection: Connection, case_id: str, *, lock: bool = False) -> Case | None:
    """The case, or None. With `lock` no other writer can change it until the transaction ends."""
    table = tables.cases
    query = select(*_columns).where(table.c.case_id == case_id)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    return None if row is None else Case(*row)


def add(connection: Connection, case_id: str, owner: str, now_ms: int, statement: StoredStatement) -> None:
    """Open a case with its first statement."""
    connection.execute(
        insert(tables.cases).values(
            case_id=case_id,
            owner=owner,
            created_ms=now_ms,
            used_ms=now_ms,
            head_sequence=0,
            head_sha256=statement.sha256,
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


def statements(
    connection: Connection, case_id: str, after: int, at_most: int, at_most_bytes: int
) -> list[StoredStatement]:
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
        select(*_statement_columns)
        .where(table.c.case_id == case_id, table.c.sequence > after, table.c.sequence <= last)
        .order_by(table.c.sequence)
    )
    return [StoredStatement(*row) for row in rows]


def owned_by(connection: Connection, account_id: str) -> list[Case]:
    """The cases of an owner, oldest first."""
    table = tables.cases
    rows = connection.execute(
        select(*_columns).where(table.c.owner == account_id).order_by(table.c.created_ms, table.c.case_id)
    )
    return [Case(*row) for row in rows]


def count_owned_by(connection: Connection, account_id: str) -> int:
    """How many cases an account owns."""
    table = tables.cases
    return connection.execute(select(func.count()).where(table.c.owner == account_id)).scalar_one()


def note_use(connection: Connection, case_id: str, now_ms: int) -> None:
    """Note that the owner uses the case."""
    table = tables.cases
    connection.execute(update(table).where(table.c.case_id == case_id).values(used_ms=now_ms))


def unused_since(
    connection: Connection, before_ms: int, now_ms: int, case_id: str | None = None
) -> list[str]:
    """Ids of the cases that the owner did not use since, and that no live consent needs; one that is named is locked
    until the transaction ends.
    """
    table, consent = tables.cases, tables.consents
    live_consent = exists().where(
        consent.c.case_id == table.c.case_id, consent.c.withdrawn_ms.is_(None), consent.c.ends_at_ms >= now_ms
    )
    query = select(table.c.case_id).where(table.c.used_ms < before_ms, ~live_consent)
    if case_id is not None:
        query = query.where(table.c.case_id == case_id).with_for_update()
    return list(connection.execute(query).scalars())


def delete_whole(connection: Connection, case_id: str) -> None:
    """Delete a case and all that belongs to it. The bytes of its envelopes are deleted by the caller."""
    envelope_ids = select(tables.envelopes.c.envelope_id).where(tables.envelopes.c.case_id == case_id)
    connection.execute(delete(tables.parts).where(tables.parts.c.envelope_id.in_(envelope_ids)))
    for table in (
        tables.envelopes,
        tables.consent_records,
        tables.consents,
        tables.records,
        tables.statements,
        tables.cases,
    ):
        connection.execute(delete(table).where(table.c.case_id == case_id))


def add_record(connection: Connection, case_id: str, record_id: str, sequence: int) -> None:
    """Note a record."""
    connection.execute(insert(tables.records).values(case_id=case_id, record_id=record_id, sequence=sequence))


def removed_among(connection: Connection, case_id: str, record_ids: list[str]) -> dict[str, bool]:
    """For each of these records that the case has, whether it was removed."""
    table = tables.records
    rows = connection.execute(
        select(table.c.record_id, table.c.removed_sequence).where(
            table.c.case_id == case_id, table.c.record_id.in_(record_ids)
        )
    )
    return {record_id: removed_sequence is not None for record_id, removed_sequence in rows}


def count_live_records(connection: Connection, case_id: str) -> int:
    """How many records of the case are not removed."""
    table = tables.records
    query = select(func.count()).where(table.c.case_id == case_id, table.c.removed_sequence.is_(None))
    return connection.execute(query).scalar_one()


def remove_record(connection: Connection, case_id: str, record_id: str, sequence: int) -> None:
    """Note that a record was removed."""
    table = tables.records
    connection.execute(
        update(table)
        .where(table.c.case_id == case_id, table.c.record_id == record_id)
        .values(removed_sequence=sequence)
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
