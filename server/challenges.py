"""Challenges: random, bound to the browser that asked, used once within five minutes."""

from __future__ import annotations

import hashlib
import secrets

from server.browser_session import browser
from server.crypto.sign_in import CHALLENGE_BYTES
from server.errors import Problem
from server.relay import this_relay
from server.store import sessions

VALID_MS = 5 * 60 * 1000

Details = dict[str, str | None]


def make_challenge(purpose: str, details: Details) -> bytes:
    """A fresh challenge for this browser; `details` come back with `use_challenge`."""
    relay, challenge = this_relay(), secrets.token_bytes(CHALLENGE_BYTES)
    with relay.database.writing() as connection:
        sessions.add_challenge(
            connection,
            challenge_sha256=hashlib.sha256(challenge).hexdigest(),
            token_sha256=browser().token_sha256,
            purpose=purpose,
            details=details,
            expires_ms=relay.now_ms() + VALID_MS,
        )
    return challenge


def use_challenge(purpose: str, challenge: bytes) -> Details:
    """Use a challenge up, whether the rest of the request is right or not. Raises Problem `challenge-used`."""
    relay = this_relay()
    with relay.database.writing() as connection:
        details = sessions.take_challenge(
            connection,
            challenge_sha256=hashlib.sha256(challenge).hexdigest(),
            token_sha256=browser().token_sha256,
            purpose=purpose,
            now_ms=relay.now_ms(),
        )
    if details is None:
        raise Problem("challenge-used")
    return details
