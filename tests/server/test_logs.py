"""Logs: what happened, when and how long it took; never who, from where, or about what."""

from __future__ import annotations

import json
import secrets
from typing import Any

import pytest

from server.logs import ALLOWED, make_logger, name_of_error
from tests.server.browser import code_of
from tests.server.relay_under_test import MakeRelay
from tests.server.requests_by_route import CHANGE_WHO_IS_SIGNED_IN, PEOPLE, ROWS, Asker, World

ADDRESS = "203.0.113.7"


# The relay writes to the standard error of the moment when it is made, so every test here makes its own.


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What was logged; every line is JSON."""
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_request_is_one_line(capsys: pytest.CaptureFixture[str], make_relay: MakeRelay) -> None:
    make_relay().browser().get("/healthz")
    (line,) = lines(capsys)
    assert line.pop("ms") >= 0
    assert len(line.pop("request")) == 16
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "bytes": None,
        "code": None,
        "event": "request",
        "level": "info",
        "method": "GET",
        "route": "/healthz",
        "status": 200,
    }


@pytest.mark.parametrize(
    "path", ["/a-name-in-an-address", "/static/a-name-in-an-address", "/?a-name-in-an-address"]
)
def test_an_address_is_logged_by_its_template_only(
    capsys: pytest.CaptureFixture[str], make_relay: MakeRelay, path: str
) -> None:
    secret = "a-name-in-an-address"
    browser = make_relay().browser()
    browser.get(path)
    browser.send("A-NAME-IN-AN-ADDRESS", "/api/cases", csrf=False)
    browser.get("/healthz", headers={"X-Request-Id": secret, "User-Agent": secret, "Cookie": secret})
    log = capsys.readouterr().err
    assert log.count("\n") == 3
    assert secret not in log.lower()


def test_nothing_of_anybody_is_in_the_log_of_all_that_can_be_asked(
    capsys: pytest.CaptureFixture[str], make_relay: MakeRelay
) -> None:
    """Every route of the relay is asked by everybody, with everything right; then the log is searched."""
    world = World(make_relay(rate_limit_factor=100.0))
    for row in ROWS:
        for who in PEOPLE:
            row.act(Asker(world, who))
        if row.rule in CHANGE_WHO_IS_SIGNED_IN:
            world.sign_in_again()
    log = capsys.readouterr().err
    assert log.count("\n") > len(ROWS) * len(PEOPLE)
    assert all(set(json.loads(line)) <= ALLOWED for line in log.splitlines())
    case = world.case
    secret = [ADDRESS, "Dr. ", "Pathology", case.case_id, world.sheet_id, world.other_session]
    for member in world.people.values():
        secret += [
            member.account_id,
            member.passkey.way_in_id,
            member.person.name,
            member.browser.csrf_token(),
        ]
    secret += [*world.consents.values(), *(record.record_id for record in case.author.records)]
    secret += [str(file.reference["envelope_id"]) for record in case.author.records for file in record.files]
    assert [each for each in secret if each in log] == []


def test_refusals_are_logged_with_their_code(
    capsys: pytest.CaptureFixture[str], make_relay: MakeRelay
) -> None:
    browser = make_relay().browser()
    for path, code in (("/api/cases", "sign-in-needed"), ("/nothing", "not-found")):
        assert code_of(browser.get(path)).endswith(code)
        assert [line["code"] for line in lines(capsys)] == [code]


@pytest.mark.parametrize(
    ("directive", "logged"),
    [("script-src", "script-src"), ("a name", "unknown"), (None, "unknown"), ({"a": 1}, "unknown")],
)
def test_of_a_browsers_report_only_the_rule_is_logged(
    capsys: pytest.CaptureFixture[str], make_relay: MakeRelay, directive: object, logged: str
) -> None:
    report = {
        "effective-directive": directive,
        "document-uri": "https://relay.example/#words",
        "blocked-uri": "x",
    }
    make_relay().browser().post("/csp-report", {"csp-report": report}, csrf=False)
    (line,) = lines(capsys)
    assert (line["status"], line["code"]) == (204, logged)
    assert "words" not in str(line)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"csp-report":[]}', b"\xff" * 1000])
def test_a_report_of_another_form_does_no_harm(make_relay: MakeRelay, body: bytes) -> None:
    answer = (
        make_relay()
        .browser()
        .send("POST", "/csp-report", csrf=False, data=body, content_type="application/csp-report")
    )
    assert code_of(answer) == "204"


def test_what_is_not_on_the_list_does_not_reach_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    secret = secrets.token_hex(8)
    make_logger("-").info("request", account_id=secret, status=200)
    written = capsys.readouterr().err
    assert secret not in written
    assert json.loads(written)["status"] == 200


def test_an_error_is_named_by_its_type_and_place() -> None:
    secret = secrets.token_hex(8)
    try:
        raise ValueError(secret)
    except ValueError as error:
        name = name_of_error(error)
    assert name.startswith("ValueError at test_logs.py:")
    assert secret not in name
