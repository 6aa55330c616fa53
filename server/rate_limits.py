"""Rate limits: a token bucket in the database for each act and account, or address before sign-in.

The bucket's key is a keyed hash, so that no network address is stored, and it is forgotten after an hour.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from flask import request

from server.errors import Problem
from server.relay import this_relay
from server.store import rate_buckets


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `burst` at once, and `per_minute` in the long run."""

    name: str
    burst: int
    per_minute: float


SIGN_IN = Limit("sign-in", burst=60, per_minute=30)
ENROLMENT = Limit("enrolment", burst=40, per_minute=10)
RECOVERY = Limit("recovery", burst=20, per_minute=2)
ACCOUNT = Limit("account", burst=120, per_minute=60)
STATEMENTS = Limit("statements", burst=600, per_minute=300)
ENVELOPES = Limit("envelopes", burst=2000, per_minute=600)
REPORTS = Limit("reports", burst=30, per_minute=10)


def enforce(limit: Limit, account_id: str | None) -> None:
    """Count this request; raises Problem `slow-down` with Retry-After when there are too many."""
    relay = this_relay()
    who = account_id or f"address {request.remote_addr}"
    key = relay.keyed_hash("rate-limit", f"{limit.name} {who}")
    factor = relay.settings.rate_limit_factor
    with relay.database.writing() as connection:
        wait_seconds = rate_buckets.take(
            connection, key, relay.now_ms(), limit.burst * factor, limit.per_minute * factor / 60
        )
    if wait_seconds > 0:
        raise Problem("slow-down", headers={"Retry-After": str(math.ceil(wait_seconds))})
