"""Sealed envelopes: announced, sent part by part, completed, and read by range (spec/relay-api.md section 7)."""

from __future__ import annotations

from typing import Literal

from flask import Blueprint, Response
from pydantic import Field
from sqlalchemy import Connection

from server.browser_session import require_signed_in
from server.case_access import require_access
from server.crypto.envelope_layout import (
    HEADER_BYTES,
    PART_CHUNKS,
    SEALED_CHUNK_BYTES,
    body_of,
    part_count,
    part_range,
    parts_digest,
)
from server.errors import Problem
from server.part_body import PartBody
from server.rate_limits import ENVELOPES, enforce
from server.relay import this_relay
from server.routes.bodies import Hex16, Hex32, Nothing, Shape, TimeMs, contract
from server.sealed_bytes import BYTES, ByteRange, asked_range, bytes_answer, part_index_at
from server.store import accounts, envelopes
from server.store.blobs.blob_store import PartCutError, PartDiffersError, StorageUnreachableError
from server.store.envelopes import Envelope, Part
from server.tickets import make_ticket, require_ticket

blueprint = Blueprint("envelopes", __name__)

LARGEST_PART_BYTES = HEADER_BYTES + max(PART_CHUNKS) * SEALED_CHUNK_BYTES
# A body that is somewhat too large is read to its end, so that the answer reaches the sender.
LARGEST_READ_BYTES = 2 * LARGEST_PART_BYTES


class NewEnvelope(Shape):
    """An envelope that is going to be sent."""

    envelope_id: Hex16
    part_chunks: Literal[64, 256]
    size_bytes: int = Field(ge=0, le=2**53 - 1)


class Ticket(Shape):
    """The permission to send its parts."""

    ticket: str
    expires_ms: TimeMs


class Have(Shape):
    """The parts that the relay holds."""

    have: list[int]


class Complete(Shape):
    """The digest of the whole envelope."""

    parts_sha256: Hex32


@blueprint.post("/api/cases/<hex16:case_id>/envelopes")
@contract(body=NewEnvelope, answers={201: Ticket, 200: Ticket})
def announce(case_id: str, body: NewEnvelope) -> tuple[Ticket, int]:
    """Announce an envelope of an own case; repeated with the same values it gives a fresh ticket.

    One that was deleted, and that no record ever named, begins anew: an upload can be finished at any time.
    """
    relay, account_id = this_relay(), require_signed_in().account_id
    enforce(ENVELOPES, account_id)
    now_ms = relay.now_ms()
    with relay.database.writing() as connection:
        # Quotas are counted under this lock, so that two announcements at once can't both be the last.
        accounts.lock(connection, account_id)
        if not require_access(connection, case_id, account_id, now_ms).is_owner:
            raise Problem("not-allowed")
        known = envelopes.find(connection, body.envelope_id, lock=True)
        is_new = known is None or known.is_abandoned
        if known is None:
            body_of(body.size_bytes)
            _check_quotas(connection, account_id, body.size_bytes)
            new = (body.envelope_id, case_id, account_id, body.part_chunks, body.size_bytes, now_ms)
            envelopes.add(connection, Envelope(*new, None, None, None, None))
        elif (known.case_id, known.part_chunks, known.size_bytes) != (
            case_id,
            body.part_chunks,
            body.size_bytes,
        ):
            raise Problem("envelope-exists")
        elif known.is_abandoned:
            _check_quotas(connection, account_id, body.size_bytes)
            envelopes.begin_anew(connection, body.envelope_id, now_ms)
        elif known.deleted_ms is not None:
            raise Problem("gone")
    relay.blobs.make_envelope(body.envelope_id)
    ticket, expires_ms = make_ticket(body.envelope_id, account_id)
    return Ticket(ticket=ticket, expires_ms=expires_ms), 201 if is_new else 200


def _check_quotas(connection: Connection, account_id: str, size_bytes: int) -> None:
    """Raises Problem `too-large` for one envelope, `limit` for all of the account."""
    quotas = this_relay().settings.quotas
    if size_bytes > quotas.envelope_bytes:
        raise Problem("too-large")
    if envelopes.sealed_bytes_of(connection, account_id) + size_bytes > quotas.sealed_bytes:
        raise Problem("limit")
    if envelopes.count_uncommitted(connection, account_id) >= quotas.uncommitted_envelopes:
        raise Problem("limit")


@blueprint.put("/api/envelopes/<hex16:envelope_id>/parts/<int:index>/<hex32:sha256>")
@contract(body=BYTES, answers={201: None, 200: None}, limit_bytes=LARGEST_READ_BYTES, csrf=False)
def put_part(envelope_id: str, index: int, sha256: str) -> Response:
    """Store one part. 201 and 200 mean that it is on disk and in the database."""
    with PartBody(this_relay().settings) as body:
        account_id = require_ticket(envelope_id)
        if body.length_bytes > LARGEST_PART_BYTES:
            raise Problem("too-large")
        with this_relay().database.reading() as connection:
            envelope = _announced(connection, envelope_id, account_id)
            _start, size_bytes = part_range(envelope.size_bytes, envelope.part_chunks, index)
            known = envelopes.find_part(connection, envelope_id, index)
        if body.length_bytes != size_bytes:
            raise Problem("part-length")
        if known is not None and known.sha256 != sha256:
            raise Problem("part-differs")
        if known is not None:
            return Response(status=200)
        part = Part(index, sha256, size_bytes)
        _write(envelope_id, part, body)
        return Response(status=201 if _note_part(envelope, part) else 200)


