"""What the browser's code seals, the reviewer's tool opens, and the other way round: fresh keys, both directions.

The vectors fix the bytes; here the two implementations meet without any bytes that were agreed before.
"""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from typing import Literal

import pytest

from reviewer.consent import check_consent, verify_chain
from reviewer.envelope import Place, open_bytes, seal_bytes
from reviewer.hpke import KemKey, seal
from reviewer.key_file import make_key_file, open_key_file
from reviewer.keys import (
    AccountKeys,
    CaseKeys,
    StanzaPurpose,
    WayInKeys,
    open_stanza,
    open_way_in,
    way_in_info,
)
from reviewer.zip_reader import ZipReader
from server.crypto.announcements import DirectoryEntry
from server.crypto.case_state import fold
from server.crypto.directory_log import verify_directory
from server.crypto.encoding import from_base64url, to_base64url, write_canonical_json
from server.crypto.envelope_layout import PartHasher
from server.crypto.errors import ContractError
from server.crypto.signatures import SignedObject
from server.crypto.statements import Entry, parse_entry
from tests.interop.conftest import JavaScript, JavaScriptError

SIZES_BYTES = [0, 1, 16_375, 16_376, 16_377, 40_000, 5_000_000]
KINDS: list[Literal["passkey", "recovery"]] = ["passkey", "recovery"]
PASSPHRASE = "a long Łódź passphrase"


def hex16() -> str:
    return os.urandom(16).hex()


def test_both_derive_the_same_keys(javascript: JavaScript) -> None:
    secret, consent_id = os.urandom(32), hex16()
    ours, case_keys = AccountKeys(secret), CaseKeys(secret)
    assert javascript.ask("account", secret=secret) == {
        "account_id": ours.account_id,
        "account_state_key": to_base64url(ours.account_state_key),
        "kem_public": to_base64url(ours.kem.public),
        "local_store_key": to_base64url(ours.local_store_key),
        "signing_public": to_base64url(ours.identity.signing_public),
    }
    assert javascript.ask("case", secret=secret, consent_id=consent_id) == {
        "case_key": to_base64url(case_keys.case_key),
        "consent_key": to_base64url(case_keys.consent_key(consent_id)),
    }


@pytest.mark.parametrize("size_bytes", [0, 32, 5000])
def test_hpke_both_ways(javascript: JavaScript, size_bytes: int) -> None:
    seed, info, plaintext = os.urandom(32), os.urandom(40), os.urandom(size_bytes)
    key = KemKey(seed)
    from_javascript = javascript.ask_bytes("hpke-seal", kem_public=key.public, info=info, plaintext=plaintext)
    assert from_javascript is not None
    assert key.open(info, from_javascript) == plaintext
    from_python = seal(key.public, info, plaintext)
    assert javascript.ask_bytes("hpke-open", kem_seed=seed, info=info, sealed=from_python) == plaintext
    for offset in (0, 1119, len(from_python) - 1):
        changed = bytearray(from_python)
        changed[offset] ^= 1
        assert javascript.ask("hpke-open", kem_seed=seed, info=info, sealed=bytes(changed)) is None
        assert key.open(info, bytes(changed)) is None


@pytest.mark.parametrize("size_bytes", SIZES_BYTES)
def test_envelopes_both_ways(javascript: JavaScript, size_bytes: int) -> None:
    key, data = os.urandom(32), os.urandom(size_bytes)
    place = Place(hex16(), hex16(), "content")
    name = {"key": key, "case_id": place.case_id, "envelope_id": place.envelope_id, "purpose": place.purpose}
    from_javascript = javascript.ask_bytes("envelope-seal", **name, data=data)
    assert from_javascript is not None
    assert open_bytes(key, place, from_javascript) == data
    from_python = seal_bytes(key, os.urandom(24), place, data)
    assert javascript.ask_bytes("envelope-open", **name, sealed=from_python) == data
    changed = bytearray(from_python)
    changed[-1] ^= 1
    with pytest.raises(JavaScriptError) as refused:
        javascript.ask("envelope-open", **name, sealed=bytes(changed))
    with pytest.raises(ContractError) as refused_here:
        open_bytes(key, place, bytes(changed))
    assert refused.value.failure_class == refused_here.value.failure_class == "envelope-chunk"


