"""Lies about the person's own account: ways in, ceremonies, what the account remembers."""

from __future__ import annotations

from typing import Any

from reviewer.keys import way_in_info
from scripts.vectors.author import Person
from scripts.vectors.randomness import Random
from scripts.vectors.sealing import seal
from server.crypto.encoding import JsonValue, from_base64url, to_base64url
from server.crypto.signatures import SignedObject, make_signed_object
from server.crypto.way_in import LABEL, WayIn
from tests.lying_relay.proxy import Exchange, Lie

WayInObject = dict[str, Any]


def way_in_replaced(planted: WayInObject | None) -> Lie:
    """At sign-in and recovery, hand out another way-in object; None: say that there is none."""

    def tell(exchange: Exchange) -> None:
        if exchange.path in ("/api/sign-in", "/api/recovery") and exchange.status == 200:
            exchange.answer_json({**exchange.json(), "way_in": planted})

    return tell


def planted_account(true: WayInObject, attacker: Person, *, keep_account_id: bool) -> WayInObject:
    """The account secret of an attacker, sealed for the person's own way in.

    The relay knows the public half of the way in, so it can seal; what it can't make is the binding. It can only copy
    the one that it has, which is for the true account id. With `keep_account_id` it says that the secret is that of
    the true account; otherwise it names the attacker's.
    """
    way_in = WayIn.parse(SignedObject.from_json(true, 16_384).signed)
    account_id = way_in.account_id if keep_account_id else attacker.account_id
    info = way_in_info(account_id, way_in.kem_public, way_in.kind, way_in.way_in_id)
    sealed = seal(way_in.kem_public, info, attacker.account_secret, Random("planted by the relay"))
    value: JsonValue = {
        "account_id": account_id,
        "binding": to_base64url(way_in.binding),
        "created_ms": way_in.created_ms,
        "kem_public": to_base64url(way_in.kem_public),
        "kind": way_in.kind,
        "sealed": to_base64url(sealed),
        "suite": 1,
        "v": 1,
        "way_in_id": way_in.way_in_id,
    }
    return dict(make_signed_object(attacker.sign_raw, LABEL, value).to_json())


def changed_in_a_bit(true: WayInObject) -> WayInObject:
    """The true way in with one bit of the signature flipped."""
    signature = bytearray(from_base64url(true["signature"]))
    signature[0] ^= 1
    return {**true, "signature": to_base64url(bytes(signature))}


def another_account_signed_in(account_id: str) -> Lie:
    """The answer to a sign-in names another account than the passkey does."""

    def tell(exchange: Exchange) -> None:
        if exchange.path in ("/api/sign-in", "/api/sign-in/account") and exchange.status == 200:
            exchange.answer_json({**exchange.json(), "account_id": account_id})

    return tell


def prf_salt_replaced(exchange: Exchange) -> None:
    """Put a PRF salt of the relay's choice into every ceremony's options."""
    if exchange.path.endswith("/options") and exchange.status == 200:
        answer = exchange.json()
        if "public_key" in answer:
            answer["public_key"].setdefault("extensions", {})["prf"] = {"eval": {"first": "A" * 43}}
            exchange.answer_json(answer)


def state_replaced(envelope: str | None, envelope_id: str | None) -> Lie:
    """Hand out another account state than the one that was stored last; None: say that there is none."""

    def tell(exchange: Exchange) -> None:
        if exchange.method == "GET" and exchange.path == "/api/account/state" and exchange.status == 200:
            exchange.answer_json({**exchange.json(), "envelope": envelope, "envelope_id": envelope_id})

    return tell
