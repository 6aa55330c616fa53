"""Private parts, once they are opened: records, the case's name, what was opened (spec/case.md sections 2 and 3)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reviewer.envelope import Place, Purpose, open_bytes
from server.crypto.encoding import JsonValue, parse_canonical_json
from server.crypto.envelope_layout import LARGEST_DATA_BYTES, EnvelopeReference
from server.crypto.errors import ContractError, FailureClass, require
from server.crypto.fields import Fields, hex_list
from server.crypto.statements import LARGEST_PRIVATE_BYTES, Entry, Statement

RECORD_KINDS = (
    "pathology-report", "pathology-slides", "imaging-study", "imaging-report", "laboratory-results",
    "operative-report", "treatment-history", "medicines", "referral-letter", "other", "unknown",
)  # fmt: skip

_RECORD = ("contents", "date", "kind", "record_id", "source", "title", "v", "values")
_VALUE = ("amount", "analyte", "unit")
_AMOUNT = re.compile(r"[<>]?[0-9]{1,7}(?:\.[0-9]{1,3})?\Z")
_MOST_VALUES = 200
_CONTENT = (
    "content_key", "envelope_id", "media_type", "name", "rotation_degrees", "scan", "sha256", "size_bytes",
    "text", "thumbnail",
)  # fmt: skip
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*\Z")
_FIRST_YEAR = 1900
_TURNS = (0, 90, 180, 270)
_DOUBTS = (
    "blurred",
    "covered",
    "cut-off",
    "dark",
    "glare",
    "hard-to-read",
    "no-page",
    "too-small",
    "two-pages",
)
_LOOKS = ("colour", "grey", "black-white", "film")
_CORNER_UNITS = 10_000
_CORNER_NUMBERS = 8
_MOST_BEND = 1_000


@dataclass(frozen=True)
class SealedPart:
    """An envelope and the key that it is under."""

    content_key: bytes
    envelope_id: str
    purpose: Purpose


@dataclass(frozen=True)
class Scan:
    """What the patient's device saw of a photographed page."""

    bends: tuple[int, ...] | None
    """How far the middle of each side lies outside, in ten-thousandths of the page's height or width."""
    corners: tuple[int, ...] | None
    """x and y of each corner in turn, clockwise, in ten-thousandths of the image's width and height."""
    doubts: tuple[str, ...]
    look: str
    """As the patient wants it shown: the photo is as it was taken."""


@dataclass(frozen=True)
class Content:
    """One file or page of a record."""

    sealed: SealedPart
    media_type: str
    name: str
    rotation_degrees: int
    scan: Scan | None
    sha256: str
    size_bytes: int
    text: SealedPart | None
    thumbnail: SealedPart | None

    @property
    def beside(self) -> list[SealedPart]:
        """What was sealed beside the file: its text, its thumbnail."""
        return [part for part in (self.text, self.thumbnail) if part is not None]


@dataclass(frozen=True)
class LaboratoryValue:
    """What was measured, how much, in which unit; a person compared it with the paper."""

    amount: str
    analyte: str
    unit: str


@dataclass(frozen=True)
class RecordDetails:
    """What a record is, as its private part says."""

    contents: tuple[Content, ...]
    date: str | None
    kind: str
    record_id: str
    source: str
    title: str
    values: tuple[LaboratoryValue, ...]

    @classmethod
    def from_json(cls, value: JsonValue) -> RecordDetails:
        """Read a record; other forms are `encoding`."""
        fields = Fields(value, "record", _RECORD)
        return cls(
            contents=tuple(_content(content) for content in fields.items("contents", 1, 400)),
            date=None if fields.is_null("date") else check_date(fields.string("date")),
            kind=fields.one_of("kind", RECORD_KINDS),
            record_id=fields.hex_text("record_id", 16),
            source=fields.text("source", 0, 200),
            title=fields.text("title", 1, 200),
            values=tuple(_laboratory_value(value) for value in fields.items("values", 0, _MOST_VALUES)),
        )

    def check(self, record_id: str, references: Sequence[EnvelopeReference]) -> None:
        """The record is the one that its statement adds, and names the same envelopes, each once (`chain-scope`)."""
        require(self.record_id == record_id, FailureClass.CHAIN_SCOPE, "private part of another record")
        named = [content.sealed.envelope_id for content in self.contents]
        named += [part.envelope_id for content in self.contents for part in content.beside]
        stated = [reference.envelope_id for reference in references]
        matches = sorted(named) == sorted(stated) and len(set(named)) == len(named)
        require(matches, FailureClass.CHAIN_SCOPE, "envelopes of the record differ from those stated")


def check_date(text: str) -> str:
    """A year, a month or a day that is real and not before 1900 (`encoding`)."""
    match = _DATE.match(text)
    if match is None or int(match[1]) < _FIRST_YEAR:
        raise ContractError(FailureClass.ENCODING, "date of a record")
    try:
        dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        raise ContractError(FailureClass.ENCODING, "date of a record") from None
    return text


