"""Lies about the directory, told with what a hostile relay really holds: the log key, but not the clinic key."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from nacl.signing import SigningKey

from scripts.vectors.author import DAY_MS, Person
from scripts.vectors.clinic import Clinic, reviewer_announcement
from server.crypto.announcements import (
    CLINIC_LABEL,
    REVIEWER_LABEL,
    ClinicAnnouncement,
    DirectoryEntry,
    ReviewerAnnouncement,
    parse_announcement,
)
from server.crypto.checkpoints import Checkpoint, InclusionProof, sign_checkpoint
from server.crypto.encoding import from_base64url, parse_canonical_json, to_base64, write_canonical_json
from server.crypto.merkle import leaf_hash, make_consistency_proof, make_inclusion_proof, root_of
from server.crypto.signatures import labelled
from server.crypto.tiles import TILE_WIDTH, make_entry_bundle, parse_entry_bundle
from server.key_files import load_relay_keys
from tests.lying_relay.proxy import Exchange, Lie, LyingRelay

_BUNDLE_PATH = re.compile(r"^/directory/tile/entries/(?:x\d{3}/)*(\d{3})(?:\.p/(\d+))?$")
_PROOF_PATH = re.compile(r"^/api/directory/proof/(\d+)$")


@dataclass(frozen=True)
class Log:
    """A log that answers for itself in every way a client can ask; a relay can make any that it likes."""

    entries: tuple[bytes, ...]
    origin: str
    key: SigningKey

    @property
    def leaves(self) -> list[bytes]:
        """The leaf hashes."""
        return [leaf_hash(entry) for entry in self.entries]

    def note(self, size: int | None = None) -> str:
        """The signed checkpoint of the first `size` entries, or of all."""
        leaves = self.leaves[:size]
        checkpoint = Checkpoint(self.origin, len(leaves), root_of(leaves))
        return sign_checkpoint(
            checkpoint, bytes(self.key.verify_key), lambda text: self.key.sign(text).signature
        )

    def proof(self, index: int, size: int | None = None) -> str:
        """The tlog-proof of one entry."""
        leaves = self.leaves[:size]
        return InclusionProof(index, tuple(make_inclusion_proof(leaves, index)), self.note(size)).text()

    def with_entries(self, entries: Sequence[bytes]) -> Log:
        """A log of the same name and key with other entries: a lie that the log key can sign."""
        return replace(self, entries=tuple(entries))

    def served(self) -> Lie:
        """Answer everything that concerns the directory from this log."""

        def tell(exchange: Exchange) -> None:
            address = urlsplit(exchange.path)
            asked = {name: int(values[0]) for name, values in parse_qs(address.query).items()}
            if address.path == "/directory/checkpoint":
                exchange.answer(self.note().encode(), "text/plain")
            elif match := _BUNDLE_PATH.match(address.path):
                start = int(match[1]) * TILE_WIDTH
                bundle = self.entries[start : start + int(match[2] or TILE_WIDTH)]
                exchange.answer(make_entry_bundle(bundle), "application/octet-stream")
            elif match := _PROOF_PATH.match(address.path):
                exchange.answer(self.proof(int(match[1]), asked["size"]).encode(), "text/plain")
            elif address.path == "/api/directory/consistency":
                hashes = make_consistency_proof(self.leaves[: asked["to"]], asked["from"])
                exchange.answer(json.dumps({"hashes": [to_base64(each) for each in hashes]}).encode())

        return tell


def honest_log(relay: LyingRelay, keys_folder: Path) -> Log:
    """What the relay's log is now, with the log key that lies in its data folder."""
    note = _fetch(relay, "/directory/checkpoint").decode()
    origin, size = note.split("\n")[:2]
    path = f"/directory/tile/entries/000.p/{size}"
    return Log(tuple(parse_entry_bundle(_fetch(relay, path))), origin, load_relay_keys(keys_folder).log)


def _fetch(relay: LyingRelay, path: str) -> bytes:
    exchange = Exchange("GET", path, [("Host", f"localhost:{relay.port}")], b"")
    relay.forward(exchange)
    if exchange.status != 200:
        raise RuntimeError(f"the honest relay answered {path} with {exchange.status}")
    return exchange.response_body


