"""Keys, words, stanzas and signatures (spec/keys.md)."""

from __future__ import annotations

from nacl.signing import SigningKey

from reviewer.hpke import KemKey
from reviewer.key_file import open_key_file
from reviewer.keys import (
    AccountKeys,
    CaseKeys,
    StanzaPurpose,
    WayInKeys,
    open_stanza,
    open_way_in,
    passkey_secret,
    recovery_lookup_id,
)
from scripts.vectors import recovery_words
from server.crypto.encoding import parse_canonical_json, write_canonical_json
from server.crypto.errors import FailureClass, require
from server.crypto.identity import Identity
from server.crypto.signatures import SignedObject, labelled, verify
from server.crypto.way_in import credential_way_in_id
from server.crypto.words import six_words
from tests.vectors.operations.operation import LARGEST, Given, Output, operation


@operation("derive-account")
def derive_account(given: Given) -> Output:
    keys = AccountKeys(given.bytes("account_secret"))
    return {
        "signing_seed": keys.signing_seed,
        "kem_seed": keys.kem_seed,
        "local_store_key": keys.local_store_key,
        "account_state_key": keys.account_state_key,
        "signing_public": keys.identity.signing_public,
        "kem_public": keys.identity.kem_public,
        "account_id": keys.account_id,
    }


@operation("derive-case")
def derive_case(given: Given) -> Output:
    keys = CaseKeys(given.bytes("case_secret"))
    return {
        "case_key": keys.case_key,
        "case_kem_seed": keys.case_kem_seed,
        "case_kem_public": KemKey(keys.case_kem_seed).public,
        "consent_root": keys.consent_root,
        "consent_key": keys.consent_key(given["consent_id"]),
    }


@operation("identity")
def identity(given: Given) -> Output:
    return {"account_id": Identity.from_json(given.json("identity")).account_id}


@operation("signature")
def signature(given: Given) -> Output:
    verify(given.bytes("public"), given["label"], given.bytes("message"), given.bytes("signature"))
    return {}


@operation("sign")
def sign(given: Given) -> Output:
    message = labelled(given["label"], given.bytes("message"))
    return {"signature": SigningKey(given.bytes("seed")).sign(message).signature}


@operation("signed-object")
def signed_object(given: Given) -> Output:
    parsed = SignedObject.from_json(given.json("object"), LARGEST)
    signed = parsed.verify(given.bytes("public"), given["label"])
    parse_canonical_json(signed, LARGEST)
    assert write_canonical_json(parsed.to_json()) == given.bytes("object")
    return {"signed": signed}


@operation("words")
def words(given: Given) -> Output:
    return {"words": list(six_words(given.bytes("bytes")))}


@operation("recovery-words")
def recovery(given: Given) -> Output:
    w = recovery_words.secret_of(given["words"])
    assert recovery_words.words_of(w) == given["words"]
    return {
        "w": w,
        "lookup_id": recovery_lookup_id(w),
        "kem_public": WayInKeys(w, "recovery").kem.public,
    }


@operation("passkey-secret")
def passkey(given: Given) -> Output:
    w = passkey_secret(given.bytes("prf_output"))
    keys = WayInKeys(w, "passkey")
    return {
        "w": w,
        "kem_public": keys.kem.public,
        "binding_key": keys.binding_key,
        "way_in_id": credential_way_in_id(given.bytes("credential_id")),
    }


@operation("hpke-open")
def hpke_open(given: Given) -> Output:
    plaintext = KemKey(given.bytes("kem_seed")).open(given.bytes("info"), given.bytes("sealed"))
    return None if plaintext is None else {"plaintext": plaintext}


@operation("way-in")
def way_in(given: Given) -> Output:
    parsed = SignedObject.from_json(given.json("object"), LARGEST)
    assert write_canonical_json(parsed.to_json()) == given.bytes("object")
    secret = open_way_in(given.bytes("w"), given["kind"], given["way_in_id"], parsed)
    if secret is None:
        return None
    if given["user_handle"] is not None:
        same = given.bytes("user_handle").hex() == AccountKeys(secret).account_id
        require(same, FailureClass.WAY_IN, "user handle of another account")
    return {"account_secret": secret}


@operation("stanza")
def stanza(given: Given) -> Output:
    purpose = StanzaPurpose(given["case_id"], given["opens"], given["recipient"], given["subject_id"])
    key = open_stanza(AccountKeys(given.bytes("account_secret")), purpose, given.bytes("stanza"))
    return None if key is None else {"key": key}


@operation("key-file")
def key_file(given: Given) -> Output:
    return {"account_secret": open_key_file(given.bytes("file"), given["passphrase"])}
