"""Logs: one line a request, in JSON, with an allow-list of fields.

No network address, no id of a person, case or envelope, no query, no header and no body can get into the
log: what is not on the list is dropped by the last step before writing.
"""

from __future__ import annotations

import logging
import secrets
import sys
import time
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, TextIO

import structlog
from flask import Flask, Response, g, request

from server.settings import Settings

ALLOWED = frozenset(
    (
        "event",
        "level",
        "timestamp",
        "request",
        "method",
        "route",
        "status",
        "code",
        "ms",
        "bytes",
        "error",
        "count",
    )
)


def _only_allowed(_logger: object, _name: str, fields: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {name: value for name, value in fields.items() if name in ALLOWED}


def make_logger(path: str) -> structlog.typing.FilteringBoundLogger:
    """A logger to a file, or to standard error for "-"."""
    # The log stays open as long as the relay runs.
    stream: TextIO = sys.stderr if path == "-" else Path(path).open("a", encoding="utf-8", buffering=1)  # noqa: SIM115
    logger: structlog.typing.FilteringBoundLogger = structlog.wrap_logger(
        structlog.WriteLogger(stream),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _only_allowed,
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    return logger


def install(app: Flask, settings: Settings) -> structlog.typing.FilteringBoundLogger:
    """Log every request by its route's template."""
    logger = make_logger(settings.log_path)

    @app.before_request
    def start_clock() -> None:
        g.started = time.monotonic()
        g.request_id = secrets.token_hex(8)

    @app.after_request
    def write_line(response: Response) -> Response:
        rule = request.url_rule
        logger.info(
            "request",
            request=g.get("request_id"),
            method=request.method if rule is not None else None,
            route=rule.rule if rule is not None else "(none)",
            status=response.status_code,
            code=g.get("problem_code"),
            ms=round((time.monotonic() - g.get("started", time.monotonic())) * 1000, 1),
            bytes=request.content_length,
        )
        return response

    return logger


def name_of_error(error: BaseException) -> str:
    """The type of an error and where it was raised; never its text, which may hold values."""
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    where = (
        "" if step is None else f" at {step.tb_frame.f_code.co_filename.rpartition('/')[2]}:{step.tb_lineno}"
    )
    return f"{type(error).__name__}{where}"
