from __future__ import annotations

import hashlib

from server.crypto.words import english_words, six_words


def test_the_list_is_the_one_of_bip_39() -> None:
    text = "\n".join(english_words()) + "\n"
    known = "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"
    assert hashlib.sha256(text.encode()).hexdigest() == known
    assert len(set(english_words())) == 2048


def test_six_words_of_two_subjects_differ() -> None:
    assert len(six_words(bytes(32))) == 6
    assert six_words(bytes(32)) != six_words(b"\x01" + bytes(31))
