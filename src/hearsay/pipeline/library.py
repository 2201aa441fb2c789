"""The documents of a ledger, as linking is told of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from hearsay.ledger import Ledger
from hearsay.pipeline.tellings import Known, Teller
from hearsay.records import Document, Reading

KEPT = 256
"""Documents with their readings that are held in memory at once."""


class Library:
    """Tellers of the documents of a ledger, by their ids; those asked for last are held ready."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._outlets = ledger.outlet_actors()
        self.teller = lru_cache(maxsize=KEPT)(self._teller)

    def tellers(self, documents: Iterable[str] | None = None) -> Iterator[Teller]:
        """Those of all documents, in the order of time, or of these, in theirs."""
        if documents is not None:
            for id in documents:
                yield self._teller(id)
            return
        known: defaultdict[str, dict[int, tuple[str, str]]] = defaultdict(dict)
        for document, entity, actor, name in self._ledger.members():
            known[document][entity] = (actor, name)
        for found, reading in self._ledger.readings():
            yield self._made(found, reading, known[found.id])

    def outlet_actor(self, outlet: str | None) -> str | None:
        """The id of the actor that an outlet is, where one bears its name."""
        return self._outlets.get(outlet) if outlet else None

    def _teller(self, document: str) -> Teller:
        found = self._ledger.find(document)
        known = {entity: (actor, name) for _, entity, actor, name in self._ledger.members([document])}
        return self._made(found, self._ledger.reading(document), known)

    def _made(self, document: Document, reading: Reading, known: Known) -> Teller:
        return Teller(document, reading, known, self.outlet_actor(document.outlet))
