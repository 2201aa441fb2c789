"""Copies, claims with their parts and parties, what they are found by, and fact checks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hearsay.ledger.text import Text

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _copies()
    _vectors()
    _claims()
    op.create_table(
        "linked",
        sa.Column("document", Text, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("fingerprint", Text, nullable=False),
        sa.Column("told", Text, nullable=False),
    )
    op.create_table(
        "ties",
        sa.Column("document", Text, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("upper", Text, nullable=False),
        sa.Column("lower", Text, nullable=False),
        sa.Column("body", Text, nullable=False),
    )
    op.create_table(
        "fact_checks",
        sa.Column("id", Text, primary_key=True),
        sa.Column("file", Text, nullable=False),
        sa.Column("claim", Text, nullable=False),
        sa.Column("folded", Text, nullable=False),
        sa.Column("claimant", Text),
        sa.Column("verdict", Text),
        sa.Column("author", Text),
        sa.Column("published", Text),
        sa.Column("url", Text),
    )
    op.create_index("fact_checks_by_file", "fact_checks", ["file", "id"])


def _copies() -> None:
    op.create_table(
        "copies",
        sa.Column("earlier", Text, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("later", Text, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("kind", Text, nullable=False),
        sa.Column("credited", sa.Boolean, nullable=False),
        sa.Column("share_earlier", sa.Float, nullable=False),
        sa.Column("share_later", sa.Float, nullable=False),
        sa.Column("passages", Text, nullable=False),
        sa.Column("why", Text, nullable=False),
    )
    op.create_index("copies_by_later", "copies", ["later", "earlier"])
    op.create_table(
        "sketches",
        sa.Column("document", Text, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("version", Text, nullable=False),
        sa.Column("text_sha256", Text, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
    )


def _vectors() -> None:
    op.create_table(
        "vectors",
        sa.Column("id", Text, primary_key=True),
        sa.Column("kind", Text, nullable=False),
        sa.Column("embedder", Text, nullable=False),
        sa.Column("digest", Text, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "memories",
        sa.Column("name", Text, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("id", Text, primary_key=True),
        sa.Column("first", Text),
        sa.Column("documents", sa.Integer, nullable=False),
        sa.Column("outlets", sa.Integer, nullable=False),
        sa.Column("independence", sa.Integer, nullable=False),
        sa.Column("independence_denied", sa.Integer, nullable=False),
        sa.Column("echo", sa.Float, nullable=False),
        sa.Column("hardened", sa.Boolean, nullable=False),
        sa.Column("proposition", Text, nullable=False),
        sa.Column("folded", Text, nullable=False),
        sa.Column("body", Text, nullable=False),
    )
    for name in ("documents", "independence", "echo", "first"):
        op.create_index(f"claims_by_{name}", "claims", [name, "id"])
    op.create_table(
        "parts",
        sa.Column("statement", Text, primary_key=True),
        sa.Column("claim", Text, sa.ForeignKey("claims.id"), nullable=False),
        sa.Column("document", Text, sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("stance", Text, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
    )
    op.create_index("parts_by_claim", "parts", ["claim", "document"])
    op.create_index("parts_by_document", "parts", ["document", "claim"])
    op.create_table(
        "parties",
        sa.Column("claim", Text, sa.ForeignKey("claims.id"), primary_key=True),
        sa.Column("kind", Text, primary_key=True),
        sa.Column("party", Text, primary_key=True),
    )
    op.create_index("parties_by_party", "parties", ["party", "kind", "claim"])
