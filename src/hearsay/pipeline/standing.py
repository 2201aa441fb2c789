"""Where judgements stand: which hold, and what stands at their places in the current readings.

A judgement points at characters of a document, not at actors or claims: those come and go as linking learns.
So it holds after reading again and linking again, as long as something is still mentioned, or stated, at its
place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

from msgspec.structs import replace

from hearsay.ledger import Ledger
from hearsay.linking.sightings import Constraint, Key
from hearsay.pipeline.placing import edit_at, places_of
from hearsay.reading.entries import entity_at, statement_at
from hearsay.reading.judged import OF_READINGS, judged, statements_at
from hearsay.records import Anchor, Document, Judgement, Reading, Record, Span, Stance, Verdict


class Placed(Record):
    """A judgement with what stands at its anchors: entities, or statements where it points at contents.

    ``right`` is left out where there is none, or where it is a document as a whole. ``judgement`` has its
    anchors at the places that were found, which may be those of another version of the text.
    """

    judgement: Judgement
    left: Key
    right: Key | None = None


class Standing(Record):
    """The judgements that nobody took back, oldest first: those that can be placed, and those that cannot.

    A judgement is ``lost`` while its document is not in the ledger, or the current reading finds nothing at
    its place. It is kept, and holds again as soon as it can be placed.
    """

    placed: tuple[Placed, ...] = ()
    lost: tuple[Judgement, ...] = ()

    def constraints(self) -> list[Constraint]:
        """Who is the same and who is not; of two judgements about the same two the later one holds."""
        return [
            Constraint(left=left, right=right, same=same)
            for left, right, same in self._pairs("same-actor", turned=True)
        ]

    def affiliations(self) -> list[tuple[Key, Key, bool]]:
        """Who belongs to whom, or does not; of two judgements about the same two the later one holds."""
        return self._pairs("affiliation")

    def claims(self) -> list[tuple[Key, Key, bool]]:
        """Which statements put forward the same, and which do not; the later judgement holds."""
        return self._pairs("same-claim", turned=True)

    def stances(self) -> dict[Key, Stance]:
        """On which side of their claim statements are, the later judgement holds."""
        found: dict[Key, Stance] = {}
        for one in self.placed:
            stance = _STANCES.get(one.judgement.value or "")
            if one.judgement.about == "stance" and one.judgement.verdict in ("yes", "edit") and stance:
                found[one.left] = stance
        return found

    def copies(self) -> list[tuple[Anchor, Anchor, bool]]:
        """What was taken over, earlier to later passage, and what was not; the later judgement holds."""
        found: dict[frozenset[str], tuple[Anchor, Anchor, bool]] = {}
        for one in self.placed:
            left, right = one.judgement.left, one.judgement.right
            holds = _HOLDS.get(one.judgement.verdict)
            if one.judgement.about == "copy" and left and right and holds is not None:
                pair = frozenset((left.document, right.document))
                if len(pair) == 2:
                    found.pop(pair, None)
                    found[pair] = (left, right, holds)
        return list(found.values())

    def origins(self) -> list[tuple[Key, Key | str, Anchor, bool]]:
        """What statements rest on and what they do not: the statement, the entity or (by its id) the
        document, the place that shows it; the later judgement holds."""
        found: dict[tuple[Key, Key | str], tuple[Key, Key | str, Anchor, bool]] = {}
        for one in self.placed:
            holds = _HOLDS.get(one.judgement.verdict)
            if one.judgement.about == "origin" and one.judgement.right is not None and holds is not None:
                lower: Key | str = one.right or one.judgement.right.document
                found.pop((one.left, lower), None)
                found[one.left, lower] = (one.left, lower, one.judgement.right, holds)
        return list(found.values())

    def _pairs(self, about: str, *, turned: bool = False) -> list[tuple[Key, Key, bool]]:
        """What was judged of two; ``turned`` if it is the same whichever of them comes first."""
        found: dict[tuple[Key, Key], bool] = {}
        for one in self.placed:
            holds = _HOLDS.get(one.judgement.verdict)
            if one.judgement.about == about and one.right and one.left != one.right and holds is not None:
                found.pop((one.left, one.right), None)
                if turned:
                    found.pop((one.right, one.left), None)
                found[one.left, one.right] = holds
        return [(left, right, holds) for (left, right), holds in found.items()]

    def names(self) -> dict[Key, str]:
        """What entities are to be called, the latest wish last."""
        found: dict[Key, str] = {}
        for one in self.placed:
            if one.judgement.about == "actor-name" and one.judgement.value:
                found.pop(one.left, None)
                found[one.left] = one.judgement.value
        return found


_HOLDS: dict[Verdict, bool] = {"yes": True, "no": False}
_STANCES: dict[str, Stance] = {one: one for one in get_args(Stance)}


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Of judgements, oldest first, those that nobody took back; taking back can be taken back, too."""
    given = list(judgements)
    held = holding(given)
    return [one for one in given if one.undoes is None and one.id in held]


