"""From records to rows and back: pure, and the same rows for the same records every time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import msgspec

from hearsay.errors import LedgerError
from hearsay.ledger.rows import StatementRow
from hearsay.records import (
    ROLES,
    Document,
    Reading,
    Rejection,
    Spans,
    Statement,
    quote,
    statement_id,
    to_json,
)

Row = dict[str, Any]


def fold(text: str | None) -> str | None:
    """The text as it is compared without regard to case, in any alphabet: case-folded and composed (NFC)."""
    if text is None:
        return None
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def printable(text: str) -> str:
    """The text with what no database keeps (lone surrogates, NUL) written out as an escape.

    File names that are not UTF-8 reach us with lone surrogates.
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")


def json_of(value: object) -> str:
    """Any value as JSON text."""
    return msgspec.json.encode(value).decode()


def storable(document: Document) -> Document:
    """The document with a path that can be kept; everything else stays as it is."""
    path = document.path and printable(document.path)
    return document if path == document.path else msgspec.structs.replace(document, path=path)


def printable_rejection(rejection: Rejection) -> Rejection:
    """The rejection with texts that can be kept."""
    return Rejection(
        path=printable(rejection.path),
        code=printable(rejection.code),
        reason=printable(rejection.reason),
        place=rejection.place and printable(rejection.place),
        remedy=rejection.remedy and printable(rejection.remedy),
    )


LONGEST = {"id": 500, "outlet": 500, "published": 100}
"""Characters: PostgreSQL keeps what it looks up in 2,700 bytes, and every ledger takes the same."""


def unstorable(document: Document) -> Rejection | None:
    """Why the document cannot be kept, if it cannot: a NUL or half a character in its text or publication, or
    a name of it that is too long to be looked up."""
    places = {
        "id": document.id,
        "text": document.text,
        "title": document.title,
        "outlet": document.outlet,
        "authors": "\n".join(document.authors),
        "published": document.published,
        "url": document.url,
        "language": document.language,
    }
    for place, text in places.items():
        found = re.search("[\0\ud800-\udfff]", text or "")
        if found:
            return Rejection(
                path=document.path or printable(document.id),
                code="encoding",
                reason=f"It holds the character U+{ord(found[0]):04X}, which is not text.",
                place=f"{place}, character {found.start()}",
                remedy="Save the input again as UTF-8 text, without this character.",
            )
        if place in LONGEST and len(text or "") > LONGEST[place]:
            return Rejection(
                path=document.path or printable(document.id[: LONGEST["id"]]),
                code="too-long",
                reason=f"Its {place} has {len(text or ''):,} characters; {LONGEST[place]} are allowed.",
                place=place,
                remedy="Shorten it in the input.",
            )
    return None


def id_taken(document: Document) -> Rejection:
    """The rejection of a document whose id already names another text."""
    return Rejection(
        path=document.path or document.id,
        code="id-taken",
        reason=f"The id {document.id} already names another text in this ledger.",
        remedy="Give the document an id of its own, or leave the id out; the text already stored is kept.",
    )


def document_row(document: Document) -> Row:
    """The row of a document."""
    return {
        "id": document.id,
        "text_sha256": document.text_sha256,
        "published": document.published,
        "outlet": document.outlet,
        "outlet_folded": fold(document.outlet),
        "title": document.title,
        "title_folded": fold(document.title),
        "path": document.path,
        "file_name": document.path and re.split(r"[/\\]", document.path)[-1],
        "url": document.url,
        "language": document.language,
        "authors": json_of(document.authors),
        "length": len(document.text),
        "text": document.text,
    }


def reading_row(document: Document, reading: Reading) -> Row:
    """The row of a reading, which is current when it is new."""
    return {
        "document": document.id,
        "reader": reading.reader,
        "current": True,
        "text_sha256": document.text_sha256,
        "body": to_json(reading).decode(),
    }


