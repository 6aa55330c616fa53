"""The tables of the relay's database. Identifiers and hashes are lower-case hex, times are milliseconds.

Nothing here is plaintext of anybody's record: names, titles, notes, file names and bytes are sealed by
clients. The only words about people are those of the public directory and of a reviewer's application to it.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _account(name: str = "account_id", *, primary_key: bool = False) -> Column[str]:
    return Column(
        name, String(64), ForeignKey("accounts.account_id"), nullable=False, primary_key=primary_key
    )


accounts = Table(
    "accounts",
    metadata,
    Column("account_id", String(64), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("kem_public", LargeBinary, nullable=False),
    Column("signing_public", LargeBinary, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("state_envelope", LargeBinary),
    Column("state_envelope_id", String(32)),
    Column("state_version", Integer, nullable=False),
)

passkeys = Table(
    "passkeys",
    metadata,
    Column("way_in_id", String(32), primary_key=True),
    _account(),
    Column("credential_id", LargeBinary, nullable=False, unique=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("sign_count", BigInteger, nullable=False),
    Column("backed_up", Boolean, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("last_used_ms", BigInteger, nullable=False),
    Index(None, "account_id"),
)

ways_in = Table(
    "ways_in",
    metadata,
    Column("way_in_id", String(32), primary_key=True),
    _account(),
    Column("kind", String(16), nullable=False),
    Column("signed", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Index(None, "account_id"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_sha256", String(64), primary_key=True),
    Column("session_id", String(32), nullable=False, unique=True),
    _account(),
    Column("created_ms", BigInteger, nullable=False),
    Column("last_seen_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Index(None, "account_id"),
)

challenges = Table(
    "challenges",
    metadata,
    Column("challenge_sha256", String(64), primary_key=True),
    Column("token_sha256", String(64), nullable=False),
    Column("purpose", String(32), nullable=False),
    Column("details", Text, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Index(None, "expires_ms"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("invitation_sha256", String(64), primary_key=True),
    Column("created_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Column("used_ms", BigInteger),
)

applications = Table(
    "applications",
    metadata,
    _account(primary_key=True),
    Column("signed", LargeBinary, nullable=False),
    Column("reviewer_signature", LargeBinary, nullable=False),
    Column("state", String(16), nullable=False),
    Column("updated_ms", BigInteger, nullable=False),
)

log_entries = Table(
    "log_entries",
    metadata,
    Column("entry_index", Integer, primary_key=True, autoincrement=False),
    Column("entry", LargeBinary, nullable=False),
    Column("leaf_sha256", LargeBinary, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("account_id", String(64)),
    Column("valid_from_ms", BigInteger),
    Column("valid_to_ms", BigInteger),
    Index(None, "account_id"),
)

log_checkpoint = Table(
    "log_checkpoint",
    metadata,
    Column("checkpoint_id", Integer, primary_key=True, autoincrement=False),
    Column("tree_size", Integer, nullable=False),
    Column("note", Text, nullable=False),
)

cases = Table(
    "cases",
    metadata,
    Column("case_id", String(32), primary_key=True),
    _account("owner"),
    Column("created_ms", BigInteger, nullable=False),
    Column("used_ms", BigInteger, nullable=False),
    Column("head_sequence", Integer, nullable=False),
    Column("head_sha256", String(64), nullable=False),
    Index(None, "owner"),
    Index(None, "used_ms"),
)

statements = Table(
    "statements",
    metadata,
    Column("case_id", String(32), ForeignKey("cases.case_id"), primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("sha256", String(64), nullable=False),
    Column("kind", String(24), nullable=False),
    Column("consent_id", String(32)),
    Column("signed", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("private", LargeBinary),
    Column("stanza", LargeBinary),
    Column("size_bytes", Integer, nullable=False),
)

records = Table(
    "records",
    metadata,
    Column("case_id", String(32), ForeignKey("cases.case_id"), primary_key=True),
    Column("record_id", String(32), primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("removed_sequence", Integer),
)

consents = Table(
    "consents",
    metadata,
    Column("case_id", String(32), ForeignKey("cases.case_id"), primary_key=True),
    Column("consent_id", String(32), primary_key=True),
    _account("reviewer"),
    Column("sequence", Integer, nullable=False),
    Column("given_ms", BigInteger, nullable=False),
    Column("ends_at_ms", BigInteger, nullable=False),
    Column("withdrawn_ms", BigInteger),
    Column("copies_deleted_sequence", Integer),
    Column("deleted_ms", BigInteger),
    Column("receipt_signed", LargeBinary),
    Column("receipt_signature", LargeBinary),
    Column("opened_count", Integer, nullable=False, server_default="0"),
    Index(None, "reviewer"),
    Index(None, "ends_at_ms"),
)

consent_records = Table(
    "consent_records",
    metadata,
    Column("case_id", String(32), ForeignKey("cases.case_id"), primary_key=True),
    Column("consent_id", String(32), primary_key=True),
    Column("record_id", String(32), primary_key=True),
    Index(None, "case_id", "record_id"),
)

envelopes = Table(
    "envelopes",
    metadata,
    Column("envelope_id", String(32), primary_key=True),
    Column("case_id", String(32), ForeignKey("cases.case_id"), nullable=False),
    _account("owner"),
    Column("part_chunks", Integer, nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("committed_ms", BigInteger),
    Column("parts_sha256", String(64)),
    Column("record_id", String(32)),
    Column("deleted_ms", BigInteger),
    Index(None, "case_id", "record_id"),
    Index(None, "owner"),
)

parts = Table(
    "parts",
    metadata,
    Column("envelope_id", String(32), ForeignKey("envelopes.envelope_id"), primary_key=True),
    Column("part_index", Integer, primary_key=True, autoincrement=False),
    Column("sha256", String(64), nullable=False),
    Column("size_bytes", Integer, nullable=False),
)

rate_buckets = Table(
    "rate_buckets",
    metadata,
    Column("bucket_key", String(64), primary_key=True),
    Column("tokens", Float, nullable=False),
    Column("updated_ms", BigInteger, nullable=False),
    Index(None, "updated_ms"),
)
