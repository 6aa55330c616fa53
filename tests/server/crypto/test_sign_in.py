from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from scripts.vectors.author import Person
from server.crypto.encoding import to_base64url
from server.crypto.errors import ContractError, FailureClass
from server.crypto.sign_in import ENROLMENT_LABEL, SIGN_IN_LABEL, verify_enrolment, verify_sign_in
from server.crypto.signatures import make_signed_object

ANNA, OTHER = Person("Anna"), Person("Mallory")
PROOF: dict[str, Any] = {
    "account_id": ANNA.account_id,
    "challenge": to_base64url(bytes(32)),
    "origin": "https://relay.example",
    "v": 1,
}
PUBLIC = ANNA.keys.identity.signing_public


def _signed(label: str, **changed: Any) -> Any:
    return make_signed_object(ANNA.sign_raw, label, PROOF | changed).to_json()


def _class_of(run: Callable[[], object]) -> FailureClass:
    with pytest.raises(ContractError) as refusal:
        run()
    return refusal.value.failure_class


def test_a_sign_in_proof_is_read() -> None:
    proof = verify_sign_in(_signed(SIGN_IN_LABEL), PUBLIC)
    assert (proof.account_id, proof.challenge, proof.origin, proof.role) == (
        ANNA.account_id,
        bytes(32),
        "https://relay.example",
        None,
    )


@pytest.mark.parametrize("role", ["patient", "caregiver", "reviewer"])
def test_an_enrolment_proof_is_read(role: str) -> None:
    assert verify_enrolment(_signed(ENROLMENT_LABEL, role=role), PUBLIC).role == role


def test_proofs_are_refused_with_their_class() -> None:
    sign_in = _signed(SIGN_IN_LABEL)
    assert _class_of(lambda: verify_enrolment(sign_in, PUBLIC)) is FailureClass.SIGNATURE
    assert (
        _class_of(lambda: verify_sign_in(sign_in, OTHER.keys.identity.signing_public))
        is FailureClass.SIGNATURE
    )
    cases: dict[FailureClass, dict[str, Any]] = {
        FailureClass.VERSION: {"v": 2},
        FailureClass.ENCODING: {"challenge": to_base64url(bytes(31))},
        FailureClass.LIMIT: {"origin": "https://" + "x" * 5000},
    }
    for failure_class, changed in cases.items():
        value = _signed(SIGN_IN_LABEL, **changed)
        assert _class_of(lambda each=value: verify_sign_in(each, PUBLIC)) is failure_class  # type: ignore[misc]
    stranger = _signed(ENROLMENT_LABEL, role="operator")
    assert _class_of(lambda: verify_enrolment(stranger, PUBLIC)) is FailureClass.ENCODING
    assert _class_of(lambda: verify_enrolment(_signed(ENROLMENT_LABEL), PUBLIC)) is FailureClass.ENCODING
