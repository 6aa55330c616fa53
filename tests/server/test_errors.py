"""Errors: stable codes, a sentence and a next step for the person, and nothing about the inside of the relay."""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.test import TestResponse

from server.crypto.errors import FailureClass
from server.errors import CODES
from server.routes import pages
from tests.server.browser import Browser, code_of
from tests.server.people import Member
from tests.server.relay_under_test import MakeRelay, RelayUnderTest

SPEC = Path(__file__).parents[2] / "spec" / "relay-api.md"


def codes_of_the_contract() -> dict[str, int]:
    """Each code of spec/relay-api.md section 8 with its status."""
    section = SPEC.read_text("utf-8").partition("## 8. Codes")[2].partition("## 9.")[0]
    codes: dict[str, int] = {}
    for status, listed in re.findall(r"\b([45]\d\d) ((?:`[a-z_-]+`[^;`]*)+)", section):
        codes |= dict.fromkeys(re.findall(r"`([a-z]+(?:-[a-z]+)*)`", listed), int(status))
    for field in ("field", "missing", "head", "time_ms"):
        codes.pop(field, None)
    return codes


def test_the_relay_has_exactly_the_codes_of_the_contract() -> None:
    failure_classes = {each.value for each in FailureClass}
    own = {code: entry.status for code, entry in CODES.items() if code not in failure_classes}
    assert own == codes_of_the_contract()
    assert {CODES[code].status for code in failure_classes & set(CODES)} == {400}


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_short_sentences_for_a_person(code: str) -> None:
    entry = CODES[code]
    for text in (entry.title, entry.detail, entry.next):
        assert 1 <= len(text) <= 120
        assert not re.search(r"\b(token|hash|key|exception|null|JSON)\b", text, re.IGNORECASE)
    assert entry.detail.endswith(".")
    assert entry.next.endswith(".")


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/api/nothing",
        "/api/cases/" + "ab" * 15 + "/receipts",
        "/api/cases/" + "AB" * 16 + "/receipts",
        "//api/session",
        "/api/session/",
        "/static/../wsgi.py",
        "/static/%2e%2e/%2e%2e/wsgi.py",
        "/static/js/main.js%00.txt",
        "/viewer/../../server/app.py",
        "/\x00",
        "/é",
    ],
)
def test_another_address_is_not_found(relay: RelayUnderTest, path: str) -> None:
    assert code_of(relay.browser().get(path)) == "404 not-found"


def test_another_method_is_told_what_is_possible(relay: RelayUnderTest) -> None:
    answer = relay.browser().send("DELETE", "/api/cases", csrf=False)
    assert code_of(answer) == "405 method"
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


def locked_sqlite() -> Exception:
    """What SQLite says when another process writes."""
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(f"{folder}/a", timeout=0)) as first:
        first.execute("BEGIN IMMEDIATE")
        second = sqlite3.connect(f"{folder}/a", timeout=0)
        with closing(second), pytest.raises(sqlite3.OperationalError) as locked:
            second.execute("BEGIN IMMEDIATE")
    return locked.value


