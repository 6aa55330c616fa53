"""Watches a whole browser context for what must never happen: a broken policy, an error, a foreign request."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

_REPORT_VIOLATIONS = """addEventListener('securitypolicyviolation', event => __policyViolation({
  directive: event.effectiveDirective, blocked: event.blockedURI, source: event.sourceFile,
  line: event.lineNumber, sample: event.sample, document: event.documentURI}))"""
_LOCAL_SCHEMES = {"blob", "data", "about"}


class Guard:
    """`Guard(context)` before the first page is opened; `check()` fails the test.

    Pages are watched by the securitypolicyviolation event. Workers and service workers: neither that event nor their
    console reaches the page, but the POST that `report-uri` makes is seen here.
    """

    def __init__(self, context: BrowserContext, origin: str, allow_errors: Sequence[str] = ()) -> None:
        self.violations: list[dict[str, Any]] = []
        self.reports: list[dict[str, Any]] = []
        self.errors: list[str] = []
        self.foreign_requests: list[str] = []
        self._origin = origin
        self._allowed = list(allow_errors)
        context.expose_binding(
            "__policyViolation", lambda _source, violation: self.violations.append(violation)
        )
        context.add_init_script(_REPORT_VIOLATIONS)
        context.on("request", self._on_request)
        context.on("weberror", self._on_error)
        context.on("console", self._on_console)

    def allow(self, pattern: str) -> None:
        """A test that provokes an error names it: a regular expression, found anywhere in the message."""
        self._allowed.append(pattern)

    def check(self) -> None:
        """Fails when anything was seen that should not be."""
        errors = [error for error in self.errors if not any(re.search(p, error) for p in self._allowed)]
        assert not self.violations, f"the page broke its security policy: {self.violations}"
        assert not self.reports, f"a page or worker broke the security policy: {self.reports}"
        assert not self.foreign_requests, f"requests to other origins: {self.foreign_requests}"
        assert not errors, f"errors in the browser: {errors}"

    def _on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in _LOCAL_SCHEMES and f"{address.scheme}://{address.netloc}" != self._origin:
            self.foreign_requests.append(request.url)
        if request.method == "POST" and "csp-report" in request.headers.get("content-type", ""):
            self.reports.append(json.loads(request.post_data or "{}").get("csp-report", {}))

    def _on_error(self, error: WebError) -> None:
        self.errors.append(str(error.error))

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location['url']})")
