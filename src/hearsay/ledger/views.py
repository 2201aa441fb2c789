"""The book of views: readings as people judged them, each beside the reading that it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from hearsay.errors import LedgerError
from hearsay.ledger import index, queries, search
from hearsay.ledger.database import Database, batches
from hearsay.ledger.schema import documents, readings, spans, statements, views
from hearsay.records import Document, Reading


class ViewBook(Database):
    """Judged readings, and the documents and machine's readings that judgements are applied to.

    A view is a reading by ``base``, the machine's reader, with what people judged: it is the current one as
    long as no newer machine's reading is stored.
    """

    def store_view(self, document: Document, reading: Reading, base: str) -> None:
        """Put a view made from the reading by ``base`` in the place of the one its document had.

        Raises:
            LedgerError: there is no reading by ``base``, or the view does not fit the document.
        """
        with self._backend.guard():
            row = index.reading_row(document, reading)
            statement_rows, span_rows = index.statement_rows(document, reading)
        with self._connection(write=True, beside=True) as connection:
            _hold(connection, document.id)
            self._drop(connection, document.id)
            of_base = (readings.c.document == document.id) & (readings.c.reader == base)
            if connection.execute(select(readings.c.reader).where(of_base)).scalar() is None:
                raise LedgerError(
                    f"The document {document.id} has no reading by {base} that a view could be made from.",
                    where=self.place,
                    remedy="Read it first.",
                )
            of_document = readings.c.document == document.id
            connection.execute(update(readings).where(of_document).values(current=False))
            connection.execute(insert(readings), row)
            connection.execute(
                insert(views), {"document": document.id, "reader": reading.reader, "base": base}
            )
            for table, rows in ((statements, statement_rows), (spans, span_rows)):
                if rows:
                    connection.execute(insert(table), rows)
            search.index_reading(connection, document.id)

    def drop_view(self, document: str) -> None:
        """Take the view of a document away; the reading that the current one was made from is current again.

        Without a view nothing happens.
        """
        with self._connection(write=True, beside=True) as connection:
            _hold(connection, document)
            base = self._drop(connection, document)
            if base is not None:
                of_base = (readings.c.document == document) & (readings.c.reader == base)
                connection.execute(update(readings).where(of_base).values(current=True))
                search.index_reading(connection, document)

    def views(self) -> dict[str, str]:
        """The reader's name of the view of each document that has one, by document."""
        query = select(views.c.document, views.c.reader).order_by(views.c.document)
        return dict(map(tuple, self._stream(query)))

    def readers_of(self, ids: Iterable[str]) -> dict[str, str]:
        """The reader whose reading is current, of each of these documents."""
        query = select(readings.c.document, readings.c.reader).where(readings.c.current)
        return dict(map(tuple, self._stream_of(query, readings.c.document, ids)))

    def versions(self, named: Mapping[str, str | None]) -> dict[str, tuple[str, ...]]:
        """The documents that are a version of each of these: itself where it is here, and those at its place.

        ``named`` gives the place of each document, its URL or path.
        """
        found: dict[str, list[str]] = {id: [] for id in named}
        places: dict[str, list[str]] = {}
        for id, place in named.items():
            if place:
                places.setdefault(index.printable(place), []).append(id)
        for column, wanted in (
            (documents.c.id, {id: [id] for id in named}),
            (documents.c.url, places),
            (documents.c.path, places),
        ):
            query = select(documents.c.id, column.label("key")).order_by(documents.c.id)
            for row in self._stream_of(query, column, wanted):
                for id in wanted[row.key]:
                    if row.id not in found[id]:
                        found[id].append(row.id)
        return {id: tuple(versions) for id, versions in found.items()}

    def texts(self, ids: Iterable[str]) -> Iterator[Document]:
        """The documents of these ids that are here, by id."""
        query = select(documents).order_by(documents.c.id)
        for some in batches(sorted(set(ids)), size=20):
            for row in self._stream_of(query, documents.c.id, some):
                yield index.document_of(row)

    def readings_of(self, ids: Iterable[str], *, machine: bool = False) -> Iterator[tuple[Document, Reading]]:
        """The documents of these ids with their current readings, by id.

        With ``machine`` a view gives way to the machine's reading that it was made from.
        """
        for some in batches(sorted(set(ids)), size=20):
            for row in self._stream_of(queries.readings_now(machine=machine), documents.c.id, some):
                yield index.document_of(row), msgspec.json.decode(row.body, type=Reading)

    def _drop(self, connection: Connection, document: str) -> str | None:
        """Delete the view of a document; the reader of the reading under it, if it was the current one."""
        of_document = views.c.document == document
        view = connection.execute(select(views).where(of_document)).one_or_none()
        if view is None:
            return None
        made = (readings.c.document == document) & (readings.c.reader == view.reader)
        current = connection.execute(select(readings.c.current).where(made)).scalar()
        connection.execute(delete(views).where(of_document))
        for table in (spans, statements, readings):
            of_view = (table.c.document == document) & (table.c.reader == view.reader)
            connection.execute(delete(table).where(of_view))
        return str(view.base) if current else None


def _hold(connection: Connection, document: str) -> None:
    """Let nobody else change which reading of a document is current until we are done."""
    connection.execute(
        select(documents.c.id).where(documents.c.id == document).with_for_update(key_share=True)
    )
