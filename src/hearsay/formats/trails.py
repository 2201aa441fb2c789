"""Which lines an origin chart draws: from mark to mark, and from marks to what everything comes from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hearsay.formats.lanes import Mark
from hearsay.records import Claim, Party, Rest, RestKind, Side

MOST_CURVES = 3  # of one mark: who tells what everybody told before rests on all of them
MOST_ENDS = 6

Key = tuple[str, str]
_ORDER: dict[RestKind, int] = {"copies": 0, "cites": 1, "passes-on": 2, "has-it-from": 3, "told-before": 5}


@dataclass
class End:
    """A diamond: what a side comes from, with the marks that rest on it without another mark between."""

    party: Party
    hinge: bool
    denied: bool
    documents: int
    marks: list[Mark] = field(default_factory=list)


@dataclass
class Trails:
    """The lines of a chart; ``left_out`` is how many origins have no diamond of their own."""

    curves: list[tuple[Mark, Mark]]
    ends: list[End]
    left_out: int


def trails(claim: Claim, marks: Sequence[Mark]) -> Trails:
    """The lines that show what rests on what.

    A curve joins a mark to one that it rests on, to the nearest few where these are many. Parties between two
    marks are passed over. A diamond is drawn for what a side hinges on, and for origins that are reached
    without passing one of these.
    """
    by_statement = {dot.statement: mark for mark in marks for dot in mark.dots}
    curves: dict[tuple[int, int], tuple[Mark, Mark]] = {}
    ends: list[End] = []
    for denied, side in enumerate((claim.supported, claim.denied)):
        found = _Side(side, bool(denied), by_statement)
        for mark in marks:
            for lower in found.follow(mark):
                curves.setdefault((id(mark), id(lower)), (mark, lower))
        ends += [end for end in found.ends.values() if end.marks]
    ends.sort(key=lambda end: (end.denied, not end.hinge, -end.documents, end.party.name, end.party.id))
    shown = ends[:MOST_ENDS]
    return Trails(list(curves.values()), shown, len(ends) - len(shown))


class _Side:
    """One side of a claim, followed from its marks down."""

    def __init__(self, side: Side, denied: bool, by_statement: Mapping[str, Mark]) -> None:
        self._marks = by_statement
        self._below: defaultdict[Key, list[Rest]] = defaultdict(list)
        for rest in side.rests:
            self._below[_key(rest.upper)].append(rest)
        given = {_key(one.party): one.statements for one in side.origins}
        hinges = {_key(party): party for party in side.hinges_on}
        self.ends = {
            key: End(party, key in hinges, denied, self._documents(given.get(key, ())))
            for key, party in {**hinges, **{_key(one.party): one.party for one in side.origins}}.items()
        }

    def _documents(self, statements: Sequence[str]) -> int:
        marks = (self._marks[one] for one in statements if one in self._marks)
        return len({dot.document for mark in marks for dot in mark.dots if dot.statement in statements})

    def follow(self, mark: Mark) -> Iterator[Mark]:
        """The marks that this one rests on; what it rests on otherwise gets it as a mark of its end."""
        lower: dict[int, tuple[int, float, Mark]] = {}
        reached: list[Key] = []
        waiting = [("statement", dot.statement) for dot in mark.dots]
        seen = set(waiting)
        while waiting:
            at = waiting.pop()
            if at in self.ends:
                reached.append(at)
                continue
            for rest in self._below.get(at, ()):
                under = _key(rest.lower)
                other = self._marks.get(rest.lower.id) if rest.lower.kind == "statement" else None
                if other is not None and other is not mark:
                    rank = _ORDER.get(rest.kind, 4)
                    lower.setdefault(id(other), (rank, abs(mark.x - other.x), other))
                elif under not in seen:
                    seen.add(under)
                    waiting.append(under)
        for key in reached:
            self.ends[key].marks.append(mark)
        nearest = sorted(lower.values(), key=lambda one: (one[0], one[1], one[2].y))
        yield from (other for _, _, other in nearest[:MOST_CURVES])


def _key(party: Party) -> Key:
    return party.kind, party.id
