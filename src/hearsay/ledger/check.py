"""Is every row what the records say it should be? Streams, and repairs nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from hearsay.errors import LedgerError
from hearsay.ledger import claim_rows, index
from hearsay.ledger.schema import claims, copies, documents, parties, parts, readings, spans, statements
from hearsay.records import Claim, Reading


def problems(connection: Connection, sample: int | None = None) -> Iterator[str]:
    """One sentence a problem, of all documents or of the first ones by id (ids are hashes: any sample)."""
    first = select(documents).order_by(documents.c.id).limit(sample)
    for row in connection.execute(first.execution_options(yield_per=50)):
        try:
            yield from _problems_of(connection, row)
        except (msgspec.MsgspecError, LedgerError) as error:
            yield f"Document {row.id}: it cannot be checked: {error}"


def claim_problems(connection: Connection, sample: int | None = None) -> Iterator[str]:
    """The same of claims and copies: of all, or of the first ones by id."""
    first = select(claims).order_by(claims.c.id).limit(sample)
    for row in connection.execute(first.execution_options(yield_per=50)):
        try:
            yield from _problems_of_claim(connection, row)
        except msgspec.MsgspecError as error:
            yield f"Claim {row.id}: it cannot be checked: {error}"
    taken = select(copies).order_by(copies.c.earlier, copies.c.later).limit(sample)
    for row in connection.execute(taken.execution_options(yield_per=50)):
        try:
            claim_rows.copy_of(row)
        except msgspec.MsgspecError as error:
            yield f"Copy of {row.earlier} in {row.later}: it cannot be checked: {error}"


def _problems_of_claim(connection: Connection, row: Any) -> Iterator[str]:
    claim = msgspec.json.decode(row.body, type=Claim)
    # The body itself may be older than a field that records have got since.
    expected = {**claim_rows.claim_row(claim), "body": row.body}
    if expected != dict(row._mapping):
        yield f"Claim {row.id}: its figures or its proposition do not match the claim itself."
    for table, rows in ((parts, claim_rows.part_rows(claim)), (parties, claim_rows.party_rows(claim))):
        found = connection.execute(select(table).where(table.c.claim == row.id)).mappings()
        if sorted(map(_key, found)) != sorted(map(_key, rows)):
            yield f"Claim {row.id}: its {table.name} do not match the claim itself."


def _problems_of(connection: Connection, row: Any) -> Iterator[str]:
    document = index.document_of(row)
    if index.document_row(document) != dict(row._mapping):
        yield f"Document {row.id}: its text or publication is not what was stored."
    stored = connection.execute(select(readings).where(readings.c.document == row.id)).all()
    if sum(reading.current for reading in stored) != 1:
        yield f"Document {row.id}: of its {len(stored)} readings not exactly one is the current one."
    for reading in stored:
        if reading.text_sha256 != row.text_sha256:
            yield f"Document {row.id}: the reading by {reading.reader} was made from another text."
            continue
        expected = index.statement_rows(document, msgspec.json.decode(reading.body, type=Reading))
        for table, rows in zip((statements, spans), expected, strict=True):
            of_reading = (table.c.document == row.id) & (table.c.reader == reading.reader)
            found = connection.execute(select(table).where(of_reading)).mappings()
            if sorted(map(_key, found)) != sorted(map(_key, rows)):
                yield f"Document {row.id}: its {table.name} do not match the reading by {reading.reader}."


def _key(row: Mapping[Any, Any]) -> str:
    return repr(sorted(row.items()))
