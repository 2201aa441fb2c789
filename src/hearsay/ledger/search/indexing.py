"""How words get into the index: with each document, with each reading that becomes current, and all anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, CursorResult, Select, delete, select, text

from hearsay.ledger import schema
from hearsay.ledger.database import batches
from hearsay.ledger.search.analysis import analysed
from hearsay.ledger.search.engines import Row, engine
from hearsay.ledger.search.tables import DOCUMENTS, STATEMENTS, Texts, metadata

MANY = 500


def index_document(connection: Connection, document: str) -> None:
    """Index the title and text of a document that was just stored; its readings are another matter."""
    rows = connection.execute(_documents().where(schema.documents.c.id == document))
    _add(connection, DOCUMENTS, map(_document_row, rows))


def index_reading(connection: Connection, document: str) -> None:
    """Index the statements of the current reading of a document, in the place of those of another.

    To be called in the transaction that makes a reading current, after its statements are stored.
    """
    old = STATEMENTS.of.c
    numbers = connection.execute(select(old.number).where(old.document == document)).scalars().all()
    for some in batches(numbers, MANY):
        engine(connection).remove(connection, STATEMENTS, some)
    if numbers:
        connection.execute(delete(STATEMENTS.of).where(old.document == document))
    rows = connection.execute(_statements().where(schema.documents.c.id == document))
    _add(connection, STATEMENTS, map(_statement_row, rows))


def rebuild(connection: Connection) -> None:
    """Make the index anew from the documents and current readings, in bounded memory."""
    create(connection)
    for texts, query, row_of in (
        (DOCUMENTS, _documents(), _document_row),
        (STATEMENTS, _statements(), _statement_row),
    ):
        _add(connection, texts, map(row_of, _stream(connection, query)))
    engine(connection).tidy(connection)


def create(connection: Connection) -> None:
    """Make the tables of the search, empty, in the place of those there are."""
    for texts in (DOCUMENTS, STATEMENTS):
        connection.execute(text(f"DROP TABLE IF EXISTS {texts.name}"))
    metadata.drop_all(connection)
    engine(connection).create(connection)


def problems(connection: Connection, sample: int | None = None) -> Iterator[str]:
    """What of the index does not match the documents and current readings, one sentence each.

    Of all documents, or of the first ones by id.
    """
    id = schema.documents.c.id
    some = select(id).order_by(id).limit(sample).subquery()
    for what, texts, query, row_of in (
        ("document", DOCUMENTS, _documents(), _document_row),
        ("statement", STATEMENTS, _statements(), _statement_row),
    ):
        if sample is not None:
            query = query.where(id.in_(select(some.c.id)))
        expected = {_key(row) for row in map(row_of, _stream(connection, query))}
        words = engine(connection).kept(texts).subquery()
        indexed = select(texts.of, *(words.c[field] for field in texts.fields)).outerjoin(
            words, words.c.number == texts.of.c.number
        )
        if sample is not None:
            indexed = indexed.where(texts.of.c.document.in_(select(some.c.id)))
        found = {_key(row) for row in _stream(connection, indexed).mappings()}
        wrong = max(len(expected - found), len(found - expected))
        if wrong:
            yield (
                f"The index of words is not up to date: {wrong:,} {what}{'s' if wrong > 1 else ''} differ. "
                "`hearsay search --rebuild` makes it anew."
            )


def _key(row: Mapping[Any, Any]) -> int:
    """A row as a number, which takes less room than a row."""
    return hash(tuple(sorted((name, str(value)) for name, value in row.items() if name != "number")))


def _stream(connection: Connection, query: Select[Any]) -> CursorResult[Any]:
    return connection.execute(query.execution_options(yield_per=MANY))


def _documents() -> Select[Any]:
    columns = schema.documents.c
    return select(columns.id, columns.published, columns.outlet, columns.title, columns.text).order_by(
        columns.id
    )


def _statements() -> Select[Any]:
    columns, readings, documents = schema.statements.c, schema.readings.c, schema.documents.c
    names = ("document", "position", "speaker", "form", "act", "certainty", "polarity")
    texts = ("content_text", "source_text", "cue_text", "speaker_name")
    return (
        select(*(columns[name] for name in (*names, *texts)), documents.published, documents.outlet)
        .join(schema.readings, (readings.document == columns.document) & (readings.reader == columns.reader))
        .join(schema.documents, documents.id == columns.document)
        .where(readings.current)
        .order_by(columns.document, columns.position)
    )


def _document_row(row: Any) -> Row:
    return {
        "document": row.id,
        "published": row.published or "",
        "outlet": row.outlet,
        "outlet_words": analysed(row.outlet),
        "title": analysed(row.title),
        "text": analysed(row.text),
    }


def _statement_row(row: Any) -> Row:
    return {
        "document": row.document,
        "position": row.position,
        "entity": row.speaker,
        "published": row.published or "",
        "outlet": row.outlet,
        "form": row.form,
        "act": row.act,
        "certainty": row.certainty,
        "polarity": row.polarity,
        "content": analysed(row.content_text),
        "source": analysed(row.source_text),
        "cue": analysed(row.cue_text),
        "speaker": analysed(row.speaker_name),
    }


def _add(connection: Connection, texts: Texts, rows: Iterable[Row]) -> None:
    for some in batches(rows, MANY):
        known = [column.name for column in texts.of.c if column.name != "number"]
        rows_of = [{name: row[name] for name in known} for row in some]
        numbers = engine(connection).number(connection, texts, rows_of)
        words = [
            {"number": number, **{field: row[field] for field in texts.fields}}
            for row, number in zip(some, numbers, strict=True)
        ]
        engine(connection).add(connection, texts, words)
