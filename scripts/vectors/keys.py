"""Vectors of spec/keys.md."""

from __future__ import annotations

from nacl.bindings import crypto_core_ed25519_add
from nacl.signing import SigningKey

from reviewer.hpke import KemKey
from reviewer.key_file import make_key_file
from reviewer.keys import (
    AccountKeys,
    CaseKeys,
    StanzaPurpose,
    WayInKeys,
    hkdf,
    passkey_secret,
    recovery_lookup_id,
    way_in_info,
)
from scripts.vectors import recovery_words, sealing
from scripts.vectors.randomness import Random
from scripts.vectors.scenario import Chapter, Value, b64, flip
from server.crypto.encoding import JsonValue, parse_canonical_json, write_canonical_json
from server.crypto.signatures import SignedObject, SignMessage, labelled_hash, make_signed_object
from server.crypto.way_in import LABEL as WAY_IN_LABEL
from server.crypto.way_in import WayInKind, credential_way_in_id
from server.crypto.words import six_words

_random = Random("keys")
ACCOUNT_SECRET = _random.bytes(32)
OTHER_SECRET = _random.bytes(32)
TIME_MS = 1_793_500_000_000
GROUP_ORDER = 2**252 + 27742317777372353535851937790883648493


def chapter() -> Chapter:
    """All scenarios."""
    made = Chapter("keys")
    _derivations(made)
    _identities(made)
    _signatures(made)
    _words(made)
    _hpke(made)
    _ways_in(made)
    _stanzas(made)
    _key_files(made)
    return made


def _derivations(made: Chapter) -> None:
    for name, message in {"empty": b"", "short": b"abc", "with-zero": b"\x00second"}.items():
        output = {"hash": labelled_hash("second-look/v1/account", message).hex()}
        given: dict[str, Value] = {"label": "second-look/v1/account", "message": b64(message)}
        made.add(f"hash-{name}", "hash", "A labelled hash.", "success", given, output)
    for length in (16, 32, 80):
        okm = hkdf(ACCOUNT_SECRET, "second-look/v1/way-in/passkey/prf", length)
        given = {"ikm": b64(ACCOUNT_SECRET), "label": "second-look/v1/way-in/passkey/prf", "length": length}
        made.add(f"hkdf-{length}", "hkdf", f"{length} bytes.", "success", given, {"okm": b64(okm)})
    for name, secret in {"zeros": bytes(32), "random": ACCOUNT_SECRET}.items():
        keys = AccountKeys(secret)
        output = {
            "signing_seed": b64(keys.signing_seed),
            "kem_seed": b64(keys.kem_seed),
            "local_store_key": b64(keys.local_store_key),
            "account_state_key": b64(keys.account_state_key),
            "signing_public": b64(keys.identity.signing_public),
            "kem_public": b64(keys.identity.kem_public),
            "account_id": keys.account_id,
        }
        made.add(f"account-{name}", "derive-account", "All that an account secret derives.", "success",
                 {"account_secret": b64(secret)}, output)  # fmt: skip
        case, consent_id = CaseKeys(secret), "0123456789abcdef" * 2
        case_output = {
            "case_key": b64(case.case_key),
            "case_kem_seed": b64(case.case_kem_seed),
            "case_kem_public": b64(sealing_public(case.case_kem_seed)),
            "consent_root": b64(case.consent_root),
            "consent_key": b64(case.consent_key(consent_id)),
        }
        made.add(f"case-{name}", "derive-case", "All that a case secret derives.", "success",
                 {"case_secret": b64(secret), "consent_id": consent_id}, case_output)  # fmt: skip


def sealing_public(kem_seed: bytes) -> bytes:
    """The public half of an X-Wing seed."""
    return KemKey(kem_seed).public


