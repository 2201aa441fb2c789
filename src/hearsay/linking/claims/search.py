"""Which claims, or fact checks, a sentence is about: ranked by meaning, words and numbers together."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hearsay.linking.claims.content import Vectors
from hearsay.linking.claims.facts import Facts, facts
from hearsay.linking.claims.wording import WORD, stem
from hearsay.records import Reason, Record

SATURATION, LENGTH = 1.2, 0.75
"""k1 and b of BM25 (Robertson and Zaragoza, 2009)."""
FEATURES = ("meaning", "meaning in context", "words", "words in context", "number")
WEIGHTS = (9.3, 10.9, 3.5, 5.1, 0.7)
"""Learnt on the tune half of the debates by ``training/search.py``."""


class Entry(Record):
    """Something that can be found: a claim or a fact check, by its id and its sentence."""

    id: str
    text: str


class Hit(Record):
    """An entry that a sentence may be about, how well it fits, and what was compared. Scores of one search
    compare with each other, not with those of another."""

    id: str
    score: float
    why: tuple[Reason, ...]


class Index:
    """Entries ready to be searched."""

    def __init__(self, entries: Sequence[Entry], vectors: Vectors) -> None:
        """``vectors`` has one row of length 1 for the text of each entry."""
        order = sorted(range(len(entries)), key=lambda at: entries[at].id)
        self._entries = [entries[at] for at in order]
        self._vectors = vectors[order] if order else vectors[:0]
        self._facts = [facts(entry.text) for entry in self._entries]
        self._words = Words([_terms(entry.text) for entry in self._entries])

    def rank(
        self,
        text: str,
        vector: Vectors,
        context: str = "",
        context_vector: Vectors | None = None,
        limit: int = 20,
    ) -> list[Hit]:
        """The entries that fit a sentence best; ties are in the order of their ids.

        Args:
            text: the sentence, and ``vector`` its vector of length 1.
            context: the sentence with those around it, where it stands among others.
            context_vector: the vector of that.
            limit: how many to give at most.
        """
        table = self.features(
            text, vector, context or text, vector if context_vector is None else context_vector
        )
        scores = np.round(np.array(WEIGHTS) @ table, 5)
        best = np.argsort(-scores, kind="stable")[:limit].tolist()
        asked = facts(text)
        return [
            Hit(id=self._entries[at].id, score=float(scores[at]), why=self._reasons(asked, at, table[:, at]))
            for at in best
        ]

    def features(
        self, text: str, vector: Vectors, context: str, context_vector: Vectors
    ) -> NDArray[np.float64]:
        """What is compared, for each entry: ``(FEATURES, entries)``."""
        near = facts(context)
        return np.stack(
            [
                self._vectors @ vector,
                self._vectors @ context_vector,
                self._words.share(_terms(text)),
                self._words.share(_terms(context)),
                np.array([_same_number(found, near) for found in self._facts]),
            ]
        ).astype(np.float64)

    def _reasons(self, asked: Facts, at: int, features: NDArray[np.float64]) -> tuple[Reason, ...]:
        found = self._facts[at]
        shared = " ".join(sorted(asked.words.keys() & found.words.keys()))
        reasons = [
            Reason(what="meaning", left="", right=self._entries[at].text, score=_unit(features[0])),
            Reason(what="words", left=shared, right=shared, score=_unit(features[2])),
        ]
        reasons += [
            Reason(what="number", left=one.text, right=other.text, score=float(one.meets(other)))
            for one in asked.numbers
            for other in found.numbers
            if one.counts_like(other)
        ]
        return tuple(reasons)


class Words:
    """BM25 over bags of words."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        self._size = len(documents)
        lengths = np.array([len(words) for words in documents], dtype=np.float64)
        norm = 1 - LENGTH + LENGTH * lengths / max(lengths.mean() if self._size else 1.0, 1e-9)
        holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, words in enumerate(documents):
            for word, count in Counter(words).items():
                value = count * (SATURATION + 1) / (count + SATURATION * norm[at])
                holders[word].append((at, value))
        self._holders = {
            word: (np.array([at for at, _ in found]), np.array([value for _, value in found]))
            for word, found in holders.items()
        }

    def score(self, words: Sequence[str]) -> NDArray[np.float64]:
        """BM25 of each document for a query."""
        scores = np.zeros(self._size)
        for word in words:
            if word in self._holders:
                places, values = self._holders[word]
                scores[places] += self._rarity(len(places)) * values
        return scores

    def share(self, words: Sequence[str]) -> NDArray[np.float64]:
        """The same as a share of what a document with every rare word of the query would score, 0 to 1."""
        most = sum(self._rarity(len(self._holders[word][0])) for word in words if word in self._holders)
        return self.score(words) / most / (SATURATION + 1) if most else np.zeros(self._size)

    def _rarity(self, holders: int) -> float:
        return math.log(1 + (self._size - holders + 0.5) / (holders + 0.5))


def _terms(text: str) -> list[str]:
    return [stem(word) for word in WORD.findall(text.lower())]


def _same_number(found: Facts, asked: Facts) -> float:
    return float(
        any(
            one.meets(other) and (one.counts_like(other) or one.low >= 10)
            for one in found.numbers
            for other in asked.numbers
        )
    )


def _unit(value: float) -> float:
    return round(float(min(max(value, 0.0), 1.0)), 3)
