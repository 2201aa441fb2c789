"""Claims and copies as RDF: what was put forward again and again, and what was taken from where."""

from __future__ import annotations

from collections.abc import Iterator

from hearsay.formats import iris
from hearsay.formats.ntriples import (
    HEARSAY,
    NIF,
    PROV,
    RDF,
    RDFS,
    XSD,
    moment,
    node,
    number,
    text,
    triple,
    truth,
)
from hearsay.records import Claim, Copy, Party, Record, Side, Span

TYPE = f"{RDF}type"
STANCES = {"supports": "supportedBy", "denies": "deniedBy", "queries": "queriedBy"}


def span_lines(document: str, place: Span, words: str | None = None) -> Iterator[str]:
    """Characters of a document as a node, with the words that stand there where these are at hand."""
    self = iris.span(document, place)
    yield triple(self, TYPE, node(f"{NIF}RFC5147String"))
    yield triple(self, f"{NIF}referenceContext", node(iris.urn("document", document)))
    for name, at in (("beginIndex", place[0]), ("endIndex", place[1])):
        yield triple(self, f"{NIF}{name}", text(str(at), f"{XSD}nonNegativeInteger"))
    if words is not None:
        yield triple(self, f"{NIF}anchorOf", text(words))


def claim_lines(claim: Claim) -> Iterator[str]:
    """A claim as a collection of statements; what they put forward is a literal on it."""
    self = iris.urn("claim", claim.id)
    yield triple(self, TYPE, node(f"{HEARSAY}Claim"))
    yield triple(self, TYPE, node(f"{PROV}Collection"))
    yield triple(self, f"{HEARSAY}proposition", text(claim.proposition))
    if claim.first is not None:
        yield triple(self, f"{HEARSAY}first", moment(claim.first))
    yield triple(self, f"{HEARSAY}documents", number(claim.documents))
    yield triple(self, f"{HEARSAY}outlets", number(claim.outlets))
    for part in claim.parts:
        statement = node(iris.urn("statement", part.statement))
        yield triple(self, f"{PROV}hadMember", statement)
        yield triple(self, f"{HEARSAY}{STANCES[part.stance]}", statement)
    yield from _side(self, "supported", claim.supported)
    yield from _side(self, "denied", claim.denied)
    for name, kind, steps in (
        ("hardening", "Hardening", claim.hardened),
        ("drift", "Drift", claim.drifts),
        ("contradiction", "Contradiction", claim.contradictions),
    ):
        for at, step in enumerate(steps):
            that = iris.urn(name, f"{claim.id}/{at}")
            yield triple(self, f"{HEARSAY}{name}", node(that))
            yield triple(that, TYPE, node(f"{HEARSAY}{kind}"))
            yield from _step(that, step)


def _side(claim: str, name: str, side: Side) -> Iterator[str]:
    if not side.origins and not side.rests:
        return
    self = f"{claim}/{name}"
    yield triple(claim, f"{HEARSAY}{name}Side", node(self))
    yield triple(self, TYPE, node(f"{HEARSAY}Side"))
    yield triple(self, f"{HEARSAY}independence", number(side.independence))
    for origin in side.origins:
        yield from _party(origin.party)
        yield triple(self, f"{HEARSAY}origin", node(iris.party(origin.party)))
    for party in side.hinges_on:
        yield from _party(party)
        yield triple(self, f"{HEARSAY}hingesOn", node(iris.party(party)))
    for at, rest in enumerate(side.rests):
        that = f"{self}/{at}"
        yield triple(self, f"{HEARSAY}rest", node(that))
        yield triple(that, TYPE, node(f"{HEARSAY}Rest"))
        yield triple(that, f"{HEARSAY}kind", text(rest.kind))
        for end, party in (("upper", rest.upper), ("lower", rest.lower)):
            yield from _party(party)
            yield triple(that, f"{HEARSAY}{end}", node(iris.party(party)))
        for anchor in rest.evidence:
            yield triple(that, f"{HEARSAY}evidence", node(iris.span(anchor.document, anchor.span)))
            yield from span_lines(anchor.document, anchor.span)


def _party(party: Party) -> Iterator[str]:
    # Of a statement, actor or document its own lines say more; of somebody unnamed these are all.
    if party.kind == "actor":
        yield triple(iris.party(party), f"{RDFS}label", text(party.name))


def _step(self: str, step: Record) -> Iterator[str]:
    for name in step.__struct_fields__:
        value = getattr(step, name)
        if name in ("earlier", "later"):
            yield triple(self, f"{HEARSAY}{name}", node(iris.urn("statement", value)))
        elif name == "statements":
            for statement in value:
                yield triple(self, f"{HEARSAY}between", node(iris.urn("statement", statement)))
        elif name == "values":
            for one in value:
                yield triple(self, f"{HEARSAY}value", text(one))
        else:
            yield triple(self, f"{HEARSAY}{name}", text(value))


def copy_lines(copy: Copy) -> Iterator[str]:
    """A copy as a qualified derivation of one document from another, with its passages."""
    earlier, later = (iris.urn("document", id) for id in (copy.earlier, copy.later))
    self = iris.urn("copy", f"{copy.earlier}/{copy.later}")
    yield triple(later, f"{PROV}wasDerivedFrom", node(earlier))
    yield triple(later, f"{PROV}qualifiedDerivation", node(self))
    yield triple(self, TYPE, node(f"{PROV}Derivation"))
    yield triple(self, TYPE, node(f"{HEARSAY}Copy"))
    yield triple(self, f"{PROV}entity", node(earlier))
    yield triple(self, f"{HEARSAY}kind", text(copy.kind))
    yield triple(self, f"{HEARSAY}credited", truth(copy.credited))
    yield triple(self, f"{HEARSAY}shareOfEarlier", number(float(copy.share_earlier)))
    yield triple(self, f"{HEARSAY}shareOfLater", number(float(copy.share_later)))
    for at, passage in enumerate(copy.passages):
        that = f"{self}/{at}"
        yield triple(self, f"{HEARSAY}passage", node(that))
        yield triple(that, f"{HEARSAY}takenFrom", node(iris.span(copy.earlier, passage.earlier)))
        yield triple(that, f"{HEARSAY}takenTo", node(iris.span(copy.later, passage.later)))
