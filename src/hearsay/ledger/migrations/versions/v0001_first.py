"""Documents, readings, statements with their spans, rejections and runs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hearsay.ledger.text import Text

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("id", Text, primary_key=True),
        sa.Column("text_sha256", Text, nullable=False),
        sa.Column("published", Text),
        sa.Column("outlet", Text),
        sa.Column("outlet_folded", Text),
        sa.Column("title", Text),
        sa.Column("title_folded", Text),
        sa.Column("path", Text),
        sa.Column("file_name", Text),
        sa.Column("url", Text),
        sa.Column("language", Text),
        sa.Column("authors", Text, nullable=False),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("text", Text, nullable=False),
    )
    op.create_index("documents_by_date", "documents", ["published", "id"])
    op.create_table(
        "readings",
        sa.Column("document", Text, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("reader", Text, primary_key=True),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("text_sha256", Text, nullable=False),
        sa.Column("body", Text, nullable=False),
    )
    op.create_table(
        "statements",
        sa.Column("document", Text, primary_key=True),
        sa.Column("reader", Text, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", Text, nullable=False),
        sa.Column("form", Text, nullable=False),
        sa.Column("act", Text, nullable=False),
        sa.Column("certainty", Text, nullable=False),
        sa.Column("polarity", Text, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("within", Text),
        sa.Column("speaker_name", Text),
        sa.Column("speaker_folded", Text),
        sa.Column("voice", Text, nullable=False),
        sa.Column("source_text", Text, nullable=False),
        sa.Column("source_folded", Text, nullable=False),
        sa.Column("cue_text", Text, nullable=False),
        sa.Column("content_text", Text, nullable=False),
        sa.Column("content_folded", Text, nullable=False),
        sa.ForeignKeyConstraint(["document", "reader"], ["readings.document", "readings.reader"]),
    )
    op.create_index("statements_by_id", "statements", ["id", "reader"], unique=True)
    op.create_table(
        "spans",
        sa.Column("document", Text, primary_key=True),
        sa.Column("reader", Text, primary_key=True),
        sa.Column("statement", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("role", Text, primary_key=True),
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
        sa.Column("id", Text, primary_key=True),
        sa.Column("path", Text, nullable=False),
        sa.Column("code", Text, nullable=False),
        sa.Column("reason", Text, nullable=False),
        sa.Column("place", Text),
        sa.Column("remedy", Text),
    )
    op.create_table(
        "runs",
        sa.Column("id", Text, primary_key=True),
        sa.Column("reader", Text, nullable=False),
        sa.Column("inputs", Text, nullable=False),
        sa.Column("started", Text, nullable=False),
        sa.Column("finished", Text),
        sa.Column("documents", sa.Integer),
        sa.Column("rejections", sa.Integer),
    )
