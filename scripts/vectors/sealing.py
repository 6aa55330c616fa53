"""HPKE with X-Wing whose randomness is handed in, so that vectors come out the same (keys.md section 2).

The product seals with `cryptography`, which draws its own randomness. Tests open with `cryptography` what is
sealed here, so the two prove each other. ML-KEM's derandomised encapsulation comes from kyber-py.
"""

from __future__ import annotations

import hashlib
import hmac
import struct

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from kyber_py.ml_kem import ML_KEM_768

from scripts.vectors.randomness import Random

_ML_KEM_PUBLIC_BYTES = 1184
_SUITE_ID = b"HPKE" + struct.pack(">HHH", 0x647A, 1, 3)
_X_WING_LABEL = bytes.fromhex("5c2e2f2f5e5c")


def encapsulate(kem_public: bytes, randomness: bytes) -> tuple[bytes, bytes]:
    """X-Wing's shared secret and ciphertext, from 64 bytes of randomness (the draft's EncapsulateDerand)."""
    x25519_public = kem_public[_ML_KEM_PUBLIC_BYTES:]
    ml_kem_shared, ml_kem_ciphertext = ML_KEM_768._encaps_internal(
        kem_public[:_ML_KEM_PUBLIC_BYTES], randomness[:32]
    )
    ephemeral = X25519PrivateKey.from_private_bytes(randomness[32:])
    x25519_ciphertext = ephemeral.public_key().public_bytes_raw()
    x25519_shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(x25519_public))
    joined = ml_kem_shared + x25519_shared + x25519_ciphertext + x25519_public + _X_WING_LABEL
    return hashlib.sha3_256(joined).digest(), ml_kem_ciphertext + x25519_ciphertext


def key_schedule(shared: bytes, info: bytes) -> tuple[bytes, bytes]:
    """Key and base nonce of RFC 9180 base mode."""
    context = b"\x00" + _extract(b"", b"psk_id_hash", b"") + _extract(b"", b"info_hash", info)
    secret = _extract(shared, b"secret", b"")
    return _expand(secret, b"key", context, 32), _expand(secret, b"base_nonce", context, 12)


def seal(kem_public: bytes, info: bytes, plaintext: bytes, random: Random) -> bytes:
    """`enc || ciphertext` of RFC 9180 base mode."""
    shared, encapsulated = encapsulate(kem_public, random.bytes(64))
    key, nonce = key_schedule(shared, info)
    return encapsulated + ChaCha20Poly1305(key).encrypt(nonce, plaintext, b"")


def _extract(salt: bytes, label: bytes, ikm: bytes) -> bytes:
    return hmac.new(salt or bytes(32), b"HPKE-v1" + _SUITE_ID + label + ikm, hashlib.sha256).digest()


def _expand(secret: bytes, label: bytes, info: bytes, length: int) -> bytes:
    labelled_info = struct.pack(">H", length) + b"HPKE-v1" + _SUITE_ID + label + info
    return hmac.new(secret, labelled_info + b"\x01", hashlib.sha256).digest()[:length]