def holding(given: Iterable[Judgement]) -> set[str]:
    """The ids of the judgements that nobody took back, those that take others back included.

    Which comes first does not matter: the clock of one who takes back may be behind.
    """
    by_id = {one.id: one for one in given}
    doubtful = Counter(one.undoes for one in by_id.values() if one.undoes)
    clear = [one for one in by_id.values() if not doubtful[one.id]]
    undone: set[str] = set()
    held: set[str] = set()
    while clear:
        one = clear.pop()
        if one.id not in undone:
            held.add(one.id)
            undone |= {one.undoes} if one.undoes else set()
        if one.undoes in by_id:
            doubtful[one.undoes] -= 1
            if not doubtful[one.undoes]:
                clear.append(by_id[one.undoes])
    return held


def standing(ledger: Ledger) -> Standing:
    """Where the judgements stand in the current readings.

    Those about single readings stand where :func:`hearsay.reading.judged.judged` can apply them.
    """
    judgements = in_force(ledger.judgements())
    anchors = {anchor for one in judgements for anchor in (one.left, one.right) if anchor is not None}
    where = places_of(ledger, anchors)
    of_readings = settled(ledger, [one for one in judgements if one.about in OF_READINGS], where)
    held = {id for one in of_readings.values() for id in one.held}
    keys = _Keys(ledger, (place for places in where.values() for place in places), of_readings)
    placed: list[Placed] = []
    lost: list[Judgement] = []
    for one in judgements:
        if one.about in OF_READINGS:
            if one.id not in held:
                lost.append(one)
            continue
        found = list(_placed(one, where, keys))
        placed += found
        if not found:
            lost.append(one)
    return Standing(placed=tuple(placed), lost=tuple(lost))


class Settled(NamedTuple):
    """The judgements about one document's reading, at their places there, oldest first; and the Reading that
    comes of them, None if it is the machine's. ``held`` are the ids of those that apply."""

    document: Document
    machine: Reading
    judgements: tuple[Judgement, ...]
    reading: Reading | None
    held: frozenset[str]


def settled(
    ledger: Ledger, judgements: Iterable[Judgement], where: Mapping[Anchor, Sequence[Anchor]]
) -> dict[str, Settled]:
    """What judgements about statements, speakers, relations, events and labels make of each document's
    reading, by document."""
    by_document: defaultdict[str, list[tuple[Judgement, Anchor]]] = defaultdict(list)
    for one in judgements:
        for place in where.get(one.left, ()) if one.left else ():
            by_document[place.document].append((one, place))
    found: dict[str, Settled] = {}
    for document, machine in ledger.readings_of(by_document, machine=True):
        here: list[Judgement] = []
        for one, place in by_document[document.id]:
            right = None if one.right is None else _in(document.id, where.get(one.right, ()))
            edit = one.edit and edit_at(document, one.edit, place.span, own=_own(one))
            if (one.right is None) == (right is None) and (one.edit is None) == (edit is None):
                here.append(replace(one, left=place, right=right, edit=edit))
        applied = judged(document, machine, here)
        held = frozenset(one.id for one in here) - frozenset(applied.lost)
        found[document.id] = Settled(document, machine, tuple(here), applied.reading, held)
    return found


