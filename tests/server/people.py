"""People who use the relay for real: they enrol, sign in, make ways in and apply, with real keys and signatures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.test import TestResponse

from reviewer.keys import open_way_in, passkey_secret, recovery_lookup_id
from scripts.vectors.author import Person
from scripts.vectors.clinic import reviewer_announcement
from scripts.vectors.keys import WayInAuthor
from scripts.vectors.randomness import Random
from server.crypto.announcements import REVIEWER_LABEL
from server.crypto.encoding import to_base64url
from server.crypto.sign_in import ENROLMENT_LABEL, SIGN_IN_LABEL
from server.crypto.signatures import SignedObject, make_signed_object
from server.crypto.way_in import LABEL as WAY_IN_LABEL
from tests.server.browser import Browser, code_of
from tests.server.software_passkey import SoftwarePasskey


class Member:
    """Somebody with an account, a passkey and a browser."""

    def __init__(self, name: str, browser: Browser, now_ms: Callable[[], int]) -> None:
        self.person = Person(name)
        self.browser = browser
        self.now_ms = now_ms
        self.passkey = SoftwarePasskey(name, browser.origin)

    @property
    def account_id(self) -> str:
        """The account id, hex."""
        return self.person.account_id

    def ask_enrolment(self, role: str = "patient", invitation: str | None = None) -> TestResponse:
        """Begin enrolment."""
        identity = self.person.keys.identity.to_json()
        body = {"identity": identity, "invitation": invitation, "role": role}
        return self.browser.post("/api/enrolment/options", body)

    def enrolment_proof(self, challenge: str, role: str = "patient", **changed: Any) -> dict[str, Any]:
        """The signed challenge of enrolment, with fields changed at will."""
        return self._proof(ENROLMENT_LABEL, challenge, {"role": role} | changed)

    def sign_in_proof(self, challenge: str, **changed: Any) -> dict[str, Any]:
        """The signed challenge of signing in, with fields changed at will."""
        return self._proof(SIGN_IN_LABEL, challenge, changed)

    def _proof(self, label: str, challenge: str, changed: dict[str, Any]) -> dict[str, Any]:
        value: dict[str, Any] = {
            "account_id": self.account_id,
            "challenge": challenge,
            "origin": self.browser.origin,
            "v": 1,
        } | changed
        return make_signed_object(self.person.sign_raw, label, value).to_json()

    def enrol(self, role: str = "patient", invitation: str | None = None) -> None:
        """Make the account, with a passkey; the browser is signed in afterwards."""
        asked = self.ask_enrolment(role, invitation)
        assert code_of(asked) == "200", code_of(asked)
        options = asked.get_json()
        body = {
            "credential": self.passkey.create(options["public_key"]),
            "proof": self.enrolment_proof(options["challenge"], role),
        }
        answer = self.browser.post("/api/enrolment", body)
        assert code_of(answer) == "201", code_of(answer)
        self.browser.forget_csrf_token()

    def sign_in(self, browser: Browser | None = None) -> dict[str, Any]:
        """Sign in by passkey, in the own or another browser; returns the answer."""
        at = browser or self.browser
        options = at.post("/api/sign-in/options").get_json()["public_key"]
        answer = at.post("/api/sign-in", {"credential": self.passkey.use(options)})
        assert code_of(answer) == "200", code_of(answer)
        at.forget_csrf_token()
        signed_in: dict[str, Any] = answer.get_json()
        return signed_in

    def passkey_way_in(self, passkey: SoftwarePasskey | None = None, **changed: Any) -> dict[str, Any]:
        """The way-in object of a passkey, with fields changed at will."""
        chosen = passkey or self.passkey
        author = WayInAuthor("passkey", passkey_secret(chosen.prf_output), chosen.way_in_id)
        return self._way_in(author, changed)

    def recovery_way_in(self, w: bytes, **changed: Any) -> dict[str, Any]:
        """The way-in object of a recovery sheet whose words stand for `w`."""
        return self._way_in(WayInAuthor("recovery", w, recovery_lookup_id(w)), changed)

    def _way_in(self, author: WayInAuthor, changed: dict[str, Any]) -> dict[str, Any]:
        fields = author.fields(self.person.account_secret) | changed
        return make_signed_object(self.person.sign_raw, WAY_IN_LABEL, fields).to_json()

    def lookup_id(self, w: bytes) -> str:
        """The id by which a recovery sheet finds its way in."""
        return recovery_lookup_id(w)

    def opens(self, way_in: dict[str, Any], w: bytes) -> bool:
        """Whether the words of a recovery sheet open this way in to the own account secret."""
        opened = open_way_in(w, "recovery", recovery_lookup_id(w), SignedObject.from_json(way_in, 16_384))
        return opened == self.person.account_secret

    def put_way_in(self, way_in: dict[str, Any], way_in_id: str) -> TestResponse:
        """Send a way in."""
        return self.browser.put(f"/api/ways-in/{way_in_id}", {"way_in": way_in})

    def make_recovery_sheet(self, name: str = "sheet") -> bytes:
        """Make a recovery sheet and send its way in; returns what its words stand for."""
        w = Random(f"{name} of {self.person.name}").bytes(32)
        answer = self.put_way_in(self.recovery_way_in(w), recovery_lookup_id(w))
        assert code_of(answer) == "204", code_of(answer)
        return w


class Reviewer(Member):
    """A specialist of the clinic."""

    def application(self, **changed: Any) -> dict[str, Any]:
        """A signed announcement of the own account, as it is sent; fields are changed at will."""
        value = reviewer_announcement(self.person, **changed)
        signed = make_signed_object(self.person.sign_raw, REVIEWER_LABEL, value)
        return {"reviewer_signature": to_base64url(signed.signature), "signed": to_base64url(signed.signed)}

    def apply(self, **changed: Any) -> TestResponse:
        """Ask to be listed in the directory."""
        return self.browser.put("/api/reviewer/application", self.application(**changed))
