"""From copies, claims and fact checks to rows and back: pure, and the same rows for the same records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from hearsay.ledger.index import Row, fold, json_of, printable
from hearsay.records import Claim, Copy, FactCheck, Party, Passage, Reason, to_json

Reasons = tuple[Reason, ...]


def copy_row(copy: Copy) -> Row:
    """The row of a copy."""
    return {
        "earlier": copy.earlier,
        "later": copy.later,
        "kind": copy.kind,
        "credited": copy.credited,
        "share_earlier": float(copy.share_earlier),
        "share_later": float(copy.share_later),
        "passages": json_of(copy.passages),
        "why": json_of(copy.why),
    }


def copy_of(row: Any) -> Copy:
    """The copy that a row holds."""
    return Copy(
        earlier=row.earlier,
        later=row.later,
        kind=row.kind,
        credited=row.credited,
        share_earlier=row.share_earlier,
        share_later=row.share_later,
        passages=msgspec.json.decode(row.passages, type=tuple[Passage, ...]),
        why=msgspec.json.decode(row.why, type=Reasons),
    )


def claim_row(claim: Claim) -> Row:
    """The row of a claim."""
    return {
        "id": claim.id,
        "first": claim.first,
        "documents": claim.documents,
        "outlets": claim.outlets,
        "independence": claim.supported.independence,
        "independence_denied": claim.denied.independence,
        "echo": float(claim.echo),
        "hardened": bool(claim.hardened),
        "proposition": claim.proposition,
        "folded": fold(claim.proposition),
        "body": to_json(claim).decode(),
    }


def claim_of(row: Any) -> Claim:
    """The claim that a row holds."""
    return msgspec.json.decode(row.body, type=Claim)


def part_rows(claim: Claim) -> Iterator[Row]:
    """The rows of a claim's parts."""
    for part in claim.parts:
        yield {
            "statement": part.statement,
            "claim": claim.id,
            "document": part.document,
            "position": part.position,
            "stance": part.stance,
            "score": float(part.score),
        }


def party_rows(claim: Claim) -> Iterator[Row]:
    """The rows of all that a claim's trails pass through, but its statements; each once, in order."""
    found = {(party.kind, party.id) for party in _parties(claim) if party.kind != "statement"}
    for kind, party in sorted(found):
        yield {"claim": claim.id, "kind": kind, "party": party}


def _parties(claim: Claim) -> Iterator[Party]:
    for side in (claim.supported, claim.denied):
        yield from (origin.party for origin in side.origins)
        yield from side.hinges_on
        for rest in side.rests:
            yield from (rest.upper, rest.lower)


def check_row(check: FactCheck, file: str) -> Row:
    """The row of a fact check from a file; what is no text in it is kept as an escape."""
    row = {name: value and printable(value) for name, value in msgspec.structs.asdict(check).items()}
    return {**row, "file": printable(file), "folded": fold(row["claim"])}


def check_of(row: Any) -> FactCheck:
    """The fact check that a row holds."""
    return FactCheck(**{name: row._mapping[name] for name in FactCheck.__struct_fields__})
