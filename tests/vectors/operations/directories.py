"""The clinic's directory (spec/directory.md)."""

from __future__ import annotations

from server.crypto import merkle, tiles
from server.crypto.announcements import ClinicAnnouncement, DirectoryEntry, ReviewerAnnouncement, Revocation
from server.crypto.checkpoints import InclusionProof, open_checkpoint
from server.crypto.directory_log import verify_directory, verify_first_leaf
from server.crypto.encoding import to_base64url
from tests.vectors.operations.operation import Given, Output, operation


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
