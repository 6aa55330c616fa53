"""The way-in object from outside: form and signature, without opening it (spec/keys.md section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from server.crypto.encoding import JsonValue
from server.crypto.errors import FailureClass, require
from server.crypto.fields import Fields
from server.crypto.identity import KEM_PUBLIC_BYTES, STANZA_BYTES
from server.crypto.signatures import SignedObject, labelled_hash

LABEL = "second-look/v1/way-in"
BINDING_BYTES = 32
LARGEST_SIGNED_BYTES = 16_384

_NAMES = (
    "account_id", "binding", "created_ms", "kem_public", "kind", "sealed", "suite", "v", "way_in_id",
)  # fmt: skip

WayInKind = Literal["passkey", "recovery"]


@dataclass(frozen=True)
class WayIn:
    """One sealed copy of the account secret, and what it is bound to."""

    account_id: str
    binding: bytes
    created_ms: int
    kem_public: bytes
    kind: WayInKind
    sealed: bytes
    way_in_id: str

    @classmethod
    def parse(cls, signed: bytes) -> WayIn:
        """Read the signed bytes of a way-in object."""
        fields = Fields.parse(signed, "way in", _NAMES, LARGEST_SIGNED_BYTES)
        return cls(
            account_id=fields.hex_text("account_id", 32),
            binding=fields.binary("binding", BINDING_BYTES),
            created_ms=fields.time_ms("created_ms"),
            kem_public=fields.binary("kem_public", KEM_PUBLIC_BYTES),
            kind="passkey" if fields.one_of("kind", ("passkey", "recovery")) == "passkey" else "recovery",
            sealed=fields.binary("sealed", STANZA_BYTES),
            way_in_id=fields.hex_text("way_in_id", 16),
        )


def verify_way_in(value: JsonValue, account_id: str, signing_public: bytes) -> WayIn:
    """A way in that its own account signed (`signature`); one of another account is `account`."""
    signed = SignedObject.from_json(value, LARGEST_SIGNED_BYTES).verify(signing_public, LABEL)
    way_in = WayIn.parse(signed)
    require(way_in.account_id == account_id, FailureClass.ACCOUNT, "way in of another account")
    return way_in


def credential_way_in_id(credential_id: bytes) -> str:
    """The way-in id of a passkey, in hex."""
    return labelled_hash("second-look/v1/way-in/credential", credential_id)[:16].hex()