def announcements(log: Log) -> list[object]:
    """What the entries say."""
    return [parse_announcement(DirectoryEntry.parse(entry).signed) for entry in log.entries]


def index_of_reviewer(log: Log, name: str) -> int:
    """The last entry of a reviewer of this name."""
    said = announcements(log)
    return max(
        i for i, each in enumerate(said) if isinstance(each, ReviewerAnnouncement) and each.name == name
    )


def shrunk(log: Log) -> Log:
    """The newest entry is taken back."""
    return log.with_entries(log.entries[:-1])


def forked(log: Log) -> Log:
    """The two newest entries change places: every signature holds, the history is another."""
    *first, one, other = log.entries
    return log.with_entries([*first, other, one])


def forked_and_grown(log: Log, entry: bytes) -> Log:
    """A longer log that does not continue the one that was seen."""
    return log.with_entries([*forked(log).entries, entry])


def checkpoint_signed_by_another_key(log: Log) -> Log:
    """The same entries and name, signed by a key that the clinic did not announce."""
    return replace(log, key=SigningKey.generate())


def lacking_the_leaf(log: Log, index: int) -> Lie:
    """The true checkpoint, but another entry is handed out in the place of one."""
    shown = log.with_entries([log.entries[0] if i == index else entry for i, entry in enumerate(log.entries)])
    return under_the_checkpoint_of(log, shown.served())


def under_the_checkpoint_of(log: Log, entries_told: Lie) -> Lie:
    """Other entries than those that the true checkpoint stands for."""

    def tell(exchange: Exchange) -> None:
        entries_told(exchange)
        if exchange.path == "/directory/checkpoint":
            exchange.answer(log.note().encode(), "text/plain")

    return tell


def with_another_key(entry: bytes, impostor: Person) -> bytes:
    """A reviewer's announcement under the old account id and signatures, with a KEM key that the relay can open."""

    def change(fields: dict[str, object]) -> None:
        fields["kem_public"] = reviewer_announcement(impostor)["kem_public"]

    return _edited(entry, change)


def impostor_entry(entry: bytes, impostor: Person, clinic_key: SigningKey) -> bytes:
    """A new announcement under a reviewer's name: keys, account id and reviewer's signature are the impostor's.

    Only the clinic key is missing to a relay; `clinic_key` is whatever it uses in its place.
    """
    said = parse_canonical_json(DirectoryEntry.parse(entry).signed, 16_384)
    if not isinstance(said, dict):
        raise TypeError("an announcement is an object")
    kept = {name: said[name] for name in ("name", "specialty", "credentials", "languages")}
    times = {name: said[name] for name in ("valid_from_ms", "valid_to_ms")}
    signed = write_canonical_json(reviewer_announcement(impostor, **kept, **times))
    by_clinic = clinic_key.sign(labelled(CLINIC_LABEL, signed)).signature
    by_reviewer = impostor.sign_raw(labelled(REVIEWER_LABEL, signed))
    return DirectoryEntry(by_clinic, by_reviewer, signed).to_bytes()


def another_clinic(log: Log, impostor: Person) -> Log:
    """A whole directory of a clinic that the relay made up, under the same names."""
    said = announcements(log)[0]
    if not isinstance(said, ClinicAnnouncement):
        raise TypeError("leaf 0 is the clinic's")
    clinic = Clinic("made up by the relay")
    clinic.announce_clinic(name=said.name, address=said.address, log_origin=log.origin, time_ms=said.time_ms)
    clinic.announce(impostor, valid_from_ms=said.time_ms, valid_to_ms=said.time_ms + 300 * DAY_MS)
    return Log(tuple(entry.to_bytes() for entry in clinic.entries), log.origin, clinic.log_key)


def _edited(entry: bytes, change: Callable[[dict[str, object]], None]) -> bytes:
    value = json.loads(entry)
    signed = json.loads(from_base64url(value["signed"]))
    change(signed)
    parsed = DirectoryEntry.parse(entry)
    return replace(parsed, signed=write_canonical_json(signed)).to_bytes()
