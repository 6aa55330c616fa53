"""Proofs that somebody holds an account's signing key (spec/keys.md section 5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from server.crypto.encoding import JsonValue
from server.crypto.fields import Fields
from server.crypto.signatures import SignedObject

SIGN_IN_LABEL = "second-look/v1/sign-in"
ENROLMENT_LABEL = "second-look/v1/enrolment"
LARGEST_SIGNED_BYTES = 4096
CHALLENGE_BYTES = 32

_SIGN_IN = ("account_id", "challenge", "origin", "v")
_ENROLMENT = ("account_id", "challenge", "origin", "role", "v")

Role = Literal["patient", "caregiver", "reviewer"]


@dataclass(frozen=True)
class Proof:
    """A challenge, signed for one origin. Whoever asked compares account, challenge and origin."""

    account_id: str
    challenge: bytes
    origin: str
    role: Role | None


def claimed_sign_in(value: JsonValue) -> Proof:
    """What a sign-in proof says, before its signature is checked: which account's key to check it with."""
    signed = SignedObject.from_json(value, LARGEST_SIGNED_BYTES).signed
    return _proof(Fields.parse(signed, "sign-in proof", _SIGN_IN, LARGEST_SIGNED_BYTES), None)


def verify_sign_in(value: JsonValue, signing_public: bytes) -> Proof:
    """A sign-in proof under this signing key (`signature`, `encoding`, `version`)."""
    signed = SignedObject.from_json(value, LARGEST_SIGNED_BYTES).verify(signing_public, SIGN_IN_LABEL)
    return _proof(Fields.parse(signed, "sign-in proof", _SIGN_IN, LARGEST_SIGNED_BYTES), None)


def verify_enrolment(value: JsonValue, signing_public: bytes) -> Proof:
    """An enrolment proof under this signing key; `role` is set."""
    signed = SignedObject.from_json(value, LARGEST_SIGNED_BYTES).verify(signing_public, ENROLMENT_LABEL)
    fields = Fields.parse(signed, "enrolment proof", _ENROLMENT, LARGEST_SIGNED_BYTES)
    roles: dict[str, Role] = {"patient": "patient", "caregiver": "caregiver", "reviewer": "reviewer"}
    return _proof(fields, roles[fields.one_of("role", tuple(roles))])


def _proof(fields: Fields, role: Role | None) -> Proof:
    return Proof(
        fields.hex_text("account_id", 32),
        fields.binary("challenge", CHALLENGE_BYTES),
        fields.text("origin", 1, 500),
        role,
    )
