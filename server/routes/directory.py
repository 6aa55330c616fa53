"""To come in the next commit."""

from flask import Blueprint

blueprint = Blueprint("directory", __name__)