def _write(envelope_id: str, part: Part, body: PartBody) -> None:
    try:
        this_relay().blobs.write_part(envelope_id, part.index, part.sha256, part.size_bytes, body.read)
    except PartDiffersError:
        raise Problem("part-hash") from None
    except PartCutError:
        raise Problem("part-length") from None
    except FileNotFoundError:
        raise Problem("gone") from None


def _note_part(envelope: Envelope, part: Part) -> bool:
    """Put a stored part into the database; whether it is new there. Raises `gone` or `part-differs`."""
    relay, envelope_id = this_relay(), envelope.envelope_id
    try:
        with relay.database.writing() as connection:
            present = _announced(connection, envelope_id, envelope.owner, lock=True)
            began_anew = present.created_ms != envelope.created_ms
            known = envelopes.find_part(connection, envelope_id, part.index)
            if known is None and not began_anew:
                envelopes.add_part(connection, envelope_id, part)
            elif known is not None and known.sha256 != part.sha256:
                raise Problem("part-differs")
    except Problem:
        # It was deleted, or another part took the place, while this one was written.
        relay.blobs.delete_part(envelope_id, part.index, part.sha256)
        raise
    if known is None and began_anew:
        # Its envelope was deleted and announced again meanwhile: nobody can tell whether the part outlived that.
        raise Problem("gone")
    return known is None


@blueprint.post("/api/envelopes/<hex16:envelope_id>/have")
@contract(body=Nothing, answers={200: Have}, csrf=False)
def have(envelope_id: str, body: Nothing) -> Have:  # noqa: ARG001 - the body is `{}`
    """Which parts are stored."""
    account_id = require_ticket(envelope_id)
    with this_relay().database.reading() as connection:
        _announced(connection, envelope_id, account_id)
        return Have(have=[part.index for part in envelopes.parts(connection, envelope_id)])


@blueprint.post("/api/envelopes/<hex16:envelope_id>/commit")
@contract(body=Complete, answers={200: None}, csrf=False)
def commit(envelope_id: str, body: Complete) -> Response:
    """Complete an envelope: every part is there, and together they are what was sealed."""
    relay, account_id = this_relay(), require_ticket(envelope_id)
    with relay.database.writing() as connection:
        envelope = _announced(connection, envelope_id, account_id, lock=True)
        digest = envelope.parts_sha256
        if digest is None:
            digest = _digest(connection, envelope)
        if digest != body.parts_sha256:
            raise Problem("digest-differs")
        if envelope.committed_ms is None:
            envelopes.commit(connection, envelope_id, digest, relay.now_ms())
    return Response(status=200)


def _digest(connection: Connection, envelope: Envelope) -> str:
    """The digest of what is stored. Raises Problem `parts-missing` with the indexes that are."""
    parts = envelopes.parts(connection, envelope.envelope_id)
    wanted = range(part_count(envelope.size_bytes, envelope.part_chunks))
    missing = sorted(set(wanted).difference(part.index for part in parts))
    if missing:
        raise Problem("parts-missing", missing=missing)
    return parts_digest(bytes.fromhex(part.sha256) for part in parts)


@blueprint.get("/api/envelopes/<hex16:envelope_id>")
@contract(answers={200: BYTES, 206: BYTES})
def read(envelope_id: str) -> Response:
    """The sealed bytes, or one range of them."""
    relay = this_relay()
    # One transaction for all: a download is many ranges.
    with relay.database.reading() as connection:
        envelope = _readable(connection, envelope_id, require_signed_in(connection).account_id)
        asked = asked_range(envelope.size_bytes)
        wanted = asked or ByteRange(0, envelope.size_bytes)
        first = part_index_at(envelope.part_chunks, wanted.start)
        last = part_index_at(envelope.part_chunks, wanted.stop - 1)
        parts = envelopes.parts(connection, envelope_id, first, last)
    try:
        return bytes_answer(relay.blobs, envelope, parts, asked)
    except FileNotFoundError:
        # Deleted since; what was not, the store has lost or does not show, and that is no deletion.
        with relay.database.reading() as connection:
            _readable(connection, envelope_id, require_signed_in(connection).account_id)
        raise StorageUnreachableError from None


@blueprint.get("/api/envelopes/<hex16:envelope_id>/parts")
@contract(answers={200: BYTES})
def part_hashes(envelope_id: str) -> Response:
    """The SHA-256 of every part, 32 bytes each, in order."""
    account_id = require_signed_in().account_id
    with this_relay().database.reading() as connection:
        _readable(connection, envelope_id, account_id)
        hashes = [bytes.fromhex(part.sha256) for part in envelopes.parts(connection, envelope_id)]
    return Response(b"".join(hashes), content_type=BYTES)


def _announced(connection: Connection, envelope_id: str, account_id: str, *, lock: bool = False) -> Envelope:
    """The envelope that a ticket is for. Raises Problem `gone` when it was deleted meanwhile."""
    envelope = envelopes.find(connection, envelope_id, lock=lock)
    if envelope is None or envelope.owner != account_id or envelope.deleted_ms is not None:
        raise Problem("gone")
    return envelope


def _readable(connection: Connection, envelope_id: str, account_id: str) -> Envelope:
    """A complete envelope that the account may read. Raises Problem `not-found`, or to its owner `gone`."""
    envelope = envelopes.find(connection, envelope_id)
    if envelope is None:
        raise Problem("not-found")
    if envelope.owner == account_id and envelope.deleted_ms is not None:
        raise Problem("gone")
    if envelope.committed_ms is None or envelope.deleted_ms is not None:
        raise Problem("not-found")
    now_ms = this_relay().now_ms()
    if envelope.owner != account_id and not envelopes.consented(connection, envelope, account_id, now_ms):
        raise Problem("not-found")
    return envelope
