"""Rules for text that people wrote (spec/README.md, *Text*)."""

from __future__ import annotations

import unicodedata

from server.crypto.errors import FailureClass, require

_BIDIRECTIONAL_CONTROLS = frozenset(chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def check_text(value: str, name: str, minimum: int, maximum: int, lines: bool = False) -> str:
    """The text itself, when it is NFC, of `minimum` to `maximum` code points and free of hidden controls."""
    require(minimum <= len(value) <= maximum, FailureClass.ENCODING, f"length of {name}")
    for character in value:
        allowed = _is_allowed(character) or (lines and character == "\n")
        require(allowed, FailureClass.ENCODING, f"a character in {name} that text may not hold")
    require(unicodedata.is_normalized("NFC", value), FailureClass.ENCODING, f"{name} is not NFC")
    return value


def _is_allowed(character: str) -> bool:
    code = ord(character)
    is_noncharacter = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
    return not (
        is_noncharacter
        or character in _BIDIRECTIONAL_CONTROLS
        or unicodedata.category(character) in ("Cc", "Cs", "Co")
    )
