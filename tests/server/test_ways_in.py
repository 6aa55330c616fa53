"""Ways in and passkeys: kept for their own account only, and never the last one taken away."""

from __future__ import annotations

from typing import Any

import pytest

from scripts.vectors.randomness import Random
from server.crypto.encoding import to_base64url
from server.settings import Quotas
from tests.server.browser import code_of
from tests.server.people import Member
from tests.server.relay_under_test import MakeRelay, RelayUnderTest
from tests.server.software_passkey import SoftwarePasskey


@pytest.fixture
def anna(relay: RelayUnderTest) -> Member:
    return relay.patient("Anna")


def ids(member: Member) -> list[str]:
    return [each["way_in_id"] for each in member.browser.ask("/api/ways-in")["ways_in"]]


def passkeys(member: Member) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = member.browser.ask("/api/passkeys")["passkeys"]
    return found


def add_passkey(member: Member, name: str) -> SoftwarePasskey:
    passkey = SoftwarePasskey(name, member.browser.origin)
    options = member.browser.post("/api/passkeys/options").get_json()["public_key"]
    answer = member.browser.post("/api/passkeys", {"credential": passkey.create(options)})
    assert code_of(answer) == "201", code_of(answer)
    assert answer.get_json() == {"credential_id": to_base64url(passkey.credential_id)}
    return passkey


def test_ways_in_are_kept_and_given_back(anna: Member, relay: RelayUnderTest) -> None:
    assert ids(anna) == []
    way_in = anna.passkey_way_in()
    assert code_of(anna.put_way_in(way_in, anna.passkey.way_in_id)) == "204"
    assert anna.browser.ask("/api/ways-in")["ways_in"] == [
        {
            "created_ms": relay.clock(),
            "kind": "passkey",
            "way_in": way_in,
            "way_in_id": anna.passkey.way_in_id,
        }
    ]


def test_a_way_in_can_be_replaced(anna: Member) -> None:
    for created_ms in (1_793_500_000_000, 1_793_500_000_001):
        way_in = anna.passkey_way_in(created_ms=created_ms)
        assert code_of(anna.put_way_in(way_in, anna.passkey.way_in_id)) == "204"
        assert [each["way_in"] for each in anna.browser.ask("/api/ways-in")["ways_in"]] == [way_in]


def test_a_new_recovery_sheet_replaces_the_old_one(anna: Member, relay: RelayUnderTest) -> None:
    first = anna.make_recovery_sheet("first sheet")
    second = anna.make_recovery_sheet("second sheet")
    assert ids(anna) == [anna.lookup_id(second)]
    answer = relay.browser().post("/api/recovery", {"lookup_id": anna.lookup_id(first)})
    assert code_of(answer) == "404 recovery-unknown"


def test_a_way_in_can_be_deleted(anna: Member) -> None:
    sheet = anna.lookup_id(anna.make_recovery_sheet())
    assert code_of(anna.browser.delete(f"/api/ways-in/{sheet}")) == "204"
    assert ids(anna) == []
    assert code_of(anna.browser.delete(f"/api/ways-in/{sheet}")) == "404 not-found"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"account_id": "ab" * 32}, "400 account"),
        ({"v": 2}, "400 version"),
        ({"suite": 2}, "400 suite"),
        ({"kind": "paper"}, "400 encoding"),
        ({"sealed": to_base64url(bytes(1167))}, "400 encoding"),
        ({"binding": to_base64url(bytes(31))}, "400 encoding"),
        ({"kem_public": to_base64url(bytes(1217))}, "400 encoding"),
        ({"created_ms": -1}, "400 encoding"),
        ({"note": "x"}, "400 encoding"),
    ],
)
def test_a_malformed_way_in_is_refused(anna: Member, changed: dict[str, Any], expected: str) -> None:
    assert code_of(anna.put_way_in(anna.passkey_way_in(**changed), anna.passkey.way_in_id)) == expected
    assert ids(anna) == []


