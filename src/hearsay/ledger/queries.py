"""The questions a ledger is asked, as SQL: pure functions that build statements and run none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, distinct, func, or_, select, true

from hearsay.errors import UsageError
from hearsay.ledger.index import fold, printable
from hearsay.ledger.rows import Filters
from hearsay.ledger.schema import (
    actor_names,
    actors,
    documents,
    members,
    readings,
    rejections,
    spans,
    statements,
    views,
)
from hearsay.records import EntityType

CANDIDATES = 5
"""How many are named where a name does not tell which is meant."""

# SQLite refuses patterns of more than 50,000 bytes; nobody types as much.
LONGEST_SEARCH = 1000


def documents_read(filters: Filters, reader: str | None, *, newest: bool = False) -> Select[Any]:
    """The documents that pass the filters, by published date (undated first) and id or, with ``newest``,
    the other way round, with the reader whose reading is asked for."""
    columns = ("id", "path", "title", "outlet", "published", "url")
    return (
        select(*(documents.c[name] for name in columns), readings.c.reader)
        .select_from(documents)
        .join(readings, readings.c.document == documents.c.id)
        .where(_read_by(reader), *_on_documents(filters))
        .order_by(*_in_time(newest))
    )


def statements_of(ids: Iterable[str], readers: Iterable[str], filters: Filters) -> Select[Any]:
    """The statements that pass the filters in any reading of these documents by these readers."""
    of_readings = (statements.c.document.in_(list(ids)), statements.c.reader.in_(list(readers)))
    return (
        select(statements)
        .where(*of_readings, *_on_statements(filters))
        .order_by(statements.c.document, statements.c.reader, statements.c.position)
    )


def spans_of(ids: Iterable[str], readers: Iterable[str]) -> Select[Any]:
    """The spans of all statements in these readings, in order."""
    return (
        select(spans)
        .where(spans.c.document.in_(list(ids)), spans.c.reader.in_(list(readers)))
        .order_by(spans.c.document, spans.c.reader, spans.c.statement, spans.c.role, spans.c.position)
    )


def statements_called(name: str) -> Select[Any]:
    """Id and document of the statements of current readings whose id begins so, two at most."""
    begins = statements.c.id.startswith(name, autoescape=True) if len(name) >= 4 else statements.c.id == name
    return (
        select(statements.c.id, statements.c.document)
        .join(
            readings,
            (readings.c.document == statements.c.document) & (readings.c.reader == statements.c.reader),
        )
        .where(begins, readings.c.current)
        .limit(2)
    )


def document_rows(limit: int | None) -> Select[Any]:
    """The documents without their texts, by published date (undated first) and id."""
    count = (
        select(func.count())
        .select_from(statements)
        .where(statements.c.document == readings.c.document, statements.c.reader == readings.c.reader)
        .scalar_subquery()
    )
    columns = ("id", "path", "title", "outlet", "authors", "published", "url", "language", "length")
    return (
        select(*(documents.c[name] for name in columns), readings.c.reader, count.label("statements"))
        .select_from(documents)
        .join(readings, readings.c.document == documents.c.id)
        .where(_read_by(None))
        .order_by(*_in_time())
        .limit(limit)
    )


def whole_readings(actor: str | None, *, newest: bool) -> Select[Any]:
    """The documents with their current readings, of all or of those that an actor was seen in, in time."""
    query = (
        select(*documents.c, readings.c.body)
        .join(readings, readings.c.document == documents.c.id)
        .where(_read_by(None))
        .order_by(*_in_time(newest))
    )
    return query if actor is None else query.where(documents.c.id.in_(_seen_in(actor)))


def readings_now(*, machine: bool) -> Select[Any]:
    """The documents with their current readings, by id; with ``machine`` a view gives way to the reading that
    it was made from."""
    now = readings.alias("now")
    query = select(*documents.c, readings.c.body).join(
        now, (now.c.document == documents.c.id) & now.c.current
    )
    reader: ColumnElement[str] = now.c.reader
    if machine:
        viewed = (views.c.document == now.c.document) & (views.c.reader == now.c.reader)
        query = query.outerjoin(views, viewed)
        reader = func.coalesce(views.c.base, now.c.reader)
    read = (readings.c.document == documents.c.id) & (readings.c.reader == reader)
    return query.join(readings, read).order_by(documents.c.id)


def current_readers() -> Select[Any]:
    """The reader whose reading is current, by document."""
    columns = (readings.c.document, readings.c.reader)
    return select(*columns).where(_read_by(None)).order_by(readings.c.document)


def actor_rows(type: EntityType | None, contains: str | None, limit: int | None) -> Select[Any]:
    """The actors of a type, or that have a text in one of their names, those of the most documents first."""
    query = select(actors).order_by(*_by_weight()).limit(limit)
    if type is not None:
        query = query.where(actors.c.type == type)
    if contains:
        query = query.where(_named(lambda column: _contains(column, contains)))
    return query


def actors_called(name: str) -> Iterator[Select[Any]]:
    """The ways an actor may be meant by a name, the surest first; each gives a few of (id, type, name,
    documents)."""
    ways: list[ColumnElement[bool]] = [actors.c.id == name]
    if len(name) >= 4:
        ways.append((actors.c.id >= name) & (actors.c.id < name + "\U0010ffff"))
    if name and len(name) <= LONGEST_SEARCH:
        ways += [_named(lambda column: column == fold(name)), _named(lambda column: _contains(column, name))]
    columns = (actors.c.id, actors.c.type, actors.c.name, actors.c.documents)
    for way in ways:
        yield select(*columns).where(way).order_by(*_by_weight()).limit(CANDIDATES + 1)


def counts() -> Select[Any]:
    """One row: how many documents, readings, statements of current readings, rejections and outlets."""
    current = (
        select(func.count())
        .select_from(readings)
        .join(
            statements,
            (statements.c.document == readings.c.document) & (statements.c.reader == readings.c.reader),
        )
        .where(_read_by(None))
    )
    parts = {
        "documents": select(func.count()).select_from(documents),
        "readings": select(func.count()).select_from(readings),
        "statements": current,
        "rejections": select(func.count()).select_from(rejections),
        "outlets": select(func.count(distinct(documents.c.outlet))),
    }
    return select(*(query.scalar_subquery().label(name) for name, query in parts.items()))


def texts_read(ids: Iterable[str], reader: str) -> Select[Any]:
    """Of these documents those that the reader has read, as (id, SHA-256 of the text)."""
    return select(readings.c.document, readings.c.text_sha256).where(
        readings.c.reader == reader, readings.c.document.in_(list(ids))
    )


def texts_stored(ids: Iterable[str]) -> Select[Any]:
    """Of these documents those that are stored, as (id, SHA-256 of the text)."""
    return select(documents.c.id, documents.c.text_sha256).where(documents.c.id.in_(list(ids)))


def called(name: str) -> Iterator[Select[Any]]:
    """The ways a document may be meant by a name, the surest first; each gives a few of (id, path, title)."""
    ways: list[ColumnElement[bool]] = [documents.c.id == name, documents.c.path == name]
    if len(name) >= 4:
        ways.append((documents.c.id >= name) & (documents.c.id < name + "\U0010ffff"))
    if name:
        ways.append(documents.c.file_name == name)
    if name and len(name) <= LONGEST_SEARCH:
        ways.append(_contains(documents.c.title_folded, name))
    for way in ways:
        yield (
            select(documents.c.id, documents.c.path, documents.c.title)
            .where(way)
            .order_by(documents.c.id)
            .limit(CANDIDATES + 1)
        )


def _read_by(reader: str | None) -> ColumnElement[bool]:
    return readings.c.current == true() if reader is None else readings.c.reader == reader


def _in_time(newest: bool = False) -> tuple[ColumnElement[Any], ...]:
    if newest:
        return documents.c.published.desc().nulls_last(), documents.c.id.desc()
    return documents.c.published.asc().nulls_first(), documents.c.id.asc()


def _by_weight() -> tuple[ColumnElement[Any], ...]:
    return actors.c.documents.desc(), actors.c.name, actors.c.id


def _named(fits: Callable[[ColumnElement[Any]], ColumnElement[bool]]) -> ColumnElement[bool]:
    """The actors of which a name fits: the one they go by, or another spelling."""
    spelled = select(actor_names.c.actor).where(fits(actor_names.c.folded))
    return or_(fits(actors.c.folded), actors.c.id.in_(spelled))


def _seen_in(actor: str) -> Select[Any]:
    return select(members.c.document).where(members.c.actor == actor)


def _on_documents(filters: Filters) -> Iterator[ColumnElement[bool]]:
    if filters.actor is not None:
        yield documents.c.id.in_(_seen_in(filters.actor))
    if filters.document is not None:
        yield documents.c.id == filters.document
    if filters.outlet is not None:
        yield documents.c.outlet_folded == fold(filters.outlet)
    if filters.since is not None:
        yield documents.c.published >= filters.since
    if filters.until is not None:
        # Every date and time that begins with this date sorts before it followed by a tilde.
        yield documents.c.published < filters.until + "~"


def _on_statements(filters: Filters) -> Iterator[ColumnElement[bool]]:
    if filters.actor is not None:
        of_document = (members.c.document == statements.c.document) & (members.c.actor == filters.actor)
        yield statements.c.speaker.in_(select(members.c.entity).where(of_document).correlate(statements))
    if filters.source:
        source = filters.source
        yield or_(
            _contains(statements.c.source_folded, source), _contains(statements.c.speaker_folded, source)
        )
    if filters.contains:
        yield _contains(statements.c.content_folded, filters.contains)
    if filters.act:
        yield statements.c.act.in_(filters.act)
    if filters.form:
        yield statements.c.form.in_(filters.form)
    if filters.certainty is not None:
        yield statements.c.certainty == filters.certainty


def _contains(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    return column.contains(fold(printable(text)), autoescape=True)


def validate(filters: Filters, limit: int | None) -> None:
    """Refuse what makes no sense before any row is asked for.

    Raises:
        UsageError: a date is none, a text to look for is too long or is no text, the limit is negative.
    """
    if limit is not None and not 0 <= limit < 2**63:
        raise UsageError(f"A limit of {limit} makes no sense.", remedy="Give a number from 0 up.")
    for name, day in (("since", filters.since), ("until", filters.until)):
        if day is not None and not is_date(day):
            raise UsageError(
                f"“{printable(day)}” is not a date that {name} understands.",
                remedy="Write year, month and day, such as 2020-01-17, or leave the day or month out.",
            )
    for name, text in msgspec.structs.asdict(filters).items():
        if isinstance(text, str) and len(text) > LONGEST_SEARCH:
            raise UsageError(
                f"What {name} looks for has {len(text):,} characters; {LONGEST_SEARCH:,} are allowed.",
                remedy="Look for a shorter part of it.",
            )


def is_date(text: str) -> bool:
    """Whether a text is a year, a month or a day, as ``since`` and ``until`` take them."""
    if not re.fullmatch("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True
