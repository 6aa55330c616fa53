"""Routes of cases (spec/relay-api.md)."""

from flask import Blueprint

blueprint = Blueprint("cases", __name__)
