"""What only a person's own device knows, learned by the test so that it can be searched for.

Passkeys give their PRF outputs to the page, and the test listens there; the words stand on the recovery sheet. From
these and from what travelled sealed, everything else is derived as the contract says.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext

from reviewer.envelope import Place, Purpose, open_bytes
from reviewer.keys import (
    AccountKeys,
    CaseKeys,
    StanzaPurpose,
    WayInKeys,
    open_stanza,
    open_way_in,
    passkey_secret,
)
from scripts.vectors.recovery_words import secret_of
from server.crypto.encoding import from_base64url
from server.crypto.signatures import SignedObject
from server.crypto.way_in import WayIn
from tests.lying_relay.proxy import Exchange

_WAY_IN_PATH = re.compile(r"^/api/ways-in/[0-9a-f]{32}$")
_NEW_STATEMENT_PATH = re.compile(r"^/api/cases(?:/[0-9a-f]{32}/statements)?$")
_PART_PATH = re.compile(r"^/api/envelopes/([0-9a-f]{32})/parts/(\d+)/[0-9a-f]{64}$")

# A document frame without an origin has no passkeys to listen to.
_LISTEN_TO_PASSKEYS = """
const prototype = globalThis.CredentialsContainer?.prototype;
for (const name of prototype ? ["get", "create"] : []) {
  const ceremony = prototype[name];
  prototype[name] = async function (...options) {
    const credential = await ceremony.apply(this, options);
    const results = credential?.getClientExtensionResults?.().prf?.results ?? {};
    for (const secret of Object.values(results)) {
      await __prfOutput(btoa(String.fromCharCode(...new Uint8Array(secret.buffer ?? secret))));
    }
    return credential;
  };
}
"""


class PasskeyListener:
    """`PasskeyListener(context)` before the first page is opened; `.prf_outputs` are what the passkeys gave."""

    def __init__(self, context: BrowserContext) -> None:
        self.prf_outputs: list[bytes] = []
        context.expose_binding("__prfOutput", lambda _source, text: self._hear(text))
        context.add_init_script(_LISTEN_TO_PASSKEYS)

    def _hear(self, text: str) -> None:
        secret = base64.b64decode(text)
        if secret not in self.prf_outputs:
            self.prf_outputs.append(secret)

    def named_secrets(self, who: str) -> dict[str, bytes]:
        """Name → bytes of every PRF output."""
        return {f"PRF output {number} of {who}": each for number, each in enumerate(self.prf_outputs)}


@dataclass(frozen=True)
class OpenedAccount:
    """One person's account as the test has opened it."""

    account_secret: bytes
    way_in_secrets: tuple[bytes, ...]

    @property
    def keys(self) -> AccountKeys:
        """All that the account secret derives."""
        return AccountKeys(self.account_secret)

    def named_secrets(self, who: str) -> dict[str, bytes]:
        """Name → bytes of every secret of the account."""
        keys = self.keys
        found = {
            f"account secret of {who}": self.account_secret,
            f"signing key of {who}": keys.signing_seed,
            f"KEM key of {who}": keys.kem_seed,
            f"local store key of {who}": keys.local_store_key,
            f"account state key of {who}": keys.account_state_key,
        }
        for number, secret in enumerate(self.way_in_secrets):
            for kind in ("passkey", "recovery"):
                way_in = WayInKeys(secret, "passkey" if kind == "passkey" else "recovery")
                found[f"KEM key of way in {number} of {who}, {kind}"] = way_in.kem_seed
                found[f"binding key of way in {number} of {who}, {kind}"] = way_in.binding_key
            found[f"way in {number} of {who}"] = secret
        return found


def way_in_objects(exchanges: Iterable[Exchange]) -> list[dict[str, Any]]:
    """The ways in that were stored, oldest first."""
    return [
        json.loads(each.request_body)["way_in"]
        for each in exchanges
        if each.method == "PUT" and _WAY_IN_PATH.match(each.path) and each.status == 204
    ]


def open_account(exchanges: Iterable[Exchange], prf_outputs: list[bytes], words: str | None) -> OpenedAccount:
    """The account behind the passkeys and the sheet. Raises ValueError where no way in opens with them."""
    secrets = [passkey_secret(output) for output in prf_outputs] + ([secret_of(words)] if words else [])
    opened = []
    for value in way_in_objects(exchanges):
        signed = SignedObject.from_json(value, 16_384)
        way_in = WayIn.parse(signed.signed)
        for secret in secrets:
            account_secret = open_way_in(secret, way_in.kind, way_in.way_in_id, signed)
            if account_secret is not None:
                opened.append((account_secret, secret))
    if len({account_secret for account_secret, _ in opened}) != 1:
        raise ValueError(f"{len(opened)} ways in opened, not those of one account")
    return OpenedAccount(opened[0][0], tuple(dict.fromkeys(secret for _, secret in opened)))


