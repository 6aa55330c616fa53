"""Who may do what: every route of the relay, as everybody who could try."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask import Flask

from server.errors import CODES
from server.routes.bodies import contract_of
from tests.server.browser import code_of
from tests.server.relay_under_test import MakeRelay, RelayUnderTest
from tests.server.requests_by_route import CHANGE_WHO_IS_SIGNED_IN, PEOPLE, ROWS, Asker, World

# The owner comes last, as the owner's request takes away what the others tried to take.
ORDER = [*(who for who in PEOPLE if who != "owner"), "owner"]


def routes_of(app: Flask) -> set[tuple[str, str]]:
    return {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def table_of(answers: dict[str, dict[str, str]]) -> str:
    """The table of route by role, as text."""
    width = max(map(len, answers)) + 1
    lines = ["".join([" " * width, *(f"{who:15}" for who in PEOPLE)])]
    lines += [
        "".join([f"{label:{width}}", *(f"{by_person[who]:15}" for who in PEOPLE)])
        for label, by_person in answers.items()
    ]
    return "\n".join(line.rstrip() for line in lines)


def test_every_route_has_a_row(relay: RelayUnderTest) -> None:
    assert {(row.method, row.rule) for row in ROWS} == routes_of(relay.app)


def test_everybody_gets_exactly_what_the_table_says(
    make_relay: MakeRelay, record_property: Callable[[str, object], None]
) -> None:
    world = World(make_relay(rate_limit_factor=100.0))
    answers: dict[str, dict[str, str]] = {}
    for row in ROWS:
        given = answers.setdefault(row.label, {})
        for who in ORDER:
            status, _, code = code_of(row.act(Asker(world, who))).partition(" ")
            assert not code or status == str(CODES[code].status if code in CODES else 400)
            given[who] = code or status
        if row.rule in CHANGE_WHO_IS_SIGNED_IN:
            world.sign_in_again()
    record_property("route by role", table_of(answers))
    expected = {row.label: dict(zip(PEOPLE, row.answers, strict=True)) for row in ROWS}
    assert answers == expected


def test_everything_that_changes_something_needs_the_csrf_token(relay: RelayUnderTest) -> None:
    browser = relay.patient().browser
    for method, rule in routes_of(relay.app):
        if method == "GET":
            continue
        path = re.sub("<hex16:[a-z_]+>", "ab" * 16, rule)
        path = path.replace("<int:index>", "0").replace("<hex32:sha256>", "ab" * 32)
        endpoint, _ = relay.app.url_map.bind("localhost").match(path, method)
        terms = contract_of(relay.app.view_functions[endpoint])
        assert terms is not None
        for token in ({}, {"X-CSRFToken": ""}, {"X-CSRFToken": "wrong"}):
            answer = browser.send(method, path, csrf=False, json={}, headers=token)
            if terms.csrf:
                assert code_of(answer) == "403 csrf", (method, path, token)
            else:
                assert "/envelopes/" in path or path == "/csp-report"
                assert code_of(answer) != "403 csrf"
