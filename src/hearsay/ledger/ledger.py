"""The ledger: what the other rooms see of the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Self, TypeVar

import msgspec
from sqlalchemy import Connection, Select, Table, insert, select, update

from hearsay.errors import LedgerError, LedgerNotFound, UnknownDocument
from hearsay.ledger import check, index, migrate, queries
from hearsay.ledger.engine import Sqlite, locate
from hearsay.ledger.rows import Counts, DocumentRow, Filters, RunRow, StatementRow
from hearsay.ledger.schema import documents, readings, rejections, runs, spans, statements
from hearsay.records import ROLES, Document, Reading, Rejection, Span, digest

T = TypeVar("T")
BATCH = 200  # rows fetched, or ids asked for, at a time


class Ledger:
    """One database of documents, readings and statements.

    Any number of processes and threads may use the same ledger at once, each process with a Ledger it
    opened itself. What a method has stored when it returns survives the end of the process, however abrupt.
    Iterators stream and see the ledger as it was when they began. All methods raise
    :class:`~hearsay.errors.LedgerError` or one of its children, and nothing foreign.
    """

    def __init__(self, backend: Sqlite) -> None:
        self._backend = backend
        self._open = True

    @classmethod
    def open(
        cls,
        place: str | None = None,
        *,
        create: bool = True,
        read_only: bool = False,
        timeout: float = 30.0,
    ) -> Self:
        """Open the ledger at a path or URL, by default ``HEARSAY_LEDGER`` or ``hearsay.db``.

        An older ledger is brought to the newest schema, in one transaction. ``timeout`` is how many seconds
        to wait for other processes that write.

        Raises:
            LedgerNotFound: there is none, and ``create`` is false or ``read_only`` true.
            LedgerNewer: a newer hearsay made it.
            LedgerBusy, LedgerFull: as the names say.
            LedgerError: it is no ledger, is damaged, cannot be written, or is older and ``read_only``.
        """
        place = locate(place)
        create = create and not read_only
        backend = Sqlite(place, create=create, read_only=read_only, timeout=timeout)
        if not backend.exists() and not create:
            raise _not_found(backend.place)
        ledger = cls(backend)
        try:
            if not read_only:
                backend.prepare()
            ledger._migrate(create=create, read_only=read_only)
        except BaseException:
            ledger.close()
            raise
        return ledger

    def _migrate(self, *, create: bool, read_only: bool) -> None:
        with self._connection() as connection:
            found = migrate.version(connection, self.place)
        if found == migrate.VERSION:
            return
        if found is None and not create:
            raise _not_found(self.place)
        if read_only:
            raise LedgerError(
                f"The ledger has the older schema {found}, and opened for reading only it cannot be updated.",
                where=self.place,
                remedy="Open it once for writing (`hearsay read` does), or work on a copy.",
            )
        with self._connection(write=True) as connection:
            # Another process may have been faster.
            if migrate.version(connection, self.place) != migrate.VERSION:
                migrate.upgrade(connection, migrate.VERSION)

    @property
    def place(self) -> str:
        """The path or URL, as it was given."""
        return self._backend.place

    def close(self) -> None:
        """Let go of the database; closing twice is fine."""
        self._open = False
        with self._backend.guard():
            self._backend.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _connection(self, *, write: bool = False) -> Iterator[Connection]:
        with self._backend.guard():
            if not self._open:
                raise LedgerError("The ledger is closed.", where=self.place, remedy="Open it again.")
            engine = self._backend.writer if write else self._backend.engine
            with engine.begin() as connection:
                yield connection

    def _insert_new(self, connection: Connection, table: Table, row: index.Row) -> bool:
        return connection.execute(self._backend.insert_new(table), row).rowcount > 0

    # Writing

    def start_run(self, reader: str, inputs: Sequence[str]) -> str:
        """Open the run of a reader over these inputs, or go on with it; returns its id."""
        named = [index.printable(text) for text in inputs]
        row = {
            "id": digest("run", reader, *named),
            "reader": reader,
            "inputs": msgspec.json.encode(named).decode(),
            "started": _now(),
        }
        with self._connection(write=True) as connection:
            if not self._insert_new(connection, runs, row):
                connection.execute(update(runs).where(runs.c.id == row["id"]).values(finished=None))
        return row["id"]

    def finish_run(self, run: str, *, documents: int, rejections: int) -> None:
        """Close a run, with how many inputs became documents and how many were rejected."""
        done = {"finished": _now(), "documents": documents, "rejections": rejections}
        with self._connection(write=True) as connection:
            if not connection.execute(update(runs).where(runs.c.id == run).values(done)).rowcount:
                raise LedgerError(f"There is no run {run}.", where=self.place, remedy="Start it first.")

    def store(self, document: Document, reading: Reading) -> Rejection | None:
        """Store a document with its reading, both or neither; a new reading becomes the current one.

        What is already there stays as it is: the first to store an id decides its title, path and so on.
        Returns a Rejection and stores nothing where the id names another text (``id-taken``) or the
        document holds what is no text (``encoding``).

        Raises:
            LedgerError: the reading does not fit the document.
        """
        if rejection := index.unstorable(document):
            return rejection
        document = index.storable(document)
        with self._backend.guard():
            document_row = index.document_row(document)
            reading_row = index.reading_row(document, reading)
            statement_rows, span_rows = index.statement_rows(document, reading)
        with self._connection(write=True) as connection:
            if not self._insert_new(connection, documents, document_row):
                stored = connection.execute(queries.texts_stored([document.id])).one()
                if stored.text_sha256 != document_row["text_sha256"]:
                    return index.id_taken(document)
            if not self._insert_new(connection, readings, reading_row):
                return None
            others = (readings.c.document == document.id) & (readings.c.reader != reading.reader)
            connection.execute(update(readings).where(others).values(current=False))
            for table, rows in ((statements, statement_rows), (spans, span_rows)):
                if rows:
                    connection.execute(insert(table), rows)
        return None

    def store_many(self, pairs: Iterable[tuple[Document, Reading]]) -> list[Rejection | None]:
        """Store each pair as :meth:`store` does, each in a transaction of its own."""
        return [self.store(document, reading) for document, reading in pairs]

    def reject(self, rejection: Rejection) -> None:
        """Keep a rejection; the same one is kept once."""
        rejection = index.printable_rejection(rejection)
        row = {"id": rejection.id, **msgspec.structs.asdict(rejection)}
        with self._connection(write=True) as connection:
            self._insert_new(connection, rejections, row)

    # Reading

    def read_already(self, document_ids: Iterable[str], reader: str) -> set[str]:
        """Which of these documents this reader has read.

        An id alone does not tell whether the text is the same: see :meth:`unread`.
        """
        found: set[str] = set()
        with self._connection() as connection:
            for ids in _batches(document_ids):
                found.update(row.document for row in connection.execute(queries.texts_read(ids, reader)))
        return found

    def unread(self, candidates: Iterable[Document], reader: str) -> list[Document]:
        """Which of these documents are still to be read and stored by this reader, in their order.

        A document whose id was stored with another text is among them, for :meth:`store` to reject it.
        """
        left: list[Document] = []
        with self._connection() as connection:
            for batch in _batches(candidates):
                query = queries.texts_read([document.id for document in batch], reader)
                texts = {row.document: row.text_sha256 for row in connection.execute(query)}
                left += [document for document in batch if texts.get(document.id) != document.text_sha256]
        return left

    def documents(self, *, limit: int | None = None) -> Iterator[DocumentRow]:
        """The documents, by published date (undated first) and id."""
        queries.validate(Filters(), limit)
        for row in self._stream(queries.document_rows(limit)):
            authors = msgspec.json.decode(row.authors, type=tuple[str, ...])
            yield DocumentRow(**{**row._mapping, "authors": authors})

    def rejections(self) -> Iterator[Rejection]:
        """The rejections, by path, place and code."""
        order = (rejections.c.path, rejections.c.place.nulls_first(), rejections.c.code, rejections.c.id)
        for row in self._stream(select(rejections).order_by(*order)):
            yield Rejection(
                path=row.path, code=row.code, reason=row.reason, place=row.place, remedy=row.remedy
            )

    def runs(self) -> Iterator[RunRow]:
        """The runs, oldest first."""
        for row in self._stream(select(runs).order_by(runs.c.started, runs.c.id)):
            inputs = msgspec.json.decode(row.inputs, type=tuple[str, ...])
            yield RunRow(**{**row._mapping, "inputs": inputs})

    def find(self, name: str) -> Document:
        """The document of this id, path, beginning of an id (4 characters or more), file name, or part of a
        title, tried in this order.

        Raises:
            UnknownDocument: there is none, or several answer to the first of these that any answers to.
        """
        name = index.printable(name)
        with self._connection() as connection:
            for query in queries.called(name):
                found = connection.execute(query).all()
                if len(found) == 1:
                    whole = select(documents).where(documents.c.id == found[0].id)
                    return index.document_of(connection.execute(whole).one())
                if found:
                    raise _ambiguous(name, found, self.place)
        raise UnknownDocument(
            f"The ledger holds no document called “{name}”.",
            where=self.place,
            remedy="`hearsay documents` lists all. Give an id, path, file name or part of a title.",
        )

    def reading(self, document_id: str, reader: str | None = None) -> Reading:
        """The reading of a document (whole id) by a reader, by default the current one.

        Raises:
            UnknownDocument: there is no such document.
            LedgerError: that reader has not read it.
        """
        with self._connection() as connection:
            columns = (readings.c.reader, readings.c.current, readings.c.body)
            query = select(*columns).where(readings.c.document == document_id).order_by(readings.c.reader)
            rows = connection.execute(query).all()
            for row in rows:
                if row.current if reader is None else row.reader == reader:
                    return msgspec.json.decode(row.body, type=Reading)
        if not rows:
            raise UnknownDocument(
                f"The ledger holds no document with the id “{document_id}”.",
                where=self.place,
                remedy="`hearsay documents` lists those it holds.",
            )
        raise LedgerError(
            f"The document {document_id} has no reading by {reader}.",
            where=self.place,
            remedy=f"Read it again, or ask for a reading by {' or '.join(row.reader for row in rows)}.",
        )

    def statements(
        self, filters: Filters | None = None, *, limit: int | None = None, reader: str | None = None
    ) -> Iterator[StatementRow]:
        """The statements that pass the filters, by published date (undated first), document and position.

        They are those of the current reading of each document, or of the reading by ``reader``.

        Raises:
            UsageError: a filter or the limit makes no sense.
        """
        queries.validate(filters or Filters(), limit)
        found = self._statements(filters or Filters(), reader)
        return found if limit is None else islice(found, limit)

    def _statements(self, filters: Filters, reader: str | None) -> Iterator[StatementRow]:
        # Document by document, and not as one join: a database may well choose to sort all statements
        # before it gives the first.
        with self._connection() as connection:
            query = queries.documents_read(filters, reader).execution_options(yield_per=BATCH)
            for batch in _batches(connection.execute(query), size=32):
                readers = {document.reader for document in batch}
                query = queries.statements_of((document.id for document in batch), readers, filters)
                found = _grouped(connection.execute(query))
                spans_query = queries.spans_of({document for document, _ in found}, readers)
                evidence = _grouped(connection.execute(spans_query)) if found else {}
                for document in batch:
                    key = (document.id, document.reader)
                    spans_of: defaultdict[tuple[int, str], list[Span]] = defaultdict(list)
                    for span in evidence.get(key, ()):
                        spans_of[span.statement, span.role].append((span.start, span.end))
                    for row in found.get(key, ()):
                        yield index.statement_of(
                            document, row, *(tuple(spans_of[row.position, role]) for role in ROLES)
                        )

    def counts(self) -> Counts:
        """How much the ledger holds."""
        with self._connection() as connection:
            return Counts(**connection.execute(queries.counts()).one()._mapping)

    def check(self, *, sample: int | None = None) -> list[str]:
        """What is wrong with the ledger, one sentence each; an empty list says that it is healthy.

        The file is checked as a whole. Of every document, or of ``sample`` of them, every row is compared
        with what its reading says it should be.
        """
        found: list[str] = []
        try:
            with self._connection() as connection:
                found += self._backend.damage(connection)
                if not found:
                    found += check.problems(connection, sample)
        except LedgerError as error:
            found.append(str(error))
        return found

    def _stream(self, query: Select[Any]) -> Iterator[Any]:
        with self._connection() as connection:
            yield from connection.execute(query.execution_options(yield_per=BATCH))


def _grouped(rows: Iterable[Any]) -> dict[tuple[str, str], list[Any]]:
    """Rows of statements or spans by their reading, each reading's in the order they came."""
    groups: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.document, row.reader].append(row)
    return groups


def _not_found(place: str) -> LedgerNotFound:
    return LedgerNotFound(
        "There is no ledger here yet.",
        where=place,
        remedy="Run `hearsay read` first, or name another with --ledger.",
    )


def _ambiguous(name: str, found: Sequence[Any], place: str) -> UnknownDocument:
    named = [f"{row.id} ({row.path or row.title or 'without path or title'})" for row in found[:5]]
    more = " and more" if len(found) > len(named) else ""
    return UnknownDocument(
        f"Several documents are called “{name}”: {', '.join(named)}{more}.",
        where=place,
        remedy="Give the id of the one you mean.",
    )


def _batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
