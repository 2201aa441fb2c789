"""Groups of tellings from the scores of their pairs: average linkage that also looks at the contrast.

Two groups become one where the mean of the log odds between them is high enough (average linkage), and where
they are not clearly less alike than each is within itself. The second is Ward's criterion (1963) on the
scores: for groups of n and m, ``n m / (n + m) * (between - within)``; those with the smallest gap come first.
It grows with the evidence: between single tellings the score decides, between two large groups of which each
is of one mind even a small gap does.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from hearsay.linking.claims.scoring import CEILING, Scores
from hearsay.linking.constraints import Unions


def cluster(
    odds: Scores,
    *,
    join: float,
    contrast: float,
    together: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Groups of the numbers from 0 to n, each sorted, in the order of their least number.

    ``odds`` are symmetric log odds, ``(n, n)``; without a limit to the ``contrast`` (infinity) this is plain
    average linkage. Pairs ``together`` are one group before anything is compared,
    unless pairs ``apart`` forbid it; those are never in one group. Ties go to the lower numbers.
    """
    return _Clustering(odds, join, contrast, together, apart).groups()


class _Clustering:
    def __init__(
        self,
        odds: Scores,
        join: float,
        contrast: float,
        together: Iterable[tuple[int, int]],
        apart: Iterable[tuple[int, int]],
    ) -> None:
        size = len(odds)
        self._far: NDArray[np.float64] = CEILING - odds.astype(np.float64)
        np.fill_diagonal(self._far, 0.0)
        self._limit = CEILING - join
        self._contrast = contrast
        self._sizes = np.ones(size)
        self._within = np.zeros(size)
        self._alive = np.ones(size, dtype=bool)
        self._unions = Unions(size)
        self._versions = [0] * size
        for left, right in sorted(apart):
            self._unions.keep_apart(left, right)
        for left, right in sorted(together):
            one, other = self._unions.find(left), self._unions.find(right)
            if one != other and self._unions.allowed(one, other):
                self._merge(one, other)

    def groups(self) -> list[list[int]]:
        heap = [entry for row in range(len(self._sizes)) for entry in self._nearest(row)]
        heapq.heapify(heap)
        while heap:
            _, left, right, versions = heapq.heappop(heap)
            if not self._alive[left]:
                continue
            if versions != (self._versions[left], self._versions[right]) or not self._alive[right]:
                if versions[0] == self._versions[left]:  # its nearest has changed or gone: look for the next
                    for entry in self._nearest(left):
                        heapq.heappush(heap, entry)
                continue
            for entry in self._nearest(self._merge(left, right)):
                heapq.heappush(heap, entry)
        return sorted(sorted(self._unions.things(root)) for root in self._unions.roots())

    def _nearest(self, row: int) -> Sequence[tuple[float, int, int, tuple[int, int]]]:
        """The group that this one would best be united with, as an entry of the heap; empty if there is none.

        A row whose nearest has another version later is looked at again when its entry comes up.
        """
        if not self._alive[row]:
            return ()
        far = self._far[row]
        share = self._sizes[row] * self._sizes / (self._sizes[row] + self._sizes)
        gap = share * (far - (self._within[row] + self._within) / 2)
        fits = self._alive & (far <= self._limit) & (gap <= self._contrast)
        fits[row] = False
        open_to = np.where(fits, far if np.isinf(self._contrast) else gap, np.inf)
        while True:
            other = int(np.argmin(open_to))
            if open_to[other] == np.inf:
                return ()
            if self._unions.allowed(row, other):
                pair = (self._versions[row], self._versions[other])
                return ((float(open_to[other]), row, other, pair),)
            open_to[other] = np.inf

    def _merge(self, left: int, right: int) -> int:
        """Unite two groups under the number of one of them, which is returned."""
        self._unions.unite(left, right)
        kept = self._unions.find(left)
        gone = right if kept == left else left
        n, m = self._sizes[kept], self._sizes[gone]
        inner = n * n * self._within[kept] + m * m * self._within[gone] + 2 * n * m * self._far[kept, gone]
        self._within[kept] = inner / (n + m) ** 2
        self._far[kept] = (n * self._far[kept] + m * self._far[gone]) / (n + m)
        self._far[:, kept] = self._far[kept]
        self._sizes[kept] = n + m
        self._alive[gone] = False
        self._versions[kept] += 1
        self._versions[gone] += 1
        return kept
