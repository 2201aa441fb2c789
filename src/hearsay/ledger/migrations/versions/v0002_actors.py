"""Actors with their members, known actors, judgements, and which entity speaks in a statement."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from hearsay.ledger.text import Text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "actors",
        sa.Column("id", Text, primary_key=True),
        sa.Column("type", Text, nullable=False),
        sa.Column("name", Text, nullable=False),
        sa.Column("folded", Text, nullable=False),
        sa.Column("documents", sa.Integer, nullable=False),
        sa.Column("known", sa.Boolean, nullable=False),
        sa.Column("roles", Text, nullable=False),
        sa.Column("ids", Text, nullable=False),
    )
    # Names may be as long as anybody likes, and PostgreSQL keeps 2,700 bytes in the order of a b-tree.
    postgres = op.get_context().dialect.name == "postgresql"
    op.create_index(
        "actors_by_documents", "actors", ["documents", "id"] if postgres else ["documents", "name", "id"]
    )
    op.create_index("actors_by_name", "actors", ["folded"], postgresql_using="hash")
    op.create_table(
        "actor_names",
        sa.Column("actor", Text, sa.ForeignKey("actors.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", Text, nullable=False),
        sa.Column("folded", Text, nullable=False),
    )
    op.create_index(
        "actor_names_by_name",
        "actor_names",
        ["folded"] if postgres else ["folded", "actor"],
        postgresql_using="hash",
    )
    op.create_table(
        "members",
        sa.Column("document", Text, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("entity", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("actor", Text, sa.ForeignKey("actors.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("why", Text, nullable=False),
    )
    op.create_index("members_by_actor", "members", ["actor", "position"])
    op.create_table(
        "affiliations",
        sa.Column("member", Text, sa.ForeignKey("actors.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("actor", Text, nullable=False),
        sa.Column("name", Text, nullable=False),
        sa.Column("role", Text),
        sa.Column("by", Text, nullable=False),
    )
    op.create_table(
        "states",
        sa.Column("name", Text, primary_key=True),
        sa.Column("value", Text, nullable=False),
    )
    op.create_table(
        "known_actors",
        sa.Column("id", Text, primary_key=True),
        sa.Column("file", Text, nullable=False),
        sa.Column("name", Text, nullable=False),
        sa.Column("type", Text, nullable=False),
        sa.Column("aliases", Text, nullable=False),
        sa.Column("parent", Text),
        sa.Column("ids", Text, nullable=False),
    )
    op.create_table(
        "judgements",
        sa.Column("id", Text, primary_key=True),
        sa.Column("at", Text, nullable=False),
        sa.Column("author", Text, nullable=False),
        sa.Column("about", Text, nullable=False),
        sa.Column("verdict", Text, nullable=False),
        sa.Column("left", Text),
        sa.Column("right", Text),
        sa.Column("value", Text),
        sa.Column("note", Text),
        sa.Column("undoes", Text),
    )
    op.create_index("judgements_by_time", "judgements", ["at", "id"])
    op.add_column("statements", sa.Column("speaker", sa.Integer))
    _fill_speakers()


def _fill_speakers() -> None:
    connection = op.get_bind()
    readings = sa.table("readings", sa.column("document"), sa.column("reader"), sa.column("body"))
    statements = sa.table(
        "statements",
        sa.column("document"),
        sa.column("reader"),
        sa.column("position"),
        sa.column("speaker"),
    )
    change = (
        sa.update(statements)
        .where(
            statements.c.document == sa.bindparam("of_document"),
            statements.c.reader == sa.bindparam("of_reader"),
            statements.c.position == sa.bindparam("at_position"),
        )
        .values(speaker=sa.bindparam("who"))
    )
    stored = connection.execute(sa.select(readings).execution_options(yield_per=50))
    for document, reader, body in stored:
        key = {"of_document": document, "of_reader": reader}
        found = [
            {**key, "at_position": position, "who": statement["speaker"]}
            for position, statement in enumerate(json.loads(body).get("statements", []))
            if statement["speaker"] is not None
        ]
        if found:
            connection.execute(change, found)
