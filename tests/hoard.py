"""A ledger with something of everything in it, and texts that exports stumble over. All of it is invented."""

from __future__ import annotations

import charts

from hearsay.ledger import Ledger
from hearsay.records import (
    About,
    Actor,
    Affiliation,
    Anchor,
    Claim,
    Contradiction,
    Copy,
    Document,
    Drift,
    Edit,
    Entity,
    Hardening,
    Judgement,
    Member,
    Part,
    Passage,
    Reading,
    Reason,
    Statement,
    Wording,
    statement_id,
)

HOSTILE = (
    "=SUM(A1:A9)",
    "+49 30 5550100",
    "-5 degrees",
    "@cmd|' /C calc'!A0",
    "\t=1+1",
    "\n=1+1",
    "'=1+1",
    "''@x",
    "＝1+1",
    'commas, "quotes", semicolons; and\nline\r\nends\rof every kind',
    "👩‍🚀 in the owl’s 🦉 nest",
    "שלום עולם ‮reversed‬ العربية",
    "long " + "a" * 40_000,
    "𝔘" * 20_000 + "!",
    "_x0041_ and \x01\x0b\x1f control",
    "  spaces on both sides  ",
    "\ufffe\uffff",
    "NULL",
    "None",
    "007",
    "1e5",
    "2031-05",
    "https://calderpost.example/?a=1&b=<2>",
    "<script>alert(1)</script>&amp;",
)
WHY = (Reason(what="=name", left='a "b"', right="c\nd", score=0.5),)


def pair(number: int, text: str) -> tuple[Document, Reading]:
    """A document in which somebody says the text, and the outlet tells something; odd ones have no date."""
    body = f"The clerk said {text} and left. It rained."
    dated = number % 2 == 0
    document = Document(
        id=f"doc-{number:03}",
        text=body,
        title=text[:1000],
        outlet=text[:200] if dated else None,
        authors=(text[:100], "Imre Valk") if dated else (),
        published="2031-05" if dated else None,
        path=f"{number}.txt",
        url=text[:50] if dated else None,
    )
    end = 15 + len(text)
    statements = (
        Statement(
            source=((0, 9),), cue=((10, 14),), content=((15, end), (end + 5, end + 9)), form="indirect",
            act="say", certainty="certain", polarity="positive", speaker=0, voice=(1, 0), score=0.123456789,
        ),
        Statement(
            source=(), cue=(), content=((end + 11, end + 21),), form="narration", act="report",
            certainty="possible", polarity="negative", within=0,
        ),
    )  # fmt: skip
    about = About(
        title=document.title, outlet=document.outlet, authors=document.authors, published=document.published,
        url=document.url, language=None, length=len(body),
    )  # fmt: skip
    entities = (Entity(type="person", name=text[:500]), Entity(type="organization", name="Roads Authority"))
    return document, Reading(
        id=document.id, reader="0.1.0+hoard", document=about, entities=entities, statements=statements
    )


def actors() -> list[Actor]:
    """An actor for each hostile text."""
    return [
        Actor(
            id=f"actor-{number:03}", type="person", name=text[:500], names=(text[:500], "Clerk; the"),
            roles=(text[:20],), ids=(("wikidata", "Q0"),) if number % 2 else (), known=bool(number % 3),
            members=(Member(document=f"doc-{number:03}", entity=0, why=WHY),),
            affiliations=(Affiliation(actor="x", name=text[:30], role=None, by=(f"doc-{number:03}",)),),
        )
        for number, text in enumerate(HOSTILE)
    ]  # fmt: skip


def claims() -> list[Claim]:
    """A claim with a trail on both sides, one for every two statements, and one that rests on nothing."""
    told, _ = charts.bridge()
    ids = [statement_id(f"doc-{n:03}", pair(n, text)[1].statements[0]) for n, text in enumerate(HOSTILE)]
    made = []
    for number in range(0, len(HOSTILE), 2):
        one, other = ids[number : number + 2]
        parts = tuple(
            Part(
                statement=ids[n], document=f"doc-{n:03}", position=0, stance=stance, score=0.75, why=WHY
            )
            for n, stance in ((number, "supports"), (number + 1, "denies"))
        )  # fmt: skip
        made.append(
            Claim(
                id=f"claim-{number:03}", proposition=HOSTILE[number], first="2031-05", documents=2, outlets=1,
                parts=parts, supported=told.supported, denied=told.denied,
                hardened=(Hardening(earlier=one, later=other, was="possible", became="narrated"),),
                drifts=(Drift(earlier=one, later=other, was="40", became="400"),),
                contradictions=(Contradiction(kind="number", statements=(one, "x"), values=("1", "2")),),
            )
        )  # fmt: skip
    bare = Claim(id="claim-bare", proposition="It is said.", first=None, documents=0, outlets=0, parts=())
    return [*made, bare]


def copies() -> list[Copy]:
    """Two copies."""
    return [
        Copy(
            earlier="doc-000", later=later, kind="excerpt", credited=later == "doc-002", share_earlier=0.5,
            share_later=0.25, passages=(Passage(earlier=(0, 9), later=(0, 9)),), why=WHY,
        )
        for later in ("doc-002", "doc-004")
    ]  # fmt: skip


def judgements() -> list[Judgement]:
    """A judgement with everything in it, and one with nothing."""
    anchor = Anchor(
        document="doc-000", span=(0, 9), words="=The clerk", before="", after=" said", place="0.txt"
    )
    edit = Edit(content=(Wording(span=(0, 9), words="The\nclerk"),), cue=(), certainty="possible")
    return [
        Judgement(
            id="judgement-1", at="2031-06-01T10:00:00Z", author="=Ed", about="statement", verdict="edit",
            left=anchor, edit=edit, value="say", note='of "two"\nlines',
        ),
        Judgement(
            id="judgement-2", at="2031-06-02T10:00:00Z", author="Ed", about="statement", verdict="unsure",
            undoes="judgement-1",
        ),
    ]  # fmt: skip


def fill(ledger: Ledger) -> None:
    """Put everything in."""
    for number, text in enumerate(HOSTILE):
        assert ledger.store(*pair(number, text)) is None
    ledger.store_actors(actors(), "hoard")
    ledger.store_claims(add=claims(), state="hoard")
    ledger.store_copies(copies())
    ledger.judge(*judgements())
