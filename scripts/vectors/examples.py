"""Worked examples for the documents of spec/, made from the same authors as the vectors."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from reviewer.envelope import Place, seal_bytes
from reviewer.keys import AccountKeys, CaseKeys, StanzaPurpose, WayInKeys, hkdf, passkey_secret, way_in_info
from scripts.vectors.author import START_MS, CaseAuthor, Person
from scripts.vectors.case_file import case_file_members, write_zip
from scripts.vectors.clinic import ORIGIN, Clinic
from scripts.vectors.consent import share
from scripts.vectors.recovery_words import words_of
from server.crypto.checkpoints import key_id
from server.crypto.encoding import to_base64url, write_canonical_json
from server.crypto.receipts import Receipt, make_receipt
from server.crypto.signatures import labelled, labelled_hash
from server.crypto.statements import LABEL
from server.crypto.way_in import credential_way_in_id
from server.crypto.words import six_words

_LONGEST = 80
SECRET = bytes(range(32))


def _hex(data: bytes) -> str:
    """Hex, in groups of 4 bytes; long values are cut and say how long they are."""
    shown = data if len(data) <= _LONGEST else data[: _LONGEST // 2]
    groups = " ".join(shown[start : start + 4].hex() for start in range(0, len(shown), 4))
    return (
        groups
        if shown is data
        else f"{groups} … ({len(data)} bytes, SHA-256 {hashlib.sha256(data).hexdigest()})"
    )


def _table(rows: list[tuple[str, str]]) -> str:
    lines = "".join(f"| {name} | `{value}` |\n" for name, value in rows)
    return f"| value | bytes |\n|---|---|\n{lines}"


def _block(text: str) -> str:
    return f"```text\n{text.rstrip(chr(10))}\n```\n"


def _short_json(data: bytes) -> str:
    """Canonical JSON with long base64url strings cut in the middle."""
    text = data.decode()
    pieces = text.split('"')
    return '"'.join(
        f"{piece[:24]}…{piece[-8:]}" if len(piece) > 100 and " " not in piece else piece for piece in pieces
    )


def readme() -> str:
    """Conventions."""
    value = {"b": [1, -1, None], "a": "Łódź \n", "empty": {}}
    written = write_canonical_json(value)  # type: ignore[arg-type]
    keys = AccountKeys(SECRET)
    message = b"abc"
    rows = [
        ("canonical JSON of the object with `a`, `b`, `empty`", written.decode().replace("\\n", "\\n")),
        ("its bytes", _hex(written)),
        ("base64url of `00 ff 10 80`", to_base64url(bytes.fromhex("00ff1080"))),
        ("what is signed for a statement `abc`", _hex(labelled(LABEL, message))),
        ("its signature by the signing key of [keys.md](keys.md)'s example", _hex(keys.sign(LABEL, message))),
        ('`hash("second-look/v1/account", "abc")`', _hex(labelled_hash("second-look/v1/account", message))),
        ('`hkdf("abc", "second-look/v1/way-in/passkey/prf", 32)`', _hex(hkdf(message, "second-look/v1/way-in/passkey/prf", 32))),
    ]  # fmt: skip
    return _table(rows)


def keys() -> str:
    """Everything that hangs on an account secret."""
    account = AccountKeys(SECRET)
    prf_output, credential_id = bytes(32), b"credential"
    w = passkey_secret(prf_output)
    way_in = WayInKeys(w, "passkey")
    way_in_id = credential_way_in_id(credential_id)
    case = CaseKeys(SECRET)
    case_id, consent_id = "11" * 16, "22" * 16
    purpose = StanzaPurpose(case_id, "consent", account.account_id, consent_id)
    rows = [
        ("account secret", _hex(SECRET)),
        ("1: seed of the signing key", _hex(account.signing_seed)),
        ("2: seed of the KEM key", _hex(account.kem_seed)),
        ("3: local store key", _hex(account.local_store_key)),
        ("4: account state key", _hex(account.account_state_key)),
        ("`signing_public`", _hex(account.identity.signing_public)),
        ("`kem_public`", _hex(account.identity.kem_public)),
        ("account id", account.account_id),
        ("its six words", " ".join(six_words(bytes.fromhex(account.account_id)))),
        ("PRF input", _hex(hashlib.sha256(b"second-look/v1/prf-salt").digest())),
        ("W of a passkey whose PRF output is 32 zeros", _hex(w)),
        ("way-in id of the credential id `credential`", way_in_id),
        ("KEM seed of that way in", _hex(way_in.kem_seed)),
        ("binding key", _hex(way_in.binding_key)),
        ("binding", _hex(way_in.binding(account.account_id))),
        ("info of its HPKE", way_in_info(account.account_id, way_in.kem.public, "passkey", way_in_id).decode().replace("\0", "\\0")),
        ("24 words of W = 32 zeros", words_of(bytes(32))),
        ("case secret", _hex(SECRET)),
        ("1: case key", _hex(case.case_key)),
        ("2: seed of the case's X-Wing pair", _hex(case.case_kem_seed)),
        ("3: consent root", _hex(case.consent_root)),
        (f"consent key of {consent_id}", _hex(case.consent_key(consent_id))),
        ("info of its stanza", purpose.info().decode().replace("\0", "\\0")),
    ]  # fmt: skip
    return _table(rows)


def envelope() -> str:
    """An envelope of five bytes, byte by byte."""
    key, salt, data = SECRET, bytes(range(64, 88)), b"hello"
    place = Place("11" * 16, "22" * 16, "content")
    sealed = seal_bytes(key, salt, place, data)
    info = b"c2sp.org/chunked-encryption@v1+AEAD_CHACHA20_POLY1305\x00" + salt + place.context()
    derived = HKDFExpand(hashes.SHA512(), 76, info=info).derive(key)
    rows = [
        ("input key", _hex(key)),
        ("case id, envelope id, purpose", "11" * 16 + ", " + "22" * 16 + ", content"),
        ("context", _hex(place.context())),
        ("key", _hex(derived[:32])),
        ("base nonce", _hex(derived[32:44])),
        ("padded plaintext of `hello`", _hex(len(data).to_bytes(8, "little") + data + bytes(1))),
        ("0: magic, version, suite, chunk size, zero", _hex(sealed[:8])),
        ("8: salt", _hex(sealed[8:32])),
        ("32: commitment", _hex(sealed[32:64])),
        ("64: chunk 0, 14 bytes and a tag", _hex(sealed[64:])),
        ("sealed size", str(len(sealed))),
        ("`parts_sha256`", hashlib.sha256(hashlib.sha256(sealed).digest()).hexdigest()),
    ]  # fmt: skip
    return _table(rows)


def case() -> str:
    """Three statements and an entry."""
    author = CaseAuthor(Person("Anna"), "example")
    author.open_case()
    record = author.add_record()
    removed = author.remove_record(record.record_id)
    text = "Signed bytes of `case-opened`, `record-added` and `record-removed` (long values cut, `…`):\n\n"
    text += "".join(_block(_short_json(entry.signed)) for entry in author.entries)
    text += "\nThe private part of `record-added`, before it is sealed:\n\n"
    text += _block(_short_json(write_canonical_json(record.details)))
    rows = [
        ("hash of `case-opened`", author.entries[0].sha256),
        ("hash of `record-added`", author.entries[1].sha256),
        ("signature of `record-removed`", _hex(removed.signature)),
        ("its signing key", _hex(author.owner.keys.identity.signing_public)),
    ]
    entry = _block(_short_json(write_canonical_json(removed.to_json())))
    hidden = _block(write_canonical_json({"sequence": 2, "sha256": removed.sha256}).decode())
    return f"{text}\n{_table(rows)}\nThe entry of `record-removed`, and the hidden entry in its place:\n\n{entry}{hidden}"


def consent() -> str:
    """A consent, a receipt, a manifest."""
    shared = share("example")
    entry = shared.author.entries[-1]
    receipt = Receipt(shared.author.case_id, shared.consent_id, "withdrawn", START_MS)
    signed = make_receipt(receipt, lambda message: shared.clinic.receipt_key.sign(message).signature)
    screen = write_canonical_json({"language": "en", "lines": ["You let Dr. Weber open:", "CT of the chest"]})
    members = case_file_members(shared)
    whole = write_zip([("manifest.json", members["manifest.json"])])
    rows = [
        ("canonical JSON of a `screen`", screen.decode()),
        ("its `screen_sha256`", hashlib.sha256(screen).hexdigest()),
        ("receipt, signed bytes", signed.signed.decode()),
        ("its signature", _hex(signed.signature)),
        ("the relay's receipt key", _hex(shared.clinic.receipt_public)),
        ("`manifest.json`", members["manifest.json"].decode()),
        ("ZIP: local header and name of `manifest.json`", _hex(whole[:43])),
        ("ZIP: its data descriptor", _hex(whole[43 + len(members["manifest.json"]) :][:16])),
        ("ZIP: its entry in the directory, and the end", _hex(whole[43 + len(members["manifest.json"]) + 16 :][:46])),
    ]  # fmt: skip
    return f"Signed bytes of `consent-given` (long values cut, `…`):\n\n{_block(_short_json(entry.signed))}\n{_table(rows)}"


def directory() -> str:
    """A log of two entries."""
    clinic = Clinic()
    first = clinic.announce_clinic()
    reviewer = clinic.announce(Person("Weber"))
    rows = [
        ("clinic key", _hex(clinic.clinic_public)),
        ("its six words", " ".join(six_words(clinic.clinic_public))),
        ("log key", _hex(clinic.log_public)),
        ("key id", key_id(ORIGIN, clinic.log_public).hex()),
        ("leaf 0", first.leaf_sha256),
        ("leaf 1", reviewer.leaf_sha256),
        ("root", clinic.checkpoint().root.hex()),
    ]
    text = f"The clinic's announcement, and the reviewer's (long values cut, `…`):\n\n{_block(_short_json(first.signed))}"
    text += f"{_block(_short_json(reviewer.signed))}\nThe entry of the clinic's:\n\n"
    text += f"{_block(_short_json(first.to_bytes()))}\n{_table(rows)}\nThe checkpoint:\n\n{_block(clinic.note())}\n"
    return f"{text}The proof of the reviewer's entry:\n\n{_block(clinic.proof(reviewer))}"


EXAMPLES: dict[str, Callable[[], str]] = {
    "README.md": readme,
    "keys.md": keys,
    "envelope.md": envelope,
    "case.md": case,
    "consent.md": consent,
    "directory.md": directory,
}
