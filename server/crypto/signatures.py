"""Labelled hashes, strict Ed25519 verification and signed objects (spec/README.md, *Labels*)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from server.crypto.encoding import JsonValue, to_base64url, write_canonical_json
from server.crypto.errors import ContractError, FailureClass, require
from server.crypto.fields import Fields

SIGNATURE_BYTES = 64
PUBLIC_KEY_BYTES = 32

SignMessage = Callable[[bytes], bytes]
"""Makes a raw Ed25519 signature of 64 bytes; whoever holds the secret key hands one in."""


def labelled(label: str, message: bytes) -> bytes:
    """`label || 0x00 || message`."""
    return label.encode("ascii") + b"\x00" + message


def labelled_hash(label: str, message: bytes) -> bytes:
    """SHA-256 of `label || 0x00 || message`, 32 bytes."""
    return hashlib.sha256(labelled(label, message)).digest()


def verify_raw(public: bytes, message: bytes, signature: bytes) -> None:
    """Strict Ed25519: libsodium refuses non-canonical scalars and keys or R of small order (`signature`)."""
    fits = len(public) == PUBLIC_KEY_BYTES and len(signature) == SIGNATURE_BYTES
    require(fits, FailureClass.SIGNATURE, "length of key or signature")
    try:
        VerifyKey(public).verify(message, signature)
    except (BadSignatureError, ValueError):
        raise ContractError(FailureClass.SIGNATURE, "the signature does not verify") from None


def verify(public: bytes, label: str, message: bytes, signature: bytes) -> None:
    """Verify a signature made for one purpose (`signature`)."""
    verify_raw(public, labelled(label, message), signature)


@dataclass(frozen=True)
class SignedObject:
    """`{"signature","signed"}`: bytes of canonical JSON and a signature over them, not yet checked."""

    signature: bytes
    signed: bytes

    @classmethod
    def from_json(cls, value: JsonValue, maximum_signed_bytes: int) -> SignedObject:
        """Read the two fields; more signed bytes than allowed is `limit`."""
        fields = Fields(value, "signed object", ("signature", "signed"))
        signature = fields.binary("signature", SIGNATURE_BYTES)
        signed = fields.binary("signed")
        require(len(signed) <= maximum_signed_bytes, FailureClass.LIMIT, "too many signed bytes")
        return cls(signature, signed)

    def to_json(self) -> dict[str, JsonValue]:
        """The wire form."""
        return {"signature": to_base64url(self.signature), "signed": to_base64url(self.signed)}

    def verify(self, public: bytes, label: str) -> bytes:
        """The signed bytes, after their signature was verified (`signature`)."""
        verify(public, label, self.signed, self.signature)
        return self.signed


def make_signed_object(sign: SignMessage, label: str, value: JsonValue) -> SignedObject:
    """Sign canonical JSON of a value for one purpose."""
    signed = write_canonical_json(value)
    return SignedObject(sign(labelled(label, signed)), signed)
