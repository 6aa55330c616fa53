"""Hex, base64url and canonical JSON, read strictly (spec/README.md, conventions)."""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import NoReturn

from server.crypto.errors import ContractError, FailureClass

JsonValue = None | bool | int | str | list["JsonValue"] | dict[str, "JsonValue"]
JsonObject = dict[str, JsonValue]

LARGEST_INTEGER = 2**53 - 1
DEEPEST_NESTING = 16

_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_HEX = re.compile(r"(?:[0-9a-f]{2})*\Z")
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*\Z")


def _refuse(detail: str) -> NoReturn:
    raise ContractError(FailureClass.ENCODING, detail)


def from_hex(text: str, length: int) -> bytes:
    """The bytes of lower-case hexadecimal text that stands for exactly `length` bytes."""
    if len(text) != 2 * length or not _HEX.match(text):
        _refuse(f"expected {length} bytes in lower-case hex")
    return bytes.fromhex(text)


def to_base64url(data: bytes) -> str:
    """RFC 4648 section 5 without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_base64url(text: str, length: int | None = None) -> bytes:
    """The bytes of strict base64url text: no padding, unused bits zero, `length` bytes where it is given."""
    if length is not None and len(text) != (length * 4 + 2) // 3:
        _refuse(f"expected {length} bytes in base64url")
    if not _BASE64URL.match(text):
        _refuse("not base64url")
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        _refuse("not base64url")
    if to_base64url(data) != text:
        _refuse("base64url with unused bits that are not zero")
    return data


def from_base64(text: str, length: int | None = None) -> bytes:
    """The bytes of strict standard base64 with padding, as public log formats use it."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (ValueError, binascii.Error):
        _refuse("not standard base64")
    if base64.b64encode(data).decode("ascii") != text or (length is not None and len(data) != length):
        _refuse("not standard base64 of the expected length")
    return data


def to_base64(data: bytes) -> str:
    """Standard base64 with padding."""
    return base64.b64encode(data).decode("ascii")


def write_canonical_json(value: JsonValue) -> bytes:
    """The one way to write a value. A value that can't be written is refused (`encoding`)."""
    _check_value(value, level=0)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        _refuse("unpaired surrogate in a string")


def parse_canonical_json(data: bytes, maximum_bytes: int) -> JsonValue:
    """The value of canonical JSON. Longer data is `limit`; any other way to write it is `encoding`."""
    if len(data) > maximum_bytes:
        raise ContractError(FailureClass.LIMIT, f"more than {maximum_bytes} bytes of JSON")
    try:
        value: JsonValue = json.loads(
            data.decode("utf-8"), parse_float=_refuse_number, parse_constant=_refuse_number
        )
    except (ValueError, RecursionError):
        _refuse("not JSON")
    if write_canonical_json(value) != data:
        _refuse("JSON that is not in canonical form")
    return value


def _refuse_number(_text: str) -> NoReturn:
    _refuse("a number that is not an integer")


def _check_value(value: object, level: int) -> None:
    if value is None or isinstance(value, (bool, str)):
        return
    if isinstance(value, int):
        if not -LARGEST_INTEGER <= value <= LARGEST_INTEGER:
            _refuse("integer beyond 2^53 - 1")
        return
    if level == DEEPEST_NESTING:
        _refuse(f"nested deeper than {DEEPEST_NESTING}")
    if isinstance(value, list):
        for item in value:
            _check_value(item, level + 1)
        return
    if isinstance(value, dict):
        for name, item in value.items():
            if not isinstance(name, str) or not _NAME.match(name):
                _refuse("name of a field with other characters than a-z, 0-9 and _")
            _check_value(item, level + 1)
        return
    _refuse("a value that JSON does not have")
