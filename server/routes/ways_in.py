"""The account's sealed ways in, and its passkeys (spec/relay-api.md section 3)."""

from __future__ import annotations

from typing import Literal

from flask import Blueprint
from pydantic import JsonValue
from sqlalchemy import Connection

from server.browser_session import require_signed_in
from server.challenges import make_challenge, use_challenge
from server.crypto.encoding import from_base64url, to_base64url
from server.crypto.errors import FailureClass, require
from server.crypto.way_in import verify_way_in
from server.errors import Problem
from server.rate_limits import ACCOUNT, enforce
from server.relay import this_relay
from server.routes.bodies import Base64url, Hex16, Nothing, Shape, SignedObjectShape, TimeMs, contract
from server.routes.ceremonies import (
    RegistrationCredential,
    challenge_of,
    creation_options,
    verify_registration,
)
from server.routes.enrolment import add_passkey
from server.routes.sign_in import wire_of
from server.store import accounts, ways_in

blueprint = Blueprint("ways_in", __name__)

PURPOSE = "passkey"


class WayInEntry(Shape):
    """One way in."""

    created_ms: TimeMs
    kind: Literal["passkey", "recovery"]
    way_in: SignedObjectShape
    way_in_id: Hex16


class WaysIn(Shape):
    """All ways in of the account."""

    ways_in: list[WayInEntry]


class NewWayIn(Shape):
    """A way in, signed by its account."""

    way_in: SignedObjectShape


class PasskeyEntry(Shape):
    """One passkey."""

    backed_up: bool
    created_ms: TimeMs
    credential_id: Base64url
    last_used_ms: TimeMs
    way_in_id: Hex16
    has_way_in: bool


class Passkeys(Shape):
    """All passkeys of the account."""

    passkeys: list[PasskeyEntry]


class CreationOptions(Shape):
    """Options for one more passkey."""

    public_key: dict[str, JsonValue]


class NewPasskeyBody(Shape):
    """A new passkey."""

    credential: RegistrationCredential


class StoredPasskey(Shape):
    """The passkey that was stored."""

    credential_id: Base64url


@blueprint.get("/api/ways-in")
@contract(answers={200: WaysIn})
def read_ways_in() -> WaysIn:
    """The account's ways in."""
    here = require_signed_in()
    with this_relay().database.reading() as connection:
        found = ways_in.ways_in(connection, here.account_id)
    return WaysIn.model_validate(
        {
            "ways_in": [
                {
                    "created_ms": each.created_ms,
                    "kind": each.kind,
                    "way_in": wire_of(each),
                    "way_in_id": each.way_in_id,
                }
                for each in found
            ]
        }
    )


@blueprint.put("/api/ways-in/<hex16:way_in_id>")
@contract(body=NewWayIn, answers={204: None})
def put_way_in(body: NewWayIn, way_in_id: str) -> None:
    """Store or replace a way in; a new recovery sheet replaces the old one."""
    here, relay = require_signed_in(), this_relay()
    enforce(ACCOUNT, here.account_id)
    with relay.database.writing() as connection:
        accounts.lock(connection, here.account_id)
        account = accounts.find(connection, here.account_id)
        if account is None:
            raise Problem("sign-in-needed")
        parsed = verify_way_in(body.way_in.wire(), account.account_id, account.signing_public)
        require(parsed.way_in_id == way_in_id, FailureClass.WAY_IN, "another id than the address names")
        _check_free(connection, account.account_id, parsed.kind, way_in_id)
        ways_in.put_way_in(
            connection,
            ways_in.WayIn(
                way_in_id=way_in_id,
                account_id=account.account_id,
                kind=parsed.kind,
                signed=from_base64url(body.way_in.signed),
                signature=from_base64url(body.way_in.signature),
                created_ms=relay.now_ms(),
            ),
        )


