"""How likely two tellings tell of the same thing: a logistic score over the measures, and the reasons for it.

The weights are data, learnt by ``training/claims.py``. There are two *grains*: an ``event`` is what happened,
of which much may be said; a ``claim`` is one thing said of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from hearsay.linking.claims.content import Content
from hearsay.linking.claims.measures import MEASURES, measures
from hearsay.records import Reason, Record

Grain = Literal["claim", "event"]
Scores = NDArray[np.float32]
_SHARED = MEASURES.index("words")
_FIGURES = 2
"""From so many numbers on, the numbers are what is told: the market today is not the market yesterday."""
FLOOR, CEILING = -6.0, 4.0
"""Log odds beyond these say no more: so that one odd pair does not decide over a group."""


class Weights(Record):
    """What a grain weighs: for each measure its weight; and when groups are one.

    ``near`` is the least cosine from which a pair is looked at, ``edge`` the log odds from which it holds a
    component together. ``join`` is the least mean of log odds between two groups for them to become one,
    ``contrast`` how much less alike than within themselves they may be (see
    :mod:`hearsay.linking.claims.clustering`). Tellings that share words of less than ``substance`` bits of
    rarity tell of nothing in common; ``fading`` is what log odds lose with each doubling of the weeks between
    two publications, ``phrase`` where one of the two is but a phrase, which puts nothing forward by itself.
    """

    bias: float
    weights: Mapping[str, float]
    near: float
    edge: float
    join: float
    contrast: float
    substance: float = 0.0
    fading: float = 0.0
    phrase: float = 0.0


@cache
def weights(grain: Grain) -> Weights:
    """The weights of a grain."""
    return _file()[grain]


@cache
def _file() -> Mapping[str, Weights]:
    text = resources.files(__package__).joinpath("weights.json").read_bytes()
    return msgspec.json.decode(text, type=dict[str, Weights])


def scores(left: Sequence[Content], right: Sequence[Content], grain: Grain) -> Scores:
    """Log odds that each of the left tells of the same as each of the right: ``(left, right)``.

    Within the floor and the ceiling, and rounded, so that it does not matter what else was compared.
    """
    found = weights(grain)
    factors = np.array([found.weights.get(name, 0.0) for name in MEASURES], dtype=np.float32)
    table = measures(left, right, beside=any(name.startswith("beside") for name in found.weights))
    odds = np.tensordot(factors, table, axes=1) + np.float32(found.bias)
    if found.fading:
        odds -= np.float32(found.fading) * _doublings(left, right)
    if found.phrase:
        one, other = (np.array([content.phrase for content in some], dtype=bool) for some in (left, right))
        odds[one[:, None] | other[None]] -= np.float32(found.phrase)
    odds[_other_figures(left, right)] = FLOOR
    odds[np.expm1(table[_SHARED]) < found.substance] = FLOOR
    odds[[content.poor for content in left]] = FLOOR
    odds[:, [content.poor for content in right]] = FLOOR
    return np.asarray(np.round(odds.clip(FLOOR, CEILING), 3), dtype=np.float32)


def _other_figures(left: Sequence[Content], right: Sequence[Content]) -> NDArray[np.bool_]:
    """Where both are full of numbers, of which less than half are the same."""
    values = sorted({number.low for content in (*left, *right) for number in content.own.numbers})
    column = {value: at for at, value in enumerate(values)}
    tables = []
    for some in (left, right):
        table = np.zeros((len(some), len(values)), dtype=np.float32)
        for row, content in enumerate(some):
            table[row, [column[number.low] for number in content.own.numbers]] = 1
        tables.append(table)
    least = np.minimum(tables[0].sum(axis=1)[:, None], tables[1].sum(axis=1)[None])
    return np.asarray((least >= _FIGURES) & (2 * (tables[0] @ tables[1].T) < least), dtype=bool)


def _doublings(left: Sequence[Content], right: Sequence[Content]) -> Scores:
    """How often the weeks between two publications have doubled; 0 where one has no date."""
    one, other = (np.array([content.day for content in some], dtype=np.float32) for some in (left, right))
    days = np.abs(one[:, None] - other[None])
    days[np.isnan(days)] = 0
    return np.asarray(np.log2(1 + days / 7), dtype=np.float32)


def probability(odds: float) -> float:
    """The probability that log odds stand for, to three digits."""
    return round(float(1 / (1 + np.exp(-odds))), 3)


def reasons(one: Content, other: Content) -> tuple[Reason, ...]:
    """What two tellings have in common and in what they differ, as far as it was compared."""
    left, right = one.own, other.own
    found = [_reason("meaning", one.telling.text, other.telling.text, float(one.vector @ other.vector))]
    shared = {word: weight for word, weight in left.words.items() if word in right.words}
    least = min(sum(left.words.values()), sum(right.words.values())) or 1.0
    found.append(
        _reason("words", " ".join(sorted(shared)), " ".join(sorted(shared)), sum(shared.values()) / least)
    )
    if left.names and right.names:
        common = left.names & right.names
        found.append(
            _reason(
                "names",
                ", ".join(one.telling.names) or " ".join(sorted(left.names)),
                ", ".join(other.telling.names) or " ".join(sorted(right.names)),
                len(common) / min(len(left.names), len(right.names)),
            )
        )
    for a in left.numbers:
        for b in right.numbers:
            if a.counts_like(b):
                found.append(_reason("number", a.text, b.text, float(a.meets(b))))
    for c in left.dates:
        for d in right.dates:
            if c.compares(d):
                found.append(_reason("date", c.text, d.text, float(c.meets(d))))
    polarities = (one.telling.polarity, other.telling.polarity)
    found.append(_reason("polarity", *polarities, float(polarities[0] == polarities[1])))
    certainties = (one.telling.certainty, other.telling.certainty)
    if certainties[0] != certainties[1]:
        found.append(_reason("certainty", *certainties, 0.5))
    return tuple(dict.fromkeys(found))


def _reason(what: str, left: str, right: str, score: float) -> Reason:
    return Reason(what=what, left=left[:200], right=right[:200], score=round(min(max(score, 0.0), 1.0), 3))
