"""From scores to names, and to mentions with their antecedents. Pure numpy."""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np

from hearsay.model.decode import Floats, Ints, probabilities, runs_of, viterbi
from hearsay.model.labels import NAME_LABELS, TYPES
from hearsay.model.pieces import Pieces
from hearsay.model.words import Words, pair_features, pairs, shared
from hearsay.records import EntityType

#: Pieces before and after a mention's head word in which its bounds are looked for.
BEFORE, AFTER = 24, 40
#: A word is tried as the head of a mention from this probability on, and at most so many of a text's words:
#: the number of pairs grows with the square.
LEAST, MOST = 0.15, 0.35
#: A word is part of no name where that is more probable than this, whatever stands around it.
NO_NAME = 0.98
#: Antecedents less probable than this are not told of.
UNLIKELY = 0.01


class Name(NamedTuple):
    """A name in pieces, half-open, with its type and probability."""

    first: int
    last: int
    type: EntityType
    score: float


class Found(NamedTuple):
    """A mention in pieces: its head word, its bounds (half-open), and what it refers back to.

    ``antecedents`` are indexes of the mentions found beside it with their probabilities, the best first.
    """

    head: int
    first: int
    last: int
    score: float
    antecedents: tuple[tuple[int, float], ...]


class Linker(Protocol):
    """The pass over mentions and pairs of mentions; see ``training/network.py`` for what it computes."""

    def link(
        self, views: Floats, heads: Ints, kinds: Ints, earlier: Ints, later: Ints, features: Ints
    ) -> tuple[Floats, Floats, Floats]:
        """Bound scores (mentions, 1 + BEFORE) and (mentions, AFTER), link scores (pairs,)."""
        ...


def names(pieces: Pieces, scores: Floats) -> list[Name]:
    """The names of a text by the scores (pieces, 17) of their labels; only a word's first piece counts."""
    whole = np.flatnonzero(pieces.inner == 0)
    if not len(whole):
        return []
    chances = probabilities(scores[whole])
    path = _path(chances)
    ends = np.append(whole[1:], len(pieces))
    found = []
    for number, kind in enumerate(TYPES):
        for first, last in runs_of(path, number):
            sure = float(np.exp(np.log(chances[np.arange(first, last), path[first:last]] + 1e-9).mean()))
            found.append(Name(int(whole[first]), int(ends[last - 1]), kind, sure))
    return sorted(found)


def _path(chances: Floats) -> Ints:
    """The best labels of the words, each stretch that may be a name decoded by itself."""
    path = np.zeros(len(chances), dtype=np.int64)
    named = np.flatnonzero(chances[:, 0] < NO_NAME)
    for stretch in np.split(named, np.flatnonzero(np.diff(named) > 1) + 1):
        if len(stretch):
            here = slice(stretch[0], stretch[-1] + 1)
            path[here] = viterbi(np.log(chances[here] + 1e-9)[None], NAME_LABELS)[0]
    return path


def types_of(scores: Floats) -> Ints:
    """The type that each piece is most probably named by, counted from 1; 0 for none."""
    return np.asarray((scores.argmax(axis=-1) + 3) // 4, dtype=np.int64)


def mentions(
    linker: Linker, pieces: Pieces, words: Words, views: Floats, head: Floats, types: Ints
) -> list[Found]:
    """The mentions of a text with their antecedents.

    ``head`` is the probability of each piece to begin a mention's head word. The scores of a mention's
    antecedents, beside 0 for having none, are made probabilities (Lee et al., 2017).
    """
    heads = _candidates(head, pieces)
    if not len(heads):
        return []
    agreement = shared(words, heads)
    earlier, later = pairs(agreement)
    features = pair_features(words, agreement, types, heads, earlier, later)
    first, last, scores = linker.link(views, heads, words.kind[heads], earlier, later, features)
    table = np.full((len(heads), len(heads) + 1), -1e4, dtype=np.float32)
    table[:, -1] = 0
    table[later, earlier] = scores
    chances = probabilities(table)
    bounds = _bounds(pieces, heads, first, last)
    return [
        Found(
            int(heads[i]),
            *bounds[i],
            float(head[heads[i]]),
            _antecedents(chances[i, :-1]),
        )
        for i in range(len(heads))
    ]


def _antecedents(chances: Floats) -> tuple[tuple[int, float], ...]:
    likely = np.flatnonzero(chances >= UNLIKELY)
    order = likely[np.argsort(-chances[likely], kind="stable")]
    return tuple((int(i), float(chances[i])) for i in order)


def _candidates(head: Floats, pieces: Pieces) -> Ints:
    chance = np.where(pieces.inner == 0, head, 0)
    likely = np.flatnonzero(chance >= LEAST)
    most = max(1, int(MOST * (pieces.inner == 0).sum()))
    if len(likely) > most:
        likely = np.sort(likely[np.argsort(-chance[likely], kind="stable")[:most]])
    return likely


def _bounds(pieces: Pieces, heads: Ints, first: Floats, last: Floats) -> list[tuple[int, int]]:
    """The likeliest bounds that keep whole words, half-open."""
    found = []
    inner = pieces.inner
    for i, head in enumerate(heads.tolist()):
        begin = head - BEFORE + int(first[i].argmax())
        end = head + int(last[i].argmax())
        while begin > 0 and inner[begin]:
            begin -= 1
        while end + 1 < len(inner) and inner[end + 1]:
            end += 1
        found.append((max(0, begin), min(end, len(inner) - 1) + 1))
    return found
