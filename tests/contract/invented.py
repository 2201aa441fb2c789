"""Invented documents and readings, and a process of its own that stores them.

Run as a script (``invented.py PLACE FIRST LAST [PAUSE]``) it stores documents FIRST to LAST into the ledger
at PLACE and prints the id of each as soon as it is stored.
"""

from __future__ import annotations

import random
import sys
import time

from hearsay.records import (
    About,
    Certainty,
    Document,
    Entity,
    Form,
    Polarity,
    Reading,
    Spans,
    Statement,
    document_id,
)

READER = "0.1.0+aaaa"
NEWER = "0.2.0+bbbb"

NAMES = (
    "Mila Örenko",
    "Tomáš Wolny",
    "ŞİRİN KAYA",
    "Анна Левая",
    "harbour office",
    "Dr. 100%_sure",
    "🦉 desk",
)
VERBS = {"said": "say", "denied": "deny", "warned": "warn", "утверждала": "claim", "admitted": "admit"}
WORDS = (
    "the bridge at Lüttau",
    "grain",
    "a ferry",
    "STRAẞE",
    "שלום עולם",
    "👩‍🚀",
    "100%",
    "a_b",
    "closes",
    "on Monday",
)
OUTLETS = (None, "The Lüttau Lantern", "Harbour Gazette", "HARBOUR GAZETTE")
FORMS: tuple[Form, ...] = ("direct", "indirect", "mixed")
CERTAINTIES: tuple[Certainty, ...] = ("certain", "probable", "possible")
POLARITIES: tuple[Polarity, ...] = ("positive", "negative")


def document(number: int, statements: int = 5) -> tuple[Document, Reading]:
    """The document of this number with a reading that finds this many statements, always the same."""
    chance = random.Random(number)
    text = f"Report {number}. "
    names = chance.sample(NAMES, 3)
    found: list[Statement] = []
    for _ in range(statements):
        speaker = chance.randrange(3)
        verb = chance.choice(list(VERBS))
        start = len(text)
        text += names[speaker]
        source: Spans = ((start, len(text)),)
        cue: Spans = ((len(text) + 1, len(text) + 1 + len(verb)),)
        text += f" {verb} "
        parts: list[tuple[int, int]] = []
        for _ in range(chance.randint(1, 2)):
            start = len(text)
            text += " ".join(chance.sample(WORDS, chance.randint(1, 4)))
            parts.append((start, len(text)))
            text += ", "
        if chance.random() < 0.2:
            found.append(statement((), (), tuple(parts), "narration", "report", chance))
        else:
            within = chance.randrange(len(found)) if found and chance.random() < 0.3 else None
            form = chance.choice(FORMS)
            found.append(statement(source, cue, tuple(parts), form, VERBS[verb], chance, speaker, within))
        text += ". "
    outlet = chance.choice(OUTLETS)
    published = chance.choice(
        (None, f"2031-0{chance.randint(1, 4)}-1{chance.randint(0, 9)}", "2031-02-14T09:30:00Z")
    )
    title = chance.choice((None, f"Ferry news № {number}"))
    made = Document(
        id=document_id(text, title=title, outlet=outlet, published=published),
        text=text,
        title=title,
        outlet=outlet,
        authors=("A. Penn",),
        published=published,
        language="en",
        path=f"folder/{number}.txt",
    )
    return made, reading(made, names, found)


def statement(
    source: Spans,
    cue: Spans,
    content: Spans,
    form: Form,
    act: str,
    chance: random.Random,
    speaker: int | None = None,
    within: int | None = None,
) -> Statement:
    return Statement(
        source=source,
        cue=cue,
        content=content,
        form=form,
        act=act,
        certainty=chance.choice(CERTAINTIES),
        polarity=chance.choice(POLARITIES),
        speaker=speaker,
        within=within,
        voice=() if speaker is None else (speaker,),
        score=round(chance.random(), 4),
    )


def reading(made: Document, names: list[str], found: list[Statement], reader: str = READER) -> Reading:
    return Reading(
        id=made.id,
        reader=reader,
        document=About(
            title=made.title,
            outlet=made.outlet,
            authors=made.authors,
            published=made.published,
            url=made.url,
            language=made.language,
            length=len(made.text),
        ),
        entities=tuple(Entity(type="person", name=name, names=(name,)) for name in names),
        statements=tuple(found),
    )


def main(place: str, first: int, last: int, pause: float = 0.0) -> None:
    from hearsay.ledger import Ledger

    with Ledger.open(place) as ledger:
        for number in range(first, last):
            made, found = document(number)
            if ledger.unread([made], READER):
                ledger.store(made, found)
                time.sleep(pause)
            print(made.id, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), *map(float, sys.argv[4:]))
