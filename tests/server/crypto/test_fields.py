from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from server.crypto.errors import ContractError, FailureClass
from server.crypto.fields import Fields, hex_list


def _class_of(run: Callable[[], Any]) -> FailureClass | None:
    try:
        run()
    except ContractError as error:
        return error.failure_class
    return None


def _read(value: Any) -> Callable[[], Any]:
    return lambda: Fields({"x": value}, "thing", ("x",))


@pytest.mark.parametrize("value", [None, [], "x", 1, True])
def test_anything_but_an_object_is_refused(value: Any) -> None:
    assert _class_of(lambda: Fields(value, "thing", ("x",))) is FailureClass.ENCODING


@pytest.mark.parametrize("value", [{}, {"x": 1, "y": 2}, {"y": 1}])
def test_missing_and_unknown_fields_are_refused(value: Any) -> None:
    assert _class_of(lambda: Fields(value, "thing", ("x",))) is FailureClass.ENCODING


@pytest.mark.parametrize(
    ("value", "failure_class"),
    [
        ({"v": 2}, FailureClass.VERSION),
        ({"v": 2, "suite": 2, "more": 1}, FailureClass.VERSION),
        ({"v": 1, "suite": 2}, FailureClass.SUITE),
        ({"v": True, "suite": 1}, FailureClass.ENCODING),
        ({"v": 1, "suite": None}, FailureClass.ENCODING),
        ({"v": 1, "suite": 1}, None),
    ],
)
def test_version_comes_before_suite_before_the_rest(value: Any, failure_class: FailureClass | None) -> None:
    assert _class_of(lambda: Fields(value, "thing", ("suite", "v"))) is failure_class


@pytest.mark.parametrize("value", [None, True, "1", [], {}, 2**53])
def test_a_field_of_another_type_is_not_an_integer(value: Any) -> None:
    fields = Fields({"x": value}, "thing", ("x",))
    assert _class_of(lambda: fields.integer("x", 0, 2**53 - 1)) is FailureClass.ENCODING


def test_integers_at_their_bounds() -> None:
    fields = Fields({"x": 5}, "thing", ("x",))
    assert fields.integer("x", 5, 5) == 5
    assert _class_of(lambda: fields.integer("x", 6, 9)) is FailureClass.ENCODING
    assert _class_of(lambda: fields.integer("x", 1, 4)) is FailureClass.ENCODING


def test_a_list_past_a_limit_of_the_contract_is_a_limit() -> None:
    fields = Fields({"x": [1, 2]}, "thing", ("x",))
    assert fields.limited_items("x", 1, 2) == [1, 2]
    assert _class_of(lambda: fields.limited_items("x", 1, 1)) is FailureClass.LIMIT
    assert _class_of(lambda: fields.items("x", 1, 1)) is FailureClass.ENCODING
    assert _class_of(lambda: fields.limited_items("x", 3, 9)) is FailureClass.ENCODING


def test_a_list_of_hex_holds_nothing_else() -> None:
    assert hex_list(["ab", "cd"], 1, "ids") == ("ab", "cd")
    for value in ("AB", "abc", 1, None):
        assert _class_of(lambda each=value: hex_list([each], 1, "ids")) is FailureClass.ENCODING  # type: ignore[misc]
