from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.crypto.encoding import (
    LARGEST_INTEGER,
    from_base64,
    from_base64url,
    from_hex,
    parse_canonical_json,
    to_base64,
    to_base64url,
    write_canonical_json,
)
from server.crypto.errors import ContractError, FailureClass

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True)
STRINGS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | STRINGS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


def _refused(data: bytes) -> bool:
    try:
        parse_canonical_json(data, 10_000)
    except ContractError as error:
        return error.failure_class is FailureClass.ENCODING
    return False


@given(VALUES)
def test_what_is_written_is_read_and_written_again_to_the_same_bytes(value: Any) -> None:
    data = write_canonical_json(value)
    assert parse_canonical_json(data, 1_000_000) == value
    assert write_canonical_json(parse_canonical_json(data, 1_000_000)) == data
    assert json.loads(data) == value


@given(st.binary(max_size=40))
def test_any_bytes_are_either_canonical_or_refused(data: bytes) -> None:
    assert _refused(data) or write_canonical_json(parse_canonical_json(data, 100)) == data


@given(VALUES, st.integers(0, 400), st.sampled_from([b" ", b"\n", b"\t", b"\xef\xbb\xbf"]))
def test_white_space_between_values_is_refused(value: Any, position: int, space: bytes) -> None:
    data = write_canonical_json([value])
    place = position % (len(data) + 1)
    changed = data[:place] + space + data[place:]
    assert _refused(changed) or parse_canonical_json(changed, 10_000) != [value]


def test_more_bytes_than_allowed_are_a_limit() -> None:
    assert parse_canonical_json(b'"abc"', 5) == "abc"
    with pytest.raises(ContractError) as refusal:
        parse_canonical_json(b'"abcd"', 5)
    assert refusal.value.failure_class is FailureClass.LIMIT


@pytest.mark.parametrize("value", [1.5, {"A": 1}, {1: 2}, {"a": object()}, 2**53, float("nan"), b"x"])
def test_values_outside_canonical_json_are_not_written(value: Any) -> None:
    with pytest.raises(ContractError):
        write_canonical_json(value)


@given(st.binary(max_size=100))
def test_base64url_goes_both_ways(data: bytes) -> None:
    text = to_base64url(data)
    assert text == base64.urlsafe_b64encode(data).rstrip(b"=").decode()
    assert from_base64url(text) == from_base64url(text, len(data)) == data
    assert from_base64(to_base64(data)) == from_base64(to_base64(data), len(data)) == data


@given(st.text(max_size=12))
def test_text_is_base64url_only_when_it_is_written_so_again(text: str) -> None:
    try:
        data = from_base64url(text)
    except ContractError:
        return
    assert to_base64url(data) == text


@given(st.text(max_size=8))
def test_text_is_hex_only_when_it_is_written_so_again(text: str) -> None:
    try:
        data = from_hex(text, len(text) // 2)
    except ContractError:
        return
    assert data.hex() == text


def test_a_length_that_differs_is_refused() -> None:
    for length in (31, 33):
        with pytest.raises(ContractError):
            from_base64url(to_base64url(bytes(32)), length)
        with pytest.raises(ContractError):
            from_base64(to_base64(bytes(32)), length)