@dataclass(frozen=True)
class OpenableEnvelope:
    """One envelope of a record, and its key."""

    name: str
    content_key: bytes
    place: Place
    sealed: bytes

    def data(self) -> bytes:
        """What is in it."""
        return open_bytes(self.content_key, self.place, self.sealed)


@dataclass(frozen=True)
class OpenedCase:
    """The patient's case as the test has opened it."""

    case_secret: bytes
    consent_ids: tuple[str, ...]
    envelopes: tuple[OpenableEnvelope, ...]

    def named_secrets(self) -> dict[str, bytes]:
        """Name → bytes of every secret of the case."""
        keys = CaseKeys(self.case_secret)
        found = {
            "case secret": self.case_secret,
            "case key": keys.case_key,
            "KEM key of the case": keys.case_kem_seed,
            "consent root": keys.consent_root,
        }
        found |= {f"key of consent {each}": keys.consent_key(each) for each in self.consent_ids}
        return found | {f"content key of {each.name}": each.content_key for each in self.envelopes}


def open_case(exchanges: list[Exchange], owner: AccountKeys) -> OpenedCase:
    """The owner's case, from what the owner's browser sent."""
    posted = [
        (json.loads(each.request_body)["entry"])
        for each in exchanges
        if each.method == "POST" and _NEW_STATEMENT_PATH.match(each.path) and each.status == 201
    ]
    statements = [(json.loads(from_base64url(entry["signed"])), entry) for entry in posted]
    [(opened, entry)] = [each for each in statements if each[0]["type"] == "case-opened"]
    case_id = opened["case_id"]
    purpose = StanzaPurpose(case_id, "case", owner.account_id, case_id)
    case_secret = open_stanza(owner, purpose, from_base64url(entry["stanza"]))
    if case_secret is None:
        raise ValueError("the case is not of this account")
    sealed = sent_envelopes(exchanges)
    case_key = CaseKeys(case_secret).case_key
    envelopes = [
        envelope
        for fields, entry in statements
        if fields["type"] == "record-added"
        for envelope in _envelopes_of(case_id, case_key, fields, entry, sealed)
    ]
    consent_ids = [
        fields["public"]["consent_id"] for fields, _ in statements if fields["type"] == "consent-given"
    ]
    return OpenedCase(case_secret, tuple(consent_ids), tuple(envelopes))


def _envelopes_of(
    case_id: str, case_key: bytes, fields: dict[str, Any], entry: dict[str, Any], sealed: dict[str, bytes]
) -> Iterator[OpenableEnvelope]:
    place = Place(case_id, fields["private"]["envelope_id"], "statement-private")
    record = json.loads(open_bytes(case_key, place, from_base64url(entry["private"])))
    for content in record["contents"]:
        yield _envelope(case_id, content["name"], "content", content, sealed)
        if content["thumbnail"]:
            yield _envelope(
                case_id, f"thumbnail of {content['name']}", "thumbnail", content["thumbnail"], sealed
            )


def _envelope(
    case_id: str, name: str, purpose: Purpose, named: dict[str, str], sealed: dict[str, bytes]
) -> OpenableEnvelope:
    envelope_id = named["envelope_id"]
    key = from_base64url(named["content_key"])
    return OpenableEnvelope(name, key, Place(case_id, envelope_id, purpose), sealed[envelope_id])


def sent_envelopes(exchanges: Iterable[Exchange]) -> dict[str, bytes]:
    """Envelope id → sealed bytes, as they were uploaded."""
    parts: dict[str, dict[int, bytes]] = {}
    for each in exchanges:
        match = _PART_PATH.match(each.path)
        if each.method == "PUT" and match and each.status in (200, 201):
            parts.setdefault(match[1], {})[int(match[2])] = each.request_body
    return {name: b"".join(body for _, body in sorted(by_index.items())) for name, by_index in parts.items()}


def halves(secrets: Mapping[str, bytes]) -> dict[str, bytes]:
    """Half of a secret is a leak as well, and a whole one holds both halves."""
    return {
        f"{name}, half {number}": half
        for name, secret in secrets.items()
        for number, half in enumerate((secret[: len(secret) // 2], secret[len(secret) // 2 :]), start=1)
    }


def named_words(words: str) -> dict[str, bytes]:
    """The words of a recovery sheet in the ways in which they could be written one after the other."""
    joints = {"spaces": " ", "lines": "\n", "commas": ",", "commas and spaces": ", ", "JSON": '","'}
    first = words.split(" ")
    found = {
        f"words {at + 1} to {at + 4}, {name}": joint.join(first[at : at + 4]).encode()
        for at in range(0, len(first), 4)
        for name, joint in joints.items()
    }
    return found | {"entropy of the words": secret_of(words)}
