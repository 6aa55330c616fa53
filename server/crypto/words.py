"""Six words that two people compare by telephone (spec/keys.md section 10)."""

from __future__ import annotations

from functools import cache
from importlib import resources

from server.crypto.signatures import labelled_hash

LABEL = "second-look/v1/words"
WORD_COUNT = 6
_BITS_OF_A_WORD = 11


@cache
def english_words() -> tuple[str, ...]:
    """The 2048 words of the BIP 39 English list, from `bip39_english.txt` beside this file."""
    return tuple(resources.files("server.crypto").joinpath("bip39_english.txt").read_text("ascii").split())


def six_words(subject: bytes) -> tuple[str, ...]:
    """The words of an account id (32 bytes) or of a clinic's public key (32 bytes)."""
    number = int.from_bytes(labelled_hash(LABEL, subject), "big")
    shifts = (256 - _BITS_OF_A_WORD * position for position in range(1, WORD_COUNT + 1))
    return tuple(english_words()[(number >> shift) & 0x7FF] for shift in shifts)
