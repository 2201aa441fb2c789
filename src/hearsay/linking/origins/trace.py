"""Where the two sides of a claim come from, and how many origins do not depend on each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from hearsay.linking.origins.cast import UNKNOWN, Cast, in_time
from hearsay.linking.origins.copied import taken_over
from hearsay.linking.origins.flows import Condensed, disjoint
from hearsay.linking.origins.rests import SideTrail, as_party
from hearsay.linking.origins.settle import settle
from hearsay.linking.origins.trail import Trail, Vertex, vertex
from hearsay.linking.tellings import Ruling, Telling, Tie
from hearsay.records import Copy, Origin, Side, Stance

SIDES: tuple[Literal["supports"], Literal["denies"]] = ("supports", "denies")


def trace(
    tellings: Sequence[Telling],
    stances: Mapping[str, Stance],
    copies: Sequence[Copy] = (),
    ties: Sequence[Tie] = (),
    *,
    until: str | None = None,
    dates: Mapping[str, str] | None = None,
    outlets: Mapping[str, str] | None = None,
    rulings: Sequence[Ruling] = (),
) -> tuple[Side, Side]:
    """What those who support a claim rest on, and what those who deny it do.

    ``stances`` tells of the claim's statements (by id) which side they take; statements that query, and those
    it does not name, are on neither. ``copies`` and ``ties`` may be those of all documents. With ``until``
    (an ISO date) it is told as it looked before that day: documents published on it or later do not count,
    nor ties that only they show; what is undated always counts. ``dates`` and ``outlets`` give those of
    documents that tell nothing of this claim themselves, by document: those that show ties, or were copied.
    ``rulings`` are what people judged that statements rest on, or not; they win over everything else.

    The evidence of an edge is a place; its ``words`` are left empty, for the texts are not known here: see
    :func:`~hearsay.linking.origins.quoting.quoted`.
    """
    dated = {**(dates or {}), **{t.document: t.published for t in tellings if t.published}}
    claimed = sorted((t for t in tellings if stances.get(t.id)), key=in_time)
    if until is not None:
        claimed = [t for t in claimed if t.published is None or t.published < until]
        copies = [copy for copy in copies if dated.get(copy.later, "") < until]
        ties = [tie for tie in ties if _shown_before(tie, until, dated)]
    supported, denied = (
        _side(claimed, stances, stance, copies, ties, outlets or {}, rulings) for stance in SIDES
    )
    return supported, denied


def _shown_before(tie: Tie, until: str, dates: Mapping[str, str]) -> bool:
    shown = [dates.get(anchor.document, "") for anchor in tie.evidence]
    return tie.by_user or not shown or min(shown) < until


def _side(
    claimed: Sequence[Telling],
    stances: Mapping[str, Stance],
    stance: Stance,
    copies: Sequence[Copy],
    ties: Sequence[Tie],
    outlets: Mapping[str, str],
    rulings: Sequence[Ruling],
) -> Side:
    tellings = [telling for telling in claimed if stances[telling.id] == stance]
    if not tellings:
        return Side()
    cast = Cast(claimed, copies, ties, tellings)
    side = SideTrail(tellings, cast, taken_over(tellings, copies), outlets)
    side.end_circles()
    side.rule(rulings)
    side.depend(ties)
    side.refuse(rulings)
    trail = side.trail
    tops = [vertex(as_party(telling)) for telling in side.tellings]
    settle(trail, tops)
    return measured(trail, tops)


def measured(trail: Trail, tops: Sequence[Vertex]) -> Side:
    """The origins that statements lead to, how many are independent, and what all hinges on.

    ``tops`` are the vertices of the statements in time order. Nobody named is an origin only where there is
    no other.
    """
    graph = Condensed(trail.edges(), trail.order())
    stands = graph.stands_for
    heads = list(dict.fromkeys(stands[top] for top in tops))
    sinks = graph.sinks(heads)
    known = sinks - {vertex(UNKNOWN)}
    sinks = known or sinks
    statements = {v for v in graph.members if v[0] == "statement"}
    independence, cut = disjoint(graph.edges, heads, sinks, costly=statements)
    led = _led(graph, tops, sinks)
    place = {top: at for at, top in enumerate(tops)}
    order = {sink: place[led[sink][0]] for sink in sinks}
    return Side(
        origins=tuple(
            Origin(party=trail.parties[sink], statements=tuple(top[1] for top in led[sink]))
            for sink in sorted(sinks, key=lambda sink: (order[sink], sink))
        ),
        independence=independence,
        hinges_on=tuple(trail.parties[v] for v in sorted(cut)),
        rests=tuple(trail.rests()),
    )


def _led(graph: Condensed[Vertex], tops: Iterable[Vertex], sinks: set[Vertex]) -> dict[Vertex, list[Vertex]]:
    """The statements that lead to each sink, in time order."""
    above: dict[Vertex, set[Vertex]] = {v: set() for v in graph.edges}
    for upper, lowers in graph.edges.items():
        for lower in lowers:
            above[lower].add(upper)
    ordered = list(tops)
    led = {}
    for sink in sinks:
        found, stack = {sink}, [sink]
        while stack:
            for upper in above[stack.pop()] - found:
                found.add(upper)
                stack.append(upper)
        led[sink] = [top for top in ordered if graph.stands_for[top] in found]
    return led
