"""Who is signed in here, the account's sessions, and its sealed state (spec/relay-api.md sections 2 and 4)."""

from __future__ import annotations

from typing import Annotated, Literal

from flask import Blueprint
from flask_wtf.csrf import generate_csrf
from pydantic import Field

from server.browser_session import browser, end_session, require_signed_in, signed_in
from server.crypto.encoding import from_base64url, to_base64url
from server.errors import Problem
from server.rate_limits import ACCOUNT, enforce
from server.relay import this_relay
from server.routes.bodies import Base64url, Hex16, Hex32, Nothing, Shape, TimeMs, contract
from server.store import accounts, sessions

blueprint = Blueprint("sessions", __name__)

STATE_BYTES = 65_536
# The state in base64url, and the object around it.
STATE_BODY_BYTES = 96 * 1024

Role = Literal["patient", "caregiver", "reviewer"]
Version = Annotated[int, Field(ge=0, le=2**31 - 2)]


class SessionAnswer(Shape):
    """Who is signed in in this browser, and the token for its changing requests."""

    account_id: Hex32 | None
    csrf_token: str
    role: Role | None
    time_ms: TimeMs


class SessionEntry(Shape):
    """One signed-in browser."""

    created_ms: TimeMs
    current: bool
    last_seen_ms: TimeMs
    session_id: Hex16


class SessionsAnswer(Shape):
    """All signed-in browsers of the account."""

    sessions: list[SessionEntry]


class AccountState(Shape):
    """The sealed account state."""

    envelope: Base64url | None
    envelope_id: Hex16 | None
    version: int


class NewAccountState(Shape):
    """A new sealed account state, and the version that it replaces."""

    envelope: Base64url
    envelope_id: Hex16
    version: Version


class StateVersion(Shape):
    """The version that was stored."""

    version: int


def session_answer() -> SessionAnswer:
    """The browser's session as it is now."""
    found = signed_in()
    browser()
    return SessionAnswer.model_validate(
        {
            "account_id": None if found is None else found.account_id,
            "csrf_token": generate_csrf(),
            "role": None if found is None else found.role,
            "time_ms": this_relay().now_ms(),
        }
    )


@blueprint.get("/api/session")
@contract(answers={200: SessionAnswer})
def read_session() -> SessionAnswer:
    """Who is signed in here."""
    return session_answer()


@blueprint.post("/api/sign-out")
@contract(body=Nothing, answers={204: None})
def sign_out(body: Nothing) -> None:  # noqa: ARG001
    """End the session of this browser."""
    end_session()


@blueprint.get("/api/sessions")
@contract(answers={200: SessionsAnswer})
def read_sessions() -> SessionsAnswer:
    """The account's signed-in browsers."""
    here, relay = require_signed_in(), this_relay()
    with relay.database.reading() as connection:
        found = sessions.of_account(connection, here.account_id, relay.now_ms())
    return SessionsAnswer(
        sessions=[
            SessionEntry(
                created_ms=each.created_ms,
                current=each.session_id == here.session_id,
                last_seen_ms=each.last_seen_ms,
                session_id=each.session_id,
            )
            for each in found
        ]
    )


@blueprint.delete("/api/sessions/<hex16:session_id>")
@contract(answers={204: None})
def delete_session(session_id: str) -> None:
    """End one session of the account, this one or another."""
    here = require_signed_in()
    if session_id == here.session_id:
        end_session()
        return
    with this_relay().database.writing() as connection:
        if not sessions.end(connection, here.account_id, session_id):
            raise Problem("not-found")


@blueprint.get("/api/account/state")
@contract(answers={200: AccountState})
def read_account_state() -> AccountState:
    """The account's sealed state, which only its own devices can open."""
    here = require_signed_in()
    with this_relay().database.reading() as connection:
        state = accounts.state(connection, here.account_id)
    envelope = None if state.envelope is None else to_base64url(state.envelope)
    return AccountState(envelope=envelope, envelope_id=state.envelope_id, version=state.version)


@blueprint.put("/api/account/state")
@contract(body=NewAccountState, answers={200: StateVersion}, limit_bytes=STATE_BODY_BYTES)
def put_account_state(body: NewAccountState) -> StateVersion:
    """Replace the account's sealed state."""
    here = require_signed_in()
    enforce(ACCOUNT, here.account_id)
    envelope = from_base64url(body.envelope)
    if len(envelope) > STATE_BYTES:
        raise Problem("too-large")
    with this_relay().database.writing() as connection:
        if not accounts.replace_state(connection, here.account_id, envelope, body.envelope_id, body.version):
            raise Problem("state-conflict")
    return StateVersion(version=body.version + 1)
