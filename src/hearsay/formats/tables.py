"""The tables of a ledger: which there are, what narrows them, and their rows as flat cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

import msgspec

from hearsay.errors import UsageError
from hearsay.formats.base import Wanted
from hearsay.ledger import DocumentRow, Filters, Ledger, Rows, StatementRow
from hearsay.ledger.columns import columns, shape
from hearsay.records import (
    Actor,
    Anchor,
    Claim,
    Copy,
    Judgement,
    Party,
    Reason,
    Record,
    RestKind,
    Stance,
)

Cell = str | int | float | bool | None


class MemberRow(Record):
    """That an entity of a document is an actor, and why."""

    actor: str
    document: str
    entity: int
    why: tuple[Reason, ...]


class PartRow(Record):
    """That a statement is a part of a claim, on which side, how surely, and why."""

    claim: str
    statement: str
    document: str
    position: int
    stance: Stance
    score: float
    why: tuple[Reason, ...]


class OriginRow(Record):
    """An origin of one side of a claim, with the statements that lead to it.

    ``hinge`` tells that everything on this side hinges on it. What a side hinges on without its being an
    origin is here, too, with ``origin`` false and no statements.
    """

    claim: str
    side: str
    party: Party
    origin: bool
    hinge: bool
    statements: tuple[str, ...]


class TrailRow(Record):
    """One step of a claim's trail: ``upper`` rests on ``lower``, and the places that show it."""

    claim: str
    side: str
    kind: RestKind
    upper: Party
    lower: Party
    evidence: tuple[Anchor, ...]


class Table(NamedTuple):
    """One table: the records in it, what narrows it, and which of its columns other tables tell in full."""

    kind: type[Record]
    rows: Callable[[Ledger, Wanted], Iterable[Record]]
    narrowed_by: tuple[str, ...] = ()
    told_elsewhere: tuple[str, ...] = ()


def table(ledger: Ledger, what: str, wanted: Wanted) -> Rows[Any]:
    """The rows of a table that are wanted.

    Raises:
        UsageError: it cannot be narrowed as is wanted.
    """
    one = TABLES[what]
    asked = {"actor": wanted.actor, "claim": wanted.claim}
    given = [f"--{name}" for name, id in asked.items() if id is not None and name not in one.narrowed_by]
    if wanted.filters != Filters() and "filters" not in one.narrowed_by:
        given.insert(0, "filters")
    if given:
        able = ", ".join(name if name == "filters" else f"--{name}" for name in one.narrowed_by)
        raise UsageError(
            f"{what.capitalize()} cannot be narrowed by {' and '.join(given)}.",
            remedy=f"They can be by {able}." if able else "Export them whole.",
        )
    return Rows(one.kind, lambda: one.rows(ledger, wanted))


def chosen(what: str | None, holds: tuple[str, ...], format_name: str) -> str:
    """What is exported: what is wanted, or the first of what a format holds.

    Raises:
        UsageError: the format does not hold it.
    """
    if what is None or what in holds:
        return what or holds[0]
    raise UsageError(f"{format_name} holds no “{what}”.", remedy=f"Choose from: {', '.join(holds)}.")


def header(what: str) -> tuple[str, ...]:
    """The names of the flat columns of a table."""
    return tuple(name for name, _ in _flat(what))


def cells(what: str, record: Record) -> tuple[Cell, ...]:
    """The flat cells of a row.

    Lists of names are joined, a voice with arrows, other lists with semicolons; lists of anything else are
    JSON, as ``docs/contract.md`` has them; an empty list is an empty text.
    """
    return tuple(of(record) for _, of in _flat(what))


@cache
def _flat(what: str) -> tuple[tuple[str, Callable[[Any], Cell]], ...]:
    one = TABLES[what]
    wide = (column for column in columns(one.kind) if column.name not in one.told_elsewhere)
    return tuple(flat for column in wide for flat in _spread(column.name, column.type, column.of))


