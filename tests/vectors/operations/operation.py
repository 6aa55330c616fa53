"""What every operation takes and gives, and where each is found by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reviewer import envelope
from scripts.vectors.scenario import resolve
from server.crypto.encoding import parse_canonical_json

LARGEST = 10_000_000
Output = dict[str, Any] | None


@dataclass
class Given:
    """The input of a scenario."""

    values: dict[str, Any]
    folder: Path

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def bytes(self, name: str) -> bytes:
        return resolve(self.values[name], self.folder)

    def json(self, name: str) -> Any:
        return parse_canonical_json(self.bytes(name), LARGEST)

    def place(self) -> envelope.Place:
        return envelope.Place(self["case_id"], self["envelope_id"], self["purpose"])


Operation = Callable[[Given], Output]
OPERATIONS: dict[str, Operation] = {}


def operation(name: str) -> Callable[[Operation], Operation]:
    def register(function: Operation) -> Operation:
        OPERATIONS[name] = function
        return function

    return register
