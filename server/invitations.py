"""Links that the clinic hands out: to reviewers once each, to patients on its paper (spec/directory.md section 7)."""

from __future__ import annotations

import hashlib
import secrets

from server.crypto.encoding import to_base64url
from server.relay import Relay
from server.settings import DAY_MS
from server.store import directory

INVITATION_BYTES = 32
VALID_DAYS = 14


def make_invitation(relay: Relay, clinic_public: bytes) -> str:
    """A link for one new reviewer. It serves once; only its SHA-256 is kept."""
    invitation, now_ms = secrets.token_bytes(INVITATION_BYTES), relay.now_ms()
    with relay.database.writing() as connection:
        directory.add_invitation(
            connection, hashlib.sha256(invitation).hexdigest(), now_ms, now_ms + VALID_DAYS * DAY_MS
        )
    clinic = to_base64url(clinic_public)
    return f"{relay.settings.origin}/reviewer#invitation={to_base64url(invitation)}&clinic={clinic}"


def patients_link(relay: Relay, clinic_public: bytes) -> str:
    """The link on the clinic's paper: what comes after # stays on the phone, which trusts this clinic from then on."""
    return f"{relay.settings.origin}/#clinic={to_base64url(clinic_public)}"
