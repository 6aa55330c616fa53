"""The pages, the app's files, and what machines ask about the relay (spec/relay-api.md section 9)."""

from __future__ import annotations

from flask import Blueprint

from server.relay import this_relay
from server.routes.bodies import Shape, contract

blueprint = Blueprint("pages", __name__)


class Health(Shape):
    """`{"status":"ok"}`"""

    status: str


@blueprint.get("/healthz")
@contract(answers={200: Health})
def healthz() -> Health:
    """Whether database and blob store answer."""
    relay = this_relay()
    relay.database.check()
    relay.blobs.check()
    return Health(status="ok")
