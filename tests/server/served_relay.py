"""A relay served by gunicorn over a real socket, as in production; it can be killed and started again."""

from __future__ import annotations

import http.client
import os
import pickle
import signal
import socket
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from flask import Flask

from server.app import create_app
from server.settings import Settings

ROOT = Path(__file__).parents[2]


def app_of(pickled: str) -> Flask:
    """What gunicorn loads: the relay of these settings."""
    return create_app(pickle.loads(Path(pickled).read_bytes()))


class ServedRelay:
    """Two workers over the folder and database of `settings`, on a free port that they keep."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._end = -1

    def start(self) -> None:
        """Start the relay, and wait until it answers."""
        arguments = ("-k", "gthread", "-w", "2", "--threads", "16", "--no-control-socket")
        listener = socket.create_server(("127.0.0.1", self.port), backlog=128)
        self.port = listener.getsockname()[1]
        descriptor = listener.fileno()
        self._end, held = os.pipe()
        pickled = self.settings.data / "settings.pickle"
        pickled.write_bytes(pickle.dumps(self.settings))
        with listener, (self.settings.data / "gunicorn.log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "gunicorn", "-b", f"fd://{descriptor}", *arguments),
                    f"{__name__}:app_of({str(pickled)!r})",
                ],
                cwd=ROOT,
                pass_fds=(descriptor, held),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        os.close(held)
        status = self.request("GET", "/healthz")[0]
        assert status == http.client.OK

    def kill(self) -> None:
        """Kill all of its processes at once, so that none can finish anything."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None
            # The workers die on their own time and have the port until then; their end of the pipe goes with them.
            os.read(self._end, 1)
            os.close(self._end)

    def connect(self) -> http.client.HTTPConnection:
        """A connection of its own."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def request(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        """One request on a connection of its own: status and body."""
        connection = self.connect()
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.kill()
