"""A browser at the relay: it keeps the cookie, sends the CSRF token, and reads problems."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

Headers = dict[str, str]


def code_of(response: TestResponse) -> str:
    """The status of an answer, and the code where it is a problem: `204`, `409 chain-conflict`."""
    if response.status_code < 400:
        return str(response.status_code)
    assert response.content_type == "application/problem+json", response.get_data(as_text=True)[:500]
    problem = response.get_json()
    assert problem["status"] == response.status_code
    assert problem["type"] == "about:blank"
    assert all(isinstance(problem[name], str) and problem[name] for name in ("title", "detail", "next"))
    return f"{response.status_code} {problem['code']}"


class Browser:
    """One browser, with cookies of its own."""

    def __init__(self, app: Flask, origin: str, address: str = "203.0.113.7") -> None:
        self.origin = origin
        self.address = address
        self.client = app.test_client()
        self._csrf_token: str | None = None

    def csrf_token(self) -> str:
        """The token for changing requests, asked for once for each cookie."""
        if self._csrf_token is None:
            self._csrf_token = self.get("/api/session").get_json()["csrf_token"]
        return str(self._csrf_token)

    def forget_csrf_token(self) -> None:
        """Ask again next time, as after signing in or out."""
        self._csrf_token = None

    def send(self, method: str, path: str, *, csrf: bool = True, **options: Any) -> TestResponse:
        """One request, with the CSRF token where it changes something; `options` are those of werkzeug's client."""
        headers: Headers = {"Referer": self.origin + "/"} | options.pop("headers", {})
        if csrf and method not in ("GET", "HEAD", "OPTIONS"):
            headers = {"X-CSRFToken": self.csrf_token()} | headers
        return self.client.open(
            path,
            method=method,
            headers=headers,
            base_url=self.origin,
            environ_base={"REMOTE_ADDR": self.address},
            **options,
        )

    def get(self, path: str, **options: Any) -> TestResponse:
        """Read something."""
        return self.send("GET", path, **options)

    def post(self, path: str, body: Any = None, **options: Any) -> TestResponse:
        """Send JSON; no body stands for `{}`."""
        return self.send("POST", path, json={} if body is None else body, **options)

    def put(self, path: str, body: Any, **options: Any) -> TestResponse:
        """Put JSON."""
        return self.send("PUT", path, json=body, **options)

    def delete(self, path: str, **options: Any) -> TestResponse:
        """Delete something."""
        return self.send("DELETE", path, **options)

    def ask(self, path: str) -> Any:
        """The JSON that is read at a path; anything but 200 fails the test."""
        response = self.get(path)
        assert code_of(response) == "200", (path, code_of(response))
        return response.get_json()
