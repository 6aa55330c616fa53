"""The reviewer's key file, opened with a passphrase (spec/keys.md section 9)."""

from __future__ import annotations

import unicodedata

from nacl import pwhash

from reviewer.envelope import NO_CASE, Place, open_bytes, seal_bytes
from reviewer.keys import SECRET_BYTES, AccountKeys
from server.crypto.encoding import to_base64url, write_canonical_json
from server.crypto.errors import ContractError, FailureClass, require
from server.crypto.fields import Fields

LARGEST_KEY_FILE_BYTES = 8192
MEMORY_KIB = 65_536
PASSES = 3
ARGON2_SALT_BYTES = 16

_NAMES = ("account_id", "argon2id", "envelope_id", "kind", "sealed", "v")


def stretch_passphrase(passphrase: str, salt: bytes) -> bytes:
    """argon2id of the passphrase with the one stated cost, 32 bytes. Its length is checked (`key-file`)."""
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    require(12 <= len(secret) <= 1024, FailureClass.KEY_FILE, "a passphrase has 12 to 1024 bytes")
    return bytes(pwhash.argon2id.kdf(SECRET_BYTES, secret, salt, opslimit=PASSES, memlimit=MEMORY_KIB * 1024))


def open_key_file(data: bytes, passphrase: str) -> bytes:
    """The account secret. A wrong form is `encoding` or `version`; everything else that is wrong is `key-file`."""
    fields = Fields.parse(data, "key file", _NAMES, LARGEST_KEY_FILE_BYTES)
    fields.one_of("kind", ("reviewer-key-file",))
    account_id = fields.hex_text("account_id", 32)
    place = Place(NO_CASE, fields.hex_text("envelope_id", 16), "reviewer-key-file")
    sealed = fields.binary("sealed")
    cost = Fields(fields.value("argon2id"), "argon2id", ("memory_kib", "passes", "salt"))
    salt = cost.binary("salt", ARGON2_SALT_BYTES)
    stated = (cost.integer("memory_kib", 0, 2**53 - 1), cost.integer("passes", 0, 2**53 - 1))
    require(stated == (MEMORY_KIB, PASSES), FailureClass.KEY_FILE, "another cost than the stated one")
    key = stretch_passphrase(passphrase, salt)
    try:
        account_secret = open_bytes(key, place, sealed)
    except ContractError:
        raise ContractError(FailureClass.KEY_FILE, "wrong passphrase, or a changed key file") from None
    certified = len(account_secret) == SECRET_BYTES and AccountKeys(account_secret).account_id == account_id
    require(certified, FailureClass.KEY_FILE, "the secret is not that of the account")
    return account_secret


def make_key_file(
    account_secret: bytes, passphrase: str, *, envelope_id: str, argon2_salt: bytes, envelope_salt: bytes
) -> bytes:
    """The bytes of a key file. Ids and salts are fresh and random (16, 16 and 24 bytes)."""
    key = stretch_passphrase(passphrase, argon2_salt)
    sealed = seal_bytes(key, envelope_salt, Place(NO_CASE, envelope_id, "reviewer-key-file"), account_secret)
    return write_canonical_json(
        {
            "account_id": AccountKeys(account_secret).account_id,
            "argon2id": {"memory_kib": MEMORY_KIB, "passes": PASSES, "salt": to_base64url(argon2_salt)},
            "envelope_id": envelope_id,
            "kind": "reviewer-key-file",
            "sealed": to_base64url(sealed),
            "v": 1,
        }
    )
