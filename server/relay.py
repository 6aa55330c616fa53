"""What every request of one relay shares: settings, database, blob store and the relay's own keys."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import cast

from flask import current_app

from server.key_files import RelayKeys
from server.settings import Settings
from server.store.blobs.blob_store import BlobStore
from server.store.database import Database

EXTENSION = "second-look"


@dataclass(frozen=True, slots=True)
class Relay:
    """One relay. It holds no secret of any person."""

    settings: Settings
    database: Database
    blobs: BlobStore
    keys: RelayKeys

    def now_ms(self) -> int:
        """The relay's time."""
        return self.settings.now_ms()

    def keyed_hash(self, purpose: str, value: str) -> str:
        """A hash that only this relay can make, in hex; for cookies and addresses."""
        return hmac.digest(self.keys.secret, f"{purpose}\0{value}".encode(), hashlib.sha256).hex()


def this_relay() -> Relay:
    """The relay that serves the present request."""
    return cast(Relay, current_app.extensions[EXTENSION])
