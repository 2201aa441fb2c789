"""Tellings made ready for comparing: what each says, and what is said next to it in its document."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hearsay.lexicon.clauses import is_clause
from hearsay.linking.claims.facts import Date, Facts, facts
from hearsay.linking.claims.numbers import Number
from hearsay.linking.tellings import Telling

Vectors = NDArray[np.float32]
LEAST = 8.0
"""Tellings with less content, in bits of rarity, gather with nothing: *he declined to comment*."""
PHRASE = 8
"""Words up to which a telling without a verb is but a phrase."""
BESIDE = 2
"""How many tellings before and after one in its document are its setting, with itself."""


class Matter:
    """What one or several tellings say, put together: stems with their weights, names, numbers, dates."""

    __slots__ = ("dates", "names", "numbers", "weekdays", "words")

    def __init__(self, parts: Iterable[Facts]) -> None:
        words: dict[str, float] = {}
        names: set[str] = set()
        numbers: list[Number] = []
        dates: list[Date] = []
        weekdays: set[str] = set()
        for part in parts:
            words.update(part.words)
            names |= part.names
            numbers += part.numbers
            dates += part.dates
            weekdays |= part.weekdays
        self.words: Mapping[str, float] = words
        self.names = names
        self.numbers = tuple(numbers)
        self.dates = tuple(dates)
        self.weekdays = weekdays


class Content:
    """One telling as it is compared."""

    def __init__(self, telling: Telling, vector: Vectors, beside: Sequence[tuple[Telling, Vectors]]) -> None:
        self.telling = telling
        self.vector = vector
        self._beside = beside

    @cached_property
    def phrase(self) -> bool:
        """Whether it only names something, in a few words without a verb or a number: *the bird flu*."""
        words = self.telling.resolved.split()
        return len(words) <= PHRASE and not self.own.numbers and not is_clause(self.telling.resolved)

    @cached_property
    def facts(self) -> Facts:
        """What it says itself."""
        return facts(self.telling.resolved, self.telling.names)

    @cached_property
    def own(self) -> Matter:
        """The same, as it is compared."""
        return Matter([self.facts])

    @cached_property
    def day(self) -> float:
        """The day it was published, counted from some day on; not a number where that is not known."""
        try:
            return float(date.fromisoformat((self.telling.published or "")[:10]).toordinal())
        except ValueError:
            return math.nan

    @cached_property
    def poor(self) -> bool:
        """Whether it says too little to be compared."""
        return self.facts.weight < LEAST

    @cached_property
    def setting(self) -> Matter:
        """What it and those next to it say."""
        return Matter([facts(other.resolved, other.names) for other, _ in self._beside])

    @cached_property
    def setting_vector(self) -> Vectors:
        """The mean direction of it and those next to it, of length 1."""
        total = np.sum([vector for _, vector in self._beside], axis=0, dtype=np.float32)
        return np.asarray(total / max(float(np.linalg.norm(total)), 1e-6), dtype=np.float32)


class Contents:
    """All tellings, sorted by id; each is made ready when it is first asked for."""

    def __init__(self, tellings: Sequence[Telling], vectors: Vectors) -> None:
        """``vectors`` has one row of length 1 for each telling, in the order of the tellings."""
        order = sorted(range(len(tellings)), key=lambda at: tellings[at].id)
        self.tellings = [tellings[at] for at in order]
        self.vectors: Vectors = vectors[order] if order else vectors[:0]
        self._made: dict[int, Content] = {}
        self._documents: dict[str, list[int]] = defaultdict(list)
        for number, telling in enumerate(self.tellings):
            self._documents[telling.document].append(number)
        self._place: dict[int, int] = {}
        for members in self._documents.values():
            members.sort(key=lambda number: self.tellings[number].position)
            self._place.update((number, place) for place, number in enumerate(members))

    def __len__(self) -> int:
        return len(self.tellings)

    def __getitem__(self, number: int) -> Content:
        found = self._made.get(number)
        if found is None:
            beside = [(self.tellings[other], self.vectors[other]) for other in self.beside(number)]
            found = self._made[number] = Content(self.tellings[number], self.vectors[number], beside)
        return found

    def beside(self, number: int) -> list[int]:
        """The numbers of a telling's setting: those next to it in its document, and itself."""
        members = self._documents[self.tellings[number].document]
        place = self._place[number]
        return members[max(0, place - BESIDE) : place + BESIDE + 1]
