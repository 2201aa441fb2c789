"""The index of words that search goes by, and the words of actors' names."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hearsay.ledger import search
from hearsay.ledger.text import Text

revision = "0005"
down_revision = "0004"

MANY = 1000


def upgrade() -> None:
    op.add_column("actor_names", sa.Column("words", Text, nullable=False, server_default=""))
    _name_words(op.get_bind())
    # The index is made as this hearsay wants it, whatever the revision: one that changes it drops it and
    # calls the same.
    search.rebuild(op.get_bind())


def _name_words(connection: sa.Connection) -> None:
    names = sa.table("actor_names", *map(sa.column, ("actor", "position", "name", "words")))
    key = (names.c.actor == sa.bindparam("of")) & (names.c.position == sa.bindparam("at"))
    change = sa.update(names).where(key).values(words=sa.bindparam("found"))
    query = sa.select(names.c.actor, names.c.position, names.c.name)
    for some in connection.execute(query).partitions(MANY):
        rows = [{"of": row.actor, "at": row.position, "found": search.analysed(row.name)} for row in some]
        connection.execute(change, rows)
