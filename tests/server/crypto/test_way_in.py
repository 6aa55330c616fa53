from __future__ import annotations

import pytest

from reviewer.keys import AccountKeys
from scripts.vectors.author import Person
from scripts.vectors.keys import ACCOUNT_SECRET, WayInAuthor
from server.crypto.errors import ContractError, FailureClass
from server.crypto.signatures import make_signed_object
from server.crypto.way_in import LABEL, verify_way_in

OWN = AccountKeys(ACCOUNT_SECRET)


def test_the_relay_checks_who_signed_and_whose_it_is() -> None:
    author = WayInAuthor("passkey", bytes(32), "ab" * 16)
    fields = author.fields(ACCOUNT_SECRET)

    def sign(message: bytes) -> bytes:
        from nacl.signing import SigningKey

        return SigningKey(OWN.signing_seed).sign(message).signature

    value = make_signed_object(sign, LABEL, fields).to_json()
    way_in = verify_way_in(value, OWN.account_id, OWN.identity.signing_public)
    assert (way_in.kind, way_in.way_in_id) == ("passkey", "ab" * 16)
    for account_id, public, failure_class in (
        (Person("Mallory").account_id, OWN.identity.signing_public, FailureClass.ACCOUNT),
        (OWN.account_id, Person("Mallory").keys.identity.signing_public, FailureClass.SIGNATURE),
    ):
        with pytest.raises(ContractError) as refusal:
            verify_way_in(value, account_id, public)
        assert refusal.value.failure_class is failure_class
