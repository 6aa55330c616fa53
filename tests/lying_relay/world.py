"""A patient, a reviewer and the relay between them, made once; then many lies are told to the same two browsers.

A lie that is refused leaves everything as it was. So each test also shows that: when the relay is honest again, both
go on as before.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, Playwright, Response, expect

from reviewer.envelope import NO_CASE, Place, open_bytes
from reviewer.keys import AccountKeys
from server.crypto.encoding import from_base64url, to_base64url
from server.crypto.errors import ContractError
from server.key_files import load_clinic_key
from tests.browser import patient_steps as patient_does
from tests.browser import reviewer_steps as reviewer_does
from tests.browser import sentences
from tests.browser.browsers import desk, phone
from tests.browser.known_reviewer import add_reviewer
from tests.browser.live_server import LiveServer
from tests.browser.passkeys import add_passkey_device
from tests.browser.secrets_of_people import OpenedAccount, PasskeyListener, open_account
from tests.fixtures.photographs import photograph
from tests.fixtures.report_pages import ReportFacts, ct_report, pathology_report
from tests.lying_relay.chain_lies import SWALLOWED, Entry, SwallowedStatement, signed_fields
from tests.lying_relay.consent_lies import RealPerson
from tests.lying_relay.directory_lies import Log, honest_log
from tests.lying_relay.proxy import Exchange, Lie, LyingRelay

SHARED_TITLE = "Biopsy, shared with the reviewer"
OWN_TITLE = "Letter, for the patient alone"
QUESTION = "Is the operation needed?"
OTHER_REVIEWER = "Dr. Samuel Okafor"
_PICTURE_SIZE = (900, 1200)
_NEW_STATEMENT = re.compile(r"^/api/cases(/[0-9a-f]{32}/statements)?$")
# Who signs in has to say so; a browser that reports a broken policy is heard by the test that guards policies.
_CEREMONIES = re.compile(r"^/api/(sign-in|sign-out|recovery|enrolment|session)\b")


@dataclass
class World:
    """Everybody, and what the test knows of them."""

    relay: LyingRelay
    server: LiveServer
    phone: Page
    desk: Page
    words: list[str]
    consent_id: str
    reviewer_id: str
    patient_listener: PasskeyListener
    reviewer_listener: PasskeyListener
    swallowed: Entry

    @property
    def log(self) -> Log:
        """The relay's log as it is now, with its key."""
        return honest_log(self.relay, self.server.data / "keys")

    @property
    def clinic_public(self) -> str:
        """The clinic's key as it stands in its links."""
        return to_base64url(bytes(load_clinic_key(self.server.data / "keys" / "clinic.key").verify_key))

    def patient_account(self) -> OpenedAccount:
        """The patient's account, opened."""
        return open_account(self.relay.exchanges, self.patient_listener.prf_outputs, " ".join(self.words))

    def reviewer_account(self) -> OpenedAccount:
        """The reviewer's account, opened."""
        return open_account(self.relay.exchanges, self.reviewer_listener.prf_outputs, None)

    def reviewer_person(self) -> RealPerson:
        """The reviewer, as somebody who is the relay's friend."""
        return RealPerson(self.reviewer_account().account_secret)

    def entries(self) -> list[Entry]:
        """The statements of the patient's case, whole, as they were posted. Hers is the first case of this relay."""
        posted = [
            json.loads(each.request_body)["entry"]
            for each in self.relay.exchanges
            if each.method == "POST"
            and each.status == 201
            and _NEW_STATEMENT.match(each.path)
            and each.request_body != SWALLOWED
        ]
        case_id = signed_fields(posted[0])["case_id"]
        own = [entry for entry in posted if signed_fields(entry)["case_id"] == case_id]
        return sorted(own, key=lambda entry: int(entry["sequence"]))

    def entry(self, statement_type: str, number: int = -1) -> Entry:
        """A statement of a type, the last one where nothing else is said."""
        return [each for each in self.entries() if signed_fields(each)["type"] == statement_type][number]

    def answers_to(self, page: Page) -> list[Exchange]:
        """Every exchange of this browser in its present session."""
        session = session_of(page)
        return [each for each in self.relay.exchanges if session in (each.request_header("Cookie") or "")]

    def post_as_reviewer(self, entry: Entry) -> None:
        """Add a statement with the reviewer's session, past the reviewer's app."""
        asks = self.desk.context.request
        token = asks.get("/api/session").json()["csrf_token"]
        headers = {"X-CSRFToken": token, "Origin": self.relay.url}
        path = f"/api/cases/{self.case_id}/statements"
        answer = asks.post(path, data={"entry": entry}, headers=headers)
        assert answer.status == 201, answer.text()

    def page_id(self, record: int) -> str:
        """The envelope of a record's only page; that of its thumbnail is smaller."""
        envelopes = signed_fields(self.entry("record-added", record))["public"]["envelopes"]
        return str(max(envelopes, key=lambda each: int(each["size_bytes"]))["envelope_id"])

    @property
    def case_id(self) -> str:
        """The patient's case."""
        return str(signed_fields(self.entry("case-opened"))["case_id"])

    @contextmanager
    def lying(self, lie: Lie, page: Page, *, may_remember: bool = False) -> Iterator[None]:
        """The relay tells a lie to this browser, which may send nothing after it; then it is honest again.

        `may_remember`: what holds of what it said may be remembered, sealed, in the account state.
        """
        # The other browser looks by itself every half minute, and may state what it finds.
        other = session_of(self.desk if page is self.phone else self.phone)
        before = len(self.relay.exchanges)
        self.relay.lie = lie
        try:
            yield
        finally:
            self.relay.lie = None
        told = [
            each
            for each in self.relay.exchanges[before:]
            if other not in (each.request_header("Cookie") or "")
        ]
        sent = [f"{each.method} {each.path}" for each in told if _says_something(each)]
        if may_remember:
            sent = [each for each in sent if each != "PUT /api/account/state"]
        assert sent == [], f"sent to a relay that lied: {sent}"
        self.expect_unharmed(page)

    @contextmanager
    def signing_in(self, lie: Lie) -> Iterator[None]:
        """The same while the patient, who is signed out, signs in; an honest relay then lets her in."""
        self.relay.lie = lie
        try:
            yield
        finally:
            self.relay.lie = None
        expect(patient_does.records(self.phone)).to_have_count(0)
        self.phone.goto("/#/sign-in")
        self.phone.reload()
        again = self.phone.get_by_role("button", name=patient_does.sentence("locked-other-passkey"))
        self.phone.get_by_role("button", name=patient_does.sentence("sign-in-button")).or_(again).click()
        patient_does.expect_screen(self.phone, "home-title")
        self.expect_unharmed(self.phone)

    def expect_unharmed(self, page: Page) -> None:
        """The app, opened anew with an honest relay, goes on as if there had never been a lie."""
        if page is self.phone:
            page.goto("/#/")
            open_anew(page)
            patient_does.expect_screen(page, "home-title")
            patient_does.expect_stored(page, 2)
        else:
            page.goto("/reviewer#/")
            open_anew(page)
            reviewer_does.expect_screen(page, "inbox-title")
            open_cases = reviewer_does.cases(page, "new").or_(reviewer_does.cases(page, "opened"))
            expect(open_cases).to_have_count(1)
            expect(open_cases.locator(".state-problem")).to_have_count(0)
        expect(page.locator("[data-failure]")).to_have_count(0)

    def see_inbox(self) -> None:
        """The reviewer opens the app."""
        self.desk.goto("/reviewer#/")
        open_anew(self.desk)
        reviewer_does.expect_screen(self.desk, "inbox-title")

    def see_case(self) -> None:
        """The reviewer opens the app and looks at the one case in it."""
        self.see_inbox()
        self.desk.locator("section[aria-labelledby^=inbox-] li a").first.click()


