"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("kem_public", sa.LargeBinary(), nullable=False),
        sa.Column("signing_public", sa.LargeBinary(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("state_envelope", sa.LargeBinary(), nullable=True),
        sa.Column("state_envelope_id", sa.String(length=32), nullable=True),
        sa.Column("state_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_accounts")),
    )
    op.create_table(
        "challenges",
        sa.Column("challenge_sha256", sa.String(length=64), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("challenge_sha256", name=op.f("pk_challenges")),
    )
    op.create_index(op.f("ix_challenges_expires_ms"), "challenges", ["expires_ms"], unique=False)
    op.create_table(
        "invitations",
        sa.Column("invitation_sha256", sa.String(length=64), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.Column("used_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("invitation_sha256", name=op.f("pk_invitations")),
    )
    op.create_table(
        "log_checkpoint",
        sa.Column("checkpoint_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tree_size", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("checkpoint_id", name=op.f("pk_log_checkpoint")),
    )
    op.create_table(
        "log_entries",
        sa.Column("entry_index", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry", sa.LargeBinary(), nullable=False),
        sa.Column("leaf_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=True),
        sa.Column("valid_from_ms", sa.BigInteger(), nullable=True),
        sa.Column("valid_to_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("entry_index", name=op.f("pk_log_entries")),
    )
    op.create_index(op.f("ix_log_entries_account_id"), "log_entries", ["account_id"], unique=False)
    op.create_table(
        "rate_buckets",
        sa.Column("bucket_key", sa.String(length=64), nullable=False),
        sa.Column("tokens", sa.Float(), nullable=False),
        sa.Column("updated_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("bucket_key", name=op.f("pk_rate_buckets")),
    )
    op.create_index(op.f("ix_rate_buckets_updated_ms"), "rate_buckets", ["updated_ms"], unique=False)
    op.create_table(
        "applications",
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("signed", sa.LargeBinary(), nullable=False),
        sa.Column("reviewer_signature", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("updated_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.account_id"], name=op.f("fk_applications_account_id")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_applications")),
    )
    op.create_table(
        "cases",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("used_ms", sa.BigInteger(), nullable=False),
        sa.Column("head_sequence", sa.Integer(), nullable=False),
        sa.Column("head_sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["owner"], ["accounts.account_id"], name=op.f("fk_cases_owner")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_cases")),
    )
    op.create_index(op.f("ix_cases_owner"), "cases", ["owner"], unique=False)
    op.create_index(op.f("ix_cases_used_ms"), "cases", ["used_ms"], unique=False)
    op.create_table(
        "passkeys",
        sa.Column("way_in_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("backed_up", sa.Boolean(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("last_used_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.account_id"], name=op.f("fk_passkeys_account_id")),
        sa.PrimaryKeyConstraint("way_in_id", name=op.f("pk_passkeys")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkeys_credential_id")),
    )
    op.create_index(op.f("ix_passkeys_account_id"), "passkeys", ["account_id"], unique=False)
    op.create_table(
        "sessions",
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("session_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("last_seen_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.account_id"], name=op.f("fk_sessions_account_id")),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_sessions")),
        sa.UniqueConstraint("session_id", name=op.f("uq_sessions_session_id")),
    )
    op.create_index(op.f("ix_sessions_account_id"), "sessions", ["account_id"], unique=False)
    op.create_table(
        "ways_in",
        sa.Column("way_in_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("signed", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.account_id"], name=op.f("fk_ways_in_account_id")),
        sa.PrimaryKeyConstraint("way_in_id", name=op.f("pk_ways_in")),
    )
    op.create_index(op.f("ix_ways_in_account_id"), "ways_in", ["account_id"], unique=False)
    op.create_table(
        "consent_records",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("consent_id", sa.String(length=32), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.case_id"], name=op.f("fk_consent_records_case_id")),
        sa.PrimaryKeyConstraint("case_id", "consent_id", "record_id", name=op.f("pk_consent_records")),
    )
    op.create_index(
        op.f("ix_consent_records_case_id_record_id"),
        "consent_records",
        ["case_id", "record_id"],
        unique=False,
    )
    op.create_table(
        "consents",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("consent_id", sa.String(length=32), nullable=False),
        sa.Column("reviewer", sa.String(length=64), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("given_ms", sa.BigInteger(), nullable=False),
        sa.Column("ends_at_ms", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_ms", sa.BigInteger(), nullable=True),
        sa.Column("copies_deleted_sequence", sa.Integer(), nullable=True),
        sa.Column("deleted_ms", sa.BigInteger(), nullable=True),
        sa.Column("receipt_signed", sa.LargeBinary(), nullable=True),
        sa.Column("receipt_signature", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.case_id"], name=op.f("fk_consents_case_id")),
        sa.ForeignKeyConstraint(["reviewer"], ["accounts.account_id"], name=op.f("fk_consents_reviewer")),
        sa.PrimaryKeyConstraint("case_id", "consent_id", name=op.f("pk_consents")),
    )
    op.create_index(op.f("ix_consents_ends_at_ms"), "consents", ["ends_at_ms"], unique=False)
    op.create_index(op.f("ix_consents_reviewer"), "consents", ["reviewer"], unique=False)
    op.create_table(
        "envelopes",
        sa.Column("envelope_id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("part_chunks", sa.Integer(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("committed_ms", sa.BigInteger(), nullable=True),
        sa.Column("parts_sha256", sa.String(length=64), nullable=True),
        sa.Column("record_id", sa.String(length=32), nullable=True),
        sa.Column("deleted_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.case_id"], name=op.f("fk_envelopes_case_id")),
        sa.ForeignKeyConstraint(["owner"], ["accounts.account_id"], name=op.f("fk_envelopes_owner")),
        sa.PrimaryKeyConstraint("envelope_id", name=op.f("pk_envelopes")),
    )
    op.create_index(
        op.f("ix_envelopes_case_id_record_id"), "envelopes", ["case_id", "record_id"], unique=False
    )
    op.create_index(op.f("ix_envelopes_owner"), "envelopes", ["owner"], unique=False)
    op.create_table(
        "records",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("record_id", sa.String(length=32), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("removed_sequence", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.case_id"], name=op.f("fk_records_case_id")),
        sa.PrimaryKeyConstraint("case_id", "record_id", name=op.f("pk_records")),
    )
    op.create_table(
        "statements",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("consent_id", sa.String(length=32), nullable=True),
        sa.Column("signed", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("private", sa.LargeBinary(), nullable=True),
        sa.Column("stanza", sa.LargeBinary(), nullable=True),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.case_id"], name=op.f("fk_statements_case_id")),
        sa.PrimaryKeyConstraint("case_id", "sequence", name=op.f("pk_statements")),
    )
    op.create_table(
        "parts",
        sa.Column("envelope_id", sa.String(length=32), nullable=False),
        sa.Column("part_index", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["envelope_id"], ["envelopes.envelope_id"], name=op.f("fk_parts_envelope_id")
        ),
        sa.PrimaryKeyConstraint("envelope_id", "part_index", name=op.f("pk_parts")),
    )
