"""The failure classes of spec/README.md and the one exception that carries them."""

from __future__ import annotations

from enum import StrEnum


class FailureClass(StrEnum):
    """Why bytes were refused; the values are the names in spec/README.md."""

    ENCODING = "encoding"
    VERSION = "version"
    SUITE = "suite"
    LIMIT = "limit"
    ENVELOPE_HEADER = "envelope-header"
    ENVELOPE_COMMITMENT = "envelope-commitment"
    ENVELOPE_CHUNK = "envelope-chunk"
    ENVELOPE_TRUNCATED = "envelope-truncated"
    ENVELOPE_PADDING = "envelope-padding"
    ENVELOPE_DIGEST = "envelope-digest"
    STANZA = "stanza"
    WAY_IN = "way-in"
    ACCOUNT = "account"
    SIGNATURE = "signature"
    CHAIN_LINK = "chain-link"
    CHAIN_SHORTER = "chain-shorter"
    CHAIN_FORKED = "chain-forked"
    CHAIN_ROLE = "chain-role"
    CHAIN_SCOPE = "chain-scope"
    CHAIN_PRIVATE = "chain-private"
    CONSENT_EXPIRED = "consent-expired"
    CONSENT_WITHDRAWN = "consent-withdrawn"
    CONSENT_SCOPE = "consent-scope"
    CONSENT_SCREEN = "consent-screen"
    CLINIC = "clinic"
    LOG_SIGNATURE = "log-signature"
    LOG_FORK = "log-fork"
    LOG_SHRUNK = "log-shrunk"
    LOG_PROOF = "log-proof"
    ANNOUNCEMENT = "announcement"
    ANNOUNCEMENT_EXPIRED = "announcement-expired"
    ANNOUNCEMENT_REVOKED = "announcement-revoked"
    KEY_FILE = "key-file"


class ContractError(Exception):
    """Bytes that are meant for this reader, but are malformed or tampered with.

    `detail` names the field or the rule in plain words and never holds content.
    """

    def __init__(self, failure_class: FailureClass, detail: str) -> None:
        super().__init__(f"{failure_class.value}: {detail}")
        self.failure_class = failure_class
        self.detail = detail


def require(condition: bool, failure_class: FailureClass, detail: str) -> None:
    """Raise ContractError with this class unless the condition holds."""
    if not condition:
        raise ContractError(failure_class, detail)
