"""Envelopes are announced with their size, within quotas, by a case's owner."""

from __future__ import annotations

from typing import Any

import pytest

from server.crypto.envelope_layout import LARGEST_DATA_BYTES, sealed_size
from server.settings import Quotas
from tests.server.browser import code_of
from tests.server.envelopes.begun import begin, seal
from tests.server.owned_case import OwnedCase, Upload
from tests.server.relay_under_test import MakeRelay, RelayUnderTest


def test_announcing_again_gives_a_fresh_ticket(case: OwnedCase, upload: Upload) -> None:
    case.owner.browser.forget_csrf_token()
    answers = [case.open_envelope(upload.file) for _ in range(2)]
    assert [code_of(answer) for answer in answers] == ["200", "200"]
    again = Upload(case.owner.browser, upload.file, answers[0].get_json()["ticket"])
    assert code_of(again.put(0)) == "201"
    assert code_of(again.commit()) == "200"
    assert code_of(case.open_envelope(upload.file)) == "200"


@pytest.mark.parametrize("changed", [{"part_chunks": 256}, {"size_bytes": 109}])
def test_announcing_with_other_values_is_refused(
    case: OwnedCase, upload: Upload, changed: dict[str, int]
) -> None:
    assert code_of(case.open_envelope(upload.file, **changed)) == "409 envelope-exists"


def test_an_envelope_id_of_another_case_is_taken(
    relay: RelayUnderTest, case: OwnedCase, upload: Upload
) -> None:
    for other in (relay.case(case.owner), relay.case(relay.patient("Mallory"))):
        assert code_of(other.open_envelope(upload.file)) == "409 envelope-exists"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"part_chunks": 128}, "400 bad-request"),
        ({"part_chunks": "64"}, "400 bad-request"),
        ({"size_bytes": -1}, "400 bad-request"),
        ({"size_bytes": 2**53}, "400 bad-request"),
        ({"size_bytes": 1.5}, "400 bad-request"),
        ({"size_bytes": True}, "400 bad-request"),
        ({"envelope_id": "AB" * 16}, "400 bad-request"),
        ({"envelope_id": "../" * 10 + "ab"}, "400 bad-request"),
        ({"more": 1}, "400 bad-request"),
        ({"size_bytes": 63}, "400 envelope-header"),
        ({"size_bytes": 79}, "400 envelope-truncated"),
        ({"size_bytes": 64 + 16400}, "400 envelope-truncated"),
        ({"size_bytes": 2**53 - 1}, "413 too-large"),
    ],
)
def test_another_form_or_size_is_refused(case: OwnedCase, changed: dict[str, Any], expected: str) -> None:
    assert code_of(case.open_envelope(seal(case), **changed)) == expected


def test_an_envelope_of_eight_gib_is_taken_and_one_more_byte_is_not(case: OwnedCase) -> None:
    largest = sealed_size(LARGEST_DATA_BYTES)
    assert code_of(case.open_envelope(seal(case), size_bytes=largest)) == "201"
    assert code_of(case.open_envelope(seal(case), size_bytes=largest + 1)) == "413 too-large"


def test_one_envelope_past_the_quota_of_uncommitted_ones_is_refused(make_relay: MakeRelay) -> None:
    relay = make_relay(quotas=Quotas(uncommitted_envelopes=2))
    case = relay.case(relay.patient())
    first, _ = begin(case), begin(case)
    assert code_of(case.open_envelope(seal(case))) == "400 limit"
    first.put(0)
    first.commit()
    assert code_of(case.open_envelope(seal(case))) == "201"


def test_one_byte_past_the_quota_of_sealed_bytes_is_refused(make_relay: MakeRelay) -> None:
    relay = make_relay(quotas=Quotas(sealed_bytes=1000))
    case = relay.case(relay.patient())
    assert code_of(case.open_envelope(seal(case), size_bytes=600)) == "201"
    assert code_of(case.open_envelope(seal(case), size_bytes=401)) == "400 limit"
    assert code_of(case.open_envelope(seal(case), size_bytes=400)) == "201"


def test_deleted_envelopes_do_not_count(make_relay: MakeRelay) -> None:
    relay = make_relay(quotas=Quotas(sealed_bytes=1000))
    case = relay.case(relay.patient())
    record = case.add_record(bytes(600))
    assert code_of(case.open_envelope(seal(case), size_bytes=600)) == "400 limit"
    case.remove(record)
    assert code_of(case.open_envelope(seal(case), size_bytes=600)) == "201"


def test_only_the_owner_opens_envelopes(relay: RelayUnderTest, case: OwnedCase) -> None:
    reviewer = relay.reviewer()
    record = case.add_record()
    case.give_consent(reviewer, [record])
    body = {"envelope_id": "ab" * 16, "part_chunks": 64, "size_bytes": 108}
    path = f"{case.path}/envelopes"
    assert code_of(reviewer.browser.post(path, body)) == "403 not-allowed"
    assert code_of(relay.patient("Mallory").browser.post(path, body)) == "404 not-found"
