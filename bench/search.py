"""How fast search answers, and what its index costs.

    python bench/search.py 100000 PLACE [PLACE …]

fills an empty ledger at each place (a path or a URL) with so many invented statements, always the same: words
of a made-up language, as unevenly frequent as those of any. Then it asks a fixed mix of queries, several of
each kind, and prints the median and the 95th percentile of counting all matches, of the first page and of the
facets, in milliseconds, with those of the empty query from the same run. What the index costs is measured
by storing the same documents, a few hundred at a time, with it and without it.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from bisect import bisect
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from statistics import median
from unittest import mock

from hearsay.ledger import Ledger
from hearsay.records import About, Actor, Document, Entity, Form, Member, Reading, Statement

SEED = 6
STATEMENTS = 11  # a document, as in the newswire
PAGE = 20
ROUNDS = 40  # queries of each kind
COMPARED = 600  # documents stored with and without the index
ACTS = ("say",) * 20 + ("claim",) * 4 + ("deny", "warn", "demand", "promise", "accuse", "admit")
FORMS: tuple[Form, ...] = (*("indirect",) * 6, *("direct",) * 2, "mixed", "narration", "narration")
CERTAINTIES = ("certain",) * 8 + ("probable", "possible")


class Language:
    """Words of a made-up language; the rank of a word and how often it is used follow Zipf's law."""

    def __init__(self, size: int = 60_000) -> None:
        chance = random.Random(SEED)
        letters = ("b", "d", "f", "g", "k", "l", "m", "n", "r", "s", "t", "v", "br", "st", "é", "ü")
        parts = [first + second for first in letters for second in "aeiou"]
        words: dict[str, None] = {}
        while len(words) < size:
            syllables = 1 if len(words) < 40 else 2 if len(words) < 2000 else 3
            words["".join(chance.choice(parts) for _ in range(syllables))] = None
        self.words = list(words)
        self._sums = list(accumulate(1 / (rank + 2.7) for rank in range(size)))

    def word(self, chance: random.Random) -> str:
        return self.words[bisect(self._sums, chance.random() * self._sums[-1])]

    def text(self, chance: random.Random, length: int) -> str:
        return " ".join(self.word(chance) for _ in range(length))


def document(language: Language, number: int) -> tuple[Document, Reading]:
    """The document of this number with its reading."""
    chance = random.Random(f"{SEED} {number}")
    names = [f"{language.words[one * 7 % 5000].title()} {language.words[5000 + one].title()}"
             for one in (int(chance.paretovariate(0.6)) % 4000 for _ in range(4))]  # fmt: skip
    text = language.text(chance, 20).capitalize() + ". "
    found: list[Statement] = []
    for _ in range(STATEMENTS):
        speaker = chance.randrange(4)
        start = len(text)
        cue = start + len(names[speaker]) + 1
        text += f"{names[speaker]} said {language.text(chance, max(3, int(chance.gauss(19, 8))))}"
        form = chance.choice(FORMS)
        told = form == "narration"
        found.append(
            Statement(
                source=() if told else ((start, cue - 1),),
                cue=() if told else ((cue, cue + 4),),
                content=((start if told else cue + 5, len(text)),),
                form=form,
                act="report" if told else chance.choice(ACTS),
                certainty=chance.choice(CERTAINTIES),  # type: ignore[arg-type]
                polarity="negative" if chance.random() < 0.1 else "positive",
                speaker=None if told else speaker,
                score=round(chance.random(), 3),
            )
        )
        text += ". "
    made = Document(
        id=f"{random.Random(number).getrandbits(96):024x}",
        text=text,
        title=language.text(chance, 8),
        outlet=f"The {language.words[300 + int(chance.paretovariate(0.8)) % 40].title()} Post",
        published=f"{2025 + chance.randrange(8)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
    )
    about = About(
        title=made.title, outlet=made.outlet, authors=(), published=made.published, url=None, language="en",
        length=len(text),
    )  # fmt: skip
    entities = tuple(Entity(type="person", name=name, names=(name,)) for name in names)
    return made, Reading(
        id=made.id, reader="bench", document=about, entities=entities, statements=tuple(found)
    )


def actors(ledger: Ledger) -> Iterator[Actor]:
    """An actor for each name."""
    members: dict[str, list[Member]] = {}
    for found, reading in ledger.readings():
        for number, entity in enumerate(reading.entities):
            members.setdefault(entity.name, []).append(Member(document=found.id, entity=number))
    for number, (name, places) in enumerate(sorted(members.items())):
        yield Actor(id=f"{number:024x}", type="person", name=name, names=(name,), members=tuple(places))


