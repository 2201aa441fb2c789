"""The book of fact checks: what others found of claims, as the lists that a user imported have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import delete, func, select

from hearsay.ledger import claim_rows, queries, schema
from hearsay.ledger.database import Database, batches, fill
from hearsay.ledger.index import fold, printable
from hearsay.ledger.rows import Filters
from hearsay.records import FactCheck


class FactCheckBook(Database):
    """Lists of checked claims with their verdicts."""

    def know_fact_checks(self, checks: Iterable[FactCheck], *, file: str = "") -> None:
        """Keep fact checks in the place of those that ``file``, the list they come from, held before.

        An id that another list holds is taken over from it. What is no text in them (half characters, NUL)
        is kept as an escape.
        """
        table = schema.fact_checks
        rows = {row["id"]: row for row in (claim_rows.check_row(check, file) for check in checks)}
        with self._connection(write=True) as connection:
            connection.execute(delete(table).where(table.c.file == printable(file)))
            for ids in batches(rows):
                connection.execute(delete(table).where(table.c.id.in_(ids)))
            fill(connection, table, rows.values())
            gone = schema.vectors.c.id.not_in(select(table.c.id))
            connection.execute(delete(schema.vectors).where(schema.vectors.c.kind == "fact-check", gone))

    def fact_checks(
        self, *, ids: Iterable[str] | None = None, contains: str | None = None, limit: int | None = None
    ) -> Iterator[FactCheck]:
        """The fact checks, by id: all, those of these ids, or those that have a text in the claim checked.

        Raises:
            UsageError: the text to look for or the limit makes no sense.
        """
        queries.validate(Filters(contains=contains), limit)
        table = schema.fact_checks
        query = select(table).order_by(table.c.id).limit(limit)
        if contains:
            query = query.where(table.c.folded.contains(fold(printable(contains)), autoescape=True))
        if ids is None:
            return map(claim_rows.check_of, self._stream(query))
        return islice(map(claim_rows.check_of, self._stream_of(query, table.c.id, ids)), limit)

    def fact_check_files(self) -> dict[str, int]:
        """How many fact checks each list holds, by its file."""
        table = schema.fact_checks
        query = select(table.c.file, func.count().label("checks")).group_by(table.c.file)
        return {row.file: row.checks for row in self._stream(query.order_by(table.c.file))}
