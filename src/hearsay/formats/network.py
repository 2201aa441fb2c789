"""Networks counted from a ledger: who speaks about whom, who quotes whom, who copies whom."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from hearsay.formats import iris
from hearsay.formats.base import Wanted
from hearsay.formats.graph import trail
from hearsay.formats.pages import Page, pages
from hearsay.ledger import Ledger
from hearsay.records import Claim, Mention, Statement

Kind = Literal["mentions", "quotes", "narrates", "copies"]
Value = str | int
Fields = dict[str, type]

NODES: Fields = {"kind": str, "type": str, "name": str, "documents": int}
EDGES: Fields = {
    "kind": str,
    "weight": int,
    "positive": int,
    "negative": int,
    "denials": int,
    "documents": int,
    "first": str,
    "last": str,
}
COPIED: Fields = {"kind": str, "weight": int, "credited": int, "documents": int, "first": str, "last": str}
TRAIL_NODES: Fields = {
    "kind": str, "name": str, "origin": str, "hinge": str, "stance": str, "document": str
}  # fmt: skip
TRAIL_EDGES: Fields = {"kind": str, "side": str, "evidence": str}


@dataclass
class Tie:
    """What one node has to do with another: so many statements or copies, and in how many documents."""

    weight: int = 0
    positive: int = 0
    negative: int = 0
    denials: int = 0
    credited: int = 0
    documents: int = 0
    first: str = ""
    last: str = ""
    seen: str | None = None

    def add(self, statement: Statement, document: str, published: str | None) -> None:
        """Count a statement of a document; those of one document come together."""
        self.weight += 1
        self.positive += statement.polarity == "positive"
        self.negative += statement.polarity == "negative"
        self.denials += statement.act == "deny"
        self.at(document, published)

    def at(self, document: str, published: str | None) -> None:
        """Count the document, and stretch the time to it."""
        if document != self.seen:
            self.seen = document
            self.documents += 1
        if published:
            self.first = min(self.first or published, published)
            self.last = max(self.last, published)


@dataclass
class Network:
    """A graph as it is written: nodes and edges with their fields, in order, and what it is as a whole.

    ``nodes`` are (id, fields), ``edges`` (id, source, target, fields).
    """

    about: dict[str, str]
    node_fields: Fields
    edge_fields: Fields
    nodes: list[tuple[str, Mapping[str, Value]]]
    edges: list[tuple[str, str, str, Mapping[str, Value]]]


@dataclass
class _Counted:
    ties: dict[tuple[Kind, str, str], Tie] = field(default_factory=dict)
    statements: int = 0
    unnamed: int = 0
    nobody: int = 0

    def tie(self, kind: Kind, source: str, target: str) -> Tie:
        return self.ties.setdefault((kind, source, target), Tie())


def network(ledger: Ledger, wanted: Wanted, kinds: Iterable[Kind]) -> Network:
    """The network of these kinds of ties, of the whole ledger or around an actor.

    ``mentions``: an actor speaks about another, whom the content of its statements names; ``quotes``: an
    outlet gives word to an actor; ``narrates``: an outlet speaks about an actor in its own voice;
    ``copies``: an outlet took over passages of another. Around an actor are those tied to it, with the ties
    among them. Held in memory are the ties, not what they are counted from.
    """
    kinds = tuple(kinds)
    counted = _Counted()
    # Not wanted.actor itself: around an actor is also who speaks about it.
    asked = Wanted(filters=wanted.filters, claim=wanted.claim)
    if set(kinds) - {"copies"}:
        for page in pages(ledger, asked):
            _count(counted, page, kinds)
    if "copies" in kinds:
        _copied(counted, ledger)
    if wanted.actor is not None:
        _around(counted, iris.urn("actor", ledger.actor(wanted.actor).id))
    return _network(counted, ledger, kinds)


def of_claim(claim: Claim) -> Network:
    """The trail of a claim: what rests on what."""
    graph: Any = trail(claim)
    return Network(
        about={"claim": claim.id, "proposition": claim.proposition},
        node_fields=TRAIL_NODES,
        edge_fields=TRAIL_EDGES,
        nodes=list(graph.nodes(data=True)),
        edges=[(f"e{n}", one, other, data) for n, (one, other, data) in enumerate(graph.edges(data=True))],
    )


def _count(counted: _Counted, page: Page, kinds: tuple[Kind, ...]) -> None:
    document = page.document
    outlet = None if document.outlet is None else iris.urn("outlet", document.outlet)
    starts = [mention.span[0] for mention in page.reading.mentions]
    for _, statement in page.found():
        if statement is None:
            continue
        counted.statements += 1
        told = statement.form == "narration"
        speaker = page.speaker(statement)
        if speaker is None and not told:
            counted.unnamed += 1
            continue
        source = outlet if told else iris.urn("actor", speaker[0]) if speaker else None
        about = _named(page, statement, starts)
        kind: Kind = "narrates" if told else "mentions"
        if kind in kinds and source is not None:
            for target in about - {source}:
                counted.tie(kind, source, target).add(statement, document.id, document.published)
            counted.nobody += not about - {source}
        if "quotes" in kinds and not told and source and outlet:
            counted.tie("quotes", outlet, source).add(statement, document.id, document.published)


def _named(page: Page, statement: Statement, starts: list[int]) -> set[str]:
    """The actors that stand in the content of a statement."""
    mentions: tuple[Mention, ...] = page.reading.mentions
    found = set()
    for start, end in statement.content:
        at = bisect_left(starts, start)
        while at < len(mentions) and mentions[at].span[0] < end:
            if mentions[at].span[1] <= end and (actor := page.actors.get(mentions[at].entity)):
                found.add(iris.urn("actor", actor[0]))
            at += 1
    return found


def _copied(counted: _Counted, ledger: Ledger) -> None:
    published = {id: (outlet, date) for id, outlet, date in ledger.publications()}
    for copy in ledger.copies():
        (earlier, _), (later, date) = published[copy.earlier], published[copy.later]
        if earlier is None or later is None:
            counted.unnamed += 1
            continue
        tie = counted.tie("copies", iris.urn("outlet", later), iris.urn("outlet", earlier))
        tie.weight += 1
        tie.credited += copy.credited
        tie.at(copy.later, date)


def _around(counted: _Counted, actor: str) -> None:
    near = {actor}
    for _, source, target in counted.ties:
        if actor in (source, target):
            near |= {source, target}
    counted.ties = {key: tie for key, tie in counted.ties.items() if near.issuperset(key[1:])}


def _network(counted: _Counted, ledger: Ledger, kinds: tuple[Kind, ...]) -> Network:
    ids = {id for _, source, target in counted.ties for id in (source, target)}
    nodes = dict(_nodes(ledger, ids))
    copies = kinds == ("copies",)
    fields = COPIED if copies else EDGES
    about = {"holds": ", ".join(kinds)}
    if copies:
        about["left out"] = f"{counted.unnamed} copies of which an outlet is not known"
    else:
        about["statements"] = str(counted.statements)
        about["left out"] = (
            f"{counted.unnamed} statements whose speaker no document names, "
            f"{counted.nobody} that name no other actor"
        )
    return Network(
        about=about,
        node_fields=NODES,
        edge_fields=fields,
        nodes=sorted(nodes.items()),
        edges=[
            (f"e{number}", source, target, _fields(kind, tie, fields))
            for number, ((kind, source, target), tie) in enumerate(sorted(counted.ties.items(), key=_key))
        ],
    )


def _key(item: tuple[tuple[Kind, str, str], Tie]) -> tuple[Kind, str, str]:
    return item[0]


def _fields(kind: Kind, tie: Tie, fields: Fields) -> dict[str, Value]:
    return {"kind": kind, **{name: getattr(tie, name) for name in fields if name != "kind"}}


def _nodes(ledger: Ledger, ids: set[str]) -> Iterator[tuple[str, Mapping[str, Value]]]:
    """The nodes among all actors and outlets; names of outlets are their ids."""
    for actor in ledger.actors():
        if (id := iris.urn("actor", actor.id)) in ids:
            seen = len({member.document for member in actor.members})
            yield id, {"kind": "actor", "type": actor.type, "name": actor.name, "documents": seen}
    outlets: dict[str, int] = {}
    for _, outlet, _ in ledger.publications():
        if outlet is not None:
            outlets[outlet] = outlets.get(outlet, 0) + 1
    for outlet, documents in outlets.items():
        if (id := iris.urn("outlet", outlet)) in ids:
            yield id, {"kind": "outlet", "type": "organization", "name": outlet, "documents": documents}
