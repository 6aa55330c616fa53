"""Schemathesis asks everything that `/openapi.json` describes, rightly and wrongly: the relay never breaks.

The examples are the same in every run. They are asked by a signed-in patient with a case, whose own ids stand in
half of the requests, so that they reach what lies behind the checks of form.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from tests.server.envelope_on_its_way import EnvelopeOnItsWay
from tests.server.relay_under_test import MakeRelay

EXAMPLES = 12
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
)
REPEATABLE = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@schemathesis.serializer("application/csp-report")
def report_as_json(_context: Any, value: Any) -> bytes:
    return json.dumps(value).encode()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.timeout(300)
def test_whatever_is_asked_the_relay_answers_as_it_says(make_relay: MakeRelay, mode: GenerationMode) -> None:
    relay = make_relay(rate_limit_factor=1000.0)
    anna = relay.patient()
    case = relay.case(anna)
    record = case.add_record()
    upload = EnvelopeOnItsWay.announce(case, 2)
    own = {
        "case_id": case.case_id,
        "way_in_id": anna.passkey.way_in_id,
        "index": 0,
        "sha256": upload.hashes[0],
    }
    stored = str(record.files[0].reference["envelope_id"])
    schema = schemathesis.openapi.from_wsgi("/openapi.json", app=relay.app)
    # Cookie and token are always right here; test_authorisation leaves them out.
    schema.config.generation.update(with_security_parameters=False)
    asked: dict[str, int] = {}
    failures: dict[str, str] = {}

    def ask(label: str, request: schemathesis.Case[Any], *, known: bool, by_ticket: bool) -> None:
        if known and request.path_parameters:
            own["envelope_id"] = upload.envelope_id if by_ticket else stored
            request.path_parameters.update(
                {name: own[name] for name in request.path_parameters if name in own}
            )
        headers = {"X-CSRFToken": anna.browser.csrf_token(), **(upload.headers if by_ticket else {})}
        cookie = anna.browser.client.get_cookie("second_look_session", domain="localhost")
        cookies = {} if cookie is None else {"second_look_session": cookie.value}
        asked[label] = asked.get(label, 0) + 1
        request.call_and_validate(headers=headers, cookies=cookies, checks=list(CHECKS))

    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    described = {
        f"{method.upper()} {path}": "requestBody" in operation
        for path, methods in schema.raw_schema["paths"].items()
        for method, operation in methods.items()
    }
    # The description itself was asked for already.
    assert {operation.label for operation in operations} == set(described) - {"GET /openapi.json"}
    for operation in operations:
        by_ticket = "/parts/{index}" in operation.path or operation.path.endswith(("/have", "/commit"))

        @REPEATABLE
        @given(operation.as_strategy(generation_mode=mode), st.booleans())
        def ask_all(request: schemathesis.Case[Any], known: bool) -> None:
            ask(operation.label, request, known=known and mode.is_positive, by_ticket=by_ticket)  # noqa: B023

        run: Callable[[], None] = ask_all
        try:
            run()
        except Unsatisfiable:
            pass  # Without parameters and body nothing can be asked wrongly.
        except (FailureGroup, AssertionError) as failure:
            failures[operation.label] = str(failure)
        anna.browser.forget_csrf_token()
        if anna.browser.ask("/api/session")["account_id"] is None:
            anna.sign_in()
    assert failures == {}
    # A report of a browser may be anything.
    with_body = {label for label, has_body in described.items() if has_body} - {"POST /csp-report"}
    assert set(asked) >= (set(described) - {"GET /openapi.json"} if mode.is_positive else with_body)
