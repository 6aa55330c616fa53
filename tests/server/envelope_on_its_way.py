"""An envelope that is announced to a relay, with parts that a test sends over a real line."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from functools import cached_property

from server.crypto.envelope_layout import body_of, part_count, part_range, parts_digest
from tests.server.browser import code_of
from tests.server.owned_case import OwnedCase
from tests.server.served_relay import ServedRelay


@dataclass
class EnvelopeOnItsWay:
    """Random bytes of the size of an envelope; the relay looks at sizes and hashes only."""

    envelope_id: str
    ticket: str
    parts: list[bytes]

    @classmethod
    def announce(cls, case: OwnedCase, parts: int, part_chunks: int = 64) -> EnvelopeOnItsWay:
        """Announce an envelope of so many parts, the last of them short."""
        size_bytes = part_range(2**40, part_chunks, parts - 1)[0] + 100
        body_of(size_bytes)
        envelope_id = secrets.token_hex(16)
        body = {"envelope_id": envelope_id, "part_chunks": part_chunks, "size_bytes": size_bytes}
        answer = case.owner.browser.post(f"{case.path}/envelopes", body)
        assert code_of(answer) == "201", code_of(answer)
        assert part_count(size_bytes, part_chunks) == parts
        lengths = [part_range(size_bytes, part_chunks, index)[1] for index in range(parts)]
        return cls(
            envelope_id,
            answer.get_json()["ticket"],
            [secrets.token_bytes(length) for length in lengths],
        )

    @property
    def path(self) -> str:
        """Where it is sent."""
        return f"/api/envelopes/{self.envelope_id}"

    @property
    def headers(self) -> dict[str, str]:
        """The ticket."""
        return {"Authorization": f"Upload {self.ticket}"}

    @cached_property
    def hashes(self) -> list[str]:
        """The SHA-256 of each part."""
        return [hashlib.sha256(part).hexdigest() for part in self.parts]

    def part_path(self, index: int) -> str:
        """Where one part is sent."""
        return f"{self.path}/parts/{index}/{self.hashes[index]}"

    def put(self, relay: ServedRelay, index: int) -> int:
        """Send one part; the status of the answer."""
        return relay.request("PUT", self.part_path(index), self.parts[index], self.headers)[0]

    def have(self, relay: ServedRelay) -> list[int]:
        """The parts that the relay says it holds."""
        held: list[int] = json.loads(self._post(relay, "have", {})[1])["have"]
        return held

    def commit(self, relay: ServedRelay) -> int:
        """Complete it; the status of the answer."""
        return self._post(relay, "commit", {"parts_sha256": parts_digest(map(bytes.fromhex, self.hashes))})[0]

    def _post(self, relay: ServedRelay, what: str, body: dict[str, str]) -> tuple[int, bytes]:
        headers = self.headers | {"Content-Type": "application/json"}
        return relay.request("POST", f"{self.path}/{what}", json.dumps(body).encode(), headers)
