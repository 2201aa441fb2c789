"""Attributions inside attributions that a reader has put side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import permutations

from msgspec.structs import replace

from hearsay.linking.tellings import Telling, Voice


def nested(tellings: Sequence[Telling]) -> list[Telling]:
    """The same statements, those within another made so: *the chairman said the report found that …*.

    Where two statements of one document have the same end of their content and one lies in the other, the
    outer one only passes on what the inner one says; the inner one then comes through the outer voices.
    """
    by_document: defaultdict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        if telling.voice:
            by_document[telling.document].append(telling)
    outer: dict[str, Telling] = {}
    for told in by_document.values():
        for one, other in permutations(told, 2):
            if one.within is None and _inside(one, other):
                known = outer.get(one.id)
                if known is None or _inside(other, known):
                    outer[one.id] = other
    return [_within(telling, outer[telling.id]) if telling.id in outer else telling for telling in tellings]


def _inside(inner: Telling, outer: Telling) -> bool:
    """Whether a statement has its source and content within the span of another with the same content."""
    if inner.content[-1][1] != outer.content[-1][1] or inner.evidence == outer.evidence:
        return False
    start, end = outer.evidence
    holds = start <= inner.evidence[0] and inner.evidence[1] <= end
    return holds and outer.voice[-1].span[1] <= inner.voice[-1].span[0]


def _within(inner: Telling, outer: Telling) -> Telling:
    known = {voice.id for voice in inner.voice}
    way: list[Voice] = [replace(v, part="passes-on") for v in outer.voice if v.part != "body"]
    return replace(inner, within=outer.id, voice=(*(v for v in way if v.id not in known), *inner.voice))