@blueprint.delete("/api/ways-in/<hex16:way_in_id>")
@contract(answers={204: None})
def delete_way_in(way_in_id: str) -> None:
    """Delete a way in."""
    here = require_signed_in()
    with this_relay().database.writing() as connection:
        if not ways_in.delete_way_in(connection, here.account_id, way_in_id):
            raise Problem("not-found")


@blueprint.get("/api/passkeys")
@contract(answers={200: Passkeys})
def read_passkeys() -> Passkeys:
    """The account's passkeys."""
    here = require_signed_in()
    with this_relay().database.reading() as connection:
        found = ways_in.passkeys(connection, here.account_id)
        with_way_in = {each.way_in_id for each in ways_in.ways_in(connection, here.account_id)}
    return Passkeys(
        passkeys=[
            PasskeyEntry(
                backed_up=each.backed_up,
                created_ms=each.created_ms,
                credential_id=to_base64url(each.credential_id),
                last_used_ms=each.last_used_ms,
                way_in_id=each.way_in_id,
                has_way_in=each.way_in_id in with_way_in,
            )
            for each in found
        ]
    )


@blueprint.post("/api/passkeys/options")
@contract(body=Nothing, answers={200: CreationOptions})
def passkey_options(body: Nothing) -> CreationOptions:  # noqa: ARG001
    """Begin to add a passkey."""
    here, relay = require_signed_in(), this_relay()
    enforce(ACCOUNT, here.account_id)
    with relay.database.reading() as connection:
        existing = ways_in.passkeys(connection, here.account_id)
    if len(existing) >= relay.settings.quotas.passkeys:
        raise Problem("limit")
    challenge = make_challenge(PURPOSE, {"account_id": here.account_id})
    options = creation_options(here.account_id, challenge, [each.credential_id for each in existing])
    return CreationOptions(public_key=options)


@blueprint.post("/api/passkeys")
@contract(body=NewPasskeyBody, answers={201: StoredPasskey})
def post_passkey(body: NewPasskeyBody) -> StoredPasskey:
    """Add a passkey to the account."""
    here, relay = require_signed_in(), this_relay()
    challenge = challenge_of(body.credential)
    if use_challenge(PURPOSE, challenge)["account_id"] != here.account_id:
        raise Problem("challenge-used")
    passkey = verify_registration(body.credential, challenge)
    with relay.database.writing() as connection:
        accounts.lock(connection, here.account_id)
        if ways_in.count_passkeys(connection, here.account_id) >= relay.settings.quotas.passkeys:
            raise Problem("limit")
        add_passkey(connection, here.account_id, passkey)
    return StoredPasskey(credential_id=to_base64url(passkey.credential_id))


@blueprint.delete("/api/passkeys/<hex16:way_in_id>")
@contract(answers={204: None})
def delete_passkey(way_in_id: str) -> None:
    """Delete a passkey with its way in; the last one only when a recovery sheet exists."""
    here = require_signed_in()
    with this_relay().database.writing() as connection:
        accounts.lock(connection, here.account_id)
        passkeys = ways_in.passkeys(connection, here.account_id)
        if all(each.way_in_id != way_in_id for each in passkeys):
            raise Problem("not-found")
        if len(passkeys) == 1 and not _has_recovery(connection, here.account_id):
            raise Problem("last-way-in")
        ways_in.delete_passkey(connection, here.account_id, way_in_id)


def _check_free(connection: Connection, account_id: str, kind: str, way_in_id: str) -> None:
    """A passkey's way in needs the passkey, and nobody can write over another account's."""
    existing = ways_in.find_way_in(connection, way_in_id)
    if existing is not None and existing.account_id != account_id:
        raise Problem("not-allowed")
    if kind == "passkey":
        passkey = ways_in.find_passkey(connection, way_in_id)
        if passkey is None or passkey.account_id != account_id:
            raise Problem("not-found")


def _has_recovery(connection: Connection, account_id: str) -> bool:
    return any(each.kind == "recovery" for each in ways_in.ways_in(connection, account_id))
