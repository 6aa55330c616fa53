"""One object of the contract, read field by field: exactly the stated names, each of its stated form."""

from __future__ import annotations

from server.crypto.encoding import JsonObject, JsonValue, from_base64url, from_hex, parse_canonical_json
from server.crypto.errors import ContractError, FailureClass, require
from server.crypto.text import check_text

LATEST_TIME_MS = 253_402_300_799_999


class Fields:
    """Reads the fields of one JSON object. Every wrong form is refused with `encoding`."""

    def __init__(self, value: JsonValue, what: str, names: tuple[str, ...]) -> None:
        if not isinstance(value, dict):
            raise ContractError(FailureClass.ENCODING, f"{what} is not an object")
        for name, failure_class in (("v", FailureClass.VERSION), ("suite", FailureClass.SUITE)):
            number = value.get(name)
            if name in names and isinstance(number, int) and not isinstance(number, bool):
                require(number == 1, failure_class, f"{name} of {what} is not 1")
        if set(value) != set(names):
            raise ContractError(FailureClass.ENCODING, f"{what} has other fields than those stated")
        self._value: JsonObject = value
        self._what = what
        for name in ("v", "suite"):
            if name in names:
                self.integer(name, 1, 1)

    @classmethod
    def parse(cls, data: bytes, what: str, names: tuple[str, ...], maximum_bytes: int) -> Fields:
        """The fields of canonical JSON; longer than `maximum_bytes` is `limit`."""
        return cls(parse_canonical_json(data, maximum_bytes), what, names)

    def value(self, name: str) -> JsonValue:
        """The raw value of a field, for a parser of its own."""
        return self._value[name]

    def is_null(self, name: str) -> bool:
        """Whether the field is null."""
        return self._value[name] is None

    def string(self, name: str) -> str:
        """A string of any form."""
        value = self._value[name]
        if not isinstance(value, str):
            raise self._wrong(name)
        return value

    def hex_text(self, name: str, length: int) -> str:
        """Lower-case hex that stands for `length` bytes, still as text."""
        value = self.string(name)
        from_hex(value, length)
        return value

    def binary(self, name: str, length: int | None = None) -> bytes:
        """The bytes of a base64url field."""
        return from_base64url(self.string(name), length)

    def integer(self, name: str, minimum: int, maximum: int) -> int:
        """An integer within both bounds."""
        value = self._value[name]
        if not isinstance(value, int) or isinstance(value, bool) or not minimum <= value <= maximum:
            raise self._wrong(name)
        return value

    def time_ms(self, name: str) -> int:
        """A time in milliseconds since 1970."""
        return self.integer(name, 0, LATEST_TIME_MS)

    def text(self, name: str, minimum: int, maximum: int, lines: bool = False) -> str:
        """Text that a person wrote, `minimum` to `maximum` code points."""
        return check_text(self.string(name), f"{name} of {self._what}", minimum, maximum, lines)

    def one_of(self, name: str, choices: tuple[str, ...]) -> str:
        """One of the listed strings."""
        value = self.string(name)
        if value not in choices:
            raise self._wrong(name)
        return value

    def items(self, name: str, minimum: int, maximum: int) -> list[JsonValue]:
        """A list of `minimum` to `maximum` values."""
        value = self._value[name]
        if not isinstance(value, list) or not minimum <= len(value) <= maximum:
            raise self._wrong(name)
        return value

    def limited_items(self, name: str, minimum: int, limit: int) -> list[JsonValue]:
        """A list whose upper bound is a limit of the contract: one past it is `limit`."""
        values = self.items(name, minimum, 2**53)
        require(len(values) <= limit, FailureClass.LIMIT, f"{name} of {self._what}: more than {limit}")
        return values

    def _wrong(self, name: str) -> ContractError:
        return ContractError(FailureClass.ENCODING, f"{name} of {self._what} has the wrong form")


def hex_list(values: list[JsonValue], length: int, what: str) -> tuple[str, ...]:
    """Hex strings of `length` bytes each, as a tuple."""
    for value in values:
        require(isinstance(value, str), FailureClass.ENCODING, f"{what} is not hex")
        from_hex(str(value), length)
    return tuple(str(value) for value in values)
