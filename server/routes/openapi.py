"""`/openapi.json`: made from the address map and from the contracts of the views, so that it can't drift."""

from __future__ import annotations

import re
from typing import Any

from flask import Flask
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.routing import Rule

from server.routes.bodies import Contract, Shape, contract_of

REFERENCE = "#/components/schemas/{model}"
PROBLEM = "application/problem+json"
PARAMETER = re.compile(r"<(?:([a-z0-9]+)(?:\([^)]*\))?:)?([a-z0-9_]+)>")
PARAMETER_SCHEMAS: dict[str, dict[str, Any]] = {
    "hex16": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    "hex32": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "int": {"type": "integer", "minimum": 0},
    "path": {"type": "string", "minLength": 1},
}


class ProblemShape(BaseModel):
    """Problem details (RFC 9457); some codes bring further fields."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    next: str


def describe(app: Flask) -> dict[str, Any]:
    """The OpenAPI 3.1 document of all routes that have a contract."""
    routes = [(rule, contract_of(app.view_functions[rule.endpoint])) for rule in app.url_map.iter_rules()]
    described = [(rule, terms) for rule, terms in routes if terms is not None]
    taken = {terms.body for _, terms in described if isinstance(terms.body, type)}
    given = {
        answer for _, terms in described for answer in terms.answers.values() if isinstance(answer, type)
    }
    references, definitions = models_json_schema(
        [*((shape, "validation") for shape in sorted(taken | given, key=str)), (ProblemShape, "validation")],
        ref_template=REFERENCE,
    )
    schemas: dict[Any, Any] = {shape: schema for (shape, _), schema in references.items()}
    paths: dict[str, dict[str, Any]] = {}
    for rule, terms in sorted(described, key=lambda each: each[0].rule):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            view = app.view_functions[rule.endpoint]
            operation = _operation(rule, method, terms, schemas) | _words(view.__doc__ or "")
            paths.setdefault(_address(rule), {})[method.lower()] = operation
    return {
        "openapi": "3.1.0",
        "info": {"title": "Second Look relay", "version": "1", "description": "See spec/relay-api.md."},
        "paths": paths,
        "components": {
            "schemas": definitions["$defs"],
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "second_look_session"},
                "token": {"type": "apiKey", "in": "header", "name": "X-CSRFToken"},
                "ticket": {"type": "apiKey", "in": "header", "name": "Authorization"},
            },
        },
    }


def _words(docstring: str) -> dict[str, str]:
    return {"summary": docstring.strip().partition("\n")[0]}


def _address(rule: Rule) -> str:
    """`/api/sessions/<hex16:session_id>` → `/api/sessions/{session_id}`"""
    return PARAMETER.sub(r"{\2}", rule.rule)


def _operation(
    rule: Rule, method: str, terms: Contract, schemas: dict[type[BaseModel], Any]
) -> dict[str, Any]:
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": PARAMETER_SCHEMAS[converter]}
        for converter, name in PARAMETER.findall(rule.rule)
    ]
    parameters += [
        {"name": name, "in": "query", "required": True, "schema": {"type": "integer"}} for name in terms.query
    ]
    operation: dict[str, Any] = {
        "operationId": rule.endpoint,
        "parameters": parameters,
        "security": _security(method, terms),
        "responses": {
            **{str(status): _content(answer, schemas) for status, answer in terms.answers.items()},
            "default": {
                "description": "a problem",
                "content": {PROBLEM: {"schema": schemas[ProblemShape]}},
            },
        },
    }
    if terms.body is not None:
        content = _content(terms.body, schemas)["content"]
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _security(method: str, terms: Contract) -> list[dict[str, list[str]]]:
    if method == "GET":
        return [{}, {"session": []}]
    return [{"session": [], "token": []}] if terms.csrf else [{}, {"ticket": []}]


def _content(answer: type[Shape] | str | None, schemas: dict[Any, Any]) -> dict[str, Any]:
    if answer is None:
        return {"description": "done"}
    if isinstance(answer, str):
        return {"description": "bytes or text", "content": {answer: {}}}
    return {
        "description": (answer.__doc__ or "").strip().partition("\n")[0],
        "content": {"application/json": {"schema": schemas[answer]}},
    }
