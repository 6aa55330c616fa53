"""Pages and files of spec/relay-api.md section 9."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import pytest

from server.security_headers import PAGE_POLICY
from tests.server.browser import code_of
from tests.server.relay_under_test import MakeRelay, RelayUnderTest

PAGES = Path(__file__).parents[2] / "pwa"
SPECIFICATION = Path(__file__).parents[2] / "spec/relay-api.md"


@pytest.mark.parametrize(
    ("address", "media_type", "name"),
    [
        ("/", "text/html; charset=utf-8", "index.html"),
        ("/reviewer", "text/html; charset=utf-8", "reviewer.html"),
        ("/manifest.webmanifest", "application/manifest+json", "manifest.webmanifest"),
        ("/service-worker.js", "text/javascript; charset=utf-8", "service-worker.js"),
        ("/viewer/", "text/html; charset=utf-8", "viewer/frame.html"),
        ("/static/js/main.js", "text/javascript; charset=utf-8", "static/js/main.js"),
    ],
)
def test_the_app_is_served_as_it_was_reviewed(
    relay: RelayUnderTest, address: str, media_type: str, name: str
) -> None:
    answer = relay.browser().get(address)
    assert (code_of(answer), answer.content_type) == ("200", media_type)
    assert answer.data == (PAGES / name).read_bytes()
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_file_is_sent_once_and_compressed_where_the_browser_can(relay: RelayUnderTest) -> None:
    browser = relay.browser()
    zipped = browser.get("/static/css/base.css", headers={"Accept-Encoding": "gzip"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.data) == browser.get("/static/css/base.css").data
    same = {"Accept-Encoding": "gzip", "If-None-Match": zipped.headers["ETag"]}
    again = browser.get("/static/css/base.css", headers=same)
    assert (again.status_code, again.data) == (304, b"")


def test_what_has_its_version_in_its_name_is_kept_for_a_year(relay: RelayUnderTest) -> None:
    folder = next(path for path in (PAGES / "static/vendor").iterdir() if path.is_dir())
    file = next(path for path in folder.rglob("*") if path.is_file())
    answer = relay.browser().get(f"/{file.relative_to(PAGES).as_posix()}")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_list_for_phones_matches_what_is_served(relay: RelayUnderTest) -> None:
    browser = relay.browser()
    listed = browser.ask("/static/shell.json")["shell"]
    assert {"/", "/reviewer", "/static/js/main.js"} <= {each["path"] for each in listed}
    served = {each["path"]: hashlib.sha256(browser.get(each["path"]).data).hexdigest() for each in listed}
    assert served == {each["path"]: each["sha256"] for each in listed}


@pytest.mark.parametrize(
    "address", ["/static/../wsgi.py", "/static/%2e%2e/%2e%2e/wsgi.py", "/viewer/none.js", "/x"]
)
def test_what_is_not_the_apps_is_not_found(relay: RelayUnderTest, address: str) -> None:
    assert code_of(relay.browser().get(address)) == "404 not-found"


def test_the_policy_is_the_one_of_the_contract() -> None:
    stated = re.search(r"`Content-Security-Policy: ([^`]+)`", SPECIFICATION.read_text())
    assert stated is not None
    assert stated[1] == PAGE_POLICY


@pytest.mark.parametrize(
    ("address", "accepted", "language"),
    [
        ("/privacy", "de-AT,de;q=0.9,en;q=0.5", "de"),
        ("/privacy", "fr", "en"),
        ("/privacy?language=de", "en", "de"),
        ("/privacy?language=xx", "en", "en"),
    ],
)
def test_the_privacy_page_speaks_the_readers_language(
    relay: RelayUnderTest, address: str, accepted: str, language: str
) -> None:
    page = relay.browser().get(address, headers={"Accept-Language": accepted}).get_data(as_text=True)
    assert f'<html lang="{language}"' in page


def test_the_privacy_page_says_who_and_how_long_as_the_clinic_announced_it(make_relay: MakeRelay) -> None:
    relay = make_relay(
        clinic_name="Harbour <b>Clinic</b>", clinic_address="1 Quay\nLeith", retention_days=123
    )
    page = relay.browser().get("/privacy").get_data(as_text=True)
    assert "Harbour &lt;b&gt;Clinic&lt;/b&gt;<br>1 Quay<br>Leith" in page
    assert page.count("123 days") == 2
    assert "<script" not in page


def test_healthz_tells_when_the_store_of_sealed_bytes_is_away(make_relay: MakeRelay) -> None:
    relay = make_relay(blobs_url=None)
    browser = relay.browser()
    assert browser.ask("/healthz") == {"status": "ok"}
    relay.settings.blobs.rmdir()
    assert code_of(browser.get("/healthz")) == "503 busy"


@pytest.mark.parametrize(
    "body", [b'{"csp-report":{"effective-directive":"img-src","document-uri":"x"}}', b"{}", b"[", b"[]", b""]
)
def test_a_report_of_the_browser_is_taken_without_a_token(relay: RelayUnderTest, body: bytes) -> None:
    answer = relay.browser().send(
        "POST", "/csp-report", csrf=False, data=body, content_type="application/csp-report"
    )
    assert code_of(answer) == "204"
