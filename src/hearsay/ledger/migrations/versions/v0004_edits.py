"""Judgements that put something in the place of what was read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("judgements", sa.Column("edit", sa.Text))
