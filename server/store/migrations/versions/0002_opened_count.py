"""How often each consent was opened."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("consents", sa.Column("opened_count", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE consents SET opened_count = (SELECT COUNT(*) FROM statements"
        " WHERE statements.case_id = consents.case_id"
        " AND statements.consent_id = consents.consent_id AND statements.kind = 'opened')"
    )
