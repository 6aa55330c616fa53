"""Passkey ceremonies: options for the browser, and its answers, checked by the `webauthn` package.

User verification is always required, passkeys are discoverable, and the user handle is the account id.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import webauthn
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pydantic import Field, JsonValue, StringConstraints
from webauthn.helpers import options_to_json_dict
from webauthn.helpers.cose import COSEAlgorithmIdentifier
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from server.challenges import VALID_MS
from server.crypto.encoding import from_base64url, to_base64url
from server.crypto.errors import ContractError
from server.crypto.sign_in import CHALLENGE_BYTES
from server.crypto.words import six_words
from server.errors import Problem
from server.relay import this_relay
from server.routes.bodies import Base64url, Shape

ALGORITHMS = [
    COSEAlgorithmIdentifier.EDDSA,
    COSEAlgorithmIdentifier.ECDSA_SHA_256,
    COSEAlgorithmIdentifier.RSASSA_PKCS1_v1_5_SHA_256,
]
LONGEST_CREDENTIAL_ID_BYTES = 1023
# What the package raises when bytes are not of the form that it expects: more than its own exceptions.
_REFUSED = (
    WebAuthnException, ContractError, InvalidSignature, UnsupportedAlgorithm, struct.error,
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError,
)  # fmt: skip


class CredentialShape(Shape):
    """What a browser makes of a passkey, without any result of an extension (spec/keys.md section 11)."""

    id: Base64url
    raw_id: Annotated[Base64url, Field(alias="rawId")]
    type: Literal["public-key"]
    authenticator_attachment: Annotated[
        Literal["platform", "cross-platform"] | None, Field(alias="authenticatorAttachment")
    ]
    client_extension_results: Annotated[dict[str, JsonValue], Field(alias="clientExtensionResults")]


class RegistrationResponse(Shape):
    """The new passkey's public key, and what was signed."""

    attestation_object: Annotated[Base64url, Field(alias="attestationObject")]
    client_data: Annotated[Base64url, Field(alias="clientDataJSON")]
    transports: Annotated[list[Annotated[str, StringConstraints(max_length=32)]], Field(max_length=16)]


class RegistrationCredential(CredentialShape):
    """A registration response."""

    response: RegistrationResponse


class AuthenticationResponse(Shape):
    """A passkey's signature, and the account that it belongs to."""

    authenticator_data: Annotated[Base64url, Field(alias="authenticatorData")]
    client_data: Annotated[Base64url, Field(alias="clientDataJSON")]
    signature: Base64url
    user_handle: Annotated[Base64url | None, Field(alias="userHandle")]


class AuthenticationCredential(CredentialShape):
    """An authentication response."""

    response: AuthenticationResponse


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """A passkey that was registered for the challenge."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    backed_up: bool


@dataclass(frozen=True, slots=True)
class UsedPasskey:
    """What a sign-in says about its passkey."""

    sign_count: int
    backed_up: bool


def creation_options(account_id: str, challenge: bytes, existing: Iterable[bytes] = ()) -> dict[str, Any]:
    """Options for a new passkey of the account; `existing` are credential ids that may not be made again."""
    # Two of the account's words, so that a person with two accounts can tell them apart in the phone's list.
    name = f"Second Look {' '.join(six_words(bytes.fromhex(account_id))[:2])}"
    options = webauthn.generate_registration_options(
        rp_id=this_relay().settings.relying_party_id,
        rp_name="Second Look",
        user_id=bytes.fromhex(account_id),
        user_name=name,
        challenge=challenge,
        timeout=VALID_MS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            require_resident_key=True,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=each) for each in existing],
        supported_pub_key_algs=ALGORITHMS,
    )
    return options_to_json_dict(options)


def request_options(challenge: bytes) -> dict[str, Any]:
    """Options for signing in with any passkey of this site."""
    options = webauthn.generate_authentication_options(
        rp_id=this_relay().settings.relying_party_id,
        challenge=challenge,
        timeout=VALID_MS,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json_dict(options)


def challenge_of(credential: RegistrationCredential | AuthenticationCredential) -> bytes:
    """The challenge that a credential claims to answer. Raises Problem `prf-in-body` or `passkey-refused`."""
    if _has_prf(credential.client_extension_results):
        raise Problem("prf-in-body")
    try:
        client_data = json.loads(from_base64url(credential.response.client_data))
        challenge = from_base64url(client_data["challenge"], CHALLENGE_BYTES)
    except _REFUSED:
        raise Problem("passkey-refused") from None
    if client_data.get("crossOrigin") not in (None, False):
        # A page of another site that had this one in a frame.
        raise Problem("passkey-refused")
    return challenge


def verify_registration(credential: RegistrationCredential, challenge: bytes) -> NewPasskey:
    """The passkey that was made for this challenge, on this site, after the person was verified."""
    settings = this_relay().settings
    try:
        verified = webauthn.verify_registration_response(
            credential=credential.model_dump(by_alias=True),
            expected_challenge=challenge,
            expected_rp_id=settings.relying_party_id,
            expected_origin=settings.origin,
            require_user_verification=True,
            supported_pub_key_algs=ALGORITHMS,
        )
    except _REFUSED:
        raise Problem("passkey-refused") from None
    same = to_base64url(verified.credential_id) == credential.raw_id
    if not same or not 16 <= len(verified.credential_id) <= LONGEST_CREDENTIAL_ID_BYTES:
        raise Problem("passkey-refused")
    return NewPasskey(
        verified.credential_id,
        verified.credential_public_key,
        verified.sign_count,
        verified.credential_backed_up,
    )


def verify_authentication(
    credential: AuthenticationCredential,
    challenge: bytes,
    *,
    account_id: str,
    public_key: bytes,
    sign_count: int,
) -> UsedPasskey:
    """The passkey of this account answered the challenge on this site, after the person was verified."""
    settings = this_relay().settings
    if credential.response.user_handle != to_base64url(bytes.fromhex(account_id)):
        raise Problem("passkey-refused")
    try:
        verified = webauthn.verify_authentication_response(
            credential=credential.model_dump(by_alias=True),
            expected_challenge=challenge,
            expected_rp_id=settings.relying_party_id,
            expected_origin=settings.origin,
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
            require_user_verification=True,
        )
    except _REFUSED:
        raise Problem("passkey-refused") from None
    return UsedPasskey(verified.new_sign_count, verified.credential_backed_up)


def _has_prf(value: JsonValue) -> bool:
    if isinstance(value, dict):
        return any(name == "prf" or _has_prf(inner) for name, inner in value.items())
    return isinstance(value, list) and any(_has_prf(inner) for inner in value)
