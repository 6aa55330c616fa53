"""Random-looking bytes that are the same in every run."""

from __future__ import annotations

import hashlib


class Random:
    """A stream of SHAKE-256, named by its purpose."""

    def __init__(self, name: str) -> None:
        self._name = name.encode()
        self._count = 0

    def bytes(self, length: int) -> bytes:
        """The next `length` bytes."""
        self._count += 1
        return hashlib.shake_256(self._name + b"\x00" + self._count.to_bytes(8, "big")).digest(length)

    def identifier(self) -> str:
        """A fresh id of 16 bytes in hex."""
        return self.bytes(16).hex()
