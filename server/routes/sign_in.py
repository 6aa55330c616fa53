"""Signing in by passkey or with the account key, and recovery (spec/relay-api.md section 2)."""

from __future__ import annotations

from flask import Blueprint
from pydantic import JsonValue

from server.browser_session import start_session
from server.challenges import make_challenge, use_challenge
from server.crypto.encoding import from_base64url, to_base64url
from server.crypto.errors import ContractError
from server.crypto.sign_in import claimed_sign_in, verify_sign_in
from server.crypto.way_in import credential_way_in_id
from server.errors import Problem
from server.rate_limits import RECOVERY, SIGN_IN, enforce
from server.relay import this_relay
from server.routes.bodies import Base64url, Hex16, Hex32, Nothing, Shape, SignedObjectShape, contract
from server.routes.ceremonies import (
    AuthenticationCredential,
    challenge_of,
    request_options,
    verify_authentication,
)
from server.routes.sessions import Role
from server.store import accounts, ways_in

blueprint = Blueprint("sign_in", __name__)

BY_PASSKEY = "sign-in"
BY_ACCOUNT = "sign-in-account"


class RequestOptions(Shape):
    """Options for any passkey of this site."""

    public_key: dict[str, JsonValue]


class PasskeySignIn(Shape):
    """A passkey's answer."""

    credential: AuthenticationCredential


class SignedIn(Shape):
    """Who is signed in now, and the way in that belongs to the passkey."""

    account_id: Hex32
    role: Role
    way_in: SignedObjectShape | None


class AccountWish(Shape):
    """The account that somebody wants to sign in to."""

    account_id: Hex32


class Challenge(Shape):
    """What the proof must sign."""

    challenge: Base64url


class AccountSignIn(Shape):
    """The proof that the account's signing key is here."""

    proof: SignedObjectShape


class Recovery(Shape):
    """What the words of a recovery sheet lead to."""

    lookup_id: Hex16


class RecoveryWayIn(Shape):
    """The sealed way in of the recovery sheet."""

    way_in: SignedObjectShape


@blueprint.post("/api/sign-in/options")
@contract(body=Nothing, answers={200: RequestOptions})
def sign_in_options(body: Nothing) -> RequestOptions:  # noqa: ARG001
    """Begin to sign in by passkey."""
    enforce(SIGN_IN, None)
    return RequestOptions(public_key=request_options(make_challenge(BY_PASSKEY, {})))


@blueprint.post("/api/sign-in")
@contract(body=PasskeySignIn, answers={200: SignedIn})
def sign_in(body: PasskeySignIn) -> SignedIn:
    """Sign in by passkey."""
    enforce(SIGN_IN, None)
    relay = this_relay()
    challenge = challenge_of(body.credential)
    use_challenge(BY_PASSKEY, challenge)
    way_in_id = credential_way_in_id(from_base64url(body.credential.raw_id))
    # The row is locked, so that two answers with one sign count can't both pass.
    with relay.database.writing() as connection:
        passkey = ways_in.find_passkey(connection, way_in_id, lock=True)
        if passkey is None:
            raise Problem("passkey-refused")
        used = verify_authentication(
            body.credential,
            challenge,
            account_id=passkey.account_id,
            public_key=passkey.public_key,
            sign_count=passkey.sign_count,
        )
        ways_in.passkey_used(connection, way_in_id, used.sign_count, used.backed_up, relay.now_ms())
        way_in = ways_in.find_way_in(connection, way_in_id)
    return _signed_in(passkey.account_id, None if way_in is None else wire_of(way_in))


@blueprint.post("/api/sign-in/account/options")
@contract(body=AccountWish, answers={200: Challenge})
def account_challenge(body: AccountWish) -> Challenge:
    """Begin to sign in with the account key; the answer is the same for accounts that don't exist."""
    enforce(SIGN_IN, None)
    challenge = make_challenge(BY_ACCOUNT, {"account_id": body.account_id})
    return Challenge(challenge=to_base64url(challenge))


@blueprint.post("/api/sign-in/account")
@contract(body=AccountSignIn, answers={200: SignedIn})
def sign_in_with_account(body: AccountSignIn) -> SignedIn:
    """Sign in with the account key."""
    enforce(SIGN_IN, None)
    relay = this_relay()
    try:
        claimed = claimed_sign_in(body.proof.wire())
        details = use_challenge(BY_ACCOUNT, claimed.challenge)
        with relay.database.reading() as connection:
            account = accounts.find(connection, claimed.account_id)
        if account is None or (details["account_id"], relay.settings.origin) != (
            account.account_id,
            claimed.origin,
        ):
            raise Problem("proof-refused")
        verify_sign_in(body.proof.wire(), account.signing_public)
    except ContractError:
        raise Problem("proof-refused") from None
    return _signed_in(account.account_id, None)


@blueprint.post("/api/recovery")
@contract(body=Recovery, answers={200: RecoveryWayIn})
def recover(body: Recovery) -> RecoveryWayIn:
    """The sealed way in of a recovery sheet, for whoever knows its words."""
    enforce(RECOVERY, None)
    with this_relay().database.reading() as connection:
        way_in = ways_in.find_way_in(connection, body.lookup_id)
    if way_in is None or way_in.kind != "recovery":
        raise Problem("recovery-unknown")
    return RecoveryWayIn(way_in=wire_of(way_in))


def wire_of(way_in: ways_in.WayIn) -> SignedObjectShape:
    """A way in as it travels."""
    return SignedObjectShape(signature=to_base64url(way_in.signature), signed=to_base64url(way_in.signed))


def _signed_in(account_id: str, way_in: SignedObjectShape | None) -> SignedIn:
    with this_relay().database.reading() as connection:
        account = accounts.find(connection, account_id)
    if account is None:
        raise Problem("passkey-refused")
    start_session(account.account_id, account.role)
    return SignedIn.model_validate({"account_id": account.account_id, "role": account.role, "way_in": way_in})
