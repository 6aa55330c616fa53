"""Envelopes of records: their sizes, parts and state. The bytes themselves are in the blob store."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Select, bindparam, delete, exists, func, insert, or_, select, update

from server.store import tables

LARGEST_PART_INDEX = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Envelope:
    """An envelope that was announced for a case. Times are milliseconds, None where it has not happened."""

    envelope_id: str
    case_id: str
    owner: str
    part_chunks: int
    size_bytes: int
    created_ms: int
    committed_ms: int | None
    parts_sha256: str | None
    record_id: str | None
    deleted_ms: int | None

    @property
    def is_abandoned(self) -> bool:
        """Deleted without ever having been part of a record."""
        return self.deleted_ms is not None and self.record_id is None


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is on disk."""

    index: int
    sha256: str
    size_bytes: int


_columns = tuple(tables.envelopes.c[name] for name in Envelope.__slots__)
# Made once, as each part and each range of a download asks them, and to make them anew costs more than to ask.
_find = select(*_columns).where(tables.envelopes.c.envelope_id == bindparam("envelope_id"))
_find_locked = _find.with_for_update()
_add_part = insert(tables.parts)
_parts = (
    select(tables.parts.c.part_index, tables.parts.c.sha256, tables.parts.c.size_bytes)
    .where(
        tables.parts.c.envelope_id == bindparam("envelope_id"),
        tables.parts.c.part_index.between(bindparam("first"), bindparam("last")),
    )
    .order_by(tables.parts.c.part_index)
)


def add(connection: Connection, envelope: Envelope) -> None:
    """Announce an envelope."""
    connection.execute(
        insert(tables.envelopes).values(
            envelope_id=envelope.envelope_id,
            case_id=envelope.case_id,
            owner=envelope.owner,
            part_chunks=envelope.part_chunks,
            size_bytes=envelope.size_bytes,
            created_ms=envelope.created_ms,
        )
    )


def begin_anew(connection: Connection, envelope_id: str, now_ms: int) -> None:
    """Announce an abandoned envelope again, without any part. The caller holds the lock of `find`."""
    table = tables.envelopes
    connection.execute(
        update(table)
        .where(table.c.envelope_id == envelope_id)
        .values(created_ms=now_ms, committed_ms=None, parts_sha256=None, deleted_ms=None)
    )


def find(connection: Connection, envelope_id: str, *, lock: bool = False) -> Envelope | None:
    """The envelope, or None; deleted ones are found, with `deleted_ms`."""
    query = _find_locked if lock else _find
    row = connection.execute(query, {"envelope_id": envelope_id}).one_or_none()
    return None if row is None else Envelope(*row)


def find_many(connection: Connection, case_id: str, envelope_ids: list[str]) -> dict[str, Envelope]:
    """Those of the ids that are envelopes of the case, locked until the transaction ends."""
    table = tables.envelopes
    query = (
        select(*_columns)
        .where(table.c.case_id == case_id, table.c.envelope_id.in_(envelope_ids))
        .order_by(table.c.envelope_id)
        .with_for_update()
    )
    return {row[0]: Envelope(*row) for row in connection.execute(query)}


def ids_of_case(connection: Connection, case_id: str) -> list[str]:
    """The ids of all envelopes of a case, deleted ones too."""
    table = tables.envelopes
    return list(connection.execute(select(table.c.envelope_id).where(table.c.case_id == case_id)).scalars())


def sealed_bytes_of(connection: Connection, owner: str) -> int:
    """All bytes that an account has announced and that are not deleted."""
    table = tables.envelopes
    query = select(func.coalesce(func.sum(table.c.size_bytes), 0)).where(
        table.c.owner == owner, table.c.deleted_ms.is_(None)
    )
    return int(connection.execute(query).scalar_one())


def count_uncommitted(connection: Connection, owner: str) -> int:
    """How many envelopes of an account are announced and not complete."""
    table = tables.envelopes
    query = select(func.count()).where(
        table.c.owner == owner, table.c.committed_ms.is_(None), table.c.deleted_ms.is_(None)
    )
    return connection.execute(query).scalar_one()


def parts(
    connection: Connection, envelope_id: str, first: int = 0, last: int = LARGEST_PART_INDEX
) -> list[Part]:
    """The parts on disk from index `first` up to and with `last`, in order."""
    wanted = {"envelope_id": envelope_id, "first": first, "last": last}
    return [Part(*row) for row in connection.execute(_parts, wanted)]


