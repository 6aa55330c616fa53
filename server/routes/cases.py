"""Cases: chains of signed statements, and the receipts of what was deleted (spec/relay-api.md section 6)."""

from __future__ import annotations

import json
from typing import Literal

from flask import Blueprint, Response

from server.browser_session import require_signed_in
from server.case_access import require_access, still_concerns
from server.case_effects import add_statement
from server.case_rules import check_first, check_next
from server.case_view import visible_entry
from server.crypto.chain import CLOCK_ALLOWANCE_MS
from server.crypto.errors import FailureClass, require
from server.crypto.signatures import SignedObject
from server.crypto.statements import LARGEST_SEQUENCE, Entry, Statement
from server.errors import Problem
from server.housekeeping import DAY_MS, delete_bytes, end_consents
from server.rate_limits import STATEMENTS, enforce
from server.relay import this_relay
from server.routes.bodies import (
    STATEMENT_BYTES,
    Base64url,
    Hex16,
    Hex32,
    Shape,
    SignedObjectShape,
    contract,
    query_number,
)
from server.store import accounts, cases, consents
from server.store.cases import Case

blueprint = Blueprint("cases", __name__)

ENTRIES_IN_AN_ANSWER = 500
BYTES_IN_AN_ANSWER = 4 * 1024 * 1024


class EntryShape(Shape):
    """One statement as it travels; what it says is checked by server.crypto."""

    private: Base64url | None
    sequence: int
    signature: Base64url
    signed: Base64url
    stanza: Base64url | None


class HiddenEntryShape(Shape):
    """The place of a statement that does not concern the asker."""

    sequence: int
    sha256: Hex32


class HeadShape(Shape):
    """The last statement of a chain."""

    sequence: int
    sha256: Hex32


class CaseShape(Shape):
    """A case that the asker may look into."""

    case_id: Hex16
    head: HeadShape
    role: Literal["owner", "reviewer"]


class CasesAnswer(Shape):
    """All cases of the asker."""

    cases: list[CaseShape]


class NewStatement(Shape):
    """A statement that joins a chain."""

    entry: EntryShape


class HeadAnswer(Shape):
    """The head after a statement joined."""

    head: HeadShape


class StatementsAnswer(Shape):
    """A run of statements, and the head."""

    entries: list[EntryShape | HiddenEntryShape]
    head: HeadShape


class ReceiptsAnswer(Shape):
    """Signed receipts."""

    receipts: list[SignedObjectShape]


@blueprint.get("/api/cases")
@contract(answers={200: CasesAnswer})
def list_cases() -> CasesAnswer:
    """Own cases, and for a reviewer those that a consent still lets know of."""
    relay, account_id = this_relay(), require_signed_in().account_id
    now_ms = relay.now_ms()
    with relay.database.reading() as connection:
        own = [_case_shape(case, "owner") for case in cases.owned_by(connection, account_id)]
        given = consents.of_reviewer(connection, account_id)
        # A dictionary keeps each case once, in order.
        case_ids = dict.fromkeys(each.case_id for each in given if still_concerns(each, now_ms))
        found = [cases.find(connection, case_id) for case_id in case_ids]
        reviewed = [_case_shape(case, "reviewer") for case in found if case is not None]
    return CasesAnswer(cases=own + reviewed)


def _case_shape(case: Case, role: Literal["owner", "reviewer"]) -> CaseShape:
    return CaseShape(case_id=case.case_id, head=_head_shape(case), role=role)


def _head_shape(case: Case) -> HeadShape:
    return HeadShape(sequence=case.head_sequence, sha256=case.head_sha256)


@blueprint.post("/api/cases")
@contract(body=NewStatement, answers={201: HeadAnswer}, limit_bytes=STATEMENT_BYTES)
def open_case(body: NewStatement) -> HeadAnswer:
    """Open a case with its first statement."""
    relay, asker = this_relay(), require_signed_in()
    enforce(STATEMENTS, asker.account_id)
    if asker.role == "reviewer":
        raise Problem("not-allowed")
    entry, statement = _parse(body)
    with relay.database.writing() as connection:
        accounts.lock(connection, asker.account_id)
        known = cases.find(connection, statement.case_id)
        if known is not None:
            own = known.owner == asker.account_id
            require(own, FailureClass.CHAIN_SCOPE, "a case of somebody else")
            raise _conflict(known)
        _check_author_and_clock(statement, asker.account_id)
        check_first(entry, statement)
        count = cases.count_owned_by(connection, asker.account_id)
        require(count < relay.settings.quotas.cases, FailureClass.LIMIT, "cases of an account")
        add_statement(connection, relay, entry, statement)
    return _head_answer(entry, statement)


