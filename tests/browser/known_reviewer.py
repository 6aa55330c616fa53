"""A reviewer who stands in the clinic's directory, for stories in which nobody has to play one.

The reviewer enrols, applies and is approved by the relay's own doors: no row is written around them.
"""

from __future__ import annotations

import time
from urllib.parse import parse_qs, urlsplit

from scripts.vectors.author import DAY_MS
from server.app import create_app
from server.settings import load_settings
from tests.browser.live_server import LiveServer
from tests.server.browser import Browser, code_of
from tests.server.people import Reviewer

REVIEWER_NAME = "Dr. Samuel Okafor"


def add_reviewer(server: LiveServer, name: str = REVIEWER_NAME) -> Reviewer:
    """Invite, enrol, apply, approve: as the guide for operators says."""
    app = create_app(load_settings(server.environment))
    reviewer = Reviewer(name, Browser(app, server.environment["SECOND_LOOK_ORIGIN"]), now_ms)
    link = server.operator("invite").splitlines()[0]
    reviewer.enrol("reviewer", parse_qs(urlsplit(link).fragment)["invitation"][0])
    times = {"valid_from_ms": now_ms() - DAY_MS, "valid_to_ms": now_ms() + 365 * DAY_MS}
    applied = reviewer.apply(name=name, specialty="Pancreatic surgery", credentials="MD, FRCS", **times)
    assert code_of(applied) == "204", code_of(applied)
    server.operator("approve", reviewer.account_id, answer="y\n")
    return reviewer


def now_ms() -> int:
    """This moment."""
    return time.time_ns() // 1_000_000
