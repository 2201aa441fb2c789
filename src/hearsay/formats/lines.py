"""Records as JSON lines: each as Python has it, one a line, nothing left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO

from hearsay.errors import UsageError
from hearsay.formats.base import Wanted, Written
from hearsay.formats.tables import chosen, table
from hearsay.ledger import DocumentRow, Filters, Ledger, StatementRow
from hearsay.records import Actor, Claim, Copy, Document, Judgement, Reading, Record, to_json

KINDS: dict[str, type[Record]] = {
    "statements": StatementRow,
    "documents": DocumentRow,
    "texts": Document,
    "readings": Reading,
    "actors": Actor,
    "claims": Claim,
    "copies": Copy,
    "judgements": Judgement,
}
"""What a line holds, for ``msgspec.json.decode``."""


class Lines:
    """One object a line; ``msgspec.json.decode(line, type=KINDS[what])`` gives the record back.

    ``texts`` are the documents with their texts, which `hearsay read -` reads; ``readings`` are those of
    ``docs/contract.md``.
    """

    name = "jsonl"
    suffix = ".jsonl"
    holds = tuple(KINDS)
    extra: str | None = None

    def write(self, ledger: Ledger, wanted: Wanted, to: BinaryIO) -> Written:
        """Write the records of one kind, one by one."""
        what = chosen(wanted.what, self.holds, self.name)
        found = _WHOLE[what](ledger, wanted) if what in _WHOLE else table(ledger, what, wanted)
        count = 0
        for record in found:
            to.write(to_json(record) + b"\n")
            count += 1
        return Written(counts=((what, count),))


def _texts(ledger: Ledger, wanted: Wanted) -> Iterable[Record]:
    _only_by_actor(wanted, "texts")
    return (document for document, _ in ledger.readings(actor=wanted.actor))


def _readings(ledger: Ledger, wanted: Wanted) -> Iterable[Record]:
    _only_by_actor(wanted, "readings")
    return (reading for _, reading in ledger.readings(actor=wanted.actor))


def _only_by_actor(wanted: Wanted, what: str) -> None:
    if wanted.claim is not None or wanted.filters != Filters():
        raise UsageError(
            f"Filters and --claim cannot narrow {what}.",
            remedy=f"{what.capitalize()} can be narrowed by --actor, to those that name the actor.",
        )


_WHOLE: dict[str, Callable[[Ledger, Wanted], Iterable[Record]]] = {"texts": _texts, "readings": _readings}

FORMAT = Lines()