def _spread(name: str, type_: Any, of: Callable[[Any], Any]) -> Iterator[tuple[str, Callable[[Any], Cell]]]:
    """A column, or those of the record in it."""
    kind, inner, _ = shape(type_)
    if kind == "record":
        for column in columns(inner):
            yield from _spread(f"{name}_{column.name}", column.type, _inside(of, column.of))
    elif kind == "list" and shape(inner).kind == "text":
        yield name, _inside(of, (" → " if name == "voice" else "; ").join)
    elif kind in ("list", "span"):
        yield name, _inside(of, lambda value: msgspec.json.encode(value).decode() if value else "")
    else:
        yield name, of


def _inside(outer: Callable[[Any], Any], inner: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda record: None if (found := outer(record)) is None else inner(found)


def _statements(ledger: Ledger, wanted: Wanted) -> Iterator[StatementRow]:
    filters = wanted.filters
    if wanted.actor is not None:
        filters = msgspec.structs.replace(filters, actor=wanted.actor)
    if wanted.claim is None:
        yield from ledger.statements(filters)
        return
    parts = ledger.claim(wanted.claim).parts
    ids = {part.statement for part in parts}
    for document in dict.fromkeys(part.document for part in parts):
        if filters.document in (None, document):
            narrowed = msgspec.structs.replace(filters, document=document)
            yield from (row for row in ledger.statements(narrowed) if row.id in ids)


def _documents(ledger: Ledger, wanted: Wanted) -> Iterable[DocumentRow]:
    return ledger.documents()


def _actors(ledger: Ledger, wanted: Wanted) -> Iterable[Actor]:
    return ledger.actors() if wanted.actor is None else [ledger.actor(wanted.actor)]


def _members(ledger: Ledger, wanted: Wanted) -> Iterator[MemberRow]:
    for actor in _actors(ledger, wanted):
        for one in actor.members:
            yield MemberRow(actor=actor.id, document=one.document, entity=one.entity, why=one.why)


def _claims(ledger: Ledger, wanted: Wanted) -> Iterable[Claim]:
    return ledger.claims(actor=wanted.actor) if wanted.claim is None else [ledger.claim(wanted.claim)]


def _parts(ledger: Ledger, wanted: Wanted) -> Iterator[PartRow]:
    for claim in _claims(ledger, wanted):
        for part in claim.parts:
            yield PartRow(claim=claim.id, **msgspec.structs.asdict(part))


def _origins(ledger: Ledger, wanted: Wanted) -> Iterator[OriginRow]:
    for claim in _claims(ledger, wanted):
        for side, given in (("supports", claim.supported), ("denies", claim.denied)):
            hinges = {(party.kind, party.id) for party in given.hinges_on}
            found = set()
            for one in given.origins:
                found.add(key := (one.party.kind, one.party.id))
                yield OriginRow(
                    claim=claim.id, side=side, party=one.party, origin=True, hinge=key in hinges,
                    statements=one.statements,
                )  # fmt: skip
            for party in given.hinges_on:
                if (party.kind, party.id) not in found:
                    yield OriginRow(
                        claim=claim.id, side=side, party=party, origin=False, hinge=True, statements=()
                    )


def _trails(ledger: Ledger, wanted: Wanted) -> Iterator[TrailRow]:
    for claim in _claims(ledger, wanted):
        for side, given in (("supports", claim.supported), ("denies", claim.denied)):
            for rest in given.rests:
                yield TrailRow(claim=claim.id, side=side, **msgspec.structs.asdict(rest))


def _copies(ledger: Ledger, wanted: Wanted) -> Iterable[Copy]:
    return ledger.copies()


def _judgements(ledger: Ledger, wanted: Wanted) -> Iterable[Judgement]:
    return ledger.judgements()


_OF_CLAIMS = ("actor", "claim")

TABLES = {
    "statements": Table(StatementRow, _statements, ("filters", "actor", "claim")),
    "documents": Table(DocumentRow, _documents),
    "actors": Table(Actor, _actors, ("actor",), told_elsewhere=("members",)),
    "members": Table(MemberRow, _members, ("actor",)),
    "claims": Table(Claim, _claims, _OF_CLAIMS, told_elsewhere=("parts", "supported", "denied")),
    "parts": Table(PartRow, _parts, _OF_CLAIMS),
    "origins": Table(OriginRow, _origins, _OF_CLAIMS),
    "trails": Table(TrailRow, _trails, _OF_CLAIMS),
    "copies": Table(Copy, _copies),
    "judgements": Table(Judgement, _judgements),
}
