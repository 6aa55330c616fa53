"""One request for every route of the relay, right in all respects but for who sends it.

A request is made by somebody in a world of one case: the patient who owns it, another patient, and four reviewers,
of whom one has a live consent, one none, one an expired and one a withdrawn one.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from werkzeug.test import TestResponse

from reviewer.keys import recovery_lookup_id
from scripts.vectors.author import SealedFile, WrittenRecord
from scripts.vectors.randomness import Random
from tests.server.browser import Browser, code_of
from tests.server.owned_case import OwnedCase, Upload
from tests.server.people import Member, Reviewer
from tests.server.relay_under_test import RelayUnderTest
from tests.server.software_passkey import SoftwarePasskey

PEOPLE = ("nobody", "owner", "other patient", "live consent", "no consent", "expired", "withdrawn")


class World:
    """A relay with everybody in it. Everybody but nobody is signed in."""

    def __init__(self, relay: RelayUnderTest) -> None:
        self.relay = relay
        self.owner = relay.patient("Anna")
        self.people: dict[str, Member] = {
            "nobody": relay.member("Nobody"),
            "owner": self.owner,
            "other patient": relay.patient("Berta"),
            "live consent": relay.reviewer("Weber"),
            "no consent": relay.applicant("Singh"),
            "expired": relay.reviewer("Costa"),
            "withdrawn": relay.reviewer("Okoro"),
        }
        self.case = relay.case(self.owner)
        self.shown, self.hidden = self.case.add_record(b"shown"), self.case.add_record(b"hidden")
        self.to_remove: list[WrittenRecord] = [self.case.add_record(b"removed")]
        self.consents = {
            who: self.case.give_consent(reviewer, [self.shown], days=1 if who == "expired" else 30)
            for who in ("live consent", "expired", "withdrawn")
            if isinstance(reviewer := self.people[who], Reviewer)
        }
        self.case.withdraw(self.consents["withdrawn"])
        relay.clock.advance(days=1, hours=1)
        self.sheet = Random("sheet of the world").bytes(32)
        self.sign_in_again()
        self.owner.put_way_in(self.owner.recovery_way_in(self.sheet), self.sheet_id)
        laptop = relay.browser()
        self.owner.sign_in(laptop)
        sessions = laptop.ask("/api/sessions")["sessions"]
        (self.other_session,) = [each["session_id"] for each in sessions if each["current"]]

    @property
    def sheet_id(self) -> str:
        """The id of the owner's recovery sheet."""
        return recovery_lookup_id(self.sheet)

    def sign_in_again(self) -> None:
        """After an act that changes who is signed in."""
        for who, member in self.people.items():
            member.browser.client.delete_cookie("second_look_session", domain="localhost")
            member.browser.forget_csrf_token()
            if who != "nobody":
                member.sign_in()


@dataclass(frozen=True)
class Asker:
    """Somebody who sends a request in a world."""

    world: World
    who: str

    @property
    def member(self) -> Member:
        """The account."""
        return self.world.people[self.who]

    @property
    def browser(self) -> Browser:
        """The browser."""
        return self.member.browser

    def enrols_afresh(self) -> Member:
        """Somebody new in the same browser."""
        return Member(secrets.token_hex(8), self.browser, self.world.relay.clock)

    def signs_in_as(self) -> Member:
        """The own account; whoever has none tries another person's, with that person's own passkey."""
        return self.world.owner if self.who == "nobody" else self.member

    def statement(self, make: Callable[[], Any]) -> TestResponse:
        """A statement in the world's case, signed and sent by the asker."""
        author = self.world.case.author
        author.time_ms = self.world.relay.clock() - 60_000
        make()
        return self.world.case.send(author.entries[-1], self.browser)

    def announced(self, *, sent: bool = False) -> Upload:
        """A fresh envelope of the owner, sent or not; its requests are the asker's."""
        file = self.world.case.author.seal_file("a.jpg", "image/jpeg", b"page")
        answer = self.world.case.open_envelope(file)
        assert code_of(answer) == "201", code_of(answer)
        upload = Upload(self.browser, file, answer.get_json()["ticket"])
        if sent:
            assert code_of(upload.put(0)) == "201"
        return upload


