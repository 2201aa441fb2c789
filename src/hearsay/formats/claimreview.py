"""Claims and imported fact checks as Claim and ClaimReview of schema.org, without a verdict of ours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

import msgspec

from hearsay.errors import UsageError
from hearsay.formats.base import Wanted, Written
from hearsay.formats.iris import TERMS, urn
from hearsay.formats.pages import what
from hearsay.ledger import Ledger
from hearsay.records import Claim, Document, FactCheck, Part, Reading, Statement, quote, statement_id

Node = dict[str, Any]
Called = tuple[str, str]
"""An actor by id and name."""
Place = tuple[Document, Reading, Mapping[int, Called]]
"""A document with its reading, and which actor each entity is."""

CONTEXT: Node = {"@vocab": "https://schema.org/", "hearsay": TERMS}
ABOUT: Node = {
    "@type": "Dataset",
    "@id": "urn:hearsay:claims",
    "name": "Claims, as hearsay read them",
    "description": "What was put forward, by whom and where. That a claim is listed says nothing about "
    "whether it is true; only a ClaimReview has a verdict, which is its author’s. The text of a claim was "
    "put together by a program; the words that were said are in its appearances, and in those works that it "
    "is the subject of.",
}
COUNTED = ("claims", "appearances", "denials and queries", "fact checks")
_DENYING = frozenset(("decline", "deny", "dispute"))
_WORD = re.compile(r"\w+")
_TYPES = {"person": "Person", "organization": "Organization"}
_FILTERS = ("contains", "outlet", "document", "since", "until", "actor")


class ClaimReviews:
    """Every claim as a Claim with where it was put forward and denied, every fact check as a ClaimReview.

    Which fact check is about which claim a ledger does not hold, and so neither do these: words that are
    alike may mean something else, and a verdict must not stand beside what it is not about.
    """

    name = "claimreview"
    suffix = ".jsonld"
    holds = ("claims", "fact-checks")
    extra: str | None = None

    def write(self, ledger: Ledger, wanted: Wanted, to: BinaryIO) -> Written:
        """Write one JSON-LD document, a node a line: the claims wanted, and with all of them fact checks."""
        asked = what(wanted, self.holds, "The format claimreview")
        narrowed = _narrowed(wanted)
        counts: Counter[str] = Counter()
        to.write(b'{"@context": ' + msgspec.json.encode(CONTEXT) + b', "@graph": [\n')
        to.write(msgspec.json.encode(ABOUT))
        if asked == "claims":
            for claim in _claims(ledger, wanted, narrowed):
                node = claim_node(claim, _places(ledger, claim))
                counts["claims"] += 1
                counts["appearances"] += len(node["appearance"])
                counts["denials and queries"] += len(node["subjectOf"])
                to.write(b",\n" + msgspec.json.encode({name: value for name, value in node.items() if value}))
        if asked == "fact-checks" or not narrowed:
            for check in ledger.fact_checks(contains=narrowed.get("contains")):
                counts["fact checks"] += 1
                to.write(b",\n" + msgspec.json.encode(review_node(check)))
        to.write(b"\n]}\n")
        return Written(counts=tuple((name, counts[name]) for name in COUNTED if counts[name]))


def claim_node(claim: Claim, places: Mapping[str, Place]) -> Node:
    """A claim as schema.org has it; lists may be empty.

    Who supports it is an author, and its words an appearance; what denies or queries it is only about it. A
    claim may be that something is not so, and its text still be the words that are denied (*any warning had
    been received*): of these words, those who make the claim are no authors.
    """
    given = [(part, places.get(part.document)) for part in claim.parts]
    turned = _is_denied(claim.proposition, given)
    supporting: list[Node] = []
    others: list[Node] = []
    for part, place in given:
        stance = {"supports": "denies", "denies": "supports"}.get(part.stance) if turned else part.stance
        node = _quotation(part, place)
        if stance == "supports":
            supporting.append(node)
        else:
            others.append({**node, "hearsay:stance": stance or part.stance})
    authors = {msgspec.json.encode(one): one for node in supporting for one in node.get("creator", ())}
    dated = [node for node in supporting if "datePublished" in node]
    first = min(dated, key=lambda node: node["datePublished"], default=None)
    return {
        "@type": "Claim",
        "@id": urn("claim", claim.id),
        "text": claim.proposition,
        "datePublished": claim.first,
        "author": list(authors.values()),
        "firstAppearance": first and {"@id": first["@id"]},
        "appearance": supporting,
        "subjectOf": others,
    }


def _is_denied(proposition: str, given: Sequence[tuple[Part, Place | None]]) -> bool:
    """Whether the words of a proposition are those of a supporting statement that denies them."""
    wanted = set(_WORD.findall(proposition.lower()))
    alike: list[tuple[float, bool]] = []
    for part, place in given:
        if part.stance == "supports" and place and (statement := _statement(part, *place[:2])):
            words = set(_WORD.findall(quote(place[0].text, statement.content).lower()))
            alike.append((len(wanted & words) / max(1, len(wanted | words)), statement.act in _DENYING))
    return max(alike, default=(0.0, False))[1]


def review_node(check: FactCheck) -> Node:
    """A fact check as it was imported."""
    item: Node = {"@type": "Claim", "text": check.claim}
    if check.claimant:
        item["author"] = {"name": check.claimant}
    node: Node = {
        "@type": "ClaimReview",
        "@id": urn("fact-check", check.id),
        "claimReviewed": check.claim,
        "itemReviewed": item,
    }
    if check.verdict:
        node["reviewRating"] = {"@type": "Rating", "alternateName": check.verdict}
    if check.author:
        node["author"] = {"@type": "Organization", "name": check.author}
    if check.published:
        node["datePublished"] = check.published
    if check.url:
        node["url"] = check.url
    return node


def _quotation(part: Part, place: Place | None) -> Node:
    """One statement of a claim, as the words that a document has somebody say."""
    node: Node = {"@type": "Quotation", "@id": urn("statement", part.statement)}
    if place is None:
        return node
    document, reading, _ = place
    article: Node = {"@type": "Article", "@id": urn("document", document.id)}
    if document.title:
        article["headline"] = document.title
    if document.outlet:
        article["publisher"] = {"@type": "Organization", "name": document.outlet}
    for of in (article, node):
        if document.url:
            of["url"] = document.url
        if document.published:
            of["datePublished"] = document.published
    statement = _statement(part, document, reading)
    if statement is not None:
        node["text"] = quote(document.text, statement.content)
        if creator := _creator(statement, place):
            node["creator"] = [creator]
    node["isPartOf"] = article
    return node


def _statement(part: Part, document: Document, reading: Reading) -> Statement | None:
    """The statement that the part is, unless the document was read again since."""
    found = reading.statements[part.position : part.position + 1]
    return next((one for one in found if statement_id(document.id, one) == part.statement), None)


def _creator(statement: Statement, place: Place) -> Node | None:
    """Who speaks; of a narration the outlet."""
    document, reading, actors = place
    if statement.form == "narration":
        return {"@type": "Organization", "name": document.outlet} if document.outlet else None
    if statement.speaker is None:
        words = " ".join(quote(document.text, statement.source).split())
        return {"name": words} if words else None
    entity = reading.entities[statement.speaker]
    if not entity.names and all(
        mention.form == "pronoun" for mention in reading.mentions if mention.entity == statement.speaker
    ):
        return None  # *he*, of whom the text does not say who it is
    node: Node = {"@type": _TYPES[entity.type]} if entity.type in _TYPES else {}
    if statement.speaker in actors:
        id, name = actors[statement.speaker]
        return {**node, "@id": urn("actor", id), "name": name}
    return {**node, "name": entity.name}


def _narrowed(wanted: Wanted) -> dict[str, str]:
    """What narrows the claims.

    Raises:
        UsageError: something that cannot.
    """
    given = {
        name: value
        for name, value in msgspec.structs.asdict(wanted.filters).items()
        if value not in (None, ())
    }
    if wanted.actor is not None:
        given["actor"] = wanted.actor
    if wanted.claim is not None:
        given["claim"] = wanted.claim
    if other := sorted(given.keys() - {*_FILTERS, "claim"}):
        raise UsageError(
            f"The format claimreview holds claims, which {', '.join(other)} cannot narrow.",
            remedy=f"Narrow them by {', '.join(_FILTERS)}; or export the statements as jsonl or csv.",
        )
    if wanted.what == "fact-checks" and given.keys() - {"contains"}:
        raise UsageError(
            "Only `contains` narrows fact checks.", remedy="Leave out the others, or export the claims."
        )
    return given


def _claims(ledger: Ledger, wanted: Wanted, narrowed: Mapping[str, str]) -> Iterator[Claim]:
    filters = {name: value for name, value in narrowed.items() if name != "claim"}
    if wanted.claim is not None:
        if filters:
            raise UsageError("One claim cannot be narrowed.", remedy="Leave out the filters, or the claim.")
        return iter((ledger.claim(wanted.claim),))
    if "actor" in filters:
        filters["actor"] = ledger.actor(filters["actor"]).id
    return ledger.claims(**filters)  # type: ignore[arg-type]


def _places(ledger: Ledger, claim: Claim) -> dict[str, Place]:
    """The documents of a claim."""
    ids = {part.document for part in claim.parts}
    actors: dict[str, dict[int, Called]] = {id: {} for id in ids}
    for document, entity, actor, name in ledger.members(ids):
        actors[document][entity] = actor, name
    return {
        document.id: (document, reading, actors[document.id]) for document, reading in ledger.readings_of(ids)
    }


FORMAT = ClaimReviews()
