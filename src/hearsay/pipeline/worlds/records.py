"""An invented world of news: who there is, who told what to whom, and what is true of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from hearsay.records import Certainty, CopyKind, EntityType, Record, Stance

Mode = Literal["attributed", "narrated", "saw", "rumoured"]
FIRST_DAY = date(2031, 1, 1)


class Being(Record):
    """A person, body, paper or outlet. One that is not ``named`` is known by ``words`` alone, the fullest
    description first. ``body`` is the being that it speaks for."""

    id: str
    name: str
    type: EntityType
    named: bool = True
    words: tuple[str, ...] = ()
    role: str | None = None
    body: str | None = None


class Account(Record):
    """One statement of an article: a side of a claim, through a chain of beings of whom the last speaks.

    ``words`` is how an unnamed speaker is described here; ``taken`` the place (article, account) of which
    this is the same, word for word.
    """

    claim: int
    stance: Stance
    mode: Mode
    chain: tuple[str, ...] = ()
    words: str | None = None
    certainty: Certainty = "certain"
    taken: tuple[int, int] | None = None


class Revelation(Record):
    """What an article says of somebody's dependence on somebody else."""

    upper: str
    lower: str
    kind: Literal["belongs-to", "has-it-from", "paid-by"]


class Article(Record):
    """``taken`` is the article that this one copies, wholly or in part."""

    outlet: str
    day: int | None
    accounts: tuple[Account, ...]
    taken: int | None = None
    kind: CopyKind | None = None
    reveals: tuple[Revelation, ...] = ()

    @property
    def published(self) -> str | None:
        """The ISO date, if it is known."""
        return None if self.day is None else (FIRST_DAY + timedelta(days=self.day)).isoformat()


class Expected(Record):
    """What is true of one side of a claim, by how the world was made.

    ``roots`` are the independent origins: for each the beings that may be named for it. ``apparent`` is what
    it looked like until a day, as (day, independence).
    """

    claim: int
    stance: Stance
    kind: str
    roots: tuple[frozenset[str], ...]
    apparent: tuple[int, int] | None = None


class World(Record):
    """Articles in the order in which they were made, all beings by id, and the truth."""

    beings: dict[str, Being]
    articles: tuple[Article, ...]
    expected: tuple[Expected, ...]
    claims: int
