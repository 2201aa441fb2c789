"""What people decide about actors and claims: where it stands in the current readings, and new judgements.

A judgement points at characters of a document, not at actors or claims: those come and go as linking learns.
So it holds after reading again and linking again, as long as something is still mentioned, or stated, at its
place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from hearsay.errors import UnknownDocument
from hearsay.ledger import Ledger
from hearsay.linking.sightings import Constraint, Key
from hearsay.records import Anchor, Document, Judgement, Mention, Reading, Record, Span, digest


class Author(NamedTuple):
    """Who judges, and what they note about why."""

    name: str
    note: str | None = None


class Placed(Record):
    """A judgement with what stands at its anchors: entities, or statements where it is about claims.

    ``right`` is left out where there is none.
    """

    judgement: Judgement
    left: Key
    right: Key | None = None


class Standing(Record):
    """The judgements that nobody took back, oldest first: those that can be placed, and those that cannot.

    A judgement is ``lost`` while its document is not in the ledger, or the current reading finds nobody at
    its place. It is kept, and holds again as soon as it can be placed.
    """

    placed: tuple[Placed, ...] = ()
    lost: tuple[Judgement, ...] = ()

    def constraints(self) -> list[Constraint]:
        """Who is the same and who is not; of two judgements about the same two the later one holds."""
        found: dict[frozenset[Key], Constraint | None] = {}
        for one in self.placed:
            if one.judgement.about == "same-actor" and one.right is not None and one.left != one.right:
                pair = frozenset((one.left, one.right))
                same = {"yes": True, "no": False}.get(one.judgement.verdict)
                found.pop(pair, None)
                found[pair] = None if same is None else Constraint(left=one.left, right=one.right, same=same)
        return [constraint for constraint in found.values() if constraint is not None]

    def affiliations(self) -> list[tuple[Key, Key, bool]]:
        """Who belongs to whom, or does not; of two judgements about the same two the later one holds."""
        return self._pairs("affiliation")

    def claims(self) -> list[tuple[Key, Key, bool]]:
        """Which statements put forward the same, and which do not; the later judgement holds."""
        return self._pairs("same-claim")

    def _pairs(self, about: str) -> list[tuple[Key, Key, bool]]:
        found: dict[tuple[Key, Key], bool] = {}
        for one in self.placed:
            if one.judgement.about == about and one.right is not None and one.left != one.right:
                found.pop((one.left, one.right), None)
                if one.judgement.verdict in ("yes", "no"):
                    found[one.left, one.right] = one.judgement.verdict == "yes"
        return [(left, right, holds) for (left, right), holds in found.items()]

    def names(self) -> dict[Key, str]:
        """What entities are to be called, the latest wish last."""
        found: dict[Key, str] = {}
        for one in self.placed:
            if one.judgement.about == "actor-name" and one.judgement.value:
                found.pop(one.left, None)
                found[one.left] = one.judgement.value
        return found


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Of judgements, oldest first, those that nobody took back; taking back can be taken back, too."""
    undone: set[str] = set()
    found: list[Judgement] = []
    for one in reversed(list(judgements)):
        if one.id in undone:
            continue
        if one.undoes is None:
            found.append(one)
        else:
            undone.add(one.undoes)
    return found[::-1]


def standing(ledger: Ledger) -> Standing:
    """Where the judgements stand in the current readings."""
    judgements = in_force(ledger.judgements())
    wanted: defaultdict[str, set[tuple[bool, Anchor]]] = defaultdict(set)
    for one in judgements:
        for anchor in (one.left, one.right):
            if anchor is not None:
                wanted[anchor.document].add((_of_statements(one), anchor))
    places: dict[tuple[bool, Anchor], Key] = {}
    for document, anchors in sorted(wanted.items()):
        try:
            reading = ledger.reading(document)
        except UnknownDocument:
            continue
        for stated, anchor in anchors:
            key = (_stated_at if stated else _at)(reading, anchor.span)
            if key is not None:
                places[stated, anchor] = key
    placed: list[Placed] = []
    lost: list[Judgement] = []
    for one in judgements:
        stated = _of_statements(one)
        left = places.get((stated, one.left)) if one.left else None
        right = places.get((stated, one.right)) if one.right else None
        if left is None or (one.right is not None and right is None):
            lost.append(one)
        else:
            placed.append(Placed(judgement=one, left=left, right=right))
    return Standing(placed=tuple(placed), lost=tuple(lost))


