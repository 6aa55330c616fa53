"""A Node.js process that speaks for the browser's code."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server.crypto.encoding import from_base64url, to_base64url

PEER = Path(__file__).with_name("peer.mjs")


class JavaScriptError(Exception):
    """What the JavaScript side refused, with its failure class; None is a bug there."""

    def __init__(self, failure_class: str | None, text: str) -> None:
        super().__init__(text)
        self.failure_class = failure_class


class JavaScript:
    """`javascript.ask("hpke-open", sealed=…)`: bytes go and come as base64url."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, operation: str, **request: Any) -> Any:
        """The answer as JSON."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        wire = {name: _to_wire(value) for name, value in request.items()}
        self._process.stdin.write(json.dumps({"operation": operation, **wire}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        if "error" in answer:
            raise JavaScriptError(answer["failure_class"], answer["error"])
        return answer["result"]

    def ask_bytes(self, operation: str, **request: Any) -> bytes | None:
        """The answer as bytes; None is *not for this key*."""
        answer = self.ask(operation, **request)
        return None if answer is None else from_base64url(answer)


def _to_wire(value: Any) -> Any:
    return to_base64url(value) if isinstance(value, bytes) else value


@pytest.fixture(scope="module")
def javascript() -> Iterator[JavaScript]:
    process = subprocess.Popen(
        ["node", str(PEER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        yield JavaScript(process)
    finally:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        assert process.wait(timeout=10) == 0
        process.stdout.close()
