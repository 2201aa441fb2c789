"""What a ledger holds on a sentence: claims, single statements, and fact checks that were imported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from os import PathLike

import numpy as np
from numpy.typing import NDArray

from hearsay.ledger import Ledger, StatementRow
from hearsay.linking.claims.search import Entry, Index
from hearsay.linking.tellings import Telling
from hearsay.pipeline.library import told_statements, unit
from hearsay.pipeline.readers import Embedding, load_embedding
from hearsay.records import Claim, FactCheck, Reason, Record, Rejection, digest
from hearsay.sources import fact_checks

Load = Callable[[], Embedding]
Vectors = NDArray[np.float32]
FITS = 0.4
"""The least likeness in meaning that is worth showing."""
MATCHES = 0.6
"""The least likeness in meaning for a fact check to be shown beside a claim."""
NEAR = 1000
"""Of more entries than this only those nearest in meaning are looked at closely."""
FEW = 10


class Fit(Record):
    """An entry that fits: its id, the cosine of both meanings, and what was compared."""

    entry: str
    meaning: float
    why: tuple[Reason, ...]


class HeldClaim(Record):
    """A claim that fits, by the statement of it that fits best; ``denied`` are the origins against it."""

    id: str
    proposition: str
    documents: int
    independence: int
    denied: int
    statement: str
    text: str
    meaning: float
    why: tuple[Reason, ...]


class HeldStatement(Record):
    """A statement that fits and belongs to no claim."""

    id: str
    document: str
    outlet: str | None
    published: str | None
    speaker: str | None
    text: str
    meaning: float
    why: tuple[Reason, ...]


class HeldCheck(Record):
    """A fact check that fits."""

    check: FactCheck
    meaning: float
    why: tuple[Reason, ...]


class Held(Record):
    """All that is held on a sentence, each list with what fits best first."""

    text: str
    claims: tuple[HeldClaim, ...]
    statements: tuple[HeldStatement, ...]
    fact_checks: tuple[HeldCheck, ...]


class Imported(Record):
    """What came of a list of fact checks: how many it holds, and the parts that cannot be used."""

    checks: int
    rejections: tuple[Rejection, ...]


def import_checks(ledger: Ledger, path: str | PathLike[str]) -> Imported:
    """Keep the fact checks of a file, ClaimReview or CSV, in the place of those the same file held before.

    Raises:
        UsageError: the file is missing, unreadable, or neither of the two.
    """
    found = fact_checks(path)
    ledger.know_fact_checks(found.checks, file=found.path)
    for rejection in found.rejections:
        ledger.reject(rejection)
    return Imported(checks=len(found.checks), rejections=found.rejections)


def check(ledger: Ledger, text: str, *, limit: int = FEW, load: Load = load_embedding) -> Held:
    """What the ledger holds on a sentence; its claims must be up to date."""
    embedding = load()
    claims, statements = _statements(ledger, embedding, text, limit)
    return Held(
        text=text,
        claims=tuple(claims),
        statements=tuple(statements),
        fact_checks=tuple(Checks(ledger, load=lambda: embedding).matching(text, limit=limit, least=FITS)),
    )


class Checks:
    """The fact checks of a ledger, ready to be matched; the vectors are loaded only where there are any."""

    def __init__(self, ledger: Ledger, *, load: Load = load_embedding) -> None:
        self._checks = {one.id: one for one in ledger.fact_checks()}
        if not self._checks:
            return
        self._embedding = load()
        _make_vectors(ledger, self._embedding, list(self._checks.values()))
        ids, _, rows = ledger.vectors(self._embedding.version, kind="fact-check")
        there = [at for at, id in enumerate(ids) if id in self._checks]
        self._entries = [Entry(id=ids[at], text=self._checks[ids[at]].claim) for at in there]
        self._vectors = unit(rows[there])

    def matching(self, text: str, *, limit: int = FEW, least: float = MATCHES) -> list[HeldCheck]:
        """The fact checks that are at least so alike in meaning to a sentence, best first."""
        if not self._checks:
            return []
        (vector,) = self._embedding.vectors([text])
        fits = _ranked(self._entries, self._vectors, text, vector, least)[:limit]
        return [HeldCheck(check=self._checks[f.entry], meaning=f.meaning, why=f.why) for f in fits]


def _statements(
    ledger: Ledger, embedding: Embedding, text: str, limit: int
) -> tuple[list[HeldClaim], list[HeldStatement]]:
    tellings = {telling.id: telling for telling in told_statements(ledger)}
    ids, _, rows = ledger.vectors(embedding.version)
    there = [at for at, id in enumerate(ids) if id in tellings]
    entries = [Entry(id=ids[at], text=tellings[ids[at]].resolved) for at in there]
    (vector,) = embedding.vectors([text])
    fits = _ranked(entries, unit(rows[there]), text, vector, FITS)
    claim_of = ledger.claim_ids(fit.entry for fit in fits)
    claims: dict[str, HeldClaim] = {}
    statements: list[HeldStatement] = []
    for fit in fits:
        claim = claim_of.get(fit.entry)
        telling = tellings[fit.entry]
        if claim is None and len(statements) < limit:
            statements.append(_statement(ledger.statement(fit.entry), fit))
        elif claim is not None and claim not in claims and len(claims) < limit:
            claims[claim] = _claim(ledger.claim(claim), telling, fit)
    return list(claims.values()), statements


def _ranked(
    entries: Sequence[Entry], vectors: Vectors, text: str, vector: Vectors, least: float
) -> list[Fit]:
    """The entries that are at least so alike in meaning to a sentence, those that fit best first."""
    meaning = vectors @ vector
    near = [int(at) for at in np.argsort(-meaning, kind="stable")[:NEAR] if meaning[at] >= least]
    alike = {entries[at].id: float(meaning[at]) for at in near}
    hits = (
        Index([entries[at] for at in near], vectors[near]).rank(text, vector, limit=len(near)) if near else []
    )
    return [Fit(entry=hit.id, meaning=round(alike[hit.id], 4), why=hit.why) for hit in hits]


def _make_vectors(ledger: Ledger, embedding: Embedding, checks: Sequence[FactCheck]) -> None:
    """Make the vectors of fact checks that have none."""
    kept = ledger.vector_digests(embedding.version, kind="fact-check")
    missing = [one for one in checks if kept.get(one.id) != digest(one.claim)]
    if missing:
        ledger.store_vectors(
            embedding.version,
            [one.id for one in missing],
            [digest(one.claim) for one in missing],
            embedding.vectors([one.claim for one in missing]),
            kind="fact-check",
        )


def _claim(claim: Claim, telling: Telling, fit: Fit) -> HeldClaim:
    return HeldClaim(
        id=claim.id,
        proposition=claim.proposition,
        documents=claim.documents,
        independence=claim.supported.independence,
        denied=claim.denied.independence,
        statement=telling.id,
        text=telling.text,
        meaning=fit.meaning,
        why=fit.why,
    )


def _statement(row: StatementRow, fit: Fit) -> HeldStatement:
    return HeldStatement(
        id=row.id,
        document=row.document,
        outlet=row.outlet,
        published=row.published,
        speaker=row.speaker or row.source or None,
        text=row.content,
        meaning=fit.meaning,
        why=fit.why,
    )


def verdict_of(found: FactCheck) -> str:
    """A fact check in one line."""
    parts: Iterable[str | None] = (found.verdict, found.author, (found.published or "")[:10] or None)
    said = ", ".join(part for part in parts if part)
    return f"{said or 'no verdict'}: {found.claim}{f' ({found.claimant})' if found.claimant else ''}"