def full_sqlite() -> Exception:
    """What SQLite says when the disk is full."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA max_page_count=2")
        connection.execute("CREATE TABLE a (b)")
        with pytest.raises(sqlite3.OperationalError) as full:
            connection.execute("INSERT INTO a VALUES (zeroblob(100000))")
    return full.value


SECRET = "a sentence about a patient"


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def describe(_app: object) -> None:
        raise error

    monkeypatch.setattr(pages, "describe", describe)


def test_a_mistake_of_the_relay_tells_nothing(
    relay: RelayUnderTest, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing(monkeypatch, RuntimeError(SECRET))
    answer = relay.browser().get("/openapi.json")
    assert code_of(answer) == "500 broken"
    text = answer.get_data(as_text=True)
    for word in (SECRET, "Traceback", "RuntimeError", ".py"):
        assert word not in text
    written = capsys.readouterr()
    assert SECRET not in written.out + written.err


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (PoolTimeout(SECRET), "503 busy"),
        (IntegrityError(SECRET, None, Exception(SECRET)), "503 busy"),
        (OperationalError(SECRET, None, locked_sqlite()), "503 busy"),
        (OperationalError(SECRET, None, full_sqlite()), "507 storage-full"),
        (OperationalError(SECRET, None, psycopg.errors.DeadlockDetected()), "503 busy"),
        (OperationalError(SECRET, None, psycopg.errors.DiskFull()), "507 storage-full"),
        (OperationalError(SECRET, None, Exception(SECRET)), "500 broken"),
        (TimeoutError(SECRET), "408 too-slow"),
        (UnicodeError(SECRET), "500 broken"),
        (RecursionError(SECRET), "500 broken"),
        (MemoryError(SECRET), "500 broken"),
    ],
)
def test_what_goes_wrong_inside_has_a_code(
    relay: RelayUnderTest, monkeypatch: pytest.MonkeyPatch, error: Exception, expected: str
) -> None:
    failing(monkeypatch, error)
    answer = relay.browser().get("/openapi.json")
    assert code_of(answer) == expected
    assert SECRET not in answer.get_data(as_text=True)
    assert ("Retry-After" in answer.headers) == (expected == "503 busy")


def raw(browser: Browser, body: bytes, content_type: str | None = "application/json") -> TestResponse:
    return browser.send("POST", "/api/recovery", data=body, content_type=content_type)


@pytest.mark.parametrize(
    "body",
    [
        b" ",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"1",
        b'{"lookup_id":NaN}',
        b'{"lookup_id":"' + b"ab" * 16 + b'"}x',
        b'\xef\xbb\xbf{"lookup_id":"' + b"ab" * 16 + b'"}',
        b'{"lookup_id":"\xff"}',
        '{"lookup_id":"ab"}'.encode("utf-16"),
        b'{"lookup_id":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
        b'{"lookup_id":' + b"9" * 60_000 + b"}",
        b'{"lookup_id":"\\ud800"}',
        b"\x00",
    ],
)
def test_a_body_that_is_not_the_stated_json_is_refused(relay: RelayUnderTest, body: bytes) -> None:
    answer = raw(relay.browser(), body)
    assert code_of(answer) == "400 bad-request"
    assert answer.get_json()["field"] in ("body", "lookup_id")


def test_a_name_that_the_sender_made_up_is_not_sent_back(relay: RelayUnderTest) -> None:
    made_up = "<script>alert(1)</script>"
    answer = relay.browser().post("/api/recovery", {"lookup_id": "ab" * 16, made_up: 1})
    assert (code_of(answer), answer.get_json()["field"]) == ("400 bad-request", "body")
    assert made_up not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "content_type",
    [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonx"],
)
def test_another_content_type_is_refused(relay: RelayUnderTest, content_type: str | None) -> None:
    body = json.dumps({"lookup_id": "ab" * 16}).encode()
    assert code_of(raw(relay.browser(), body, content_type)) == "415 media-type"


def test_a_form_is_no_way_around_the_csrf_token(relay: RelayUnderTest) -> None:
    browser = relay.patient().browser
    answer = browser.send("POST", "/api/sign-out", csrf=False, data={"csrf_token": browser.csrf_token()})
    assert code_of(answer) == "415 media-type"
    assert browser.ask("/api/session")["account_id"] is not None


# Cross-site requests.


@pytest.fixture
def anna(relay: RelayUnderTest) -> Member:
    return relay.patient("Anna")


def sign_out(member: Member, headers: dict[str, Any]) -> str:
    return code_of(member.browser.send("POST", "/api/sign-out", csrf=False, json={}, headers=headers))


def test_the_token_of_another_browser_or_of_an_earlier_session_is_refused(
    relay: RelayUnderTest, anna: Member
) -> None:
    strangers = relay.browser().csrf_token()
    earlier = anna.browser.csrf_token()
    anna.sign_in()
    for token in (strangers, earlier, "", "x", earlier[:-1], "é"):
        assert sign_out(anna, {"X-CSRFToken": token}) == "403 csrf"
    assert anna.browser.ask("/api/session")["account_id"] == anna.account_id
    assert sign_out(anna, {"X-CSRFToken": anna.browser.csrf_token()}) == "204"


@pytest.mark.parametrize(
    ("site", "expected"),
    [("cross-site", "403 csrf"), ("same-site", "403 csrf"), ("same-origin", "204"), ("none", "204")],
)
def test_a_request_that_another_site_began_is_refused(anna: Member, site: str, expected: str) -> None:
    headers = {"X-CSRFToken": anna.browser.csrf_token(), "Sec-Fetch-Site": site}
    assert sign_out(anna, headers) == expected


@pytest.mark.parametrize(
    ("referrer", "expected"),
    [
        ("https://relay.example/", "204"),
        ("https://relay.example/reviewer", "204"),
        ("https://evil.example/", "403 csrf"),
        ("http://relay.example/", "403 csrf"),
        ("", "403 csrf"),
    ],
)
def test_over_https_the_referrer_is_checked_too(make_relay: MakeRelay, referrer: str, expected: str) -> None:
    browser = make_relay(origin="https://relay.example").browser()
    headers = {"X-CSRFToken": browser.csrf_token(), "Referer": referrer}
    assert code_of(browser.send("POST", "/api/sign-out", csrf=False, json={}, headers=headers)) == expected
