"""Sizes of bodies and statements, and how often things may be tried: at each limit and one past it."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from server.crypto.encoding import to_base64url
from server.rate_limits import ACCOUNT, RECOVERY, REPORTS, SIGN_IN
from tests.server.browser import Browser, code_of
from tests.server.owned_case import OwnedCase
from tests.server.relay_under_test import MakeRelay, RelayUnderTest

JSON_BYTES = 64 * 1024
STATEMENT_BYTES = 1_200_000


def padded(value: Any, size_bytes: int) -> bytes:
    """JSON with so many spaces behind it that it has this size."""
    return json.dumps(value).encode().ljust(size_bytes)


def send(browser: Browser, path: str, body: bytes, method: str = "POST") -> TestResponse:
    return browser.send(method, path, data=body, content_type="application/json")


@pytest.fixture
def case(relay: RelayUnderTest) -> OwnedCase:
    return relay.case(relay.patient())


def test_a_body_has_at_most_64_kib(relay: RelayUnderTest) -> None:
    browser, value = relay.browser(), {"lookup_id": "ab" * 16}
    assert code_of(send(browser, "/api/recovery", padded(value, JSON_BYTES))) == "404 recovery-unknown"
    assert code_of(send(browser, "/api/recovery", padded(value, JSON_BYTES + 1))) == "413 too-large"


def test_a_body_with_a_statement_has_at_most_1_200_000_bytes(relay: RelayUnderTest, case: OwnedCase) -> None:
    record = case.add_record()
    case.author.time_ms = relay.clock() - 60_000
    value = {"entry": case.author.remove_record(record.record_id).to_json()}
    path = f"{case.path}/statements"
    too_large = send(case.owner.browser, path, padded(value, STATEMENT_BYTES + 1))
    assert code_of(too_large) == "413 too-large"
    assert code_of(send(case.owner.browser, path, padded(value, STATEMENT_BYTES))) == "201"


def test_a_body_of_unknown_length_is_refused(relay: RelayUnderTest) -> None:
    answer = relay.browser().send(
        "POST",
        "/api/recovery",
        input_stream=io.BytesIO(json.dumps({"lookup_id": "ab" * 16}).encode()),
        content_type="application/json",
        headers={"Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert code_of(answer) == "411 length-needed"


@pytest.mark.parametrize(
    ("size_bytes", "expected"), [(524_288, "409 envelope-missing"), (524_289, "400 limit")]
)
def test_a_private_part_has_at_most_524_288_bytes(case: OwnedCase, size_bytes: int, expected: str) -> None:
    private = bytes(size_bytes)
    named = {
        "envelope_id": "ab" * 16,
        "sha256": hashlib.sha256(private).hexdigest(),
        "size_bytes": size_bytes,
    }
    case.author.time_ms = case.owner.now_ms() - 60_000
    public = {"envelopes": [reference()], "record_id": "ab" * 16}
    case.author.statement(case.owner.person, "record-added", public, private=named)
    entry = case.author.entries.pop().to_json() | {"private": to_base64url(private)}
    assert code_of(case.owner.browser.post(f"{case.path}/statements", {"entry": entry})) == expected


def reference(number: int = 0) -> dict[str, Any]:
    return {
        "envelope_id": f"{number:032x}",
        "part_chunks": 64,
        "parts_sha256": "ab" * 32,
        "size_bytes": 108,
    }


@pytest.mark.parametrize(("count", "expected"), [(1200, "409 envelope-missing"), (1201, "400 limit")])
def test_a_record_has_at_most_1200_envelopes(case: OwnedCase, count: int, expected: str) -> None:
    references = [reference(number) for number in range(count)]
    case.write_record(public={"envelopes": references})
    assert code_of(case.send(case.author.entries[-1])) == expected


@pytest.mark.parametrize(
    ("references", "expected"),
    [
        ([], "400 encoding"),
        ([reference(), reference()], "400 chain-scope"),
        ([reference() | {"size_bytes": 2**53 - 1}], "400 limit"),
        ([reference() | {"part_chunks": 65}], "400 encoding"),
        ([reference() | {"note": "x"}], "400 encoding"),
    ],
)
def test_the_references_of_a_record_are_checked(
    case: OwnedCase, references: list[dict[str, Any]], expected: str
) -> None:
    case.write_record(public={"envelopes": references})
    assert code_of(case.send(case.author.entries[-1])) == expected


def test_a_statement_has_at_most_262_144_signed_bytes(relay: RelayUnderTest, case: OwnedCase) -> None:
    case.write_record(public={"envelopes": [reference(number) for number in range(1300)]})
    assert len(case.author.entries[-1].signed) <= 262_144
    assert code_of(case.send(case.author.entries[-1])) == "400 limit"
    record = case.write_record(b"x")
    case.author.entries.pop()
    oversized = case.author.remove_record(record.record_id, note="x" * 262_144).to_json()
    case.author.entries.pop()
    answer = case.owner.browser.post(f"{case.path}/statements", {"entry": oversized})
    assert code_of(answer) == "400 limit"


def test_a_sequence_has_at_most_100_000_numbers(case: OwnedCase) -> None:
    for sequence, expected in ((99_999, "409 chain-conflict"), (100_000, "400 limit")):
        answer = case.statement(lambda author, at=sequence: author.withdraw("ab" * 16, sequence=at))  # type: ignore[misc]
        assert code_of(answer) == expected


# Rate limits.

Try = Callable[[Browser], TestResponse]
TRIES: dict[str, tuple[Try, int, float]] = {
    "sign-in": (lambda browser: browser.post("/api/sign-in/options"), SIGN_IN.burst, SIGN_IN.per_minute),
    "recovery": (
        lambda browser: browser.post("/api/recovery", {"lookup_id": "ab" * 16}), RECOVERY.burst, RECOVERY.per_minute
    ),
    "reports": (lambda browser: browser.post("/csp-report", {}, csrf=False), REPORTS.burst, REPORTS.per_minute),
}  # fmt: skip


def test_one_try_past_the_limit_is_told_when_to_come_back(relay: RelayUnderTest) -> None:
    attempt, burst, per_minute = TRIES["recovery"]
    browser = relay.browser()
    assert {code_of(attempt(browser)) for _ in range(burst)} == {"404 recovery-unknown"}
    refused = attempt(browser)
    assert (code_of(refused), refused.headers["Retry-After"]) == (
        "429 slow-down",
        str(round(60 / per_minute)),
    )
    relay.clock.advance(ms=1000 * int(refused.headers["Retry-After"]) - 1000)
    assert code_of(attempt(browser)) == "429 slow-down"
    relay.clock.advance(ms=1000)
    assert [code_of(attempt(browser)) for _ in range(2)] == ["404 recovery-unknown", "429 slow-down"]


@pytest.mark.parametrize("what", ["sign-in", "recovery", "reports"])
def test_before_sign_in_each_network_address_has_its_own_limit(relay: RelayUnderTest, what: str) -> None:
    attempt, burst, _ = TRIES[what]
    browser = relay.browser()
    first = code_of(attempt(browser))
    assert {code_of(attempt(browser)) for _ in range(burst - 1)} == {first}
    assert code_of(attempt(browser)) == "429 slow-down"
    assert code_of(attempt(relay.browser(address="203.0.113.7"))) == "429 slow-down"
    assert code_of(attempt(relay.browser(address="203.0.113.8"))) == first


def test_after_sign_in_each_account_has_its_own_limit(relay: RelayUnderTest) -> None:
    anna, berta = relay.patient("Anna"), relay.patient("Berta")
    answers = [anna.browser.post("/api/passkeys/options") for _ in range(ACCOUNT.burst)]
    assert {code_of(answer) for answer in answers} == {"200"}
    assert code_of(anna.browser.post("/api/passkeys/options")) == "429 slow-down"
    anna.browser.address = "203.0.113.8"
    assert code_of(anna.browser.post("/api/passkeys/options")) == "429 slow-down"
    assert code_of(berta.browser.post("/api/passkeys/options")) == "200"


def forwarded_codes(relay: RelayUnderTest) -> list[str]:
    """How requests go that say, each, that they come from another address."""
    browser = relay.browser()
    said = [{"X-Forwarded-For": f"198.51.100.{number}"} for number in range(REPORTS.burst + 1)]
    return [code_of(browser.post("/csp-report", {}, csrf=False, headers=headers)) for headers in said]


def test_a_forwarded_address_counts_only_behind_trusted_proxies(make_relay: MakeRelay) -> None:
    assert forwarded_codes(make_relay()) == ["204"] * REPORTS.burst + ["429 slow-down"]


def test_behind_a_trusted_proxy_the_forwarded_address_counts(make_relay: MakeRelay) -> None:
    assert forwarded_codes(make_relay(trusted_proxies=1)) == ["204"] * (REPORTS.burst + 1)


def test_the_operator_may_raise_the_limits(make_relay: MakeRelay) -> None:
    attempt, burst, _ = TRIES["recovery"]
    browser = make_relay(rate_limit_factor=2.0).browser()
    assert {code_of(attempt(browser)) for _ in range(2 * burst)} == {"404 recovery-unknown"}
    assert code_of(attempt(browser)) == "429 slow-down"
