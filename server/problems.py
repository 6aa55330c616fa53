"""Every exception of a request becomes a problem with a stable code; nothing else leaves the relay."""

from __future__ import annotations

import structlog
from flask import Flask, Response, g
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from server.crypto.errors import ContractError
from server.errors import Problem, problem_response
from server.logs import name_of_error
from server.store.blobs.blob_store import StorageFullError, StorageUnreachableError
from server.store.database import database_is_busy, database_is_full

CODE_OF_STATUS = {
    400: "bad-request",
    404: "not-found",
    405: "method",
    408: "too-slow",
    411: "length-needed",
    413: "too-large",
    415: "media-type",
    416: "range",
    429: "slow-down",
}


def install(app: Flask, logger: structlog.typing.FilteringBoundLogger) -> None:
    """Answer every exception of a request."""

    @app.errorhandler(Exception)
    def answer(error: Exception) -> Response:
        if isinstance(error, HTTPException) and (error.code or 500) < 400:
            redirect = error.get_response()
            return Response(status=redirect.status_code, headers={"Location": redirect.headers["Location"]})
        problem = _problem_of(error)
        g.problem_code = problem.code
        if problem.code == "broken" or isinstance(error, StorageUnreachableError):
            logger.error("failed", request=g.get("request_id"), error=name_of_error(error))
        return problem_response(problem)


def _problem_of(error: Exception) -> Problem:
    match error:
        case Problem():
            return error
        case ContractError():
            return Problem(error.failure_class.value)
        case CSRFError():
            return Problem("csrf")
        case HTTPException():
            headers = {name: value for name, value in error.get_headers() if name == "Allow"}
            status = error.code or 500
            return Problem(
                CODE_OF_STATUS.get(status, "bad-request" if status < 500 else "broken"), headers=headers
            )
        case TimeoutError():
            # The socket's own limit (server.app): nothing arrived for a while, so the line is given up.
            return Problem("too-slow", headers={"Connection": "close"})
        case StorageFullError():
            return Problem("storage-full")
        case PoolTimeout() | IntegrityError() | StorageUnreachableError():
            # IntegrityError: two requests met; the later one sees what the other did when it is tried again.
            return Problem("busy", headers={"Retry-After": "1"})
        case DBAPIError() if database_is_full(error):
            return Problem("storage-full")
        case DBAPIError() if database_is_busy(error):
            return Problem("busy", headers={"Retry-After": "1"})
        case _:
            return Problem("broken")