Act = Callable[[Asker], TestResponse]


def read(path: str) -> Act:
    """A question without anything that depends on the world."""
    return lambda asker: asker.browser.get(path)


def _enrolment(asker: Asker) -> TestResponse:
    new = asker.enrols_afresh()
    options = new.ask_enrolment().get_json()
    body = {
        "credential": new.passkey.create(options["public_key"]),
        "proof": new.enrolment_proof(options["challenge"]),
    }
    return new.browser.post("/api/enrolment", body)


def _sign_in(asker: Asker) -> TestResponse:
    options = asker.browser.post("/api/sign-in/options").get_json()["public_key"]
    return asker.browser.post("/api/sign-in", {"credential": asker.signs_in_as().passkey.use(options)})


def _account_wish(asker: Asker) -> TestResponse:
    body = {"account_id": asker.signs_in_as().account_id}
    return asker.browser.post("/api/sign-in/account/options", body)


def _account_sign_in(asker: Asker) -> TestResponse:
    proof = asker.signs_in_as().sign_in_proof(_account_wish(asker).get_json()["challenge"])
    return asker.browser.post("/api/sign-in/account", {"proof": proof})


def _put_way_in(asker: Asker) -> TestResponse:
    """In the place of the owner's recovery sheet."""
    world = asker.world
    return asker.member.put_way_in(asker.member.recovery_way_in(world.sheet), world.sheet_id)


def _add_passkey(asker: Asker) -> TestResponse:
    passkey = SoftwarePasskey(f"second of {asker.who}", asker.browser.origin)
    asked = asker.browser.post("/api/passkeys/options")
    challenge = {"public_key": {"challenge": "A" * 43}} if asked.status_code == 401 else asked.get_json()
    options = {
        "rp": {"id": "localhost"},
        "user": {"id": "AA"},
        "pubKeyCredParams": [{"type": "public-key", "alg": -7}],
        "authenticatorSelection": {"residentKey": "required", "userVerification": "required"},
    } | challenge["public_key"]
    return asker.browser.post("/api/passkeys", {"credential": passkey.create(options)})


def _delete_passkey(asker: Asker) -> TestResponse:
    """The owner's second one, which `_add_passkey` made."""
    passkey = SoftwarePasskey("second of owner", asker.browser.origin)
    return asker.browser.delete(f"/api/passkeys/{passkey.way_in_id}")


def _put_state(asker: Asker) -> TestResponse:
    return asker.browser.put("/api/account/state", {"envelope": "", "envelope_id": "ab" * 16, "version": 0})


def _apply(asker: Asker) -> TestResponse:
    applicant = Reviewer(asker.member.person.name, asker.browser, asker.world.relay.clock)
    return applicant.apply(valid_from_ms=asker.world.relay.clock())


def _open_case(asker: Asker) -> TestResponse:
    return OwnedCase(asker.member).open()


def _remove_record(asker: Asker) -> TestResponse:
    author, record = asker.world.case.author, asker.world.to_remove[0]
    return asker.statement(lambda: author.remove_record(record.record_id, by=asker.member.person))


def _state_opened(asker: Asker) -> TestResponse:
    author, person = asker.world.case.author, asker.member.person
    consent_id = asker.world.consents.get(asker.who, asker.world.consents["live consent"])
    return asker.statement(lambda: author.opened(person, consent_id, []))


def _announce(asker: Asker) -> TestResponse:
    body = {"envelope_id": secrets.token_hex(16), "part_chunks": 64, "size_bytes": 108}
    return asker.browser.post(f"{asker.world.case.path}/envelopes", body)


def _put_without_ticket(asker: Asker) -> TestResponse:
    upload = asker.announced()
    digest = hashlib.sha256(upload.parts[0]).hexdigest()
    return asker.browser.send("PUT", f"{upload.path}/parts/0/{digest}", data=upload.parts[0])


def _have_without_ticket(asker: Asker) -> TestResponse:
    return asker.browser.post(f"{asker.announced().path}/have")


def _commit_without_ticket(asker: Asker) -> TestResponse:
    upload = asker.announced(sent=True)
    body = {"parts_sha256": upload.file.reference["parts_sha256"]}
    return asker.browser.post(f"{upload.path}/commit", body)


