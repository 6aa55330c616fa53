"""The public part of each type of statement (spec/case.md section 2, spec/consent.md section 1)."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from server.crypto.encoding import JsonValue, to_base64url
from server.crypto.envelope_layout import EnvelopeReference
from server.crypto.errors import ContractError, FailureClass, require
from server.crypto.fields import Fields, hex_list
from server.crypto.identity import KEM_PUBLIC_BYTES, Identity
from server.crypto.signatures import PUBLIC_KEY_BYTES

MOST_ENVELOPES_OF_A_RECORD = 1200
MOST_RECORDS_IN_A_CONSENT = 1000

_CONSENT = (
    "announcement_sha256", "consent_id", "ends_at_ms", "record_ids", "reviewer", "screen_sha256", "stanza_sha256",
)  # fmt: skip


@dataclass(frozen=True)
class CaseOpened:
    """The owner opens a case and wraps its secret for herself."""

    case_kem_public: bytes
    owner: Identity
    stanza_sha256: str

    def to_json(self) -> dict[str, JsonValue]:
        """The wire form."""
        return {
            "case_kem_public": to_base64url(self.case_kem_public),
            "owner": self.owner.to_json(),
            "stanza_sha256": self.stanza_sha256,
        }


@dataclass(frozen=True)
class RecordAdded:
    """A record joins the case, with every envelope that it is made of."""

    envelopes: tuple[EnvelopeReference, ...]
    record_id: str

    def to_json(self) -> dict[str, JsonValue]:
        """The wire form."""
        return {
            "envelopes": [reference.to_json() for reference in self.envelopes],
            "record_id": self.record_id,
        }


@dataclass(frozen=True)
class RecordRemoved:
    """A record leaves the case."""

    record_id: str

    def to_json(self) -> dict[str, JsonValue]:
        """The wire form."""
        return {"record_id": self.record_id}


@dataclass(frozen=True)
class ConsentReviewer:
    """The reviewer whom a consent names: account id and signing key."""

    account_id: str
    signing_public: bytes

    def to_json(self) -> dict[str, JsonValue]:
        """The wire form."""
        return {"account_id": self.account_id, "signing_public": to_base64url(self.signing_public)}


@dataclass(frozen=True)
class ConsentGiven:
    """One named reviewer may open the named records until a date."""

    announcement_sha256: str
    consent_id: str
    ends_at_ms: int
    record_ids: tuple[str, ...]
    reviewer: ConsentReviewer
    screen_sha256: str
    stanza_sha256: str

    def to_json(self) -> dict[str, JsonValue]:
        """The wire form."""
        return {
            "announcement_sha256": self.announcement_sha256,
            "consent_id": self.consent_id,
            "ends_at_ms": self.ends_at_ms,
            "record_ids": list(self.record_ids),
            "reviewer": self.reviewer.to_json(),
            "screen_sha256": self.screen_sha256,
            "stanza_sha256": self.stanza_sha256,
        }


@dataclass(frozen=True)
class _NamesConsent:
    consent_id: str

    def to_json(self) -> dict[str, JsonValue]:
        """The wire form."""
        return {"consent_id": self.consent_id}


@dataclass(frozen=True)
class ConsentWithdrawn(_NamesConsent):
    """The owner takes a consent back."""


@dataclass(frozen=True)
class Opened(_NamesConsent):
    """The reviewer opened records of a consent; which ones is in the private part."""


@dataclass(frozen=True)
class CopiesDeleted(_NamesConsent):
    """The reviewer's client deleted what it kept under a consent."""


PublicPart = (
    CaseOpened | RecordAdded | RecordRemoved | ConsentGiven | ConsentWithdrawn | Opened | CopiesDeleted
)

TYPES_WITH_PRIVATE_PART = frozenset(("case-opened", "record-added", "consent-given", "opened"))


def parse_public_part(statement_type: str, value: JsonValue) -> PublicPart:
    """Read the public part of a statement of this type; another type is `encoding`."""
    parser = _PARSERS.get(statement_type)
    if parser is None:
        raise ContractError(FailureClass.ENCODING, "a type of statement that does not exist")
    return parser(value)


def _case_opened(value: JsonValue) -> CaseOpened:
    fields = Fields(value, "case-opened", ("case_kem_public", "owner", "stanza_sha256"))
    return CaseOpened(
        fields.binary("case_kem_public", KEM_PUBLIC_BYTES),
        Identity.from_json(fields.value("owner")),
        fields.hex_text("stanza_sha256", 32),
    )


def _record_added(value: JsonValue) -> RecordAdded:
    fields = Fields(value, "record-added", ("envelopes", "record_id"))
    envelopes = fields.limited_items("envelopes", 1, MOST_ENVELOPES_OF_A_RECORD)
    references = tuple(EnvelopeReference.from_json(envelope) for envelope in envelopes)
    return RecordAdded(references, fields.hex_text("record_id", 16))


def _record_removed(value: JsonValue) -> RecordRemoved:
    return RecordRemoved(Fields(value, "record-removed", ("record_id",)).hex_text("record_id", 16))


def _consent_given(value: JsonValue) -> ConsentGiven:
    fields = Fields(value, "consent-given", _CONSENT)
    record_ids = hex_list(fields.limited_items("record_ids", 1, MOST_RECORDS_IN_A_CONSENT), 16, "record_ids")
    ascending = all(first < second for first, second in itertools.pairwise(record_ids))
    require(ascending, FailureClass.ENCODING, "record_ids are not distinct and ascending")
    reviewer = Fields(fields.value("reviewer"), "reviewer", ("account_id", "signing_public"))
    return ConsentGiven(
        announcement_sha256=fields.hex_text("announcement_sha256", 32),
        consent_id=fields.hex_text("consent_id", 16),
        ends_at_ms=fields.time_ms("ends_at_ms"),
        record_ids=record_ids,
        reviewer=ConsentReviewer(
            reviewer.hex_text("account_id", 32), reviewer.binary("signing_public", PUBLIC_KEY_BYTES)
        ),
        screen_sha256=fields.hex_text("screen_sha256", 32),
        stanza_sha256=fields.hex_text("stanza_sha256", 32),
    )


def _consent_id(value: JsonValue) -> str:
    return Fields(value, "public part", ("consent_id",)).hex_text("consent_id", 16)


_PARSERS: dict[str, Callable[[JsonValue], PublicPart]] = {
    "case-opened": _case_opened,
    "record-added": _record_added,
    "record-removed": _record_removed,
    "consent-given": _consent_given,
    "consent-withdrawn": lambda value: ConsentWithdrawn(_consent_id(value)),
    "opened": lambda value: Opened(_consent_id(value)),
    "copies-deleted": lambda value: CopiesDeleted(_consent_id(value)),
}