def queries(language: Language) -> dict[str, list[str]]:
    """A fixed mix."""
    chance = random.Random(SEED)

    def ranked(first: int, last: int) -> str:
        return language.words[chance.randrange(first, last)]

    def phrase() -> str:
        found, reading = document(language, chance.randrange(1000))
        statement = chance.choice(reading.statements)
        words = found.text[slice(*statement.content[0])].split()
        first = chance.randrange(len(words) - 1)
        return f'"{" ".join(words[first : first + 2])}"'

    def day() -> str:
        return f"{chance.randint(2025, 2032)}-{chance.randint(1, 12):02}"

    kinds: dict[str, Callable[[], str]] = {
        "word": lambda: ranked(50, 3000),
        "common word": lambda: ranked(0, 50),
        "rare word": lambda: ranked(20_000, 60_000),
        "phrase": phrase,
        "boolean": lambda: f"({ranked(0, 500)} OR {ranked(0, 500)}) {ranked(0, 100)} -{ranked(0, 500)}",
        "prefix": lambda: f"{ranked(100, 3000)[:4]}*",
        "field": lambda: chance.choice(
            [
                f"speaker:{ranked(5000, 5100)}",
                f"act:deny {ranked(0, 500)}",
                f"content:{ranked(0, 500)} form:direct",
                f"outlet:{language.words[300 + chance.randrange(40)]} certainty:possible",
                f"actor:{language.words[5000 + chance.randrange(100)]}",
            ]
        ),
        "date range": lambda: f"{ranked(0, 500)} date:{min(ends := (day(), day()))}..{max(ends)}",
    }  # fmt: skip
    return {kind: [make() for _ in range(ROUNDS)] for kind, make in kinds.items()}


def timed(what: Callable[[], object]) -> float:
    started = time.perf_counter()
    what()
    return (time.perf_counter() - started) * 1000


def ask(ledger: Ledger, language: Language) -> None:
    """Ask, and print a table."""
    actions: dict[str, Callable[[str], object]] = {
        "count": ledger.search_count,
        "first page": lambda query: list(ledger.search(query, limit=PAGE)),
        "facets": ledger.facets,
    }
    print(f"{'':14}{'found':>8}" + "".join(f"{name:>22}" for name in actions))
    asked = queries(language)
    order = [(kind, query) for kind, some in asked.items() for query in some]
    order += [("(empty query)", "")] * ROUNDS
    random.Random(SEED).shuffle(order)
    times: dict[tuple[str, str], list[float]] = {}
    found: dict[str, list[int]] = {}
    for kind, query in order:
        found.setdefault(kind, []).append(ledger.search_count(query))
        for name, action in actions.items():
            times.setdefault((kind, name), []).append(timed(lambda: action(query)))  # noqa: B023
    for kind in (*asked, "all but empty", "(empty query)"):
        kinds = list(asked) if kind == "all but empty" else [kind]
        cells = []
        for name in actions:
            some = sorted(one for each in kinds for one in times[each, name])
            cells.append(f"{median(some):>12.1f}{some[int(len(some) * 0.95)]:>10.1f}")
        sizes = median(size for each in kinds for size in found[each])
        print(f"{kind:14}{sizes:>8.0f}{''.join(cells)}")


def cost(language: Language) -> None:
    """Store the same with the index and without it, in turns; print milliseconds a document and bytes."""
    with tempfile.TemporaryDirectory() as folder:
        spent = {"with": 0.0, "without": 0.0}
        ledgers = {name: Ledger.open(str(Path(folder) / f"{name}.db")) for name in spent}
        for first in range(0, COMPARED, 50):
            pairs = [document(language, number) for number in range(first, first + 50)]
            for name, ledger in ledgers.items():
                if name == "with":
                    spent[name] += timed(lambda: ledger.store_many(pairs))  # noqa: B023
                    continue
                with (
                    mock.patch("hearsay.ledger.search.index_document"),
                    mock.patch("hearsay.ledger.search.index_reading"),
                ):
                    spent[name] += timed(lambda: ledger.store_many(pairs))  # noqa: B023
        for name, ledger in ledgers.items():
            with ledger._connection(write=True) as connection:
                pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
            ledger.close()
            each = f"{spent[name] / COMPARED:6.2f} ms and {pages * 4096 / COMPARED:,.0f} bytes a document"
            print(f"stored {name:8} the index: {each}")


def main(many: int, places: list[str]) -> None:
    language = Language()
    cost(language)
    for place in places:
        with Ledger.open(place) as ledger:
            documents = -(-many // STATEMENTS)
            if not ledger.counts().documents:
                made = (document(language, number) for number in range(documents))
                spent = timed(lambda: ledger.store_many(made))  # noqa: B023
                ledger.store_actors(list(actors(ledger)), "bench")
                print(f"\n{place}: {documents:,} documents in {spent / 1000:.0f} s", flush=True)
            counts = ledger.counts()
            print(f"{place}: {counts.statements:,} statements in {counts.documents:,} documents")
            print("milliseconds: median and 95th percentile", flush=True)
            ask(ledger, language)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
