"""``hearsay bench times``: find the expressions of time in texts where people marked them, and score both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hearsay.pipeline.scoring import Score, counted
from hearsay.reading.times import expressions, parsed
from hearsay.records import Record, Time
from hearsay.sources.timexes import timed_texts


class TimeScores(Record):
    """As TempEval-3 scores: ``relaxed`` expressions that overlap a marked one, ``strict`` those with its
    span; ``type`` and ``value`` those that overlap and have its type, or its value. ``value_accuracy`` is the
    share of right values among the expressions that overlap."""

    texts: int
    relaxed_f1: float
    strict_f1: float
    type_f1: float
    value_f1: float
    relaxed: Score
    strict: Score
    type: Score
    value: Score
    value_accuracy: float

    def figures(self) -> dict[str, float]:
        """The F1 by name, as the gate keeps them."""
        return {
            "relaxed f1": self.relaxed_f1,
            "strict f1": self.strict_f1,
            "type f1": self.type_f1,
            "value f1": self.value_f1,
        }


def score_times(place: Path, progress: Callable[[int], None] = lambda _: None) -> TimeScores:
    """Score the rules against TimeML. They were written while looking at half of TimeBank and AQUAINT.

    Raises:
        CorpusError: there is no TimeML at this place, or it cannot be read.
    """
    right = {"relaxed": 0, "strict": 0, "type": 0, "value": 0}
    found = gold = texts = 0
    for timed in timed_texts(place):
        ours = expressions(timed.text, parsed(timed.published))
        found += len(ours)
        gold += len(timed.times)
        for mine, theirs in _pairs(ours, timed.times):
            right["relaxed"] += 1
            right["strict"] += mine.span == theirs.span
            right["type"] += mine.type == theirs.type
            right["value"] += mine.value == theirs.value
        texts += 1
        progress(texts)
    scores = {name: counted(number, found, gold) for name, number in right.items()}
    return TimeScores(
        texts=texts,
        relaxed_f1=scores["relaxed"].f1,
        strict_f1=scores["strict"].f1,
        type_f1=scores["type"].f1,
        value_f1=scores["value"].f1,
        **scores,
        value_accuracy=round(100 * right["value"] / max(1, right["relaxed"]), 2),
    )


def _pairs(ours: tuple[Time, ...], theirs: tuple[Time, ...]) -> list[tuple[Time, Time]]:
    """Each marked expression with the one of ours that shares most characters with it, each used once."""
    left = list(ours)
    pairs = []
    for gold in theirs:
        best = max(left, key=lambda mine: _shared(mine, gold), default=None)
        if best is not None and _shared(best, gold) > 0:
            left.remove(best)
            pairs.append((best, gold))
    return pairs


def _shared(one: Time, other: Time) -> int:
    return min(one.span[1], other.span[1]) - max(one.span[0], other.span[0])
