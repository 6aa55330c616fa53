"""Who may look into a case: its owner, and reviewers while a consent lets them (spec/relay-api.md section 6)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from server.errors import Problem
from server.store import cases, consents
from server.store.cases import Case
from server.store.consents import Consent


@dataclass(frozen=True, slots=True)
class Access:
    """A case, and who asks; `consents` are those that a reviewer was given, by their id."""

    case: Case
    is_owner: bool
    consents: dict[str, Consent]


def still_concerns(consent: Consent, now_ms: int) -> bool:
    """Whether a consent lets its reviewer learn of the case: it is live, or its copies are not yet stated deleted."""
    return consent.is_live(now_ms) or consent.copies_deleted_sequence is None


def require_access(
    connection: Connection, case_id: str, account_id: str, now_ms: int, *, lock: bool = False
) -> Access:
    """Raises Problem `not-found` for everybody else, as for a case that does not exist."""
    case = cases.find(connection, case_id, lock=lock)
    if case is None:
        raise Problem("not-found")
    if case.owner == account_id:
        return Access(case, True, {})
    given = consents.of_reviewer(connection, account_id, case_id)
    if not any(still_concerns(consent, now_ms) for consent in given):
        raise Problem("not-found")
    return Access(case, False, {consent.consent_id: consent for consent in given})
