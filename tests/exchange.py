"""Invented articles in which people are said, denied and supposed to be something to others, for exports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from hearsay.ledger import Ledger
from hearsay.pipeline.link import link
from hearsay.records import (
    About,
    Claim,
    Document,
    Entity,
    FactCheck,
    Mention,
    Part,
    Reading,
    Relation,
    Span,
    Statement,
    statement_id,
)

READER = "0.1.0+exchange"
Pair = tuple[Document, Reading]
Thing = tuple[str, str, tuple[str, ...], tuple[str, ...]]
"""Type, name, all names as written, roles."""


def article(
    id: str,
    text: str,
    things: Sequence[Thing],
    *,
    statements: Sequence[dict[str, Any]] = (),
    relations: Sequence[tuple[str, str, str, str, str, int | None]] = (),
    **about: Any,
) -> Pair:
    """A document, and a reading that finds in it what is given in words.

    A statement is given by ``content`` and, as they differ from a narration, ``source``, ``cue``, ``act``,
    ``polarity``, ``speaker`` (a name); a relation as type, subject, object, role, evidence, statement.
    """
    document = Document(id=id, text=text, path=f"/home/somebody/{id}.txt", language="en", **about)
    mentions = tuple(
        Mention(span=found.span(), type=kind, form="name", entity=number, score=1.0)  # type: ignore[arg-type]
        for number, (kind, _, names, _) in enumerate(things)
        for found in re.finditer("|".join(map(re.escape, sorted(names, key=len, reverse=True))), text)
    )
    names = [thing[1] for thing in things]
    first = {mention.entity: at for at, mention in reversed(list(enumerate(mentions)))}

    def span(words: str) -> Span:
        start = text.index(words)
        return start, start + len(words)

    reading = Reading(
        id=id,
        reader=READER,
        document=About(
            title=document.title, outlet=document.outlet, authors=document.authors,
            published=document.published, url=document.url, language="en", length=len(text),
        ),
        sentences=tuple(found.span() for found in re.finditer(r"[^.!?\n]+[.!?]?", text)),
        entities=tuple(
            Entity(type=kind, name=name, names=written, roles=roles)  # type: ignore[arg-type]
            for kind, name, written, roles in things
        ),
        mentions=mentions,
        statements=tuple(_statement(span, names, **given) for given in statements),
        relations=tuple(
            Relation(
                type=kind, subject=first[names.index(subject)], object=first[names.index(object)], role=role,
                evidence=span(evidence), statement=statement, score=1.0,
            )
            for kind, subject, object, role, evidence, statement in relations
        ),
    )  # fmt: skip
    return document, reading


def _statement(
    span: Any,
    names: list[str],
    *,
    content: str,
    source: str = "",
    cue: str = "",
    act: str = "say",
    polarity: Any = "positive",
    speaker: str | None = None,
) -> Statement:
    told = not cue
    number = names.index(speaker) if speaker else None
    return Statement(
        source=(span(source),) if source else (),
        cue=(span(cue),) if cue else (),
        content=(span(content),),
        form="narration" if told else "indirect",
        act="report" if told else act,
        certainty="certain",
        polarity=polarity,
        speaker=number,
        voice=() if number is None else (number,),
    )


LISLE = ("person", "Dorota Lisle", ("Dorota Lisle", "Lisle"), ("secretary", "accused"))
ASHE = ("person", "Corvin Ashe", ("Corvin Ashe",), ())
RESH = ("person", "Anton Resh", ("Anton Resh",), ())
UNION = ("organization", "Inspectors' Union", ("Inspectors' Union",), ())
BRIDGE = ("place", "Harrow Bridge", ("Harrow Bridge",), ())
GREENS = ("other", "River Greens", ("River Greens",), ())

POST = article(
    "post-2031-05-09-bridge",
    "Dorota Lisle, secretary of the Inspectors' Union, met at Harrow Bridge.\n\n"
    "Anton Resh said that Corvin Ashe was paid by the Inspectors' Union.\n\n"
    "Lisle, accused by many, said nothing. Anton Resh, brother of Corvin Ashe, left.",
    [LISLE, ASHE, RESH, UNION, BRIDGE],
    statements=[
        {"content": "Dorota Lisle, secretary of the Inspectors' Union, met at Harrow Bridge."},
        {
            "source": "Anton Resh", "cue": "said", "speaker": "Anton Resh",
            "content": "that Corvin Ashe was paid by the Inspectors' Union",
        },
    ],
    relations=[
        (
            "manager", "Dorota Lisle", "Inspectors' Union", "secretary",
            "secretary of the Inspectors' Union", None,
        ),
        (
            "business", "Corvin Ashe", "Inspectors' Union", "paid by",
            "Corvin Ashe was paid by the Inspectors' Union", 1,
        ),
        ("family", "Anton Resh", "Corvin Ashe", "brother", "Anton Resh, brother of Corvin Ashe", None),
        ("within", "Inspectors' Union", "Harrow Bridge", "", "Inspectors' Union, met at Harrow Bridge", None),
    ],
    title="Union met at the bridge", outlet="The Calder Post", published="2031-05-09T06:10:00+02:00",
    url="https://calderpost.example/bridge", authors=("Imre Valk",),
)  # fmt: skip
MIRROR = article(
    "mirror-2031-05-12-denial",
    "Corvin Ashe denied that he, Corvin Ashe, was paid by the Inspectors' Union.\n"
    "If Anton Resh was paid by the Inspectors' Union, nobody would know.\n"
    "River Greens chairwoman Dorota Lisle left.",
    [ASHE, UNION, RESH, GREENS, ("person", "Dorota Lisle", ("Dorota Lisle",), ())],
    statements=[
        {
            "source": "Corvin Ashe", "cue": "denied", "act": "deny", "polarity": "negative",
            "speaker": "Corvin Ashe",
            "content": "that he, Corvin Ashe, was paid by the Inspectors' Union",
        },
        {"content": "If Anton Resh was paid by the Inspectors' Union, nobody would know."},
    ],
    relations=[
        (
            "business", "Corvin Ashe", "Inspectors' Union", "paid by",
            "Corvin Ashe, was paid by the Inspectors' Union", 0,
        ),
        (
            "business", "Anton Resh", "Inspectors' Union", "paid by",
            "Anton Resh was paid by the Inspectors' Union", None,
        ),
        (
            "manager", "Dorota Lisle", "River Greens", "chairwoman",
            "River Greens chairwoman Dorota Lisle", None,
        ),
    ],
    title="Ashe denies", outlet="Northern Mirror", published="2031-05-12",
)  # fmt: skip


def fill(ledger: Ledger, *pairs: Pair) -> None:
    """Store articles, by default the two above, and link their actors."""
    assert not any(ledger.store_many(pairs or (POST, MIRROR)))
    link(ledger)


def claim(id: str, proposition: str, *parts: tuple[Pair, int, str]) -> Claim:
    """A claim of statements: the article of each, which it is there, and the side it takes."""
    return Claim(
        id=id,
        proposition=proposition,
        first=min((pair[0].published or "" for pair, _, _ in parts), default=None),
        documents=len({pair[0].id for pair, _, _ in parts}),
        outlets=len({pair[0].outlet for pair, _, _ in parts}),
        parts=tuple(
            Part(
                statement=statement_id(pair[0].id, pair[1].statements[position]),
                document=pair[0].id, position=position, stance=stance, score=1.0,  # type: ignore[arg-type]
            )
            for pair, position, stance in parts
        ),
    )  # fmt: skip


PAID = claim(
    "c1a1" * 6, "Corvin Ashe was paid by the Inspectors' Union.", (POST, 1, "supports"), (MIRROR, 0, "denies")
)
DENIED = claim("c1a2" * 6, "Corvin Ashe was paid by the Inspectors' Union.", (MIRROR, 0, "supports"))
CHECK = FactCheck(
    id="f" * 24, claim="The union paid the consultant.", claimant="Anton Resh", verdict="Unproven",
    author="Checkers' Desk", published="2031-06-01", url="https://checkers.example/7",
)  # fmt: skip