def _identities(made: Chapter) -> None:
    own = AccountKeys(ACCOUNT_SECRET).identity.to_json()
    other = AccountKeys(OTHER_SECRET).identity.to_json()
    made.add("identity-certifies-itself", "identity", "Keys that hash to the id.", "success",
             {"identity": b64(write_canonical_json(own))}, {"account_id": own["account_id"]})  # fmt: skip
    bad: dict[str, tuple[str, dict[str, JsonValue], str]] = {
        "other-kem-key": ("The key to seal for was replaced.", own | {"kem_public": other["kem_public"]}, "account"),
        "other-signing-key": ("The signing key was replaced.", own | {"signing_public": other["signing_public"]}, "account"),
        "other-id": ("Another id.", own | {"account_id": other["account_id"]}, "account"),
        "id-in-capitals": ("An id in capitals.", own | {"account_id": str(own["account_id"]).upper()}, "encoding"),
        "short-key": ("A signing key of 31 bytes.", own | {"signing_public": b64(bytes(31))}, "encoding"),
        "unknown-field": ("A field more.", own | {"name": "x"}, "encoding"),
        "missing-field": ("A field less.", {"account_id": own["account_id"]}, "encoding"),
    }  # fmt: skip
    for name, (description, value, expect) in bad.items():
        given = {"identity": b64(write_canonical_json(value))}
        made.add(f"identity-refuses-{name}", "identity", description, expect, given)


def _signatures(made: Chapter) -> None:
    keys = AccountKeys(ACCOUNT_SECRET)
    label, message = "second-look/v1/statement", b"a message"
    signature = keys.sign(label, message)
    public = keys.identity.signing_public
    given = {"public": b64(public), "label": label, "message": b64(message), "signature": b64(signature)}
    made.add("signature-verifies", "signature", "A good signature.", "success", given, {})
    signing = {"seed": b64(keys.signing_seed), "label": label, "message": b64(message)}
    made.add("sign", "sign", "Ed25519 is deterministic.", "success", signing, {"signature": b64(signature)})
    larger = int.from_bytes(signature[32:], "little") + GROUP_ORDER
    small_order = bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")
    identity_point = b"\x01" + bytes(31)
    moved_r = crypto_core_ed25519_add(signature[:32], small_order)
    bad: dict[str, tuple[str, dict[str, Value]]] = {
        "other-label": ("Signed for another purpose.", {"label": "second-look/v1/receipt"}),
        "other-message": ("Another message.", {"message": b64(b"another")}),
        "other-key": ("Another key.", {"public": b64(AccountKeys(OTHER_SECRET).identity.signing_public)}),
        "changed-r": ("A bit of R.", {"signature": b64(_flipped(signature, 0))}),
        "changed-s": ("A bit of S.", {"signature": b64(_flipped(signature, 32))}),
        "scalar-not-canonical": ("S plus the order of the group.", {"signature": b64(signature[:32] + larger.to_bytes(32, "little"))}),
        "key-of-small-order": ("A key of order 8 signs everything with R and S zero-like.", {"public": b64(small_order), "signature": b64(identity_point + bytes(32))}),
        "key-identity": ("The neutral element as key.", {"public": b64(identity_point), "signature": b64(identity_point + bytes(32))}),
        "r-of-small-order": ("R is the neutral element.", {"signature": b64(identity_point + signature[32:])}),
        "r-with-torsion": ("R moved by a point of small order.", {"signature": b64(moved_r + signature[32:])}),
        "key-not-canonical": ("A key that is not reduced.", {"public": b64(b"\xee" + b"\xff" * 30 + b"\x7f")}),
        "key-not-on-the-curve": ("No point at all.", {"public": b64(b"\x02" + bytes(31))}),
        "short-signature": ("63 bytes.", {"signature": b64(signature[:63])}),
    }  # fmt: skip
    for name, (description, changed) in bad.items():
        made.add(f"signature-refuses-{name}", "signature", description, "signature", given | changed)
    _signed_objects(made, keys)


def _flipped(data: bytes, offset: int) -> bytes:
    return data[:offset] + bytes((data[offset] ^ 1,)) + data[offset + 1 :]


def _signed_objects(made: Chapter, keys: AccountKeys) -> None:
    proof: dict[str, JsonValue] = {
        "account_id": keys.account_id, "challenge": b64(bytes(range(32))),
        "origin": "https://relay.example", "v": 1,
    }  # fmt: skip
    public = b64(keys.identity.signing_public)
    for name, label, value in (
        ("sign-in", "second-look/v1/sign-in", proof),
        ("enrolment", "second-look/v1/enrolment", proof | {"role": "patient"}),
    ):
        made_object = make_signed_object(signer(keys), label, value)
        given = {"object": b64(write_canonical_json(made_object.to_json())), "public": public, "label": label}
        output = {"signed": b64(made_object.signed)}
        made.add(f"signed-object-{name}", "signed-object", f"The proof of {name}.", "success", given, output)
    proof_object = make_signed_object(signer(keys), "second-look/v1/sign-in", proof)
    given = {"object": b64(write_canonical_json(proof_object.to_json())), "public": public}
    made.add("signed-object-refuses-other-purpose", "signed-object", "A sign-in proof replayed as enrolment.",
             "signature", given | {"label": "second-look/v1/enrolment"})  # fmt: skip
    extra = proof_object.to_json() | {"key": public}
    made.add("signed-object-refuses-unknown-field", "signed-object", "A third field.", "encoding",
             {"object": b64(write_canonical_json(extra)), "public": public, "label": "second-look/v1/sign-in"})  # fmt: skip
    changed = SignedObject(proof_object.signature, proof_object.signed + b" ")
    made.add("signed-object-refuses-changed-bytes", "signed-object", "A byte more was signed for.", "signature",
             {"object": b64(write_canonical_json(changed.to_json())), "public": public, "label": "second-look/v1/sign-in"})  # fmt: skip


