"""The tables as they stand after the newest migration; portable to every backend.

No key counts up, and no time or run stands beside what was read: a ledger is a function of the documents
and readings it was given, whatever happened on the way. The wide columns come last, so that a scan over
the narrow ones need not touch them.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("text_sha256", Text, nullable=False),
    Column("published", Text),
    Column("outlet", Text),
    Column("outlet_folded", Text),
    Column("title", Text),
    Column("title_folded", Text),
    Column("path", Text),
    Column("file_name", Text),
    Column("url", Text),
    Column("language", Text),
    Column("authors", Text, nullable=False),
    Column("length", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Index("documents_by_date", "published", "id"),
)

# The reading itself is `body`; statements and spans are its index and can be rebuilt from it.
readings = Table(
    "readings",
    metadata,
    Column("document", Text, ForeignKey("documents.id"), primary_key=True),
    Column("reader", Text, primary_key=True),
    Column("current", Boolean, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("body", Text, nullable=False),
)

# Keyed by document and not by id: ids are hashes, and in their order the statements and spans of a document
# would lie scattered. Two readers may find the same statement, so an id is unique within a reader.
statements = Table(
    "statements",
    metadata,
    Column("document", Text, primary_key=True),
    Column("reader", Text, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    Column("polarity", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("within", Text),
    Column("speaker_name", Text),
    Column("speaker_folded", Text),
    Column("voice", Text, nullable=False),
    Column("source_text", Text, nullable=False),
    Column("source_folded", Text, nullable=False),
    Column("cue_text", Text, nullable=False),
    Column("content_text", Text, nullable=False),
    Column("content_folded", Text, nullable=False),
    ForeignKeyConstraint(["document", "reader"], ["readings.document", "readings.reader"]),
    Index("statements_by_id", "id", "reader", unique=True),
)

spans = Table(
    "spans",
    metadata,
    Column("document", Text, primary_key=True),
    Column("reader", Text, primary_key=True),
    Column("statement", Integer, primary_key=True, autoincrement=False),
    Column("role", Text, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    ForeignKeyConstraint(
        ["document", "reader", "statement"],
        ["statements.document", "statements.reader", "statements.position"],
    ),
    sqlite_with_rowid=False,
)

rejections = Table(
    "rejections",
    metadata,
    Column("id", Text, primary_key=True),
    Column("path", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("place", Text),
    Column("remedy", Text),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("reader", Text, nullable=False),
    Column("inputs", Text, nullable=False),
    Column("started", Text, nullable=False),
    Column("finished", Text),
    Column("documents", Integer),
    Column("rejections", Integer),
)
