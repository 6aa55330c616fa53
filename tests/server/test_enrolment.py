"""Enrolment: a passkey ceremony and a proof of the account's key, bound to one browser and one challenge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from scripts.vectors.author import Person
from scripts.vectors.randomness import Random
from server.crypto.encoding import from_base64url, to_base64url
from server.crypto.sign_in import SIGN_IN_LABEL
from server.crypto.signatures import make_signed_object
from server.store import tables
from tests.server.browser import Browser, code_of
from tests.server.people import Member, Reviewer
from tests.server.relay_under_test import RelayUnderTest
from tests.server.software_passkey import Algorithm, SoftwarePasskey


def count_accounts(relay: RelayUnderTest) -> int:
    with relay.inside.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(tables.accounts)).scalar_one()


class Ceremony:
    """Enrolment after its options were asked for, to be finished in the right or in a wrong way."""

    def __init__(self, relay: RelayUnderTest) -> None:
        self.relay = relay
        self.anna = relay.member("Anna")
        self.options: dict[str, Any] = self.anna.ask_enrolment().get_json()

    def finish(
        self,
        *,
        credential: dict[str, Any] | None = None,
        proof: dict[str, Any] | None = None,
        browser: Browser | None = None,
    ) -> str:
        """Finish, and say how it went."""
        body = {
            "credential": credential or self.anna.passkey.create(self.options["public_key"]),
            "proof": proof or self.anna.enrolment_proof(self.options["challenge"]),
        }
        return code_of((browser or self.anna.browser).post("/api/enrolment", body))


@pytest.fixture
def ceremony(relay: RelayUnderTest) -> Ceremony:
    return Ceremony(relay)


@pytest.mark.parametrize("algorithm", [-8, -7, -257])
def test_a_patient_enrols_and_is_signed_in(relay: RelayUnderTest, algorithm: Algorithm) -> None:
    anna = relay.member("Anna")
    anna.passkey.algorithm = algorithm
    anna.enrol()
    session = anna.browser.ask("/api/session")
    assert (session["account_id"], session["role"]) == (anna.account_id, "patient")
    assert session["time_ms"] == relay.clock()
    assert relay.browser().ask("/api/session")["account_id"] is None


def test_creation_options_are_those_of_the_contract(ceremony: Ceremony) -> None:
    options = ceremony.options["public_key"]
    assert options["rp"]["id"] == "localhost"
    assert from_base64url(options["user"]["id"]).hex() == ceremony.anna.account_id
    assert [each["alg"] for each in options["pubKeyCredParams"]] == [-8, -7, -257]
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["attestation"] == "none"
    assert "prf" not in options.get("extensions", {})
    assert options["challenge"] == ceremony.options["challenge"]
    assert len(from_base64url(options["challenge"])) == 32


def test_a_reviewer_enrols_once_with_an_invitation(relay: RelayUnderTest) -> None:
    invitation = relay.invite()
    weber = Reviewer("Weber", relay.browser(), relay.clock)
    weber.enrol("reviewer", invitation)
    assert weber.browser.ask("/api/session")["role"] == "reviewer"
    again = Reviewer("Singh", relay.browser(), relay.clock)
    assert code_of(again.ask_enrolment("reviewer", invitation)) == "403 invitation-refused"


def test_two_who_began_with_one_invitation_do_not_both_enrol(relay: RelayUnderTest) -> None:
    invitation = relay.invite()
    people = [Reviewer(name, relay.browser(), relay.clock) for name in ("Weber", "Singh")]
    begun = [person.ask_enrolment("reviewer", invitation).get_json() for person in people]
    codes = []
    for person, options in zip(people, begun, strict=True):
        body = {
            "credential": person.passkey.create(options["public_key"]),
            "proof": person.enrolment_proof(options["challenge"], "reviewer"),
        }
        codes.append(code_of(person.browser.post("/api/enrolment", body)))
    assert codes == ["201", "403 invitation-refused"]


def test_an_invitation_is_open_for_fourteen_days(relay: RelayUnderTest) -> None:
    invitation = relay.invite()
    relay.clock.advance(days=14, ms=-1)
    weber = Reviewer("Weber", relay.browser(), relay.clock)
    assert code_of(weber.ask_enrolment("reviewer", invitation)) == "200"
    relay.clock.advance(ms=1)
    assert code_of(weber.ask_enrolment("reviewer", invitation)) == "403 invitation-refused"


@pytest.mark.parametrize("invitation", [None, to_base64url(bytes(32))])
def test_a_reviewer_needs_an_invitation(relay: RelayUnderTest, invitation: str | None) -> None:
    assert code_of(relay.member("Weber").ask_enrolment("reviewer", invitation)) == "403 invitation-refused"


@pytest.mark.parametrize("invitation", ["short", to_base64url(bytes(31)), to_base64url(bytes(33)), "é" * 43])
def test_a_malformed_invitation_is_refused(relay: RelayUnderTest, invitation: str) -> None:
    answer = relay.member("Weber").ask_enrolment("reviewer", invitation)
    assert (code_of(answer), answer.get_json()["field"]) == ("400 bad-request", "invitation")


def test_an_account_enrols_once(relay: RelayUnderTest) -> None:
    relay.patient("Anna")
    assert code_of(relay.member("Anna").ask_enrolment()) == "409 account-exists"


def test_of_two_ceremonies_for_one_account_the_second_is_refused(relay: RelayUnderTest) -> None:
    first, second = Ceremony(relay), Ceremony(relay)
    second.anna.passkey = SoftwarePasskey("another passkey", relay.settings.origin)
    assert (first.finish(), second.finish()) == ("201", "409 account-exists")


def test_keys_that_are_not_those_of_the_account_are_refused(relay: RelayUnderTest) -> None:
    identity = Person("Anna").keys.identity.to_json() | {"account_id": "ab" * 32}
    body = {"identity": identity, "invitation": None, "role": "patient"}
    assert code_of(relay.browser().post("/api/enrolment/options", body)) == "400 account"


@pytest.mark.parametrize("role", ["caregiver", "operator", None, 1])
def test_other_roles_are_refused(relay: RelayUnderTest, role: object) -> None:
    body = {"identity": Person("Anna").keys.identity.to_json(), "invitation": None, "role": role}
    answer = relay.browser().post("/api/enrolment/options", body)
    assert (code_of(answer), answer.get_json()["field"]) == ("400 bad-request", "role")


WRONG_PROOFS: dict[str, Callable[[Member, str], dict[str, Any]]] = {
    "another challenge": lambda anna, _challenge: anna.enrolment_proof(to_base64url(bytes(32))),
    "another origin": lambda anna, challenge: anna.enrolment_proof(challenge, origin="https://evil.example"),
    "another role": lambda anna, challenge: anna.enrolment_proof(challenge, "reviewer"),
    "another account": lambda anna, challenge: anna.enrolment_proof(challenge, account_id="ab" * 32),
    "another key": lambda anna, challenge: Member("Mallory", anna.browser, anna.now_ms).enrolment_proof(
        challenge, account_id=anna.account_id
    ),
    "another purpose": lambda anna, challenge: anna.sign_in_proof(challenge),
    "another label": lambda anna, challenge: make_signed_object(
        anna.person.sign_raw,
        SIGN_IN_LABEL,
        {
            "account_id": anna.account_id,
            "challenge": challenge,
            "origin": anna.browser.origin,
            "role": "patient",
            "v": 1,
        },
    ).to_json(),
}


@pytest.mark.parametrize("wrong", WRONG_PROOFS)
def test_a_wrong_proof_is_refused_and_leaves_no_account(ceremony: Ceremony, wrong: str) -> None:
    proof = WRONG_PROOFS[wrong](ceremony.anna, ceremony.options["challenge"])
    assert ceremony.finish(proof=proof) == "401 proof-refused"
    assert count_accounts(ceremony.relay) == 0


def _made(given: Ceremony, **how: Any) -> dict[str, Any]:
    passkey = SoftwarePasskey("wrong", **({"origin": given.relay.settings.origin} | how))
    return passkey.create(given.options["public_key"] | {"rp": {"id": passkey.host}})


def _changed(given: Ceremony, **changed: str) -> dict[str, Any]:
    credential = given.anna.passkey.create(given.options["public_key"])
    return credential | {"response": credential["response"] | changed}


WRONG_PASSKEYS: dict[str, Callable[[Ceremony], dict[str, Any]]] = {
    "made on another site": lambda given: _made(given, origin="http://evil.example:8000"),
    "made on another port": lambda given: _made(given, origin="http://localhost:9000"),
    "nobody verified": lambda given: _made(given, user_verified=False),
    "made in another site's frame": lambda given: _made(given, cross_origin=True),
    "garbage for an attestation": lambda given: _changed(given, attestationObject=to_base64url(b"garbage")),
    "garbage for client data": lambda given: _changed(given, clientDataJSON=to_base64url(b"{}")),
}


@pytest.mark.parametrize("wrong", WRONG_PASSKEYS)
def test_a_wrong_passkey_is_refused_and_leaves_no_account(ceremony: Ceremony, wrong: str) -> None:
    assert ceremony.finish(credential=WRONG_PASSKEYS[wrong](ceremony)) == "401 passkey-refused"
    assert count_accounts(ceremony.relay) == 0


def test_a_challenge_is_used_once(ceremony: Ceremony) -> None:
    refused = ceremony.finish(proof=ceremony.anna.enrolment_proof(to_base64url(bytes(32))))
    assert refused == "401 proof-refused"
    assert ceremony.finish() == "401 challenge-used"


def test_a_challenge_is_good_for_five_minutes(ceremony: Ceremony) -> None:
    ceremony.relay.clock.advance(ms=5 * 60_000)
    assert ceremony.finish() == "401 challenge-used"
    fresh = Ceremony(ceremony.relay)
    fresh.relay.clock.advance(ms=5 * 60_000 - 1)
    assert fresh.finish() == "201"


def test_a_challenge_belongs_to_one_browser(ceremony: Ceremony) -> None:
    assert ceremony.finish(browser=ceremony.relay.browser()) == "401 challenge-used"
    assert ceremony.finish() == "201"


def test_a_challenge_for_signing_in_does_not_enrol(ceremony: Ceremony) -> None:
    challenge = ceremony.anna.browser.post("/api/sign-in/options").get_json()["public_key"]["challenge"]
    options = ceremony.options["public_key"] | {"challenge": challenge}
    credential = ceremony.anna.passkey.create(options)
    assert (
        ceremony.finish(credential=credential, proof=ceremony.anna.enrolment_proof(challenge))
        == "401 challenge-used"
    )


def test_a_passkey_belongs_to_one_account(relay: RelayUnderTest) -> None:
    anna = relay.patient("Anna")
    mallory = relay.member("Mallory")
    mallory.passkey.credential_id = anna.passkey.credential_id
    options = mallory.ask_enrolment().get_json()
    body = {
        "credential": mallory.passkey.create(options["public_key"]),
        "proof": mallory.enrolment_proof(options["challenge"]),
    }
    assert code_of(mallory.browser.post("/api/enrolment", body)) == "401 passkey-refused"
    assert anna.sign_in()["account_id"] == anna.account_id


PRF = {"prf": {"results": {"first": to_base64url(Random("prf").bytes(32))}}}


@pytest.mark.parametrize("extensions", [PRF, {"prf": {"enabled": True}}, {"credProps": {"rk": True, **PRF}}])
def test_a_body_with_a_prf_member_is_refused(ceremony: Ceremony, extensions: dict[str, Any]) -> None:
    credential = ceremony.anna.passkey.create(ceremony.options["public_key"])
    assert (
        ceremony.finish(credential=credential | {"clientExtensionResults": extensions}) == "422 prf-in-body"
    )
    assert count_accounts(ceremony.relay) == 0
