"""What a ledger is asked about claims and copies, as SQL: pure functions that run nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, or_, select

from hearsay.ledger.index import fold, printable
from hearsay.ledger.queries import CANDIDATES, LONGEST_SEARCH
from hearsay.ledger.rows import ClaimFilters
from hearsay.ledger.schema import claims, copies, documents, parties, parts
from hearsay.records import CopyKind

ClaimOrder = Literal["spread", "independence", "echo", "first"]


def claim_bodies(filters: ClaimFilters, order: ClaimOrder, limit: int | None) -> Select[Any]:
    """The claims that pass the filters, as (id, body)."""
    return (
        select(claims.c.id, claims.c.body)
        .where(*_on_claims(filters))
        .order_by(*_ordered(order), claims.c.id)
        .limit(limit)
    )


def claims_called(name: str) -> Iterator[Select[Any]]:
    """The ways a claim may be meant by a name, the surest first; each gives a few of (id, proposition,
    documents)."""
    ways: list[ColumnElement[bool]] = [claims.c.id == name]
    if len(name) >= 4:
        ways.append((claims.c.id >= name) & (claims.c.id < name + "\U0010ffff"))
    words = name.split()
    if words and len(name) <= LONGEST_SEARCH:
        ways.append(claims.c.folded == fold(name))
        ways.append(_says(" ".join(words)))
        ways.append(and_(*map(_says, sorted(set(words)))))
    columns = (claims.c.id, claims.c.proposition, claims.c.documents)
    for way in ways:
        yield select(*columns).where(way).order_by(*_ordered("spread"), claims.c.id).limit(CANDIDATES + 1)


def body_of_statement(statement: str) -> Select[Any]:
    """The claim that a statement is a part of, as (body)."""
    return (
        select(claims.c.body).join(parts, parts.c.claim == claims.c.id).where(parts.c.statement == statement)
    )


def copies_found(
    document: str | None, kind: CopyKind | None, outlet: str | None, limit: int | None
) -> Select[Any]:
    """The copies of a kind, or that have a document or an outlet on either side, in the time of the later
    document."""
    query = (
        select(copies)
        .join(documents, documents.c.id == copies.c.later)
        .order_by(documents.c.published.asc().nulls_first(), copies.c.later, copies.c.earlier)
        .limit(limit)
    )
    if document is not None:
        query = query.where(or_(copies.c.earlier == document, copies.c.later == document))
    if kind is not None:
        query = query.where(copies.c.kind == kind)
    if outlet is not None:
        of_outlet = select(documents.c.id).where(_is_outlet(outlet))
        query = query.where(or_(copies.c.earlier.in_(of_outlet), copies.c.later.in_(of_outlet)))
    return query


def _ordered(order: ClaimOrder) -> tuple[ColumnElement[Any], ...]:
    if order == "spread":
        return claims.c.documents.desc(), claims.c.outlets.desc()
    if order == "independence":
        return claims.c.independence.desc(), claims.c.documents.desc()
    if order == "echo":
        return claims.c.echo.desc(), claims.c.documents.desc()
    return (claims.c.first.asc().nulls_last(),)


def _on_claims(filters: ClaimFilters) -> Iterator[ColumnElement[bool]]:
    if filters.contains:
        yield _says(filters.contains)
    if filters.actor is not None:
        through = (parties.c.kind == "actor") & (parties.c.party == filters.actor)
        yield claims.c.id.in_(select(parties.c.claim).where(through))
    if filters.outlet is not None:
        told = select(parts.c.claim).join(documents, documents.c.id == parts.c.document)
        yield claims.c.id.in_(told.where(_is_outlet(filters.outlet)))
    if filters.document is not None:
        yield claims.c.id.in_(select(parts.c.claim).where(parts.c.document == filters.document))
    if filters.since is not None:
        yield claims.c.first >= filters.since
    if filters.until is not None:
        # Every date and time that begins with this date sorts before it followed by a tilde.
        yield claims.c.first < filters.until + "~"
    if filters.hardened is not None:
        yield claims.c.hardened == filters.hardened
    if filters.least_documents is not None:
        yield claims.c.documents >= filters.least_documents
    if filters.most_independence is not None:
        yield claims.c.independence <= filters.most_independence


def _says(text: str) -> ColumnElement[bool]:
    return claims.c.folded.contains(fold(printable(text)), autoescape=True)


def _is_outlet(name: str) -> ColumnElement[bool]:
    return documents.c.outlet_folded == fold(name)