def _laboratory_value(value: JsonValue) -> LaboratoryValue:
    fields = Fields(value, "value", _VALUE)
    amount = fields.string("amount")
    require(_AMOUNT.match(amount) is not None, FailureClass.ENCODING, "amount of a value")
    return LaboratoryValue(amount, fields.text("analyte", 1, 100), fields.text("unit", 0, 20))


def _sealed_beside(fields: Fields, name: Literal["text", "thumbnail"]) -> SealedPart | None:
    if fields.is_null(name):
        return None
    return _sealed_part(Fields(fields.value(name), name, ("content_key", "envelope_id")), name)


def _sealed_part(fields: Fields, purpose: Purpose) -> SealedPart:
    return SealedPart(fields.binary("content_key", 32), fields.hex_text("envelope_id", 16), purpose)


def _scan(value: JsonValue) -> Scan:
    fields = Fields(value, "scan", ("bends", "corners", "doubts", "look"))
    doubts = fields.items("doubts", 0, len(_DOUBTS))
    known = tuple(doubt for doubt in _DOUBTS if doubt in doubts)
    require(list(known) == doubts, FailureClass.ENCODING, "doubts of a scan")
    corners = None if fields.is_null("corners") else _corners(fields)
    bends = None if fields.is_null("bends") else _integers(fields, "bends", 4, -_MOST_BEND, _MOST_BEND)
    require(bends is None or corners is not None, FailureClass.ENCODING, "bends without corners")
    return Scan(bends, corners, known, fields.one_of("look", _LOOKS))


def _integers(fields: Fields, name: str, count: int, least: int, most: int) -> tuple[int, ...]:
    numbers: list[int] = []
    for number in fields.items(name, count, count):
        if not isinstance(number, int) or isinstance(number, bool) or not least <= number <= most:
            raise ContractError(FailureClass.ENCODING, f"{name} of a scan")
        numbers.append(number)
    return tuple(numbers)


def _corners(fields: Fields) -> tuple[int, ...]:
    numbers = _integers(fields, "corners", _CORNER_NUMBERS, -_CORNER_UNITS, 2 * _CORNER_UNITS)
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    for (ax, ay), (bx, by), (cx, cy) in zip(
        points, points[1:] + points[:1], points[2:] + points[:2], strict=True
    ):
        turn = (bx - ax) * (cy - by) - (by - ay) * (cx - bx)
        require(turn > 0, FailureClass.ENCODING, "corners that no page has")
    return numbers


def _content(value: JsonValue) -> Content:
    fields = Fields(value, "content", _CONTENT)
    media_type = fields.text("media_type", 1, 100)
    require(_MEDIA_TYPE.match(media_type) is not None, FailureClass.ENCODING, "media type")
    size_bytes = fields.integer("size_bytes", 0, 2**53 - 1)
    require(size_bytes <= LARGEST_DATA_BYTES, FailureClass.LIMIT, "size of a content")
    rotation = fields.integer("rotation_degrees", 0, 270)
    require(rotation in _TURNS, FailureClass.ENCODING, "rotation of a content")
    return Content(
        sealed=_sealed_part(fields, "content"),
        media_type=media_type,
        name=fields.text("name", 1, 255),
        rotation_degrees=rotation,
        scan=None if fields.is_null("scan") else _scan(fields.value("scan")),
        sha256=fields.hex_text("sha256", 32),
        size_bytes=size_bytes,
        text=_sealed_beside(fields, "text"),
        thumbnail=_sealed_beside(fields, "thumbnail"),
    )


def open_private_part(entry: Entry, statement: Statement, key: bytes) -> JsonValue:
    """The JSON of a statement's private part. Missing, or not opening under its key, is `chain-private`."""
    if entry.private is None or statement.private is None:
        raise ContractError(FailureClass.CHAIN_PRIVATE, "the private part is missing")
    place = Place(statement.case_id, statement.private.envelope_id, "statement-private")
    try:
        plaintext = open_bytes(key, place, entry.private)
    except ContractError as error:
        raise ContractError(FailureClass.CHAIN_PRIVATE, str(error)) from error
    return parse_canonical_json(plaintext, LARGEST_PRIVATE_BYTES)


def case_name(private: JsonValue) -> str:
    """The name in the private part of `case-opened`."""
    return Fields(private, "private part of case-opened", ("name",)).text("name", 1, 200)


def opened_record_ids(private: JsonValue, consented: Sequence[str]) -> tuple[str, ...]:
    """The records that an `opened` statement says were opened; one beyond the consent is `chain-scope`."""
    fields = Fields(private, "private part of opened", ("record_ids",))
    record_ids = hex_list(fields.items("record_ids", 0, 1000), 16, "record_ids")
    within = set(record_ids) <= set(consented)
    require(within, FailureClass.CHAIN_SCOPE, "a record that the consent does not name")
    return record_ids
