"""How many paths there are that share nothing, and what stands in the way of more (Menger, 1927).

Knows nothing of claims: vertices, what each rests on, where the paths begin and where they may end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

import networkx as nx

V = TypeVar("V", bound=Hashable)
Edges = Mapping[V, Collection[V]]
_START: Any = "start"
_END: Any = "end"


class Condensed(Generic[V]):
    """A graph in which each circle of vertices that rest on each other has become one vertex.

    ``stands_for`` tells of each vertex the one that stands for its circle: the first that is a party, by
    ``order``. What rests on nothing is a sink, so a circle without an exit is one sink.
    """

    def __init__(self, edges: Edges[V], order: Mapping[V, Any]) -> None:
        graph: Any = nx.DiGraph()
        graph.add_nodes_from(edges)
        graph.add_edges_from((upper, lower) for upper, lowers in edges.items() for lower in lowers)
        self.stands_for: dict[V, V] = {}
        self.members: dict[V, list[V]] = {}
        for circle in nx.strongly_connected_components(graph):
            members = sorted(circle, key=lambda v: order[v])
            self.members[members[0]] = members
            self.stands_for.update(dict.fromkeys(members, members[0]))
        self.edges: dict[V, set[V]] = {stands: set() for stands in self.members}
        for upper, lower in graph.edges:
            over, under = self.stands_for[upper], self.stands_for[lower]
            if over != under:
                self.edges[over].add(under)

    def sinks(self, tops: Iterable[V]) -> set[V]:
        """The sinks that can be reached from some vertices (given as they stand in this graph)."""
        stack = list(tops)
        seen = set(stack)
        while stack:
            for under in self.edges[stack.pop()] - seen:
                seen.add(under)
                stack.append(under)
        return {v for v in seen if not self.edges[v]}


def disjoint(
    edges: Edges[V], tops: Iterable[V], sinks: Collection[V], costly: Collection[V] = frozenset()
) -> tuple[int, set[V]]:
    """The largest number of paths from any of ``tops`` to ``sinks`` that share no vertex, and a smallest cut.

    A path may begin and end in one vertex. The cut is a smallest set of vertices without which no path is
    left; among those, one with the fewest ``costly`` vertices, and the nearest to the sinks of those.
    """
    begins = set(tops)
    # What leads through a top begins there as well, so no edge into one matters to paths or cuts.
    below = {v: [under for under in unders if under not in begins] for v, unders in edges.items()}
    useful = _useful(below, begins, sinks)
    graph: Any = nx.Graph()
    graph.add_nodes_from(useful)
    graph.add_edges_from((v, under) for v in useful for under in below.get(v, ()) if under in useful)
    count = 0
    cut: set[V] = set()
    for part in nx.connected_components(graph):  # what shares nothing is counted apart
        ends = part.intersection(sinks)
        if len(ends) == 1 and not ends.intersection(costly):
            more, through = 1, ends
        else:
            inner = {v: [under for under in below.get(v, ()) if under in part] for v in part}
            more, through = _flow(inner, begins & part, ends, costly)
        count, cut = count + more, cut | through
    return count, cut


def _flow(
    edges: Edges[V], tops: Collection[V], sinks: Collection[V], costly: Collection[V]
) -> tuple[int, set[V]]:
    """The same of a graph in which every vertex lies on a path, by maximum flow."""
    graph: Any = nx.DiGraph()
    # A cut weighs its size times `whole`, plus its costly vertices, of which there are fewer than `whole`.
    whole = len(edges) + 1
    for v, unders in edges.items():
        graph.add_edge((v, 0), (v, 1), capacity=whole + (v in costly))
        graph.add_edges_from(((v, 1), (under, 0)) for under in unders)
    graph.add_edges_from((_START, (top, 0)) for top in _enough(edges, sorted(tops, key=repr), sinks, costly))
    graph.add_edges_from(((sink, 1), _END) for sink in sinks)
    residual = nx.algorithms.flow.dinitz(graph, _START, _END)
    leads_on = {_END}
    stack: list[Any] = [_END]
    while stack:
        for node in residual.predecessors(at := stack.pop()):
            if node not in leads_on and residual[node][at]["flow"] < residual[node][at]["capacity"]:
                leads_on.add(node)
                stack.append(node)
    cut = {v for v in edges if (v, 1) in leads_on and (v, 0) not in leads_on}
    return int(residual.graph["flow_value"]) // whole, cut


def _useful(edges: Edges[V], tops: Iterable[V], sinks: Collection[V]) -> set[V]:
    """The vertices that lie on a path."""
    above: dict[V, list[V]] = {}
    for upper, lowers in edges.items():
        for lower in lowers:
            above.setdefault(lower, []).append(upper)
    down = _closure(tops, edges)
    up = _closure(sinks, above)
    return down & up


def _closure(start: Iterable[V], edges: Mapping[V, Iterable[V]]) -> set[V]:
    stack = list(start)
    found = set(stack)
    while stack:
        for under in edges.get(stack.pop(), ()):
            if under not in found:
                found.add(under)
                stack.append(under)
    return found


def _enough(edges: Edges[V], tops: Iterable[V], sinks: Collection[V], costly: Collection[V]) -> Iterator[V]:
    """Tops without those that can add nothing: of many that rest on the same, as many as what they rest on.

    A claim has hundreds of statements by few speakers, and the flow need not look at them all. What is a sink
    itself, or may be preferred in a cut, stays.
    """
    kept: Counter[frozenset[V]] = Counter()
    for top in tops:
        rests_on = frozenset(edges.get(top, ()))
        spare = top in costly and top not in sinks
        if not spare or kept[rests_on] < len(rests_on):
            kept[rests_on] += spare
            yield top
