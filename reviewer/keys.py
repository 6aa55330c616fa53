"""Every secret that a person's own computer derives (spec/keys.md sections 1, 3, 7 and 8)."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import Literal

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from nacl.bindings import crypto_generichash_blake2b_salt_personal
from nacl.signing import SigningKey

from reviewer.hpke import KemKey
from server.crypto.encoding import write_canonical_json
from server.crypto.errors import ContractError, FailureClass, require
from server.crypto.identity import Identity, account_id_of
from server.crypto.signatures import SignedObject, labelled
from server.crypto.way_in import LABEL as WAY_IN_LABEL
from server.crypto.way_in import WayIn, WayInKind

SECRET_BYTES = 32
_KDF_CONTEXT = b"2ndLook1"


def hkdf(ikm: bytes, label: str, length: int) -> bytes:
    """HKDF-SHA-256 with an empty salt and the label as info."""
    return HKDF(hashes.SHA256(), length, salt=None, info=label.encode("ascii")).derive(ikm)


def derive_subkey(secret: bytes, number: int) -> bytes:
    """Libsodium's crypto_kdf_derive_from_key(32, number, "2ndLook1", secret)."""
    salt = number.to_bytes(8, "little") + bytes(8)
    return bytes(
        crypto_generichash_blake2b_salt_personal(
            b"", digest_size=SECRET_BYTES, key=secret, salt=salt, person=_KDF_CONTEXT + bytes(8)
        )
    )


class AccountKeys:
    """All that an account secret opens and signs."""

    def __init__(self, account_secret: bytes) -> None:
        if len(account_secret) != SECRET_BYTES:
            raise ValueError("an account secret has 32 bytes")
        self.signing_seed = derive_subkey(account_secret, 1)
        self.kem_seed = derive_subkey(account_secret, 2)
        self.local_store_key = derive_subkey(account_secret, 3)
        self.account_state_key = derive_subkey(account_secret, 4)
        self._signing = SigningKey(self.signing_seed)
        self.kem = KemKey(self.kem_seed)
        signing_public = bytes(self._signing.verify_key)
        account_id = account_id_of(signing_public, self.kem.public)
        self.identity = Identity(account_id, self.kem.public, signing_public)

    @property
    def account_id(self) -> str:
        """The account id, in hex."""
        return self.identity.account_id

    def sign(self, label: str, message: bytes) -> bytes:
        """An Ed25519 signature for one purpose, 64 bytes."""
        return self._signing.sign(labelled(label, message)).signature


class CaseKeys:
    """All that a case secret opens."""

    def __init__(self, case_secret: bytes) -> None:
        self.case_key = derive_subkey(case_secret, 1)
        self.case_kem_seed = derive_subkey(case_secret, 2)
        self.consent_root = derive_subkey(case_secret, 3)

    def consent_key(self, consent_id: str) -> bytes:
        """The key of one consent."""
        return hkdf(self.consent_root, f"second-look/v1/consent-key/{consent_id}", SECRET_BYTES)


@dataclass(frozen=True)
class StanzaPurpose:
    """What a stanza is bound to."""

    case_id: str
    opens: Literal["case", "consent"]
    recipient: str
    subject_id: str

    def info(self) -> bytes:
        """The HPKE info that binds the stanza."""
        binding = write_canonical_json(
            {
                "case_id": self.case_id,
                "opens": self.opens,
                "recipient": self.recipient,
                "subject_id": self.subject_id,
                "suite": 1,
                "v": 1,
            }
        )
        return labelled("second-look/v1/stanza", binding)


def open_stanza(keys: AccountKeys, purpose: StanzaPurpose, stanza: bytes) -> bytes | None:
    """The wrapped key; None when the stanza is for another account, `stanza` when it does not open."""
    if purpose.recipient != keys.account_id:
        return None
    key = keys.kem.open(purpose.info(), stanza)
    if key is None or len(key) != SECRET_BYTES:
        raise ContractError(FailureClass.STANZA, "the stanza for this account does not open")
    return key


class WayInKeys:
    """What 32 secret bytes W of a passkey or a recovery sheet derive."""

    def __init__(self, w: bytes, kind: WayInKind) -> None:
        prefix = f"second-look/v1/way-in/{kind}"
        self.kind = kind
        self.kem_seed = hkdf(w, f"{prefix}/kem", SECRET_BYTES)
        self.binding_key = hkdf(w, f"{prefix}/binding", SECRET_BYTES)
        self.kem = KemKey(self.kem_seed)

    def binding(self, account_id: str) -> bytes:
        """What ties W to the account, so that nobody without W can plant another account secret."""
        message = bytes.fromhex(account_id) + self.kem.public
        return hmac.new(self.binding_key, message, hashlib.sha256).digest()


def passkey_secret(prf_output: bytes) -> bytes:
    """W of a passkey, from the 32 bytes that its PRF answers."""
    if len(prf_output) != SECRET_BYTES:
        raise ContractError(FailureClass.WAY_IN, "a PRF output has 32 bytes")
    return hkdf(prf_output, "second-look/v1/way-in/passkey/prf", SECRET_BYTES)


def recovery_lookup_id(w: bytes) -> str:
    """The id by which a recovery sheet finds its way in, in hex."""
    return hkdf(w, "second-look/v1/way-in/recovery/lookup", 16).hex()


def way_in_info(account_id: str, kem_public: bytes, kind: WayInKind, way_in_id: str) -> bytes:
    """The HPKE info that binds a way in."""
    binding = write_canonical_json(
        {
            "account_id": account_id,
            "kem_public_sha256": hashlib.sha256(kem_public).hexdigest(),
            "kind": kind,
            "v": 1,
            "way_in_id": way_in_id,
        }
    )
    return labelled(WAY_IN_LABEL, binding)


def open_way_in(w: bytes, kind: WayInKind, way_in_id: str, signed_object: SignedObject) -> bytes | None:
    """The account secret behind a way in, after every check in the order of section 3.

    None when the object is not the one asked for or not for this W; `way-in` when it was changed.
    """
    way_in = WayIn.parse(signed_object.signed)
    keys = WayInKeys(w, kind)
    if (way_in.kind, way_in.way_in_id, way_in.kem_public) != (kind, way_in_id, keys.kem.public):
        return None
    bound = hmac.compare_digest(way_in.binding, keys.binding(way_in.account_id))
    require(bound, FailureClass.WAY_IN, "the binding differs")
    info = way_in_info(way_in.account_id, way_in.kem_public, kind, way_in_id)
    account_secret = keys.kem.open(info, way_in.sealed)
    if account_secret is None or len(account_secret) != SECRET_BYTES:
        raise ContractError(FailureClass.WAY_IN, "the account secret does not open")
    account = AccountKeys(account_secret)
    require(account.account_id == way_in.account_id, FailureClass.WAY_IN, "another account's secret")
    try:
        signed_object.verify(account.identity.signing_public, WAY_IN_LABEL)
    except ContractError:
        raise ContractError(FailureClass.WAY_IN, "the account did not sign this way in") from None
    return account_secret
