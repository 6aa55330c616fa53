"""The 24 words of a recovery sheet (keys.md section 3). A patient's act, so only vectors and tests need it."""

from __future__ import annotations

import hashlib

from server.crypto.errors import FailureClass, require
from server.crypto.words import english_words

WORD_COUNT = 24


def words_of(w: bytes) -> str:
    """24 words for 32 bytes."""
    number = int.from_bytes(w + hashlib.sha256(w).digest()[:1], "big")
    return " ".join(english_words()[(number >> 11 * (23 - place)) & 0x7FF] for place in range(WORD_COUNT))


def secret_of(words: str) -> bytes:
    """The 32 bytes of 24 words (`encoding`)."""
    listed = words.split(" ")
    require(len(listed) == WORD_COUNT, FailureClass.ENCODING, "not 24 words")
    indices = {word: index for index, word in enumerate(english_words())}
    require(all(word in indices for word in listed), FailureClass.ENCODING, "a word that is not in the list")
    number = 0
    for word in listed:
        number = number << 11 | indices[word]
    w = (number >> 8).to_bytes(32, "big")
    require(hashlib.sha256(w).digest()[0] == number & 0xFF, FailureClass.ENCODING, "checksum of the words")
    return w
