"""Alignment: the stretches of words that two texts have in common, nearly and in any order.

Runs of equal words are chained where they follow each other closely in both texts, the best chain first
(as aligners of genomes do: seed, chain, extend; Li, 2018, *Minimap2*). Each word is used once. Between the
runs of a chain, and a little beyond its ends, single words are paired by their longest common subsequence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hearsay.linking.copies.hashing import Hashes, rows

SEED = 3
"""Words that must be equal in a row for a run to begin."""
_MOST = 8
"""A row of words that stands more often than this in one text begins no run."""
_GAP = 16
"""Words of either text that may stand between two runs of a stretch."""
_GAP_COST = 0.2
_SHIFT_COST = 0.1
_BEYOND = 14
"""Words beyond an end of a chain among which single words are paired."""
_ODD = 1.0
"""How much a word that is not paired costs at an end, where a pair brings 1."""
_PARTED = 6
"""Unpaired words of either text that part a stretch in two, where both are long enough."""
SHORTEST = 8
"""Fewer paired words than this are no stretch."""
_DENSEST = 0.45
"""A stretch of which fewer words than this part are paired is none."""

Pair = tuple[int, int]


class Rows(NamedTuple):
    """The rows of :data:`SEED` words of a text: their hashes in order, and where each begins."""

    hashes: Hashes
    places: NDArray[np.int64]


class Stretch(NamedTuple):
    """Words that two texts have in common: pairs of places, rising in both texts."""

    pairs: tuple[Pair, ...]

    @property
    def left(self) -> Pair:
        """The words of the first text, as a half-open range."""
        return self.pairs[0][0], self.pairs[-1][0] + 1

    @property
    def right(self) -> Pair:
        """The words of the second text, as a half-open range."""
        return self.pairs[0][1], self.pairs[-1][1] + 1


class _Run(NamedTuple):
    left: int
    right: int
    length: int


def seed_rows(words: Sequence[str]) -> Rows:
    """The rows of words that can begin a run, sorted."""
    hashes = rows(words, SEED)
    order = np.argsort(hashes, kind="stable")
    return Rows(hashes[order], order)


def align(
    left: Sequence[str], right: Sequence[str], left_rows: Rows | None = None, right_rows: Rows | None = None
) -> list[Stretch]:
    """The stretches that two texts share, in the order of the second; rows are their :func:`seed_rows`."""
    runs = _runs(
        seed_rows(left) if left_rows is None else left_rows,
        seed_rows(right) if right_rows is None else right_rows,
    )
    taken_left, taken_right = [False] * len(left), [False] * len(right)
    found = []
    for chain in _chains(runs):
        free = [run for run in chain if not _taken(run, taken_left, taken_right)]
        for stretch in _parted(_stretch(free, left, right, taken_left, taken_right)) if free else ():
            for i in range(*stretch.left):
                taken_left[i] = True
            for j in range(*stretch.right):
                taken_right[j] = True
            found.append(stretch)
    return sorted(found, key=lambda stretch: stretch.right)


def _seeds(left: Rows, right: Rows) -> list[Pair]:
    """The places of equal rows in both texts, by place; of those that stand often in one, none."""
    first, after = (np.searchsorted(right.hashes, left.hashes, side) for side in ("left", "right"))
    same = np.searchsorted(left.hashes, left.hashes, "right") - np.searchsorted(
        left.hashes, left.hashes, "left"
    )
    counts = after - first
    counts[(counts > _MOST) | (same > _MOST)] = 0
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    i = np.repeat(left.places, counts)
    j = right.places[np.repeat(first, counts) + within]
    return sorted(zip(i.tolist(), j.tolist(), strict=True))


def _runs(left: Rows, right: Rows) -> list[_Run]:
    """The runs of equal words, as long as they are."""
    begun: dict[int, _Run] = {}
    found = []
    for i, j in _seeds(left, right):
        run = begun.get(j - i)
        if run is not None and run.left + run.length == i + SEED - 1:
            begun[j - i] = run._replace(length=run.length + 1)
            continue
        if run is not None:
            found.append(run)
        begun[j - i] = _Run(i, j, SEED)
    return sorted([*found, *begun.values()])


def _chains(runs: Sequence[_Run]) -> list[list[_Run]]:
    """Runs that follow each other closely in both texts, as chains, the best first; each run in one chain."""
    scores: list[float] = []
    before: list[int | None] = []
    open_runs: list[int] = []
    for number, run in enumerate(runs):
        best, link = 0.0, None
        open_runs = [n for n in open_runs if runs[n].left + runs[n].length + _GAP >= run.left]
        for n in open_runs:
            gap_left = run.left - runs[n].left - runs[n].length
            gap_right = run.right - runs[n].right - runs[n].length
            # Runs may overlap by a word or two where one text repeats a word; the pairing sorts that out.
            if min(gap_left, gap_right) > -SEED and gap_right <= _GAP:
                overlap = max(0, -min(gap_left, gap_right))
                cost = (
                    _GAP_COST * max(gap_left, gap_right, 0)
                    + _SHIFT_COST * abs(gap_left - gap_right)
                    + overlap
                )
                if scores[n] - cost > best:
                    best, link = scores[n] - cost, n
        scores.append(best + run.length)
        before.append(link)
        open_runs.append(number)
    used = [False] * len(runs)
    chains = []
    for end in sorted(range(len(runs)), key=lambda n: (-scores[n], runs[n])):
        chain = []
        at: int | None = end
        while at is not None and not used[at]:
            used[at] = True
            chain.append(runs[at])
            at = before[at]
        if chain:
            chains.append(chain[::-1])
    return sorted(chains, key=lambda chain: (-sum(run.length for run in chain), chain))


def _taken(run: _Run, taken_left: list[bool], taken_right: list[bool]) -> bool:
    return any(taken_left[run.left : run.left + run.length]) or any(
        taken_right[run.right : run.right + run.length]
    )


def _stretch(
    chain: list[_Run],
    left: Sequence[str],
    right: Sequence[str],
    taken_left: list[bool],
    taken_right: list[bool],
) -> list[Pair]:
    """The pairs of a chain, with those of single words between and beside its runs."""
    pairs: list[Pair] = []
    for run in chain:
        if pairs:
            i, j = pairs[-1][0] + 1, pairs[-1][1] + 1
            if run.left - i > _GAP or run.right - j > _GAP:
                break  # what stood between was taken by a better stretch
            skip = max(0, i - run.left, j - run.right)
            run = _Run(run.left + skip, run.right + skip, run.length - skip)
            if run.length <= 0:
                continue
            pairs += _common(left, right, (i, run.left), (j, run.right))
        pairs += [(run.left + n, run.right + n) for n in range(run.length)]
    ahead_left, ahead_right = _room(taken_left, pairs[-1][0] + 1, 1), _room(taken_right, pairs[-1][1] + 1, 1)
    back_left, back_right = _room(taken_left, pairs[0][0] - 1, -1), _room(taken_right, pairs[0][1] - 1, -1)
    after = _beyond([left[i] for i in ahead_left], [right[j] for j in ahead_right])
    first = _beyond([left[i] for i in back_left], [right[j] for j in back_right])
    return [
        *[(back_left[i], back_right[j]) for i, j in reversed(first)],
        *pairs,
        *[(ahead_left[i], ahead_right[j]) for i, j in after],
    ]


def _parted(pairs: list[Pair]) -> list[Stretch]:
    """The stretches that pairs make: parted where many words stand between, none too short or too thin."""
    found: list[Stretch] = []
    first = 0
    for end in range(1, len(pairs) + 1):
        if end < len(pairs):
            (i, j), (after_i, after_j) = pairs[end - 1], pairs[end]
            if max(after_i - i, after_j - j) <= _PARTED or min(end - first, len(pairs) - end) < SHORTEST:
                continue
        part = pairs[first:end]
        longest = max(part[-1][0] - part[0][0], part[-1][1] - part[0][1]) + 1
        if len(part) >= SHORTEST and len(part) >= _DENSEST * longest:
            found.append(Stretch(tuple(part)))
        first = end
    return found


def _room(taken: list[bool], start: int, step: int) -> list[int]:
    """The free places from one on, as many as are looked at beyond an end."""
    found: list[int] = []
    at = start
    while 0 <= at < len(taken) and not taken[at] and len(found) < _BEYOND:
        found.append(at)
        at += step
    return found


def _beyond(left: Sequence[str], right: Sequence[str]) -> list[Pair]:
    """Pairs of single words beyond an end, as far as there are more of them than words between."""
    best: list[Pair] = []
    score = most = 0.0
    pairs = _common(left, right, (0, len(left)), (0, len(right)))
    at: Pair = (-1, -1)
    for number, (i, j) in enumerate(pairs, start=1):
        score += 1 - _ODD * (max(i - at[0], j - at[1]) - 1)
        at = (i, j)
        if score > most:
            best, most = pairs[:number], score
    return best


def _common(left: Sequence[str], right: Sequence[str], rows: Pair, columns: Pair) -> list[Pair]:
    """The longest common subsequence of two short pieces, as pairs of places."""
    (i0, i1), (j0, j1) = rows, columns
    height, width = i1 - i0, j1 - j0
    if height <= 0 or width <= 0 or set(left[i0:i1]).isdisjoint(right[j0:j1]):
        return []
    lengths = [[0] * (width + 1) for _ in range(height + 1)]
    for i in range(height - 1, -1, -1):
        row, below, word = lengths[i], lengths[i + 1], left[i0 + i]
        for j in range(width - 1, -1, -1):
            row[j] = below[j + 1] + 1 if word == right[j0 + j] else max(below[j], row[j + 1])
    pairs = []
    i = j = 0
    while i < height and j < width:
        if left[i0 + i] == right[j0 + j]:
            pairs.append((i0 + i, j0 + j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
