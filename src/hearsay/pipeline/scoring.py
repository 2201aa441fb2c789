"""What the scorings share: scores from counts, and spans as tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from hearsay.records import Record, Span, Spans


class Score(Record):
    """Precision, recall and F1 in per cent, with the counts they come from."""

    precision: float
    recall: float
    f1: float
    right: int
    found: int
    gold: int


def counted(right: int, found: int, gold: int) -> Score:
    """Precision, recall and F1 of counts; 0 where nothing was found, or nothing was to be found."""
    return Score(
        precision=round(100 * right / found, 2) if found else 0.0,
        recall=round(100 * right / gold, 2) if gold else 0.0,
        f1=round(200 * right / (found + gold), 2) if found + gold else 0.0,
        right=right,
        found=found,
        gold=gold,
    )


def touched(tokens: Spans, span: Span) -> Span | None:
    """The tokens that a span of characters touches, as a half-open range of their indexes, or None.

    The tokens are in text order and do not overlap. Half a token counts as touched, so that a span is
    compared by its words and not by its characters.
    """
    first = bisect_right(tokens, span[0], key=lambda token: token[1])
    after = bisect_left(tokens, span[1], key=lambda token: token[0])
    return (first, after) if first < after else None
