"""What might be asked, before it is put into words: small enough to hold thousands of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from heapq import nsmallest
from math import log2
from typing import NamedTuple, get_args

from hearsay.linking.sightings import Key
from hearsay.records import Claim, Judged, Reason, Span

KINDS: tuple[Judged, ...] = (
    "same-claim", "stance", "same-actor", "statement", "speaker", "origin", "copy", "relation", "event",
    "label",
)  # fmt: skip
"""What can be asked about; the others, names and affiliations, nobody but a person proposes."""
POOL = 2000
"""Candidates of one kind that are kept, those of most use: who has judged them all begins anew."""

_ORDER = {about: number for number, about in enumerate(get_args(Judged))}


class Candidate(NamedTuple):
    """One thing that the machine proposed.

    ``left`` and ``right`` are what it is about: of a statement, relation, event or label the document and the
    index in its current reading, of an actor's name the document and entity, of a document its id and -1.
    ``group`` is what it has in common with others of its kind: of these only the first is of full use.
    ``span`` and ``name`` are the place that shows an origin, and what it is called; ``actors`` are the ids of
    the actor, or the two, that it is about.
    """

    about: Judged
    unsure: float
    weight: float
    left: Key
    right: Key | None = None
    value: str | None = None
    group: str = ""
    why: tuple[Reason, ...] = ()
    span: Span | None = None
    name: str = ""
    actors: tuple[str, ...] = ()

    @property
    def use(self) -> float:
        """How likely it is wrong, times how much depends on it."""
        return self.unsure * self.weight

    @property
    def order(self) -> tuple[object, ...]:
        """Most useful first; the same in every run."""
        return (
            -round(self.use, 9),
            _ORDER[self.about],
            self.left,
            self.right or ("", -1),
            self.value or "",
            self.span or (0, 0),
            self.name,
        )


def weight_of_claim(claim: Claim) -> float:
    """How much depends on a claim: on how many documents it stands, and how few origins carry them."""
    return 1 + log2(max(1, claim.documents)) + log2(max(1.0, claim.echo))


def weight_of_actor(documents: int) -> float:
    """How much depends on who somebody is: a little more with each doubling of the documents."""
    return 1 + log2(max(1, documents)) / 2


class Pool:
    """Candidates as they come, of which those of most use are kept; and how many came."""

    def __init__(self, size: int = POOL) -> None:
        self._size = size
        self._kept: list[Candidate] = []
        self.came = 0

    def add(self, candidate: Candidate) -> None:
        """Take in one more."""
        self.came += 1
        self._kept.append(candidate)
        if len(self._kept) > 2 * self._size:
            self._kept = nsmallest(self._size, self._kept, key=lambda one: one.order)

    def best(self) -> list[tuple[float, Candidate]]:
        """Those kept, each with its use, that of the second of a group halved, of the third a third, and so
        on; most useful first."""
        taken: dict[str, int] = {}
        found: list[tuple[float, Candidate]] = []
        for one in nsmallest(self._size, self._kept, key=lambda one: one.order):
            taken[one.group] = taken.get(one.group, 0) + 1
            found.append((round(one.use / (taken[one.group] if one.group else 1), 9), one))
        return sorted(found, key=lambda pair: (-pair[0], pair[1].order))


def mixed(ranked: Mapping[Judged, Sequence[tuple[float, Candidate]]]) -> Iterator[Candidate]:
    """Candidates of all kinds in one row, by turns: as seats are given to parties (D'Hondt), a kind whose
    questions are of more use comes more often, and none has to wait until another is through."""
    given = {about: 0 for about, some in ranked.items() if some}
    while given:
        about = max(given, key=lambda one: (ranked[one][given[one]][0] / (1 + given[one]), -_ORDER[one]))
        yield ranked[about][given[about]][1]
        given[about] += 1
        if given[about] == len(ranked[about]):
            del given[about]
