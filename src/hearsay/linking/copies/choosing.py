"""Of several earlier documents that share the same words with a later one, the one it has them from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from hearsay.linking.copies.overlaps import Overlap

_SLACK = 3
_SLACK_PART = 0.03
"""A document pairs so many words more than an earlier one, or this part of them, to be the nearer source."""


def nearest(overlaps: Iterable[Overlap], enough: Callable[[Overlap], int]) -> list[Overlap]:
    """The overlaps by which a later document has what it shares, the largest first.

    Whoever copies a copy also shares the words of the first text. The copy is the source where the later
    document has more in common with it than with the first: what the copy changed or added. Where it has
    not, the earliest document is. What others still explain, beyond the words that those chosen cover, must
    weigh ``enough`` by itself.
    """
    left = sorted(overlaps, key=lambda o: (o.earlier.paper.published or "", o.earlier.paper.id))
    chosen: list[Overlap] = []
    covered: frozenset[int] = frozenset()
    while left:
        left = [overlap for overlap in left if overlap.weight_without(covered) >= enough(overlap)]
        if left:
            best = _best(left, covered)
            chosen.append(best)
            covered |= best.covered
            left.remove(best)
    return chosen


def _best(overlaps: Sequence[Overlap], covered: frozenset[int]) -> Overlap:
    """The first in time of those that pair about as many words as any."""
    pairs = [len(overlap.paired - covered) for overlap in overlaps]
    most = max(pairs)
    slack = max(_SLACK, _SLACK_PART * most)
    return next(overlap for overlap, count in zip(overlaps, pairs, strict=True) if count >= most - slack)
