"""The directory: a log that everybody can check, and a reviewer's way into it."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from scripts.vectors.author import DAY_MS, Person
from server import clinic_log
from server.crypto.announcements import ReviewerAnnouncement, Revocation
from server.crypto.checkpoints import Checkpoint, InclusionProof, open_checkpoint
from server.crypto.directory_log import Directory, check_grown, verify_directory
from server.crypto.encoding import to_base64url
from server.crypto.merkle import verify_consistency
from server.key_files import load_clinic_key
from tests.server.browser import code_of
from tests.server.owned_case import read_directory
from tests.server.people import Reviewer
from tests.server.relay_under_test import RelayUnderTest


def verified(relay: RelayUnderTest) -> Directory:
    """The directory, as a client that has pinned the clinic key checks it."""
    browser = relay.browser()
    note = browser.get("/directory/checkpoint").get_data(as_text=True)
    return verify_directory(relay.clinic_public, note, read_directory(browser))


def state_of(reviewer: Reviewer) -> str:
    return str(reviewer.browser.ask("/api/reviewer/application")["state"])


def test_the_log_begins_with_the_clinic(relay: RelayUnderTest) -> None:
    directory = verified(relay)
    assert directory.checkpoint.size == 1
    clinic = directory.clinic
    assert (clinic.name, clinic.retention_days) == ("Second Look clinic", 365)
    assert clinic.log_public == bytes(relay.inside.keys.log.verify_key)
    assert clinic.receipt_public == bytes(relay.inside.keys.receipt.verify_key)


def test_a_reviewer_applies_is_approved_and_revoked(relay: RelayUnderTest) -> None:
    weber = relay.applicant("Weber")
    assert state_of(weber) == "none"
    assert code_of(weber.apply()) == "204"
    assert state_of(weber) == "waiting"
    assert verified(relay).reviewers == {}
    relay.approve(weber)
    assert state_of(weber) == "approved"
    listed = verified(relay).reviewers[weber.account_id]
    assert isinstance(listed, ReviewerAnnouncement)
    assert (listed.name, listed.kem_public) == ("Dr. Weber", weber.person.keys.identity.kem_public)
    relay.revoke(weber)
    assert state_of(weber) == "revoked"
    assert isinstance(verified(relay).reviewers[weber.account_id], Revocation)


def test_an_application_may_be_replaced_until_it_is_approved(relay: RelayUnderTest) -> None:
    weber = relay.applicant("Weber")
    assert code_of(weber.apply(name="Dr. Webber")) == "204"
    assert code_of(weber.apply(name="Dr. Weber")) == "204"
    relay.approve(weber)
    listed = verified(relay).reviewers[weber.account_id]
    assert isinstance(listed, ReviewerAnnouncement)
    assert listed.name == "Dr. Weber"
    assert code_of(weber.apply(name="Dr. Somebody")) == "403 not-allowed"
    relay.revoke(weber)
    assert code_of(weber.apply()) == "403 not-allowed"


def test_a_reviewer_whose_time_is_over_may_apply_again(relay: RelayUnderTest) -> None:
    weber = relay.applicant("Weber")
    weber.apply(valid_to_ms=relay.clock() + DAY_MS)
    relay.approve(weber)
    relay.clock.advance(days=1)
    weber.browser.forget_csrf_token()
    weber.sign_in()
    assert code_of(weber.apply(valid_from_ms=relay.clock())) == "204"
    assert state_of(weber) == "waiting"


def test_only_reviewers_apply(relay: RelayUnderTest) -> None:
    anna = Reviewer("Anna", relay.browser(), relay.clock)
    anna.enrol("patient")
    assert code_of(anna.apply()) == "403 not-allowed"
    assert code_of(anna.browser.get("/api/reviewer/application")) == "403 not-allowed"


def other_keys(name: str) -> dict[str, Any]:
    identity = Person(name).keys.identity
    return {
        "account_id": identity.account_id,
        "kem_public": to_base64url(identity.kem_public),
        "signing_public": to_base64url(identity.signing_public),
    }


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"account_id": "ab" * 32}, "400 account"),
        (other_keys("Mallory"), "400 account"),
        ({"v": 2}, "400 version"),
        ({"suite": 2}, "400 suite"),
        ({"type": "clinic"}, "400 encoding"),
        ({"name": ""}, "400 encoding"),
        ({"name": "x" * 200}, "204"),
        ({"name": "x" * 201}, "400 encoding"),
        ({"name": "Dr.\u202e Weber"}, "400 encoding"),
        ({"credentials": "x" * 501}, "400 encoding"),
        ({"languages": []}, "400 encoding"),
        ({"languages": ["en"] * 21}, "400 encoding"),
        ({"note": "x"}, "400 encoding"),
        ({"valid_to_ms": 0}, "422 clock"),
        ({"valid_from_ms": 1_893_500_000_000}, "422 clock"),
    ],
)
def test_an_application_is_checked(relay: RelayUnderTest, changed: dict[str, Any], expected: str) -> None:
    weber = relay.applicant("Weber")
    assert code_of(weber.apply(**changed)) == expected
    assert state_of(weber) == ("waiting" if expected == "204" else "none")


def test_an_application_is_signed_by_the_reviewer(relay: RelayUnderTest) -> None:
    weber = relay.applicant("Weber")
    for name in ("reviewer_signature", "signed"):
        body = weber.application() | {name: weber.application(name="Dr. Other")[name]}
        assert code_of(weber.browser.put("/api/reviewer/application", body)) == "400 signature"
    revocation = {"signed": to_base64url(b'{"type":"revocation"}')}
    answer = weber.browser.put("/api/reviewer/application", weber.application() | revocation)
    assert code_of(answer) == "400 encoding"
    assert state_of(weber) == "none"


@pytest.fixture
def grown(relay: RelayUnderTest) -> RelayUnderTest:
    """A log of three entries."""
    relay.revoke(relay.reviewer("Weber"))
    return relay


def test_every_entry_has_a_proof_in_every_size_of_the_log(grown: RelayUnderTest) -> None:
    directory, browser = verified(grown), grown.browser()
    for index, entry in enumerate(read_directory(browser)):
        for size in range(index + 1, 4):
            text = browser.get(f"/api/directory/proof/{index}?size={size}").get_data(as_text=True)
            proof = InclusionProof.parse(text)
            checkpoint = proof.verify(
                entry.to_bytes(), directory.clinic.log_origin, directory.clinic.log_public
            )
            assert (proof.index, checkpoint.size) == (index, size)
            assert directory.has_prefix(checkpoint)


def test_every_size_of_the_log_is_consistent_with_every_smaller_one(grown: RelayUnderTest) -> None:
    browser, clinic = grown.browser(), verified(grown).clinic
    points: dict[int, Checkpoint] = {}
    for size in (1, 2, 3):
        text = browser.get(f"/api/directory/proof/0?size={size}").get_data(as_text=True)
        points[size] = open_checkpoint(InclusionProof.parse(text).note, clinic.log_origin, clinic.log_public)
    for old, earlier in points.items():
        for new in range(old, 4):
            found = browser.ask(f"/api/directory/consistency?from={old}&to={new}")["hashes"]
            hashes = [base64.b64decode(each, validate=True) for each in found]
            check_grown(earlier, points[new], hashes)
            verify_consistency(old, new, earlier.root, points[new].root, hashes)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/directory/tile/0/000.p/3", "200"),
        ("/directory/tile/0/000.p/2", "200"),
        ("/directory/tile/entries/000.p/1", "200"),
        ("/directory/tile/0/000.p/4", "404 not-found"),
        ("/directory/tile/0/000.p/0", "404 not-found"),
        ("/directory/tile/0/000.p/03", "404 not-found"),
        ("/directory/tile/0/000.p/256", "404 not-found"),
        ("/directory/tile/0/000", "404 not-found"),
        ("/directory/tile/0/001.p/1", "404 not-found"),
        ("/directory/tile/1/000.p/1", "404 not-found"),
        ("/directory/tile/9/000.p/1", "404 not-found"),
        ("/directory/tile/63/000.p/1", "404 not-found"),
        ("/directory/tile/entries/000.p/4", "404 not-found"),
        ("/directory/tile/entries/x999/999.p/1", "404 not-found"),
        ("/directory/tile/entries/" + "x999/" * 400 + "999", "404 not-found"),
        ("/directory/tile/../checkpoint", "404 not-found"),
        ("/directory/tile/٣/000.p/1", "404 not-found"),
        ("/api/directory/proof/3?size=3", "404 not-found"),
        ("/api/directory/proof/0?size=4", "404 not-found"),
        ("/api/directory/proof/0?size=0", "400 bad-request"),
        ("/api/directory/proof/0?size=-1", "400 bad-request"),
        ("/api/directory/proof/0", "400 bad-request"),
        ("/api/directory/proof/x?size=1", "404 not-found"),
        ("/api/directory/consistency?from=2&to=1", "404 not-found"),
        ("/api/directory/consistency?from=1&to=4", "404 not-found"),
        ("/api/directory/consistency?from=0&to=1", "400 bad-request"),
        ("/api/directory/consistency?from=1", "400 bad-request"),
        ("/api/directory/consistency?from=1&to=65537", "400 bad-request"),
    ],
)
def test_what_is_not_in_the_log_is_not_found(grown: RelayUnderTest, path: str, expected: str) -> None:
    assert code_of(grown.browser().get(path)) == expected


def test_a_partial_tile_is_the_beginning_of_a_larger_one(grown: RelayUnderTest) -> None:
    browser = grown.browser()
    three, two = (browser.get(f"/directory/tile/0/000.p/{width}").data for width in (3, 2))
    assert three == b"".join(bytes.fromhex(entry.leaf_sha256) for entry in read_directory(browser))
    assert two == three[:64]


def test_what_may_still_change_is_asked_for_again(grown: RelayUnderTest) -> None:
    for path in ("checkpoint", "tile/0/000.p/3", "tile/entries/000.p/3"):
        assert grown.browser().get(f"/directory/{path}").headers["Cache-Control"] == "no-cache"


def test_a_log_beyond_one_tile_is_read_and_checked_whole(relay: RelayUnderTest) -> None:
    inside, clinic_key = relay.inside, load_clinic_key(relay.settings.clinic_key_path)
    origin = relay.clinic.log_origin
    with inside.database.writing() as connection:
        for _ in range(258):
            relay.clock.advance(ms=1)
            announcement = clinic_log.clinic_announcement(inside, clinic_key, origin)
            clinic_log.append(inside, connection, clinic_log.sign_entry(clinic_key, announcement))
    directory, browser = verified(relay), relay.browser()
    assert directory.checkpoint.size == 259
    assert directory.clinic.time_ms == relay.clock()
    for path, size in (("0/000", 256), ("0/001.p/3", 3), ("1/000.p/1", 1)):
        assert len(browser.get(f"/directory/tile/{path}").data) == 32 * size
    for path in ("0/000", "entries/000"):
        assert "immutable" in browser.get(f"/directory/tile/{path}").headers["Cache-Control"]
    for path in ("0/001.p/4", "0/001", "entries/001.p/4", "1/000.p/2", "1/001.p/1"):
        assert code_of(browser.get(f"/directory/tile/{path}")) == "404 not-found"
    proof = InclusionProof.parse(browser.get("/api/directory/proof/257?size=259").get_data(as_text=True))
    entry = read_directory(browser)[257]
    proof.verify(entry.to_bytes(), origin, directory.clinic.log_public)
