"""The ticket is all that is needed to send an envelope's parts, and serves for nothing else."""

from __future__ import annotations

import hashlib

import pytest

from scripts.vectors.author import DAY_MS
from tests.server.browser import code_of
from tests.server.envelopes.begun import begin, seal
from tests.server.owned_case import OwnedCase, Upload
from tests.server.relay_under_test import RelayUnderTest


def refused_ticket(relay: RelayUnderTest, upload: Upload, ticket: str) -> set[str]:
    """How all requests with a ticket go."""
    other = Upload(relay.browser(), upload.file, ticket)
    return {code_of(other.put(0)), code_of(other.have()), code_of(other.commit())}


def test_a_ticket_serves_one_envelope_only(relay: RelayUnderTest, case: OwnedCase, upload: Upload) -> None:
    other = begin(case)
    assert refused_ticket(relay, upload, other.ticket) == {"401 ticket-refused"}
    mallory = relay.case(relay.patient("Mallory"))
    assert refused_ticket(relay, upload, begin(mallory).ticket) == {"401 ticket-refused"}


@pytest.mark.parametrize("ticket", ["", "x", "a.b.c", "é", f"{'0' * 64}.9999999999999.{'0' * 64}"])
def test_a_made_up_ticket_is_refused(relay: RelayUnderTest, upload: Upload, ticket: str) -> None:
    assert refused_ticket(relay, upload, ticket) == {"401 ticket-refused"}


def test_a_ticket_with_another_account_or_time_is_refused(relay: RelayUnderTest, upload: Upload) -> None:
    account_id, expires_ms, proof = upload.ticket.split(".")
    for changed in (f"{'ab' * 32}.{expires_ms}.{proof}", f"{account_id}.{int(expires_ms) + 1}.{proof}"):
        assert refused_ticket(relay, upload, changed) == {"401 ticket-refused"}


def test_a_ticket_is_good_until_it_says(relay: RelayUnderTest, case: OwnedCase) -> None:
    answer = case.open_envelope(seal(case)).get_json()
    upload = begin(case)
    assert answer["expires_ms"] == relay.clock() + DAY_MS
    relay.clock.advance(days=1)
    assert code_of(upload.have()) == "200"
    relay.clock.advance(ms=1)
    assert refused_ticket(relay, upload, upload.ticket) == {"401 ticket-refused"}


def test_a_ticket_needs_no_cookie_and_a_cookie_is_no_ticket(case: OwnedCase, upload: Upload) -> None:
    assert code_of(upload.put(0)) == "201"
    digest = hashlib.sha256(upload.parts[0]).hexdigest()
    path = f"{upload.path}/parts/0/{digest}"
    answer = case.owner.browser.send("PUT", path, data=upload.parts[0])
    assert code_of(answer) == "401 ticket-refused"
