"""A passkey in software: it answers WebAuthn ceremonies with real keys and signatures (Web Authentication Level 3).

Nothing in it is lenient: what a browser or an authenticator would refuse is refused here, so that a relay with
wrong options is found out. What a thief or a broken phone would do is asked for by name.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any, Literal

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

from scripts.vectors.randomness import Random
from server.crypto.encoding import from_base64url, to_base64url
from server.crypto.way_in import credential_way_in_id

Algorithm = Literal[-8, -7, -257]
_USER_PRESENT, _USER_VERIFIED, _BACKUP_ELIGIBLE, _BACKED_UP, _HAS_CREDENTIAL = 0x01, 0x04, 0x08, 0x10, 0x40
_AAGUID = bytes(16)


@dataclass
class SoftwarePasskey:
    """One credential of one account at one site. `create` makes it, `use` signs in with it."""

    name: str
    origin: str
    algorithm: Algorithm = -7
    user_verified: bool = True
    cross_origin: bool = False
    sign_count: int = 0
    user_handle: bytes = b""
    _key: Any = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.credential_id = Random(f"credential {self.name}").bytes(32)
        self.prf_output = Random(f"prf {self.name}").bytes(32)
        self.host = self.origin.partition("://")[2].partition(":")[0]

    @property
    def way_in_id(self) -> str:
        """The id of the way in that belongs to this passkey."""
        return credential_way_in_id(self.credential_id)

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        """The registration response to creation options."""
        assert options["rp"]["id"] == self.host
        assert {"type": "public-key", "alg": self.algorithm} in options["pubKeyCredParams"]
        assert options["authenticatorSelection"]["residentKey"] == "required"
        assert options["authenticatorSelection"]["userVerification"] == "required"
        assert options.get("attestation", "none") == "none"
        excluded = [from_base64url(each["id"]) for each in options.get("excludeCredentials", [])]
        assert self.credential_id not in excluded
        self.user_handle = from_base64url(options["user"]["id"])
        self._key = _make_key(self.algorithm)
        length = len(self.credential_id).to_bytes(2, "big")
        attested = _AAGUID + length + self.credential_id + cbor2.dumps(_cose_key(self._key, self.algorithm))
        attestation = {"fmt": "none", "attStmt": {}, "authData": self._data(_HAS_CREDENTIAL) + attested}
        response = {
            "attestationObject": to_base64url(cbor2.dumps(attestation)),
            "clientDataJSON": to_base64url(self._client_data("webauthn.create", options["challenge"])),
            "transports": ["internal"],
        }
        return self._credential(response)

    def use(self, options: dict[str, Any]) -> dict[str, Any]:
        """The authentication response to request options."""
        assert options["rpId"] == self.host
        assert options["userVerification"] == "required"
        allowed = [from_base64url(each["id"]) for each in options.get("allowCredentials") or []]
        assert not allowed or self.credential_id in allowed
        self.sign_count += 1 if self.sign_count else 0
        data = self._data(0)
        client_data = self._client_data("webauthn.get", options["challenge"])
        response = {
            "authenticatorData": to_base64url(data),
            "clientDataJSON": to_base64url(client_data),
            "signature": to_base64url(_sign(self._key, data + hashlib.sha256(client_data).digest())),
            "userHandle": to_base64url(self.user_handle),
        }
        return self._credential(response)

    def _credential(self, response: dict[str, Any]) -> dict[str, Any]:
        identifier = to_base64url(self.credential_id)
        return {
            "id": identifier,
            "rawId": identifier,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": response,
        }

    def _client_data(self, ceremony: str, challenge: str) -> bytes:
        value = {
            "type": ceremony,
            "challenge": challenge,
            "origin": self.origin,
            "crossOrigin": self.cross_origin,
        }
        return json.dumps(value).encode()

    def _data(self, more_flags: int) -> bytes:
        flags = _USER_PRESENT | _BACKUP_ELIGIBLE | _BACKED_UP | more_flags
        flags |= _USER_VERIFIED if self.user_verified else 0
        return (
            hashlib.sha256(self.host.encode()).digest() + bytes((flags,)) + self.sign_count.to_bytes(4, "big")
        )


def _make_key(algorithm: Algorithm) -> Any:
    if algorithm == -7:
        return ec.generate_private_key(ec.SECP256R1())
    if algorithm == -8:
        return ed25519.Ed25519PrivateKey.generate()
    return rsa.generate_private_key(65537, 2048)


def _cose_key(key: Any, algorithm: Algorithm) -> dict[int, int | bytes]:
    """The public key as RFC 9053 writes it."""
    if isinstance(key, ec.EllipticCurvePrivateKey):
        numbers = key.public_key().public_numbers()
        return {
            1: 2,
            3: algorithm,
            -1: 1,
            -2: numbers.x.to_bytes(32, "big"),
            -3: numbers.y.to_bytes(32, "big"),
        }
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return {1: 1, 3: algorithm, -1: 6, -2: key.public_key().public_bytes_raw()}
    modulus = key.public_key().public_numbers().n
    return {1: 3, 3: algorithm, -1: modulus.to_bytes(256, "big"), -2: (65537).to_bytes(3, "big")}


def _sign(key: Any, message: bytes) -> bytes:
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return key.sign(message, ec.ECDSA(SHA256()))
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign(message)
    return bytes(key.sign(message, padding.PKCS1v15(), SHA256()))
