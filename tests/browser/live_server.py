"""The real relay, served by gunicorn on a free port, with a data folder of its own."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 30
_STOP_SECONDS = 5
_SET_DEATH_SIGNAL = 1  # prctl's PR_SET_PDEATHSIG


def _die_with_parent() -> None:
    """A killed test run leaves no server behind (Linux)."""
    ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGTERM)


class LiveServer:
    """`with LiveServer(data=tmp_path) as server: … server.url`.

    The socket is bound here and handed over by number, so that no port can be taken in between. The browser opens
    http://localhost:PORT, never 127.0.0.1: only a host name is a secure context *and* a name for passkeys.
    `origin` is what the browser shows, where a recording or lying proxy stands in front.
    """

    def __init__(
        self,
        *,
        data: Path,
        origin: str | None = None,
        target: str = "wsgi:app",
        workers: int = 1,
        threads: int = 16,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.data = data
        self.log_path = data / "gunicorn.log"
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.environment = {
            **os.environ,
            "SECOND_LOOK_DATA": str(data),
            "SECOND_LOOK_ORIGIN": origin or self.url,
            "SECOND_LOOK_RATE_LIMIT_FACTOR": "100",
            **(environment or {}),
        }
        self._command = [sys.executable, "-m", "gunicorn", "--bind", f"fd://{self._socket.fileno()}"]
        self._command += ["--worker-class", "gthread", "--workers", str(workers), "--threads", str(threads)]
        self._command += ["--graceful-timeout", "2", "--no-control-socket", target]
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.data.mkdir(parents=True, exist_ok=True)
        try:
            self.start()
        except BaseException:
            # Python calls __exit__ only after __enter__ has returned.
            self._socket.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        self._socket.close()

    def start(self) -> None:
        """Start, or start again after `stop`, on the same port; returns when the relay answers."""
        self._socket.listen(128)
        self._socket.set_inheritable(True)
        with self.log_path.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                env=self.environment,
                pass_fds=[self._socket.fileno()],
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with_parent,  # noqa: PLW1509  One system call, which takes no lock.
            )
        self._wait_until_it_answers(self._process)

    def _wait_until_it_answers(self, process: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + _START_SECONDS
        while True:
            try:
                with urllib.request.urlopen(self.url + "/healthz", timeout=2):
                    return
            except urllib.error.HTTPError as answer:
                answer.close()
                return
            except OSError:
                if process.poll() is not None or time.monotonic() > end:
                    self.stop()
                    raise RuntimeError(f"the relay did not start:\n{self.log_text()}") from None
                time.sleep(0.05)

    def stop(self, *, suddenly: bool = False) -> None:
        """End the server; `suddenly` is kill -9, as if the machine's power went."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL if suddenly else signal.SIGTERM)
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._process = None

    def log_text(self) -> str:
        """All that the relay and gunicorn have written."""
        return self.log_path.read_text(errors="replace") if self.log_path.exists() else ""

    def operator(self, *arguments: str, answer: str = "") -> str:
        """Run one of the operator's commands (`flask --app wsgi …`); returns what it printed, raises if it failed."""
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *arguments],
            cwd=ROOT,
            env=self.environment,
            input=answer,
            capture_output=True,
            text=True,
            timeout=60,
        )
        if done.returncode != 0:
            raise RuntimeError(f"flask {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout
