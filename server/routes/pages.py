"""The pages, the app's files, and what machines ask about the relay (spec/relay-api.md section 9)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, g, render_template, request

from server.app_files import PAGES, AppFile, AppFiles
from server.clinic_log import last_clinic
from server.errors import Problem
from server.rate_limits import REPORTS, enforce
from server.relay import this_relay
from server.routes.bodies import Shape, contract
from server.routes.openapi import describe
from server.security_headers import PAGE_POLICY

blueprint = Blueprint("pages", __name__)

LANGUAGES = ("en", "de")
ASK_AGAIN = "no-cache"
IMMUTABLE = "public, max-age=31536000, immutable"
_DIRECTIVES = frozenset(directive.partition(" ")[0] for directive in PAGE_POLICY.split("; "))


class Health(Shape):
    """`{"status":"ok"}`"""

    status: str


@blueprint.get("/")
@contract(answers={200: "text/html"})
def patients_page() -> Response:
    """The patient's app."""
    return _send(PAGES["/"])


@blueprint.get("/reviewer")
@contract(answers={200: "text/html"})
def reviewers_page() -> Response:
    """The reviewer's app."""
    return _send(PAGES["/reviewer"])


@blueprint.get("/manifest.webmanifest")
@contract(answers={200: "application/manifest+json"})
def manifest() -> Response:
    """What a phone needs to put the app on its first screen."""
    return _send("manifest.webmanifest")


@blueprint.get("/service-worker.js")
@contract(answers={200: "text/javascript"})
def service_worker() -> Response:
    """The app's service worker, at the root so that it may serve every page."""
    return _send("service-worker.js")


@blueprint.get("/static/shell.json")
@contract(answers={200: "application/json"})
def shell_list() -> Response:
    """The files that a phone keeps, each with its SHA-256."""
    listed = _files(this_relay().settings.pages).shell_list()
    return _answer(AppFile(listed, "application/json", compressible=True), ASK_AGAIN)


@blueprint.get("/static/<path:name>")
@contract(answers={200: "*/*"})
def static_file(name: str) -> Response:
    """A file of the app."""
    # A folder of vendor/ has its version in its name; nothing in it ever changes.
    versioned = name.startswith("vendor/") and name.count("/") > 1
    return _send(f"static/{name}", IMMUTABLE if versioned else ASK_AGAIN)


@blueprint.get("/viewer/")
@contract(answers={200: "text/html"})
def viewer() -> Response:
    """The sandboxed frame in which a reviewer sees a document."""
    return _send("viewer/frame.html")


@blueprint.get("/viewer/<path:name>")
@contract(answers={200: "*/*"})
def viewer_file(name: str) -> Response:
    """A file of the frame."""
    return _send(f"viewer/{name}")


@blueprint.get("/privacy")
@contract(answers={200: "text/html"})
def privacy() -> Response:
    """Who can see what, how long, and what then."""
    asked = request.args.get("language", "")
    language = asked if asked in LANGUAGES else request.accept_languages.best_match(LANGUAGES, "en")
    with this_relay().database.reading() as connection:
        clinic = last_clinic(connection)
    page = render_template(f"privacy.{language}.html", clinic=clinic)
    return Response(page, content_type="text/html; charset=utf-8", headers={"Vary": "Accept-Language"})


@blueprint.get("/healthz")
@contract(answers={200: Health})
def healthz() -> Health:
    """Whether database and blob store answer."""
    relay = this_relay()
    relay.blobs.check()
    relay.database.check()
    return Health(status="ok")


@blueprint.get("/openapi.json")
@contract(answers={200: "application/json"})
def openapi() -> Response:
    """This interface, for machines."""
    return Response(json.dumps(describe(current_app)), content_type="application/json")


@blueprint.post("/csp-report")
@contract(body="application/csp-report", answers={204: None}, csrf=False)
def policy_report() -> None:
    """A browser says that a page tried what the policy forbids; only the rule's name is logged."""
    enforce(REPORTS, None)
    report: Any = request.get_json(force=True, silent=True)
    inside = report.get("csp-report") if isinstance(report, dict) else None
    directive = inside.get("effective-directive") if isinstance(inside, dict) else None
    known = isinstance(directive, str) and directive in _DIRECTIVES
    g.problem_code = directive if known else "unknown"


def _send(name: str, caching: str = ASK_AGAIN) -> Response:
    file = _files(this_relay().settings.pages).find(name)
    if file is None:
        raise Problem("not-found")
    return _answer(file, caching)


def _answer(file: AppFile, caching: str) -> Response:
    zipped = file.compressible and request.accept_encodings["gzip"] > 0
    response = Response(file.compressed if zipped else file.data, content_type=file.media_type)
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = caching
    response.set_etag(f"{file.sha256[:32]}{'-gzip' if zipped else ''}")
    response.make_conditional(request)
    return response


@cache
def _files(folder: Path) -> AppFiles:
    """One for each folder, so that a file is hashed and compressed once in a process."""
    return AppFiles(folder)