@blueprint.post("/api/cases/<hex16:case_id>/statements")
@contract(body=NewStatement, answers={201: HeadAnswer}, limit_bytes=STATEMENT_BYTES)
def post_statement(case_id: str, body: NewStatement) -> HeadAnswer:
    """Let a statement join the chain. Of two at once the second gets `chain-conflict` with the new head."""
    relay, account_id = this_relay(), require_signed_in().account_id
    enforce(STATEMENTS, account_id)
    now_ms = relay.now_ms()
    entry, statement = _parse(body)
    with relay.database.writing() as connection:
        access = require_access(connection, case_id, account_id, now_ms, lock=True)
        case = access.case
        if (statement.sequence, statement.previous) != (case.head_sequence + 1, case.head_sha256):
            raise _conflict(case)
        _check_author_and_clock(statement, account_id)
        check_next(connection, case, entry, statement, now_ms, relay.settings.quotas)
        deleted = add_statement(connection, relay, entry, statement)
        if access.is_owner:
            cases.note_use(connection, case_id, now_ms)
    delete_bytes(relay, deleted)
    return _head_answer(entry, statement)


def _parse(body: NewStatement) -> tuple[Entry, Statement]:
    """Parsed before any lock is taken. Raises ContractError with the class of the fault."""
    entry = Entry.from_json(body.entry.model_dump())
    return entry, entry.statement()


def _check_author_and_clock(statement: Statement, account_id: str) -> None:
    """The author is who sends it (`chain-role`), with a clock that is right (`clock`, with the relay's time)."""
    require(statement.author == account_id, FailureClass.CHAIN_ROLE, "a statement of somebody else")
    now_ms = this_relay().now_ms()
    if abs(statement.time_ms - now_ms) > CLOCK_ALLOWANCE_MS:
        raise Problem("clock", time_ms=now_ms)


def _conflict(case: Case) -> Problem:
    return Problem("chain-conflict", head={"sequence": case.head_sequence, "sha256": case.head_sha256})


def _head_answer(entry: Entry, statement: Statement) -> HeadAnswer:
    return HeadAnswer(head=HeadShape(sequence=statement.sequence, sha256=entry.sha256))


@blueprint.get("/api/cases/<hex16:case_id>/statements")
@contract(answers={200: StatementsAnswer}, query=("after",))
def read_statements(case_id: str) -> Response:
    """Entries after `?after=`, as the asker may see them, and the head."""
    relay, account_id = this_relay(), require_signed_in().account_id
    after = query_number("after", -1, LARGEST_SEQUENCE)
    now_ms = relay.now_ms()
    end_consents(relay, case_id)
    with relay.database.reading() as connection:
        access = require_access(connection, case_id, account_id, now_ms)
        stored = cases.statements(connection, case_id, after, ENTRIES_IN_AN_ANSWER, BYTES_IN_AN_ANSWER)
    if access.is_owner and now_ms - access.case.used_ms > DAY_MS:
        with relay.database.writing() as connection:
            cases.note_use(connection, case_id, now_ms)
    entries = [visible_entry(statement, access, now_ms).to_json() for statement in stored]
    # The entries were checked when they came; written as they are, they are not checked a second time.
    answer = {"entries": entries, "head": _head_shape(access.case).model_dump()}
    return Response(json.dumps(answer), content_type="application/json")


@blueprint.get("/api/cases/<hex16:case_id>/receipts")
@contract(answers={200: ReceiptsAnswer})
def read_receipts(case_id: str) -> ReceiptsAnswer:
    """Receipts of the case; a reviewer gets those of the own consents."""
    relay, account_id = this_relay(), require_signed_in().account_id
    end_consents(relay, case_id)
    with relay.database.reading() as connection:
        access = require_access(connection, case_id, account_id, relay.now_ms())
        found = consents.receipts(connection, case_id, None if access.is_owner else account_id)
    receipts = [SignedObject(signature, signed).to_json() for signed, signature in found]
    return ReceiptsAnswer.model_validate({"receipts": receipts})
