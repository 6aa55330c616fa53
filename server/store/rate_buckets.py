"""Token buckets for rate limits, shared by all workers. The key is a keyed hash, so no address is stored."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from server.store import tables


def take(
    connection: Connection, bucket_key: str, now_ms: int, capacity: float, tokens_per_second: float
) -> float:
    """Take one token. Returns 0 when there was one, otherwise the seconds to wait for the next."""
    table = tables.rate_buckets
    # Two requests may both be the first of a bucket.
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    first = insert(table).values(bucket_key=bucket_key, tokens=capacity, updated_ms=now_ms)
    connection.execute(first.on_conflict_do_nothing())
    row = connection.execute(
        select(table.c.tokens, table.c.updated_ms).where(table.c.bucket_key == bucket_key).with_for_update()
    ).one()
    tokens: float = min(capacity, row[0] + max(0, now_ms - row[1]) / 1000 * tokens_per_second)
    if tokens < 1:
        return (1 - tokens) / tokens_per_second
    connection.execute(
        update(table).where(table.c.bucket_key == bucket_key).values(tokens=tokens - 1, updated_ms=now_ms)
    )
    return 0.0


def delete_older(connection: Connection, before_ms: int) -> None:
    """Forget buckets that nobody used since."""
    connection.execute(delete(tables.rate_buckets).where(tables.rate_buckets.c.updated_ms < before_ms))
