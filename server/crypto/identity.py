"""Accounts: an id that certifies the two public keys it is made of (spec/keys.md section 1)."""

from __future__ import annotations

from dataclasses import dataclass

from server.crypto.encoding import JsonValue, to_base64url
from server.crypto.errors import FailureClass, require
from server.crypto.fields import Fields
from server.crypto.signatures import PUBLIC_KEY_BYTES, labelled_hash

KEM_PUBLIC_BYTES = 1216
STANZA_BYTES = 1168

_NAMES = ("account_id", "kem_public", "signing_public")


def account_id_of(signing_public: bytes, kem_public: bytes) -> str:
    """The account id of a pair of public keys, in hex."""
    return labelled_hash("second-look/v1/account", signing_public + kem_public).hex()


def check_account_id(account_id: str, signing_public: bytes, kem_public: bytes) -> None:
    """Refuse keys that do not hash to the account id (`account`)."""
    made = account_id_of(signing_public, kem_public)
    require(made == account_id, FailureClass.ACCOUNT, "keys do not hash to the account id")


@dataclass(frozen=True)
class Identity:
    """An account's public half. It certified itself when it was parsed."""

    account_id: str
    kem_public: bytes
    signing_public: bytes

    @classmethod
    def from_json(cls, value: JsonValue) -> Identity:
        """Read an identity and check that its keys hash to its id (`account`)."""
        fields = Fields(value, "identity", _NAMES)
        identity = cls(
            fields.hex_text("account_id", 32),
            fields.binary("kem_public", KEM_PUBLIC_BYTES),
            fields.binary("signing_public", PUBLIC_KEY_BYTES),
        )
        check_account_id(identity.account_id, identity.signing_public, identity.kem_public)
        return identity

    def to_json(self) -> dict[str, JsonValue]:
        """The wire form."""
        return {
            "account_id": self.account_id,
            "kem_public": to_base64url(self.kem_public),
            "signing_public": to_base64url(self.signing_public),
        }