@pytest.mark.parametrize("part_chunks", [64, 256])
def test_both_hash_the_same_parts(javascript: JavaScript, part_chunks: int) -> None:
    sealed = os.urandom(64 + 300 * 16_400 + 20)
    hasher = PartHasher(part_chunks)
    hasher.update(sealed)
    expected = hashlib.sha256(b"".join(hasher.part_hashes())).hexdigest()
    assert javascript.ask("digest", sealed=sealed, part_chunks=part_chunks) == expected


def test_stanzas_both_ways(javascript: JavaScript) -> None:
    secret, key = os.urandom(32), os.urandom(32)
    account = AccountKeys(secret)
    purpose = StanzaPurpose(hex16(), "consent", account.account_id, hex16())
    name = {"case_id": purpose.case_id, "opens": "consent", "subject_id": purpose.subject_id}
    name["recipient"] = account.account_id
    from_javascript = javascript.ask_bytes("stanza-make", kem_public=account.kem.public, key=key, **name)
    assert from_javascript is not None
    assert open_stanza(account, purpose, from_javascript) == key
    from_python = seal(account.kem.public, purpose.info(), key)
    assert javascript.ask_bytes("stanza-open", secret=secret, stanza=from_python, **name) == key
    with pytest.raises(JavaScriptError) as refused:
        javascript.ask("stanza-open", secret=secret, stanza=from_python, **{**name, "subject_id": hex16()})
    assert refused.value.failure_class == "stanza"


@pytest.mark.parametrize("kind", KINDS)
def test_ways_in_both_ways(javascript: JavaScript, kind: Literal["passkey", "recovery"]) -> None:
    secret, w, way_in_id = os.urandom(32), os.urandom(32), hex16()
    asked = {"kind": kind, "w": w, "way_in_id": way_in_id}
    from_javascript = javascript.ask("way-in-make", secret=secret, **asked)
    opened = open_way_in(w, kind, way_in_id, SignedObject.from_json(from_javascript, 262_144))
    assert opened == secret
    from_python = make_way_in(secret, w, kind, way_in_id)
    assert javascript.ask_bytes("way-in-open", object=from_python, **asked) == secret
    other = {**asked, "w": os.urandom(32)}
    assert javascript.ask("way-in-open", object=from_python, **other) is None


def make_way_in(
    secret: bytes, w: bytes, kind: Literal["passkey", "recovery"], way_in_id: str
) -> dict[str, str]:
    """A way in, made from the words of spec/keys.md section 3."""
    account, keys = AccountKeys(secret), WayInKeys(w, kind)
    info = way_in_info(account.account_id, keys.kem.public, kind, way_in_id)
    signed = write_canonical_json(
        {
            "account_id": account.account_id,
            "binding": to_base64url(keys.binding(account.account_id)),
            "created_ms": 1,
            "kem_public": to_base64url(keys.kem.public),
            "kind": kind,
            "sealed": to_base64url(seal(keys.kem.public, info, secret)),
            "suite": 1,
            "v": 1,
            "way_in_id": way_in_id,
        }
    )
    signature = account.sign("second-look/v1/way-in", signed)
    return {"signature": to_base64url(signature), "signed": to_base64url(signed)}


def test_key_files_both_ways(javascript: JavaScript) -> None:
    secret = os.urandom(32)
    from_javascript = javascript.ask_bytes("key-file-make", secret=secret, passphrase=PASSPHRASE)
    assert from_javascript is not None
    assert open_key_file(from_javascript, PASSPHRASE) == secret
    from_python = make_key_file(
        secret,
        PASSPHRASE,
        envelope_id=hex16(),
        argon2_salt=os.urandom(16),
        envelope_salt=os.urandom(24),
    )
    assert javascript.ask_bytes("key-file-open", file=from_python, passphrase=PASSPHRASE) == secret
    with pytest.raises(JavaScriptError) as refused:
        javascript.ask("key-file-open", file=from_python, passphrase=PASSPHRASE + "!")
    assert refused.value.failure_class == "key-file"