def _envelope(record: Callable[[World], WrittenRecord], more: str = "") -> Act:
    def act(asker: Asker) -> TestResponse:
        file: SealedFile = record(asker.world).files[0]
        return asker.browser.get(f"/api/envelopes/{file.reference['envelope_id']}{more}")

    return act


def _of_case(more: str) -> Act:
    return lambda asker: asker.browser.get(f"{asker.world.case.path}/{more}")


@dataclass(frozen=True)
class Row:
    """A route, what is asked of it, and what everybody gets, in the order of PEOPLE."""

    method: str
    rule: str
    act: Act
    expected: str
    what: str = ""

    @property
    def label(self) -> str:
        """How the table names the row."""
        address = re.sub("<[a-z0-9]+:", "<", self.rule)
        return f"{self.method} {address}" + (f" ({self.what})" if self.what else "")

    @property
    def answers(self) -> list[str]:
        """One answer for each of PEOPLE; a single one is for all."""
        answers = self.expected.split()
        return answers * len(PEOPLE) if len(answers) == 1 else answers


CASE = "/api/cases/<hex16:case_id>"
ENVELOPE = "/api/envelopes/<hex16:envelope_id>"
PART = f"{ENVELOPE}/parts/<int:index>/<hex32:sha256>"
SIGNED_IN = "sign-in-needed 200 200 200 200 200 200"
READERS = "sign-in-needed 200 not-found 200 not-found 200 200"
LIVE_READERS = "sign-in-needed 200 not-found 200 not-found not-found not-found"

