"""Consents: who may read which records until when, and what was destroyed afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, update

from server.store import tables


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent as the relay must enforce it. Times are milliseconds, None where it has not happened."""

    case_id: str
    consent_id: str
    reviewer: str
    sequence: int
    given_ms: int
    ends_at_ms: int
    withdrawn_ms: int | None
    copies_deleted_sequence: int | None
    deleted_ms: int | None
    opened_count: int

    def is_live(self, now_ms: int) -> bool:
        """Neither withdrawn nor over; it lives up to and with its last millisecond."""
        return self.withdrawn_ms is None and now_ms <= self.ends_at_ms


_columns = tuple(tables.consents.c[name] for name in Consent.__slots__)


def add(connection: Connection, consent: Consent, record_ids: list[str]) -> None:
    """Store a consent and the records that it names."""
    connection.execute(
        insert(tables.consents).values(
            case_id=consent.case_id,
            consent_id=consent.consent_id,
            reviewer=consent.reviewer,
            sequence=consent.sequence,
            given_ms=consent.given_ms,
            ends_at_ms=consent.ends_at_ms,
            opened_count=consent.opened_count,
        )
    )
    connection.execute(
        insert(tables.consent_records),
        [
            {"case_id": consent.case_id, "consent_id": consent.consent_id, "record_id": record_id}
            for record_id in record_ids
        ],
    )


def find(connection: Connection, case_id: str, consent_id: str) -> Consent | None:
    """The consent, or None."""
    table = tables.consents
    row = connection.execute(
        select(*_columns).where(table.c.case_id == case_id, table.c.consent_id == consent_id)
    ).one_or_none()
    return None if row is None else Consent(*row)


def of_reviewer(connection: Connection, reviewer: str, case_id: str | None = None) -> list[Consent]:
    """Consents given to a reviewer, in one case or in all."""
    table = tables.consents
    query = select(*_columns).where(table.c.reviewer == reviewer).order_by(table.c.case_id, table.c.sequence)
    if case_id is not None:
        query = query.where(table.c.case_id == case_id)
    return [Consent(*row) for row in connection.execute(query)]


def record_ids(connection: Connection, case_id: str, consent_id: str) -> tuple[str, ...]:
    """The records that a consent names, ascending."""
    table = tables.consent_records
    query = select(table.c.record_id).where(table.c.case_id == case_id, table.c.consent_id == consent_id)
    return tuple(sorted(connection.execute(query).scalars()))


def count_live(connection: Connection, case_id: str, at_ms: int) -> int:
    """How many consents of the case are neither withdrawn nor over at that time, as the chain counts them."""
    table = tables.consents
    query = select(func.count()).where(
        table.c.case_id == case_id, table.c.withdrawn_ms.is_(None), table.c.ends_at_ms > at_ms
    )
    return connection.execute(query).scalar_one()


def withdraw(connection: Connection, case_id: str, consent_id: str, now_ms: int) -> None:
    """Note that a consent was withdrawn."""
    _update(connection, case_id, consent_id, withdrawn_ms=now_ms)


def copies_deleted(connection: Connection, case_id: str, consent_id: str, sequence: int) -> None:
    """Note that the reviewer stated that copies were deleted."""
    _update(connection, case_id, consent_id, copies_deleted_sequence=sequence)


def note_opened(connection: Connection, case_id: str, consent_id: str) -> None:
    """Count a statement of the reviewer that records were opened. The caller holds the case's lock."""
    table = tables.consents
    connection.execute(
        update(table)
        .where(table.c.case_id == case_id, table.c.consent_id == consent_id)
        .values(opened_count=table.c.opened_count + 1)
    )


def over_and_not_deleted(connection: Connection, now_ms: int, case_id: str | None = None) -> list[Consent]:
    """Consents that are not live any more and whose private part and stanza are still there."""
    table = tables.consents
    query = select(*_columns).where(
        table.c.deleted_ms.is_(None), table.c.withdrawn_ms.is_not(None) | (table.c.ends_at_ms < now_ms)
    )
    if case_id is not None:
        query = query.where(table.c.case_id == case_id)
    return [Consent(*row) for row in connection.execute(query.order_by(table.c.case_id, table.c.sequence))]


def destroy(
    connection: Connection, consent: Consent, now_ms: int, receipt_signed: bytes, receipt_signature: bytes
) -> bool:
    """Delete private part and stanza and keep the receipt; False when another writer already did."""
    table = tables.consents
    changed = connection.execute(
        update(table)
        .where(
            table.c.case_id == consent.case_id,
            table.c.consent_id == consent.consent_id,
            table.c.deleted_ms.is_(None),
        )
        .values(deleted_ms=now_ms, receipt_signed=receipt_signed, receipt_signature=receipt_signature)
    )
    if changed.rowcount != 1:
        return False
    statement = tables.statements
    connection.execute(
        update(statement)
        .where(statement.c.case_id == consent.case_id, statement.c.consent_id == consent.consent_id)
        .where(statement.c.kind == "consent-given")
        .values(private=None, stanza=None)
    )
    return True


def receipts(connection: Connection, case_id: str, reviewer: str | None = None) -> list[tuple[bytes, bytes]]:
    """Signed bytes and signatures of the case's receipts, or of those of one reviewer's consents."""
    table = tables.consents
    query = (
        select(table.c.receipt_signed, table.c.receipt_signature)
        .where(table.c.case_id == case_id, table.c.receipt_signed.is_not(None))
        .order_by(table.c.deleted_ms, table.c.sequence)
    )
    if reviewer is not None:
        query = query.where(table.c.reviewer == reviewer)
    return [(bytes(row[0]), bytes(row[1])) for row in connection.execute(query)]


def _update(connection: Connection, case_id: str, consent_id: str, **values: int) -> None:
    table = tables.consents
    connection.execute(
        update(table).where(table.c.case_id == case_id, table.c.consent_id == consent_id).values(**values)
    )
