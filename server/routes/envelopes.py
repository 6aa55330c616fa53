"""Routes of envelopes (spec/relay-api.md)."""

from flask import Blueprint

blueprint = Blueprint("envelopes", __name__)
