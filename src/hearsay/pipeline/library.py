"""The documents of a ledger, as linking is told of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec
import numpy as np
from numpy.typing import NDArray

from hearsay.ledger import Ledger
from hearsay.linking.tellings import Telling
from hearsay.pipeline.tellings import Teller

KEPT = 256
"""Documents with their readings that are held in memory at once."""


class Library:
    """Tellers of the documents of a ledger, by their ids; those asked for last are held ready."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._outlets = ledger.outlet_actors()
        self.publications = ledger.publications()
        self.teller = lru_cache(maxsize=KEPT)(self._teller)

    def tellers(self, documents: Iterable[str]) -> Iterator[Teller]:
        """Those of these documents, in their order; they are not held."""
        return map(self._teller, documents)

    def outlet_actor(self, outlet: str | None) -> str | None:
        """The id of the actor that an outlet is, where one bears its name."""
        return self._outlets.get(outlet) if outlet else None

    def _teller(self, document: str) -> Teller:
        found = self._ledger.find(document)
        known = {entity: (actor, name) for _, entity, actor, name in self._ledger.members([document])}
        return Teller(found, self._ledger.reading(document), known, self.outlet_actor(found.outlet))


def told_statements(ledger: Ledger) -> list[Telling]:
    """The statements of all documents as linking was last told of them."""
    decoder = msgspec.json.Decoder(tuple[Telling, ...])
    return [telling for _, body in ledger.told() for telling in decoder.decode(body)]


def unit(rows: NDArray[np.float16]) -> NDArray[np.float32]:
    """Vectors as the ledger keeps them, again of length 1."""
    found = rows.astype(np.float32)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(found / np.maximum(lengths, 1e-6), dtype=np.float32)
