"""Copies as people judged them: what they say was taken over, and from whom, wins over what was found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from msgspec.structs import replace

from hearsay.records import Anchor, Copy, Passage

Judged = tuple[Anchor, Anchor, bool]
"""The earlier passage, the later one, and whether the later was taken from the earlier."""


def judged_copies(found: Iterable[Copy], judged: Sequence[Judged], into: Collection[str]) -> list[Copy]:
    """Copies into some documents, of those found and those that people judged.

    A pair that was judged to be none is left out in both directions. One that was judged to be a copy is one,
    in that direction: with the passages that were found, or else those that the person pointed at, of which
    the shares are unknown and 0.
    """
    by_pair = {(copy.earlier, copy.later): copy for copy in found}
    for left, right, holds in judged:
        ends = (left.document, right.document)
        there = by_pair.pop(ends, None)
        other = by_pair.pop(ends[::-1], None)
        if holds and right.document in into:
            by_pair[ends] = there or (_turned(other) if other else _pointed_at(left, right))
    return [by_pair[pair] for pair in sorted(by_pair, key=lambda pair: (pair[1], pair[0]))]


def _turned(copy: Copy) -> Copy:
    return replace(
        copy,
        earlier=copy.later,
        later=copy.earlier,
        share_earlier=copy.share_later,
        share_later=copy.share_earlier,
        passages=tuple(
            sorted(
                (Passage(earlier=one.later, later=one.earlier) for one in copy.passages),
                key=lambda one: one.later,
            )
        ),
    )


def _pointed_at(left: Anchor, right: Anchor) -> Copy:
    return Copy(
        earlier=left.document,
        later=right.document,
        kind="excerpt",
        credited=False,
        share_earlier=0.0,
        share_later=0.0,
        passages=(Passage(earlier=left.span, later=right.span),),
    )
