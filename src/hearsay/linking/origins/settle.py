"""Which of several things that somebody depends on counts."""

from __future__ import annotations

from collections.abc import Iterable

from hearsay.linking.origins.trail import Trail, Vertex
from hearsay.records import RestKind

_RANK: dict[RestKind, int] = {"has-it-from": 3, "paid-by": 2, "speaks-for": 1, "belongs-to": 1}


def settle(trail: Trail, statements: Iterable[Vertex]) -> None:
    """Leave of several ties of one party those that count, so that no tie makes anybody more independent.

    Whoever depends on several others is independent of none of them. Ties to what other statements reach as
    well stay, and then no others; where there is none, those of the highest rank stay: what is known from
    somebody, before who pays, before who is spoken for. A party that passes on what another said on this side
    has it from that one: its other ties then stay only if others reach the same.
    """
    tops = list(statements)
    for at in sorted(trail.parties):
        below = trail.below(at)
        ties = sorted(under for under, rest in below.items() if rest.kind in _RANK)
        if at[0] == "statement" or not ties or len(below) < 2:
            continue
        others = {v for v in trail.reached(tops, without=at) if v[0] != "statement"}
        shared = [under for under in ties if trail.reached([under], without=at) & others]
        if shared:
            kept = set(shared)
        elif len(ties) < len(below):
            kept = set()
        else:
            highest = max(_RANK[below[under].kind] for under in ties)
            kept = {under for under in ties if _RANK[below[under].kind] == highest}
        for under in ties:
            if under not in kept:
                trail.drop(at, under)
