"""Lies about statements: the relay serves another chain than the one that was signed."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable
from typing import Any

from scripts.vectors.author import CaseAuthor, Person
from server.crypto.encoding import from_base64url, to_base64url, write_canonical_json
from tests.lying_relay.proxy import Exchange, Lie

STATEMENTS_PATH = re.compile(r"^/api/cases/([0-9a-f]{32})/statements(?:\?after=(-?\d+))?$")

# What the honest relay gets instead of a statement that is kept back.
SWALLOWED = b"{}"

Entry = dict[str, Any]
Change = Callable[[list[Entry]], list[Entry]]


def signed_fields(entry: Entry) -> dict[str, Any]:
    """What the statement of a shown entry says; an empty object for a hidden entry."""
    return dict(json.loads(from_base64url(entry["signed"]))) if "signed" in entry else {}


def hash_of(entry: Entry) -> str:
    """The hash of a statement, hidden or shown, in hex."""
    if "sha256" in entry:
        return str(entry["sha256"])
    return hashlib.sha256(from_base64url(entry["signed"])).hexdigest()


def edited(entry: Entry, change: Callable[[dict[str, Any]], None]) -> Entry:
    """The entry with its statement changed and the old signature kept: all that a relay without keys can do."""
    fields = signed_fields(entry)
    change(fields)
    return {**entry, "signed": to_base64url(write_canonical_json(fields))}


def renumbered(entries: list[Entry]) -> list[Entry]:
    """Without gaps in the numbers that the relay itself writes beside the statements."""
    first = entries[0]["sequence"] if entries else 0
    return [{**entry, "sequence": first + index} for index, entry in enumerate(entries)]


def entries_changed(change: Change) -> Lie:
    """Serve the statements changed by `change`, with a head that fits the last one that is served."""

    def tell(exchange: Exchange) -> None:
        if exchange.method != "GET" or exchange.status != 200 or not STATEMENTS_PATH.match(exchange.path):
            return
        answer = exchange.json()
        answer["entries"] = change(answer["entries"])
        if answer["entries"]:
            last = answer["entries"][-1]
            answer["head"] = {"sequence": last["sequence"], "sha256": hash_of(last)}
        exchange.answer_json(answer)

    return tell


def without(statement_type: str) -> Change:
    """Drop the statements of a type and close the gap in the numbers."""
    return lambda entries: renumbered(
        [each for each in entries if signed_fields(each).get("type") != statement_type]
    )


def with_repeated(statement_type: str) -> Change:
    """Insert an earlier statement of a type once more at the end, under the next number."""

    def change(entries: list[Entry]) -> list[Entry]:
        earlier = [entry for entry in entries if signed_fields(entry).get("type") == statement_type]
        return renumbered([*entries, *earlier[-1:]])

    return change


def with_swapped_neighbours(entries: list[Entry]) -> list[Entry]:
    """The last two statements change places."""
    return renumbered([*entries[:-2], *reversed(entries[-2:])])


def with_edited(statement_type: str, edit: Callable[[dict[str, Any]], None]) -> Change:
    """Edit the statements of a type."""
    return lambda entries: [
        edited(entry, edit) if signed_fields(entry).get("type") == statement_type else entry
        for entry in entries
    ]


def replaced_at(sequence: int, other: Entry) -> Change:
    """Another entry where one stands."""
    return lambda entries: [other if entry["sequence"] == sequence else entry for entry in entries]


def hidden_instead(statement_type: str) -> Change:
    """Statements of a type are only hashes, as if they did not concern the asker."""
    return lambda entries: [
        {"sequence": entry["sequence"], "sha256": hash_of(entry)}
        if signed_fields(entry).get("type") == statement_type
        else entry
        for entry in entries
    ]


def with_part_of_another(part: str, statement_type: str, other: Entry) -> Change:
    """The sealed `private` part or the `stanza` of another entry beside the statements of a type."""
    return lambda entries: [
        {**entry, part: other[part]} if signed_fields(entry).get("type") == statement_type else entry
        for entry in entries
    ]


def only_the_first(count: int, head_sha256: str) -> Lie:
    """An older chain: nothing after the first `count` statements, and a head that says so."""
    head = {"sequence": count - 1, "sha256": head_sha256}

    def tell(exchange: Exchange) -> None:
        if exchange.method != "GET" or exchange.status != 200:
            return
        if STATEMENTS_PATH.match(exchange.path):
            entries = [entry for entry in exchange.json()["entries"] if entry["sequence"] < count]
            exchange.answer_json({"entries": entries, "head": head})
        elif exchange.path == "/api/cases":
            exchange.answer_json({"cases": [{**case, "head": head} for case in exchange.json()["cases"]]})

    return tell


def another_head(exchange: Exchange) -> None:
    """The same length, but the head's hash is that of a chain which nobody has seen."""
    if exchange.method == "GET" and exchange.status == 200 and STATEMENTS_PATH.match(exchange.path):
        answer = exchange.json()
        answer["head"]["sha256"] = "5e" * 32
        exchange.answer_json(answer)


class SwallowedStatement:
    """The relay keeps a statement back and says that somebody else was faster: its author signs another in its place.

    So the relay holds two statements with one number, both signed, and can show one here and the other there.
    Set `request` and one of the answers as the relay's two lies.
    """

    def __init__(self) -> None:
        self.entry: Entry | None = None

    def request(self, exchange: Exchange) -> None:
        """Take the first statement out of the request, so that the honest relay never sees it."""
        if self.entry is None and exchange.method == "POST" and STATEMENTS_PATH.match(exchange.path):
            self.entry = json.loads(exchange.request_body)["entry"]
            exchange.request_body = SWALLOWED

    def answer_taken(self, exchange: Exchange) -> None:
        """Say that the statement was added."""
        if self.entry and exchange.request_body == SWALLOWED and STATEMENTS_PATH.match(exchange.path):
            head = {"sequence": self.entry["sequence"], "sha256": hash_of(self.entry)}
            exchange.answer(json.dumps({"head": head}).encode(), status=201)

    def answer(self, exchange: Exchange) -> None:
        """Say that the statement came too late."""
        if self.entry and exchange.request_body == SWALLOWED and STATEMENTS_PATH.match(exchange.path):
            head = {"sequence": self.entry["sequence"] - 1, "sha256": signed_fields(self.entry)["previous"]}
            problem = {
                "code": "chain-conflict",
                "head": head,
                "status": 409,
                "title": "Conflict",
                "type": "about:blank",
            }
            exchange.answer(json.dumps(problem).encode(), "application/problem+json", 409)


def case_of_somebody_else(exchange: Exchange) -> None:
    """Serve a case under the id that was asked for, which the relay opened itself, as its owner."""
    asked = STATEMENTS_PATH.match(exchange.path)
    if exchange.method != "GET" or exchange.status != 200 or not asked:
        return
    author = CaseAuthor(Person("whoever runs the relay"), time_ms=time.time_ns() // 1_000_000)
    author.case_id = asked[1]
    opened = author.open_case()
    entries = [opened.to_json()] if asked[2] == "-1" else []
    exchange.answer_json({"entries": entries, "head": {"sequence": 0, "sha256": opened.sha256}})
