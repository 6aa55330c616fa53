"""Lies about statements: the relay serves another chain than the one that was signed."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from typing import Any

from tests.lying_relay.proxy import Exchange, Lie

_STATEMENTS_PATH = re.compile(r"^/api/cases/([0-9a-f]{32})/statements")

Entry = dict[str, Any]


def decode(text: str) -> bytes:
    """base64url without padding to bytes."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def encode(content: bytes) -> str:
    """Bytes to base64url without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def signed_fields(entry: Entry) -> dict[str, Any]:
    """What the statement of a shown entry says; an empty object for a hidden entry."""
    return json.loads(decode(entry["signed"])) if "signed" in entry else {}


def edited(entry: Entry, change: Callable[[dict[str, Any]], None]) -> Entry:
    """The entry with its statement changed and the old signature kept: all that a relay without keys can do."""
    fields = signed_fields(entry)
    change(fields)
    content = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return {**entry, "signed": encode(content)}


def entries_changed(change: Callable[[list[Entry]], list[Entry]]) -> Lie:
    """Serve the statements changed by `change`, with a head that fits the last one that is served."""

    def tell(exchange: Exchange) -> None:
        if exchange.method == "GET" and exchange.status == 200 and _STATEMENTS_PATH.match(exchange.path):
            answer = exchange.json()
            answer["entries"] = change(answer["entries"])
            exchange.answer_json(answer)

    return tell


def without_statement(statement_type: str) -> Callable[[list[Entry]], list[Entry]]:
    """Drop statements of a type and close the gap in the numbers that the relay itself writes."""

    def change(entries: list[Entry]) -> list[Entry]:
        return [entry for entry in entries if signed_fields(entry).get("type") != statement_type]

    return change


def with_repeated(statement_type: str) -> Callable[[list[Entry]], list[Entry]]:
    """Insert an earlier statement of a type once more at the end, under the next number."""

    def change(entries: list[Entry]) -> list[Entry]:
        earlier = [entry for entry in entries if signed_fields(entry).get("type") == statement_type]
        return [*entries, {**earlier[-1], "sequence": entries[-1]["sequence"] + 1}] if earlier else entries

    return change


def with_edited(statement_type: str, edit: Callable[[dict[str, Any]], None]) -> Callable[[list[Entry]], list[Entry]]:
    """Edit the statements of a type."""

    def change(entries: list[Entry]) -> list[Entry]:
        return [edited(entry, edit) if signed_fields(entry).get("type") == statement_type else entry for entry in entries]

    return change


def only_the_first(count: int) -> Lie:
    """An older chain: nothing after the first `count` statements, and a head that says so."""

    def tell(exchange: Exchange) -> None:
        if exchange.method == "GET" and exchange.status == 200:
            if _STATEMENTS_PATH.match(exchange.path):
                answer = exchange.json()
                answer["entries"] = [entry for entry in answer["entries"] if entry["sequence"] < count]
                answer["head"]["sequence"] = count - 1
                exchange.answer_json(answer)
            elif exchange.path == "/api/cases":
                answer = exchange.json()
                for case in answer["cases"]:
                    case["head"]["sequence"] = count - 1
                exchange.answer_json(answer)

    return tell
