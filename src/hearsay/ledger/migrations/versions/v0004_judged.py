"""Judgements that put something in the place of what was read, and readings as people judged them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hearsay.ledger.text import Text

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("judgements", sa.Column("edit", Text))
    op.create_table(
        "views",
        sa.Column("document", Text, primary_key=True),
        sa.Column("reader", Text, nullable=False),
        sa.Column("base", Text, nullable=False),
        sa.ForeignKeyConstraint(["document", "reader"], ["readings.document", "readings.reader"]),
        sa.ForeignKeyConstraint(["document", "base"], ["readings.document", "readings.reader"]),
    )
