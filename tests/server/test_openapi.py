"""`/openapi.json` describes exactly the routes that are served, and those of spec/relay-api.md."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tests.server.relay_under_test import RelayUnderTest

SPECIFICATION = Path(__file__).parents[2] / "spec/relay-api.md"


def test_the_description_names_exactly_the_routes_that_are_served(relay: RelayUnderTest) -> None:
    described = relay.browser().ask("/openapi.json")["paths"]
    served = {
        (re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule.rule), method.lower())
        for rule in relay.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert {(address, method) for address, methods in described.items() for method in methods} == served


def test_the_description_names_exactly_the_routes_of_the_contract(relay: RelayUnderTest) -> None:
    rows = re.findall(
        r"^\| `(GET|POST|PUT|DELETE) (/api/[^`? ]+)[^`]*`", SPECIFICATION.read_text(), re.MULTILINE
    )
    stated = {(method.lower(), re.sub(r"<([a-z0-9_]+)>", r"{\1}", address)) for method, address in rows}
    described = relay.browser().ask("/openapi.json")["paths"]
    named = {(method, address) for address, methods in described.items() for method in methods}
    # The directory's routes stand in spec/directory.md.
    assert {each for each in named if re.match(r"/api/(?!directory/)", each[1])} == stated


def test_every_body_that_is_described_takes_no_further_fields(relay: RelayUnderTest) -> None:
    document = relay.browser().ask("/openapi.json")
    schemas = document["components"]["schemas"]
    bodies = {
        content["schema"]["$ref"].rpartition("/")[2]
        for methods in document["paths"].values()
        for operation in methods.values()
        for content in _contents(operation)
        if "schema" in content
    }
    assert len(bodies) > 10
    assert {name for name in bodies if schemas[name].get("additionalProperties") is not False} == set()


def _contents(operation: dict[str, Any]) -> list[dict[str, Any]]:
    return list(operation.get("requestBody", {}).get("content", {}).values())
