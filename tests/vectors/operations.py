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
from reviewer.case_file import CaseFile
from reviewer.consent import CheckedConsent, VerifiedChain, check_consent, verify_chain
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
from reviewer.opened_case import open_case, verify_contents
from reviewer.records import RecordDetails, case_name, open_private_part, opened_record_ids
from scripts.vectors import recovery_words
from scripts.vectors.scenario import resolve
from server.crypto import envelope_layout, merkle, tiles
from server.crypto.announcements import ClinicAnnouncement, DirectoryEntry, ReviewerAnnouncement, Revocation
from server.crypto.case_state import fold
from server.crypto.chain import Head
from server.crypto.checkpoints import InclusionProof, open_checkpoint
from server.crypto.directory_log import verify_directory, verify_first_leaf
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
from server.crypto.public_parts import CaseOpened, RecordAdded
from server.crypto.receipts import verify_receipt
from server.crypto.signatures import SignedObject, labelled, labelled_hash, verify
from server.crypto.statements import Entry, HiddenEntry, parse_entry
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


def _entry_of(value: Any) -> Entry | HiddenEntry:
    """An entry, read and written again: the bytes are the same."""
    entry = parse_entry(value)
    assert write_canonical_json(entry.to_json()) == write_canonical_json(value)
    return entry


def _parse_entries(values: list[Any]) -> Iterator[Entry | HiddenEntry]:
    return (_entry_of(value) for value in values)


@operation("statement")
def statement(given: Given) -> Output:
    entry = Entry.from_json(given.json("entry"))
    assert write_canonical_json(entry.to_json()) == given.bytes("entry")
    parsed = entry.statement()
    signed = parse_canonical_json(entry.signed, LARGEST)
    assert isinstance(signed, dict)
    assert parsed.public.to_json() == signed["public"]
    return {"type": parsed.type, "sequence": parsed.sequence, "sha256": entry.sha256}


@operation("record")
def record(given: Given) -> Output:
    references = [EnvelopeReference.from_json(each) for each in given["references"]]
    RecordDetails.from_json(given.json("record")).check(given["record_id"], references)
    return {}


@operation("chain")
def chain(given: Given) -> Output:
    remembered = given["remembered"]
    state = fold(
        given["case_id"],
        _parse_entries(given["entries"]),
        reviewer_view=given["view"] == "reviewer",
        remembered=None if remembered is None else Head(remembered["sequence"], remembered["sha256"]),
    )
    return {"fold": state.to_json()}


@operation("case-private")
def case_private(given: Given) -> Output:
    chain(given)
    keys = AccountKeys(given.bytes("account_secret"))
    entries = [entry for entry in _parse_entries(given["entries"]) if isinstance(entry, Entry)]
    opened = entries[0].statement()
    assert isinstance(opened.public, CaseOpened)
    assert entries[0].stanza is not None
    purpose = StanzaPurpose(opened.case_id, "case", opened.public.owner.account_id, opened.case_id)
    case_secret = open_stanza(keys, purpose, entries[0].stanza)
    if case_secret is None:
        return None
    case_key = CaseKeys(case_secret).case_key
    titles = []
    for entry in entries[1:]:
        added = entry.statement()
        if isinstance(added.public, RecordAdded) and entry.private is not None:
            details = RecordDetails.from_json(open_private_part(entry, added, case_key))
            details.check(added.public.record_id, added.public.envelopes)
            titles.append(details.title)
    return {"name": case_name(open_private_part(entries[0], opened, case_key)), "titles": titles}


def _checked_consent(given: Given) -> tuple[CheckedConsent, VerifiedChain] | None:
    keys = AccountKeys(given.bytes("account_secret"))
    verified = verify_chain(given["case_id"], list(_parse_entries(given["entries"])))
    entries = [DirectoryEntry.from_json(each) for each in given["directory_entries"]]
    directory = verify_directory(given.bytes("clinic_public"), given["checkpoint"], entries)
    checked = check_consent(keys, verified, given["consent_id"], directory, given["now_ms"])
    return None if checked is None else (checked, verified)


@operation("consent")
def consent(given: Given) -> Output:
    answer = _checked_consent(given)
    if answer is None:
        return None
    checked = answer[0]
    return {
        "question": checked.question,
        "titles": [each.details.title for each in checked.records],
        "screen_lines": list(checked.screen.lines),
        "envelope_ids": sorted(envelope_id for each in checked.records for envelope_id in each.references),
    }


