"""Signed checkpoints and offline proofs: C2SP signed-note, tlog-checkpoint, tlog-proof (spec/directory.md)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from server.crypto.encoding import from_base64, to_base64
from server.crypto.errors import ContractError, FailureClass, require
from server.crypto.merkle import HASH_BYTES, LONGEST_PROOF, leaf_hash, verify_inclusion
from server.crypto.signatures import SignMessage, verify_raw

LARGEST_CHECKPOINT_BYTES = 8192
LARGEST_PROOF_BYTES = 20_000
MOST_LEAVES = 65_536
PROOF_VERSION_LINE = "c2sp.org/tlog-proof@v1"

_KEY_ID_BYTES = 4
_SIGNATURE_LINE = re.compile(r"\u2014 ([^ \u0000-\u0020+]+) ([A-Za-z0-9+/]+={0,2})\Z")
_DECIMAL = re.compile(r"(?:0|[1-9][0-9]{0,15})\Z")


@dataclass(frozen=True)
class Checkpoint:
    """The size and root of a log at one moment."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{to_base64(self.root)}\n"


def key_id(origin: str, log_public: bytes) -> bytes:
    """The four bytes that name a log key in a signature line."""
    return hashlib.sha256(origin.encode() + b"\n\x01" + log_public).digest()[:_KEY_ID_BYTES]


def sign_checkpoint(checkpoint: Checkpoint, log_public: bytes, sign: SignMessage) -> str:
    """The signed note of a checkpoint. The signature has no label, as the public format rules."""
    signature = key_id(checkpoint.origin, log_public) + sign(checkpoint.text().encode())
    return f"{checkpoint.text()}\n\u2014 {checkpoint.origin} {to_base64(signature)}\n"


def open_checkpoint(note: str, origin: str, log_public: bytes) -> Checkpoint:
    """The checkpoint of a signed note, verified under the log's key.

    A wrong form is `encoding` (`limit` when too long); no good signature of the log is `log-signature`.
    """
    require(len(note.encode(errors="replace")) <= LARGEST_CHECKPOINT_BYTES, FailureClass.LIMIT, "checkpoint")
    text, separator, signatures = note.rpartition("\n\n")
    require(separator != "" and signatures.endswith("\n"), FailureClass.ENCODING, "form of the signed note")
    text += "\n"
    checkpoint = _parse_text(text)
    own = [
        signature
        for line in signatures[:-1].split("\n")
        for name, signature in [_parse_signature_line(line)]
        if name == origin and signature[:_KEY_ID_BYTES] == key_id(origin, log_public)
    ]
    require(len(own) > 0, FailureClass.LOG_SIGNATURE, "no signature of the log key")
    require(checkpoint.origin == origin, FailureClass.LOG_SIGNATURE, "checkpoint of another log")
    for signature in own:
        try:
            verify_raw(log_public, text.encode(), signature[_KEY_ID_BYTES:])
        except ContractError:
            raise ContractError(FailureClass.LOG_SIGNATURE, "signature of the checkpoint") from None
    return checkpoint


def _parse_text(text: str) -> Checkpoint:
    lines = text.split("\n")
    require(len(lines) == 4 and lines[3] == "", FailureClass.ENCODING, "lines of the checkpoint")
    origin, size, root = lines[:3]
    require(
        origin != "" and _DECIMAL.match(size) is not None, FailureClass.ENCODING, "size of the checkpoint"
    )
    require(int(size) <= MOST_LEAVES, FailureClass.LIMIT, "more than 65 536 entries")
    return Checkpoint(origin, int(size), from_base64(root, HASH_BYTES))


def _parse_signature_line(line: str) -> tuple[str, bytes]:
    match = _SIGNATURE_LINE.match(line)
    if match is None:
        raise ContractError(FailureClass.ENCODING, "signature line of the note")
    signature = from_base64(match[2])
    require(len(signature) > _KEY_ID_BYTES, FailureClass.ENCODING, "signature line of the note")
    return match[1], signature


@dataclass(frozen=True)
class InclusionProof:
    """A tlog-proof: the index of one entry, the hashes to the root, and the checkpoint that names it."""

    index: int
    hashes: tuple[bytes, ...]
    note: str

    @classmethod
    def parse(cls, proof: str) -> InclusionProof:
        """Read the text of a proof without extra line (`encoding`)."""
        require(len(proof.encode(errors="replace")) <= LARGEST_PROOF_BYTES, FailureClass.LIMIT, "proof")
        head, separator, note = proof.partition("\n\n")
        lines = head.split("\n")
        is_proof = separator != "" and len(lines) > 1 and lines[0] == PROOF_VERSION_LINE
        require(is_proof and lines[1].startswith("index "), FailureClass.ENCODING, "form of the proof")
        index = lines[1].removeprefix("index ")
        require(_DECIMAL.match(index) is not None, FailureClass.ENCODING, "index of the proof")
        require(len(lines) - 2 <= LONGEST_PROOF, FailureClass.LIMIT, "more than 64 hashes")
        return cls(int(index), tuple(from_base64(line, HASH_BYTES) for line in lines[2:]), note)

    def text(self) -> str:
        """The proof as text."""
        hashes = "".join(f"{to_base64(each)}\n" for each in self.hashes)
        return f"{PROOF_VERSION_LINE}\nindex {self.index}\n{hashes}\n{self.note}"

    def verify(self, entry: bytes, origin: str, log_public: bytes) -> Checkpoint:
        """The checkpoint under which the entry's bytes are in the log (`log-signature`, `log-proof`)."""
        checkpoint = open_checkpoint(self.note, origin, log_public)
        verify_inclusion(leaf_hash(entry), self.index, checkpoint.size, self.hashes, checkpoint.root)
        return checkpoint
