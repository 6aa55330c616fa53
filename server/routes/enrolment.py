"""To come in the next commit."""

from flask import Blueprint

blueprint = Blueprint("enrolment", __name__)
