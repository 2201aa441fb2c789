"""The book of judgements: what people decided, added to and never changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import insert, select

from hearsay.ledger.database import Database
from hearsay.ledger.index import Row, printable
from hearsay.ledger.schema import judgements
from hearsay.records import Anchor, Edit, Judgement

PARTS = {"left": Anchor, "right": Anchor, "edit": Edit}


class JudgementBook(Database):
    """People's verdicts on what the machine proposed, in the order they were given."""

    def judge(self, *given: Judgement) -> None:
        """Add judgements, all or none of them; they then survive a power failure, too.

        Texts that are no text (half characters, NUL) are kept as escapes.

        Raises:
            LedgerError: there is a judgement with this id already.
        """
        if given:
            with self._connection(write=True, durable=True, beside=True) as connection:
                connection.execute(insert(judgements), [_row(one) for one in given])

    def take_judgements(self, given: Iterable[Judgement]) -> tuple[frozenset[str], frozenset[str]]:
        """Add judgements that were given elsewhere, all in one transaction.

        Returns the ids of those that were added and of those that were here already. An id in neither names
        another judgement here, and that one stays as it is.
        """
        added, known = set[str](), set[str]()
        with self._connection(write=True, durable=True, beside=True) as connection:
            for one in given:
                row = _row(one)
                if self._insert_new(connection, judgements, row):
                    added.add(one.id)
                    continue
                here = connection.execute(select(judgements).where(judgements.c.id == row["id"])).one()
                if dict(here._mapping) == row and one.id not in added:
                    known.add(one.id)
        return frozenset(added), frozenset(known)

    def judgements(self) -> Iterator[Judgement]:
        """All judgements, oldest first, also those that a later one takes back."""
        for row in self._stream(select(judgements).order_by(judgements.c.at, judgements.c.id)):
            parts = {
                name: msgspec.json.decode(text, type=kind) if (text := row._mapping[name]) else None
                for name, kind in PARTS.items()
            }
            yield Judgement(**{**row._mapping, **parts})


def _row(judgement: Judgement) -> Row:
    row = msgspec.structs.asdict(judgement)
    for name, value in row.items():
        if name in PARTS and value is not None:
            row[name] = msgspec.json.encode(value).decode()
        elif isinstance(value, str):
            row[name] = printable(value)
    return row