def find_part(connection: Connection, envelope_id: str, index: int) -> Part | None:
    """A part on disk, or None."""
    return next(iter(parts(connection, envelope_id, index, index)), None)


def add_part(connection: Connection, envelope_id: str, part: Part) -> None:
    """Note a part that was synced to disk. The caller holds the lock of `find`."""
    row = {"envelope_id": envelope_id, "part_index": part.index, "sha256": part.sha256}
    connection.execute(_add_part, {**row, "size_bytes": part.size_bytes})


def commit(connection: Connection, envelope_id: str, parts_sha256: str, now_ms: int) -> None:
    """Note that the envelope is complete."""
    table = tables.envelopes
    connection.execute(
        update(table)
        .where(table.c.envelope_id == envelope_id)
        .values(committed_ms=now_ms, parts_sha256=parts_sha256)
    )


def name_in_record(connection: Connection, envelope_ids: list[str], record_id: str) -> None:
    """Note which record names these envelopes."""
    table = tables.envelopes
    connection.execute(update(table).where(table.c.envelope_id.in_(envelope_ids)).values(record_id=record_id))


def consented(connection: Connection, envelope: Envelope, reviewer: str, now_ms: int) -> bool:
    """Whether a live consent to this reviewer names the envelope's record."""
    consent, named = tables.consents, tables.consent_records
    query = select(consent.c.consent_id).where(
        consent.c.case_id == envelope.case_id,
        consent.c.reviewer == reviewer,
        consent.c.withdrawn_ms.is_(None),
        consent.c.ends_at_ms >= now_ms,
        exists().where(
            named.c.case_id == consent.c.case_id,
            named.c.consent_id == consent.c.consent_id,
            named.c.record_id == envelope.record_id,
        ),
    )
    return connection.execute(query.limit(1)).first() is not None


def delete_unneeded_of_case(connection: Connection, case_id: str, now_ms: int) -> list[str]:
    """Mark the envelopes of removed records that no live consent names as deleted; their ids."""
    table, record = tables.envelopes, tables.records
    consent, named = tables.consents, tables.consent_records
    removed = exists().where(
        record.c.case_id == table.c.case_id,
        record.c.record_id == table.c.record_id,
        record.c.removed_sequence.is_not(None),
    )
    live_consent = exists().where(
        consent.c.case_id == table.c.case_id,
        consent.c.withdrawn_ms.is_(None),
        consent.c.ends_at_ms >= now_ms,
        named.c.case_id == consent.c.case_id,
        named.c.consent_id == consent.c.consent_id,
        named.c.record_id == table.c.record_id,
    )
    query = select(table.c.envelope_id).where(
        table.c.case_id == case_id, table.c.deleted_ms.is_(None), removed, ~live_consent
    )
    return _mark_deleted(connection, query, now_ms)


def delete_abandoned(connection: Connection, created_before_ms: int, now_ms: int) -> list[str]:
    """Mark envelopes that were never completed, or that no statement names, as deleted; their ids."""
    table = tables.envelopes
    query = select(table.c.envelope_id).where(
        table.c.created_ms < created_before_ms,
        table.c.deleted_ms.is_(None),
        or_(table.c.committed_ms.is_(None), table.c.record_id.is_(None)),
    )
    return _mark_deleted(connection, query, now_ms)


def deleted_since(connection: Connection, since_ms: int) -> list[str]:
    """Ids of the envelopes that were marked as deleted since, the latest first."""
    table = tables.envelopes
    query = select(table.c.envelope_id).where(table.c.deleted_ms >= since_ms)
    return list(connection.execute(query.order_by(table.c.deleted_ms.desc())).scalars())


def _mark_deleted(connection: Connection, which: Select[str], now_ms: int) -> list[str]:
    table = tables.envelopes
    # Locked, in the order in which a statement locks those it names, so that it keeps them or finds them deleted.
    query = which.order_by(table.c.envelope_id).with_for_update(of=table)
    envelope_ids = list(connection.execute(query).scalars())
    for envelope_id in envelope_ids:
        connection.execute(update(table).where(table.c.envelope_id == envelope_id).values(deleted_ms=now_ms))
        connection.execute(delete(tables.parts).where(tables.parts.c.envelope_id == envelope_id))
    return envelope_ids
