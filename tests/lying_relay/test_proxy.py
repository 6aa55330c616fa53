"""The lying relay itself: what it passes on is what was sent, and what it was told to change is changed."""

from __future__ import annotations

import hashlib
import http.client
import random
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.lying_relay.proxy import Exchange, LyingRelay

LARGE = random.Random(1).randbytes(20 * 1024 * 1024)


class EchoHandler(BaseHTTPRequestHandler):
    """An honest server: says back what it got, or what the path asks for."""

    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        if (
            self.path == "/early"
        ):  # As a relay that refuses a body by its length: an answer, and the line is closed.
            self._send(413, b"too large")
            self.close_connection = True
            return
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == "/nothing":
            self.send_response_only(204)
            self.end_headers()
        elif self.path == "/large":
            self._send(200, LARGE)
        elif self.path == "/break":
            self.close_connection = True
        else:
            self._send(200, body + self.path.encode(), cookies=("a=1", "b=2"))

    def _send(self, status: int, body: bytes, cookies: tuple[str, ...] = ()) -> None:
        self.send_response_only(status)
        for cookie in cookies:
            self.send_header("Set-Cookie", cookie)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_HEAD = _answer

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class HonestServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


@pytest.fixture
def relay() -> Iterator[LyingRelay]:
    honest = HonestServer(("127.0.0.1", 0), EchoHandler)
    threading.Thread(target=honest.serve_forever, daemon=True).start()
    with LyingRelay(honest.server_address[1]) as proxy:
        yield proxy
    honest.shutdown()
    honest.server_close()


def ask(
    connection: http.client.HTTPConnection, method: str, path: str, body: bytes = b""
) -> tuple[int, bytes]:
    connection.request(method, path, body)
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_one_connection_carries_answers_of_every_sort_one_after_the_other(relay: LyingRelay) -> None:
    connection = http.client.HTTPConnection("localhost", relay.port)
    connection.connect()
    kept = connection.sock
    for _ in range(3):
        assert ask(connection, "POST", "/one", b"body ") == (200, b"body /one")
        assert ask(connection, "GET", "/nothing") == (204, b"")
        assert ask(connection, "HEAD", "/two") == (200, b"")
        assert ask(connection, "GET", "/three?x=1") == (200, b"/three?x=1")
    assert connection.sock is kept
    connection.close()


def test_a_file_of_the_app_is_asked_for_once_and_a_lie_about_it_is_not_kept(
    relay: LyingRelay, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    forward = relay.forward

    def counted(exchange: Exchange) -> None:
        asked.append(exchange.path)
        forward(exchange)

    monkeypatch.setattr(relay, "forward", counted)
    connection = http.client.HTTPConnection("localhost", relay.port)
    relay.lie = lambda exchange: exchange.answer(b"a lie")
    assert ask(connection, "GET", "/static/app.js") == (200, b"a lie")
    relay.lie = None
    assert ask(connection, "GET", "/static/app.js") == (200, b"/static/app.js")
    assert ask(connection, "GET", "/api/session") == ask(connection, "GET", "/api/session")
    assert asked == ["/static/app.js", "/api/session", "/api/session"]
    assert len(relay.exchanges) == 4
    connection.close()


def test_large_bodies_pass_unchanged_in_both_directions(relay: LyingRelay) -> None:
    connection = http.client.HTTPConnection("localhost", relay.port)
    status, body = ask(connection, "GET", "/large")
    assert (status, hashlib.sha256(body).digest()) == (200, hashlib.sha256(LARGE).digest())
    status, body = ask(connection, "PUT", "/part", LARGE)
    assert body == LARGE + b"/part"
    assert relay.exchanges[-1].request_body == LARGE
    connection.close()


def test_connections_at_once_get_each_its_own_answer_and_all_are_kept(relay: LyingRelay) -> None:
    def one(number: int) -> bool:
        connection = http.client.HTTPConnection("localhost", relay.port)
        content = str(number).encode() * 5000
        answers = [ask(connection, "POST", f"/{number}/{again}", content) for again in range(5)]
        connection.close()
        return answers == [(200, content + f"/{number}/{again}".encode()) for again in range(5)]

    with ThreadPoolExecutor(32) as pool:
        assert all(pool.map(one, range(64)))
    assert len(relay.exchanges) == 64 * 5


def test_every_cookie_arrives(relay: LyingRelay) -> None:
    connection = http.client.HTTPConnection("localhost", relay.port)
    connection.request("GET", "/")
    assert connection.getresponse().headers.get_all("Set-Cookie") == ["a=1", "b=2"]
    connection.close()


def test_an_answer_before_the_end_of_the_body_arrives(relay: LyingRelay) -> None:
    connection = http.client.HTTPConnection("localhost", relay.port)
    assert ask(connection, "PUT", "/early", LARGE) == (413, b"too large")
    connection.close()


def test_a_lie_changes_request_and_answer_and_the_length_fits(relay: LyingRelay) -> None:
    def before(exchange: Exchange) -> None:
        exchange.request_body += b" and more"

    def after(exchange: Exchange) -> None:
        exchange.response_body = b"[" + exchange.response_body + b"]"

    relay.request_lie, relay.lie = before, after
    connection = http.client.HTTPConnection("localhost", relay.port)
    assert ask(connection, "POST", "/x", b"this") == (200, b"[this and more/x]")
    assert ask(connection, "POST", "/x", b"that") == (200, b"[that and more/x]")
    connection.close()


def test_a_relay_that_breaks_off_looks_like_a_dropped_line_and_the_request_is_kept(relay: LyingRelay) -> None:
    connection = http.client.HTTPConnection("localhost", relay.port)
    with pytest.raises(http.client.RemoteDisconnected):
        ask(connection, "POST", "/break", b"sent all the same")
    assert (relay.exchanges[-1].status, relay.exchanges[-1].request_body) == (0, b"sent all the same")
    connection.close()


def test_a_lie_that_fails_fails_the_test_that_told_it() -> None:
    def broken(_exchange: Exchange) -> None:
        raise KeyError("the answer has no such field")

    honest = HonestServer(("127.0.0.1", 0), EchoHandler)
    threading.Thread(target=honest.serve_forever, daemon=True).start()

    def tell() -> None:
        with LyingRelay(honest.server_address[1]) as proxy:
            proxy.lie = broken
            with socket.create_connection(("localhost", proxy.port)) as line:
                line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                assert line.recv(100) == b""

    with pytest.raises(ExceptionGroup, match="a lie failed"):
        tell()
    honest.shutdown()
    honest.server_close()
