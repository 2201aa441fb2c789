"""Documents with those of their statements that are wanted, one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from msgspec.structs import replace

from hearsay.errors import UsageError
from hearsay.formats.base import Wanted
from hearsay.ledger import Filters, Ledger, StatementRow
from hearsay.records import Document, Reading, Statement, statement_id

Called = tuple[str, str]
"""An actor by id and name."""


@dataclass(frozen=True)
class Page:
    """One document with its current reading, the statements wanted, and which actor each entity is."""

    document: Document
    reading: Reading
    rows: tuple[StatementRow, ...]
    actors: Mapping[int, Called]

    def found(self) -> Iterator[tuple[StatementRow, Statement | None]]:
        """The rows, each with its statement in the reading.

        The statement is missing where the document was read again while the rows were on their way.
        """
        by_id = {statement_id(self.document.id, one): one for one in self.reading.statements}
        return ((row, by_id.get(row.id)) for row in self.rows)

    def speaker(self, statement: Statement | None) -> Called | None:
        """The actor that speaks, where there is one."""
        return None if statement is None or statement.speaker is None else self.actors.get(statement.speaker)


def pages(ledger: Ledger, wanted: Wanted) -> Iterator[Page]:
    """The documents that hold statements wanted, by published date (undated first) and id."""
    for _, rows in groupby(statements(ledger, wanted), key=lambda row: row.document):
        yield page(ledger, tuple(rows))


def page(ledger: Ledger, rows: tuple[StatementRow, ...]) -> Page:
    """The document of these statements, which has one at least."""
    id = rows[0].document
    return Page(
        document=ledger.find(id),
        reading=ledger.reading(id),
        rows=rows,
        actors={entity: (actor, name) for _, entity, actor, name in ledger.members([id])},
    )


def statements(ledger: Ledger, wanted: Wanted) -> Iterator[StatementRow]:
    """The statements wanted: those that pass the filters, that an actor makes, that are part of a claim."""
    filters = wanted.filters
    if wanted.actor is not None:
        filters = replace(filters, actor=ledger.actor(wanted.actor).id)
    rows = ledger.statements(filters)
    if wanted.claim is None:
        return rows
    parts = {part.statement: part.document for part in ledger.claim(wanted.claim).parts}
    return _parts(ledger, filters, parts)


def _parts(ledger: Ledger, filters: Filters, parts: Mapping[str, str]) -> Iterator[StatementRow]:
    """The parts of a claim, in the order of the claim's documents."""
    for document in dict.fromkeys(parts.values()):
        if filters.document in (None, document):
            rows = ledger.statements(replace(filters, document=document))
            yield from (row for row in rows if row.id in parts)


def what(wanted: Wanted, holds: tuple[str, ...], name: str) -> str:
    """What is asked for, by default the first that a format holds.

    Raises:
        UsageError: the format does not hold it.
    """
    asked = wanted.what or holds[0]
    if asked not in holds:
        raise UsageError(
            f"{name} does not hold “{asked}”.", where="what", remedy=f"Choose from: {', '.join(holds)}."
        )
    return asked
