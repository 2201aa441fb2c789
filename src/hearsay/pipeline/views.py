"""Readings as people judged them: kept in step with the judgements and with what the machine reads."""

from __future__ import annotations

from typing import NamedTuple

from hearsay.ledger import Ledger
from hearsay.pipeline.placing import places_of
from hearsay.pipeline.standing import in_force, settled
from hearsay.reading.judged import OF_READINGS
from hearsay.records import Document


class Concerned(NamedTuple):
    """The documents that somebody judged, by id, and the places (URLs, paths) of those."""

    documents: frozenset[str]
    places: frozenset[str]

    def holds(self, document: Document) -> bool:
        """Whether judgements may bear on the reading of a document."""
        return document.id in self.documents or bool(self.places & {document.url, document.path})


def concerned(ledger: Ledger) -> Concerned:
    """What has been judged so far of readings."""
    anchors = [
        one.left for one in in_force(ledger.judgements()) if one.left is not None and one.about in OF_READINGS
    ]
    return Concerned(
        frozenset(anchor.document for anchor in anchors),
        frozenset(anchor.place for anchor in anchors if anchor.place),
    )


def refresh(ledger: Ledger) -> int:
    """Make the current reading of each document what its judgements make of the machine's reading.

    Returns how many documents changed. Without judgements about readings this costs two small queries; it may
    be interrupted and run again at any time.
    """
    judgements = [one for one in in_force(ledger.judgements()) if one.about in OF_READINGS]
    views = ledger.views()
    if not judgements and not views:
        return 0
    where = places_of(ledger, {anchor for one in judgements for anchor in (one.left, one.right) if anchor})
    wanted = settled(ledger, judgements, where)
    current = ledger.readers_of({*views, *wanted})
    changed = 0
    for document in sorted({*views, *wanted}):
        made = wanted.get(document)
        name = None if made is None or made.reading is None else made.reading.reader
        if made is None or made.reading is None:
            if document in views:
                ledger.drop_view(document)
                changed += 1
        elif current.get(document) != name:
            ledger.store_view(made.document, made.reading, made.machine.reader)
            changed += 1
    return changed