def signer(keys: AccountKeys) -> SignMessage:
    """Sign bytes that carry their label already."""
    return lambda message: SigningKey(keys.signing_seed).sign(message).signature


def _words(made: Chapter) -> None:
    for name, subject in {
        "zeros": bytes(32),
        "account": bytes.fromhex(AccountKeys(ACCOUNT_SECRET).account_id),
    }.items():
        compared = {"words": list(six_words(subject))}
        made.add(f"words-{name}", "words", "Six words.", "success", {"bytes": b64(subject)}, compared)
    for name, w in {"zeros": bytes(32), "ones": b"\xff" * 32, "random": _random.bytes(32)}.items():
        output = {
            "w": b64(w),
            "lookup_id": recovery_lookup_id(w),
            "kem_public": b64(WayInKeys(w, "recovery").kem.public),
        }
        words = recovery_words.words_of(w)
        made.add(f"recovery-{name}", "recovery-words", "24 words.", "success", {"words": words}, output)
    words = recovery_words.words_of(bytes(32))
    bad = {
        "23-words": words.removesuffix(" art"),
        "25-words": words + " art",
        "wrong-checksum": words.removesuffix("art") + "zoo",
        "unknown-word": words.removesuffix("art") + "artt",
        "capitals": words.upper(),
        "two-spaces": words.replace(" ", "  ", 1),
        "nothing": "",
    }
    for name, text in bad.items():
        given = {"words": text}
        made.add(f"recovery-refuses-{name}", "recovery-words", f"Words: {name}.", "encoding", given)


def _hpke(made: Chapter) -> None:
    keys = AccountKeys(ACCOUNT_SECRET)
    random = Random("hpke")
    for name, (info, plaintext) in {
        "key": (b"an info", ACCOUNT_SECRET), "empty": (b"", b""), "longer": (b"i" * 300, bytes(1000)),
    }.items():  # fmt: skip
        sealed = sealing.seal(keys.identity.kem_public, info, plaintext, random)
        given = {"kem_seed": b64(keys.kem_seed), "info": b64(info), "sealed": b64(sealed)}
        made.add(f"hpke-{name}", "hpke-open", "Opens.", "success", given, {"plaintext": b64(plaintext)})
    sealed = sealing.seal(keys.identity.kem_public, b"an info", ACCOUNT_SECRET, random)
    given = {"kem_seed": b64(keys.kem_seed), "info": b64(b"an info"), "sealed": b64(sealed)}
    bad: dict[str, tuple[str, dict[str, Value]]] = {
        "changed-ml-kem": ("A changed ML-KEM ciphertext gives another secret, and the AEAD refuses.", {"sealed": flip(b64(sealed), (0, 1))}),
        "changed-x25519": ("A changed X25519 share.", {"sealed": flip(b64(sealed), (1100, 1))}),
        "x25519-zero": ("An X25519 share of small order.", {"sealed": b64(sealed[:1088] + bytes(32) + sealed[1120:])}),
        "changed-ciphertext": ("A changed ciphertext.", {"sealed": flip(b64(sealed), (1120, 1))}),
        "changed-tag": ("A changed tag.", {"sealed": flip(b64(sealed), (1167, 1))}),
        "cut": ("The last byte is missing.", {"sealed": b64(sealed[:-1])}),
        "only-enc": ("No ciphertext.", {"sealed": b64(sealed[:1120])}),
        "nothing": ("No bytes.", {"sealed": ""}),
        "other-info": ("Another info.", {"info": b64(b"another info")}),
        "other-key": ("Another key.", {"kem_seed": b64(AccountKeys(OTHER_SECRET).kem_seed)}),
    }  # fmt: skip
    for name, (description, changed) in bad.items():
        made.add(f"hpke-null-{name}", "hpke-open", description, "null", given | changed)


