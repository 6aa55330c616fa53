"""Enrolment: a new account with its first passkey (spec/relay-api.md section 2)."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Literal

from flask import Blueprint
from pydantic import JsonValue, StringConstraints
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from server.browser_session import start_session
from server.challenges import Details, make_challenge, use_challenge
from server.crypto.encoding import from_base64url, to_base64url
from server.crypto.errors import ContractError
from server.crypto.identity import Identity
from server.crypto.sign_in import verify_enrolment
from server.crypto.way_in import credential_way_in_id
from server.errors import Problem
from server.rate_limits import ENROLMENT, enforce
from server.relay import this_relay
from server.routes.bodies import Base64url, Hex32, Shape, SignedObjectShape, contract
from server.routes.ceremonies import (
    NewPasskey,
    RegistrationCredential,
    challenge_of,
    creation_options,
    verify_registration,
)
from server.routes.sessions import SessionAnswer, session_answer
from server.store import accounts, directory, ways_in
from server.store.accounts import Account
from server.store.ways_in import Passkey

blueprint = Blueprint("enrolment", __name__)

PURPOSE = "enrolment"
INVITATION_BYTES = 32


class IdentityShape(Shape):
    """An account's public half."""

    account_id: Hex32
    kem_public: Base64url
    signing_public: Base64url


class EnrolmentWish(Shape):
    """Who wants to enrol, and as what; a reviewer brings an invitation."""

    identity: IdentityShape
    invitation: Annotated[Base64url, StringConstraints(min_length=43, max_length=43)] | None
    role: Literal["patient", "reviewer"]


class EnrolmentOptions(Shape):
    """What the new passkey and the proof must answer."""

    challenge: Base64url
    public_key: dict[str, JsonValue]


class Enrolment(Shape):
    """A new passkey, and the proof that the account's signing key is here."""

    credential: RegistrationCredential
    proof: SignedObjectShape


@blueprint.post("/api/enrolment/options")
@contract(body=EnrolmentWish, answers={200: EnrolmentOptions})
def enrolment_options(body: EnrolmentWish) -> EnrolmentOptions:
    """Begin an enrolment."""
    enforce(ENROLMENT, None)
    relay = this_relay()
    identity = Identity.from_json(body.identity.model_dump())
    if (body.invitation is not None) != (body.role == "reviewer"):
        raise Problem("invitation-refused")
    invitation_sha256 = None if body.invitation is None else _sha256_of(body.invitation)
    with relay.database.reading() as connection:
        if accounts.find(connection, identity.account_id) is not None:
            raise Problem("account-exists")
        if invitation_sha256 is not None and not directory.invitation_is_open(
            connection, invitation_sha256, relay.now_ms()
        ):
            raise Problem("invitation-refused")
    challenge = make_challenge(
        PURPOSE,
        {
            "identity": json.dumps(identity.to_json()),
            "invitation_sha256": invitation_sha256,
            "role": body.role,
        },
    )
    options = creation_options(identity.account_id, challenge)
    return EnrolmentOptions(challenge=to_base64url(challenge), public_key=options)


@blueprint.post("/api/enrolment")
@contract(body=Enrolment, answers={201: SessionAnswer})
def enrol(body: Enrolment) -> SessionAnswer:
    """Finish an enrolment: the account is made, and this browser is signed in."""
    enforce(ENROLMENT, None)
    challenge = challenge_of(body.credential)
    details = use_challenge(PURPOSE, challenge)
    identity = Identity.from_json(json.loads(details["identity"] or "null"))
    role = details["role"] or ""
    _check_proof(body.proof, identity, challenge, role)
    passkey = verify_registration(body.credential, challenge)
    try:
        with this_relay().database.writing() as connection:
            _store(connection, identity, role, passkey, details)
    except IntegrityError:
        raise Problem("account-exists") from None
    start_session(identity.account_id, role)
    return session_answer()


def _check_proof(proof: SignedObjectShape, identity: Identity, challenge: bytes, role: str) -> None:
    try:
        proven = verify_enrolment(proof.wire(), identity.signing_public)
    except ContractError:
        raise Problem("proof-refused") from None
    expected = (identity.account_id, challenge, this_relay().settings.origin, role)
    if (proven.account_id, proven.challenge, proven.origin, proven.role) != expected:
        raise Problem("proof-refused")


def _store(
    connection: Connection, identity: Identity, role: str, passkey: NewPasskey, details: Details
) -> None:
    now_ms = this_relay().now_ms()
    invitation_sha256 = details["invitation_sha256"]
    if invitation_sha256 is not None and not directory.use_invitation(connection, invitation_sha256, now_ms):
        raise Problem("invitation-refused")
    accounts.add(
        connection, Account(identity.account_id, role, identity.kem_public, identity.signing_public, now_ms)
    )
    add_passkey(connection, identity.account_id, passkey)


def add_passkey(connection: Connection, account_id: str, passkey: NewPasskey) -> None:
    """Store a new passkey. Raises Problem `passkey-refused` when it is stored already, here or for another account."""
    way_in_id, now_ms = credential_way_in_id(passkey.credential_id), this_relay().now_ms()
    if ways_in.find_passkey(connection, way_in_id) is not None:
        raise Problem("passkey-refused")
    ways_in.add_passkey(
        connection,
        Passkey(
            way_in_id=way_in_id,
            account_id=account_id,
            credential_id=passkey.credential_id,
            public_key=passkey.public_key,
            sign_count=passkey.sign_count,
            backed_up=passkey.backed_up,
            created_ms=now_ms,
            last_used_ms=now_ms,
        ),
    )


def _sha256_of(invitation: str) -> str:
    return hashlib.sha256(from_base64url(invitation, INVITATION_BYTES)).hexdigest()