def session_of(page: Page) -> str:
    """The cookie of this browser's present session, as its requests show it."""
    [cookie] = [each for each in page.context.cookies() if each["name"] == "second_look_session"]
    return f"second_look_session={cookie['value']}"


def _says_something(exchange: Exchange) -> bool:
    return exchange.method != "GET" and not _CEREMONIES.match(exchange.path)


def make_world(playwright: Playwright, chromium: Browser, server: LiveServer, relay: LyingRelay) -> World:
    """A reviewer in the inbox, a patient with a shared record and one of her own, and a second reviewer."""
    # The service worker never touches what the relay says; without it a test can serve changed scripts.
    at_desk = desk(chromium, relay.url, service_workers="block")
    on_phone = phone(playwright, chromium, relay.url, service_workers="block")
    listeners = PasskeyListener(on_phone), PasskeyListener(at_desk)
    desk_page, phone_page = at_desk.new_page(), on_phone.new_page()
    for page in (desk_page, phone_page):
        add_passkey_device(page)
    reviewer_id = reviewer_does.enrol_reviewer(desk_page, server)
    add_reviewer(server, OTHER_REVIEWER)
    patient_does.enrol(phone_page)
    picture = photograph(pathology_report(ReportFacts()), size=_PICTURE_SIZE)
    patient_does.add_files(phone_page, [patient_does.a_file("biopsy.jpg", picture)], title=SHARED_TITLE)
    patient_does.expect_stored(phone_page, 1)
    words = patient_does.make_sheet(phone_page)
    consent_id = patient_does.send_to_reviewer(phone_page, reviewer_does.NAME, question=QUESTION)
    patient_does.go_home(phone_page)
    reviewer_does.open_case(desk_page)
    reviewer_does.read_records(desk_page)
    reviewer_does.leave_desk(desk_page)
    swallowed = SwallowedStatement()
    relay.request_lie, relay.lie = swallowed.request, swallowed.answer
    other = photograph(ct_report(ReportFacts()), size=_PICTURE_SIZE)
    patient_does.add_files(phone_page, [patient_does.a_file("letter.jpg", other)], title=OWN_TITLE)
    patient_does.expect_stored(phone_page, 2)
    relay.request_lie = relay.lie = None
    assert swallowed.entry is not None
    people = (phone_page, desk_page, words, consent_id, reviewer_id, *listeners)
    world = World(relay, server, *people, swallowed.entry)
    # What the phone still remembers of its last record is not to be taken for an answer to the first lie.
    for page in (phone_page, desk_page):
        world.expect_unharmed(page)
    return world


