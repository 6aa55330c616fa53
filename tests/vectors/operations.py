"""The operations of spec/vectors/README.md, run by the Python implementation.

Each takes the scenario's input and folder. It returns the output, or None for *not for this key*.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nacl.signing import SigningKey

from reviewer import envelope
from reviewer.hpke import KemKey
from reviewer.key_file import open_key_file
from reviewer.keys import (
    AccountKeys,
    CaseKeys,
    StanzaPurpose,
    WayInKeys,
    hkdf,
    open_stanza,
    open_way_in,
    passkey_secret,
    recovery_lookup_id,
)
from scripts.vectors import recovery_words
from scripts.vectors.scenario import resolve
from server.crypto import envelope_layout
from server.crypto.encoding import (
    from_base64url,
    from_hex,
    parse_canonical_json,
    to_base64url,
    write_canonical_json,
)
from server.crypto.envelope_layout import EnvelopeReference, PartHasher, parts_digest
from server.crypto.errors import FailureClass, require
from server.crypto.identity import Identity
from server.crypto.signatures import SignedObject, labelled, labelled_hash, verify
from server.crypto.text import check_text
from server.crypto.way_in import credential_way_in_id
from server.crypto.words import six_words

LARGEST = 10_000_000
Output = dict[str, Any] | None


@dataclass
class Given:
    """The input of a scenario."""

    values: dict[str, Any]
    folder: Path

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def bytes(self, name: str) -> bytes:
        return resolve(self.values[name], self.folder)

    def json(self, name: str) -> Any:
        return parse_canonical_json(self.bytes(name), LARGEST)

    def place(self) -> envelope.Place:
        return envelope.Place(self["case_id"], self["envelope_id"], self["purpose"])


Operation = Callable[[Given], Output]
OPERATIONS: dict[str, Operation] = {}


def operation(name: str) -> Callable[[Operation], Operation]:
    def register(function: Operation) -> Operation:
        OPERATIONS[name] = function
        return function

    return register


@operation("canonical-json")
def canonical_json(given: Given) -> Output:
    value = parse_canonical_json(given.bytes("bytes"), LARGEST)
    assert write_canonical_json(value) == given.bytes("bytes")
    return {"value": value}


@operation("text")
def text(given: Given) -> Output:
    check_text(given["value"], "text", given["minimum"], given["maximum"], given["lines"])
    return {}


@operation("base64url")
def base64url(given: Given) -> Output:
    return {"hex": from_base64url(given["text"]).hex()}


@operation("hex")
def hexadecimal(given: Given) -> Output:
    return {"base64url": to_base64url(from_hex(given["text"], given["length"]))}


@operation("hash")
def labelled_hash_of(given: Given) -> Output:
    return {"hash": labelled_hash(given["label"], given.bytes("message")).hex()}


@operation("hkdf")
def hkdf_of(given: Given) -> Output:
    return {"okm": hkdf(given.bytes("ikm"), given["label"], given["length"])}


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


@operation("padme")
def padme(given: Given) -> Output:
    return {"padded_bytes": envelope_layout.padme(given["size_bytes"])}


@operation("envelope-sizes")
def envelope_sizes(given: Given) -> Output:
    padded = envelope_layout.padded_size(given["data_bytes"])
    sealed = envelope_layout.sealed_size(given["data_bytes"])
    assert envelope_layout.body_of(sealed).padded_bytes == padded
    return {"padded_bytes": padded, "chunks": padded // 16384 + 1, "sealed_bytes": sealed}


@operation("envelope-seal")
def envelope_seal(given: Given) -> Output:
    data = given.bytes("data")
    pieces = envelope.seal_stream(
        given.bytes("key"), given.bytes("salt"), given.place(), io.BytesIO(data), len(data)
    )
    return {"sealed": b"".join(pieces)}


@operation("envelope-open")
def envelope_open(given: Given) -> Output:
    return {"data": envelope.open_bytes(given.bytes("key"), given.place(), given.bytes("sealed"))}


@operation("envelope-range")
def envelope_range(given: Given) -> Output:
    sealed = given.bytes("sealed")
    reader = envelope.RangeReader(
        given.bytes("key"), given.place(), len(sealed), lambda offset, size: sealed[offset : offset + size]
    )
    return {"data": reader.read(given["start"], given["length"])}


@operation("envelope-parts")
def envelope_parts(given: Given) -> Output:
    sealed = given.bytes("sealed")
    hasher = PartHasher(given["part_chunks"])
    hasher.update(sealed)
    hashes = hasher.part_hashes()
    assert len(hashes) == envelope_layout.part_count(len(sealed), given["part_chunks"])
    return {"parts": [each.hex() for each in hashes], "parts_sha256": parts_digest(hashes)}


@operation("envelope-referenced")
def envelope_referenced(given: Given) -> Output:
    return open_referenced_in_pieces(given, 100_000)


def open_referenced_in_pieces(given: Given, piece_bytes: int) -> Output:
    data = io.BytesIO()
    reference = EnvelopeReference.from_json(given["reference"])
    assert reference.to_json() == given["reference"]
    envelope.open_referenced(
        given.bytes("key"),
        given.place(),
        reference,
        pieces_of(given.bytes("sealed"), piece_bytes),
        data.write,
    )
    return {"data": data.getvalue()}


def pieces_of(data: bytes, size: int) -> Iterator[bytes]:
    """Data in pieces of a size."""
    return (data[start : start + size] for start in range(0, len(data), size))
