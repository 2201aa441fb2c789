"""The trails of a claim as GraphML, for Gephi, yEd, Cytoscape and networkx."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx

from hearsay.formats.markup import clean
from hearsay.records import Claim, Party, Rest, Side

SIDES = ("supports", "denies")


def graphml(claim: Claim) -> str:
    """What rests on what in a claim (:func:`trail`), as one GraphML document."""
    written: Any = networkx.generate_graphml
    return "\n".join(written(trail(claim), named_key_ids=True)) + "\n"


def trail(claim: Claim) -> Any:
    """What rests on what in a claim, as a networkx MultiDiGraph.

    A node is a party: ``kind`` and ``name``, ``origin`` and ``hinge`` as lists of the sides (supports,
    denies) on which it is an origin, or of those that everything hinges on; a statement has its ``stance``
    and ``document``, too. An edge says that its source rests on its target: ``kind``, ``side``, and the
    ``evidence``, one place a line: document, characters, words. Node ids are ``kind:id``.
    """
    graph: Any = networkx.MultiDiGraph(claim=clean(claim.id), proposition=clean(claim.proposition))
    parts = {part.statement: part for part in claim.parts}
    for side, given in zip(SIDES, (claim.supported, claim.denied), strict=True):
        for party in _parties(given):
            graph.add_node(_id(party), kind=party.kind, name=clean(party.name))
            if party.kind == "statement" and (part := parts.get(party.id)):
                graph.add_node(_id(party), stance=part.stance, document=clean(part.document))
        for name, marked in (("origin", (one.party for one in given.origins)), ("hinge", given.hinges_on)):
            for party in marked:
                node = graph.nodes[_id(party)]
                node[name] = " ".join(filter(None, (node.get(name), side)))
        for rest in given.rests:
            graph.add_edge(
                _id(rest.upper), _id(rest.lower), kind=rest.kind, side=side, evidence=clean(_evidence(rest))
            )
    return graph


def _parties(side: Side) -> Iterator[Party]:
    for rest in side.rests:
        yield from (rest.upper, rest.lower)
    for origin in side.origins:
        yield origin.party
    yield from side.hinges_on


def _id(party: Party) -> str:
    return clean(f"{party.kind}:{party.id}")


def _evidence(rest: Rest) -> str:
    return "\n".join(
        f"{anchor.document} [{anchor.span[0]}, {anchor.span[1]}) {anchor.words}".rstrip()
        for anchor in rest.evidence
    )
