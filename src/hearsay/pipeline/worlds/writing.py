"""A world as articles to read: text that tells its accounts, with the places where it does."""

from __future__ import annotations

from random import Random

from msgspec.structs import replace

from hearsay.pipeline.worlds.attributions import Attributions, upper
from hearsay.pipeline.worlds.beings import Beings
from hearsay.pipeline.worlds.records import Account, Article, Being, Revelation, World
from hearsay.pipeline.worlds.topics import NUMBERS, TOPICS, Topic, filler
from hearsay.records import Document, Record, Span, document_id

_SAW = (
    "{clause}, as a reporter for {outlet} saw on {day}.",
    "A reporter for {outlet} saw for himself that {clause}.",
    "Our own reporters saw it on {day}: {clause}.",
    "{outlet} has seen the proof: {clause}.",
)
_NARRATED = (
    "{clause}.",
    "{clause}.",
    "It happened in silence: {clause}.",
    "{clause}, and nobody did anything.",
    "Now it is clear: {clause}.",
)
_RUMOURED = (
    "It is said that {clause}.", "Rumour has it that {clause}.", "{Crowd} say that {clause}.",
    "{Crowd} have heard that {clause}.", "{clause}, {crowd} say.",
)  # fmt: skip
_REVEALED = {
    "paid-by": (
        "{upper} was paid by {lower} for {n} months.",
        "{upper} has been paid by {lower} since last year.",
        "{upper} received {k},000 crowns from {lower}.",
    ),
    "has-it-from": (
        "{upper} had it from {lower}.",
        "{upper} was told so by {lower}.",
        "{upper} was informed of it by {lower}.",
    ),
    "belongs-to": (
        "{upper} belongs to {lower}.",
        "{upper} is part of {lower}.",
        "{upper} is owned by {lower}.",
        "{lower} is the owner of {upper}.",
    ),
}
_CREDITS = ("This article first appeared in {outlet}.", "Source: {outlet}", "Reprinted from {outlet}.")
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


class Told(Record):
    """Where an article tells an account: the characters of its sentence, and of the claim within it."""

    article: int
    account: int
    claim: int
    stance: str
    sentence: Span
    clause: Span


class Written(Record):
    """The documents of a world, one an article, in its order; and where each account is told."""

    documents: tuple[Document, ...]
    told: tuple[Told, ...]


class _Piece(Record):
    """A sentence, with the clause that is an account of a claim, as a span of the sentence."""

    text: str
    account: int | None = None
    clause: Span = (0, 0)


def write(world: World, seed: int = 0) -> Written:
    """The articles of a world in words; the same seed writes the same."""
    writer = _Writer(world, Random(seed))
    return writer.all()


