"""What a route takes and answers: strict models, one for each JSON body, that also make `/openapi.json`.

    @blueprint.post("/api/sign-in")
    @contract(body=SignIn, answers={200: SignedIn})
    def sign_in(body: SignIn) -> SignedIn: ...

A view returns a model (sent under the first status of `answers`), a model with another status, None (204), or
a whole Response.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from flask import Response, request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from server.crypto.encoding import JsonValue
from server.errors import Problem

JSON_BYTES = 64 * 1024
STATEMENT_BYTES = 1_200_000
LATEST_TIME_MS = 253_402_300_799_999
_WHOLE_NUMBER = re.compile(r"(?:0|-?[1-9][0-9]{0,9})\Z", re.ASCII)

Hex16 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Hex32 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Base64url = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]*$")]
TimeMs = Annotated[int, Field(ge=0, le=LATEST_TIME_MS)]


class Shape(BaseModel):
    """A JSON object with exactly the stated fields, each of exactly the stated type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Nothing(Shape):
    """`{}`"""


class SignedObjectShape(Shape):
    """Canonical JSON with a signature over it; what it means is checked by server.crypto."""

    signature: Annotated[Base64url, StringConstraints(max_length=86)]
    signed: Base64url

    def wire(self) -> JsonValue:
        """The form that server.crypto parses."""
        return {"signature": self.signature, "signed": self.signed}


AnyShape = TypeVar("AnyShape", bound=Shape)
Answer = Shape | tuple[Shape, int] | Response | None
View = Callable[..., Answer]


@dataclass(frozen=True, slots=True)
class Contract:
    """How a route is described. An answer is a model, a media type, or None for an empty one."""

    body: type[Shape] | str | None
    answers: Mapping[int, type[Shape] | str | None]
    limit_bytes: int
    csrf: bool
    query: tuple[str, ...]


def contract(
    *,
    body: type[Shape] | str | None = None,
    answers: Mapping[int, type[Shape] | str | None],
    limit_bytes: int = JSON_BYTES,
    csrf: bool = True,
    query: tuple[str, ...] = (),
) -> Callable[[View], Callable[..., Response]]:
    """Give a view its contract. A JSON body is parsed and handed over as `body`; a media type is left unread.

    Without `csrf` a route takes no CSRF token: an upload ticket authorises it, or it changes nothing of anybody.
    `query` names the whole numbers that stand after the question mark; `query_number` reads them.
    """
    terms = Contract(body, answers, limit_bytes, csrf, query)

    def decorate(view: View) -> Callable[..., Response]:
        @functools.wraps(view)
        def answering(**arguments: Any) -> Response:
            if isinstance(body, type):
                arguments["body"] = read_json(body)
            return _response(view(**arguments), next(iter(answers)))

        answering.contract = terms  # type: ignore[attr-defined]
        return answering

    return decorate


def contract_of(view: object) -> Contract | None:
    """The contract that a view was given."""
    found = getattr(view, "contract", None)
    return found if isinstance(found, Contract) else None


def read_json(shape: type[AnyShape]) -> AnyShape:
    """The request's body. Raises Problem `media-type`, or `bad-request` with the `field` that is wrong."""
    if request.mimetype != "application/json":
        raise Problem("media-type")
    try:
        return shape.model_validate_json(request.get_data(cache=False))
    except ValidationError as error:
        where = error.errors(include_url=False, include_context=False, include_input=False)[0]["loc"]
        raise Problem("bad-request", field=_name_of(shape, where)) from None


def query_number(name: str, lowest: int, highest: int) -> int:
    """A whole number of the query. Raises Problem `bad-request`."""
    text = request.args.get(name, "")
    if _WHOLE_NUMBER.match(text) is None or not lowest <= int(text) <= highest:
        raise Problem("bad-request", field=name)
    return int(text)


def _name_of(shape: type[Shape], where: tuple[int | str, ...]) -> str:
    """The field that is wrong; a name that the sender made up is not echoed."""
    known = where and (where[0] in shape.model_fields or where[0] in _aliases(shape))
    return str(where[0]) if known else "body"


def _aliases(shape: type[Shape]) -> set[str | None]:
    return {field.alias for field in shape.model_fields.values()}


def _response(answer: Answer, usual_status: int) -> Response:
    if isinstance(answer, Response):
        return answer
    if answer is None:
        return Response(status=204)
    shape, status = answer if isinstance(answer, tuple) else (answer, usual_status)
    return Response(shape.model_dump_json(), status=status, content_type="application/json")
