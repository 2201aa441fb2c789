"""A whole ledger from one place to another, whatever database either is in, and compared row for row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice, zip_longest
from typing import Any

from sqlalchemy import Connection, Table, func, select

from hearsay.errors import LedgerError
from hearsay.ledger import search
from hearsay.ledger.database import Database, fill
from hearsay.ledger.schema import metadata

WIDE = frozenset({"documents", "readings", "linked", "claims", "memories"})
SOME, MANY = 20, 2000
"""Rows held at a time, of wide tables and of others."""
NAMED = 10
"""How many differences are named."""

Progress = Callable[[str, int, int], None]
"""Told now and then: what is done, how many rows of how many are."""


def copy(source: Database, target: Database, progress: Progress | None = None) -> dict[str, int]:
    """Copy every row into an empty ledger, in one transaction, and compare; returns the rows by table.

    The source is copied as it was when this began; what the search goes by is made anew. Neither is ever held
    in memory as a whole.

    Raises:
        LedgerError: the target holds something, or afterwards differs from the source; it is then left empty.
    """
    tell = progress or (lambda words, done, all: None)
    tables = metadata.sorted_tables
    with source._connection() as here, target._connection(write=True) as there:
        target._backend.freeze(there, [table.name for table in tables])
        _refuse_rows(there, target.place)
        rows = counted(here)
        whole = sum(rows.values())
        done = 0
        for table in tables:
            for some in _batches(here, table):
                fill(there, table, (row._asdict() for row in some))
                done += len(some)
                tell("Copying", done, whole)
        tell("Making the index of words", 0, 0)
        search.rebuild(there)
        found = list(
            islice(_differences(here, there, lambda done: tell("Comparing", done, whole)), NAMED + 1)
        )
        if found:
            raise LedgerError(
                f"The copy differs from the ledger it was made of: {' '.join(found[:NAMED])}"
                f"{' And more.' if len(found) > NAMED else ''}",
                where=target.place,
                remedy="Nothing was kept there. Run `hearsay ledger check` on the source; if it is healthy, "
                "please report this message.",
            )
    return rows


def differences(one: Database, other: Database) -> Iterator[str]:
    """What differs between two ledgers, one sentence each, but for what the search goes by."""
    with one._connection() as here, other._connection() as there:
        yield from _differences(here, there, lambda _: None)


def counted(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in metadata.sorted_tables
    }


def _differences(here: Connection, there: Connection, tell: Callable[[int], None]) -> Iterator[str]:
    done = 0
    for table in metadata.sorted_tables:
        keys = [column.name for column in table.primary_key]
        for ours, theirs in zip_longest(_batches(here, table), _batches(there, table), fillvalue=()):
            done += len(ours)
            tell(done)
            if ours == theirs:
                continue
            yield from _unlike(table.name, keys, list(ours), list(theirs))
            if len(ours) != len(theirs):
                break  # one ends here, or what follows lies shifted: it would all differ


def _unlike(table: str, keys: list[str], ours: list[Any], theirs: list[Any]) -> Iterator[str]:
    """What differs between rows that should be the same."""
    by_key = ({tuple(row._mapping[key] for key in keys): row for row in rows} for rows in (ours, theirs))
    left, right = by_key
    for key in sorted({*left, *right}, key=repr):
        named = f"{table} {'/'.join(map(str, key))}"
        if key not in left or key not in right:
            yield f"{named} is only in {'the copy' if key in right else 'the source'}."
        elif left[key] != right[key]:
            columns = [c for c in left[key]._fields if left[key]._mapping[c] != right[key]._mapping[c]]
            yield f"{named} differs in {', '.join(columns)}."


def _batches(connection: Connection, table: Table) -> Iterator[Any]:
    """All rows in the order of their keys, a few at a time."""
    size = SOME if table.name in WIDE else MANY
    query = select(table).order_by(*table.primary_key).execution_options(yield_per=size)
    yield from connection.execute(query).partitions()


def _refuse_rows(connection: Connection, place: str) -> None:
    filled = [name for name, rows in counted(connection).items() if rows]
    if filled:
        raise LedgerError(
            f"The ledger to copy into is not empty: it has {', '.join(filled)}. It was left as it is.",
            where=place,
            remedy="Name a place where there is no ledger yet.",
        )