class WayInAuthor:
    """Makes ways in, also such as only a liar makes."""

    def __init__(self, kind: WayInKind, w: bytes, way_in_id: str) -> None:
        self.kind: WayInKind = kind
        self.w, self.way_in_id = w, way_in_id
        self.keys = WayInKeys(w, kind)
        self.random = Random(f"way in {kind}")

    def fields(self, account_secret: bytes) -> dict[str, JsonValue]:
        """The honest fields for an account secret."""
        account_id = AccountKeys(account_secret).account_id
        info = way_in_info(account_id, self.keys.kem.public, self.kind, self.way_in_id)
        return {
            "account_id": account_id,
            "binding": b64(self.keys.binding(account_id)),
            "created_ms": TIME_MS,
            "kem_public": b64(self.keys.kem.public),
            "kind": self.kind,
            "sealed": b64(sealing.seal(self.keys.kem.public, info, account_secret, self.random)),
            "suite": 1,
            "v": 1,
            "way_in_id": self.way_in_id,
        }

    def given(self, fields: dict[str, JsonValue], signing_secret: bytes) -> dict[str, Value]:
        """The input of a scenario with these fields, signed by an account."""
        signed = make_signed_object(signer(AccountKeys(signing_secret)), WAY_IN_LABEL, fields)
        return {
            "w": b64(self.w),
            "kind": self.kind,
            "way_in_id": self.way_in_id,
            "user_handle": b64(bytes.fromhex(str(fields["account_id"]))) if self.kind == "passkey" else None,
            "object": b64(write_canonical_json(signed.to_json())),
        }


def _ways_in(made: Chapter) -> None:
    prf_output, credential_id = _random.bytes(32), _random.bytes(20)
    w = passkey_secret(prf_output)
    passkey = WayInAuthor("passkey", w, credential_way_in_id(credential_id))
    output = {
        "w": b64(w), "kem_public": b64(passkey.keys.kem.public), "binding_key": b64(passkey.keys.binding_key),
        "way_in_id": passkey.way_in_id,
    }  # fmt: skip
    given: Value = {"prf_output": b64(prf_output), "credential_id": b64(credential_id)}
    made.add("passkey-secret", "passkey-secret", "W of a passkey.", "success", given, output)
    made.add("passkey-secret-refuses-31-bytes", "passkey-secret", "A PRF output that is too short.", "way-in",
             given | {"prf_output": b64(prf_output[:31])})  # fmt: skip
    recovery_w = _random.bytes(32)
    recovery = WayInAuthor("recovery", recovery_w, recovery_lookup_id(recovery_w))
    secret = {"account_secret": b64(ACCOUNT_SECRET)}
    for author in (passkey, recovery):
        given = author.given(author.fields(ACCOUNT_SECRET), ACCOUNT_SECRET)
        made.add(f"way-in-{author.kind}", "way-in", "Opens.", "success", given, secret)
    _changed_ways_in(made, passkey, recovery)