@operation("opened")
def opened(given: Given) -> Output:
    answer = _checked_consent(given)
    if answer is None:
        return None
    checked, verified = answer
    entry = verified.entries[given["sequence"]]
    assert isinstance(entry, Entry)
    private = open_private_part(entry, verified.statements[given["sequence"]], checked.consent_key)
    return {"record_ids": list(opened_record_ids(private, checked.given.record_ids))}


@operation("receipt")
def receipt(given: Given) -> Output:
    parsed = verify_receipt(given.json("object"), given.bytes("receipt_public"))
    same = (parsed.case_id, parsed.consent_id) == (given["case_id"], given["consent_id"])
    require(same, FailureClass.CHAIN_SCOPE, "receipt for something else")
    return {"reason": parsed.reason, "time_ms": parsed.time_ms}


@operation("directory-entry")
def directory_entry(given: Given) -> Output:
    entry = DirectoryEntry.parse(given.bytes("entry"))
    assert entry.to_bytes() == given.bytes("entry")
    kinds = {ClinicAnnouncement: "clinic", ReviewerAnnouncement: "reviewer", Revocation: "revocation"}
    kind = kinds[type(entry.verify(given.bytes("clinic_public")))]
    return {"type": kind, "leaf_sha256": entry.leaf_sha256}


@operation("checkpoint")
def checkpoint(given: Given) -> Output:
    opened_note = open_checkpoint(given["note"], given["log_origin"], given.bytes("log_public"))
    assert given["note"].startswith(opened_note.text() + "\n")
    return {"size": opened_note.size, "root": opened_note.root.hex()}


def _hashes(values: list[str]) -> list[bytes]:
    return [bytes.fromhex(each) for each in values]


@operation("inclusion")
def inclusion(given: Given) -> Output:
    leaf, root = _hashes([given["leaf_sha256"], given["root"]])
    merkle.verify_inclusion(leaf, given["index"], given["size"], _hashes(given["hashes"]), root)
    return {}


@operation("consistency")
def consistency(given: Given) -> Output:
    from_root, to_root = _hashes([given["from_root"], given["to_root"]])
    merkle.verify_consistency(
        given["from_size"], given["to_size"], from_root, to_root, _hashes(given["hashes"])
    )
    return {}


@operation("root")
def root_of_leaves(given: Given) -> Output:
    return {"root": merkle.root_of(_hashes(given["leaves"])).hex()}


@operation("tlog-proof")
def tlog_proof(given: Given) -> Output:
    proof = InclusionProof.parse(given["proof"])
    assert proof.text() == given["proof"]
    seen = proof.verify(given.bytes("entry"), given["log_origin"], given.bytes("log_public"))
    return {"index": proof.index, "size": seen.size}


@operation("tile")
def tile(given: Given) -> Output:
    return {"tile": tiles.make_tile(_hashes(given["leaves"]), given["level"], given["index"])}


@operation("entry-bundle")
def entry_bundle(given: Given) -> Output:
    entries = tiles.parse_entry_bundle(given.bytes("bundle"))
    assert tiles.make_entry_bundle(entries) == given.bytes("bundle")
    return {"entries": [to_base64url(entry) for entry in entries]}


@operation("directory")
def directory_of(given: Given) -> Output:
    clinic_public = given.bytes("clinic_public")
    entries = [DirectoryEntry.from_json(each) for each in given["entries"]]
    remembered = None
    if given["remembered"] is not None:
        clinic = verify_first_leaf(entries[0], clinic_public)
        remembered = open_checkpoint(given["remembered"], clinic.log_origin, clinic.log_public)
    verified = verify_directory(
        clinic_public, given["checkpoint"], entries, remembered, _hashes(given["hashes"])
    )
    name = None
    if given["account_id"] is not None:
        name = verified.choosable_reviewer(given["account_id"], given["now_ms"]).name
    return {"size": verified.checkpoint.size, "clinic_name": verified.clinic.name, "reviewer_name": name}


@operation("case-file")
def case_file(given: Given) -> Output:
    keys = AccountKeys(given.bytes("account_secret"))
    file = CaseFile(io.BytesIO(given.bytes("file")))
    case = open_case(file, keys, given.bytes("clinic_public"), given["now_ms"])
    if case is None:
        return None
    verify_contents(case)
    contents = [content for each in case.consent.records for content in each.details.contents]
    return {
        "contents": [
            {"name": each.name, "sha256": each.sha256, "size_bytes": each.size_bytes} for each in contents
        ]
    }
