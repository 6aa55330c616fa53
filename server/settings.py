"""Settings of the relay, read once from the environment.

Every setting is described in docs/operations.md; a test compares the two.
"""

from __future__ import annotations

import os
import re
import time
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from server.crypto.envelope_layout import LARGEST_DATA_BYTES, sealed_size
from server.crypto.errors import ContractError
from server.crypto.text import check_text

DAY_MS = 24 * 60 * 60 * 1000
DEFAULT_PORT = 8000
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?\Z")
_BUCKET = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
_ENDPOINT = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._-]*)*")
_WRONG_ORIGIN = "SECOND_LOOK_ORIGIN must be like https://relay.example.org: a host name, nothing after it."


class SettingsError(ValueError):
    """A setting can't be used; the message says which one and what it may be."""


def system_clock_ms() -> int:
    """The relay's time, in milliseconds since 1970-01-01T00:00Z."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Quotas:
    """Limits of spec/relay-api.md section 10 and spec/case.md section 6; one past is refused."""

    cases: int = 20
    sealed_bytes: int = 20 * 1024**3
    # What 8 GiB of data weigh when they are padded and sealed.
    envelope_bytes: int = sealed_size(LARGEST_DATA_BYTES)
    uncommitted_envelopes: int = 64
    passkeys: int = 20
    sessions: int = 50
    statements: int = 100_000
    live_records: int = 2_000
    live_consents: int = 50


@dataclass(frozen=True, slots=True)
class Settings:
    """All that an operator can set. `data` holds database, blobs, secrets and cache."""

    data: Path
    keys: Path
    database_url: str
    origin: str
    # A bucket for the sealed files; None: a folder below `data`.
    blobs_url: str | None = None
    port: int = DEFAULT_PORT
    bind: str = "127.0.0.1"
    trusted_proxies: int = 0
    clinic_name: str = "Second Look clinic"
    clinic_address: str = ""
    retention_days: int = 365
    pages: Path = Path(__file__).resolve().parent.parent / "pwa"
    part_stall_seconds: float = 30.0
    part_deadline_seconds: float = 300.0
    rate_limit_factor: float = 1.0
    log_path: str = "-"
    quotas: Quotas = Quotas()
    now_ms: Callable[[], int] = system_clock_ms

    @property
    def relying_party_id(self) -> str:
        """The host that passkeys are bound to."""
        return urlsplit(self.origin).hostname or "localhost"

    @property
    def over_https(self) -> bool:
        """Whether people reach the relay over HTTPS."""
        return self.origin.startswith("https://")

    @property
    def clinic_key_path(self) -> Path:
        """Where the clinic key is made on the first start; the operator may move it away."""
        return self.keys / "clinic.key"

    @property
    def blobs(self) -> Path:
        """The folder of sealed parts, where there is no bucket."""
        return self.data / "blobs"


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment. Raises SettingsError with a sentence for the operator."""
    values = os.environ if environment is None else environment
    port = _whole_number(values, "PORT", DEFAULT_PORT, 1, 65535)
    data = Path(values.get("SECOND_LOOK_DATA") or "var").resolve()
    database_url = _database_url(values, data)
    return Settings(
        data=data,
        keys=Path(values.get("SECOND_LOOK_KEYS") or data / "keys").resolve(),
        database_url=database_url,
        blobs_url=_blobs_url(values, database_url),
        origin=_origin(values.get("SECOND_LOOK_ORIGIN") or f"http://localhost:{port}"),
        port=port,
        bind=values.get("SECOND_LOOK_BIND") or "127.0.0.1",
        trusted_proxies=_whole_number(values, "SECOND_LOOK_TRUSTED_PROXIES", 0, 0, 5),
        clinic_name=_clinic_text(values, "SECOND_LOOK_CLINIC_NAME", "Second Look clinic", 200, lines=False),
        clinic_address=_clinic_text(values, "SECOND_LOOK_CLINIC_ADDRESS", "", 500, lines=True),
        retention_days=_whole_number(values, "SECOND_LOOK_RETENTION_DAYS", 365, 1, 3650),
        rate_limit_factor=float(_whole_number(values, "SECOND_LOOK_RATE_LIMIT_FACTOR", 1, 1, 1000)),
        log_path=values.get("SECOND_LOOK_LOG") or "-",
    )


def _whole_number(values: Mapping[str, str], name: str, default: int, lowest: int, highest: int) -> int:
    text = values.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or not lowest <= int(text) <= highest:
        raise SettingsError(f"{name} must be a whole number from {lowest} to {highest}.")
    return int(text)


def _database_url(values: Mapping[str, str], data: Path) -> str:
    url = values.get("SECOND_LOOK_DATABASE_URL") or f"sqlite:///{data / 'second-look.sqlite3'}"
    if url.startswith("postgres://"):
        url = "postgresql://" + url.removeprefix("postgres://")
    if url.startswith("postgresql://"):
        url = "postgresql+psycopg://" + url.removeprefix("postgresql://")
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise SettingsError("SECOND_LOOK_DATABASE_URL must begin with sqlite:/// or postgresql://.")
    return url


def _blobs_url(values: Mapping[str, str], database_url: str) -> str | None:
    url = values.get("SECOND_LOOK_BLOBS_URL")
    if not url:
        return None
    if _BUCKET.fullmatch(url) is None:
        raise SettingsError("SECOND_LOOK_BLOBS_URL must be like s3://bucket or s3://bucket/folder.")
    if database_url.startswith("sqlite:"):
        # A bucket is for relays on several machines, and slow answers of a store would hold up all of SQLite.
        raise SettingsError("SECOND_LOOK_BLOBS_URL needs PostgreSQL: set SECOND_LOOK_DATABASE_URL, too.")
    endpoint = values.get("AWS_ENDPOINT_URL")
    if endpoint and _ENDPOINT.fullmatch(endpoint) is None:
        raise SettingsError("AWS_ENDPOINT_URL must be like https://store.example.org.")
    return url


def _origin(text: str) -> str:
    """The address as browsers write it: lower case, without the usual port."""
    try:
        parts = urlsplit(text.lower())
        usual_port = {"http": 80, "https": 443}[parts.scheme]
        port = "" if parts.port in (None, usual_port) else f":{parts.port}"
    except (ValueError, KeyError):
        raise SettingsError(_WRONG_ORIGIN) from None
    further = parts.path not in ("", "/") or parts.query or parts.fragment or parts.username is not None
    if _HOST.match(parts.hostname or "") is None or further:
        raise SettingsError(_WRONG_ORIGIN)
    return f"{parts.scheme}://{parts.hostname}{port}"


def _clinic_text(values: Mapping[str, str], name: str, default: str, longest: int, *, lines: bool) -> str:
    text = unicodedata.normalize("NFC", values.get(name) or default)
    try:
        return check_text(text, name, 0, longest, lines)
    except ContractError as error:
        raise SettingsError(
            f"{name} can't be announced: {error.detail}, at most {longest} letters."
        ) from None
