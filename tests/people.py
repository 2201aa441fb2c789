"""Invented articles with people in them, as Documents with Readings, without a model.

Names stand in brackets: ``[Dorota Lisle]``, and ``[Lisle=Dorota Lisle]`` where the text has a shorter one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from hearsay.ledger import Ledger
from hearsay.records import (
    About,
    Document,
    Entity,
    EntityType,
    Mention,
    Reading,
    Relation,
    Span,
    Statement,
)

READER = "0.1.0+people"
ORGANIZATIONS = ("Inspectors' Union", "Roads Authority")
Line = tuple[str, str, str]
"""Source, cue and content of a statement; a narration has neither source nor cue."""

_NAME = re.compile(r"\[([^\]=]+)(?:=([^\]]+))?\]")


class _Writer:
    def __init__(self) -> None:
        self.text = ""
        self.names: dict[str, list[str]] = {}
        self.mentions: list[tuple[Span, str]] = []

    def write(self, marked: str) -> Span:
        """Write words with names in brackets; returns where they stand."""
        first, done = len(self.text), 0
        for match in _NAME.finditer(marked):
            self.text += marked[done : match.start()]
            start = len(self.text)
            self.text += match[1]
            who = match[2] or match[1]
            names = self.names.setdefault(who, [])
            if match[1] not in names:
                names.append(match[1])
            self.mentions.append(((start, len(self.text)), who))
            done = match.end()
        self.text += marked[done:]
        return (first, len(self.text))


def article(
    id: str,
    lines: Iterable[Line],
    *,
    published: str | None = None,
    outlet: str | None = None,
    roles: Mapping[str, tuple[str, ...]] | None = None,
    belongs: Iterable[tuple[str, str, str]] = (),
    reader: str = READER,
) -> tuple[Document, Reading]:
    """A document of these lines; ``belongs`` are (member, role, organization) by their names."""
    writer = _Writer()
    spans: list[tuple[Span, Span, Span]] = []
    for source, cue, content in lines:
        places = []
        for words in (source, cue, content):
            places.append(writer.write(words))
            writer.text += " " if words else ""
        spans.append((places[0], places[1], places[2]))
        writer.text += "\n"
    known = list(writer.names)
    first = {who: at for at, (_, who) in reversed(list(enumerate(writer.mentions)))}
    by_span = {span: known.index(who) for span, who in writer.mentions}
    document = Document(
        id=id, text=writer.text, title=f"Report {id}", outlet=outlet, published=published, path=f"{id}.txt"
    )
    reading = Reading(
        id=id,
        reader=reader,
        document=About(
            title=document.title, outlet=outlet, authors=(), published=published, url=None, language=None,
            length=len(document.text),
        ),
        entities=tuple(
            Entity(type=_type(who), name=who, names=tuple(names), roles=(roles or {}).get(who, ()))
            for who, names in writer.names.items()
        ),
        mentions=tuple(
            Mention(span=span, type=_type(who), form="name", entity=known.index(who), score=1.0)
            for span, who in writer.mentions
        ),
        statements=tuple(_statement(*places, by_span, writer.mentions) for places in spans),
        relations=tuple(
            Relation(
                type="member", subject=first[member], object=first[whole], role=role, evidence=(0, 1),
                statement=None, score=1.0,
            )
            for member, role, whole in belongs
        ),
    )  # fmt: skip
    return document, reading


def _type(who: str) -> EntityType:
    return "organization" if who in ORGANIZATIONS else "person"


def _statement(
    source: Span, cue: Span, content: Span, by_span: Mapping[Span, int], mentions: list[tuple[Span, str]]
) -> Statement:
    named = [span for span, _ in mentions if source[0] <= span[0] < source[1]]
    told = cue[0] == cue[1]
    return Statement(
        source=() if told else (source,),
        cue=() if told else (cue,),
        content=(content,),
        form="narration" if told else "indirect",
        act="report" if told else "say",
        certainty="certain",
        polarity="positive",
        speaker=by_span[named[0]] if named else None,
    )


BRIDGE = (
    article(
        "post",
        [
            ("[Dorota Lisle]", "said", "that the inspectors had warned [Yaromir Teshkov] about the bridge"),
            ("[Teshkov=Yaromir Teshkov]", "said", "that [Lisle=Dorota Lisle] had written no letter"),
            ("", "", "The [Inspectors' Union] met on Monday, and [Dorota Lisle] spoke"),
        ],
        published="2031-05-09",
        outlet="The Calder Post",
        roles={"Dorota Lisle": ("secretary",)},
        belongs=[("Dorota Lisle", "secretary", "Inspectors' Union")],
    ),
    article(
        "bank",
        [
            ("[Dorota Lisle]", "said", "that two letters about the bridge were sent"),
            ("the ministry", "said", "that [Lisle=Dorota Lisle] was mistaken about the bridge"),
        ],
        published="2031-05-10",
        outlet="Far Bank",
        roles={"Dorota Lisle": ("secretary", "former inspector")},
    ),
    article(
        "mirror",
        [("[Ilka Morrow]", "said", "that the [Roads Authority] had known"), ("", "", "It rained all day")],
        outlet="Northern Mirror",
    ),
)
"""Three articles about a bridge: who is named where is plain to see."""


def read_by(reader: str, pair: tuple[Document, Reading], **changes: Any) -> tuple[Document, Reading]:
    """The same article as another reader reads it, with what that one finds differently."""
    document, reading = pair
    return document, replace(reading, reader=reader, **changes)


def store(ledger: Ledger, pairs: Iterable[tuple[Document, Reading]] = BRIDGE) -> None:
    """Put the articles into a ledger."""
    assert not any(ledger.store_many(pairs))
