"""Which statements stand in a passage that was taken over, and which earlier ones they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from hearsay.linking.tellings import Telling
from hearsay.records import Anchor, Copy, Passage, Record, Span

MOST = 0.5
"""More than so much of a statement must lie in taken-over passages for it to count as taken over."""


class Taken(Record):
    """Where a statement was taken from: earlier statements, or a document that has none at that place."""

    document: str
    statements: tuple[Telling, ...]
    evidence: tuple[Anchor, ...]


def taken_over(tellings: Sequence[Telling], copies: Sequence[Copy]) -> Mapping[str, Taken]:
    """Of each statement (by id) that stands in a copied passage, where it was taken from.

    ``tellings`` are those of one side. Of several copies the one that holds most of the statement counts,
    then the earlier document. A narration whose passage has no statement in the earlier document is taken
    from all statements there; an attributed one is then not listed, for it still names its speaker. Nor is
    one that names its speaker outside the passages: its words are taken over, its attribution is not.
    """
    into: defaultdict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        into[copy.later].append(copy)
    by_document: defaultdict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        by_document[telling.document].append(telling)
    found = {}
    for telling in tellings:
        options = [(_held(telling.evidence, copy), copy) for copy in into.get(telling.document, ())]
        for held, copy in sorted(options, key=lambda option: (-option[0], option[1].earlier)):
            if held <= MOST:
                break
            if telling.voice and _held(telling.voice[-1].span, copy) <= MOST:
                continue
            there = by_document.get(copy.earlier, [])
            same = _counterpart(telling, copy, there)
            statements = (same,) if same else tuple(there) if not telling.voice else ()
            if statements or not telling.voice:
                evidence = tuple(_shown(telling.evidence, copy))
                found[telling.id] = Taken(document=copy.earlier, statements=statements, evidence=evidence)
                break
    return found


def _held(span: Span, copy: Copy) -> float:
    """How much of a span of the later document lies in the passages."""
    return sum(_common(span, passage.later) for passage in copy.passages) / max(1, span[1] - span[0])


def _counterpart(telling: Telling, copy: Copy, there: Sequence[Telling]) -> Telling | None:
    """The statement that shares most with what a statement became of, measured in the earlier document."""
    places = [_carried(telling.evidence, passage) for passage in copy.passages]
    kin = [other for other in there if bool(other.voice) == bool(telling.voice)] or list(there)
    scored = []
    for other in kin:
        shared = sum(_common(place, other.evidence) for place in places if place)
        longer = max(telling.evidence[1] - telling.evidence[0], other.evidence[1] - other.evidence[0])
        scored.append((shared / max(1, longer), -abs(other.position - telling.position), other.id, other))
    best = max(scored, default=None, key=lambda entry: entry[:3])
    return best[3] if best and best[0] > 0 else None


def _carried(span: Span, passage: Passage) -> Span | None:
    """A span of the later document, as far as it lies in a passage, in the earlier one; proportionally where
    words were changed."""
    start, end = max(span[0], passage.later[0]), min(span[1], passage.later[1])
    if start >= end:
        return None
    scale = (passage.earlier[1] - passage.earlier[0]) / (passage.later[1] - passage.later[0])
    first = passage.earlier[0] + round((start - passage.later[0]) * scale)
    return first, passage.earlier[0] + round((end - passage.later[0]) * scale)


def _shown(span: Span, copy: Copy) -> list[Anchor]:
    return [
        Anchor(document=document, span=place, words="")
        for passage in copy.passages
        if _common(span, passage.later)
        for document, place in ((copy.later, passage.later), (copy.earlier, passage.earlier))
    ]


def _common(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
