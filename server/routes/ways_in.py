"""To come in the next commit."""

from flask import Blueprint

blueprint = Blueprint("ways_in", __name__)
