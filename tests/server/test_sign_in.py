"""Signing in, by passkey or by the account's key, and what a thief or a liar tries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from server.crypto.encoding import from_base64url, to_base64url
from tests.server.browser import Browser, code_of
from tests.server.people import Member
from tests.server.relay_under_test import RelayUnderTest
from tests.server.software_passkey import SoftwarePasskey

MINUTE_MS = 60_000


@pytest.fixture
def anna(relay: RelayUnderTest) -> Member:
    return relay.patient("Anna")


@pytest.fixture
def phone(relay: RelayUnderTest) -> Browser:
    """A browser where nobody is signed in."""
    return relay.browser()


def options_for(browser: Browser) -> dict[str, Any]:
    options: dict[str, Any] = browser.post("/api/sign-in/options").get_json()["public_key"]
    return options


def sign_in(browser: Browser, credential: dict[str, Any]) -> str:
    return code_of(browser.post("/api/sign-in", {"credential": credential}))


def test_signing_in_by_passkey_answers_who_and_the_way_in(anna: Member, phone: Browser) -> None:
    answer = anna.sign_in(phone)
    assert answer == {"account_id": anna.account_id, "role": "patient", "way_in": None}
    way_in = anna.passkey_way_in()
    assert code_of(anna.put_way_in(way_in, anna.passkey.way_in_id)) == "204"
    assert anna.sign_in(phone)["way_in"] == way_in
    assert phone.ask("/api/session")["account_id"] == anna.account_id


def test_request_options_name_no_passkey_and_no_prf(phone: Browser) -> None:
    options = options_for(phone)
    assert options["rpId"] == "localhost"
    assert options["userVerification"] == "required"
    assert not options.get("allowCredentials")
    assert "prf" not in options.get("extensions", {})
    assert len(from_base64url(options["challenge"])) == 32


def _stolen(anna: Member, options: dict[str, Any], **how: Any) -> dict[str, Any]:
    """What the own passkey answers where something is wrong around it."""
    for name, value in how.items():
        setattr(anna.passkey, name, value)
    return anna.passkey.use(options | {"rpId": anna.passkey.host})


def _changed(anna: Member, options: dict[str, Any], **changed: Any) -> dict[str, Any]:
    credential = anna.passkey.use(options)
    return credential | {"response": credential["response"] | changed}


def _signed_elsewhere(anna: Member, options: dict[str, Any]) -> dict[str, Any]:
    other = anna.passkey.use(options | {"challenge": to_base64url(bytes(32))})
    return _changed(anna, options, signature=other["response"]["signature"])


def _of_nobody(anna: Member, options: dict[str, Any]) -> dict[str, Any]:
    passkey = SoftwarePasskey("nobody", anna.browser.origin)
    passkey.create(
        {
            "rp": {"id": "localhost"},
            "user": {"id": to_base64url(bytes.fromhex(anna.account_id))},
            "challenge": to_base64url(bytes(32)),
            "pubKeyCredParams": [{"type": "public-key", "alg": -7}],
            "authenticatorSelection": {"residentKey": "required", "userVerification": "required"},
        }
    )
    return passkey.use(options)


WRONG: dict[str, Callable[[Member, dict[str, Any]], dict[str, Any]]] = {
    "a passkey that the relay does not know": _of_nobody,
    "a passkey that names a known one": lambda anna, options: (
        _of_nobody(anna, options)
        | {"id": to_base64url(anna.passkey.credential_id), "rawId": to_base64url(anna.passkey.credential_id)}
    ),
    "a signature over something else": _signed_elsewhere,
    "another person's user handle": lambda anna, options: _changed(anna, options, userHandle=to_base64url(bytes(32))),
    "no user handle": lambda anna, options: _changed(anna, options, userHandle=None),
    "another site": lambda anna, options: _stolen(anna, options, origin="http://evil.example", host="evil.example"),
    "another site in front of ours": lambda anna, options: _stolen(anna, options, origin="http://evil.example:8000"),
    "another port": lambda anna, options: _stolen(anna, options, origin="http://localhost:9000"),
    "nobody verified": lambda anna, options: _stolen(anna, options, user_verified=False),
    "another site's frame": lambda anna, options: _stolen(anna, options, cross_origin=True),
    "a registration instead": lambda anna, options: _changed(anna, options, clientDataJSON=to_base64url(
        anna.passkey._client_data("webauthn.create", options["challenge"])
    )),
    "garbage": lambda anna, options: _changed(anna, options, authenticatorData=to_base64url(b"garbage")),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_passkey_is_refused(anna: Member, phone: Browser, wrong: str) -> None:
    assert sign_in(phone, WRONG[wrong](anna, options_for(phone))) == "401 passkey-refused"
    phone.forget_csrf_token()
    assert phone.ask("/api/session")["account_id"] is None


def test_a_copied_passkey_is_found_out_by_its_counter(anna: Member, relay: RelayUnderTest) -> None:
    anna.passkey.sign_count = 5
    anna.sign_in(relay.browser())
    anna.passkey.sign_count = 3
    thief = relay.browser()
    assert sign_in(thief, anna.passkey.use(options_for(thief))) == "401 passkey-refused"


def test_a_ceremony_is_used_once(anna: Member, phone: Browser) -> None:
    credential = anna.passkey.use(options_for(phone))
    assert sign_in(phone, credential) == "200"
    phone.forget_csrf_token()
    assert sign_in(phone, credential) == "401 challenge-used"


def test_a_refused_ceremony_is_used_up_too(anna: Member, phone: Browser) -> None:
    options = options_for(phone)
    assert sign_in(phone, _of_nobody(anna, options)) == "401 passkey-refused"
    assert sign_in(phone, anna.passkey.use(options)) == "401 challenge-used"


def test_a_ceremony_belongs_to_one_browser(anna: Member, phone: Browser, relay: RelayUnderTest) -> None:
    credential = anna.passkey.use(options_for(phone))
    assert sign_in(relay.browser(), credential) == "401 challenge-used"
    assert sign_in(phone, credential) == "200"


def test_a_ceremony_is_good_for_five_minutes(anna: Member, phone: Browser, relay: RelayUnderTest) -> None:
    credential = anna.passkey.use(options_for(phone))
    relay.clock.advance(ms=5 * MINUTE_MS)
    assert sign_in(phone, credential) == "401 challenge-used"
    credential = anna.passkey.use(options_for(phone))
    relay.clock.advance(ms=5 * MINUTE_MS - 1)
    assert sign_in(phone, credential) == "200"


def test_a_challenge_for_another_purpose_does_not_sign_in(anna: Member, phone: Browser) -> None:
    challenge = phone.post("/api/sign-in/account/options", {"account_id": anna.account_id}).get_json()[
        "challenge"
    ]
    credential = anna.passkey.use(options_for(phone) | {"challenge": challenge})
    assert sign_in(phone, credential) == "401 challenge-used"


def test_a_challenge_that_the_relay_did_not_make_is_refused(anna: Member, phone: Browser) -> None:
    credential = anna.passkey.use(options_for(phone) | {"challenge": to_base64url(bytes(32))})
    assert sign_in(phone, credential) == "401 challenge-used"


@pytest.mark.parametrize(
    "extensions", [{"prf": {"results": {"first": to_base64url(bytes(32))}}}, {"x": [{"prf": {}}]}]
)
def test_a_body_with_a_prf_member_is_refused(
    anna: Member, phone: Browser, extensions: dict[str, Any]
) -> None:
    credential = anna.passkey.use(options_for(phone)) | {"clientExtensionResults": extensions}
    assert sign_in(phone, credential) == "422 prf-in-body"


def test_a_passkey_that_was_removed_does_not_sign_in(anna: Member, phone: Browser) -> None:
    anna.make_recovery_sheet()
    assert code_of(anna.browser.delete(f"/api/passkeys/{anna.passkey.way_in_id}")) == "204"
    assert sign_in(phone, anna.passkey.use(options_for(phone))) == "401 passkey-refused"


# Signing in with the account's key.


def account_challenge(browser: Browser, account_id: str) -> str:
    answer = browser.post("/api/sign-in/account/options", {"account_id": account_id})
    assert code_of(answer) == "200"
    return str(answer.get_json()["challenge"])


def prove(browser: Browser, proof: dict[str, Any]) -> TestResponse:
    return browser.post("/api/sign-in/account", {"proof": proof})


def test_signing_in_with_the_account_key(anna: Member, phone: Browser) -> None:
    anna.put_way_in(anna.passkey_way_in(), anna.passkey.way_in_id)
    answer = prove(phone, anna.sign_in_proof(account_challenge(phone, anna.account_id)))
    assert answer.get_json() == {"account_id": anna.account_id, "role": "patient", "way_in": None}
    phone.forget_csrf_token()
    assert phone.ask("/api/session")["account_id"] == anna.account_id


def test_an_unknown_account_is_not_told_apart(anna: Member, relay: RelayUnderTest) -> None:
    answers = [
        relay.browser().post("/api/sign-in/account/options", {"account_id": account_id})
        for account_id in (anna.account_id, relay.member("Nobody").account_id)
    ]
    assert [set(answer.get_json()) for answer in answers] == [{"challenge"}, {"challenge"}]
    nobody = relay.member("Nobody")
    challenge = account_challenge(nobody.browser, nobody.account_id)
    assert code_of(prove(nobody.browser, nobody.sign_in_proof(challenge))) == "401 proof-refused"


WRONG_PROOFS: dict[str, Callable[[Member, str], dict[str, Any]]] = {
    "another origin": lambda anna, challenge: anna.sign_in_proof(challenge, origin="https://evil.example"),
    "another account": lambda anna, challenge: anna.sign_in_proof(challenge, account_id="ab" * 32),
    "another key": lambda anna, challenge: Member("Mallory", anna.browser, anna.now_ms).sign_in_proof(
        challenge, account_id=anna.account_id
    ),
    "another purpose": lambda anna, challenge: anna.enrolment_proof(challenge),
    "another version": lambda anna, challenge: anna.sign_in_proof(challenge, v=2),
    "a further field": lambda anna, challenge: anna.sign_in_proof(challenge, role="patient"),
}


@pytest.mark.parametrize("wrong", WRONG_PROOFS)
def test_a_wrong_proof_is_refused(anna: Member, phone: Browser, wrong: str) -> None:
    challenge = account_challenge(phone, anna.account_id)
    assert code_of(prove(phone, WRONG_PROOFS[wrong](anna, challenge))) == "401 proof-refused"
    assert phone.ask("/api/session")["account_id"] is None


def test_a_proof_of_a_challenge_that_the_relay_did_not_make_is_refused(anna: Member, phone: Browser) -> None:
    assert code_of(prove(phone, anna.sign_in_proof(to_base64url(bytes(32))))) == "401 challenge-used"


def test_a_proof_is_used_once_in_one_browser_and_for_five_minutes(
    anna: Member, phone: Browser, relay: RelayUnderTest
) -> None:
    proof = anna.sign_in_proof(account_challenge(phone, anna.account_id))
    assert code_of(prove(relay.browser(), proof)) == "401 challenge-used"
    assert code_of(prove(phone, proof)) == "200"
    phone.forget_csrf_token()
    assert code_of(prove(phone, proof)) == "401 challenge-used"
    late = anna.sign_in_proof(account_challenge(phone, anna.account_id))
    relay.clock.advance(ms=5 * MINUTE_MS)
    assert code_of(prove(phone, late)) == "401 challenge-used"


def test_a_challenge_for_one_account_does_not_sign_in_another(
    anna: Member, phone: Browser, relay: RelayUnderTest
) -> None:
    mallory = relay.patient("Mallory")
    proof = mallory.sign_in_proof(account_challenge(phone, anna.account_id))
    assert code_of(prove(phone, proof)) == "401 proof-refused"


# Recovery.


def test_a_recovery_sheet_finds_its_way_in(anna: Member, phone: Browser) -> None:
    w = anna.make_recovery_sheet()
    way_in = anna.recovery_way_in(w)
    answer = phone.post("/api/recovery", {"lookup_id": anna.lookup_id(w)})
    assert code_of(answer) == "200"
    assert anna.opens(answer.get_json()["way_in"], w)
    assert set(answer.get_json()) == {"way_in"}
    assert set(way_in) == set(answer.get_json()["way_in"])


def test_words_that_nobody_has_are_unknown(anna: Member, phone: Browser) -> None:
    anna.put_way_in(anna.passkey_way_in(), anna.passkey.way_in_id)
    for lookup_id in ("ab" * 16, anna.passkey.way_in_id):
        assert code_of(phone.post("/api/recovery", {"lookup_id": lookup_id})) == "404 recovery-unknown"


@pytest.mark.parametrize("lookup_id", ["", "AB" * 16, "ab" * 15, "ab" * 17, 5, None])
def test_a_malformed_lookup_id_is_refused(phone: Browser, lookup_id: object) -> None:
    answer = phone.post("/api/recovery", {"lookup_id": lookup_id})
    assert (code_of(answer), answer.get_json()["field"]) == ("400 bad-request", "lookup_id")