ROWS = (
    Row("GET", "/", read("/"), "200"),
    Row("GET", "/reviewer", read("/reviewer"), "200"),
    Row("GET", "/privacy", read("/privacy"), "200"),
    Row("GET", "/healthz", read("/healthz"), "200"),
    Row("GET", "/openapi.json", read("/openapi.json"), "200"),
    Row("GET", "/manifest.webmanifest", read("/manifest.webmanifest"), "200"),
    Row("GET", "/service-worker.js", read("/service-worker.js"), "200"),
    Row("GET", "/static/shell.json", read("/static/shell.json"), "200"),
    Row("GET", "/static/<path:name>", read("/static/js/main.js"), "200"),
    Row("GET", "/viewer/", read("/viewer/"), "200"),
    Row("GET", "/viewer/<path:name>", read("/viewer/frame.js"), "200"),
    Row("POST", "/csp-report", lambda asker: asker.browser.post("/csp-report", {"csp-report": {}}), "204"),
    Row("GET", "/directory/checkpoint", read("/directory/checkpoint"), "200"),
    Row("GET", "/directory/tile/<path:path>", read("/directory/tile/entries/000.p/1"), "200"),
    Row("GET", "/api/directory/proof/<int:index>", read("/api/directory/proof/0?size=1"), "200"),
    Row("GET", "/api/directory/consistency", read("/api/directory/consistency?from=1&to=1"), "200"),
    Row("GET", "/api/session", read("/api/session"), "200"),
    Row("POST", "/api/enrolment/options", lambda asker: asker.enrols_afresh().ask_enrolment(), "200"),
    Row("POST", "/api/enrolment", _enrolment, "201"),
    Row("POST", "/api/sign-in/options", lambda asker: asker.browser.post("/api/sign-in/options"), "200"),
    Row("POST", "/api/sign-in", _sign_in, "200"),
    Row("POST", "/api/sign-in/account/options", _account_wish, "200"),
    Row("POST", "/api/sign-in/account", _account_sign_in, "200"),
    Row("POST", "/api/sign-out", lambda asker: asker.browser.post("/api/sign-out"), "204"),
    Row(
        "POST", "/api/recovery",
        lambda asker: asker.browser.post("/api/recovery", {"lookup_id": asker.world.sheet_id}), "200",
    ),
    Row("GET", "/api/ways-in", read("/api/ways-in"), SIGNED_IN),
    Row(
        "PUT", "/api/ways-in/<hex16:way_in_id>", _put_way_in,
        "sign-in-needed 204 not-allowed not-allowed not-allowed not-allowed not-allowed", "the owner's",
    ),
    Row(
        "DELETE", "/api/ways-in/<hex16:way_in_id>",
        lambda asker: asker.browser.delete(f"/api/ways-in/{asker.world.sheet_id}"),
        "sign-in-needed 204 not-found not-found not-found not-found not-found", "the owner's",
    ),
    Row("GET", "/api/passkeys", read("/api/passkeys"), SIGNED_IN),
    Row("POST", "/api/passkeys/options", lambda asker: asker.browser.post("/api/passkeys/options"), SIGNED_IN),
    Row("POST", "/api/passkeys", _add_passkey, "sign-in-needed 201 201 201 201 201 201"),
    Row(
        "DELETE", "/api/passkeys/<hex16:way_in_id>", _delete_passkey,
        "sign-in-needed 204 not-found not-found not-found not-found not-found", "the owner's",
    ),
    Row("GET", "/api/sessions", read("/api/sessions"), SIGNED_IN),
    Row(
        "DELETE", "/api/sessions/<hex16:session_id>",
        lambda asker: asker.browser.delete(f"/api/sessions/{asker.world.other_session}"),
        "sign-in-needed 204 not-found not-found not-found not-found not-found", "the owner's",
    ),
    Row("GET", "/api/account/state", read("/api/account/state"), SIGNED_IN),
    Row("PUT", "/api/account/state", _put_state, SIGNED_IN),
    Row(
        "GET", "/api/reviewer/application", read("/api/reviewer/application"),
        "sign-in-needed not-allowed not-allowed 200 200 200 200",
    ),
    Row(
        "PUT", "/api/reviewer/application", _apply,
        "sign-in-needed not-allowed not-allowed not-allowed 204 not-allowed not-allowed",
        "one waits",
    ),
    Row("GET", "/api/cases", read("/api/cases"), SIGNED_IN),
    Row("POST", "/api/cases", _open_case, "sign-in-needed 201 201 not-allowed not-allowed not-allowed not-allowed"),
    Row("GET", f"{CASE}/statements", _of_case("statements?after=-1"), READERS),
    Row(
        "POST", f"{CASE}/statements", _remove_record,
        "sign-in-needed 201 not-found chain-role not-found chain-role chain-role", "record-removed",
    ),
    Row(
        "POST", f"{CASE}/statements", _state_opened,
        "sign-in-needed chain-role not-found 201 not-found chain-scope chain-scope", "opened",
    ),
    Row("GET", f"{CASE}/receipts", _of_case("receipts"), READERS),
    Row(
        "POST", f"{CASE}/envelopes", _announce,
        "sign-in-needed 201 not-found not-allowed not-found not-allowed not-allowed",
    ),
    Row("PUT", PART, _put_without_ticket, "ticket-refused"),
    Row("PUT", PART, lambda asker: asker.announced().put(0), "201", "with a ticket"),
    Row("POST", f"{ENVELOPE}/have", _have_without_ticket, "ticket-refused"),
    Row("POST", f"{ENVELOPE}/have", lambda asker: asker.announced().have(), "200", "with a ticket"),
    Row("POST", f"{ENVELOPE}/commit", _commit_without_ticket, "ticket-refused"),
    Row(
        "POST", f"{ENVELOPE}/commit", lambda asker: asker.announced(sent=True).commit(), "200",
        "with a ticket",
    ),
    Row("GET", ENVELOPE, _envelope(lambda world: world.shown), LIVE_READERS, "in a consent"),
    Row("GET", ENVELOPE, _envelope(lambda world: world.hidden), "sign-in-needed 200" + " not-found" * 5, "in none"),
    Row("GET", f"{ENVELOPE}/parts", _envelope(lambda world: world.shown, "/parts"), LIVE_READERS,
        "in a consent"),
    Row("GET", f"{ENVELOPE}/parts", _envelope(lambda world: world.hidden, "/parts"),
        "sign-in-needed 200" + " not-found" * 5, "in none"),
)  # fmt: skip
# After these others are signed in than before.
CHANGE_WHO_IS_SIGNED_IN = ("/api/enrolment", "/api/sign-in", "/api/sign-in/account", "/api/sign-out")
