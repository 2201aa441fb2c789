"""Reprints made by a seed from articles, with the truth about them: to measure how well copies are found."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple, TypeVar

from hearsay.linking.tellings import Paper
from hearsay.records import Record, Span

Way = Literal["whole", "trimmed", "excerpt", "shuffled", "extended", "quoted"]
Dating = Literal["dated", "same-day", "undated"]
Change = Literal["replace", "drop", "insert"]
T = TypeVar("T")

RATES = (0, 5, 10, 20, 30)
"""Per cent of words changed."""
_WAYS: tuple[tuple[Way, int], ...] = (
    ("whole", 20),
    ("trimmed", 20),
    ("excerpt", 25),
    ("shuffled", 15),
    ("extended", 20),
)
_DATINGS: tuple[tuple[Dating, int], ...] = (("dated", 70), ("same-day", 15), ("undated", 15))
_CREDITED = 0.5
_QUOTED_SHARE = 0.2
"""So many articles, as a part of the reprints, share nothing but a quotation with another."""
EXCERPT_WORDS = 45
"""An excerpt has at least so many words, before any are changed."""
_OUTLETS = (
    "Calder Valley Post",
    "Northern Mirror",
    "Far Bank",
    "The Quarry Times",
    "Ostermoor Echo",
    "Lock 9",
)
_CREDITS = (
    "This article first appeared in {outlet}.",
    "A version of this story first appeared in {outlet} on Tuesday.",
    "First published by {outlet}.",
    "Republished with permission of {outlet}.",
    "({outlet})",
    "{outlet} reported this first.",
    "With material from {outlet}",
    "Source: {outlet}",
)
_CHANGES: tuple[tuple[Change, int], ...] = (("replace", 60), ("drop", 20), ("insert", 20))
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_QUOTATION = re.compile(r'[“"][^“”"\n]{60,400}[”"]')


class Taken(Record):
    """What a made article took from which: the truth. Passages are (characters of it, of the made one)."""

    source: str
    made: str
    way: Way
    dating: Dating
    credited: bool
    passages: tuple[tuple[Span, Span], ...]


class Made(NamedTuple):
    """A made article and its truth; of one that only quotes what another quotes, nothing is taken."""

    paper: Paper
    truth: Taken | None


class _Piece(NamedTuple):
    """Text of a made article, and where in the source each of its words stands; None for added ones."""

    text: str
    places: tuple[tuple[Span, Span], ...]


def reprints(sources: Sequence[Paper], donors: Sequence[Paper], rate: int, seed: int) -> list[Made]:
    """A reprint of each source with ``rate`` per cent of its words changed, and others that only quote alike.

    What a made article adds of its own is taken from ``donors``, which share nothing with the sources: each
    gives to one made article, and those left over once they are used up add nothing. The words put in place
    of others are drawn from them, as often as they occur. The same arguments always make the same.
    """
    chance = random.Random(f"{seed} {rate}")
    words = [word for donor in donors for word in _WORD.findall(donor.text)]
    left = chance.sample(donors, len(donors))
    made = [_reprint(source, left, words, rate, chance) for source in sources]
    quoted = chance.sample(sources, int(_QUOTED_SHARE * len(sources)))
    return [*made, *(found for source in quoted if (found := _quoting(source, left, chance)) is not None)]


def _reprint(
    source: Paper, donors: list[Paper], words: Sequence[str], rate: int, chance: random.Random
) -> Made:
    way = _drawn(_WAYS, chance)
    dating = _drawn(_DATINGS, chance)
    paragraphs = [match.span() for match in re.finditer(r"[^\n]+", source.text)]
    pieces = [
        _changed(source.text, span, rate / 100, words, chance)
        for span in _kept(source, paragraphs, way, chance)
    ]
    if way in ("excerpt", "extended"):
        pieces = _among(pieces, _additions(donors, chance, 2 if way == "extended" else 5), chance, way)
    credited = chance.random() < _CREDITED
    if credited and source.outlet:
        line = _Piece(chance.choice(_CREDITS).format(outlet=source.outlet), ())
        pieces.insert(0 if chance.random() < 0.2 else len(pieces), line)
    outlet = chance.choice(_OUTLETS)
    id = f"made-{chance.getrandbits(64):016x}"
    text, passages = _joined(pieces)
    published = _later(source.published, dating, chance)
    if published is None or source.published is None:
        dating = "undated"
    credited = credited and source.outlet is not None
    truth = Taken(source=source.id, made=id, way=way, dating=dating, credited=credited, passages=passages)
    return Made(Paper(id=id, text=text, outlet=outlet, published=published), truth)


def _kept(source: Paper, paragraphs: list[Span], way: Way, chance: random.Random) -> list[Span]:
    """The paragraphs that a reprint takes, in its order."""
    if way == "trimmed":
        return paragraphs[: max(1, round(len(paragraphs) * chance.uniform(0.4, 0.8)))]
    if way == "shuffled":
        return chance.sample(paragraphs, len(paragraphs))
    if way == "excerpt":
        start = chance.randrange(len(paragraphs))
        for end in range(start + 1, len(paragraphs) + 1):
            if (
                len(_WORD.findall(source.text[paragraphs[start][0] : paragraphs[end - 1][1]]))
                >= EXCERPT_WORDS
            ):
                return paragraphs[start:end]
        return _kept(source, paragraphs, way, chance) if start else paragraphs
    return paragraphs


def _changed(text: str, span: Span, rate: float, words: Sequence[str], chance: random.Random) -> _Piece:
    """A piece of text in which each word is replaced, dropped or followed by another at this rate."""
    out: list[str] = []
    places: list[tuple[Span, Span]] = []
    length = 0
    at = span[0]

    def put(string: str) -> None:
        nonlocal length
        out.append(string)
        length += len(string)

    for match in _WORD.finditer(text, *span):
        put(text[at : match.start()])
        at = match.end()
        what = _drawn(_CHANGES, chance) if chance.random() < rate else None
        if what == "replace":
            put(chance.choice(words))
        elif what != "drop":
            places.append((match.span(), (length, length + len(match.group()))))
            put(match.group() + (f" {chance.choice(words)}" if what == "insert" else ""))
    put(text[at : span[1]])
    return _Piece("".join(out), tuple(places))


def _additions(donors: list[Paper], chance: random.Random, most: int) -> list[_Piece]:
    if not donors:
        return []
    paragraphs = [p for p in donors.pop().text.split("\n") if len(p) > 80]
    return [_Piece(paragraph, ()) for paragraph in paragraphs[: chance.randint(1, most)]]


def _among(pieces: list[_Piece], added: list[_Piece], chance: random.Random, way: Way) -> list[_Piece]:
    """Own paragraphs put before and after an excerpt, or anywhere between those of a reprint."""
    if way == "excerpt":
        cut = chance.randint(0, len(added))
        return [*added[:cut], *pieces, *added[cut:]]
    for piece in added:
        pieces = [*pieces]
        pieces.insert(chance.randint(0, len(pieces)), piece)
    return pieces


def _quoting(source: Paper, donors: list[Paper], chance: random.Random) -> Made | None:
    """Another reporter's article, who was at the same press conference: it shares a quotation and no more."""
    quotations = _QUOTATION.findall(source.text)
    if not quotations or not donors:
        return None
    paragraphs = [p for p in donors.pop().text.split("\n") if p]
    for quotation in quotations[:2]:
        paragraphs.insert(chance.randint(0, len(paragraphs)), f"{quotation} was what reporters heard.")
    id = f"made-{chance.getrandbits(64):016x}"
    published = _later(source.published, "dated", chance)
    return Made(
        Paper(id=id, text="\n\n".join(paragraphs), outlet=chance.choice(_OUTLETS), published=published), None
    )


def _joined(pieces: Iterable[_Piece]) -> tuple[str, tuple[tuple[Span, Span], ...]]:
    """The pieces as one text, and their words' places as passages: one for each piece that was taken."""
    text = ""
    passages = []
    for piece in pieces:
        text += "\n\n" if text else ""
        if piece.places:
            start = len(text)
            first, last = piece.places[0], piece.places[-1]
            passages.append(((first[0][0], last[0][1]), (start + first[1][0], start + last[1][1])))
        text += piece.text
    return text, tuple(passages)


def _later(published: str | None, dating: Dating, chance: random.Random) -> str | None:
    """A day some days later, or the same day, or None."""
    if published is None or dating == "undated":
        return None
    day = published[:10]
    if dating == "same-day":
        return day
    return (date.fromisoformat(day) + timedelta(days=chance.randint(1, 6))).isoformat()


def _drawn(choices: Sequence[tuple[T, int]], chance: random.Random) -> T:
    """One of the choices, as often as its weight says."""
    return chance.choices([name for name, _ in choices], [weight for _, weight in choices])[0]
