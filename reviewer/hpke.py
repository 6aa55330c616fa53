"""HPKE with X-Wing: wraps and unwraps 32-byte keys (spec/keys.md section 2)."""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

SEED_BYTES = 32
ENCAPSULATED_BYTES = 1120
_ML_KEM_PUBLIC_BYTES = 1184
_ML_KEM_SEED_BYTES = 64
_X25519_BYTES = 32
_LEAST_SEALED_BYTES = ENCAPSULATED_BYTES + 16

_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


class KemKey:
    """An X-Wing key pair, made from its 32-byte seed."""

    def __init__(self, seed: bytes) -> None:
        if len(seed) != SEED_BYTES:
            raise ValueError("an X-Wing seed has 32 bytes")
        expanded = hashlib.shake_256(seed).digest(_ML_KEM_SEED_BYTES + _X25519_BYTES)
        ml_kem = MLKEM768PrivateKey.from_seed_bytes(expanded[:_ML_KEM_SEED_BYTES])
        x25519 = X25519PrivateKey.from_private_bytes(expanded[_ML_KEM_SEED_BYTES:])
        self._private = MLKEM768X25519PrivateKey(ml_kem, x25519)
        self.public = ml_kem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()

    def open(self, info: bytes, sealed: bytes) -> bytes | None:
        """The plaintext, or None when it does not open; why it does not can't be told apart."""
        if len(sealed) < _LEAST_SEALED_BYTES:
            return None
        try:
            return _SUITE.decrypt(sealed, self._private, info)
        except (InvalidTag, ValueError):
            return None


def seal(kem_public: bytes, info: bytes, plaintext: bytes) -> bytes:
    """`enc || ciphertext` for the holder of the seed behind `kem_public` (1216 bytes)."""
    ml_kem = MLKEM768PublicKey.from_public_bytes(kem_public[:_ML_KEM_PUBLIC_BYTES])
    x25519 = X25519PublicKey.from_public_bytes(kem_public[_ML_KEM_PUBLIC_BYTES:])
    return _SUITE.encrypt(plaintext, MLKEM768X25519PublicKey(ml_kem, x25519), info)
