"""How far tellings agree, measure by measure, for each pair of a block at once.

All that is counted is shared words: a matrix product each. Numbers and dates are few and compared one by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from hearsay.linking.claims.content import Content, Matter
from hearsay.linking.claims.facts import Date
from hearsay.linking.claims.numbers import Number

Matrix = NDArray[np.float32]
T = TypeVar("T")

_OF_MATTER = (
    "meaning", "words of the shorter", "words of the longer", "words", "other words", "names",
    "names of both", "shared names", "names apart", "number", "number differs", "date", "date differs",
    "weekday", "weekday differs",
)  # fmt: skip
MEASURES = (
    *_OF_MATTER,
    *(f"beside: {name}" for name in _OF_MATTER),
    "length",
    "same document",
)
"""What is measured of a pair, in order; *beside* measures the settings instead of the tellings."""
_LEAST = 1e-3


def measures(left: Sequence[Content], right: Sequence[Content], *, beside: bool = True) -> Matrix:
    """All measures of each of the left with each of the right: ``(measures, left, right)``.

    What a telling measures with itself says nothing. Without ``beside`` those of the settings are 0.
    """
    mine, theirs = [c.own for c in left], [c.own for c in right]
    meaning = np.stack([c.vector for c in left]) @ np.stack([c.vector for c in right]).T
    documents = {content.telling.document: at for at, content in enumerate(right)}
    places = [np.array([documents.get(c.telling.document, -1) for c in some]) for some in (left, right)]
    return np.stack(
        [
            *_of_matter(mine, theirs, meaning),
            *(_beside(left, right) if beside else [np.zeros_like(meaning)] * len(_OF_MATTER)),
            np.log1p(np.minimum.outer(_weights(mine), _weights(theirs))),
            places[0][:, None] == places[1][None],
        ],
        dtype=np.float32,
    )


def _beside(left: Sequence[Content], right: Sequence[Content]) -> list[Matrix]:
    meaning = np.stack([c.setting_vector for c in left]) @ np.stack([c.setting_vector for c in right]).T
    return _of_matter([c.setting for c in left], [c.setting for c in right], meaning)


def _of_matter(left: Sequence[Matter], right: Sequence[Matter], meaning: Matrix) -> list[Matrix]:
    table = _Incidence([*left, *right])
    here, there = slice(0, len(left)), slice(len(left), None)
    words, names, plain = table.words, table.names, table.words - table.names
    rare = table.rare
    shared = (words[here] * rare) @ words[there].T
    mine = (names[here] * rare) @ words[there].T
    theirs = (words[here] * rare) @ names[there].T
    weight = np.maximum(names @ rare, _LEAST)
    found, other = mine / weight[here, None], theirs / weight[None, there]
    named: NDArray[np.bool_] = np.asarray(names.any(axis=1), dtype=bool)
    most = np.maximum(found, other)
    content = (_weights(left), _weights(right))
    return [
        meaning,
        shared / np.minimum(content[0][:, None], content[1][None]),
        shared / np.maximum(content[0][:, None], content[1][None]),
        np.log1p(shared),
        np.log1p((plain[here] * rare) @ plain[there].T),
        most,
        np.minimum(found, other),
        np.log1p((mine + theirs) / 2),
        (named[here, None] & named[None, there] & (most == 0)).astype(np.float32),
        *_agreement([m.numbers for m in left], [m.numbers for m in right], _number_blocks, _meet),
        *_agreement([m.dates for m in left], [m.dates for m in right], lambda _: ("",), _same_date),
        *_sets([m.weekdays for m in left], [m.weekdays for m in right]),
    ]


def _weights(matters: Sequence[Matter]) -> Matrix:
    return np.array([max(sum(m.words.values()), _LEAST) for m in matters], dtype=np.float32)


class _Incidence:
    """Which matter has which stem and which name, ``(n, stems)``, and how rare each stem is, ``(stems,)``."""

    def __init__(self, matters: Sequence[Matter]) -> None:
        columns: dict[str, int] = {}
        rare: list[float] = []
        for matter in matters:
            for word, weight in matter.words.items():
                if word not in columns:
                    columns[word] = len(columns)
                    rare.append(weight)
        self.rare: Matrix = np.array(rare, dtype=np.float32)
        self.words: Matrix = np.zeros((len(matters), len(columns)), dtype=np.float32)
        self.names: Matrix = np.zeros_like(self.words)
        for row, matter in enumerate(matters):
            self.words[row, [columns[word] for word in matter.words]] = 1
            self.names[row, [columns[word] for word in matter.names]] = 1


def _agreement(
    left: Sequence[Sequence[T]],
    right: Sequence[Sequence[T]],
    blocks: Callable[[T], Iterable[str]],
    compare: Callable[[T, T], bool | None],
) -> tuple[Matrix, Matrix]:
    """Which pairs hold a value that both may mean, and which hold only values that differ."""
    same = np.zeros((len(left), len(right)), dtype=bool)
    other = np.zeros_like(same)
    holders: dict[str, list[tuple[int, T]]] = defaultdict(list)
    for column, theirs in enumerate(right):
        for value in theirs:
            for block in blocks(value):
                holders[block].append((column, value))
    for row, mine in enumerate(left):
        for value in mine:
            for block in blocks(value):
                for column, another in holders.get(block, ()):
                    verdict = compare(value, another)
                    if verdict is not None:
                        (same if verdict else other)[row, column] = True
    return same.astype(np.float32), (other & ~same).astype(np.float32)


def _number_blocks(number: Number) -> Iterable[str]:
    yield from number.unit
    if number.low >= 10:
        yield f"#{int(np.log2(number.low) * 2)}"


def _meet(left: Number, right: Number) -> bool | None:
    if left.meets(right) and (left.counts_like(right) or min(left.low, right.low) >= 10):
        return True
    return False if left.counts_like(right) else None


def _same_date(left: Date, right: Date) -> bool | None:
    return left.meets(right) if left.compares(right) else None


def _sets(left: Sequence[set[str]], right: Sequence[set[str]]) -> tuple[Matrix, Matrix]:
    columns = sorted(set().union(*left, *right))
    one, other = (
        np.array([[name in value for name in columns] for value in some], dtype=np.float32).reshape(
            len(some), len(columns)
        )
        for some in (left, right)
    )
    same = one @ other.T > 0
    mine, theirs = (np.asarray(table.any(axis=1), dtype=bool) for table in (one, other))
    both = mine[:, None] & theirs[None]
    return same.astype(np.float32), (both & ~same).astype(np.float32)
