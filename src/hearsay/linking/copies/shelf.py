"""The shelf: which documents may share passages, by their signatures alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

CAP = 50
"""Documents of one shingle beyond this number are only compared with the first so many of them."""
FEWEST = 4
"""Documents that share fewer of the kept shingles than this are not compared: a set phrase has fewer."""
MOST = 40
"""A document is compared with no more than so many, those that share most."""

Places = NDArray[np.int64]


class Entry(NamedTuple):
    """What the shelf knows of a document: its id, when it was published, and its signature."""

    id: str
    published: str | None
    signature: bytes


class Shelf:
    """Documents in order of time, found by the shingles of their signatures.

    A document is compared with the :data:`MOST` that share most, at least :data:`FEWEST` kept shingles. Of a
    shingle that more than :data:`CAP` documents share (a phrase, or a story that went round the world) only
    the earliest :data:`CAP` count, so the comparisons grow with the documents and not with their square.

    The order in which entries come does not matter; of two with one id the later given stays.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        by_id = {entry.id: entry for entry in entries}
        ordered = sorted(by_id.values(), key=lambda entry: (entry.published or "", entry.id))
        self.ids: list[str] = [entry.id for entry in ordered]
        self._place = {id: place for place, id in enumerate(self.ids)}
        signatures = [np.frombuffer(entry.signature, dtype="<u4") for entry in ordered]
        self._hashes = np.concatenate([np.empty(0, "<u4"), *signatures])
        sizes = np.fromiter(map(len, signatures), np.int64, len(signatures))
        self._starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
        self._owners = np.repeat(np.arange(len(ordered), dtype=np.int32), sizes)

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, id: object) -> bool:
        return id in self._place

    def candidates(self, wanted: Iterable[str] | None = None) -> Iterator[tuple[str, list[str]]]:
        """For each document wanted (or all), in order of time, those that it may have taken from.

        Only what the wanted documents share is looked up, so a few are found quickly among many.
        """
        places = self._places(wanted)
        index = self._index(places, everything=wanted is None)
        for place in places:
            near = [other for other in index.near(self._own(place)) if other != place]
            yield self.ids[place], [self.ids[other] for other in sorted(near[:MOST])]

    def followers(self, wanted: Iterable[str]) -> frozenset[str]:
        """The documents wanted, and all those of which one of them is a candidate."""
        places = self._places(wanted)
        index = self._index(places, everything=False)
        found = set(places)
        for place in places:
            found.update(index.after(place, self._own(place)))
        return frozenset(self.ids[place] for place in found)

    def _places(self, wanted: Iterable[str] | None) -> list[int]:
        if wanted is None:
            return list(range(len(self.ids)))
        return sorted({self._place[id] for id in wanted if id in self._place})

    def _own(self, place: int) -> NDArray[np.uint32]:
        own: NDArray[np.uint32] = self._hashes[self._starts[place] : self._starts[place + 1]]
        return own

    def _index(self, places: list[int], *, everything: bool) -> _Index:
        if everything:
            return _Index(self._hashes, self._owners)
        asked = np.unique(np.concatenate([np.empty(0, "<u4"), *map(self._own, places)]))
        held = np.isin(self._hashes, asked)
        return _Index(self._hashes[held], self._owners[held])


class _Index:
    """For each shingle the documents that hold it, by place in time."""

    def __init__(self, hashes: NDArray[np.uint32], owners: NDArray[np.int32]) -> None:
        # Owners rise already, so a stable sort by hash leaves those of each shingle in order of time.
        order = np.argsort(hashes, kind="stable")
        self._owners = owners[order]
        ordered = hashes[order]
        first = np.ones(len(order), dtype=bool)
        first[1:] = ordered[1:] != ordered[:-1]
        self._starts = np.flatnonzero(first)
        self._ends = np.append(self._starts[1:], len(order))
        self._keys = ordered[self._starts]

    def near(self, shingles: NDArray[np.uint32]) -> list[int]:
        """The documents that are among the first of enough of these shingles."""
        slices = self._slices(shingles)
        return _often([self._owners[start : min(end, start + CAP)] for start, end in slices])

    def after(self, place: int, shingles: NDArray[np.uint32]) -> list[int]:
        """The documents to which this one is near, or was until another came before it."""
        shared = []
        for start, end in self._slices(shingles):
            if place in self._owners[start : min(end, start + CAP)]:
                shared.append(self._owners[start:end])
        return _often(shared)

    def _slices(self, shingles: NDArray[np.uint32]) -> Iterator[tuple[int, int]]:
        at = np.searchsorted(self._keys, shingles)
        starts, ends = self._starts[at], self._ends[at]
        alone = ends - starts == 1
        return zip(starts[~alone].tolist(), ends[~alone].tolist(), strict=True)


def _often(groups: list[NDArray[np.int32]]) -> list[int]:
    """The places that occur in enough of the groups, those in most groups first, then by time."""
    if not groups:
        return []
    places, counts = np.unique(np.concatenate(groups), return_counts=True)
    enough = counts >= FEWEST
    found: list[int] = places[enough][np.argsort(-counts[enough], kind="stable")].tolist()
    return found
