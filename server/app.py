"""The one place where the relay's parts are joined."""

from __future__ import annotations

import os

from flask import Flask, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter

from server import browser_session, cli, clinic_log, housekeeping, logs, problems, security_headers
from server.errors import Problem
from server.key_files import load_relay_keys
from server.relay import EXTENSION, Relay
from server.routes import cases, directory, enrolment, envelopes, pages, sessions, sign_in, ways_in
from server.routes.bodies import JSON_BYTES, contract_of
from server.settings import Settings, SettingsError
from server.store.blobs.blob_store import BlobStore
from server.store.blobs.local_folder import LocalFolder
from server.store.database import Database
from server.store.migrate import migrate

BLUEPRINTS = (pages, sessions, enrolment, sign_in, ways_in, directory, cases, envelopes)
CHANGING = ("POST", "PUT", "PATCH", "DELETE")


class Hex16(BaseConverter):
    """16 bytes in lower-case hex."""

    regex = "[0-9a-f]{32}"


class Hex32(BaseConverter):
    """32 bytes in lower-case hex."""

    regex = "[0-9a-f]{64}"


def create_app(settings: Settings) -> Flask:
    """A relay that is ready to serve: secrets, database and the directory's first entry are made where missing."""
    app = Flask(__name__, static_folder=None)
    relay = open_relay(settings)
    app.extensions[EXTENSION] = relay
    app.secret_key = relay.keys.secret
    app.session_interface = browser_session.CookieSessions()
    app.config.update(WTF_CSRF_TIME_LIMIT=None, MAX_CONTENT_LENGTH=JSON_BYTES)
    app.url_map.converters.update(hex16=Hex16, hex32=Hex32)
    app.url_map.merge_slashes = False
    logger = logs.install(app, settings)
    problems.install(app, logger)
    security_headers.install(app, settings)
    _guard_bodies(app, settings)
    _guard_changes(app)
    cli.install(app)
    clinic_log.found_clinic(relay)
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    return app


def keep_house(app: Flask) -> None:
    """Let what is due happen by itself, as long as this process serves; the operator's commands do without."""
    if os.environ.get("FLASK_RUN_FROM_CLI") != "true":
        relay = app.extensions[EXTENSION]
        housekeeping.start(relay, logs.make_logger(relay.settings.log_path))


def open_relay(settings: Settings) -> Relay:
    """Secrets, database and blob store, made where they are missing; the database at the newest schema."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = Database(settings.database_url)
    migrate(database)
    return Relay(settings, database, _open_blobs(settings), load_relay_keys(settings.keys))


def _open_blobs(settings: Settings) -> BlobStore:
    if settings.blobs_url is None:
        return LocalFolder(settings.blobs)
    try:
        # Its library is installed only where an operator chose a bucket.
        from server.store.blobs.s3_bucket import S3Bucket  # noqa: PLC0415
    except ImportError:
        raise SettingsError(
            "SECOND_LOOK_BLOBS_URL needs one more package: .venv/bin/pip install --editable '.[s3]'"
        ) from None
    try:
        return S3Bucket(settings.blobs_url)
    except ValueError as error:
        raise SettingsError(f"SECOND_LOOK_BLOBS_URL or an AWS_ variable can't be used: {error}") from None


def _guard_bodies(app: Flask, settings: Settings) -> None:
    """Bound every body before anything reads it; the CSRF protection reads forms, so this comes before it."""

    @app.before_request
    def bound_body() -> None:
        connection = request.environ.get("gunicorn.socket")
        if connection is not None:
            # A phone that stalls would hold its thread for ever; gunicorn sets this anew for each request.
            connection.settimeout(settings.part_stall_seconds)
        terms = contract_of(app.view_functions.get(request.endpoint or ""))
        if terms is None:
            return
        request.max_content_length = terms.limit_bytes
        if isinstance(terms.body, type) and request.mimetype != "application/json":
            raise Problem("media-type")
        # A body of unknown length would be cut at the limit without a word.
        if isinstance(terms.body, type) and request.content_length is None:
            raise Problem("length-needed")
        if (request.content_length or 0) > terms.limit_bytes:
            raise Problem("too-large")


def _guard_changes(app: Flask) -> None:
    """Flask-WTF's protection on every changing request but those with a ticket, and reports of the browser."""
    protection = CSRFProtect()

    @app.before_request
    def refuse_other_sites() -> None:
        terms = contract_of(app.view_functions.get(request.endpoint or ""))
        other_site = request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")
        if request.method in CHANGING and other_site and (terms is None or terms.csrf):
            raise Problem("csrf")

    protection.init_app(app)
    for module in BLUEPRINTS:
        app.register_blueprint(module.blueprint)
    for view in app.view_functions.values():
        terms = contract_of(view)
        if terms is not None and not terms.csrf:
            protection.exempt(view)
