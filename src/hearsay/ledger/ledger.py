"""The ledger: what the other rooms see of the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import insert, select, update

from hearsay.errors import LedgerError, UnknownDocument, UnknownStatement, UsageError
from hearsay.ledger import check, index, queries, search
from hearsay.ledger.actors import ActorBook
from hearsay.ledger.claims import ClaimBook
from hearsay.ledger.database import BATCH, batches
from hearsay.ledger.factchecks import FactCheckBook
from hearsay.ledger.judgements import JudgementBook
from hearsay.ledger.rows import Counts, DocumentRow, Filters, RunRow, StatementRow
from hearsay.ledger.schema import documents, readings, rejections, runs, spans, statements
from hearsay.ledger.search.book import SearchBook
from hearsay.ledger.tables import Rows
from hearsay.ledger.vectors import VectorBook
from hearsay.ledger.views import ViewBook
from hearsay.records import ROLES, Document, Reading, Rejection, Span, digest


class Ledger(ActorBook, ClaimBook, VectorBook, FactCheckBook, JudgementBook, ViewBook, SearchBook):
    """One database of documents, readings, statements, actors, claims and judgements.

    Any number of processes and threads may use the same ledger at once, each process with a Ledger it
    opened itself. What a method has stored when it returns survives the end of the process, however abrupt.
    Iterators stream and see the ledger as it was when they began. All methods raise
    :class:`~hearsay.errors.LedgerError` or one of its children, and nothing foreign.
    """

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
        with self._connection(write=True, beside=True) as connection:
            if not self._insert_new(connection, runs, row):
                connection.execute(update(runs).where(runs.c.id == row["id"]).values(finished=None))
        return row["id"]

    def finish_run(self, run: str, *, documents: int, rejections: int) -> None:
        """Close a run, with how many inputs became documents and how many were rejected."""
        done = {"finished": _now(), "documents": documents, "rejections": rejections}
        with self._connection(write=True, beside=True) as connection:
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
        with self._connection(write=True, beside=True) as connection:
            if self._insert_new(connection, documents, document_row):
                search.index_document(connection, document.id)
            else:
                # Held until the end, so that of several readings stored at once one is the current one.
                held = queries.texts_stored([document.id]).with_for_update(key_share=True)
                stored = connection.execute(held).one()
                if stored.text_sha256 != document_row["text_sha256"]:
                    return index.id_taken(document)
            if not self._insert_new(connection, readings, reading_row):
                return None
            others = (readings.c.document == document.id) & (readings.c.reader != reading.reader)
            connection.execute(update(readings).where(others).values(current=False))
            for table, rows in ((statements, statement_rows), (spans, span_rows)):
                if rows:
                    connection.execute(insert(table), rows)
            search.index_reading(connection, document.id)
        return None

    def store_many(self, pairs: Iterable[tuple[Document, Reading]]) -> list[Rejection | None]:
        """Store each pair as :meth:`store` does, each in a transaction of its own."""
        return [self.store(document, reading) for document, reading in pairs]

    def reject(self, rejection: Rejection) -> None:
        """Keep a rejection; the same one is kept once."""
        rejection = index.printable_rejection(rejection)
        row = {"id": rejection.id, **msgspec.structs.asdict(rejection)}
        with self._connection(write=True, beside=True) as connection:
            self._insert_new(connection, rejections, row)

    # Reading

    def unread(self, candidates: Iterable[Document], reader: str) -> list[Document]:
        """Which of these documents are still to be read and stored by this reader, in their order.

        A document whose id was stored with another text is among them, for :meth:`store` to reject it.
        """
        left: list[Document] = []
        with self._connection() as connection:
            for batch in batches(candidates):
                query = queries.texts_read([document.id for document in batch], reader)
                texts = {row.document: row.text_sha256 for row in connection.execute(query)}
                left += [document for document in batch if texts.get(document.id) != document.text_sha256]
        return left

    def documents(self, *, limit: int | None = None) -> Rows[DocumentRow]:
        """The documents, by published date (undated first) and id.

        Raises:
            UsageError: the limit makes no sense.
        """
        queries.validate(Filters(), limit)
        return Rows(DocumentRow, lambda: self._documents(limit))

    def _documents(self, limit: int | None) -> Iterator[DocumentRow]:
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

    def readings(
        self, *, actor: str | None = None, newest: bool = False
    ) -> Iterator[tuple[Document, Reading]]:
        """The documents with their current readings, by published date (undated first) and id.

        ``actor`` narrows them to those that the actor of this id was seen in; ``newest`` turns the order
        round.
        """
        for row in self._stream(queries.whole_readings(actor, newest=newest), size=20):
            yield index.document_of(row), msgspec.json.decode(row.body, type=Reading)

    def current_readers(self) -> Iterator[tuple[str, str]]:
        """Every document's id with the reader whose reading is current, by id."""
        for row in self._stream(queries.current_readers()):
            yield row.document, row.reader

    def statements(
        self,
        filters: Filters | None = None,
        *,
        limit: int | None = None,
        reader: str | None = None,
        newest: bool = False,
    ) -> Rows[StatementRow]:
        """The statements that pass the filters, by published date (undated first), document and position.

        They are those of the current reading of each document, or of the reading by ``reader``; ``newest``
        turns the order of the documents round.

        Raises:
            UsageError: a filter or the limit makes no sense, or an actor is asked for with a reader.
        """
        wanted = filters or Filters()
        queries.validate(wanted, limit)
        if wanted.actor is not None and reader is not None:
            raise UsageError(
                "Actors are made of the current readings; those of one reader have none.",
                remedy="Leave out the actor or the reader.",
            )
        return Rows(StatementRow, lambda: islice(self._statements(wanted, reader, newest), limit))

    def _statements(self, filters: Filters, reader: str | None, newest: bool) -> Iterator[StatementRow]:
        # Document by document, and not as one join: a database may well choose to sort all statements
        # before it gives the first.
        with self._connection() as connection:
            query = queries.documents_read(filters, reader, newest=newest).execution_options(yield_per=BATCH)
            for batch in batches(connection.execute(query), size=32):
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

    def statement(self, name: str) -> StatementRow:
        """The statement of a current reading with this id, or one that begins so (4 characters or more).

        Raises:
            UnknownStatement: there is none, or there are several.
        """
        with self._connection() as connection:
            found = connection.execute(queries.statements_called(index.printable(name))).all()
        if len(found) != 1:
            raise UnknownStatement(
                f"{'Several statements have ids' if found else 'No statement has an id'} that begin"
                f"{'' if found else 's'} with “{name}”.",
                where=self.place,
                remedy="`hearsay statements --json` gives the ids. Give enough of one.",
            )
        rows = self.statements(Filters(document=found[0].document))
        return next(row for row in rows if row.id == found[0].id)

    def counts(self) -> Counts:
        """How much the ledger holds."""
        with self._connection() as connection:
            return Counts(**connection.execute(queries.counts()).one()._mapping)

    def check(self, *, sample: int | None = None) -> list[str]:
        """What is wrong with the ledger, one sentence each; an empty list says that it is healthy.

        The database is checked as a whole. Of every document and every claim, or of ``sample`` of each, every
        row is compared with what its reading or the claim says it should be; without a sample, so is the
        index of words.
        """
        found: list[str] = []
        try:
            with self._connection() as connection:
                found += self._backend.damage(connection)
                if not found:
                    found += check.problems(connection, sample)
                    found += check.claim_problems(connection, sample)
                    found += search.problems(connection, sample)
        except LedgerError as error:
            found.append(str(error))
        return found


def _grouped(rows: Iterable[Any]) -> dict[tuple[str, str], list[Any]]:
    """Rows of statements or spans by their reading, each reading's in the order they came."""
    groups: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.document, row.reader].append(row)
    return groups


def _ambiguous(name: str, found: Sequence[Any], place: str) -> UnknownDocument:
    shown = found[: queries.CANDIDATES]
    named = [f"{row.id} ({row.path or row.title or 'without path or title'})" for row in shown]
    more = " and more" if len(found) > len(named) else ""
    return UnknownDocument(
        f"Several documents are called “{name}”: {', '.join(named)}{more}.",
        where=place,
        remedy="Give the id of the one you mean.",
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
