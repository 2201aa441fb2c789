"""How well coreference is found: MUC, B³, CEAF φ4 and their mean, the CoNLL F1. Pure.

Each measure is written as a recall, numerator and denominator; its precision is the same with key and
response changed over. As in the CoNLL-2012 scorer, both are summed over all documents before they are
divided, so a long document weighs more. The measures: Vilain et al. 1995 (MUC), Bagga and Baldwin 1998 (B³),
Luo 2005 (CEAF), for mentions that only one side has as settled by Pradhan et al. 2014, *Scoring Coreference
Partitions of Predicted Mentions: A Reference Implementation*.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from hearsay.pipeline.scoring import Score, counted
from hearsay.records import Record

Cluster = frozenset[Hashable]
Recall = tuple[float, float]
"""Numerator and denominator of a recall."""


class Rates(Record):
    """Precision, recall and F1 in per cent."""

    precision: float
    recall: float
    f1: float


class CoreferenceScores(Record):
    """The scores of some documents; ``mentions`` is how well the mentions themselves were found."""

    documents: int
    conll_f1: float
    muc: Rates
    b_cubed: Rates
    ceaf: Rates
    mentions: Score

    def figures(self) -> dict[str, float]:
        """Everything that is to be high by name, as the gate keeps it."""
        return {
            "conll_f1": self.conll_f1,
            "muc_f1": self.muc.f1,
            "b_cubed_f1": self.b_cubed.f1,
            "ceaf_f1": self.ceaf.f1,
            "mention_f1": self.mentions.f1,
        }


def muc(key: Sequence[Cluster], response: Sequence[Cluster]) -> Recall:
    """Links of the key that the response keeps.

    A cluster of n mentions has n - 1 links; cut into pieces by the response, it keeps n less their number.
    """
    home = _homes(response)
    right = 0
    for cluster in key:
        pieces = Counter(home[m] for m in cluster if m in home)
        right += sum(pieces.values()) - len(pieces)
    return right, sum(len(cluster) - 1 for cluster in key)


def b_cubed(key: Sequence[Cluster], response: Sequence[Cluster]) -> Recall:
    """For each mention of the key, the share of its cluster that its cluster in the response has too."""
    home = _homes(response)
    right = 0.0
    for cluster in key:
        pieces = Counter(home[m] for m in cluster if m in home)
        right += sum(size * size for size in pieces.values()) / len(cluster)
    return right, sum(len(cluster) for cluster in key)


def ceaf(key: Sequence[Cluster], response: Sequence[Cluster]) -> Recall:
    """CEAF φ4: how alike the clusters are when each is matched with at most one of the other side, at best.

    Alike is 2·|shared| / (|one| + |other|), so that every cluster counts the same, whatever its size.
    """
    alike = np.zeros((len(key), len(response)))
    home = _homes(response)
    for row, cluster in enumerate(key):
        for column, shared in Counter(home[m] for m in cluster if m in home).items():
            alike[row, column] = 2 * shared / (len(cluster) + len(response[column]))
    return best_matching(alike), len(key)


MEASURES: dict[str, Callable[[Sequence[Cluster], Sequence[Cluster]], Recall]] = {
    "muc": muc,
    "b_cubed": b_cubed,
    "ceaf": ceaf,
}


class Tally:
    """Sums numerators and denominators, document by document.

    With ``singletons`` false, as OntoNotes wants it, clusters of one mention do not count, on either side.
    """

    def __init__(self, *, singletons: bool = False) -> None:
        self.documents = 0
        self._least = 1 if singletons else 2
        self._recall = dict.fromkeys(MEASURES, (0.0, 0.0))
        self._precision = dict.fromkeys(MEASURES, (0.0, 0.0))
        self._mentions = 0, 0, 0

    def add(self, key: Iterable[Collection[Hashable]], response: Iterable[Collection[Hashable]]) -> None:
        """Count one document; a mention that several clusters have counts in the first of them alone."""
        self.documents += 1
        gold, found = self._partition(key), self._partition(response)
        for name, measure in MEASURES.items():
            self._recall[name] = _plus(self._recall[name], measure(gold, found))
            self._precision[name] = _plus(self._precision[name], measure(found, gold))
        all_gold, all_found = frozenset().union(*gold), frozenset().union(*found)
        right, seen, true = self._mentions
        self._mentions = right + len(all_gold & all_found), seen + len(all_found), true + len(all_gold)

    def scores(self) -> CoreferenceScores:
        """The scores of all documents counted so far, pooled."""
        f1s = [_f1(self._precision[name], self._recall[name]) for name in MEASURES]
        return CoreferenceScores(
            documents=self.documents,
            conll_f1=round(100 * sum(f1s) / len(f1s), 2),
            muc=self._rates("muc"),
            b_cubed=self._rates("b_cubed"),
            ceaf=self._rates("ceaf"),
            mentions=counted(*self._mentions),
        )

    def _partition(self, clusters: Iterable[Collection[Hashable]]) -> list[Cluster]:
        placed: set[Hashable] = set()
        kept: list[Cluster] = []
        for given in clusters:
            cluster = frozenset(given) - placed
            placed |= cluster
            if len(cluster) >= self._least:
                kept.append(cluster)
        return kept

    def _rates(self, name: str) -> Rates:
        precision, recall = self._precision[name], self._recall[name]
        return Rates(
            precision=round(100 * _ratio(precision), 2),
            recall=round(100 * _ratio(recall), 2),
            f1=round(100 * _f1(precision, recall), 2),
        )


def best_matching(weights: NDArray[np.float64]) -> float:
    """The largest sum of weights when each row takes at most one column, and each column at most one row.

    The Hungarian method by shortest augmenting paths (Jonker and Volgenant 1987): a row at a time, O(n³) in
    all, the inner loop in numpy. Weights are not negative.
    """
    costs = -(weights if weights.shape[0] <= weights.shape[1] else weights.T)
    rows, columns = costs.shape
    row_price, column_price = np.zeros(rows), np.zeros(columns)
    row_of = np.full(columns, -1)
    for new in range(rows):
        distance = np.full(columns, np.inf)
        back = np.full(columns, -1)
        """The column before this one on the shortest path, or -1 at its start."""
        done = np.zeros(columns, dtype=bool)
        row, column, reached = new, -1, 0.0
        while row >= 0:
            through = reached + costs[row] - row_price[row] - column_price
            better = ~done & (through < distance)
            distance[better] = through[better]
            back[better] = column
            column = int(np.argmin(np.where(done, np.inf, distance)))
            reached = float(distance[column])
            done[column] = True
            row = int(row_of[column])
        settled = done.copy()
        settled[column] = False
        row_price[new] += reached
        row_price[row_of[settled]] += reached - distance[settled]
        column_price[settled] -= reached - distance[settled]
        while column >= 0:
            before = int(back[column])
            row_of[column] = row_of[before] if before >= 0 else new
            column = before
    taken = np.flatnonzero(row_of >= 0)
    return float(-costs[row_of[taken], taken].sum())


def _homes(clusters: Sequence[Cluster]) -> dict[Hashable, int]:
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}


def _plus(one: Recall, other: Recall) -> Recall:
    return one[0] + other[0], one[1] + other[1]


def _ratio(recall: Recall) -> float:
    return recall[0] / recall[1] if recall[1] else 0.0


def _f1(precision: Recall, recall: Recall) -> float:
    p, r = _ratio(precision), _ratio(recall)
    return 2 * p * r / (p + r) if p + r else 0.0