def test_a_way_in_that_the_account_did_not_sign_is_refused(anna: Member, relay: RelayUnderTest) -> None:
    mallory = relay.patient("Mallory")
    planted = mallory.passkey_way_in(anna.passkey, account_id=anna.account_id)
    assert code_of(anna.put_way_in(planted, anna.passkey.way_in_id)) == "400 signature"
    assert ids(anna) == []


def test_a_way_in_stands_under_its_own_id_only(anna: Member) -> None:
    assert code_of(anna.put_way_in(anna.passkey_way_in(), "ab" * 16)) == "400 way-in"
    assert ids(anna) == []


def test_a_passkeys_way_in_needs_that_passkey(anna: Member) -> None:
    stranger = SoftwarePasskey("stranger", anna.browser.origin)
    assert code_of(anna.put_way_in(anna.passkey_way_in(stranger), stranger.way_in_id)) == "404 not-found"
    assert ids(anna) == []


def test_nobody_replaces_or_deletes_the_way_in_of_another_account(
    anna: Member, relay: RelayUnderTest
) -> None:
    mallory = relay.patient("Mallory")
    anna.put_way_in(anna.passkey_way_in(), anna.passkey.way_in_id)
    w = anna.make_recovery_sheet()
    for planted, way_in_id in (
        (mallory.passkey_way_in(anna.passkey), anna.passkey.way_in_id),
        (mallory.recovery_way_in(w), anna.lookup_id(w)),
    ):
        assert code_of(mallory.put_way_in(planted, way_in_id)) == "403 not-allowed"
        assert code_of(mallory.browser.delete(f"/api/ways-in/{way_in_id}")) == "404 not-found"
    assert set(ids(anna)) == {anna.passkey.way_in_id, anna.lookup_id(w)}
    assert ids(mallory) == []
    found = relay.browser().post("/api/recovery", {"lookup_id": anna.lookup_id(w)}).get_json()["way_in"]
    assert anna.opens(found, w)


def test_a_second_passkey_signs_in(anna: Member, relay: RelayUnderTest) -> None:
    relay.clock.advance(hours=1)
    second = add_passkey(anna, "laptop")
    first_row, second_row = passkeys(anna)
    assert second_row == {
        "backed_up": True,
        "created_ms": relay.clock(),
        "credential_id": to_base64url(second.credential_id),
        "has_way_in": False,
        "last_used_ms": relay.clock(),
        "way_in_id": second.way_in_id,
    }
    assert first_row["way_in_id"] == anna.passkey.way_in_id
    relay.clock.advance(hours=1)
    anna.passkey = second
    assert anna.sign_in(relay.browser())["account_id"] == anna.account_id
    assert [row["last_used_ms"] for row in passkeys(anna)] == [relay.clock() - 7_200_000, relay.clock()]


def test_has_way_in_says_whether_a_passkey_opens_the_account(anna: Member) -> None:
    assert [row["has_way_in"] for row in passkeys(anna)] == [False]
    anna.put_way_in(anna.passkey_way_in(), anna.passkey.way_in_id)
    assert [row["has_way_in"] for row in passkeys(anna)] == [True]


def test_passkeys_that_exist_are_excluded(anna: Member) -> None:
    second = add_passkey(anna, "laptop")
    options = anna.browser.post("/api/passkeys/options").get_json()["public_key"]
    excluded = {each["id"] for each in options["excludeCredentials"]}
    assert excluded == {to_base64url(each.credential_id) for each in (anna.passkey, second)}
    assert options["user"]["id"] == to_base64url(bytes.fromhex(anna.account_id))


def test_the_same_passkey_is_not_added_twice(anna: Member) -> None:
    options = anna.browser.post("/api/passkeys/options").get_json()["public_key"]
    credential = anna.passkey.create(options | {"excludeCredentials": []})
    assert code_of(anna.browser.post("/api/passkeys", {"credential": credential})) == "401 passkey-refused"
    assert len(passkeys(anna)) == 1


