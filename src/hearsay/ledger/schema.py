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
    LargeBinary,
    MetaData,
    Table,
)

from hearsay.ledger.text import Text

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

# Which readings are views: made from the machine's reading by `base`, with what people judged.
views = Table(
    "views",
    metadata,
    Column("document", Text, primary_key=True),
    Column("reader", Text, nullable=False),
    Column("base", Text, nullable=False),
    ForeignKeyConstraint(["document", "reader"], ["readings.document", "readings.reader"]),
    ForeignKeyConstraint(["document", "base"], ["readings.document", "readings.reader"]),
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
    Column("speaker", Integer),
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

# What linking made of the current readings: replaced as a whole, and what it was made from is its state.
actors = Table(
    "actors",
    metadata,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("known", Boolean, nullable=False),
    Column("roles", Text, nullable=False),
    Column("ids", Text, nullable=False),
    # On PostgreSQL without the names, and the names as hashes: its ordered indexes take no long ones.
    Index("actors_by_documents", "documents", "name", "id"),
    Index("actors_by_name", "folded"),
)

actor_names = Table(
    "actor_names",
    metadata,
    Column("actor", Text, ForeignKey("actors.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("words", Text, nullable=False, server_default=""),
    Index("actor_names_by_name", "folded", "actor"),
)

members = Table(
    "members",
    metadata,
    Column("document", Text, ForeignKey("documents.id"), primary_key=True),
    Column("entity", Integer, primary_key=True, autoincrement=False),
    Column("actor", Text, ForeignKey("actors.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("why", Text, nullable=False),
    Index("members_by_actor", "actor", "position"),
)

# No key to the actor belonged to: it may be one that only a list of known actors names.
affiliations = Table(
    "affiliations",
    metadata,
    Column("member", Text, ForeignKey("actors.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("actor", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text),
    Column("by", Text, nullable=False),
)

states = Table(
    "states",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# `file` says which list names the actor; reading that list again replaces what it named before.
known_actors = Table(
    "known_actors",
    metadata,
    Column("id", Text, primary_key=True),
    Column("file", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("aliases", Text, nullable=False),
    Column("parent", Text),
    Column("ids", Text, nullable=False),
)

# Rows are added and never changed. No key to documents: a judgement outlives the ledger it was made in.
judgements = Table(
    "judgements",
    metadata,
    Column("id", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("left", Text),
    Column("right", Text),
    Column("value", Text),
    Column("note", Text),
    Column("undoes", Text),
    Column("edit", Text),
    Index("judgements_by_time", "at", "id"),
)

# What linking makes of the texts: who took over what, and the sketches by which that is found again.
copies = Table(
    "copies",
    metadata,
    Column("earlier", Text, ForeignKey("documents.id"), primary_key=True),
    Column("later", Text, ForeignKey("documents.id"), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("credited", Boolean, nullable=False),
    Column("share_earlier", Float, nullable=False),
    Column("share_later", Float, nullable=False),
    Column("passages", Text, nullable=False),
    Column("why", Text, nullable=False),
    Index("copies_by_later", "later", "earlier"),
)

sketches = Table(
    "sketches",
    metadata,
    Column("document", Text, ForeignKey("documents.id"), primary_key=True),
    Column("version", Text, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

# Of statements and fact checks, which have ids of their own; no key to statements, whose id is unique only
# within a reader. `vector` are the values as little-endian float16, `digest` names the text they are of.
vectors = Table(
    "vectors",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("embedder", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("vector", LargeBinary, nullable=False),
)

# What linking remembers of the time before, for itself alone: kept so that what did not change need not be
# worked out again.
memories = Table(
    "memories",
    metadata,
    Column("name", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

# The claim itself is `body`; the other columns, the parts and the parties are its index and can be rebuilt
# from it. Parts may point at statements that no current reading holds any more: what asks for claims
# never joins them with readings.
claims = Table(
    "claims",
    metadata,
    Column("id", Text, primary_key=True),
    Column("first", Text),
    Column("documents", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("independence", Integer, nullable=False),
    Column("independence_denied", Integer, nullable=False),
    Column("echo", Float, nullable=False),
    Column("hardened", Boolean, nullable=False),
    Column("proposition", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("claims_by_documents", "documents", "id"),
    Index("claims_by_independence", "independence", "id"),
    Index("claims_by_echo", "echo", "id"),
    Index("claims_by_first", "first", "id"),
)

parts = Table(
    "parts",
    metadata,
    Column("statement", Text, primary_key=True),
    Column("claim", Text, ForeignKey("claims.id"), nullable=False),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("stance", Text, nullable=False),
    Column("score", Float, nullable=False),
    Index("parts_by_claim", "claim", "document"),
    Index("parts_by_document", "document", "claim"),
)

# What the trails of a claim pass through, but its statements: actors, documents, outlets.
parties = Table(
    "parties",
    metadata,
    Column("claim", Text, ForeignKey("claims.id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("party", Text, primary_key=True),
    Index("parties_by_party", "party", "kind", "claim"),
)

# What each document was linked from: only those of which it changed are linked again. `told` holds its
# statements as linking sees them, which no other room looks into.
linked = Table(
    "linked",
    metadata,
    Column("document", Text, ForeignKey("documents.id"), primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("told", Text, nullable=False),
)

# Who depends on whom, as far as each document says so; `body` is for linking alone, too.
ties = Table(
    "ties",
    metadata,
    Column("document", Text, ForeignKey("documents.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("upper", Text, nullable=False),
    Column("lower", Text, nullable=False),
    Column("body", Text, nullable=False),
)

# `file` says which list holds the check; reading that list again replaces what it held before.
fact_checks = Table(
    "fact_checks",
    metadata,
    Column("id", Text, primary_key=True),
    Column("file", Text, nullable=False),
    Column("claim", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("claimant", Text),
    Column("verdict", Text),
    Column("author", Text),
    Column("published", Text),
    Column("url", Text),
    Index("fact_checks_by_file", "file", "id"),
)
