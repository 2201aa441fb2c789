"""Small invented documents and judgements, and everything that a ledger can be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hearsay.ledger import Ledger
from hearsay.records import (
    About,
    Anchor,
    Document,
    Judgement,
    KnownActor,
    Reading,
    Rejection,
    Statement,
)

READER = "0.1.0+cccc"


def name(place: str) -> str:
    """The name of the database in a URL."""
    return place.partition("?")[0].rpartition("/")[2]


def of_schema(item: object, name: str | None, kind: str, *_: object) -> bool:
    """Whether Alembic should compare something: the tables of the search are no part of the schema."""
    return not (kind == "table" and (name or "").startswith("words_"))


def pair(number: int, size: int = 40) -> tuple[Document, Reading]:
    text = f"{number}: The ferryman said it rains. " + "Rain. " * size
    document = Document(id=f"d{number}", text=text, path=f"{number}.txt")
    about = About(
        title=None, outlet=None, authors=(), published=None, url=None, language=None, length=len(text)
    )
    statement = Statement(
        source=((0, 3),),
        cue=((4, 6),),
        content=((7, 12),),
        form="indirect",
        act="say",
        certainty="certain",
        polarity="positive",
    )
    return document, Reading(id=document.id, reader=READER, document=about, statements=(statement,))


def everything_asked(ledger: Ledger) -> Iterator[Callable[[], object]]:
    """Every public method that meets the database."""
    document, reading = pair(99)
    yield lambda: ledger.start_run(READER, ["a"])
    yield lambda: ledger.finish_run("r", documents=1, rejections=0)
    yield lambda: ledger.unread([document], READER)
    yield lambda: ledger.store(document, reading)
    yield lambda: ledger.store_many([(document, reading)])
    yield lambda: ledger.reject(Rejection(path="a", code="empty", reason="It is empty."))
    yield lambda: list(ledger.documents())
    yield lambda: list(ledger.rejections())
    yield lambda: list(ledger.runs())
    yield lambda: ledger.find("d1")
    yield lambda: ledger.reading("d1")
    yield lambda: list(ledger.statements())
    yield lambda: ledger.counts()
    yield lambda: list(ledger.readings())
    yield lambda: list(ledger.current_readers())
    yield lambda: ledger.know([KnownActor(id="k", name="K", type="person")])
    yield lambda: ledger.known_actors()
    yield lambda: ledger.store_actors([], "state")
    yield lambda: ledger.actors_state()
    yield lambda: list(ledger.actors())
    yield lambda: ledger.actor("Pilot")
    yield lambda: ledger.actor_of("d1", 0)
    yield lambda: ledger.judge(judgement("j1"))
    yield lambda: list(ledger.judgements())


def judgement(id: str) -> Judgement:
    anchor = Anchor(document="d1", span=(3, 6), words="The")
    return Judgement(id=id, at="2031", author="Ed", about="same-actor", verdict="no", left=anchor)
