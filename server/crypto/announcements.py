"""Announcements and directory entries (spec/directory.md sections 2 and 3)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from server.crypto.encoding import JsonValue, parse_canonical_json, to_base64url, write_canonical_json
from server.crypto.errors import ContractError, FailureClass, require
from server.crypto.fields import Fields
from server.crypto.identity import KEM_PUBLIC_BYTES, check_account_id
from server.crypto.signatures import PUBLIC_KEY_BYTES, SIGNATURE_BYTES, verify

CLINIC_LABEL = "second-look/v1/announcement"
REVIEWER_LABEL = "second-look/v1/announcement-by-reviewer"
LARGEST_ANNOUNCEMENT_BYTES = 16_384
LARGEST_ENTRY_BYTES = 32_768

_CLINIC = (
    "address", "clinic_public", "log_origin", "log_public", "name", "receipt_public", "retention_days",
    "suite", "time_ms", "type", "v",
)  # fmt: skip
_REVIEWER = (
    "account_id", "credentials", "kem_public", "languages", "name", "signing_public", "specialty",
    "suite", "type", "v", "valid_from_ms", "valid_to_ms",
)  # fmt: skip
_REVOCATION = ("account_id", "reason", "time_ms", "type", "v")
_ORIGIN = re.compile(r"[!-*,-~]{1,200}\Z")


@dataclass(frozen=True)
class ClinicAnnouncement:
    """Who runs this relay, and the keys of its log and receipts."""

    address: str
    clinic_public: bytes
    log_origin: str
    log_public: bytes
    name: str
    receipt_public: bytes
    retention_days: int
    time_ms: int


@dataclass(frozen=True)
class ReviewerAnnouncement:
    """A reviewer of the clinic with the keys that people seal for."""

    account_id: str
    credentials: str
    kem_public: bytes
    languages: tuple[str, ...]
    name: str
    signing_public: bytes
    specialty: str
    valid_from_ms: int
    valid_to_ms: int


@dataclass(frozen=True)
class Revocation:
    """A reviewer can't be chosen any more."""

    account_id: str
    reason: str
    time_ms: int


Announcement = ClinicAnnouncement | ReviewerAnnouncement | Revocation


def parse_announcement(signed: bytes) -> Announcement:
    """Read an announcement of any type, with the class of the fault (`encoding`, `account`, `limit` …)."""
    value = parse_canonical_json(signed, LARGEST_ANNOUNCEMENT_BYTES)
    announcement_type = value.get("type") if isinstance(value, dict) else None
    if announcement_type == "clinic":
        return _parse_clinic(Fields(value, "announcement of a clinic", _CLINIC))
    if announcement_type == "reviewer":
        return _parse_reviewer(Fields(value, "announcement of a reviewer", _REVIEWER))
    if announcement_type == "revocation":
        fields = Fields(value, "revocation", _REVOCATION)
        return Revocation(
            fields.hex_text("account_id", 32), fields.text("reason", 0, 500), fields.time_ms("time_ms")
        )
    raise ContractError(FailureClass.ENCODING, "a type of announcement that does not exist")


def _parse_clinic(fields: Fields) -> ClinicAnnouncement:
    log_origin = fields.string("log_origin")
    require(_ORIGIN.match(log_origin) is not None, FailureClass.ENCODING, "log_origin")
    return ClinicAnnouncement(
        address=fields.text("address", 0, 500, lines=True),
        clinic_public=fields.binary("clinic_public", PUBLIC_KEY_BYTES),
        log_origin=log_origin,
        log_public=fields.binary("log_public", PUBLIC_KEY_BYTES),
        name=fields.text("name", 1, 200),
        receipt_public=fields.binary("receipt_public", PUBLIC_KEY_BYTES),
        retention_days=fields.integer("retention_days", 1, 3650),
        time_ms=fields.time_ms("time_ms"),
    )


def _parse_reviewer(fields: Fields) -> ReviewerAnnouncement:
    languages = fields.items("languages", 1, 20)
    announcement = ReviewerAnnouncement(
        account_id=fields.hex_text("account_id", 32),
        credentials=fields.text("credentials", 0, 500),
        kem_public=fields.binary("kem_public", KEM_PUBLIC_BYTES),
        languages=tuple(_language(language) for language in languages),
        name=fields.text("name", 1, 200),
        signing_public=fields.binary("signing_public", PUBLIC_KEY_BYTES),
        specialty=fields.text("specialty", 1, 200),
        valid_from_ms=fields.time_ms("valid_from_ms"),
        valid_to_ms=fields.time_ms("valid_to_ms"),
    )
    check_account_id(announcement.account_id, announcement.signing_public, announcement.kem_public)
    return announcement


def _language(value: JsonValue) -> str:
    return Fields({"language": value}, "announcement", ("language",)).text("language", 2, 35)


@dataclass(frozen=True)
class DirectoryEntry:
    """One leaf of the log: announcement bytes with the signatures of clinic and reviewer."""

    clinic_signature: bytes
    reviewer_signature: bytes | None
    signed: bytes

    @classmethod
    def from_json(cls, value: JsonValue) -> DirectoryEntry:
        """Read an entry; signatures are not checked."""
        fields = Fields(value, "directory entry", ("clinic_signature", "reviewer_signature", "signed"))
        is_null = fields.is_null("reviewer_signature")
        return cls(
            fields.binary("clinic_signature", SIGNATURE_BYTES),
            None if is_null else fields.binary("reviewer_signature", SIGNATURE_BYTES),
            fields.binary("signed"),
        )

    @classmethod
    def parse(cls, data: bytes) -> DirectoryEntry:
        """Read the bytes of a leaf, at most 32 768."""
        return cls.from_json(parse_canonical_json(data, LARGEST_ENTRY_BYTES))

    def to_json(self) -> dict[str, JsonValue]:
        """The wire form."""
        signature = self.reviewer_signature
        return {
            "clinic_signature": to_base64url(self.clinic_signature),
            "reviewer_signature": None if signature is None else to_base64url(signature),
            "signed": to_base64url(self.signed),
        }

    def to_bytes(self) -> bytes:
        """The bytes of the leaf."""
        return write_canonical_json(self.to_json())

    @property
    def leaf_sha256(self) -> str:
        """The leaf hash of the entry, in hex."""
        return hashlib.sha256(b"\x00" + self.to_bytes()).hexdigest()

    def verify(self, clinic_public: bytes) -> Announcement:
        """The announcement, after form and both signatures were checked. Any fault is `announcement`."""
        try:
            verify(clinic_public, CLINIC_LABEL, self.signed, self.clinic_signature)
            announcement = parse_announcement(self.signed)
            if isinstance(announcement, ReviewerAnnouncement):
                verify_application(announcement, self.signed, self.reviewer_signature)
            else:
                unsigned = self.reviewer_signature is None
                require(unsigned, FailureClass.ANNOUNCEMENT, "a reviewer's signature where none belongs")
        except ContractError as error:
            raise ContractError(FailureClass.ANNOUNCEMENT, str(error)) from error
        return announcement


def verify_application(announcement: ReviewerAnnouncement, signed: bytes, signature: bytes | None) -> None:
    """The reviewer signed this announcement of the own account (`signature`)."""
    verify(announcement.signing_public, REVIEWER_LABEL, signed, signature or b"")