def expect_refused(page: Page, failure: str) -> None:
    """The person reads what happened, that nothing was lost and what to do, under the failure's name."""
    notice = page.locator(f'[role=alert][data-failure="{failure}"]')
    expect(notice).to_be_visible()
    whose = "reviewer" if "/reviewer" in page.url else "patient"
    for part in ("", ".safe", ".next"):
        expect(notice).to_contain_text(sentences.part_of(f"error-{failure}{part}", page=whose))


def expect_nothing_of_the_case(page: Page) -> None:
    """Not a word of what the patient shared is on the reviewer's screen."""
    for words in (SHARED_TITLE, OWN_TITLE, QUESTION):
        expect(page.get_by_text(words)).to_have_count(0)
    expect(page.locator("iframe")).to_have_count(0)


def open_anew(page: Page) -> None:
    """Open the app anew, and be there when it has done all that it does by itself.

    A refresh ends with what the account remembers: it is asked for a second time and, where there is something new,
    stored, under one lock. A line that is silent for a while is no sign of that end where a machine is busy.
    """
    asked = itertools.count(1)

    def is_second(response: Response) -> bool:
        is_state = response.request.method == "GET" and response.url.endswith("/api/account/state")
        return is_state and next(asked) == 2

    with page.expect_response(is_second):
        page.reload()
    page.evaluate("navigator.locks.request('second-look/account-state', () => {})")


def look_again(page: Page) -> None:
    """Open the app anew: it asks the relay for everything that it has to know."""
    page.reload()


def states_of(relay: LyingRelay, keys: AccountKeys) -> list[tuple[str, str]]:
    """(envelope, envelope id) of every account state that this account has stored, oldest first."""
    found = []
    for each in relay.exchanges:
        if (each.method, each.path, each.status) != ("PUT", "/api/account/state", 200):
            continue
        body = json.loads(each.request_body)
        place = Place(NO_CASE, body["envelope_id"], "account-state")
        with suppress(ContractError):
            open_bytes(keys.account_state_key, place, from_base64url(body["envelope"]))
            found.append((body["envelope"], body["envelope_id"]))
    return found
