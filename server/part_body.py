"""The body of a part as it arrives: read in blocks, cut off when the line is too slow, and never left unread.

An answer that comes while megabytes are still on their way is lost when the connection closes, so whatever
was not read is read and thrown away before the answer.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from types import TracebackType
from typing import Self

from flask import request

from server.errors import Problem
from server.settings import Settings

DRAIN_BYTES = 256 * 1024


class PartBody:
    """A context manager; `length_bytes` is what the sender announced. Raises Problem `length-needed`.

    `server.app` gives each single read `part_stall_seconds`; all reads together have `part_deadline_seconds`.
    """

    def __init__(self, settings: Settings) -> None:
        if request.content_length is None:
            raise Problem("length-needed")
        self.length_bytes = self._left_bytes = request.content_length
        self._input = request.environ["wsgi.input"]
        self._ends_at = time.monotonic() + settings.part_deadline_seconds
        line: socket.socket | None = request.environ.get("gunicorn.socket")
        alarm = threading.Timer(settings.part_deadline_seconds, _end_reading, (line,))
        self._alarm = None if line is None else alarm

    def read(self, most_bytes: int) -> bytes:
        """The next bytes, at most so many; none when the sender stopped. Raises Problem `too-slow`."""
        if self._left_bytes == 0:
            return b""
        try:
            block: bytes = self._input.read(min(most_bytes, self._left_bytes))
        except OSError:
            # Nothing came for too long, or the line is down.
            self._left_bytes = 0
            raise Problem("too-slow") from None
        if time.monotonic() > self._ends_at:
            self._left_bytes = 0
            raise Problem("too-slow")
        self._left_bytes -= len(block)
        return block

    def __enter__(self) -> Self:
        if self._alarm is not None:
            self._alarm.daemon = True
            self._alarm.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        try:
            while self.read(DRAIN_BYTES):
                pass
        finally:
            if self._alarm is not None:
                self._alarm.cancel()


def _end_reading(line: socket.socket) -> None:
    # A read that waits for a trickle of bytes returns at once with what it has; answers still go out.
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RD)
