"""RDF with PROV-O: who stated what, in which document, by which characters, found by which reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import BinaryIO

from hearsay.errors import UsageError
from hearsay.formats import iris
from hearsay.formats.base import Wanted, Written
from hearsay.formats.ntriples import (
    DCT,
    HEARSAY,
    NIF,
    PROV,
    RDF,
    RDFS,
    SKOS,
    moment,
    node,
    number,
    text,
    triple,
)
from hearsay.formats.pages import Page, pages, what
from hearsay.formats.provenance_claims import claim_lines, copy_lines, span_lines
from hearsay.ledger import Filters, Ledger, StatementRow
from hearsay.records import Actor, Anchor, Document, FactCheck, Judgement, Span, Statement, to_json

TYPE = f"{RDF}type"
LABEL = f"{RDFS}label"
AGENTS = {"person": f"{PROV}Person", "organization": f"{PROV}Organization", "place": f"{PROV}Location"}
HEAD = """\
# Who stated what, in PROV-O with terms of hearsay's own ({terms}).
# A statement is a node that somebody put something forward; its content is a literal on it. Nothing here
# says that a content is true. Characters are counted in Unicode code points, from 0, the end not included.
# Not held: relations, events, times and labels of the readings (JSON lines has them).
"""


class Provenance:
    """The ledger as N-Triples, a document, actor, claim, copy and judgement at a time.

    ``ledger`` is everything; ``statements`` come with their documents, readings and evidence.
    """

    name = "rdf"
    suffix = ".nt"
    holds = ("ledger", "statements", "actors", "claims", "copies", "judgements")
    extra = None

    def write(self, ledger: Ledger, wanted: Wanted, to: BinaryIO) -> Written:
        asked = what(wanted, self.holds, self.name)
        narrowed = wanted.filters != Filters() or wanted.actor is not None or wanted.claim is not None
        if narrowed and asked in _BOOKS:
            raise UsageError(
                f"The format rdf holds all {asked}; no actor, claim or filter narrows them.",
                remedy="Leave it out, or export the statements: `hearsay export rdf statements`.",
            )
        to.write(HEAD.format(terms=HEARSAY).encode())
        counts: Counter[str] = Counter()

        def put(kind: str, lines: Iterator[str]) -> None:
            to.write("".join(lines).encode("utf-8"))
            counts[kind] += 1

        if asked in ("ledger", "statements"):
            _statements(ledger, wanted, whole=asked == "ledger" and not narrowed, put=put)
        for name, write in _BOOKS.items():
            # What hangs on no statement goes with everything, or when it is asked for.
            if asked == name or (asked == "ledger" and not narrowed):
                counts[name] = 0
                write(ledger, put)
        return Written(counts=tuple((kind, number) for kind, number in counts.items()))


FORMAT = Provenance()
Put = Callable[[str, Iterator[str]], None]


def _statements(ledger: Ledger, wanted: Wanted, *, whole: bool, put: Put) -> None:
    outlets: set[str] = set()
    told: set[str] = set()
    for page in pages(ledger, wanted):
        outlet = page.document.outlet
        if outlet is not None and outlet not in outlets:
            outlets.add(outlet)
            put("outlets", _outlet(outlet))
        put("documents", _document(page.document))
        put("readings", _reading(page.document.id, page.reading.reader))
        spans: set[Span] = set()
        for row, statement in page.found():
            put("statements", _statement(page, row, statement, spans))
        told.add(page.document.id)
    if whole:
        # Documents without a statement belong to everything, too.
        for other in ledger.documents():
            if other.id not in told:
                put("documents", _document(ledger.find(other.id)))
                put("readings", _reading(other.id, other.reader))


def _outlet(name: str) -> Iterator[str]:
    self = iris.urn("outlet", name)
    yield triple(self, TYPE, node(f"{HEARSAY}Outlet"))
    yield triple(self, TYPE, node(f"{PROV}Organization"))
    yield triple(self, LABEL, text(name))


def _document(document: Document) -> Iterator[str]:
    self = iris.urn("document", document.id)
    yield triple(self, TYPE, node(f"{HEARSAY}Document"))
    yield triple(self, TYPE, node(f"{PROV}Entity"))
    yield triple(self, TYPE, node(f"{NIF}Context"))
    yield triple(self, f"{HEARSAY}length", number(len(document.text)))
    yield triple(self, f"{HEARSAY}textSha256", text(document.text_sha256))
    if document.title is not None:
        yield triple(self, f"{DCT}title", text(document.title, language=document.language))
    if document.outlet is not None:
        yield triple(self, f"{DCT}publisher", node(iris.urn("outlet", document.outlet)))
    if document.published is not None:
        yield triple(self, f"{DCT}issued", moment(document.published))
    if document.language is not None:
        yield triple(self, f"{DCT}language", text(document.language))
    for author in document.authors:
        yield triple(self, f"{HEARSAY}author", text(author))
    if document.url is not None:
        address = iris.url(document.url)
        yield triple(self, f"{DCT}source", node(address) if address else text(document.url))
    if document.path is not None:
        yield triple(self, f"{HEARSAY}path", text(document.path))


def _reading(document: str, reader: str) -> Iterator[str]:
    self, by = iris.urn("reading", f"{document}/{reader}"), iris.urn("reader", reader)
    yield triple(self, TYPE, node(f"{HEARSAY}Reading"))
    yield triple(self, TYPE, node(f"{PROV}Activity"))
    yield triple(self, f"{PROV}used", node(iris.urn("document", document)))
    yield triple(self, f"{PROV}wasAssociatedWith", node(by))
    yield triple(by, TYPE, node(f"{PROV}SoftwareAgent"))
    yield triple(by, LABEL, text(f"hearsay {reader}"))


def _statement(page: Page, row: StatementRow, statement: Statement | None, spans: set[Span]) -> Iterator[str]:
    self, document = iris.urn("statement", row.id), iris.urn("document", row.document)
    yield triple(self, TYPE, node(f"{HEARSAY}Statement"))
    yield triple(self, TYPE, node(f"{PROV}Entity"))
    reading = iris.urn("reading", f"{row.document}/{page.reading.reader}")
    yield triple(self, f"{PROV}wasGeneratedBy", node(reading))
    # Quoted word for word, or retold.
    from_document = "wasQuotedFrom" if row.form == "direct" else "wasDerivedFrom"
    yield triple(self, f"{PROV}{from_document}", node(document))
    yield triple(self, f"{HEARSAY}toldIn", node(document))
    yield triple(self, f"{HEARSAY}content", text(row.content, language=page.document.language))
    for name, value in (
        ("form", row.form),
        ("act", row.act),
        ("certainty", row.certainty),
        ("polarity", row.polarity),
    ):
        yield triple(self, f"{HEARSAY}{name}", text(value))
    yield triple(self, f"{HEARSAY}score", number(float(row.score)))
    if row.outlet is not None:
        yield triple(self, f"{HEARSAY}toldBy", node(iris.urn("outlet", row.outlet)))
    yield from _attribution(page, row, statement)
    if row.within is not None:
        yield triple(self, f"{HEARSAY}within", node(iris.urn("statement", row.within)))
    text_of = page.document.text
    for role, places in (
        ("source", row.source_spans),
        ("cue", row.cue_spans),
        ("content", row.content_spans),
    ):
        for place in places:
            yield triple(self, f"{HEARSAY}{role}Evidence", node(iris.span(row.document, place)))
            if place not in spans:
                spans.add(place)
                yield from span_lines(row.document, place, text_of[place[0] : place[1]])


def _attribution(page: Page, row: StatementRow, statement: Statement | None) -> Iterator[str]:
    self = iris.urn("statement", row.id)
    if row.form == "narration" and row.outlet is not None:
        yield triple(self, f"{PROV}wasAttributedTo", node(iris.urn("outlet", row.outlet)))
    if row.speaker is not None:
        yield triple(self, f"{HEARSAY}speakerName", text(row.speaker))
        if actor := page.speaker(statement):
            yield triple(self, f"{PROV}wasAttributedTo", node(iris.urn("actor", actor[0])))
    chain = [*([] if row.outlet is None else [row.outlet]), *row.voice]
    if len(chain) > 1:
        yield triple(self, f"{HEARSAY}voice", text(" → ".join(chain)))


def _actor(actor: Actor) -> Iterator[str]:
    self = iris.urn("actor", actor.id)
    yield triple(self, TYPE, node(f"{HEARSAY}Actor"))
    if actor.type in AGENTS:
        yield triple(self, TYPE, node(AGENTS[actor.type]))
    yield triple(self, f"{HEARSAY}type", text(actor.type))
    yield triple(self, LABEL, text(actor.name))
    for name in actor.names:
        yield triple(self, f"{SKOS}altLabel", text(name))
    for role in actor.roles:
        yield triple(self, f"{HEARSAY}describedAs", text(role))
    for name, value in actor.ids:
        yield triple(self, f"{HEARSAY}identifier", text(f"{name}:{value}"))
    for document in dict.fromkeys(member.document for member in actor.members):
        yield triple(self, f"{HEARSAY}seenIn", node(iris.urn("document", document)))
    for number_, belonging in enumerate(actor.affiliations):
        # A node of its own: that one belongs to another is what documents say.
        that = iris.urn("affiliation", f"{actor.id}/{number_}")
        yield triple(that, TYPE, node(f"{HEARSAY}Affiliation"))
        yield triple(that, TYPE, node(f"{PROV}Entity"))
        yield triple(that, f"{HEARSAY}member", node(self))
        yield triple(that, f"{HEARSAY}of", node(iris.urn("actor", belonging.actor)))
        yield triple(iris.urn("actor", belonging.actor), LABEL, text(belonging.name))
        if belonging.role is not None:
            yield triple(that, f"{HEARSAY}role", text(belonging.role))
        for document in belonging.by:
            yield triple(that, f"{PROV}wasDerivedFrom", node(iris.urn("document", document)))


def _judgement(judgement: Judgement) -> Iterator[str]:
    self, by = iris.urn("judgement", judgement.id), iris.urn("author", judgement.author)
    yield triple(self, TYPE, node(f"{HEARSAY}Judgement"))
    yield triple(self, TYPE, node(f"{PROV}Entity"))
    yield triple(self, f"{PROV}wasAttributedTo", node(by))
    yield triple(by, TYPE, node(f"{PROV}Person"))
    yield triple(by, LABEL, text(judgement.author))
    yield triple(self, f"{PROV}generatedAtTime", moment(judgement.at))
    for name, value in (
        ("about", judgement.about),
        ("verdict", judgement.verdict),
        ("value", judgement.value),
        ("note", judgement.note),
    ):
        if value is not None:
            yield triple(self, f"{HEARSAY}{name}", text(value))
    if judgement.edit is not None:
        yield triple(self, f"{HEARSAY}edit", text(to_json(judgement.edit).decode()))
    if judgement.undoes is not None:
        yield triple(iris.urn("judgement", judgement.undoes), f"{PROV}wasInvalidatedBy", node(self))
        yield triple(self, f"{HEARSAY}undoes", node(iris.urn("judgement", judgement.undoes)))
    for side, anchor in (("left", judgement.left), ("right", judgement.right)):
        if anchor is not None:
            yield from _anchor(self, side, anchor)


def _anchor(self: str, side: str, anchor: Anchor) -> Iterator[str]:
    if anchor.span == (0, 0):
        yield triple(self, f"{HEARSAY}{side}", node(iris.urn("document", anchor.document)))
        return
    yield triple(self, f"{HEARSAY}{side}", node(iris.span(anchor.document, anchor.span)))
    yield from span_lines(anchor.document, anchor.span)
    yield triple(self, f"{HEARSAY}{side}Words", text(anchor.words))


def _fact_check(check: FactCheck) -> Iterator[str]:
    self = iris.urn("fact-check", check.id)
    yield triple(self, TYPE, node(f"{HEARSAY}FactCheck"))
    for name, value in (
        ("checked", check.claim),
        ("claimant", check.claimant),
        ("verdict", check.verdict),
        ("author", check.author),
    ):
        if value is not None:
            yield triple(self, f"{HEARSAY}{name}", text(value))
    if check.published is not None:
        yield triple(self, f"{DCT}issued", moment(check.published))
    if check.url is not None:
        address = iris.url(check.url)
        yield triple(self, f"{DCT}source", node(address) if address else text(check.url))


def _actors(ledger: Ledger, put: Put) -> None:
    for actor in ledger.actors():
        put("actors", _actor(actor))


def _claims(ledger: Ledger, put: Put) -> None:
    for claim in ledger.claims():
        put("claims", claim_lines(claim))


def _copies(ledger: Ledger, put: Put) -> None:
    for copy in ledger.copies():
        put("copies", copy_lines(copy))


def _judgements(ledger: Ledger, put: Put) -> None:
    for judgement in ledger.judgements():
        put("judgements", _judgement(judgement))


def _fact_checks(ledger: Ledger, put: Put) -> None:
    for check in ledger.fact_checks():
        put("fact checks", _fact_check(check))


_BOOKS: dict[str, Callable[[Ledger, Put], None]] = {
    "actors": _actors,
    "claims": _claims,
    "copies": _copies,
    "judgements": _judgements,
    "fact checks": _fact_checks,
}
