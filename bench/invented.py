"""Seeded ledgers of invented stories: any number of documents with their readings, made without a model."""

from __future__ import annotations

import random
from collections.abc import Iterator

from hearsay.records import (
    About,
    Document,
    Entity,
    EntityType,
    Mention,
    Reading,
    Span,
    Statement,
)

READER = "0.0.0+invented"
SAID = 10
"""Statements of a document."""
TOLD_BY = 5
"""Documents that tell a story."""

_SYLLABLES = "ba de fi go ku la me ni or pa re so tu va we zi kor lem nar tis".split()
_THINGS = "bridge dam clinic school harbour mine tunnel archive market railway reservoir prison depot".split()
_DEEDS = (
    "{a} warned {b} that the {thing} of {place} would be closed before {month}",
    "{a} paid {number} crowns to {b} for the {thing} of {place}",
    "{number} people were hurt when the {thing} of {place} was searched by {b}",
    "{b} never received the letters about the {thing} of {place}",
    "the {thing} of {place} had been inspected {number} times since {month}",
    "{a} signed a contract with {b} over {number} acres beside the {thing} of {place}",
    "workers at the {thing} of {place} had gone without wages for {number} weeks",
    "{b} ordered the files on the {thing} of {place} to be destroyed in {month}",
    "no permit was ever given to {a} for the {thing} of {place}",
    "{a} resigned in {month} over the {thing} of {place}",
    "police found {number} barrels under the {thing} of {place}",
    "the roof of the {thing} of {place} fell in during {month}",
)
_MONTHS = "January March April June August October December".split()
_OUTLETS = [
    f"{name} {kind}"
    for name in "Calder Northern Vale Harbour Upland Lower".split()
    for kind in "Post Mirror".split()
]


def stories(documents: int, seed: int) -> Iterator[tuple[Document, Reading]]:
    """So many documents, :data:`TOLD_BY` of which tell one story each in words of their own.

    The more documents, the more stories: what a story says has nothing to do with another.
    """
    for number in range(documents):
        story, teller = divmod(number, TOLD_BY)
        yield _article(
            random.Random(f"{seed}/{story}"), random.Random(f"{seed}/{story}/{teller}"), number, teller
        )


def _article(story: random.Random, own: random.Random, number: int, teller: int) -> tuple[Document, Reading]:
    people = [f"{_name(story)} {_name(story)}" for _ in range(3)]
    place = _name(story)
    deeds = [
        deed.format(
            a=people[story.randrange(3)], b=people[story.randrange(3)], thing=story.choice(_THINGS),
            place=place, number=story.randint(3, 900), month=story.choice(_MONTHS),
        )
        for deed in story.sample(_DEEDS, len(_DEEDS))
    ]  # fmt: skip
    day = f"20{31 + story.randrange(8)}-{story.randint(1, 12):02}-{1 + teller * 4:02}"
    text, statements, mentions = "", [], []
    entities = {name: number for number, name in enumerate([*people, place])}
    for deed in own.sample(deeds, SAID):
        speaker = own.choice(people)
        words = deed if own.random() < 0.6 else f"{deed}, as everybody could see"
        start = len(text)
        text += f"{speaker} said that {words}.\n"
        content = (start + len(speaker) + 6, start + len(speaker) + 11 + len(words))
        statements.append(_statement((start, start + len(speaker)), content, entities[speaker]))
        mentions += _mentions(text, start, entities)
    outlet = _OUTLETS[(number + teller) % len(_OUTLETS)]
    document = Document(id=f"d{number:07}", text=text, title=f"Report {number}", outlet=outlet, published=day)
    about = About(
        title=document.title,
        outlet=outlet,
        authors=(),
        published=day,
        url=None,
        language="en",
        length=len(text),
    )
    kinds: dict[str, EntityType] = {place: "place"}
    reading = Reading(
        id=document.id, reader=READER, document=about, mentions=tuple(sorted(mentions, key=lambda m: m.span)),
        entities=tuple(Entity(type=kinds.get(name, "person"), name=name, names=(name,)) for name in entities),
        statements=tuple(statements),
    )  # fmt: skip
    return document, reading


def _statement(source: Span, content: Span, speaker: int) -> Statement:
    return Statement(
        source=(source,), cue=((source[1] + 1, source[1] + 5),), content=(content,), form="indirect",
        act="say",         certainty="certain", polarity="positive", speaker=speaker, voice=(speaker,),
    )  # fmt: skip


def _mentions(text: str, start: int, entities: dict[str, int]) -> list[Mention]:
    found = []
    for name, number in entities.items():
        at = text.find(name, start)
        while at >= 0:
            found.append(
                Mention(span=(at, at + len(name)), type="person", form="name", entity=number, score=1.0)
            )
            at = text.find(name, at + 1)
    return found


def _name(source: random.Random) -> str:
    return "".join(source.choice(_SYLLABLES) for _ in range(source.randint(2, 4))).capitalize()
