"""Bytes, text and hashes (spec/README.md)."""

from __future__ import annotations

from reviewer.keys import hkdf
from server.crypto.encoding import (
    from_base64url,
    from_hex,
    parse_canonical_json,
    to_base64url,
    write_canonical_json,
)
from server.crypto.signatures import labelled_hash
from server.crypto.text import check_text
from tests.vectors.operations.operation import LARGEST, Given, Output, operation


@operation("canonical-json")
def canonical_json(given: Given) -> Output:
    value = parse_canonical_json(given.bytes("bytes"), LARGEST)
    assert write_canonical_json(value) == given.bytes("bytes")
    return {"value": value}


@operation("text")
def text(given: Given) -> Output:
    check_text(given["value"], "text", given["minimum"], given["maximum"], given["lines"])
    return {}


@operation("base64url")
def base64url(given: Given) -> Output:
    return {"hex": from_base64url(given["text"]).hex()}


@operation("hex")
def hexadecimal(given: Given) -> Output:
    return {"base64url": to_base64url(from_hex(given["text"], given["length"]))}


@operation("hash")
def labelled_hash_of(given: Given) -> Output:
    return {"hash": labelled_hash(given["label"], given.bytes("message")).hex()}


@operation("hkdf")
def hkdf_of(given: Given) -> Output:
    return {"okm": hkdf(given.bytes("ikm"), given["label"], given["length"])}
