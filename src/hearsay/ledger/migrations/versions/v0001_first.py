"""Documents, readings, statements with their spans, rejections and runs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("text_sha256", sa.Text, nullable=False),
        sa.Column("published", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("outlet_folded", sa.Text),
        sa.Column("title", sa.Text),
        sa.Column("title_folded", sa.Text),
        sa.Column("path", sa.Text),
        sa.Column("file_name", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("authors", sa.Text, nullable=False),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("documents_by_date", "documents", ["published", "id"])
    op.create_table(
        "readings",
        sa.Column("document", sa.Text, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("reader", sa.Text, primary_key=True),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("text_sha256", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "statements",
        sa.Column("document", sa.Text, primary_key=True),
        sa.Column("reader", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("certainty", sa.Text, nullable=False),
        sa.Column("polarity", sa.Text, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("within", sa.Text),
        sa.Column("speaker_name", sa.Text),
        sa.Column("speaker_folded", sa.Text),
        sa.Column("voice", sa.Text, nullable=False),
        sa.Column("source_text", sa.Text, nullable=False),
        sa.Column("source_folded", sa.Text, nullable=False),
        sa.Column("cue_text", sa.Text, nullable=False),
        sa.Column("content_text", sa.Text, nullable=False),
        sa.Column("content_folded", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["document", "reader"], ["readings.document", "readings.reader"]),
    )
    op.create_index("statements_by_id", "statements", ["id", "reader"], unique=True)
    op.create_table(
        "spans",
        sa.Column("document", sa.Text, primary_key=True),
        sa.Column("reader", sa.Text, primary_key=True),
        sa.Column("statement", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("role", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["document", "reader", "statement"],
            ["statements.document", "statements.reader", "statements.position"],
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rejections",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("place", sa.Text),
        sa.Column("remedy", sa.Text),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("inputs", sa.Text, nullable=False),
        sa.Column("started", sa.Text, nullable=False),
        sa.Column("finished", sa.Text),
        sa.Column("documents", sa.Integer),
        sa.Column("rejections", sa.Integer),
    )
