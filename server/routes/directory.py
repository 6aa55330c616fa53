"""The directory: a public log, and a reviewer's wish to be in it (spec/directory.md, spec/relay-api.md section 5)."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from flask import Blueprint, Response
from pydantic import StringConstraints

from server.browser_session import require_signed_in
from server.clinic_log import last_clinic, signed_note
from server.crypto.announcements import ReviewerAnnouncement, parse_announcement, verify_application
from server.crypto.checkpoints import MOST_LEAVES, Checkpoint, InclusionProof
from server.crypto.encoding import from_base64url, to_base64
from server.crypto.errors import FailureClass, require
from server.crypto.merkle import make_consistency_proof, make_inclusion_proof, root_of
from server.crypto.tiles import (
    TILE_WIDTH,
    bundle_path,
    make_entry_bundle,
    make_tile,
    tile_hash_count,
    tile_path,
)
from server.errors import Problem
from server.rate_limits import ACCOUNT, enforce
from server.relay import this_relay
from server.routes.bodies import Base64url, Shape, contract, query_number
from server.settings import DAY_MS
from server.store import accounts, directory

blueprint = Blueprint("directory", __name__)

DEEPEST_LEVEL = 2  # 65 536 leaves are one full tile of level 1.
IMMUTABLE = "public, max-age=31536000, immutable"
_TILE = re.compile(r"(?:(entries)|([0-9]))/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([0-9]{1,3}))?\Z", re.ASCII)

State = Literal["none", "waiting", "approved", "revoked"]


class Hashes(Shape):
    """A consistency proof, hashes in standard base64."""

    hashes: list[str]


class ApplicationBody(Shape):
    """A reviewer's own announcement, signed by the reviewer."""

    reviewer_signature: Annotated[Base64url, StringConstraints(max_length=86)]
    signed: Base64url


class ApplicationState(Shape):
    """What became of the application."""

    state: State


@blueprint.get("/directory/checkpoint")
@contract(answers={200: "text/plain"})
def read_checkpoint() -> Response:
    """The signed checkpoint."""
    with this_relay().database.reading() as connection:
        found = directory.checkpoint(connection)
    if found is None:
        raise Problem("not-found")
    return _text(found[1], "no-cache")


@blueprint.get("/directory/tile/<path:path>")
@contract(answers={200: "application/octet-stream"})
def read_tile(path: str) -> Response:
    """A tile of hashes, or a bundle of entries."""
    match = _TILE.match(path)
    if match is None:
        raise Problem("not-found")
    index = int(match[3].replace("/", "").replace("x", ""))
    width = TILE_WIDTH if match[4] is None else int(match[4])
    level = 0 if match[1] else int(match[2])
    canonical = bundle_path(index, width) if match[1] else tile_path(level, index, width)
    # A partial tile of 256 hashes has another address: the one without a width.
    if f"tile/{path}" != canonical or not 1 <= width <= TILE_WIDTH or level > DEEPEST_LEVEL:
        raise Problem("not-found")
    data = _bundle(index, width) if match[1] else _tile(level, index, width)
    caching = IMMUTABLE if width == TILE_WIDTH else "no-cache"
    return Response(data, content_type="application/octet-stream", headers={"Cache-Control": caching})


@blueprint.get("/api/directory/proof/<int:index>")
@contract(answers={200: "text/plain"}, query=("size",))
def read_proof(index: int) -> Response:
    """The proof that an entry is in the log of a size."""
    leaves, log_origin = _leaves()
    size = query_number("size", 1, MOST_LEAVES)
    if not index < size <= len(leaves):
        raise Problem("not-found")
    note = signed_note(this_relay(), Checkpoint(log_origin, size, root_of(leaves[:size])))
    proof = InclusionProof(index, tuple(make_inclusion_proof(leaves[:size], index)), note)
    return _text(proof.text(), "no-store")


@blueprint.get("/api/directory/consistency")
@contract(answers={200: Hashes}, query=("from", "to"))
def read_consistency() -> Hashes:
    """The proof that a larger log only added to a smaller one."""
    leaves, _ = _leaves()
    old, new = query_number("from", 1, MOST_LEAVES), query_number("to", 1, MOST_LEAVES)
    if not old <= new <= len(leaves):
        raise Problem("not-found")
    return Hashes(hashes=[to_base64(each) for each in make_consistency_proof(leaves[:new], old)])


@blueprint.put("/api/reviewer/application")
@contract(body=ApplicationBody, answers={204: None})
def put_application(body: ApplicationBody) -> None:
    """Ask to be listed; until it is approved an application may be replaced."""
    account_id, relay = _require_reviewer(), this_relay()
    enforce(ACCOUNT, account_id)
    signed, signature = from_base64url(body.signed), from_base64url(body.reviewer_signature)
    announcement = parse_announcement(signed)
    if not isinstance(announcement, ReviewerAnnouncement):
        raise Problem("bad-request", field="signed")
    require(announcement.account_id == account_id, FailureClass.ACCOUNT, "announcement of another account")
    verify_application(announcement, signed, signature)
    now_ms = relay.now_ms()
    if announcement.valid_from_ms > now_ms + DAY_MS or announcement.valid_to_ms <= now_ms:
        raise Problem("clock", time_ms=now_ms)
    with relay.database.writing() as connection:
        accounts.lock(connection, account_id)
        earlier = directory.application(connection, account_id)
        if earlier is not None and not _may_replace(earlier, now_ms):
            raise Problem("not-allowed")
        directory.put_application(
            connection, directory.Application(account_id, signed, signature, "waiting", now_ms)
        )


@blueprint.get("/api/reviewer/application")
@contract(answers={200: ApplicationState})
def read_application() -> ApplicationState:
    """What became of the own application."""
    account_id = _require_reviewer()
    with this_relay().database.reading() as connection:
        found = directory.application(connection, account_id)
    return ApplicationState.model_validate({"state": "none" if found is None else found.state})


def _require_reviewer() -> str:
    here = require_signed_in()
    if here.role != "reviewer":
        raise Problem("not-allowed")
    return here.account_id


def _may_replace(earlier: directory.Application, now_ms: int) -> bool:
    """A waiting one, or an approved one whose time is over; whoever was revoked needs a new account."""
    announcement = parse_announcement(earlier.signed)
    over = isinstance(announcement, ReviewerAnnouncement) and announcement.valid_to_ms <= now_ms
    return earlier.state == "waiting" or (earlier.state == "approved" and over)


def _leaves() -> tuple[list[bytes], str]:
    with this_relay().database.reading() as connection:
        return directory.leaves(connection), last_clinic(connection).log_origin


def _bundle(index: int, width: int) -> bytes:
    first = index * TILE_WIDTH
    if first >= MOST_LEAVES:
        raise Problem("not-found")
    with this_relay().database.reading() as connection:
        entries = directory.entries(connection, first, first + width)
    if len(entries) < width:
        raise Problem("not-found")
    return make_entry_bundle([each.entry for each in entries])


def _tile(level: int, index: int, width: int) -> bytes:
    leaves, _ = _leaves()
    if tile_hash_count(len(leaves), level, index) < width:
        raise Problem("not-found")
    return make_tile(leaves, level, index)[: width * 32]


def _text(text: str, caching: str) -> Response:
    return Response(text, content_type="text/plain; charset=utf-8", headers={"Cache-Control": caching})
