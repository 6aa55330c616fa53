"""Errors of the relay as problem details (RFC 9457), with stable codes (spec/relay-api.md section 8).

Each code has one status, one sentence for the person and one next step. Nothing of an exception's own
text reaches an answer, so that no stack trace and no content can leak.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from flask import Response

TRY_AGAIN = "Please try again in a moment."
ASK = "If it happens again, tell the clinic what you see here."


@dataclass(frozen=True, slots=True)
class Code:
    """What every answer with this code says."""

    status: int
    title: str
    detail: str
    next: str


CODES: dict[str, Code] = {
    "bad-request": Code(400, "Not understood", "The relay did not understand this request.", ASK),
    "sign-in-needed": Code(401, "Sign in first", "You are not signed in.", "Sign in and try again."),
    "passkey-refused": Code(
        401, "Passkey refused", "This passkey could not be checked.", "Try again, or use another passkey."
    ),
    "challenge-used": Code(
        401, "Too late", "This sign-in was already used, or it took too long.", "Please start again."
    ),
    "proof-refused": Code(
        401, "Not confirmed", "The relay could not confirm that this account is yours.", "Please start again."
    ),
    "ticket-refused": Code(
        401,
        "Sending paused",
        "The permission to send this file is over.",
        "It will be asked for again by itself.",
    ),
    "csrf": Code(403, "Page too old", "This page is out of date.", "Reload the page and try again."),
    "not-allowed": Code(403, "Not allowed", "This account may not do that.", ASK),
    "invitation-refused": Code(
        403,
        "Invitation not valid",
        "This invitation was used already or is over.",
        "Ask the clinic for a new invitation.",
    ),
    "not-found": Code(
        404, "Not found", "There is nothing here, or it is not yours.", "Go back and try again."
    ),
    "recovery-unknown": Code(
        404,
        "Words not known",
        "The relay knows no account for these words.",
        "Compare each word with your recovery sheet.",
    ),
    "method": Code(405, "Not possible here", "This can't be done at this address.", ASK),
    "too-slow": Code(
        408,
        "The line is too slow",
        "Nothing arrived for a while.",
        "It will go on by itself when the line is better.",
    ),
    "chain-conflict": Code(
        409,
        "Changed elsewhere",
        "Something was added from another device just now.",
        "The page loads it and tries again.",
    ),
    "state-conflict": Code(
        409,
        "Changed elsewhere",
        "Another device saved its state just now.",
        "The page loads it and tries again.",
    ),
    "envelope-exists": Code(409, "Already there", "Something else was already sent under this name.", ASK),
    "parts-missing": Code(
        409, "Not complete", "Some pieces have not arrived yet.", "They will be sent again by themselves."
    ),
    "part-differs": Code(409, "Different piece", "Another piece is already stored here.", ASK),
    "digest-differs": Code(409, "Different content", "What arrived is not what was announced.", ASK),
    "envelope-missing": Code(
        409,
        "Not complete",
        "A file of this record has not arrived whole.",
        "It will be sent again by itself.",
    ),
    "account-exists": Code(
        409, "Account exists", "This account is already known.", "Sign in with your passkey."
    ),
    "last-way-in": Code(
        409, "Last way in", "This is the last way into your account.", "Make a recovery sheet first."
    ),
    "gone": Code(410, "Deleted", "This was deleted.", "Go back to your records."),
    "length-needed": Code(411, "Length missing", "The request does not say how long it is.", ASK),
    "too-large": Code(413, "Too large", "This is larger than the relay takes.", ASK),
    "media-type": Code(415, "Wrong form", "The relay does not take this form of content.", ASK),
    "range": Code(416, "No such piece", "The file has no such piece.", ASK),
    "part-hash": Code(
        422,
        "Changed on the way",
        "A piece changed on its way to the relay.",
        "It will be sent again by itself.",
    ),
    "part-length": Code(422, "Wrong length", "A piece has the wrong length.", ASK),
    "clock": Code(
        422, "Wrong time", "The time on this device is wrong.", "Set the date and time of your device."
    ),
    "prf-in-body": Code(
        422,
        "Secret refused",
        "The page tried to send a secret; the relay did not keep it.",
        "Reload the page and try again.",
    ),
    "slow-down": Code(
        429, "Too many tries", "There were too many tries in a short time.", "Wait a little and try again."
    ),
    "broken": Code(500, "Our mistake", "Something went wrong at the relay. Nothing was lost.", ASK),
    "busy": Code(503, "Busy", "The relay is busy right now.", TRY_AGAIN),
    "storage-full": Code(
        507,
        "No space left",
        "The relay has no space left.",
        "Everything stays on your device. Tell the clinic.",
    ),
    "limit": Code(400, "Too many", "A limit of the relay is reached.", ASK),
    "encoding": Code(400, "Not well formed", "The content is not of the agreed form.", ASK),
    "version": Code(
        400, "Other version", "The content is of another version.", "Reload the page and try again."
    ),
    "suite": Code(
        400, "Other version", "The content is of another version.", "Reload the page and try again."
    ),
}

# Failure classes of spec/README.md that have no sentence of their own here.
CHECK_FAILED = Code(400, "Check failed", "The relay checked this and found that it does not fit.", ASK)


class Problem(Exception):  # noqa: N818  RFC 9457 calls it so.
    """An answer that is a problem: a code of CODES or a failure class, and further fields."""

    def __init__(
        self,
        code: str,
        *,
        headers: dict[str, str] | None = None,
        **fields: str | int | list[int] | dict[str, str | int],
    ) -> None:
        super().__init__(code)
        self.code = code
        self.headers = headers or {}
        self.fields = fields

    @property
    def status(self) -> int:
        """The HTTP status that belongs to the code."""
        return CODES.get(self.code, CHECK_FAILED).status


def problem_response(problem: Problem) -> Response:
    """The answer for a problem, as application/problem+json."""
    code = CODES.get(problem.code, CHECK_FAILED)
    body = {
        "type": "about:blank",
        "title": code.title,
        "status": code.status,
        "code": problem.code,
        "detail": code.detail,
        "next": code.next,
        **problem.fields,
    }
    response = Response(json.dumps(body), status=code.status, content_type="application/problem+json")
    response.headers.update(problem.headers)
    return response