def test_a_ceremony_of_one_account_adds_no_passkey_to_another(anna: Member, relay: RelayUnderTest) -> None:
    options = anna.browser.post("/api/passkeys/options").get_json()["public_key"]
    anna.browser.post("/api/sign-out")
    anna.browser.forget_csrf_token()
    mallory = Member("Mallory", anna.browser, relay.clock)
    mallory.enrol()
    passkey = SoftwarePasskey("laptop", anna.browser.origin)
    answer = mallory.browser.post("/api/passkeys", {"credential": passkey.create(options)})
    assert code_of(answer) == "401 challenge-used"
    assert len(passkeys(mallory)) == 1


def test_a_prf_result_is_refused_where_a_passkey_is_added(anna: Member) -> None:
    options = anna.browser.post("/api/passkeys/options").get_json()["public_key"]
    passkey = SoftwarePasskey("laptop", anna.browser.origin)
    credential = passkey.create(options) | {"clientExtensionResults": {"prf": {"enabled": True}}}
    assert code_of(anna.browser.post("/api/passkeys", {"credential": credential})) == "422 prf-in-body"


def test_one_passkey_past_the_limit_is_refused(make_relay: MakeRelay) -> None:
    anna = make_relay(quotas=Quotas(passkeys=2)).patient()
    add_passkey(anna, "laptop")
    assert code_of(anna.browser.post("/api/passkeys/options")) == "400 limit"
    assert len(passkeys(anna)) == 2


def test_of_two_ceremonies_for_the_last_place_one_is_refused(make_relay: MakeRelay) -> None:
    anna = make_relay(quotas=Quotas(passkeys=2)).patient()
    begun = [anna.browser.post("/api/passkeys/options").get_json()["public_key"] for _ in range(2)]
    codes = []
    for name, options in zip(("laptop", "tablet"), begun, strict=True):
        credential = SoftwarePasskey(name, anna.browser.origin).create(options)
        codes.append(code_of(anna.browser.post("/api/passkeys", {"credential": credential})))
    assert codes == ["201", "400 limit"]


def test_removing_a_passkey_removes_its_way_in(anna: Member) -> None:
    second = add_passkey(anna, "laptop")
    anna.put_way_in(anna.passkey_way_in(), anna.passkey.way_in_id)
    anna.put_way_in(anna.passkey_way_in(second), second.way_in_id)
    assert code_of(anna.browser.delete(f"/api/passkeys/{second.way_in_id}")) == "204"
    assert ids(anna) == [anna.passkey.way_in_id]
    assert len(passkeys(anna)) == 1


def test_the_last_passkey_stays_until_there_is_a_recovery_sheet(anna: Member) -> None:
    path = f"/api/passkeys/{anna.passkey.way_in_id}"
    anna.put_way_in(anna.passkey_way_in(), anna.passkey.way_in_id)
    assert code_of(anna.browser.delete(path)) == "409 last-way-in"
    assert len(passkeys(anna)) == 1
    assert ids(anna) == [anna.passkey.way_in_id]
    anna.make_recovery_sheet()
    assert code_of(anna.browser.delete(path)) == "204"
    assert passkeys(anna) == []


def test_nobody_removes_the_passkey_of_another_account(anna: Member, relay: RelayUnderTest) -> None:
    mallory = relay.patient("Mallory")
    mallory.make_recovery_sheet()
    anna.put_way_in(anna.passkey_way_in(), anna.passkey.way_in_id)
    answer = mallory.browser.delete(f"/api/passkeys/{anna.passkey.way_in_id}")
    assert code_of(answer) == "404 not-found"
    assert len(passkeys(anna)) == 1
    assert ids(anna) == [anna.passkey.way_in_id]


@pytest.mark.parametrize(
    "body", [{}, {"way_in": None}, {"way_in": {"signed": "AA"}}, {"way_in": Random("x").bytes(4).hex()}]
)
def test_another_form_of_body_is_refused(anna: Member, body: dict[str, Any]) -> None:
    answer = anna.browser.put(f"/api/ways-in/{anna.passkey.way_in_id}", body)
    assert (code_of(answer), answer.get_json()["field"]) == ("400 bad-request", "way_in")
