"""Statements and entries: their form, without signature or chain (spec/case.md sections 1 and 2)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from server.crypto.encoding import JsonValue, to_base64url
from server.crypto.errors import ContractError, FailureClass, require
from server.crypto.fields import Fields
from server.crypto.identity import STANZA_BYTES
from server.crypto.public_parts import TYPES_WITH_PRIVATE_PART, PublicPart, parse_public_part
from server.crypto.signatures import SignedObject

LABEL = "second-look/v1/statement"
LARGEST_SIGNED_BYTES = 262_144
LARGEST_PRIVATE_BYTES = 524_288
LARGEST_OPENED_PRIVATE_BYTES = 40_960
LARGEST_SEQUENCE = 99_999
# Whatever others wrote before, an owner can still take back what she gave.
FIRST_RESERVED_SEQUENCE = 95_000
TYPES_IN_RESERVED_NUMBERS = frozenset(("record-removed", "consent-withdrawn", "copies-deleted"))
LARGEST_ENTRY_BYTES = 1_200_000
FIRST_PREVIOUS = "0" * 64

_STATEMENT = (
    "author", "case_id", "previous", "private", "public", "sequence", "suite", "time_ms", "type", "v",
)  # fmt: skip
_ENTRY = ("private", "sequence", "signature", "signed", "stanza")


@dataclass(frozen=True)
class PrivateReference:
    """How a statement names its private part: id, SHA-256 and size of the sealed bytes."""

    envelope_id: str
    sha256: str
    size_bytes: int

    @classmethod
    def from_json(cls, value: JsonValue) -> PrivateReference:
        """Read the field `private` of a statement; more than 524 288 bytes is `limit`."""
        fields = Fields(value, "private", ("envelope_id", "sha256", "size_bytes"))
        size_bytes = fields.integer("size_bytes", 0, 2**53 - 1)
        require(size_bytes <= LARGEST_PRIVATE_BYTES, FailureClass.LIMIT, "size of the private part")
        return cls(fields.hex_text("envelope_id", 16), fields.hex_text("sha256", 32), size_bytes)


@dataclass(frozen=True)
class Statement:
    """One signed act in a case, parsed from its signed bytes."""

    author: str
    case_id: str
    previous: str
    private: PrivateReference | None
    public: PublicPart
    sequence: int
    time_ms: int
    type: str

    @classmethod
    def parse(cls, signed: bytes) -> Statement:
        """Read signed bytes (at most 262 144, else `limit`) of exactly the stated form."""
        fields = Fields.parse(signed, "statement", _STATEMENT, LARGEST_SIGNED_BYTES)
        sequence = fields.integer("sequence", 0, 2**53 - 1)
        require(sequence <= LARGEST_SEQUENCE, FailureClass.LIMIT, "more than 100 000 statements")
        statement_type = fields.string("type")
        private = None if fields.is_null("private") else PrivateReference.from_json(fields.value("private"))
        public = parse_public_part(statement_type, fields.value("public"))
        has_private_part = statement_type in TYPES_WITH_PRIVATE_PART
        require((private is not None) == has_private_part, FailureClass.ENCODING, "presence of private")
        is_open = sequence < FIRST_RESERVED_SEQUENCE or statement_type in TYPES_IN_RESERVED_NUMBERS
        require(is_open, FailureClass.LIMIT, "the last numbers are kept for what takes something back")
        if private is not None and statement_type == "opened":
            is_small = private.size_bytes <= LARGEST_OPENED_PRIVATE_BYTES
            require(is_small, FailureClass.LIMIT, "size of the private part of an opened")
        return cls(
            author=fields.hex_text("author", 32),
            case_id=fields.hex_text("case_id", 16),
            previous=fields.hex_text("previous", 32),
            private=private,
            public=public,
            sequence=sequence,
            time_ms=fields.time_ms("time_ms"),
            type=statement_type,
        )


@dataclass(frozen=True)
class Entry:
    """The wire form of one statement, with its private part and stanza where the asker gets them."""

    private: bytes | None
    sequence: int
    signature: bytes
    signed: bytes
    stanza: bytes | None

    @classmethod
    def from_json(cls, value: JsonValue) -> Entry:
        """Read an entry; its signed bytes are not looked into."""
        fields = Fields(value, "entry", _ENTRY)
        private = None if fields.is_null("private") else fields.binary("private")
        require(
            private is None or len(private) <= LARGEST_PRIVATE_BYTES,
            FailureClass.LIMIT,
            "size of the private part",
        )
        signed_object = SignedObject.from_json(
            {"signature": fields.value("signature"), "signed": fields.value("signed")}, LARGEST_SIGNED_BYTES
        )
        return cls(
            private=private,
            sequence=fields.integer("sequence", 0, 2**53 - 1),
            signature=signed_object.signature,
            signed=signed_object.signed,
            stanza=None if fields.is_null("stanza") else fields.binary("stanza", STANZA_BYTES),
        )

    def to_json(self) -> dict[str, JsonValue]:
        """The wire form."""
        return {
            "private": None if self.private is None else to_base64url(self.private),
            "sequence": self.sequence,
            "signature": to_base64url(self.signature),
            "signed": to_base64url(self.signed),
            "stanza": None if self.stanza is None else to_base64url(self.stanza),
        }

    @property
    def sha256(self) -> str:
        """The hash of the statement: SHA-256 of its signed bytes, in hex."""
        return hashlib.sha256(self.signed).hexdigest()

    def statement(self) -> Statement:
        """The parsed statement; nothing in it is proven yet."""
        return Statement.parse(self.signed)


@dataclass(frozen=True)
class HiddenEntry:
    """Stands for a statement that does not concern the asker: only its hash is shown."""

    sequence: int
    sha256: str

    @classmethod
    def from_json(cls, value: JsonValue) -> HiddenEntry:
        """Read a hidden entry."""
        fields = Fields(value, "hidden entry", ("sequence", "sha256"))
        return cls(fields.integer("sequence", 0, LARGEST_SEQUENCE), fields.hex_text("sha256", 32))

    def to_json(self) -> dict[str, JsonValue]:
        """The wire form."""
        return {"sequence": self.sequence, "sha256": self.sha256}


def parse_entry(value: JsonValue) -> Entry | HiddenEntry:
    """An entry or, where the object has `sha256` and no `signed`, a hidden one."""
    if not isinstance(value, dict):
        raise ContractError(FailureClass.ENCODING, "entry is not an object")
    is_hidden = "sha256" in value and "signed" not in value
    return HiddenEntry.from_json(value) if is_hidden else Entry.from_json(value)
