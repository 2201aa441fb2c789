"""Statements that mean nearly the same as a sentence or as another statement, by their vectors."""

from __future__ import annotations

import numpy as np

from hearsay.ledger import Ledger, StatementRow
from hearsay.ledger.search import analysed
from hearsay.pipeline.checking import FEW, FITS, Load, Vectors
from hearsay.pipeline.library import unit
from hearsay.pipeline.readers import Embedding, load_embedding
from hearsay.records import Record

AT_ONCE = 50


class Similar(Record):
    """A statement that is like another, and how alike they are in meaning (a cosine, 1 for the same).

    ``repeated`` are the ids of other statements in the very same words, apart from case and marks: reprints
    and repetitions, which are not listed again.
    """

    statement: StatementRow
    meaning: float
    repeated: tuple[str, ...] = ()


def similar(
    ledger: Ledger, wanted: str | StatementRow, *, limit: int = FEW, load: Load = load_embedding
) -> list[Similar]:
    """The statements of the current readings that are most like a text or a statement, best first.

    The statement itself is left out, and so is what is hardly alike (less than ``FITS`` of ``checking``).
    Claims must be up to date: the vectors are made when they are linked.
    """
    embedding = load()
    ids, _, rows = ledger.vectors(embedding.version)
    if not ids:
        return []
    itself = wanted.id if isinstance(wanted, StatementRow) else None
    vectors = unit(rows)
    meaning = vectors @ _vector(embedding, wanted, ids, vectors)
    ranked = [
        int(at) for at in np.argsort(-meaning, kind="stable") if meaning[at] >= FITS and ids[at] != itself
    ]
    return _distinct(ledger, [(ids[at], float(meaning[at])) for at in ranked], limit)


def _vector(embedding: Embedding, wanted: str | StatementRow, ids: list[str], vectors: Vectors) -> Vectors:
    if isinstance(wanted, StatementRow):
        if wanted.id in ids:
            return np.asarray(vectors[ids.index(wanted.id)])
        wanted = wanted.content
    return np.asarray(embedding.vectors([wanted])[0])


def _distinct(ledger: Ledger, ranked: list[tuple[str, float]], limit: int) -> list[Similar]:
    """The first of them, those in the same words gathered under the first that has them."""
    found: dict[str, Similar] = {}
    for first in range(0, len(ranked), AT_ONCE):
        some = dict(ranked[first : first + AT_ONCE])
        for row in ledger.statements_with(list(some)):
            words = analysed(row.content) or row.id
            if before := found.get(words):
                repeated = (*before.repeated, row.id)
                found[words] = Similar(statement=before.statement, meaning=before.meaning, repeated=repeated)
            elif len(found) < limit:
                found[words] = Similar(statement=row, meaning=round(some[row.id], 4))
        if len(found) == limit:
            # What repeats them has nearly their likeness: this many rows on, hardly any is missed.
            break
    return list(found.values())
