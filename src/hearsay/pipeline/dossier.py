"""What the ledger holds about one actor: who it is, what it said, what was said about it and by whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from hearsay.ledger import Filters, Ledger, StatementRow
from hearsay.records import (
    Actor,
    Affiliation,
    Document,
    EntityType,
    Reading,
    Reason,
    Record,
    Statement,
    statement_id,
)

STATEMENTS = 20


class Publication(Record):
    """A document as it is pointed at: all that identifies it, and nothing of its text."""

    id: str
    path: str | None
    outlet: str | None
    title: str | None
    published: str | None
    url: str | None


def published(document: Document) -> Publication:
    """A document as it is pointed at."""
    return Publication(
        id=document.id,
        path=document.path,
        outlet=document.outlet,
        title=document.title,
        published=document.published,
        url=document.url,
    )


class Spelling(Record):
    """One way in which documents name an actor.

    ``count`` is how often it stands there, ``why`` what was compared when an entity of this name was taken
    for the actor, for one such entity.
    """

    name: str
    count: int
    documents: int
    why: tuple[Reason, ...] = ()


class Part(Record):
    """A role that documents give an actor, with these documents."""

    role: str
    by: tuple[str, ...]


class Dossier(Record):
    """All about one actor.

    ``said`` are the newest statements that it makes, ``about`` the newest by others in whose content it is
    mentioned; ``said_count`` and ``about_count`` tell how many there are in all. ``first`` and ``last`` are
    the published dates between which it was seen. ``documents`` are in time, undated first.
    """

    id: str
    type: EntityType
    name: str
    ids: tuple[tuple[str, str], ...]
    known: bool
    names: tuple[Spelling, ...]
    roles: tuple[Part, ...]
    affiliations: tuple[Affiliation, ...]
    said: tuple[StatementRow, ...]
    said_count: int
    about: tuple[StatementRow, ...]
    about_count: int
    first: str | None
    last: str | None
    documents: tuple[Publication, ...]


def dossier(ledger: Ledger, actor: Actor, *, limit: int = STATEMENTS, narration: bool = False) -> Dossier:
    """Gather what the ledger holds about an actor.

    Args:
        ledger: with actors that are not stale.
        actor: one of them.
        limit: how many statements at most, of those it makes and again of those about it.
        narration: with what outlets say about it in their own voice.

    Raises:
        UsageError: the limit makes no sense.
    """
    said = tuple(ledger.statements(Filters(actor=actor.id), newest=True, limit=limit))
    found = _Gathered(actor, narration)
    for document, reading in ledger.readings(actor=actor.id):
        found.add(document, reading)
    dates = [one.published for one in found.documents if one.published]
    return Dossier(
        id=actor.id,
        type=actor.type,
        name=actor.name,
        ids=actor.ids,
        known=actor.known,
        names=found.names(),
        roles=tuple(Part(role=role, by=_unique(by)) for role, by in found.most(found.roles)),
        affiliations=actor.affiliations,
        said=said,
        said_count=len(found.said),
        about=tuple(_rows(ledger, found.about, limit)),
        about_count=sum(map(len, found.about.values())),
        first=min(dates, default=None),
        last=max(dates, default=None),
        documents=tuple(found.documents),
    )


class _Gathered:
    """What the readings of an actor's documents show of it, one document after the other."""

    def __init__(self, actor: Actor, narration: bool) -> None:
        self._narration = narration
        self._members: defaultdict[str, dict[int, tuple[Reason, ...]]] = defaultdict(dict)
        for member in actor.members:
            self._members[member.document][member.entity] = member.why
        self._listed = actor.names
        self._why: dict[str, tuple[Reason, ...]] = {}
        self.documents: list[Publication] = []
        self.spelled: defaultdict[str, list[str]] = defaultdict(list)
        self.roles: defaultdict[str, list[str]] = defaultdict(list)
        self.said: set[str] = set()
        self.about: dict[str, set[str]] = {}

    def add(self, document: Document, reading: Reading) -> None:
        """Take in one document of the actor."""
        members = self._members[document.id]
        self.documents.append(published(document))
        ours = [mention for mention in reading.mentions if mention.entity in members]
        for number, why in members.items():
            entity = reading.entities[number]
            for role in entity.roles:
                self.roles[role].append(document.id)
            written = [
                " ".join(document.text[slice(*mention.span)].split())
                for mention in ours
                if mention.entity == number and mention.form == "name"
            ]
            for name in [*(name for name in entity.names if name not in written), *written]:
                self.spelled[name].append(document.id)
                self._why[name] = self._why.get(name) or why
        for statement in reading.statements:
            if statement.speaker in members:
                self.said.add(statement_id(document.id, statement))
            elif (statement.form != "narration" or self._narration) and any(
                _inside(mention.span[0], statement) for mention in ours
            ):
                self.about.setdefault(document.id, set()).add(statement_id(document.id, statement))

    def names(self) -> tuple[Spelling, ...]:
        """The spellings, the most used first; those that only a list of known actors gives come last."""
        seen = [
            Spelling(name=name, count=len(by), documents=len(set(by)), why=self._why[name])
            for name, by in self.most(self.spelled)
        ]
        unseen = (name for name in self._listed if name not in self.spelled)
        return (*seen, *(Spelling(name=name, count=0, documents=0) for name in unseen))

    @staticmethod
    def most(found: dict[str, list[str]]) -> list[tuple[str, list[str]]]:
        """What was found most often comes first."""
        return sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))


def _inside(at: int, statement: Statement) -> bool:
    return any(start <= at < end for start, end in statement.content)


def _rows(ledger: Ledger, wanted: dict[str, set[str]], limit: int) -> Iterator[StatementRow]:
    """The rows of statements by document, of the newest documents first."""
    left = limit
    for document, ids in reversed(wanted.items()):
        if left <= 0:
            return
        rows = [row for row in ledger.statements(Filters(document=document)) if row.id in ids][:left]
        left -= len(rows)
        yield from rows


def _unique(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
