"""A few hundred invented statements to be searched, and what a query finds among them, said in Python.

The words are chosen to be hard: many scripts, accents written in two ways, hyphens, quotation marks, what
nobody sees, letters that become several when their case is folded, emoji, very long words.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import invented

from hearsay.ledger import Ledger
from hearsay.ledger.search import Tree, analysed, parse, tree
from hearsay.records import Actor, Document, Entity, Form, Member, Reading, Statement, quote

LONG = "donaudampfschiff" * 12
NAMES = (
    "Mila Örenko",
    "O\u0308renko",
    "Tomáš Łukasz Wolny",
    "ŞİRİN KAYA",
    "Şirin Kaya",
    "Анна Левая",
    "the harbour office",
    "Dr. 100%_sure",
    "🦉 desk",
    "Jean-Luc d’Arblay",
    "陳大文",
    "vice-president Orla Finch",
    "Q",
)
VERBS = {"said": "say", "denied": "deny", "warned": "warn", "утверждала": "claim", "did not deny": "deny"}
WORDS = (
    "the bridge",
    "The Bridge",
    "a bridge-builder's ferry",
    "grain",
    "GRAIN",
    "grains",
    "STRAẞE",
    "Straße",
    "שלום עולם",
    "👩‍🚀",
    "100%",
    "a_b",
    "naïve",
    "nai\u0308ve",
    "café",
    "cafés",
    "the minister",
    "the “minister”",
    "min\u00adister",
    "北京市政府",
    "北京",
    "カタカナ",
    "かﾞき",
    "हिन्दी में",
    "ภาษาไทย",
    "½ m²",
    "ﬁne",
    "İstanbul",
    "ıstanbul",
    "10:30",
    "U.S.",
    "e-mail",
    "E‑MAIL",
    "and",
    "OR",
    "not",
    "NOT",
    "Foo™ x²",
    "1️⃣",
    LONG,
    LONG + "x",
    "…",
    "о́кна",
    "Ǆ",
)
OUTLETS = (None, "The Lüttau Lantern", "Harbour Gazette", "HARBOUR GAZETTE", "100% News_", "北京日報")
DATES = (
    None,
    "2030-12-31",
    "2031",
    "2031-02",
    "2031-02-14",
    "2031-02-14T09:30:00Z",
    "2031-05-01",
    "2032-01-09",
)
TITLES = (None, "Ferry news", "The bridge – closed?", "Öl & GRAIN", "100%")
FORMS: tuple[Form, ...] = ("direct", "indirect", "mixed")

Pair = tuple[Document, Reading]


def pair(number: int) -> Pair:
    """The document of this number with a reading of it, always the same."""
    chance = random.Random(f"searched {number}")
    names = chance.sample(NAMES, 3)
    text = chance.choice(["Report. ", "The bridge: ", "", "🦉 "])
    found: list[Statement] = []
    for _ in range(chance.randint(1, 8)):
        speaker = chance.randrange(3)
        verb = chance.choice(list(VERBS))
        content = " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, 6)))
        start = len(text)
        text += f"{names[speaker]} {verb} {content}. "
        first, second = start + len(names[speaker]), start + len(names[speaker]) + 1 + len(verb)
        end = second + 1 + len(content)
        whole = ((second + 1, end),)
        middle = (second + 1 + end) // 2
        parts = whole if chance.random() < 0.7 else ((second + 1, middle), (middle + 1, end))
        if chance.random() < 0.2:
            found.append(invented.statement((), (), whole, "narration", "report", chance))
        else:
            source, cue = ((start, first),), ((first + 1, second),)
            form = chance.choice(FORMS)
            act = VERBS[verb]
            found.append(invented.statement(source, cue, parts, form, act, chance, speaker))
    document = Document(
        id=f"{number:02}-{chance.randrange(16**12):012x}",
        text=text,
        title=chance.choice(TITLES),
        outlet=chance.choice(OUTLETS),
        published=chance.choice(DATES),
        path=f"folder/{number}.txt",
    )
    return document, invented.reading(document, names, found)


PAIRS = [pair(number) for number in range(60)]


def actors() -> list[Actor]:
    """Who the speakers are: one actor for each name, and those of one person together."""
    persons = {name: name for name in NAMES}
    persons["O\u0308renko"] = "Mila Örenko"
    persons["Şirin Kaya"] = "ŞİRİN KAYA"
    del persons["Q"]  # whom linking does not know
    members: dict[str, list[Member]] = {}
    for document, reading in PAIRS:
        for number, entity in enumerate(reading.entities):
            if entity.name in persons:
                members.setdefault(persons[entity.name], []).append(
                    Member(document=document.id, entity=number)
                )
    return [
        Actor(
            id=f"actor-{number:04}",
            type="person",
            name=name,
            names=tuple(other for other in NAMES if persons.get(other) == name),
            members=tuple(found),
        )
        for number, (name, found) in enumerate(sorted(members.items()))
    ]


ACTORS = actors()
ACTOR_OF = {(m.document, m.entity): actor for actor in ACTORS for m in actor.members}


def fill(ledger: Ledger) -> None:
    """Put all of it into a ledger, in no order, some of it first as another reader sees it."""
    shuffled = random.Random(1).sample(PAIRS, len(PAIRS))
    for document, _ in shuffled[::4]:
        other = [invented.statement((), (), ((0, len(document.text)),), "direct", "ask", random.Random(2))]
        ledger.store(document, invented.reading(document, ["Nobody"], other, "0.0.1+before"))
    assert ledger.store_many(shuffled) == [None] * len(shuffled)
    ledger.store_actors(ACTORS, "made")


# What a query finds, one definition after the other.


def statements(query: str) -> list[tuple[str, int]]:
    """The statements that a query finds, as (document, position), newest first."""
    wanted = parse(query)
    return [
        (document.id, position)
        for document, reading in in_time()
        for position, statement in enumerate(reading.statements)
        if holds(wanted, document, reading, statement)
    ]


def documents(query: str) -> list[str]:
    """The documents that a query finds, newest first."""
    wanted = parse(query)
    return [document.id for document, reading in in_time() if holds_for_document(wanted, document, reading)]


def in_time() -> Iterator[Pair]:
    yield from sorted(PAIRS, key=lambda one: (one[0].published or "", one[0].id), reverse=True)


def texts_of(document: Document, reading: Reading, statement: Statement) -> dict[str, str]:
    name = "" if statement.speaker is None else speaker(reading, statement).name
    return {
        "content": quote(document.text, statement.content),
        "source": quote(document.text, statement.source),
        "cue": quote(document.text, statement.cue),
        "speaker": name,
    }


def speaker(reading: Reading, statement: Statement) -> Entity:
    assert statement.speaker is not None
    return reading.entities[statement.speaker]


def has(text: str | None, wanted: tree.Words | tree.By) -> bool:
    """Do the words stand in the text, one after the other?"""
    prefix = isinstance(wanted, tree.Words) and wanted.prefix
    found = analysed(text).split()
    for first in range(len(found) - len(wanted.words) + 1):
        some = found[first : first + len(wanted.words)]
        if some[:-1] == list(wanted.words[:-1]) and (
            some[-1].startswith(wanted.words[-1]) if prefix else some[-1] == wanted.words[-1]
        ):
            return True
    return False


def holds(wanted: Tree, document: Document, reading: Reading, statement: Statement) -> bool:
    match wanted:
        case tree.Not():
            return not holds(wanted.part, document, reading, statement)
        case tree.All():
            return all(holds(part, document, reading, statement) for part in wanted.parts)
        case tree.Any():
            return any(holds(part, document, reading, statement) for part in wanted.parts)
        case tree.Is():
            return str(getattr(statement, wanted.field)) == wanted.value
        case tree.By():
            actor = ACTOR_OF.get((document.id, -1 if statement.speaker is None else statement.speaker))
            return actor is not None and is_called(actor, wanted)
        case tree.Words(field=None):
            texts = texts_of(document, reading, statement)
            return any(has(text, wanted) for text in texts.values())
        case tree.Words(field="content" | "source" | "cue" | "speaker"):
            return has(texts_of(document, reading, statement)[wanted.field or ""], wanted)
    return holds_for_document(wanted, document, reading)


def holds_for_document(wanted: Tree, document: Document, reading: Reading) -> bool:
    match wanted:
        case tree.Not():
            return not holds_for_document(wanted.part, document, reading)
        case tree.All():
            return all(holds_for_document(part, document, reading) for part in wanted.parts)
        case tree.Any():
            return any(holds_for_document(part, document, reading) for part in wanted.parts)
        case tree.Between():
            day = document.published or ""
            since, until = wanted.since or "", wanted.until or "9999"
            return day != "" and day >= since and day[: len(until)] <= until
        case tree.In():
            begins = len(wanted.name) >= 8 and document.id.startswith(wanted.name)
            names = (document.id, document.path, (document.path or "").rpartition("/")[2])
            return begins or wanted.name in names
        case tree.By():
            seen = (ACTOR_OF.get((document.id, number)) for number in range(len(reading.entities)))
            return any(actor is not None and is_called(actor, wanted) for actor in seen)
        case tree.Words(field=None):
            return has(document.title, wanted) or has(document.text, wanted)
        case tree.Words(field="title" | "text" | "outlet"):
            return has(getattr(document, wanted.field or ""), wanted)
    return any(holds(wanted, document, reading, statement) for statement in reading.statements)


def is_called(actor: Actor, wanted: tree.By) -> bool:
    begins = wanted.id is not None and actor.id.startswith(wanted.id)
    return begins or any(has(name, wanted) for name in actor.names)
