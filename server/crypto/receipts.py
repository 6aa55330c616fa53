"""Receipts of the relay: a signed word that something was deleted (spec/consent.md section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from server.crypto.encoding import JsonValue
from server.crypto.errors import FailureClass, require
from server.crypto.fields import Fields
from server.crypto.signatures import SignedObject, SignMessage, make_signed_object

LABEL = "second-look/v1/receipt"
LARGEST_SIGNED_BYTES = 4096

_NAMES = ("case_id", "consent_id", "deleted", "kind", "reason", "time_ms", "v")

Reason = Literal["withdrawn", "ended"]


@dataclass(frozen=True)
class Receipt:
    """The relay deleted the stanza and the private part of a consent."""

    case_id: str
    consent_id: str
    reason: Reason
    time_ms: int

    def to_json(self) -> dict[str, JsonValue]:
        """The value that is signed."""
        return {
            "case_id": self.case_id,
            "consent_id": self.consent_id,
            "deleted": ["private-part", "stanza"],
            "kind": "deleted",
            "reason": self.reason,
            "time_ms": self.time_ms,
            "v": 1,
        }


def make_receipt(receipt: Receipt, sign: SignMessage) -> SignedObject:
    """Sign a receipt with the relay's receipt key."""
    return make_signed_object(sign, LABEL, receipt.to_json())


def verify_receipt(value: JsonValue, receipt_public: bytes) -> Receipt:
    """A receipt that verifies under the receipt key of the clinic's announcement."""
    signed = SignedObject.from_json(value, LARGEST_SIGNED_BYTES).verify(receipt_public, LABEL)
    fields = Fields.parse(signed, "receipt", _NAMES, LARGEST_SIGNED_BYTES)
    fields.one_of("kind", ("deleted",))
    deleted = fields.items("deleted", 2, 2)
    require(deleted == ["private-part", "stanza"], FailureClass.ENCODING, "what was deleted")
    reason = fields.one_of("reason", ("withdrawn", "ended"))
    return Receipt(
        case_id=fields.hex_text("case_id", 16),
        consent_id=fields.hex_text("consent_id", 16),
        reason="withdrawn" if reason == "withdrawn" else "ended",
        time_ms=fields.time_ms("time_ms"),
    )
