"""The book that is searched: statements and documents by the words in them and by what is known of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any as Value
from typing import Literal

import msgspec
from sqlalchemy import Connection, Select, func, select

from hearsay.errors import UsageError
from hearsay.ledger import index, queries, schema
from hearsay.ledger.database import BATCH, Database, batches
from hearsay.ledger.rows import DocumentRow, Filters, StatementRow
from hearsay.ledger.search import facets, indexing
from hearsay.ledger.search.compiling import condition
from hearsay.ledger.search.engines import engine
from hearsay.ledger.search.facets import Facets
from hearsay.ledger.search.syntax import parse
from hearsay.ledger.search.tables import DOCUMENTS, STATEMENTS, Texts
from hearsay.ledger.search.tree import By, Tree, Words, leaves
from hearsay.ledger.tables import Rows
from hearsay.records import ROLES

Order = Literal["newest", "oldest"]
FACET = 10
"""Buckets a facet, unless more are asked for."""


class SearchBook(Database):
    """Full text search over the current readings and the documents; docs/search.md teaches the language.

    All methods raise :class:`~hearsay.errors.UsageError` where a query cannot be understood; it points at the
    place.
    """

    def search(
        self, query: str, *, limit: int | None = None, offset: int = 0, order: Order = "newest"
    ) -> Rows[StatementRow]:
        """The statements that a query finds, by published date, document and position in it.

        With ``newest`` undated ones come last, with ``oldest`` first; ``offset`` leaves out so many.

        Raises:
            UsageError: the query cannot be understood, or limit or offset make no sense.
        """
        tree = _asked(query, limit, offset)
        return Rows(StatementRow, lambda: self._found(tree, limit, offset, order))

    def search_documents(
        self, query: str, *, limit: int | None = None, offset: int = 0, order: Order = "newest"
    ) -> Rows[DocumentRow]:
        """The documents that a query finds in their titles and texts, by published date and id.

        What it asks of statements (``act:deny``, ``speaker:lisle``) holds for a document that has such a
        statement; ``actor:`` for one that the actor is named in.

        Raises:
            UsageError: the query cannot be understood, or limit or offset make no sense.
        """
        tree = _asked(query, limit, offset)
        return Rows(DocumentRow, lambda: self._found_documents(tree, limit, offset, order))

    def search_count(self, query: str) -> int:
        """How many statements a query finds."""
        return self._count(parse(query), STATEMENTS)

    def search_documents_count(self, query: str) -> int:
        """How many documents a query finds."""
        return self._count(parse(query), DOCUMENTS)

    def facets(self, query: str, *, limit: int = FACET) -> Facets:
        """How many statements a query finds by outlet, speaker, act, form, certainty and year.

        ``limit`` is how many of each are named; speakers are actors, so they are as fresh as linking is.

        Raises:
            UsageError: the query cannot be understood, or the limit makes no sense.
        """
        tree = _asked(query, limit, 0)
        with self._connection() as connection:
            return facets.count(connection, condition(tree, STATEMENTS, engine(connection)), limit)

    def statements_with(self, ids: Sequence[str]) -> Iterator[StatementRow]:
        """The statements of current readings that have these ids, in their order; others are left out."""
        columns = schema.statements.c
        now = (schema.readings.c.document == columns.document) & (schema.readings.c.reader == columns.reader)
        query = select(columns.document, columns.position, columns.id).join(schema.readings, now)
        with self._connection() as connection:
            for some in batches(ids):
                named = query.where(columns.id.in_(some), schema.readings.c.current)
                found = {row.id: (row.document, row.position) for row in connection.execute(named)}
                yield from _statements(connection, [found[id] for id in some if id in found])

    def rebuild_search(self) -> None:
        """Make the index of words anew from the documents and current readings."""
        with self._connection(write=True) as connection:
            indexing.rebuild(connection)

    def _count(self, tree: Tree, texts: Texts) -> int:
        with self._connection() as connection:
            holds = condition(tree, texts, engine(connection))
            query = select(func.count()).select_from(texts.of).where(holds)
            return int(connection.execute(query).scalar_one())

    def _found(self, tree: Tree, limit: int | None, offset: int, order: Order) -> Iterator[StatementRow]:
        with self._connection() as connection:
            query = _page(connection, STATEMENTS, tree, order, limit, offset)
            for batch in batches(connection.execute(query), BATCH):
                yield from _statements(connection, [(row.document, row.position) for row in batch])

    def _found_documents(
        self, tree: Tree, limit: int | None, offset: int, order: Order
    ) -> Iterator[DocumentRow]:
        with self._connection() as connection:
            query = _page(connection, DOCUMENTS, tree, order, limit, offset)
            for batch in batches(connection.execute(query), BATCH):
                yield from _documents(connection, [row.document for row in batch])


def _asked(query: str, limit: int | None, offset: int) -> Tree:
    queries.validate(Filters(), limit)
    if not 0 <= offset < 2**63:
        raise UsageError(f"An offset of {offset} makes no sense.", remedy="Give a number from 0 up.")
    return parse(query)


def _page(
    connection: Connection, texts: Texts, tree: Tree, order: Order, limit: int | None, offset: int
) -> Select[Value]:
    """Some of what a tree finds, in time: (document, position) of statements, (document) of documents."""
    below = engine(connection)
    place = [texts.of.c[name] for name in ("document", "position") if name in texts.of.c]
    found = select(*place, texts.of.c.published).where(condition(tree, texts, below))
    if any(isinstance(leaf, Words | By) for leaf in leaves(tree)):
        found = below.first(found)
    of = found.selected_columns
    newest = order == "newest"
    sorted_by = [of.published.desc(), of.document.desc()] if newest else [of.published, of.document]
    in_order = found.order_by(*sorted_by, *(of[name] for name in ("position",) if name in of))
    return in_order.limit(limit).offset(offset or None).execution_options(yield_per=BATCH)


def _statements(connection: Connection, places: Sequence[tuple[str, int]]) -> Iterator[StatementRow]:
    """The statements at these places (document, position), in their order."""
    ids = list(dict.fromkeys(document for document, _ in places))
    about = {row.id: row for row in connection.execute(_these(queries.documents_read(Filters(), None), ids))}
    readers = {row.reader for row in about.values()}
    # Each position of any document in each: a few rows too many, and far fewer than all.
    positions = {position for _, position in places}
    rows = queries.statements_of(ids, readers, Filters()).where(schema.statements.c.position.in_(positions))
    evidence = queries.spans_of(ids, readers).where(schema.spans.c.statement.in_(positions))
    found = {(row.document, row.position): row for row in connection.execute(rows) if _current(row, about)}
    spans: defaultdict[tuple[str, int, str], list[tuple[int, int]]] = defaultdict(list)
    for row in connection.execute(evidence):
        if _current(row, about):
            spans[row.document, row.statement, row.role].append((row.start, row.end))
    for document, position in places:
        source, cue, content = (tuple(spans[document, position, role]) for role in ROLES)
        yield index.statement_of(about[document], found[document, position], source, cue, content)


def _current(row: Value, about: dict[str, Value]) -> bool:
    return bool(row.reader == about[row.document].reader)


def _documents(connection: Connection, ids: Sequence[str]) -> Iterator[DocumentRow]:
    """These documents, in their order."""
    found = {row.id: row for row in connection.execute(_these(queries.document_rows(None), ids))}
    for id in ids:
        row = found[id]
        authors = msgspec.json.decode(row.authors, type=tuple[str, ...])
        yield DocumentRow(**{**row._mapping, "authors": authors})


def _these(query: Select[Value], ids: Sequence[str]) -> Select[Value]:
    return query.where(schema.documents.c.id.in_(ids))
