"""Actors with their members, known actors, judgements, and which entity speaks in a statement."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "actors",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("documents", sa.Integer, nullable=False),
        sa.Column("known", sa.Boolean, nullable=False),
        sa.Column("roles", sa.Text, nullable=False),
        sa.Column("ids", sa.Text, nullable=False),
    )
    op.create_index("actors_by_documents", "actors", ["documents", "name", "id"])
    op.create_index("actors_by_name", "actors", ["folded"])
    op.create_table(
        "actor_names",
        sa.Column("actor", sa.Text, sa.ForeignKey("actors.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
    )
    op.create_index("actor_names_by_name", "actor_names", ["folded", "actor"])
    op.create_table(
        "members",
        sa.Column("document", sa.Text, sa.ForeignKey("documents.id"), primary_key=True),
        sa.Column("entity", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("actor", sa.Text, sa.ForeignKey("actors.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )
    op.create_index("members_by_actor", "members", ["actor", "position"])
    op.create_table(
        "affiliations",
        sa.Column("member", sa.Text, sa.ForeignKey("actors.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.Text),
        sa.Column("by", sa.Text, nullable=False),
    )
    op.create_table(
        "states",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "known_actors",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("aliases", sa.Text, nullable=False),
        sa.Column("parent", sa.Text),
        sa.Column("ids", sa.Text, nullable=False),
    )
    op.create_table(
        "judgements",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("left", sa.Text),
        sa.Column("right", sa.Text),
        sa.Column("value", sa.Text),
        sa.Column("note", sa.Text),
        sa.Column("undoes", sa.Text),
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