class _Writer:
    def __init__(self, world: World, random: Random) -> None:
        self._world = world
        self._random = random
        self._attributions = Attributions(world.beings, random)
        places = Beings(random, taken=[being.name for being in world.beings.values()])
        self._subjects: list[tuple[Topic, str, str]] = []
        for _ in range(world.claims):
            self._subjects.append((random.choice(TOPICS), places.place(), random.choice(NUMBERS)))
        self._places = [places.place() for _ in range(30)]

    def all(self) -> Written:
        pieces: list[list[list[_Piece]]] = []
        documents: list[Document] = []
        told: list[Told] = []
        for number, article in enumerate(self._world.articles):
            paragraphs = self._article(article, pieces)
            pieces.append(paragraphs)
            text, places = _laid_out(paragraphs)
            outlet = self._world.beings[article.outlet].name
            id = document_id(text, outlet=outlet, published=article.published)
            documents.append(
                Document(
                    id=id,
                    text=text,
                    outlet=outlet,
                    published=article.published,
                    language="en",
                    path=f"world/{number}.txt",
                )
            )
            for piece, at in places:
                if piece.account is not None:
                    account = article.accounts[piece.account]
                    clause = (at + piece.clause[0], at + piece.clause[1])
                    told.append(
                        Told(
                            article=number,
                            account=piece.account,
                            claim=account.claim,
                            stance=account.stance,
                            sentence=(at, at + len(piece.text)),
                            clause=clause,
                        )
                    )
        return Written(documents=tuple(documents), told=tuple(told))

    def _article(self, article: Article, before: list[list[list[_Piece]]]) -> list[list[_Piece]]:
        if article.taken is not None and article.kind in ("reprint", "release"):
            return self._reprint(article, before[article.taken])
        named: set[str] = set()
        paragraphs: list[list[_Piece]] = []
        for at, account in enumerate(article.accounts):
            if account.taken is not None:
                source = before[account.taken[0]]
                piece = next(p for ps in source for p in ps if p.account == account.taken[1])
                piece = replace(piece, account=at)
            else:
                piece = self._account(article, at, account, named)
            paragraphs.append([piece, *self._fill(0, 2)])
        for reveal in article.reveals:
            paragraphs.append([_Piece(text=self._reveal(reveal)), *self._fill(0, 1)])
        for _ in range(self._random.randint(1, 3)):
            paragraphs.insert(self._random.randint(0, len(paragraphs)), self._fill(1, 3))
        if article.kind == "excerpt" and article.taken is not None:
            paragraphs.append([self._credit(article.taken)])
        return paragraphs

    def _reprint(self, article: Article, source: list[list[_Piece]]) -> list[list[_Piece]]:
        """The paragraphs of another article, one of those that tell nothing perhaps left out or added."""
        places = {account.taken[1]: at for at, account in enumerate(article.accounts) if account.taken}
        kept = []
        for paragraph in source:
            telling = [piece for piece in paragraph if piece.account is not None]
            if not telling and self._random.random() < 0.2:
                continue
            again = (places.get(p.account) if p.account is not None else None for p in paragraph)
            kept.append([replace(p, account=at) for p, at in zip(paragraph, again, strict=True)])
        if self._random.random() < 0.3:
            kept.append(self._fill(1, 2))
        if self._random.random() < 0.7 and article.taken is not None and article.kind == "reprint":
            kept.append([self._credit(article.taken)])
        return kept

    def _credit(self, article: int) -> _Piece:
        outlet = self._world.beings[self._world.articles[article].outlet].name
        return _Piece(text=self._random.choice(_CREDITS).format(outlet=outlet))

    def _fill(self, least: int, most: int) -> list[_Piece]:
        found = []
        for _ in range(self._random.randint(least, most)):
            found.append(_Piece(text=filler(self._random, self._places)))
        return found

    def _account(self, article: Article, at: int, account: Account, named: set[str]) -> _Piece:
        topic, place, number = self._subjects[account.claim]
        denying = account.stance == "denies"
        able = account.mode == "attributed" and not account.chain[-1].startswith(("paper", "outlet"))
        denies_words = denying and able and self._random.random() < 0.5
        wording = self._random.choice(topic.denied if denying and not denies_words else topic.told)
        clause = wording.format(p=place, n=number)
        outlet = self._world.beings[article.outlet].name
        if account.mode == "attributed":
            pattern = self._attributions.pattern(account, named, denies=denies_words)
        elif account.mode == "saw":
            pattern = self._random.choice(_SAW).replace("{outlet}", outlet)
            pattern = pattern.replace("{day}", self._random.choice(_DAYS))
        elif account.mode == "rumoured":
            crowd = account.words or "people"
            pattern = (
                self._random.choice(_RUMOURED).replace("{crowd}", crowd).replace("{Crowd}", upper(crowd))
            )
        else:
            pattern = self._random.choice(_NARRATED)
        return _filled(pattern, clause, at)

    def _reveal(self, reveal: Revelation) -> str:
        pattern = self._random.choice(_REVEALED[reveal.kind])
        above, below = (self._plain(self._world.beings[id]) for id in (reveal.upper, reveal.lower))
        return upper(
            pattern.format(
                upper=above, lower=below, n=self._random.choice(NUMBERS), k=self._random.randint(2, 90)
            )
        )

    def _plain(self, being: Being) -> str:
        return f"the {being.name}" if being.id.startswith("body") else being.name


def _filled(pattern: str, clause: str, at: int) -> _Piece:
    """A sentence with its clause, and where that is."""
    start = pattern.index("{clause}")
    opens = start == 0 or pattern[start - 1] == "“"
    clause = upper(clause) if opens else clause
    text = pattern.replace("{clause}", clause)
    text = text.replace(",.", ".").replace(",,", ",")
    start = text.index(clause)
    return _Piece(text=text, account=at, clause=(start, start + len(clause)))


def _laid_out(paragraphs: list[list[_Piece]]) -> tuple[str, list[tuple[_Piece, int]]]:
    """The text of paragraphs, and where each sentence of it begins."""
    text, places = "", []
    for number, paragraph in enumerate(paragraphs):
        text += "\n\n" if number else ""
        for at, piece in enumerate(paragraph):
            text += " " if at else ""
            places.append((piece, len(text)))
            text += piece.text
    return text, places