def _own(judgement: Judgement) -> str:
    return judgement.left.document if judgement.left else ""


def _in(document: str, places: Iterable[Anchor]) -> Anchor | None:
    return next((place for place in places if place.document == document), None)


class _Keys:
    """What stands at places, in the current readings of their documents."""

    def __init__(self, ledger: Ledger, places: Iterable[Anchor], made: Mapping[str, Settled]) -> None:
        wanted: defaultdict[str, set[Span]] = defaultdict(set)
        for place in places:
            wanted[place.document].add(place.span)
        self._found: dict[tuple[str, Span, bool], Key] = {}
        for document, reading in ledger.readings_of(wanted):
            one = made.get(document.id)
            edited: dict[Span, int] | None = None
            if one is not None and one.reading is not None and one.reading.reader == reading.reader:
                edited = statements_at(document, one.machine, one.judgements, wanted[document.id])
            for span in wanted[document.id]:
                stated = statement_at(reading.statements, span) if edited is None else edited.get(span)
                mentioned = entity_at(reading.entities, reading.mentions, span)
                if stated is not None:
                    self._found[document.id, span, True] = (document.id, stated)
                if mentioned is not None:
                    self._found[document.id, span, False] = (document.id, mentioned)

    def at(self, place: Anchor, *, stated: bool) -> Key | None:
        """The statement or the entity at a place."""
        return self._found.get((place.document, place.span, stated))


_STATED = {"same-claim": (True, True), "stance": (True, None), "origin": (True, False), "copy": (None, None)}
"""Whether the anchors of a kind of judgement point at statements; None where nothing need be there."""


def _placed(one: Judgement, where: Mapping[Anchor, Sequence[Anchor]], keys: _Keys) -> Iterator[Placed]:
    """A judgement at each of its places: in the documents it was made in, and in their other versions."""
    stated = _STATED.get(one.about, (False, False))
    for left in where.get(one.left, ()) if one.left else ():
        for right in where.get(one.right, ()) if one.right else (None,):
            if right is not None and _crossed(one, left, right):
                continue
            found: list[Key | None] = []
            for place, kind in zip((left, right), stated, strict=True):
                if place is None:
                    found.append(None)
                elif kind is None or (kind is False and one.about == "origin" and place.span == (0, 0)):
                    found.append((place.document, -1))
                else:
                    key = keys.at(place, stated=kind)
                    if key is None:
                        break
                    found.append(key)
            if len(found) == 2 and found[0] is not None:
                key = None if found[1] is not None and found[1][1] < 0 else found[1]
                yield Placed(judgement=replace(one, left=left, right=right), left=found[0], right=key)


def _crossed(one: Judgement, left: Anchor, right: Anchor) -> bool:
    """Whether two places are not those that a judgement of two documents means, since one of the documents
    is a version of the other: then what it says of the one would be said of the other, or turned round."""
    if one.left is None or one.right is None or one.left.document == one.right.document:
        return False
    return left.document in (one.right.document, right.document) or right.document == one.left.document


def between(placed: Iterable[Placed], left: set[Key], right: set[Key]) -> list[Judgement]:
    """The judgements of who is who about one entity on the left and one on the right."""
    return once(
        one
        for one in placed
        if one.right is not None
        and one.judgement.about == "same-actor"
        and ((one.left in left and one.right in right) or (one.left in right and one.right in left))
    )


def once(placed: Iterable[Placed]) -> list[Judgement]:
    """The judgements of these, each once, though it may stand in several versions of a document."""
    return list({one.judgement.id: one.judgement for one in placed}.values())
