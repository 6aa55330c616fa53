"""Headers of every answer, also of errors (spec/relay-api.md section 9)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from tests.server.relay_under_test import MakeRelay, RelayUnderTest

SPEC = Path(__file__).parents[2] / "spec" / "relay-api.md"
ALWAYS = (
    "X-Content-Type-Options: nosniff",
    "Referrer-Policy: same-origin",
    "Cross-Origin-Opener-Policy: same-origin",
)
# An answer of each sort: page, file, JSON, empty, log, and every sort of error.
PATHS = (
    "/", "/reviewer", "/privacy", "/healthz", "/openapi.json", "/service-worker.js", "/api/session",
    "/directory/checkpoint", "/api/cases", "/nothing", "/api/nothing", "/api/directory/proof/9?size=9",
)  # fmt: skip


def policy_of_the_contract() -> str:
    found = re.search(r"`Content-Security-Policy: ([^`]+)`", SPEC.read_text("utf-8"))
    assert found is not None
    return found[1]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_the_headers_of_the_contract(relay: RelayUnderTest, path: str) -> None:
    headers = relay.browser().get(path).headers
    assert headers["Content-Security-Policy"] == policy_of_the_contract()
    for name, value in (each.split(": ") for each in ALWAYS):
        assert headers[name] == value
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in headers
    assert "Strict-Transport-Security" not in headers
    assert "Server" not in headers


def test_the_policy_allows_no_inline_code_and_no_other_origin() -> None:
    policy = policy_of_the_contract()
    for word in ("unsafe-inline", "'unsafe-eval'", "http:", "https:", "*", "data:"):
        assert word not in policy
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy


@pytest.mark.parametrize("path", ["/", "/nothing"])
def test_a_page_may_use_camera_and_passkeys_and_nothing_else(relay: RelayUnderTest, path: str) -> None:
    header = relay.browser().get(path).headers["Permissions-Policy"]
    features = dict(each.split("=") for each in header.split(", "))
    allowed = {name for name, value in features.items() if value == "(self)"}
    assert allowed == {
        "camera",
        "publickey-credentials-create",
        "publickey-credentials-get",
        "screen-wake-lock",
    }
    assert {value for name, value in features.items() if name not in allowed} == {"()"}


def test_over_https_browsers_are_told_to_stay_there(make_relay: MakeRelay) -> None:
    browser = make_relay(origin="https://relay.example").browser()
    for path in ("/", "/nothing"):
        found = re.match(r"max-age=(\d+)", browser.get(path).headers["Strict-Transport-Security"])
        assert found is not None
        assert int(found[1]) >= 365 * 24 * 3600


@pytest.mark.parametrize("path", ["/viewer/", "/viewer/frame.js", "/viewer/nothing"])
def test_the_document_frame_is_a_sandbox_without_any_connection(relay: RelayUnderTest, path: str) -> None:
    headers = relay.browser().get(path).headers
    policy = dict(each.partition(" ")[::2] for each in headers["Content-Security-Policy"].split("; "))
    assert policy["sandbox"] == "allow-scripts"
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'self'"
    assert policy.get("connect-src", "'none'") == "'none'"
    assert policy["form-action"] == policy["base-uri"] == "'none'"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in headers
    assert headers["X-Content-Type-Options"] == "nosniff"


def caching(answer: TestResponse) -> str:
    return answer.headers.get("Cache-Control", "")


def test_nothing_below_api_is_kept_by_a_browser(relay: RelayUnderTest) -> None:
    browser = relay.patient().browser
    answers = [browser.get(path) for path in ("/api/session", "/api/cases", "/api/nothing", "/api/passkeys")]
    answers.append(browser.post("/api/recovery", {"lookup_id": "ab" * 16}))
    assert {caching(answer) for answer in answers} == {"no-store"}


def test_a_case_is_not_kept_by_a_browser_either(relay: RelayUnderTest) -> None:
    case = relay.case(relay.patient())
    record = case.add_record()
    browser = case.owner.browser
    envelope = f"/api/envelopes/{record.files[0].reference['envelope_id']}"
    for path in (f"{case.path}/statements?after=-1", envelope, f"{envelope}/parts"):
        assert caching(browser.get(path)) == "no-store"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", "no-cache"),
        ("/static/js/main.js", "no-cache"),
        ("/static/shell.json", "no-cache"),
        ("/service-worker.js", "no-cache"),
        ("/directory/checkpoint", "no-cache"),
    ],
)
def test_what_may_change_is_asked_for_again(relay: RelayUnderTest, path: str, expected: str) -> None:
    assert caching(relay.browser().get(path)) == expected


def test_only_vendored_files_with_a_version_in_their_address_are_kept_for_good(
    relay: RelayUnderTest,
) -> None:
    vendor = relay.settings.pages / "static" / "vendor"
    names = [f"/static/vendor/{path.relative_to(vendor).as_posix()}" for path in vendor.glob("*/*.*js")]
    assert names
    for name in names:
        assert "immutable" in caching(relay.browser().get(name))
        assert re.search(r"\d+\.\d+", name.split("/")[3])
