"""Upload tickets: permission to send the parts of one envelope for a day. They are made and checked by the
relay's secret alone, so nothing about them is stored.
"""

from __future__ import annotations

import hmac
import re

from flask import request

from server.errors import Problem
from server.relay import this_relay

# A large study on a slow line takes hours; a ticket that is over is asked for anew.
LIFETIME_MS = 24 * 60 * 60 * 1000
_HEADER = re.compile(r"Upload ([0-9a-f]{64})\.([0-9]{1,15})\.([0-9a-f]{64})")


def make_ticket(envelope_id: str, account_id: str) -> tuple[str, int]:
    """A ticket for an envelope of an account, and when it is over."""
    expires_ms = this_relay().now_ms() + LIFETIME_MS
    return f"{account_id}.{expires_ms}.{_proof(envelope_id, account_id, expires_ms)}", expires_ms


def require_ticket(envelope_id: str) -> str:
    """The account that the request's ticket was made for. Raises Problem `ticket-refused`."""
    found = _HEADER.fullmatch(request.headers.get("Authorization", ""))
    if found is None:
        raise Problem("ticket-refused")
    account_id, expires_ms, proof = found[1], int(found[2]), found[3]
    if not hmac.compare_digest(proof, _proof(envelope_id, account_id, expires_ms)):
        raise Problem("ticket-refused")
    if expires_ms < this_relay().now_ms():
        raise Problem("ticket-refused")
    return account_id


def _proof(envelope_id: str, account_id: str, expires_ms: int) -> str:
    return this_relay().keyed_hash("upload-ticket", f"{envelope_id} {account_id} {expires_ms}")