def _changed_ways_in(made: Chapter, passkey: WayInAuthor, recovery: WayInAuthor) -> None:
    honest = passkey.fields(ACCOUNT_SECRET)
    given = passkey.given(honest, ACCOUNT_SECRET)
    planted = passkey.fields(OTHER_SECRET)
    other_w = WayInAuthor("passkey", OTHER_SECRET, passkey.way_in_id)
    null_cases: dict[str, tuple[str, dict[str, Value]]] = {
        "wrong-w": ("Another W.", given | {"w": b64(OTHER_SECRET)}),
        "other-id-asked": ("Another way in was asked for.", given | {"way_in_id": "ab" * 16}),
        "other-kind-asked": ("The other kind was asked for.", given | {"kind": "recovery", "user_handle": None}),
        "other-kem-public": ("The relay made it for a key of its own.", passkey.given(honest | {"kem_public": b64(other_w.keys.kem.public)}, ACCOUNT_SECRET)),
        "other-kind-in-object": ("The object says another kind.", passkey.given(honest | {"kind": "recovery"}, ACCOUNT_SECRET)),
        "other-id-in-object": ("The object says another id.", passkey.given(honest | {"way_in_id": "ab" * 16}, ACCOUNT_SECRET)),
    }  # fmt: skip
    for name, (description, changed) in null_cases.items():
        made.add(f"way-in-null-{name}", "way-in", description, "null", changed)
    sealed_for_other = sealing.seal(
        passkey.keys.kem.public,
        way_in_info(str(honest["account_id"]), passkey.keys.kem.public, "passkey", passkey.way_in_id),
        OTHER_SECRET,
        Random("planted"),
    )
    bad: dict[str, tuple[str, dict[str, Value], str]] = {
        "planted-account": ("Who knows only kem_public seals an account of its own; without W it can't make the binding.",
            passkey.given(planted | {"binding": honest["binding"]}, OTHER_SECRET), "way-in"),
        "binding-changed": ("Another binding.", passkey.given(honest | {"binding": b64(bytes(32))}, ACCOUNT_SECRET), "way-in"),
        "sealed-replaced": ("Another secret is sealed under the right info.", passkey.given(honest | {"sealed": b64(sealed_for_other)}, ACCOUNT_SECRET), "way-in"),
        "sealed-of-another-account": ("The sealed secret of another account.", passkey.given(honest | {"sealed": planted["sealed"]}, ACCOUNT_SECRET), "way-in"),
        "sealed-changed": ("A bit of the sealed secret.", passkey.given(honest | {"sealed": b64(_flipped(sealed_for_other, 5))}, ACCOUNT_SECRET), "way-in"),
        "account-id-changed": ("Another account id.", passkey.given(honest | {"account_id": planted["account_id"]}, ACCOUNT_SECRET), "way-in"),
        "signed-by-another": ("Another account signed.", passkey.given(honest, OTHER_SECRET), "way-in"),
        "other-user-handle": ("The authenticator says another account.", given | {"user_handle": b64(bytes(32))}, "way-in"),
        "version-2": ("Version 2.", passkey.given(honest | {"v": 2}, ACCOUNT_SECRET), "version"),
        "suite-2": ("Suite 2.", passkey.given(honest | {"suite": 2}, ACCOUNT_SECRET), "suite"),
        "version-before-suite": ("Both.", passkey.given(honest | {"suite": 2, "v": 2}, ACCOUNT_SECRET), "version"),
        "unknown-field": ("A field more.", passkey.given(honest | {"prf": "x"}, ACCOUNT_SECRET), "encoding"),
        "missing-field": ("A field less.", passkey.given({name: value for name, value in honest.items() if name != "created_ms"}, ACCOUNT_SECRET), "encoding"),
        "unknown-kind": ("A third kind.", passkey.given(honest | {"kind": "password"}, ACCOUNT_SECRET), "encoding"),
        "short-sealed": ("1167 bytes sealed.", passkey.given(honest | {"sealed": b64(bytes(1167))}, ACCOUNT_SECRET), "encoding"),
        "created-ms-as-text": ("A time as text.", passkey.given(honest | {"created_ms": str(TIME_MS)}, ACCOUNT_SECRET), "encoding"),
    }  # fmt: skip
    for name, (description, changed, expect) in bad.items():
        made.add(f"way-in-refuses-{name}", "way-in", description, expect, changed)
    fields = recovery.fields(ACCOUNT_SECRET)
    changed_object = recovery.given(fields | {"created_ms": TIME_MS + 1}, OTHER_SECRET)
    made.add("way-in-refuses-recovery-signed-by-another", "way-in", "A recovery sheet's way in, signed by another.",
             "way-in", changed_object)  # fmt: skip