def statement_rows(document: Document, reading: Reading) -> tuple[list[Row], list[Row]]:
    """The rows of the statements of a reading, and of their spans.

    A statement that repeats an earlier one of the same reading (same form, same spans) is the same
    statement and gets no second row.

    Raises:
        LedgerError: the reading does not fit the document.
    """
    if (reading.id, reading.document.length) != (document.id, len(document.text)):
        raise _misfit(reading, f"it is a reading of {reading.id}, {reading.document.length} characters long")
    ids = [statement_id(document.id, statement) for statement in reading.statements]
    rows: list[Row] = []
    span_rows: list[Row] = []
    seen: set[str] = set()
    for position, statement in enumerate(reading.statements):
        if ids[position] in seen:
            continue
        seen.add(ids[position])
        _check(document, reading, statement)
        rows.append(_statement_row(document, reading, statement, position, ids))
        span_rows.extend(_span_rows(document, reading, statement, position))
    return rows, span_rows


def document_of(row: Any) -> Document:
    """The document that a row of the documents table holds."""
    return Document(
        id=row.id,
        text=row.text,
        title=row.title,
        outlet=row.outlet,
        authors=msgspec.json.decode(row.authors, type=tuple[str, ...]),
        published=row.published,
        url=row.url,
        language=row.language,
        path=row.path,
    )


def statement_of(document: Any, row: Any, source: Spans, cue: Spans, content: Spans) -> StatementRow:
    """The statement that a row of the statements table holds, with the row of its document and its spans."""
    return StatementRow(
        id=row.id,
        document=document.id,
        path=document.path,
        title=document.title,
        outlet=document.outlet,
        published=document.published,
        url=document.url,
        position=row.position,
        source=row.source_text,
        cue=row.cue_text,
        content=row.content_text,
        source_spans=source,
        cue_spans=cue,
        content_spans=content,
        speaker=row.speaker_name,
        voice=msgspec.json.decode(row.voice, type=tuple[str, ...]),
        form=row.form,
        act=row.act,
        certainty=row.certainty,
        polarity=row.polarity,
        within=row.within,
        score=row.score,
    )


def _statement_row(
    document: Document, reading: Reading, statement: Statement, position: int, ids: list[str]
) -> Row:
    names = [entity.name for entity in reading.entities]
    speaker = None if statement.speaker is None else names[statement.speaker]
    within = None if statement.within is None else ids[statement.within]
    source = quote(document.text, statement.source)
    content = quote(document.text, statement.content)
    return {
        "document": document.id,
        "reader": reading.reader,
        "position": position,
        "id": ids[position],
        "form": statement.form,
        "act": statement.act,
        "certainty": statement.certainty,
        "polarity": statement.polarity,
        "score": float(statement.score),
        # An enclosing statement with the same spans is this very statement.
        "within": None if within == ids[position] else within,
        "speaker_name": speaker,
        "speaker_folded": fold(speaker),
        "voice": json_of([names[entity] for entity in statement.voice]),
        "source_text": source,
        "source_folded": fold(source),
        "cue_text": quote(document.text, statement.cue),
        "content_text": content,
        "content_folded": fold(content),
        "speaker": statement.speaker,
    }


def _roles(statement: Statement) -> Iterator[tuple[str, Spans]]:
    return zip(ROLES, (statement.source, statement.cue, statement.content), strict=True)


def _span_rows(document: Document, reading: Reading, statement: Statement, position: int) -> Iterator[Row]:
    for role, spans in _roles(statement):
        for number, (start, end) in enumerate(spans):
            yield {
                "document": document.id,
                "reader": reading.reader,
                "statement": position,
                "role": role,
                "position": number,
                "start": start,
                "end": end,
            }


def _check(document: Document, reading: Reading, statement: Statement) -> None:
    for role, spans in _roles(statement):
        for start, end in spans:
            if not 0 <= start <= end <= len(document.text):
                raise _misfit(reading, f"a {role} at [{start}, {end}) lies outside the text")
    speakers = (*statement.voice, *(() if statement.speaker is None else (statement.speaker,)))
    if not all(0 <= entity < len(reading.entities) for entity in speakers):
        raise _misfit(reading, "a statement names a speaker that is not among its entities")
    if statement.within is not None and not 0 <= statement.within < len(reading.statements):
        raise _misfit(reading, "a statement stands within one that is not there")


def _misfit(reading: Reading, why: str) -> LedgerError:
    return LedgerError(
        f"The reading by {reading.reader} does not fit its document: {why}.",
        where=reading.id,
        remedy="Nothing was stored for this document. Please report this: it is a fault of the reader.",
    )