def test_a_consent_from_the_patients_browser_opens_in_the_tool(javascript: JavaScript) -> None:
    secret, data = os.urandom(32), os.urandom(50_000)
    reviewer = AccountKeys(secret)
    given = javascript.ask("consented", secret=secret, data=data)
    chain = verify_chain(given["case_id"], [parse_entry(entry) for entry in given["reviewer_entries"]])
    directory = verify_directory(
        from_base64url(given["clinic_public"]),
        given["checkpoint"],
        [DirectoryEntry.from_json(entry) for entry in given["directory_entries"]],
    )
    checked = check_consent(reviewer, chain, given["consent_id"], directory, given["now_ms"])
    assert checked is not None
    assert checked.consent_key == from_base64url(given["consent_key"])
    assert checked.question == "Is it\noperable?"
    assert list(checked.screen.lines) == ["Dr. Ada sieht 1 Befund."]
    (shared,) = checked.records
    assert shared.details.title == "Łódź, 3 pages 🧬"
    (content,) = shared.details.contents
    place = Place(given["case_id"], content.sealed.envelope_id, "content")
    assert open_bytes(content.sealed.content_key, place, from_base64url(given["sealed"])) == data
    assert content.sha256 == hashlib.sha256(data).hexdigest()


def test_the_tool_reads_the_zip_that_the_browser_writes(javascript: JavaScript) -> None:
    files = {"manifest.json": os.urandom(500), "envelopes/0a": os.urandom(70_000), "envelopes/0a.parts": b""}
    request = [[name, to_base64url(data)] for name, data in files.items()]
    written = javascript.ask_bytes("zip", files=request)
    assert written is not None
    reader = ZipReader(io.BytesIO(written))
    assert {name: reader.read(name, 100_000) for name in reader.members} == files
    with zipfile.ZipFile(io.BytesIO(written)) as usual:
        assert usual.testzip() is None
        assert {name: usual.read(name) for name in usual.namelist()} == files


def test_both_see_the_same_chain_and_what_the_tool_states_the_browser_believes(
    javascript: JavaScript,
) -> None:
    secret = os.urandom(32)
    reviewer = AccountKeys(secret)
    given = javascript.ask("consented", secret=secret, data=b"report")
    entries = given["entries"]
    state = fold(given["case_id"], [parse_entry(entry) for entry in entries])
    verify = {"case_id": given["case_id"], "view": "owner"}
    seen = javascript.ask("verify", entries=entries, **verify)
    assert state.head is not None
    assert seen["head"] == {"sequence": state.head.sequence, "sha256": state.head.sha256}
    opened = make_opened(reviewer, given, sequence=state.head.sequence + 1, previous=state.head.sha256)
    seen = javascript.ask("verify", entries=[*entries, opened.to_json()], **verify)
    assert seen["opened_ms"] == [[given["now_ms"]]]
    forged = opened.to_json() | {"signature": to_base64url(bytes(64))}
    with pytest.raises(JavaScriptError) as refused:
        javascript.ask("verify", entries=[*entries, forged], **verify)
    assert refused.value.failure_class == "signature"


def make_opened(reviewer: AccountKeys, given: dict[str, str], *, sequence: int, previous: str) -> Entry:
    """The statement `opened`, made from the words of spec/case.md."""
    place = Place(given["case_id"], hex16(), "statement-private")
    private = seal_bytes(
        from_base64url(given["consent_key"]),
        os.urandom(24),
        place,
        write_canonical_json({"record_ids": []}),
    )
    signed = write_canonical_json(
        {
            "author": reviewer.account_id,
            "case_id": given["case_id"],
            "previous": previous,
            "private": {
                "envelope_id": place.envelope_id,
                "sha256": hashlib.sha256(private).hexdigest(),
                "size_bytes": len(private),
            },
            "public": {"consent_id": given["consent_id"]},
            "sequence": sequence,
            "suite": 1,
            "time_ms": given["now_ms"],
            "type": "opened",
            "v": 1,
        }
    )
    signature = reviewer.sign("second-look/v1/statement", signed)
    return Entry(private=private, sequence=sequence, signature=signature, signed=signed, stanza=None)
