"""The graph of what rests on what on one side of a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from hearsay.records import Anchor, Party, PartyKind, Rest, RestKind

Vertex = tuple[PartyKind, str]


def vertex(party: Party) -> Vertex:
    """What stands for a party in the graph: its kind and id, whatever it is called."""
    return party.kind, party.id


class Trail:
    """What rests on what: at most one edge from a party to another, with all the places that show it."""

    def __init__(self) -> None:
        self.parties: dict[Vertex, Party] = {}
        self._below: dict[Vertex, dict[Vertex, Rest]] = {}

    def add(self, upper: Party, lower: Party, kind: RestKind, evidence: Iterable[Anchor] = ()) -> None:
        """Let one party rest on another; nothing rests on itself."""
        over, under = self.place(upper), self.place(lower)
        if over == under:
            return
        known = self._below[over].get(under)
        shown = dict.fromkeys((*(known.evidence if known else ()), *evidence))
        if known is None:
            known = Rest(upper=self.parties[over], lower=self.parties[under], kind=kind)
        self._below[over][under] = replace(known, evidence=tuple(shown))

    def place(self, party: Party) -> Vertex:
        """The vertex of a party, which is there from now on."""
        at = vertex(party)
        self.parties.setdefault(at, party)
        self._below.setdefault(at, {})
        return at

    def drop(self, upper: Vertex, lower: Vertex) -> None:
        """Take an edge away."""
        del self._below[upper][lower]

    def below(self, at: Vertex) -> Mapping[Vertex, Rest]:
        """What a party rests on."""
        return self._below.get(at, {})

    def edges(self) -> dict[Vertex, tuple[Vertex, ...]]:
        """The graph alone."""
        return {at: tuple(lower) for at, lower in self._below.items()}

    def order(self) -> Mapping[Vertex, tuple[bool, Vertex]]:
        """Of each party where it comes among others: statements last."""
        return {at: (at[0] == "statement", at) for at in self.parties}

    def rests(self) -> Iterator[Rest]:
        """The edges, sorted."""
        for at in sorted(self._below):
            for under in sorted(self._below[at]):
                yield self._below[at][under]

    def reached(self, start: Iterable[Vertex], without: Vertex | None = None) -> set[Vertex]:
        """What can be reached from some vertices, themselves included, when one vertex is not there."""
        stack = [at for at in start if at != without]
        found = set(stack)
        while stack:
            for under in self._below.get(stack.pop(), ()):
                if under not in found and under != without:
                    found.add(under)
                    stack.append(under)
        return found
