"""Sessions: an opaque cookie, stored by its SHA-256 only, listed and ended; and the sealed account state."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, select
from werkzeug.test import TestResponse

from scripts.vectors.randomness import Random
from server.crypto.encoding import to_base64url
from server.settings import Quotas
from server.store import tables
from server.store.database import Database
from tests.server.browser import Browser, code_of
from tests.server.people import Member
from tests.server.relay_under_test import MakeRelay, RelayUnderTest

STATE_BYTES = 65_536


def cookie_of(browser: Browser) -> str:
    cookie = browser.client.get_cookie("second_look_session", domain="localhost")
    assert cookie is not None
    return cookie.value


def listed(member: Member) -> list[dict[str, Any]]:
    sessions: list[dict[str, Any]] = member.browser.ask("/api/sessions")["sessions"]
    return sessions


def test_the_cookie_is_opaque_and_out_of_reach_for_scripts_and_other_sites(relay: RelayUnderTest) -> None:
    anna = relay.patient()
    anna.browser.post("/api/sign-out")
    anna.browser.forget_csrf_token()
    options = anna.browser.post("/api/sign-in/options").get_json()["public_key"]
    answer = anna.browser.post("/api/sign-in", {"credential": anna.passkey.use(options)})
    (header,) = answer.headers.getlist("Set-Cookie")
    value, *attributes = header.split("; ")
    assert {"HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=2592000"} <= set(attributes)
    assert not {"Secure", "Domain"} & {each.partition("=")[0] for each in attributes}
    assert len(value.partition("=")[2]) == 43


def test_over_https_the_cookie_travels_only_there(make_relay: MakeRelay) -> None:
    relay = make_relay(origin="https://relay.example")
    answer = relay.browser().get("/api/session")
    assert "Secure" in answer.headers["Set-Cookie"].split("; ")


def test_only_the_hash_of_the_cookie_is_stored(relay: RelayUnderTest) -> None:
    anna = relay.patient()
    cookie = cookie_of(anna.browser)
    with relay.inside.database.reading() as connection:
        rows = connection.execute(select(tables.sessions)).mappings().all()
    assert [row["token_sha256"] for row in rows] == [hashlib.sha256(cookie.encode()).hexdigest()]
    assert cookie not in str(rows)


def test_signing_in_and_out_change_cookie_and_csrf_token(relay: RelayUnderTest) -> None:
    anna = relay.patient()
    seen = []
    for act in (lambda: None, lambda: anna.browser.post("/api/sign-out"), anna.sign_in):
        act()
        anna.browser.forget_csrf_token()
        seen.append((cookie_of(anna.browser), anna.browser.csrf_token()))
    assert len({cookie for cookie, _ in seen}) == 3
    assert len({token for _, token in seen}) == 3


def test_a_cookie_that_the_browser_brings_is_not_kept_at_sign_in(relay: RelayUnderTest) -> None:
    anna, chosen = relay.patient(), "A" * 43
    browser = relay.browser()
    browser.client.set_cookie("second_look_session", chosen, domain="localhost")
    anna.sign_in(browser)
    assert cookie_of(browser) != chosen
    stranger = relay.browser()
    stranger.client.set_cookie("second_look_session", chosen, domain="localhost")
    assert stranger.ask("/api/session")["account_id"] is None


@pytest.mark.parametrize("cookie", ["", "short", "A" * 44, "A" * 42 + "=", "A" * 5000, "é" * 43])
def test_a_cookie_of_another_form_is_nobody(relay: RelayUnderTest, cookie: str) -> None:
    browser = relay.browser()
    answer = browser.get("/api/session", headers={"Cookie": f"second_look_session={cookie}"})
    assert answer.get_json()["account_id"] is None
    assert code_of(browser.get("/api/sessions")) == "401 sign-in-needed"


@pytest.mark.parametrize(("role", "hours"), [("patient", 30 * 24), ("reviewer", 12)])
def test_a_session_ends_by_itself(relay: RelayUnderTest, role: str, hours: int) -> None:
    member = relay.patient() if role == "patient" else relay.applicant("Weber")
    relay.clock.advance(hours=hours, ms=-1)
    assert member.browser.ask("/api/session")["account_id"] == member.account_id
    relay.clock.advance(ms=1)
    assert member.browser.ask("/api/session")["account_id"] is None
    assert code_of(member.browser.get("/api/cases")) == "401 sign-in-needed"


def test_sessions_are_listed_and_one_can_be_ended_from_another(relay: RelayUnderTest) -> None:
    anna, phone = relay.patient(), relay.browser()
    relay.clock.advance(hours=1)
    anna.sign_in(phone)
    sessions = listed(anna)
    assert [each["current"] for each in sessions] == [False, True]
    assert [each["created_ms"] for each in sessions] == [relay.clock(), relay.clock() - 3_600_000]
    assert code_of(anna.browser.delete(f"/api/sessions/{sessions[0]['session_id']}")) == "204"
    assert code_of(phone.get("/api/sessions")) == "401 sign-in-needed"
    assert len(listed(anna)) == 1


def test_the_own_session_can_be_ended(relay: RelayUnderTest) -> None:
    anna = relay.patient()
    (session,) = listed(anna)
    assert code_of(anna.browser.delete(f"/api/sessions/{session['session_id']}")) == "204"
    assert code_of(anna.browser.get("/api/sessions")) == "401 sign-in-needed"


def test_nobody_ends_the_session_of_another_account(relay: RelayUnderTest) -> None:
    anna, mallory = relay.patient("Anna"), relay.patient("Mallory")
    (session,) = listed(anna)
    assert code_of(mallory.browser.delete(f"/api/sessions/{session['session_id']}")) == "404 not-found"
    assert len(listed(anna)) == 1


def test_last_seen_moves_with_use(relay: RelayUnderTest) -> None:
    anna = relay.patient()
    relay.clock.advance(hours=1)
    anna.browser.ask("/api/session")
    (session,) = listed(anna)
    assert session["last_seen_ms"] == relay.clock()


def test_nothing_is_written_while_a_download_is_being_looked_up(
    relay: RelayUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = relay.case(relay.patient())
    envelope = case.add_record().files[0].reference["envelope_id"]
    open_now: list[str] = []
    overlaps: list[str] = []
    for name in ("reading", "writing"):
        real = getattr(Database, name)

        @contextmanager
        def watched(
            self: Database,
            name: str = name,
            real: Callable[[Database], AbstractContextManager[Connection]] = real,
        ) -> Iterator[Connection]:
            overlaps.extend(open_now)
            open_now.append(name)
            try:
                with real(self) as connection:
                    yield connection
            finally:
                open_now.remove(name)

        monkeypatch.setattr(Database, name, watched)
    relay.clock.advance(hours=1)
    assert case.owner.browser.get(f"/api/envelopes/{envelope}").status_code == 200
    assert overlaps == []
    (session,) = listed(case.owner)
    assert session["last_seen_ms"] == relay.clock()


def test_one_session_past_the_limit_ends_the_oldest(make_relay: MakeRelay) -> None:
    relay = make_relay(quotas=Quotas(sessions=3))
    anna = relay.patient()
    phones = [relay.browser() for _ in range(3)]
    for phone in phones[:2]:
        relay.clock.advance(ms=1)
        anna.sign_in(phone)
    assert len(listed(anna)) == 3
    relay.clock.advance(ms=1)
    anna.sign_in(phones[2])
    assert code_of(anna.browser.get("/api/sessions")) == "401 sign-in-needed"
    assert len(phones[2].ask("/api/sessions")["sessions"]) == 3


def test_signing_out_twice_is_harmless(relay: RelayUnderTest) -> None:
    anna = relay.patient()
    for _ in range(2):
        assert code_of(anna.browser.post("/api/sign-out")) == "204"
        anna.browser.forget_csrf_token()
    assert anna.browser.ask("/api/session")["account_id"] is None


def put_state(member: Member, data: bytes, version: int) -> TestResponse:
    body = {"envelope": to_base64url(data), "envelope_id": "ab" * 16, "version": version}
    return member.browser.put("/api/account/state", body)


def test_the_account_state_is_kept_and_versioned(relay: RelayUnderTest) -> None:
    anna, berta = relay.patient("Anna"), relay.patient("Berta")
    assert anna.browser.ask("/api/account/state") == {"envelope": None, "envelope_id": None, "version": 0}
    assert put_state(anna, b"first", 0).get_json() == {"version": 1}
    assert put_state(anna, b"second", 1).get_json() == {"version": 2}
    stored = {"envelope": to_base64url(b"second"), "envelope_id": "ab" * 16, "version": 2}
    assert anna.browser.ask("/api/account/state") == stored
    assert berta.browser.ask("/api/account/state")["version"] == 0


def test_a_state_that_another_device_replaced_is_a_conflict(relay: RelayUnderTest) -> None:
    anna = relay.patient()
    put_state(anna, b"first", 0)
    for version in (0, 2):
        assert code_of(put_state(anna, b"late", version)) == "409 state-conflict"
    assert anna.browser.ask("/api/account/state")["envelope"] == to_base64url(b"first")


def test_the_account_state_has_a_largest_size(relay: RelayUnderTest) -> None:
    anna = relay.patient()
    largest = Random("state").bytes(STATE_BYTES)
    assert code_of(put_state(anna, largest, 0)) == "200"
    assert code_of(put_state(anna, largest + b"x", 1)) == "413 too-large"
    assert anna.browser.ask("/api/account/state")["envelope"] == to_base64url(largest)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"envelope": "AB"}, "400 encoding"),
        ({"envelope": "not base64url!"}, "400 bad-request"),
        ({"envelope": None}, "400 bad-request"),
        ({"envelope_id": "AB" * 16}, "400 bad-request"),
        ({"version": "0"}, "400 bad-request"),
        ({"version": -1}, "400 bad-request"),
        ({"version": 2**63}, "400 bad-request"),
        ({"more": 1}, "400 bad-request"),
    ],
)
def test_a_malformed_state_is_refused(relay: RelayUnderTest, changed: dict[str, Any], expected: str) -> None:
    anna = relay.patient()
    body = {"envelope": to_base64url(b"first"), "envelope_id": "ab" * 16, "version": 0} | changed
    assert code_of(anna.browser.put("/api/account/state", body)) == expected
    assert anna.browser.ask("/api/account/state")["version"] == 0
