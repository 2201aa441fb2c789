"""GraphML: everything that a claim rests on, as other programs read it."""

from __future__ import annotations

import charts
import networkx
from msgspec.structs import replace

from hearsay.formats.graph import graphml
from hearsay.records import Claim, Party, Rest, Side


def test_networkx_reads_back_every_party_and_every_rest() -> None:
    claim, _ = charts.bridge()
    graph = networkx.parse_graphml(graphml(claim), force_multigraph=True)
    assert graph.graph["proposition"] == claim.proposition
    assert graph.is_directed()
    rests = [*claim.supported.rests, *claim.denied.rests]
    edges = {(upper, lower, data["kind"]) for upper, lower, data in graph.edges(data=True)}
    assert len(graph.edges) == len(rests)
    assert edges == {
        (f"{one.upper.kind}:{one.upper.id}", f"{one.lower.kind}:{one.lower.id}", one.kind) for one in rests
    }
    assert graph.edges["statement:s1", "actor:lisle", 0] == {
        "kind": "says",
        "side": "supports",
        "evidence": "d-s1 [0, 12) Dorota Lisle",
    }
    lisle, authority, told = (graph.nodes[one] for one in ("actor:lisle", "actor:authority", "statement:s1"))
    assert lisle == {"kind": "actor", "name": charts.LISLE.name, "origin": "supports", "hinge": "supports"}
    assert (authority["origin"], authority["hinge"]) == ("denies", "denies")
    assert (told["stance"], told["document"], told.get("origin")) == ("supports", "d-s1", None)


def test_a_party_of_both_sides_is_one_node_that_says_so() -> None:
    claim, _ = charts.bridge()
    both = replace(claim, denied=claim.supported)
    graph = networkx.parse_graphml(graphml(both), force_multigraph=True)
    assert graph.nodes["actor:lisle"]["origin"] == "supports denies"
    assert len(graph.edges) == 2 * len(claim.supported.rests)


def test_hostile_names_stay_texts() -> None:
    name = "</graph>\0\ud800<script>&\"'\x0b"
    odd = Party(kind="actor", id="a\x01", name=name)
    rest = Rest(upper=charts.statement("s1"), lower=odd, kind="says")
    claim = Claim(
        id="c", proposition=name, first=None, documents=1, outlets=0, parts=(), supported=Side(rests=(rest,))
    )
    graph = networkx.parse_graphml(graphml(claim))
    assert graph.nodes["actor:a\ufffd"]["name"] == "</graph>\ufffd\ufffd<script>&\"'\ufffd"
    assert graphml(claim) == graphml(claim)


def test_a_claim_without_trails_is_an_empty_graph() -> None:
    claim = Claim(id="c", proposition="It is said.", first=None, documents=1, outlets=0, parts=())
    assert len(networkx.parse_graphml(graphml(claim))) == 0