def between(placed: Iterable[Placed], left: set[Key], right: set[Key]) -> list[Judgement]:
    """The judgements of who is who about one entity on the left and one on the right."""
    return [
        one.judgement
        for one in placed
        if one.right is not None
        and one.judgement.about == "same-actor"
        and ((one.left in left and one.right in right) or (one.left in right and one.right in left))
    ]


def anchor(document: Document, reading: Reading, entity: int) -> Anchor | None:
    """The first name of an entity, or its first mention; None where it has no mention."""
    mentions = [mention for mention in reading.mentions if mention.entity == entity]
    if not mentions:
        return None
    start, end = min(mentions, key=lambda mention: (mention.form != "name", mention.span)).span
    return Anchor(document=document.id, span=(start, end), words=document.text[start:end])


def same_actor(left: Anchor, right: Anchor, verdict: bool, author: Author) -> Judgement:
    """That two anchors mean one actor, or two."""
    return _judgement(author, about="same-actor", verdict="yes" if verdict else "no", left=left, right=right)


def actor_name(left: Anchor, name: str, author: Author) -> Judgement:
    """That the actor at an anchor is called so."""
    return _judgement(author, about="actor-name", verdict="edit", left=left, value=name)


def affiliation(left: Anchor, right: Anchor, belongs: bool, author: Author) -> Judgement:
    """That the actor at the left belongs to the one at the right, or does not."""
    return _judgement(author, about="affiliation", verdict="yes" if belongs else "no", left=left, right=right)


def same_claim(left: Anchor, right: Anchor, same: bool, author: Author) -> Judgement:
    """That the statements at two anchors put forward the same, or do not."""
    return _judgement(author, about="same-claim", verdict="yes" if same else "no", left=left, right=right)


def undoing(judgement: Judgement, author: Author) -> Judgement:
    """That an earlier judgement is taken back."""
    return _judgement(
        author,
        about=judgement.about,
        verdict="unsure",
        left=judgement.left,
        right=judgement.right,
        undoes=judgement.id,
    )


def _judgement(author: Author, **fields: object) -> Judgement:
    """A judgement made now; its id is a hash of all it says."""
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    id = digest("judgement", at, author.name, author.note, fields)
    return Judgement(id=id, at=at, author=author.name, note=author.note, **fields)  # type: ignore[arg-type]


def _of_statements(judgement: Judgement) -> bool:
    """Whether its anchors point at statements, and not at entities."""
    return judgement.about == "same-claim"


def _stated_at(reading: Reading, span: Span) -> Key | None:
    """The statement whose content fits the span best: at least half of both is shared."""

    def shared(content: Iterable[Span]) -> int:
        return sum(max(0, min(end, span[1]) - max(start, span[0])) for start, end in content)

    best = max(
        range(len(reading.statements)),
        key=lambda at: (
            _likeness(shared(reading.statements[at].content), reading.statements[at].content, span),
            -at,
        ),
        default=None,
    )
    if best is None:
        return None
    content = reading.statements[best].content
    return (reading.id, best) if _likeness(shared(content), content, span) >= 0.5 else None


def _likeness(shared: int, content: Iterable[Span], span: Span) -> float:
    pieces = list(content)
    whole = pieces[-1][1] - pieces[0][0] if pieces else 0
    return min(shared / max(1, span[1] - span[0]), shared / max(1, whole))


def _at(reading: Reading, span: Span) -> Key | None:
    """The entity of which a mention shares most characters with the span, rather one that has a name."""

    def shared(mention: Mention) -> int:
        return min(mention.span[1], span[1]) - max(mention.span[0], span[0])

    fits = [one for one in reading.mentions if shared(one) > 0]
    if not fits:
        return None

    def fitness(mention: Mention) -> tuple[bool, int, int]:
        # Of those that share as much, the shortest: the name, and not the phrase around it.
        named = bool(reading.entities[mention.entity].names)
        return named, shared(mention), mention.span[0] - mention.span[1]

    return (reading.id, max(fits, key=fitness).entity)
