"""Public vectors against the functions that the product really uses.

Wycheproof is run where its folder stands beside the checkout; where it does not, the run says so.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

from reviewer.hpke import KemKey
from reviewer.keys import hkdf
from scripts.vectors.randomness import Random
from scripts.vectors.sealing import encapsulate, key_schedule, seal
from server.crypto.errors import ContractError
from server.crypto.signatures import verify_raw
from tests.vectors.public import WYCHEPROOF, package_blocks, package_text, wycheproof_groups

X_WING, HKDF_SHA_256, CHACHA20_POLY1305 = 0x647A, 1, 3


def _run_wycheproof(name: str, check: Callable[[dict[str, Any], dict[str, Any]], bool]) -> None:
    """Run every test of a file; `check` says whether our function accepts it with the right answer."""
    groups = wycheproof_groups(name)
    if not groups:
        with warnings.catch_warnings():
            warnings.simplefilter("default")
            warnings.warn(f"Wycheproof is not at {WYCHEPROOF}: {name} was not run", stacklevel=2)
        return
    wrong = []
    count = 0
    for group in groups:
        for test in group["tests"]:
            count += 1
            if test["result"] != "acceptable" and check(group, test) != (test["result"] == "valid"):
                wrong.append(test["tcId"])
    assert wrong == []
    assert count > 50


def test_wycheproof_ed25519() -> None:
    def check(group: dict[str, Any], test: dict[str, Any]) -> bool:
        public = bytes.fromhex(group["publicKey"]["pk"])
        try:
            verify_raw(public, bytes.fromhex(test["msg"]), bytes.fromhex(test["sig"]))
        except ContractError:
            return False
        return True

    _run_wycheproof("ed25519_test.json", check)


def test_wycheproof_chacha20_poly1305() -> None:
    def check(_: dict[str, Any], test: dict[str, Any]) -> bool:
        sealed = bytes.fromhex(test["ct"] + test["tag"])
        try:
            aead = ChaCha20Poly1305(bytes.fromhex(test["key"]))
            opened = aead.decrypt(bytes.fromhex(test["iv"]), sealed, bytes.fromhex(test["aad"]))
        except (InvalidTag, ValueError):
            return False
        return opened.hex() == str(test["msg"])

    _run_wycheproof("chacha20_poly1305_test.json", check)


def test_wycheproof_x25519() -> None:
    def shared(test: dict[str, Any]) -> str | None:
        private = X25519PrivateKey.from_private_bytes(bytes.fromhex(test["private"]))
        try:
            return private.exchange(X25519PublicKey.from_public_bytes(bytes.fromhex(test["public"]))).hex()
        except ValueError:
            return None

    _run_wycheproof("x25519_test.json", lambda _, test: shared(test) == str(test["shared"]))
    zero = [
        test
        for group in wycheproof_groups("x25519_test.json")
        for test in group["tests"]
        if "ZeroSharedSecret" in test["flags"]
    ]
    assert all(shared(test) is None for test in zero)


def test_wycheproof_ml_kem_768_decapsulation() -> None:
    def check(_: dict[str, Any], test: dict[str, Any]) -> bool:
        try:
            private = MLKEM768PrivateKey.from_seed_bytes(bytes.fromhex(test["seed"]))
            shared = private.decapsulate(bytes.fromhex(test["c"]))
        except ValueError:
            return False
        return shared.hex() == str(test["K"])

    _run_wycheproof("mlkem_768_test.json", check)


def test_wycheproof_ml_kem_768_key_generation() -> None:
    def check(_: dict[str, Any], test: dict[str, Any]) -> bool:
        private = MLKEM768PrivateKey.from_seed_bytes(bytes.fromhex(test["seed"]))
        return private.public_key().public_bytes_raw().hex() == str(test["ek"])

    _run_wycheproof("mlkem_768_keygen_seed_test.json", check)


def test_wycheproof_ml_kem_768_refuses_malformed_keys() -> None:
    def check(_: dict[str, Any], test: dict[str, Any]) -> bool:
        try:
            MLKEM768PublicKey.from_public_bytes(bytes.fromhex(test["ek"])).encapsulate()
        except ValueError:
            return False
        return True

    _run_wycheproof("mlkem_768_encaps_test.json", check)


@pytest.mark.parametrize("name", ["hkdf_sha256_test.json", "hkdf_sha512_test.json"])
def test_wycheproof_hkdf(name: str) -> None:
    algorithm = hashes.SHA256() if "256" in name else hashes.SHA512()

    def check(_: dict[str, Any], test: dict[str, Any]) -> bool:
        try:
            derivation = HKDF(
                algorithm, test["size"], salt=bytes.fromhex(test["salt"]), info=bytes.fromhex(test["info"])
            )
            return derivation.derive(bytes.fromhex(test["ikm"])).hex() == str(test["okm"])
        except ValueError:
            return False

    _run_wycheproof(name, check)


def test_package_hkdf_sha_256() -> None:
    blocks = [block for block in package_blocks("KDF/rfc-5869-HKDF-SHA256.txt") if "okm" in block]
    assert len(blocks) >= 3
    for block in blocks:
        info, length = bytes.fromhex(block.get("info", "")), int(block["l"])
        derivation = HKDF(hashes.SHA256(), length, salt=bytes.fromhex(block.get("salt", "")), info=info)
        assert derivation.derive(bytes.fromhex(block["ikm"])).hex() == block["okm"]
        expand = HKDFExpand(hashes.SHA256(), length, info=info)
        assert expand.derive(bytes.fromhex(block["prk"])).hex() == block["okm"]
    empty = next(block for block in blocks if not block.get("salt") and not block.get("info"))
    assert hkdf(bytes.fromhex(empty["ikm"]), "", int(empty["l"])).hex() == empty["okm"]


def test_package_x25519() -> None:
    blocks = [block for block in package_blocks("asymmetric/X25519/rfc7748.txt") if "output_u" in block]
    assert len(blocks) >= 2
    for block in blocks:
        private = X25519PrivateKey.from_private_bytes(bytes.fromhex(block["input_scalar"]))
        public = X25519PublicKey.from_public_bytes(bytes.fromhex(block["input_u"]))
        assert private.exchange(public).hex() == block["output_u"]


def test_package_ed25519() -> None:
    lines = package_text("asymmetric/Ed25519/sign.input").splitlines()
    assert len(lines) == 1024
    for line in lines:
        _, public, message, signed = (bytes.fromhex(part) for part in line.split(":")[:4])
        verify_raw(public, message, signed[:64])
        with pytest.raises(ContractError):
            verify_raw(public, message + b"\x00", signed[:64])


def test_package_chacha20_poly1305() -> None:
    blocks = package_blocks("ciphers/ChaCha20Poly1305/openssl.txt")
    blocks = [block for block in blocks if block.get("result") is None and "tag" in block]
    assert len(blocks) >= 1
    for block in blocks:
        aead = ChaCha20Poly1305(bytes.fromhex(block["key"]))
        nonce, aad = bytes.fromhex(block["iv"]), bytes.fromhex(block["aad"])
        sealed = bytes.fromhex(block["ciphertext"] + block["tag"])
        assert aead.decrypt(nonce, sealed, aad).hex() == block["plaintext"]


def test_package_ml_kem_768() -> None:
    blocks = [block for block in package_blocks("asymmetric/MLKEM/kat_MLKEM_768.rsp") if "ss" in block]
    assert len(blocks) >= 100
    for block in blocks:
        private = MLKEM768PrivateKey.from_seed_bytes(bytes.fromhex(block["d"] + block["z"]))
        assert private.public_key().public_bytes_raw().hex() == block["pk"]
        assert private.decapsulate(bytes.fromhex(block["ct"])).hex() == block["ss"]


def _hpke_vectors() -> list[dict[str, Any]]:
    vectors: list[dict[str, Any]] = json.loads(package_text("HPKE/hpke-pq-test-vectors.json"))
    suite = (0, X_WING, HKDF_SHA_256, CHACHA20_POLY1305)
    return [
        each for each in vectors if (each["mode"], each["kem_id"], each["kdf_id"], each["aead_id"]) == suite
    ]


def test_package_hpke_of_our_suite() -> None:
    """Our deterministic sealing follows the draft's vector; below, the product opens what it sealed."""
    vectors = _hpke_vectors()
    assert len(vectors) >= 1
    for vector in vectors:
        public = bytes.fromhex(vector["pkRm"])
        assert KemKey(bytes.fromhex(vector["skRm"])).public == public
        shared, encapsulated = encapsulate(public, bytes.fromhex(vector["ikmE"]))
        assert (shared.hex(), encapsulated.hex()) == (vector["shared_secret"], vector["enc"])
        key, nonce = key_schedule(shared, bytes.fromhex(vector["info"]))
        assert (key.hex(), nonce.hex()) == (vector["key"], vector["base_nonce"])
        first = vector["encryptions"][0]
        sealed = ChaCha20Poly1305(key).encrypt(nonce, bytes.fromhex(first["pt"]), bytes.fromhex(first["aad"]))
        assert sealed.hex() == first["ct"]


def test_the_product_opens_what_follows_the_vector() -> None:
    for vector in _hpke_vectors():
        keys = KemKey(bytes.fromhex(vector["skRm"]))
        info = bytes.fromhex(vector["info"])
        sealed = seal(keys.public, info, b"32 bytes that open something big", Random("public"))
        assert keys.open(info, sealed) == b"32 bytes that open something big"
