"""An HTTP server that stands in front of a relay, passes everything on, and lies where a test tells it to.

The browser talks only to this server, so to the client it *is* the relay. A lie is a function of one exchange; it
may change the answer (or the request before it is passed on). Every exchange is kept, so that a test can say what
was sent after the lie, and a canary search can read all traffic.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

# Headers that describe one connection, and lengths that change when a body is changed.
_PER_CONNECTION = {"connection", "keep-alive", "transfer-encoding", "content-length", "accept-encoding"}
_WITHOUT_BODY = {204, 304}
_TIMEOUT_SECONDS = 60
# What the app consists of does not change while a relay runs. A start asks for a hundred of these.
_FILES = "/static/"
_FILE_ANSWERS = (200, 304)


@dataclass
class Exchange:
    """One request and its answer. Bodies are bytes as they were sent, never compressed.

    Status 0: there is no answer, or none yet.
    """

    method: str
    path: str
    request_headers: list[tuple[str, str]]
    request_body: bytes
    status: int = 0
    response_headers: list[tuple[str, str]] = field(default_factory=list)
    response_body: bytes = b""

    def json(self) -> Any:
        """The answer's body as JSON."""
        return json.loads(self.response_body)

    def answer_json(self, value: Any) -> None:
        """Replace the answer's body."""
        self.response_body = json.dumps(value).encode()

    def answer(self, body: bytes, content_type: str = "application/json", status: int = 200) -> None:
        """Replace the whole answer, whatever the honest relay said."""
        self.status, self.response_body = status, body
        self.response_headers = [("Content-Type", content_type), ("Cache-Control", "no-store")]

    def request_header(self, name: str) -> str | None:
        """A header of the request, or None."""
        return next((value for given, value in self.request_headers if given.lower() == name.lower()), None)


Lie = Callable[[Exchange], None]


class LyingRelay:
    """Context manager: `with LyingRelay(upstream_port) as relay: relay.lie = …`.

    `lie` sees each exchange after the honest relay has answered and before the browser gets the answer. `request_lie`
    sees it before it is passed on. Both run in the thread of their connection: several at once. An honest relay that
    breaks off looks to the browser as it would without this server: a line that dropped. A lie that fails is a fault
    of the test, raised at the end.
    """

    def __init__(self, upstream_port: int | None = None) -> None:
        self.upstream_port = upstream_port
        self.exchanges: list[Exchange] = []
        self.lie: Lie | None = None
        self.request_lie: Lie | None = None
        self.faults: list[Exception] = []
        self._files: dict[tuple[str, str | None], tuple[int, list[tuple[str, str]], bytes]] = {}
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self.port = self._server.server_address[1]
        self.url = f"http://localhost:{self.port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        if kind is None and self.faults:
            raise ExceptionGroup("a lie failed to be told", self.faults)

    def forward(self, exchange: Exchange) -> None:
        """Pass one request to the honest relay and fill in its answer. Raises OSError or HTTPException without one."""
        if self.upstream_port is None:
            raise RuntimeError("the lying relay has no honest relay behind it yet")
        connection = http.client.HTTPConnection("127.0.0.1", self.upstream_port, timeout=_TIMEOUT_SECONDS)
        try:
            connection.putrequest(exchange.method, exchange.path, skip_host=True, skip_accept_encoding=True)
            for name, value in exchange.request_headers:
                if name.lower() not in _PER_CONNECTION:
                    connection.putheader(name, value)
            connection.putheader("Content-Length", str(len(exchange.request_body)))
            # A relay that answers before it has read the whole body closes the line; its answer is there all the same.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                connection.endheaders(exchange.request_body)
            answer = connection.getresponse()
            exchange.response_body = answer.read()
            exchange.status = answer.status
            exchange.response_headers = [
                (n, v) for n, v in answer.getheaders() if n.lower() not in _PER_CONNECTION
            ]
        finally:
            connection.close()

    def answer_of(self, exchange: Exchange) -> None:
        """As `forward`, but the honest relay is asked once for each file of the app: most of what a test asks for."""
        is_file = exchange.method == "GET" and exchange.path.startswith(_FILES)
        if not is_file or exchange.request_header("range"):
            self.forward(exchange)
            return
        name = (exchange.path, exchange.request_header("if-none-match"))
        if name not in self._files:
            self.forward(exchange)
            if exchange.status not in _FILE_ANSWERS:
                return
            self._files[name] = (exchange.status, exchange.response_headers, exchange.response_body)
        exchange.status, headers, exchange.response_body = self._files[name]
        exchange.response_headers = list(headers)

    def pass_on(self, exchange: Exchange) -> bool:
        """Let the relay answer, and lie; False where the browser gets no answer at all."""
        self.exchanges.append(exchange)
        try:
            if self.request_lie is not None:
                self.request_lie(exchange)
            self.answer_of(exchange)
            if self.lie is not None:
                self.lie(exchange)
        except (OSError, http.client.HTTPException):
            return False
        except Exception as fault:  # noqa: BLE001  Whatever a lie throws belongs to the test, not to the browser.
            self.faults.append(fault)
            return False
        return True

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        relay = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # Header and body are two writes.

            def _exchange(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                exchange = Exchange(
                    self.command, self.path, list(self.headers.items()), self.rfile.read(length)
                )
                if not relay.pass_on(exchange):
                    self.close_connection = True
                    return
                self.send_response_only(exchange.status)
                for name, value in exchange.response_headers:
                    self.send_header(name, value)
                if exchange.status not in _WITHOUT_BODY:
                    self.send_header("Content-Length", str(len(exchange.response_body)))
                self.end_headers()
                if self.command != "HEAD" and exchange.status not in _WITHOUT_BODY:
                    self.wfile.write(exchange.response_body)

            do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_OPTIONS = _exchange

            def log_message(self, *args: object) -> None:
                """Say nothing: the exchanges are the log."""

        return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # A browser opens several connections at once, and a test several browsers.

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away in the middle of an answer is nothing to report."""
