"""The session cookie: an opaque random value. Before sign-in nothing about it is stored.

Flask-WTF keeps its CSRF value in Flask's session. Here that value is made from the cookie by a keyed hash,
so that it needs no storage and changes whenever the cookie does: at sign-in and at sign-out.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import MutableMapping
from contextlib import nullcontext
from typing import Any, cast

from flask import Flask, Request, Response, after_this_request, g, session
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy import Connection

from server.errors import Problem
from server.relay import this_relay
from server.store import sessions
from server.store.sessions import Session

COOKIE = "second_look_session"
CSRF_FIELD = "csrf_token"
PERSON_SESSION_MS = 30 * 24 * 60 * 60 * 1000
REVIEWER_SESSION_MS = 12 * 60 * 60 * 1000
TOUCHED_EVERY_MS = 5 * 60 * 1000
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class BrowserSession(dict[str, Any], SessionMixin):
    """Holds the cookie's value, and the CSRF value that Flask-WTF looks for."""

    def __init__(self, token: str | None) -> None:
        super().__init__()
        self.lifetime_ms: int | None = None
        self.to_be_set = False
        self.renew(token)

    def renew(self, token: str | None = None) -> None:
        """Use this cookie value, or a fresh one that the answer will set."""
        self.token = token or secrets.token_urlsafe(32)
        self.to_be_set = token is None
        self[CSRF_FIELD] = this_relay().keyed_hash("csrf", self.token)
        # Flask-WTF keeps the token that it made for this request.
        g.pop(CSRF_FIELD, None)

    @property
    def token_sha256(self) -> str:
        """What is stored instead of the cookie's value."""
        return hashlib.sha256(self.token.encode()).hexdigest()


class CookieSessions(SessionInterface):
    """Reads and sets the cookie."""

    def open_session(self, _app: Flask, request: Request) -> BrowserSession:
        """The browser that asks, known by its cookie or new."""
        token = request.cookies.get(COOKIE, "")
        return BrowserSession(token if _TOKEN.fullmatch(token) else None)

    def save_session(self, _app: Flask, session: MutableMapping[str, Any], response: Response) -> None:
        """Set the cookie, where the request had a use for one."""
        if (
            not isinstance(session, BrowserSession)
            or not session.to_be_set
            or not g.get("cookie_wanted", False)
        ):
            return
        response.set_cookie(
            COOKIE,
            session.token,
            max_age=None if session.lifetime_ms is None else session.lifetime_ms // 1000,
            httponly=True,
            samesite="Strict",
            secure=this_relay().settings.over_https,
            path="/",
        )


def browser() -> BrowserSession:
    """The browser that asks; its answer may set a cookie."""
    g.cookie_wanted = True
    return cast(BrowserSession, session)


def signed_in(connection: Connection | None = None) -> Session | None:
    """The session of the person who asks, or None; read with a transaction of its own where none is given."""
    if "signed_in" not in g:
        g.signed_in = _find_session(connection)
    found: Session | None = g.signed_in
    return found


def require_signed_in(connection: Connection | None = None) -> Session:
    """The same; raises Problem `sign-in-needed` where there is none."""
    found = signed_in(connection)
    if found is None:
        raise Problem("sign-in-needed")
    return found


def start_session(account_id: str, role: str) -> Session:
    """Sign a person in: a fresh cookie, stored by its SHA-256 only."""
    relay, present, now_ms = this_relay(), browser(), this_relay().now_ms()
    end_session()
    present.lifetime_ms = REVIEWER_SESSION_MS if role == "reviewer" else PERSON_SESSION_MS
    session_id = secrets.token_hex(16)
    with relay.database.writing() as connection:
        sessions.add(
            connection,
            present.token_sha256,
            session_id,
            account_id,
            now_ms,
            now_ms + present.lifetime_ms,
            relay.settings.quotas.sessions,
        )
    found = g.signed_in = Session(session_id, account_id, role, now_ms, now_ms, now_ms + present.lifetime_ms)
    return found


def end_session() -> None:
    """Sign out this browser: its session is deleted and it gets a fresh cookie."""
    found, present = signed_in(), browser()
    if found is not None:
        with this_relay().database.writing() as connection:
            sessions.end(connection, found.account_id, found.session_id)
    present.lifetime_ms = None
    present.renew()
    g.signed_in = None


def _find_session(connection: Connection | None) -> Session | None:
    relay, present = this_relay(), browser()
    if present.to_be_set:
        return None
    now_ms = relay.now_ms()
    with nullcontext(connection) if connection else relay.database.reading() as reading:
        found = sessions.find(reading, present.token_sha256, now_ms)
    if found is not None and now_ms - found.last_seen_ms > TOUCHED_EVERY_MS:
        _touch_later(found.session_id, now_ms)
    return found


def _touch_later(session_id: str, now_ms: int) -> None:
    """Note that the session was used, when the request's own transactions are over: inside of one it would wait."""

    @after_this_request
    def touch(response: Response) -> Response:
        with this_relay().database.writing() as connection:
            sessions.touch(connection, session_id, now_ms)
        return response
