"""The tables of the search: what is known of each statement and document, beside the texts and their index.

They are made from the other tables and can be made again, so they stand apart from the schema: nobody
compares or copies them, and their rows have numbers that count up. A statement or document has its row in
an ordinary table, and its words under the same number in a table of the engine's own.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table

from hearsay.ledger.search.tree import DOCUMENT_TEXTS, STATEMENT_TEXTS
from hearsay.ledger.text import Text

metadata = MetaData()

_Number = BigInteger().with_variant(Integer, "sqlite")

# Of the current readings; `entity` is who speaks, `published` is empty where there is no date. Narrow, since
# whoever counts goes through all rows.
statements = Table(
    "words_statements",
    metadata,
    Column("number", _Number, primary_key=True),
    Column("document", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("entity", Integer),
    Column("published", Text, nullable=False),
    Column("outlet", Text),
    Column("form", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    Column("polarity", Text, nullable=False),
    Index("words_statements_by_document", "document", "position", unique=True),
    Index("words_statements_in_time", "published", "document"),
)

# `outlet_words` are the words of the outlet's name.
documents = Table(
    "words_documents",
    metadata,
    Column("number", _Number, primary_key=True),
    Column("document", Text, nullable=False),
    Column("published", Text, nullable=False),
    Column("outlet", Text),
    Column("outlet_words", Text, nullable=False),
    Index("words_documents_by_document", "document", unique=True),
)


class Texts(NamedTuple):
    """Some texts that are searched together: the table of what they belong to, that of their words, and the
    names of the texts, which are its columns."""

    of: Table
    name: str
    fields: tuple[str, ...]


STATEMENTS = Texts(statements, "words_statement_texts", STATEMENT_TEXTS)
DOCUMENTS = Texts(documents, "words_document_texts", DOCUMENT_TEXTS)