def _stanzas(made: Chapter) -> None:
    keys = AccountKeys(ACCOUNT_SECRET)
    random = Random("stanza")
    case_id, consent_id, key = random.identifier(), random.identifier(), random.bytes(32)
    case = StanzaPurpose(case_id, "case", keys.account_id, case_id)
    consent = StanzaPurpose(case_id, "consent", keys.account_id, consent_id)

    def given(purpose: StanzaPurpose, stanza: bytes, **changed: Value) -> dict[str, Value]:
        return {
            "account_secret": b64(ACCOUNT_SECRET), "case_id": purpose.case_id, "subject_id": purpose.subject_id,
            "recipient": purpose.recipient, "opens": purpose.opens, "stanza": b64(stanza),
        } | changed  # fmt: skip

    sealed = {
        "case": sealing.seal(keys.identity.kem_public, case.info(), key, random),
        "consent": sealing.seal(keys.identity.kem_public, consent.info(), key, random),
    }
    made.add(
        "stanza-case", "stanza", "A case secret.", "success", given(case, sealed["case"]), {"key": b64(key)}
    )
    made.add("stanza-consent", "stanza", "A consent key.", "success", given(consent, sealed["consent"]), {"key": b64(key)})  # fmt: skip
    short = sealing.seal(keys.identity.kem_public, consent.info(), key[:31], random)
    bad: dict[str, tuple[str, dict[str, Value], str]] = {
        "other-recipient": ("The statement names another recipient.", given(consent, sealed["consent"], recipient="ab" * 32), "null"),
        "other-case": ("A stanza of another case.", given(consent, sealed["consent"], case_id="ab" * 16), "stanza"),
        "other-consent": ("A stanza of another consent.", given(consent, sealed["consent"], subject_id="ab" * 16), "stanza"),
        "other-purpose": ("A consent's stanza as the case's.", given(consent, sealed["consent"], opens="case"), "stanza"),
        "changed": ("A bit changed.", given(consent, _flipped(sealed["consent"], 700)), "stanza"),
        "sealed-for-another": ("Sealed for another key than the statement's.", given(consent, sealing.seal(AccountKeys(OTHER_SECRET).identity.kem_public, consent.info(), key, random)), "stanza"),
        "short-key": ("A key of 31 bytes.", given(consent, short), "stanza"),
    }  # fmt: skip
    for name, (description, changed, expect) in bad.items():
        made.add(
            f"stanza-{'null' if expect == 'null' else 'refuses'}-{name}",
            "stanza",
            description,
            expect,
            changed,
        )


def _key_files(made: Chapter) -> None:
    random = Random("key file")
    passphrase = "blue lantern over the harbour"
    file = make_key_file(ACCOUNT_SECRET, passphrase, envelope_id=random.identifier(),
                         argon2_salt=random.bytes(16), envelope_salt=random.bytes(24))  # fmt: skip
    decomposed = "cafe\u0301 au lait tre\u0300s chaud"
    composed_file = make_key_file(ACCOUNT_SECRET, decomposed, envelope_id=random.identifier(),
                                  argon2_salt=random.bytes(16), envelope_salt=random.bytes(24))  # fmt: skip
    output = {"account_secret": b64(ACCOUNT_SECRET)}
    given: Value = {"file": b64(file), "passphrase": passphrase}
    made.add("key-file-opens", "key-file", "Opens.", "success", given, output)
    made.add("key-file-passphrase-is-nfc", "key-file", "The passphrase is normalised.", "success",
             {"file": b64(composed_file), "passphrase": "caf\u00e9 au lait tr\u00e8s chaud"}, output)  # fmt: skip
    value = parse_canonical_json(file, 10_000)
    if not isinstance(value, dict) or not isinstance(value["argon2id"], dict):
        raise TypeError("a key file is an object")
    cost = value["argon2id"]

    def changed(**fields: JsonValue) -> Value:
        return given | {"file": b64(write_canonical_json(value | fields))}

    bad: dict[str, tuple[str, dict[str, Value], str]] = {
        "wrong-passphrase": ("Another passphrase.", given | {"passphrase": "green lantern over the harbour"}, "key-file"),
        "short-passphrase": ("11 bytes.", given | {"passphrase": "blue lamps!"}, "key-file"),
        "long-passphrase": ("1025 bytes.", given | {"passphrase": "x" * 1025}, "key-file"),
        "lower-memory": ("A lower cost.", changed(argon2id=cost | {"memory_kib": 8192}), "key-file"),
        "more-passes": ("A higher cost.", changed(argon2id=cost | {"passes": 4}), "key-file"),
        "other-salt": ("Another salt.", changed(argon2id=cost | {"salt": b64(bytes(16))}), "key-file"),
        "other-account": ("Another account id.", changed(account_id="ab" * 32), "key-file"),
        "other-envelope-id": ("Another envelope id.", changed(envelope_id="ab" * 16), "key-file"),
        "cut-envelope": ("A cut envelope.", changed(sealed=str(value["sealed"])[:80]), "key-file"),
        "version-2": ("Version 2.", changed(v=2), "version"),
        "other-kind": ("Another kind of file.", changed(kind="key"), "encoding"),
        "unknown-field": ("A field more.", changed(hint="x"), "encoding"),
    }  # fmt: skip
    for name, (description, given_changed, expect) in bad.items():
        made.add(f"key-file-refuses-{name}", "key-file", description, expect, given_changed)
